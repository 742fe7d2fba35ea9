"""Which units were chosen, which were not and why: on a terminal, and as CSV or a workbook."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from io import BytesIO

import xlsxwriter
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from parindex.forms.styles import CREATED, TEXT_STAYS_TEXT
from parindex.locale import mark, number, speaker
from parindex.model.selection import Considered, Selection, SelectionFile, Verdict
from parindex.reports.book import FIRST_ROW, Book, Value
from parindex.reports.tables import csv_bytes, safe

_VERDICTS = {
    Verdict.CHOSEN: mark("chosen"),
    Verdict.TIED: mark("tied, for the council to decide"),
    Verdict.BELOW: mark("not among the best"),
    Verdict.NOT_ELIGIBLE: mark("not eligible"),
    Verdict.EXCLUDED: mark("kept out by a decision"),
}
_NOTE_ROW = 2
_COLOURS = {Verdict.CHOSEN: "green", Verdict.TIED: "yellow"}


class SelectionView:
    """A selection as people read it."""

    def __init__(self, selection: Selection, lang: str) -> None:
        self.selection, self.lang, self.say = selection, lang, speaker(lang)

    @property
    def title(self) -> str:
        """Return the name, the block, and how many were chosen."""
        found, rule = self.selection, self.selection.rule
        block = found.block.name.for_lang(self.lang) if found.block else ""
        head = " · ".join(filter(None, (rule.name.for_lang(self.lang), block)))
        counts = self.say(
            mark("{chosen} of at most {best} chosen"),
            chosen=len(found.of(Verdict.CHOSEN)),
            best=rule.best,
        )
        return f"{head}: {counts}"

    @property
    def heads(self) -> list[tuple[str, float]]:
        """Return the headings with the width of each column in a workbook.

        The block stands there where units of several are together, and the areas by which a tie
        is broken, so that a reader can check every place.
        """
        say, found = self.say, self.selection
        block = [] if found.block else [(say(mark("Block")), 27.0)]
        areas = [(f"{say(mark('Area'))} {code}", 11.0) for code in found.rule.tie_break]
        return [
            (say(mark("Place")), 8.0),
            (say(mark("Code")), 10.0),
            (say(mark("Unit")), 26.0),
            *block,
            (say(mark("Index")), 10.0),
            *areas,
            (say(mark("Result of the selection")), 34.0),
            (say(mark("Why not")), 46.0),
        ]

    def cells(self, entry: Considered) -> list[Value]:
        """Return what stands in a unit's line, one value a heading."""
        score, found = entry.unit.score, self.selection
        block = [] if found.block else [entry.block.name.for_lang(self.lang)]
        return [
            entry.place,
            entry.unit.code,
            entry.unit.name,
            *block,
            score.index if score else None,
            *(entry.area_points(code) if score else None for code in found.rule.tie_break),
            self.say(_VERDICTS[entry.verdict]),
            "; ".join(reason.for_lang(self.lang) for reason in entry.reasons),
        ]

    def texts(self, entry: Considered) -> list[str]:
        """Return a unit's line as a terminal shows it."""
        decimals = entry.block.criteria.decimals
        return [_text(value, self.lang, decimals) for value in self.cells(entry)]


def _text(value: Value, lang: str, decimals: int) -> str:
    match value:
        case None:
            return "–"
        case Decimal():
            return number(value, lang, decimals)
        case Fraction():
            return number(value, lang)
        case _:
            return str(value)


def print_selections(console: Console, found: Sequence[Selection], lang: str) -> None:
    """Print a table a selection."""
    for selection in found:
        view = SelectionView(selection, lang)
        table = Table(title=escape(view.title), title_justify="left", title_style="bold")
        lines = [view.cells(entry) for entry in selection.units]
        for column, (head, _) in enumerate(view.heads):
            figures = any(not isinstance(line[column], str | None) for line in lines)
            justify = "right" if figures else "left"
            table.add_column(escape(head), justify=justify, overflow="fold")  # type: ignore[arg-type]
        for entry in selection.units:
            table.add_row(*map(escape, view.texts(entry)), style=_COLOURS.get(entry.verdict))
        console.print(table)


def selection_csv(found: Sequence[Selection], lang: str) -> bytes:
    """Return a line a unit of each selection."""
    header = ("selection", "block", "place", "unit", "name", "index", "verdict", "reasons")
    lines = []
    for selection in found:
        view = SelectionView(selection, lang)
        for entry in selection.units:
            score = entry.unit.score
            lines.append(
                (
                    safe(selection.rule.name.for_lang(lang)),
                    entry.block.code,
                    entry.place,
                    safe(entry.unit.code),
                    safe(entry.unit.name),
                    f"{score.index:f}" if score else None,
                    entry.verdict.value,
                    safe(view.texts(entry)[-1]),
                )
            )
    return csv_bytes(header, lines)


def selection_workbook(stated: SelectionFile, found: Sequence[Selection], lang: str) -> bytes:
    """Return a workbook with a sheet a selection, ready to print."""
    buffer, say = BytesIO(), speaker(lang)
    with xlsxwriter.Workbook(buffer, TEXT_STAYS_TEXT) as made:
        made.set_properties({"title": stated.title.for_lang(lang), "created": CREATED})
        book = Book(made, say, lang)
        title = stated.title.for_lang(lang)
        note = stated.note.for_lang(lang) if stated.note else ""
        for selection in found:
            view = SelectionView(selection, lang)
            block = selection.block.code if selection.block else ""
            name = f"{block} {selection.rule.name.for_lang(lang)}".strip()
            sheet = book.sheet(name, title, view.heads, view.title)
            sheet.write_string(_NOTE_ROW, 0, note, book.note)
            for row, entry in enumerate(selection.units, FIRST_ROW):
                book.line(sheet, row, view.cells(entry), entry.block.criteria.decimals)
                if entry.verdict is Verdict.CHOSEN:
                    book.stress(sheet, row, len(view.heads))
    return buffer.getvalue()
