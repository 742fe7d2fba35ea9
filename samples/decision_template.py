"""Writes the template of the draft decision: ``python samples/decision_template.py``.

The layout is that of Appendix I to Decree 30/2020/NĐ-CP; docs/publishing.md names the tags.
"""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from docx import Document
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.section import Section
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from parindex.reports.decision.package import CREATED, packed
from parindex.reports.template import OURS

TARGET = OURS / "decision.docx"
FONT = "Times New Roman"
LEFT, CENTRE = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER
BOTH = WD_ALIGN_PARAGRAPH.JUSTIFY


class Look(NamedTuple):
    """A paragraph style: size in points, letters, alignment, spacing in points."""

    size: float
    bold: bool = False
    italic: bool = False
    align: WD_ALIGN_PARAGRAPH = CENTRE
    before: float = 0
    after: float = 0
    indent: float = 0
    """The indent of the first line, in centimetres."""
    capitals: bool = False


LOOKS = {
    "Superior": Look(12, capitals=True),
    "Issuer": Look(12, bold=True, capitals=True),
    "Nation": Look(12, bold=True, capitals=True),
    "Motto": Look(13, bold=True),
    "Number": Look(13, before=6),
    "Place and date": Look(13, italic=True, before=6),
    "Draft": Look(13, bold=True, before=8),
    "Warning": Look(13, bold=True, before=8),
    "Kind": Look(14, bold=True, before=14, capitals=True),
    "Subject": Look(14, bold=True),
    "Authority": Look(14, bold=True, before=12, capitals=True),
    "Basis": Look(14, italic=True, align=BOTH, before=6, indent=1.27),
    "Article": Look(14, align=BOTH, before=6, indent=1.27),
    "Signatory": Look(14, bold=True),
    "Receivers head": Look(12, bold=True, italic=True, align=LEFT),
    "Receiver": Look(11, align=LEFT),
    "Annex": Look(14, bold=True),
    "Annex title": Look(14, bold=True, capitals=True),
    "Annex reference": Look(13, italic=True),
    "Annex heading": Look(13, bold=True, align=LEFT, before=12),
    "Legend": Look(11, align=LEFT),
    "Cell head": Look(11, bold=True, before=1, after=1),
    "Cell": Look(11, before=1, after=1),
    "Cell left": Look(11, align=LEFT, before=1, after=1),
    "Tag": Look(9),
    "Page number": Look(14),
}
PORTRAIT, LANDSCAPE = (Cm(21), Cm(29.7)), (Cm(29.7), Cm(21))
MARGINS = {"top": 2, "bottom": 2, "left": 3, "right": 2}


def main() -> None:
    """Write the template."""
    TARGET.write_bytes(template_bytes())


def template_bytes() -> bytes:
    """Return the template; the same bytes every time."""
    word = Document()
    _lighten(word)
    _styles(word)
    _page(word.sections[0], PORTRAIT)
    _page_numbers(word.sections[0])
    _head(word)
    _text(word)
    _signature(word)
    _page(
        word.add_section(WD_SECTION.NEW_PAGE), PORTRAIT
    ).different_first_page_header_footer = False
    _ranking_annexes(word)
    _page(word.add_section(WD_SECTION.NEW_PAGE), LANDSCAPE)
    _area_annexes(word)
    _properties(word)
    buffer = BytesIO()
    word.save(buffer)
    return packed(buffer.getvalue())


def _lighten(word: Word) -> None:
    """Take out what python-docx's own template brings along and nothing here uses."""
    kept = {"Normal", "Header", "Default Paragraph Font", "Normal Table", "No List", "Table Grid"}
    for style in list(word.styles):
        if style.name not in kept:
            style.element.getparent().remove(style.element)
    for relations in (word.part.rels, word.part.package.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.endswith(("/customXml", "/thumbnail", "/stylesWithEffects")):
                del relations[key]


def _styles(word: Word) -> None:
    normal = word.styles["Normal"]
    normal.font.name = FONT
    for fonts in word.styles.element.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for key in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{key}"), FONT)
    normal.font.size = Pt(14)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.0
    for name, look in LOOKS.items():
        style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.quick_style = normal, True
        style.font.size, style.font.bold, style.font.italic = Pt(look.size), look.bold, look.italic
        style.font.all_caps = look.capitals or None
        layout = style.paragraph_format
        layout.alignment = look.align
        layout.space_before, layout.space_after = Pt(look.before), Pt(look.after)
        layout.first_line_indent = Cm(look.indent) if look.indent else None
    word.styles["Warning"].font.color.rgb = RGBColor(0xC0, 0, 0)
    word.styles["Tag"].font.color.rgb = RGBColor(0x80, 0x80, 0x80)
    for name in ("Annex heading", "Cell head"):
        word.styles[name].paragraph_format.keep_with_next = True


def _page(section: Section, size: tuple[int, int]) -> Section:
    section.page_width, section.page_height = Cm(size[0] / 360000), Cm(size[1] / 360000)
    wide = size == LANDSCAPE
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    for side, width in MARGINS.items():
        setattr(section, f"{side}_margin", Cm(width))
    section.header_distance = Cm(1)
    return section


def _page_numbers(section: Section) -> None:
    """Number the pages in the middle of the top margin, but the first."""
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].style = "Page number"
    line = section.header.paragraphs[0]
    line.style = "Page number"
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "2"
    run.append(text)
    field.append(run)
    line._p.append(field)


def _head(word: Word) -> None:
    left, right = _columns(word, (6.2, 9.8))
    _lines(left, [("{%p if superior %}", "Tag"), ("{{ superior }}", "Superior")])
    _lines(left, [("{%p endif %}", "Tag"), ("{{ issuer }}", "Issuer")])
    _rule(left.add_paragraph(style="Issuer"), 2.1)
    _lines(left, [("{{ number }}", "Number"), ("{{ draft }}", "Draft")])
    _lines(right, [("{{ nation }}", "Nation"), ("{{ motto }}", "Motto")])
    _lines(right, [('{%p if language == "vi" %}', "Tag")])
    _rule(right.add_paragraph(style="Motto"), 1.91)
    _lines(right, [("{%p else %}", "Tag")])
    _rule(right.add_paragraph(style="Motto"), 1.07)
    _lines(right, [("{%p endif %}", "Tag"), ("{{ place_and_date }}", "Place and date")])


def _columns(word: Word, widths: Sequence[float]) -> tuple[_Cell, ...]:
    """Add a table of one row without borders and return its cells, without paragraphs."""
    table = word.add_table(1, len(widths))
    _fixed(table, widths)
    for cell in table.rows[0].cells:
        cell._tc.remove(cell.paragraphs[0]._p)
    return tuple(table.rows[0].cells)


def _fixed(table: Table, widths: Sequence[float]) -> None:
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    wide = table._tbl.tblPr.find(qn("w:tblW"))
    wide.set(qn("w:type"), "dxa")
    wide.set(qn("w:w"), str(Cm(sum(widths)).twips))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def _lines(place: Word | _Cell, lines: Sequence[tuple[str, str]]) -> None:
    for text, style in lines:
        place.add_paragraph(text, style=style)


def _rule(line: Paragraph, indent: float) -> None:
    """Make an empty line a rule, so far from either side."""
    layout = line.paragraph_format
    layout.left_indent = layout.right_indent = Cm(indent)
    layout.line_spacing = Pt(3)
    layout.space_before = Pt(0)
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for key, value in {"val": "single", "sz": "6", "space": "1", "color": "000000"}.items():
        bottom.set(qn(f"w:{key}"), value)
    borders.append(bottom)
    line._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _text(word: Word) -> None:
    _lines(word, [("{%p if warning %}", "Tag"), ("{{ warning }}", "Warning")])
    _lines(word, [("{%p endif %}", "Tag"), ("{{ kind }}", "Kind"), ("{{ subject }}", "Subject")])
    _rule(word.add_paragraph(style="Subject"), 5.7)
    _lines(word, [("{{ authority }}", "Authority"), ("{%p for basis in bases %}", "Tag")])
    _lines(word, [("{{ basis }}", "Basis"), ("{%p endfor %}", "Tag")])
    _lines(word, [("{{ resolves }}", "Authority"), ("{%p for article in articles %}", "Tag")])
    article = word.add_paragraph(style="Article")
    article.add_run("{{ article.number }}").bold = True
    article.add_run(" {{ article.text }}")
    _lines(word, [("{%p for point in article.points %}", "Tag"), ("{{ point }}", "Article")])
    _lines(word, [("{%p endfor %}", "Tag"), ("{%p endfor %}", "Tag")])
    word.add_paragraph(style="Receiver")


def _signature(word: Word) -> None:
    left, right = _columns(word, (7.4, 8.6))
    left._tc.getparent().get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    _lines(left, [("{{ receivers_head }}", "Receivers head")])
    _lines(left, [("{%p for receiver in receivers %}", "Tag"), ("{{ receiver }}", "Receiver")])
    _lines(left, [("{%p endfor %}", "Tag")])
    _lines(right, [("{%p if on_behalf %}", "Tag"), ("{{ on_behalf }}", "Signatory")])
    _lines(right, [("{%p endif %}", "Tag"), ("{{ role }}", "Signatory")])
    _lines(right, [("", "Signatory")] * 4)
    _lines(right, [("{{ signatory }}", "Signatory")])
    for paragraph in (*left.paragraphs[:-1], *right.paragraphs[:-1]):
        paragraph.paragraph_format.keep_with_next = True


def _annex_head(word: Word) -> None:
    _lines(word, [("{{ annex.number }}", "Annex"), ("{{ annex.title }}", "Annex title")])
    _lines(word, [("{{ annex.reference }}", "Annex reference")])
    _rule(word.add_paragraph(style="Annex reference"), 6)
    word.add_paragraph(style="Receiver")


def _breaks(word: Word) -> None:
    """Begin every annex but the first of its section on a new page."""
    _lines(word, [("{%p if not loop.first %}", "Tag")])
    word.add_paragraph(style="Tag").paragraph_format.page_break_before = True
    _lines(word, [("{%p endif %}", "Tag")])


def _ranking_annexes(word: Word) -> None:
    _lines(word, [("{%p for annex in rankings %}", "Tag")])
    _breaks(word)
    _annex_head(word)
    cells = [
        (f"{{{{ row.{name} }}}}", width, style)
        for name, width, style in (
            ("rank", 1.6, "Cell"),
            ("unit", 5.9, "Cell left"),
            ("points", 1.9, "Cell"),
            ("max_points", 2.3, "Cell"),
            ("index", 1.9, "Cell"),
        )
    ]
    cells += [
        ("{%tc if annex.banded %}", 1.0, "Tag"),
        ("{{ row.band }}", 2.4, "Cell"),
        ("{%tc endif %}", 1.0, "Tag"),
    ]
    _table(word, "annex.heads", "row in annex.rows", cells, width=16.0)
    _lines(word, [("{%p if annex.adjusted %}", "Tag")])
    _lines(word, [("{{ annex.adjusted_title }}", "Annex heading"), ("", "Tag")])
    cells = [
        ("{{ row.number }}", 1.6, "Cell"),
        ("{{ row.unit }}", 6.8, "Cell left"),
        *((f"{{{{ row.figures[{place}] }}}}", 1.9, "Cell") for place in range(4)),
    ]
    _table(word, "annex.adjusted_heads", "row in annex.adjusted", cells)
    _lines(word, [("{%p endif %}", "Tag")])
    _lines(word, [("{%p if annex.unranked %}", "Tag")])
    _lines(word, [("{{ annex.unranked_title }}", "Annex heading"), ("", "Tag")])
    cells = [
        ("{{ row.number }}", 1.6, "Cell"),
        ("{{ row.unit }}", 5.3, "Cell left"),
        ("{{ row.why }}", 9.1, "Cell left"),
    ]
    _table(word, "annex.unranked_heads", "row in annex.unranked", cells)
    _lines(word, [("{%p endif %}", "Tag"), ("{%p endfor %}", "Tag")])


def _area_annexes(word: Word) -> None:
    _lines(word, [("{%p for annex in areas %}", "Tag")])
    _breaks(word)
    _annex_head(word)
    _lines(word, [("{%p for table in annex.tables %}", "Tag"), ("{{ table.legend }}", "Legend")])
    word.add_paragraph(style="Tag")
    cells = [
        ("{{ row.rank }}", 1.6, "Cell"),
        ("{{ row.unit }}", 7.0, "Cell left"),
        ("{%tc for figure in row.figures %}", 1.0, "Tag"),
        ("{{ figure }}", 1.75, "Cell"),
        ("{%tc endfor %}", 1.0, "Tag"),
    ]
    _table(word, "table.heads", "row in table.rows", cells, width=24.7)
    _lines(word, [("{%p endfor %}", "Tag"), ("{%p endfor %}", "Tag")])


def _table(
    word: Word,
    heads: str,
    loop: str,
    cells: Sequence[tuple[str, float, str]],
    width: float = 0,
) -> None:
    """Add a table with a head row that repeats and a row a line of data that does not split.

    Heads are a list; the head row has the widths of the cells of data, in their order.
    """
    widths = [wide for _, wide, _ in cells]
    table = word.add_table(4, len(cells), style="Table Grid")
    _fixed(table, widths)
    if width:
        table._tbl.tblPr.find(qn("w:tblW")).set(qn("w:w"), str(Cm(width).twips))
    shown = 0
    for place, (text, _, style) in enumerate(cells):
        head = text.replace("row.figures", f"{heads}[2:]")
        if "row." in text and not text.startswith("{%"):
            head = f"{{{{ {heads}[{shown}] }}}}"
            shown += 1
        _write(table.cell(0, place), head, "Tag" if style == "Tag" else "Cell head")
        _write(table.cell(2, place), text, style)
    _write(table.cell(1, 0), f"{{%tr for {loop} %}}", "Tag")
    _write(table.cell(3, 0), "{%tr endfor %}", "Tag")
    for row in (table.rows[0], table.rows[2]):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _write(cell: _Cell, text: str, style: str) -> None:
    cell.paragraphs[0].style = style
    cell.paragraphs[0].add_run(text)
    cell.vertical_alignment = 1  # type: ignore[assignment]


def _properties(word: Word) -> None:
    core = word.core_properties
    core.author, core.title, core.comments = "", "{{ subject }}", ""
    core.keywords, core.last_modified_by, core.revision = "", "", 1
    core.created = core.modified = datetime(*CREATED)


if __name__ == "__main__":
    Path(TARGET).parent.mkdir(exist_ok=True)
    main()
