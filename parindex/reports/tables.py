"""CSV: what ``score`` writes of a result, and how cells are written that nobody can misread.

Numbers have a decimal point; exact ones without a last digit are fractions, as ``4/3``.
"""

import csv
from collections.abc import Iterable
from decimal import Decimal
from io import BytesIO, TextIOWrapper

from parindex.model.result import RoundResult
from parindex.reports.opendata.column import Column, Row, Table
from parindex.reports.opendata.items import ITEMS
from parindex.reports.opendata.scores import RANKING


def ranking_csv(result: RoundResult, lang: str) -> bytes:
    """Return a line a unit: numbers as published, with a decimal point."""
    return result_csv(RANKING, RANKING.rows(result, lang), lang)


def scores_csv(result: RoundResult, lang: str) -> bytes:
    """Return a line an item of each scored unit: exact points, maximum, outcome, claim, cell."""
    return result_csv(ITEMS, ITEMS.rows(result, lang), lang)


def result_csv(table: Table[Row], rows: Iterable[Row], lang: str) -> bytes:
    """Return a table as ``score`` writes it into results/."""
    columns = [column for column in table.columns if column.result_name]
    return _columns_csv([column.result_name for column in columns], columns, rows, lang)


def open_csv(table: Table[Row], rows: Iterable[Row], lang: str) -> bytes:
    """Return a table as open data."""
    return _columns_csv([column.name for column in table.published], table.published, rows, lang)


def _columns_csv(
    header: Iterable[str], columns: Iterable[Column[Row]], rows: Iterable[Row], lang: str
) -> bytes:
    kept = tuple(columns)
    lines = (tuple(_cell(column, column.value(row, lang)) for column in kept) for row in rows)
    return csv_bytes(tuple(header), lines)


def _cell(column: Column[Row], value: object) -> object:
    """Return what is written of a value; exact numbers may begin with a minus sign."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return safe(value) if isinstance(value, str) and not column.pattern else value


_BEGINS_FORMULA = (*"=+-@\t\r\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""The last four are the wide forms of the first, which East Asian Excel takes for them."""


def safe(text: str) -> str:
    """Return text that a spreadsheet shows as text: an apostrophe before what begins a formula."""
    return "'" + text if text.startswith(_BEGINS_FORMULA) else text


def csv_bytes(header: tuple[str, ...], lines: Iterable[tuple[object, ...]]) -> bytes:
    """Return a table as CSV in UTF-8 that spreadsheet programs know for what it is."""
    buffer = BytesIO()
    with TextIOWrapper(buffer, "utf-8-sig", newline="") as text:
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(lines)
        text.flush()
        return buffer.getvalue()
