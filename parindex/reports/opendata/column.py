"""A table of open data by its columns: the same for CSV, JSON, descriptor, codebook and frames."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Generic, Literal, NamedTuple, TypeVar

from parindex.locale import Phrase, mark
from parindex.model.number import rounded
from parindex.model.result import RoundResult, exact_text
from parindex.model.text import LocalText

Type = Literal["string", "integer", "number", "date"]
Row = TypeVar("Row")

DIGITS = 10
"""So many decimals has a number that is exact elsewhere."""
EXACT = r"-?\d+(\.\d+|/\d+)?"
"""How an exact number is written: all its digits, or a fraction."""
POINTS = mark("points")


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column: its name, what it is called and means, and what a row has in it.

    ``values`` are the words it may hold, each with what it means; ``blank`` says what it means
    that a cell is empty, and is empty where none may be. In ``results/*.csv`` the column stands
    under ``result_name``, if it does; ``open`` tells whether it is published as open data.
    """

    name: str
    type: Type
    title: str
    text: str
    of: Callable[[Row], object]
    blank: str = ""
    unit: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    pattern: str = ""
    result_name: str = ""
    open: bool = True

    def value(self, row: Row, lang: str) -> str | int | Decimal | date | None:
        """Return what stands in the column: an exact number as its type has it, texts in ``lang``.

        ``None`` where there is nothing.
        """
        match self.of(row):
            case None | "" | False:
                return None
            case True:
                return "yes"
            case str() | int() | Decimal() | date() as plain:
                return plain
            case Fraction() as exact:
                return _short(exact) if self.type == "number" else exact_text(exact)
            case LocalText() | Phrase() as words:
                return words.for_lang(lang)
            case other:
                raise TypeError(f"{self.name}: {other!r}")


def _short(value: Fraction) -> Decimal:
    """Round a number, without zeros at its end."""
    return Decimal(f"{rounded(value, DIGITS):f}".rstrip("0").rstrip("."))


def figures(
    name: str,
    title: str,
    text: str,
    of: Callable[[Row], Fraction | None],
    *,
    published: Callable[[Row], Decimal | None] | None = None,
    blank: str = "",
    result_name: str = "",
) -> tuple[Column[Row], Column[Row]]:
    """Return a column of points as numbers, and one of the same exactly, as texts.

    The numbers are those ``published`` where that is given; the exact ones follow from ``of``.
    """
    rounded_name, exact_name = (result_name, "") if published else ("", result_name)
    number = Column(
        name, "number", title, text, published or of, blank, POINTS, result_name=rounded_name
    )
    exact = Column(f"{name}_exact", "string", title, text, of, blank, POINTS, {}, EXACT, exact_name)
    return number, exact


class Reference(NamedTuple):
    """Columns that hold the key of a line of another table."""

    columns: tuple[str, ...]
    table: str
    key: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table(Generic[Row]):
    """A table: its name, what it holds, and how its rows are had from a result.

    A table ``always`` published is so without a row; others where they have any.
    """

    name: str
    title: str
    text: str
    rows: Callable[[RoundResult, str], Iterable[Row]]
    columns: tuple[Column[Row], ...]
    key: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    always: bool = False

    @property
    def published(self) -> tuple[Column[Row], ...]:
        """Return the columns of the open data."""
        return tuple(column for column in self.columns if column.open)

    def records(self, result: RoundResult, lang: str) -> Iterator[dict[str, object]]:
        """Yield the lines of the open data, each with its values by the name of the column."""
        columns = self.published
        for row in self.rows(result, lang):
            yield {column.name: column.value(row, lang) for column in columns}
