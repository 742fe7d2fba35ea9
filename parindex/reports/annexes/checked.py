"""Formulas that a reader can check, where a spreadsheet program comes to what was published."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from xlsxwriter.utility import quote_sheetname, xl_range, xl_range_abs, xl_rowcol_to_cell

from parindex.model.number import exact, exact_sum, rounded
from parindex.reports.book import Formula
from parindex.reports.view import BlockView

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column; from 0."""


def summed(area: Area, sheet: str, parts: Sequence[Fraction], published: Fraction) -> "Cell":
    """Return the sum of an area where its parts add up to what was published; else the value."""
    return add_up(f"SUM({place(area, sheet)})", exact_sum(parts), published)


def add_up(text: str, comes_to: Fraction, published: Fraction) -> "Cell":
    """Return a formula that comes to the exact number that was published; else the value."""
    return Formula(f"={text}", published) if comes_to == published else published


def rounds(text: str, comes_to: Fraction, published: Decimal, decimals: int) -> "Cell":
    """Return a formula rounded half up where a program's double gives what was published.

    Where the set rounds otherwise, or ranks by another sum, the value stands without a formula.
    """
    double = exact(float(comes_to))
    if rounded(double, decimals) != published:
        return published
    return Formula(f"=ROUND({text},{decimals})", published)


def shown(value: "Cell", view: BlockView) -> "Cell":
    """Return an exact number shown as it is printed; where that would show another, the printed."""
    number = number_of(value)
    printed = view.printed(number)
    if isinstance(value, Formula) and rounded(exact(float(number)), view.decimals) == printed:
        return value._replace(printed=True)
    return printed


def number_of(value: "Cell") -> Fraction:
    """Return the number that a cell holds."""
    return Fraction(value.value if isinstance(value, Formula) else value)


def place(area: Area, sheet: str = "", *, fixed: bool = False) -> str:
    """Return an area as formulas name it."""
    text = xl_range_abs(*area) if fixed else xl_range(*area)
    return f"{quote_sheetname(sheet)}!{text}" if sheet else str(text)


def cell(row: int, column: int, sheet: str = "") -> str:
    """Return a cell as formulas name it."""
    text = xl_rowcol_to_cell(row, column)
    return f"{quote_sheetname(sheet)}!{text}" if sheet else str(text)


Cell = Formula | Decimal | Fraction
