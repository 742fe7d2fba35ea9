"""The tables of open data, in the order in which they are listed."""

from typing import Any

from parindex.model.result import RoundResult
from parindex.reports.opendata.accounts import ADJUSTMENTS, GAPS, LEDGER, PAST
from parindex.reports.opendata.column import Table
from parindex.reports.opendata.items import ITEMS
from parindex.reports.opendata.scores import AREAS, RANKING
from parindex.reports.opendata.structure import BANDS, BLOCKS, CRITERIA
from parindex.reports.opendata.surveys import SURVEY

TABLES: tuple[Table[Any], ...] = (
    RANKING,
    AREAS,
    ITEMS,
    BLOCKS,
    BANDS,
    CRITERIA,
    ADJUSTMENTS,
    LEDGER,
    SURVEY,
    PAST,
    GAPS,
)


def tables_of(result: RoundResult, lang: str) -> list[Table[Any]]:
    """Return the tables that are published of a result: the first ones, and those with a line."""
    return [
        table for table in TABLES if table.always or any(True for _ in table.rows(result, lang))
    ]
