"""Which units were chosen, which were not and why: on a terminal, and as CSV or a workbook."""

from collections.abc import Sequence
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
    Verdict.NOT_ELIGIBLE: mark("does not fulfil the conditions"),
}
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
        """Return the headings with the width of each column in a workbook."""
        say = self.say
        return [
            (say(mark("Place")), 8.0),
            (say(mark("Code")), 12.0),
            (say(mark("Unit")), 40.0),
            (say(mark("Index")), 10.0),
            (say(mark("Result of the selection")), 26.0),
            (say(mark("Why not")), 60.0),
        ]

    def row(self, entry: Considered) -> list[str]:
        """Return a unit's cells as texts."""
        score, decimals = entry.unit.score, entry.block.criteria.decimals
        return [
            str(entry.place or "–"),
            entry.unit.code,
            entry.unit.name,
            number(score.index, self.lang, decimals) if score else "–",
            self.say(_VERDICTS[entry.verdict]),
            "; ".join(reason.for_lang(self.lang) for reason in entry.reasons),
        ]


def print_selections(console: Console, found: Sequence[Selection], lang: str) -> None:
    """Print a table a selection."""
    for selection in found:
        view = SelectionView(selection, lang)
        table = Table(title=escape(view.title), title_justify="left", title_style="bold")
        for place, (head, _) in enumerate(view.heads):
            justify = "right" if place in {0, 3} else "left"
            table.add_column(escape(head), justify=justify, overflow="fold")  # type: ignore[arg-type]
        for entry in selection.units:
            table.add_row(*map(escape, view.row(entry)), style=_COLOURS.get(entry.verdict))
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
                    safe(view.row(entry)[-1]),
                )
            )
    return csv_bytes(header, lines)


def selection_workbook(stated: SelectionFile, found: Sequence[Selection], lang: str) -> bytes:
    """Return a workbook with a sheet a selection, ready to print."""
    buffer, say = BytesIO(), speaker(lang)
    with xlsxwriter.Workbook(buffer, TEXT_STAYS_TEXT) as made:
        made.set_properties({"title": stated.title.for_lang(lang), "created": CREATED})
        book = Book(made, say, lang)
        note = stated.note.for_lang(lang) if stated.note else ""
        for selection in found:
            view = SelectionView(selection, lang)
            name = selection.block.code if selection.block else say(mark("All blocks"))
            sheet = book.sheet(name, view.title, view.heads, note)
            for place, entry in enumerate(selection.units):
                cells: list[Value] = list(view.row(entry))
                cells[0] = entry.place
                if entry.unit.score:
                    cells[3] = entry.unit.score.index
                decimals = entry.block.criteria.decimals
                book.line(sheet, FIRST_ROW + place, cells, decimals)
    return buffer.getvalue()
