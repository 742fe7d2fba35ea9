"""The criteria sets of the library on a terminal."""

from collections.abc import Iterable

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from parindex.locale import mark, speaker
from parindex.model.criteria import CriteriaSet
from parindex.reports.view import CRITERIA_STATUS


def print_library(
    console: Console, sets: Iterable[tuple[str, str, CriteriaSet]], lang: str
) -> None:
    """Print a line a set: scheme, name, title, year, items, who gives the figures, status."""
    say = speaker(lang)
    table = Table()
    table.add_column(say(mark("Scheme")), no_wrap=True)
    table.add_column(say(mark("Name")), no_wrap=True, style="bold")
    table.add_column(say(mark("Title")), overflow="fold")
    table.add_column(say(mark("Year")), justify="right")
    table.add_column(say(mark("Items")), justify="right")
    table.add_column(say(mark("Filled in by")))
    table.add_column(say(mark("Status")))
    for scheme, name, criteria in sets:
        asked = say(mark("units")) if criteria.asks_units else say(mark("tables, surveys"))
        table.add_row(
            escape(scheme),
            escape(name),
            escape(criteria.title.for_lang(lang)),
            str(criteria.year),
            str(len(criteria.items)),
            asked,
            say(CRITERIA_STATUS[criteria.status]),
        )
    console.print(table)
