"""Finished tables ranked anew: on a terminal, and as CSV or a workbook."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from io import BytesIO

import xlsxwriter
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from parindex.forms.styles import CREATED, TEXT_STAYS_TEXT
from parindex.locale import mark, number, speaker
from parindex.model.totals import RankedTable, RankedTotal
from parindex.reports.book import FIRST_ROW, Book, Value
from parindex.reports.tables import csv_bytes, safe


class TableView:
    """A ranked table as people read it; the same columns on a terminal and in a workbook."""

    def __init__(self, table: RankedTable, lang: str) -> None:
        self.table, self.lang, self.say = table, lang, speaker(lang)
        self.has_bands = any(unit.band for unit in table.units)
        self.has_stated = any(unit.total.stated_rank for unit in table.units)

    @property
    def title(self) -> str:
        """Return the year and the block, how many units are ranked, and the mean of these."""
        table = self.table
        head = " · ".join(filter(None, (str(table.year or ""), table.block)))
        ranked = sum(unit.rank is not None for unit in table.units)
        message = mark("{ranked} of {units} {units:unit|units} ranked")
        counts = self.say(message, ranked=ranked, units=len(table.units))
        title = f"{head}: {counts}" if head else counts
        if table.mean is None:
            return title
        mean = number(table.mean, self.lang, table.decimals)
        told = self.say(mark("mean {mean}"), mean=mean)
        return f"{title}, {told}"

    @property
    def classes(self) -> str:
        """Return how many units are in each class; empty where there are none."""
        message = mark("{label}: {count} ({percent}%)")
        return "; ".join(
            self.say(message, label=found.label, count=found.units, percent=found.percent)
            for found in self.table.classes
        )

    @property
    def heads(self) -> list[tuple[str, float]]:
        """Return the headings with the width of each column in a workbook."""
        say, before = self.say, self.table.before
        heads = [(say(mark("Rank")), 8.0), (say(mark("Unit")), 44.0), (self.table.heading, 14.0)]
        if self.has_bands:
            heads.append((say(mark("Band")), 18.0))
        if before:
            heads.append((say(mark("Against {year}"), year=before), 14.0))
            heads.append((say(mark("Places won or lost")), 14.0))
        if self.has_stated:
            heads.append((say(mark("Rank stated")), 12.0))
        return heads

    def row(self, unit: RankedTotal) -> list[str]:
        """Return a unit's cells as texts."""
        shown = "–" if unit.figure is None else number(unit.figure, self.lang, self.table.decimals)
        cells = [str(unit.rank or "–"), unit.total.name, shown]
        if self.has_bands:
            cells.append(unit.band.for_lang(self.lang) if unit.band else "")
        if self.table.before:
            cells += [self._signed(unit.gain), self._signed(unit.places)]
        if self.has_stated:
            cells.append(str(unit.total.stated_rank or ""))
        return cells

    def _signed(self, value: Decimal | int | None) -> str:
        if value is None:
            return "–"
        decimals = self.table.gain_decimals if isinstance(value, Decimal) else 0
        sign = "+" if value > 0 else "−" if value < 0 else ""
        size = value.copy_abs() if isinstance(value, Decimal) else abs(value)
        return sign + number(size, self.lang, decimals)


def print_tables(console: Console, tables: Sequence[RankedTable], lang: str) -> None:
    """Print a ranking a year and block."""
    for table in tables:
        view = TableView(table, lang)
        console.print(f"[bold]{escape(view.title)}[/bold]", highlight=False, soft_wrap=True)
        shown = Table()
        for place, (head, _) in enumerate(view.heads):
            is_name = place == 1
            shown.add_column(
                escape(head),
                justify="left" if is_name else "right",
                overflow="fold" if is_name else "ellipsis",
                no_wrap=not is_name,
            )
        for unit in table.units:
            shown.add_row(*map(escape, view.row(unit)))
        console.print(shown)
        if view.classes:
            console.print(escape(view.classes), highlight=False, soft_wrap=True)


def totals_csv(tables: Sequence[RankedTable], lang: str) -> bytes:
    """Return a line a unit and year, which a round can take as its history.csv."""
    header = ("year", "unit", "name", "index", "rank", "band")
    return csv_bytes(header, (line for table in tables for line in _lines(table, lang)))


def _lines(table: RankedTable, lang: str) -> Iterator[tuple[object, ...]]:
    for unit in table.units:
        total = unit.total
        label = unit.band.for_lang(lang) if unit.band else total.stated_band
        yield (
            table.year,
            safe(total.code or total.name),
            safe(total.name),
            None if unit.figure is None else f"{unit.figure:f}",
            unit.rank,
            safe(label),
        )


def totals_workbook(tables: Sequence[RankedTable], lang: str) -> bytes:
    """Return a workbook with a sheet a year and block, ready to print."""
    buffer, say = BytesIO(), speaker(lang)
    with xlsxwriter.Workbook(buffer, TEXT_STAYS_TEXT) as made:
        made.set_properties({"created": CREATED})
        book = Book(made, say, lang)
        for table in tables:
            view = TableView(table, lang)
            name = " ".join(filter(None, (str(table.year or ""), table.block)))
            sheet = book.sheet(name or say(mark("Ranking")), view.title, view.heads, view.classes)
            for place, unit in enumerate(table.units):
                book.line(sheet, FIRST_ROW + place, _values(view, unit), table.decimals)
    return buffer.getvalue()


def _values(view: TableView, unit: RankedTotal) -> list[Value]:
    """Return a unit's cells for a workbook: figures as numbers, the rest as texts."""
    cells: list[Value] = list(view.row(unit))
    cells[0], cells[2] = unit.rank, unit.figure
    return cells
