"""What is wrong in the rows of a file of answers, gathered by kind and told at the end."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from parindex.model.finding import Finding, Place
from parindex.model.surveyed import Why

_CODES = {
    Why.CELLS: "RND071",
    Why.UNIT: "RND062",
    Why.GROUP: "RND063",
    Why.STRATUM: "RND064",
    Why.TWICE: "RND065",
    Why.OFF_SCALE: "RND066",
    Why.BLANK: "RND067",
    Why.NOT_ASKED: "RND068",
}
_TEXTS_TOLD, _ROWS_TOLD = 20, 3
"""So many texts of a kind are told of a file one by one, and so many rows of each."""
_OTHERS = "…"


@dataclass(slots=True)
class _Fault:
    count: int = 0
    rows: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Faults:
    """The faults of one file: by kind, column (its number) and text."""

    held: dict[tuple[Why, int, str], _Fault] = field(default_factory=dict)
    texts: Counter[Why] = field(default_factory=Counter)
    """How many different texts of a kind are held."""

    def note(self, why: Why, column: int, text: str, count: int, rows: Sequence[int]) -> None:
        """Add rows with a fault; of their numbers the first few are enough.

        Beyond twenty texts of a kind the others are taken together.
        """
        text = text.strip()
        key = (why, column, text)
        if text and key not in self.held:
            if self.texts[why] == _TEXTS_TOLD:
                key = (why, -1, _OTHERS)
            else:
                self.texts[why] += 1
        fault = self.held.setdefault(key, _Fault())
        fault.count += count
        fault.rows = sorted([*fault.rows, *rows])[:_ROWS_TOLD]

    def findings(
        self,
        place: Callable[[int, int], Place],
        headings: Sequence[str],
        known: Callable[[Why, int, str], object],
    ) -> Iterator[Finding]:
        """Yield them in the order of their codes and rows.

        ``place`` tells where a row and column stand, ``known`` what could stand there.
        """

        def order(entry: tuple[tuple[Why, int, str], _Fault]) -> tuple[str, int, int]:
            (why, column, _), fault = entry
            return (_CODES[why], fault.rows[0], column)

        for (why, column, text), fault in sorted(self.held.items(), key=order):
            more = fault.count > len(fault.rows)
            values = {
                "text": text[:60],
                "column": headings[column] if column >= 0 else _OTHERS,
                "count": fault.count,
                "rows": ", ".join(map(str, fault.rows)) + (", …" if more else ""),
                "known": known(why, column, text),
            }
            yield Finding(_CODES[why], place(fault.rows[0], max(column, 0)), values)
