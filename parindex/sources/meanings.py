"""What texts of a table stand for: a unit, a group, an answer; each text is looked at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from parindex.model.round import Unit
from parindex.model.survey import Spelled, answer_key

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[np.int64]]

_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Meanings:
    """What the texts of a column stand for, by number."""

    known: Mapping[str, int]
    exact: Mapping[str, int] = field(default_factory=dict)
    blank: int = -1
    strange: int = -1
    met: dict[str, int] = field(default_factory=dict)

    def of(self, texts: Sequence[str]) -> "Numbers":
        """Return what each text stands for."""
        import numpy as np  # noqa: PLC0415 - only rounds with a survey need it

        return np.fromiter(map(self._of, texts), np.int64, len(texts))

    def _of(self, text: str) -> int:
        number = self.met.get(text)
        if number is None:
            whole = normalize("NFC", text).strip()
            otherwise = self.strange if whole else self.blank
            number = self.exact.get(whole, self.known.get(answer_key(text), otherwise))
            if len(self.met) < _REMEMBERED:
                self.met[text] = number
        return number


def meanings_of(parts: Sequence[Spelled], blank: int = -1, strange: int = -1) -> Meanings:
    """Return what names each part; ``blank`` and ``strange`` stand for all other texts."""
    known = {text: n for n, part in enumerate(parts) for text in part.spellings}
    return Meanings(known, blank=blank, strange=strange)


def unit_meanings(units: Sequence[Unit]) -> Meanings:
    """Return what names a unit: its code, else its code in any case or its name, if it is one's."""
    owners: dict[str, set[int]] = {}
    for number, unit in enumerate(units):
        for text in (unit.code, unit.name):
            owners.setdefault(answer_key(text), set()).add(number)
    known = {text: min(found) for text, found in owners.items() if len(found) == 1 and text}
    return Meanings(known, {unit.code: number for number, unit in enumerate(units)})
