"""What a rule says in a form: spreadsheet formulas that give its points while the unit types.

Only functions that Excel 2010, LibreOffice and Google Sheets share are used. Formulas are written
as the file format has them: a point in decimals, a comma between arguments.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

YES, NO = ("Có", "Yes"), ("Không", "No")
"""The answers that a form offers, in both languages."""

NO_DENOMINATOR = '"/0"'
"""What the cell of the figure holds where a denominator is zero."""

LONGEST, DEEPEST = 8_000, 60
"""Characters and nested conditions that Excel takes in a formula, with some room."""

_DIGITS = 15


class Cells(NamedTuple):
    """Where a rule finds what it reads, and the words for points that there are not.

    ``options`` are, by input, the cells with the texts of its options in order; ``figure`` is the
    cell of the figure; the words are formulas too: a quoted text, or points.
    """

    inputs: Mapping[str, str]
    options: Mapping[str, Sequence[str]]
    figure: str
    invalid: str
    missing: str
    not_applicable: str


class LiveFormula(NamedTuple):
    """The formula of the figure, and that of the points, which may read the figure's cell.

    Both are computed only where every input is there and within its bounds.
    """

    points: str
    figure: str = "0"


def live(points: str | None, figure: str = "0") -> LiveFormula | None:
    """Return the formulas, if there is one for the points."""
    return None if points is None else LiveFormula(points, figure)


def number(value: Fraction) -> str:
    """Return a number as a formula: decimal where that is exact, else a division."""
    decimal = Decimal(value.numerator) / Decimal(value.denominator)
    exact = Fraction(decimal) == value and len(decimal.as_tuple().digits) <= _DIGITS
    text = format(decimal, "f") if exact else f"{value.numerator}/{value.denominator}"
    return text if exact and value >= 0 else f"({text})"


def steady(figure: str) -> str:
    """Return a figure freed of the noise of binary fractions, to be held against a bound."""
    return f"ROUND({figure},10)"


def rounded(figure: str, rounding: str, decimals: int) -> str | None:
    """Return a figure rounded; none where no function rounds that way."""
    function = {"half_up": "ROUND", "down": "ROUNDDOWN"}.get(rounding)
    return f"{function}({steady(figure)},{decimals})" if function else None


def one_of(cell: str, texts: Sequence[str]) -> str:
    """Return the test that a cell holds one of the texts; programs take no heed of case."""
    return f"OR({','.join(f'{cell}={quoted(text)}' for text in texts)})"


def quoted(text: str) -> str:
    """Return a text as a formula."""
    return '"' + text.replace('"', '""') + '"'


def first_of(cases: Sequence[tuple[str, str]], otherwise: str) -> str | None:
    """Return the value of the first test that holds; none where Excel could not nest as many."""
    if len(cases) > DEEPEST:
        return None
    opened = "".join(f"IF({test},{value}," for test, value in cases)
    return f"{opened}{otherwise}{')' * len(cases)}"
