"""The cover of the annexes: what they are, how their figures are made, and where each stands."""

from collections.abc import Iterator, Sequence
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.utility import quote_sheetname
from xlsxwriter.worksheet import Worksheet

from parindex.forms.styles import text_height
from parindex.locale import mark
from parindex.reports.book import Book
from parindex.reports.publication import Publication
from parindex.reports.view import CRITERIA_STATUS, BlockView

_WIDTH = 70
_NAME = "Times New Roman"


def write_cover(
    book: Book,
    sheet: Worksheet,
    publication: Publication,
    contents: Sequence[tuple[BlockView, list[tuple[str, str]]]],
) -> None:
    """Write the cover; ``contents`` are the sheets of each block."""
    say, looks = book.say, _looks(book)
    sheet.set_column(0, 0, _WIDTH)
    sheet.hide_gridlines(2)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5)
    lines = [
        (publication.organisation, "office"),
        (publication.title, "title"),
        (say(mark("Annexes: figures with formulas that can be checked")), "middle"),
    ]
    if publication.warning:
        lines.append((publication.warning, "red"))
    if publication.note:
        lines.append((publication.note, "note"))
    lines.append((say(mark("How the figures are made")), "head"))
    lines += [(text, "text") for view, _ in contents for text in _method(view)]
    lines.append((say(_HOW), "text"))
    if publication.run:
        lines.append((say(mark("Run: {run}"), run=publication.run), "text"))
    row = -1
    for row, (text, look) in enumerate(lines):
        sheet.set_row(row, text_height(text, _WIDTH * _WIDER.get(look, 0.9), 16))
        sheet.write_string(row, 0, text, looks[look])
    for view, names in contents:
        row += 2
        sheet.write_string(row, 0, view.name, looks["head"])
        for name, what in names:
            row += 1
            target = f"internal:{quote_sheetname(name)}!A1"
            sheet.write_url(row, 0, target, looks["link"], f"{name} – {what}")
    sheet.activate()


_HOW = mark(
    "Points of an area = sum of its items; total = sum of the areas + bonus − penalty; "
    "index = total / maximum that applies. Where the criteria put points together or round in "
    "another way, the published figure stands without a formula."
)
_WIDER = {"title": 0.55, "head": 0.7}


def _method(view: BlockView) -> Iterator[str]:
    """Yield the criteria of a block, with how its indices are printed."""
    criteria = view.block.criteria
    message = mark(
        "{block}: {title}, version {version}, {total} {total:point|points}; {status}. Indices run "
        "from 0 to {most}, with {decimals} {decimals:decimal|decimals}."
    )
    yield view.say(
        message,
        block=view.name,
        title=criteria.title,
        version=criteria.version,
        total=criteria.total,
        status=view.say(CRITERIA_STATUS[criteria.status]),
        most=criteria.out_of,
        decimals=criteria.decimals,
    )


def _looks(book: Book) -> dict[str, Format]:
    base: dict[str, Any] = {
        "font_name": _NAME,
        "font_size": 12,
        "text_wrap": True,
        "valign": "vcenter",
    }
    made: dict[str, dict[str, Any]] = {
        "office": {"align": "center", "bold": True},
        "title": {"align": "center", "bold": True, "font_size": 18, "font_color": book.tab},
        "middle": {"align": "center"},
        "note": {"align": "center", "italic": True},
        "red": {"align": "center", "bold": True, "font_color": "#C00000"},
        "head": {"bold": True, "font_size": 14, "font_color": book.tab, "bottom": 1},
        "text": {},
        "link": {"font_color": "#0563C1", "underline": 1, "indent": 1},
    }
    return {name: book.book.add_format(base | look) for name, look in made.items()}
