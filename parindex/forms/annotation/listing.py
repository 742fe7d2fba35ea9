"""The first sheet of an annotated copy: every finding, with a link to its cell."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from parindex.forms.annotation.formats import NO_BORDER, NO_FILL, Formats, colour, solid
from parindex.forms.annotation.markup import text
from parindex.forms.layout import cell_name, sheet_reference
from parindex.forms.page import page_numbers
from parindex.forms.styles import text_height
from parindex.locale import Say, mark
from parindex.model.finding import SEVERITIES, Severity, severity_counts

MARKER = "parindex:annotation:1"
"""Stands in A1, in a hidden row, so that a copy is recognised; beside it what was changed."""

SHEET_NAME = mark("To correct")
TITLES = "$5:$5"
_FIRST = 6
_PIECE = 30_000
"""Letters of a record in one cell; Excel holds 32,767."""


class Mark(NamedTuple):
    """A finding to show in a workbook, in the unit's language.

    Without a cell, or where the workbook has no such sheet, it stands in the list alone.
    """

    sheet: str
    cell: str
    severity: Severity
    code: str
    text: str
    hint: str
    item: str = ""


class _Head(NamedTuple):
    text: str
    width: float
    style: str


_HEADS = (
    _Head(mark("Number"), 6, "centre"),
    _Head(mark("Severity"), 10.5, ""),
    _Head(mark("Code"), 9, "centre"),
    _Head(mark("Sheet"), 15, "text"),
    _Head(mark("Cell"), 8, "link"),
    _Head(mark("Item"), 10, "centre"),
    _Head(mark("What is wrong"), 47, "text"),
    _Head(mark("What to do"), 47, "text"),
)
_LAST = cell_name(0, len(_HEADS) - 1).rstrip("1")


def list_sheet(
    lines: Sequence[Mark], record: str, styles: Mapping[str, int], namespace: str, say: Say
) -> str:
    """Return the XML of the sheet; ``record`` is kept in its hidden row."""
    pieces = [record[at : at + _PIECE] for at in range(0, len(record), _PIECE)]
    rows = [_row(1, [(piece, 0) for piece in (MARKER, *pieces)], ' hidden="1"')]
    counts = severity_counts((line.severity for line in lines), say)
    heads = [say(mark("TO CORRECT")), counts, say(_INSTRUCTION)]
    for number, (told, name) in enumerate(zip(heads, ("title", "count", "note"), strict=True), 2):
        height = 26 if name == "title" else text_height(told, 150)
        rows.append(_row(number, [(told, styles[name])], _height(height)))
    rows.append(_row(5, [(say(head.text), styles["head"]) for head in _HEADS], _height(34)))
    rows += [_entry(number, line, styles, say) for number, line in enumerate(lines, 1)]
    links = "".join(_links(lines))
    last, pages = _FIRST + len(lines) - 1, text(page_numbers(say))
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{namespace}">'
        '<sheetPr><tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="A1:{_LAST}{last}"/>'
        '<sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0">'
        f'<pane ySplit="5" topLeftCell="A{_FIRST}" activePane="bottomLeft" state="frozen"/>'
        f'<selection pane="bottomLeft" activeCell="A{_FIRST}" sqref="A{_FIRST}"/></sheetView>'
        f'</sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>{_columns()}</cols>'
        f"<sheetData>{''.join(rows)}</sheetData>"
        f'<mergeCells count="3">{_merged()}</mergeCells>'
        + (f"<hyperlinks>{links}</hyperlinks>" if links else "")
        + '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        f"<headerFooter><oddFooter>&amp;R&amp;8 {pages}</oddFooter></headerFooter>"
        "</worksheet>"
    )


_INSTRUCTION = mark(
    "Correct the coloured cells in this very file, save it and send it back. A cell named below is "
    "a link to it; rest the pointer on a coloured cell to read what is the matter with it. Red: an "
    "error, it must be corrected; amber: please check; blue: a note. This sheet may stay."
)


def _columns() -> str:
    return "".join(
        f'<col min="{n}" max="{n}" width="{head.width}" customWidth="1"/>'
        for n, head in enumerate(_HEADS, 1)
    )


def _merged() -> str:
    return "".join(f'<mergeCell ref="A{row}:{_LAST}{row}"/>' for row in (2, 3, 4))


def _entry(number: int, line: Mark, styles: Mapping[str, int], say: Say) -> str:
    severity = say(SEVERITIES[line.severity])
    link = _HEADS[4].style if line.cell else "text"
    told = ["", severity, line.code, line.sheet, line.cell, line.item, line.text, line.hint]
    names = [head.style or line.severity.value for head in _HEADS]
    names[4] = link
    height = max(text_height(cell, head.width, 15) for cell, head in zip(told, _HEADS, strict=True))
    row = _FIRST + number - 1
    first = f'<c r="A{row}" s="{styles["centre"]}"><v>{number}</v></c>'
    pairs = [(cell, styles[name]) for cell, name in zip(told, names, strict=True)]
    return _row(row, pairs, _height(min(height, 400)), first)


def _height(points: float) -> str:
    return f' ht="{points:g}" customHeight="1"'


def _row(number: int, cells: Sequence[tuple[str, int]], said: str, first: str = "") -> str:
    """Return a row of texts; ``first`` takes the place of the first cell."""
    written = [
        f'<c r="{cell_name(number - 1, column)}" s="{style}" t="inlineStr">'
        f'<is><t xml:space="preserve">{text(told)}</t></is></c>'
        if told
        else f'<c r="{cell_name(number - 1, column)}" s="{style}"/>'
        for column, (told, style) in enumerate(cells)
    ]
    if first:
        written[0] = first
    return f'<row r="{number}"{said}>{"".join(written)}</row>'


def _links(lines: Sequence[Mark]) -> Iterator[str]:
    for row, line in enumerate(lines, _FIRST):
        if line.cell:
            place = text(sheet_reference(line.sheet) + line.cell)
            yield f'<hyperlink ref="E{row}" location="{place}" display="{line.cell}"/>'


def list_styles(formats: Formats) -> dict[str, int]:
    """Add the formats of the sheet and return them by name."""
    side = '<{0} style="thin"><color rgb="FF808080"/></{0}>'
    sides = "".join(side.format(name) for name in ("left", "right", "top", "bottom"))
    box = formats.add("borders", f"<border>{sides}<diagonal/></border>")
    plain, none = formats.add("borders", NO_BORDER), formats.fill(NO_FILL)
    normal, bold = _font(formats), _font(formats, "<b/>")

    def made(font: int, fill: int, border: int, alignment: str) -> int:
        return formats.add(
            "cellXfs",
            f'<xf numFmtId="0" fontId="{font}" fillId="{fill}" borderId="{border}" applyFont="1" '
            f'applyFill="1" applyBorder="1" applyAlignment="1"><alignment {alignment} '
            'vertical="center" wrapText="1"/></xf>',
        )

    styles = {
        "title": made(_font(formats, "<b/>", 16), none, plain, 'horizontal="left"'),
        "count": made(bold, none, plain, 'horizontal="left"'),
        "note": made(normal, none, plain, 'horizontal="left"'),
        "head": made(bold, formats.fill(solid("FFD9D9D9")), box, 'horizontal="center"'),
        "text": made(normal, none, box, 'horizontal="left" indent="1"'),
        "centre": made(normal, none, box, 'horizontal="center"'),
        "link": made(_font(formats, "<u/>", 11, "FF0563C1"), none, box, 'horizontal="center"'),
    }
    for severity in Severity:
        fill = formats.fill(solid(colour(severity)))
        styles[severity.value] = made(normal, fill, box, 'horizontal="center"')
    return styles


def _font(formats: Formats, said: str = "", size: int = 11, rgb: str = "FF000000") -> int:
    return formats.add(
        "fonts",
        f'<font>{said}<sz val="{size}"/><color rgb="{rgb}"/><name val="Times New Roman"/>'
        '<family val="1"/></font>',
    )
