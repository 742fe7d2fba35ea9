"""inbox.csv and inbox.xlsx: a line a unit, and the files that do not count."""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO

import xlsxwriter

from parindex.forms.styles import CREATED, TEXT_STAYS_TEXT
from parindex.locale import mark
from parindex.model.inbox import FileLine, Inbox, UnitLine
from parindex.reports.book import Book, Value
from parindex.reports.inbox import InboxView
from parindex.reports.tables import csv_bytes, safe


def inbox_csv(inbox: Inbox, lang: str) -> bytes:
    """Return a line a unit; moments as 2026-01-15T16:30:00, how late in minutes, files by “;”."""
    header = (
        "block",
        "unit",
        "name",
        "state",
        "file",
        "moment",
        "moment_by",
        "deadline",
        "extended",
        "minutes_late",
        "other_files",
        "reasons",
        "remark",
    )
    view = InboxView(inbox, lang)
    return csv_bytes(header, (_unit(view, unit) for unit in inbox.units))


def _unit(view: InboxView, unit: UnitLine) -> tuple[object, ...]:
    counts = unit.counts or FileLine("")
    return (
        unit.block,
        safe(unit.code),
        safe(unit.name),
        unit.state.value,
        safe(counts.file),
        _iso(counts.arrival.at),
        counts.arrival.by.value,
        _iso(unit.deadline),
        "yes" if unit.extended else "no",
        int(counts.late.total_seconds()) // 60 if counts.late else None,
        safe("; ".join(other.file for other in unit.others)),
        " ".join(dict.fromkeys(other.code for other in unit.others)),
        safe(view.remark(unit)),
    )


def _iso(moment: datetime | None) -> str:
    return moment.isoformat(timespec="seconds") if moment else ""


def inbox_xlsx(inbox: Inbox, lang: str) -> bytes:
    """Return a workbook with a sheet of units and one of files that do not count."""
    buffer = BytesIO()
    view = InboxView(inbox, lang)
    workbook = xlsxwriter.Workbook(buffer, TEXT_STAYS_TEXT)
    title = inbox.title.for_lang(lang)
    workbook.set_properties({"title": title, "created": CREATED})
    book = Book(workbook, view.say, lang)
    _units_sheet(book, view, title)
    _files_sheet(book, view, title)
    workbook.close()
    return buffer.getvalue()


def _units_sheet(book: Book, view: InboxView, title: str) -> None:
    say, inbox = book.say, view.inbox
    names = {block.code: block.name.for_lang(view.lang) for block in inbox.blocks}
    heads = [
        (say(mark("Block")), 20.0), (say(mark("Code")), 10.0), (say(mark("Unit")), 32.0),
        (say(mark("State")), 17.0), (say(mark("File that counts")), 24.0),
        (say(mark("Came in")), 17.0), (say(mark("Time known")), 18.0),
        (say(mark("Deadline")), 17.0), (say(mark("Late by")), 14.0), (say(mark("Remark")), 46.0),
    ]  # fmt: skip
    sheet = book.sheet(say(mark("By unit")), title, heads, view.summary())
    row = 3
    for row, unit in enumerate(inbox.units, start=4):
        counts = unit.counts
        values: tuple[Value, ...] = (
            names[unit.block], unit.code, unit.name, view.state(unit),
            counts.file if counts else "", counts.arrival.at if counts else None,
            view.known_by(counts) if counts else "", unit.deadline,
            view.late(counts), view.remark(unit),
        )  # fmt: skip
        book.line(sheet, row, values, 0)
    sheet.autofilter(3, 0, row, len(heads) - 1)


def _files_sheet(book: Book, view: InboxView, title: str) -> None:
    say = book.say
    heads = [
        (say(mark("File")), 40.0), (say(mark("Unit")), 12.0), (say(mark("Came in")), 17.0),
        (say(mark("Time known")), 18.0), (say(mark("Code")), 10.0),
        (say(mark("Why it does not count")), 80.0),
    ]  # fmt: skip
    sheet = book.sheet(say(mark("Files left out")), title, heads)
    for row, values in enumerate(_files(view), start=4):
        book.line(sheet, row, values, 0)


def _files(view: InboxView) -> Iterator[tuple[Value, ...]]:
    for line in view.inbox.left_out:
        at, by = line.arrival.at, view.known_by(line)
        yield line.file, line.unit, at, by, line.code, view.why(line)
