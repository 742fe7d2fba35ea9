"""The layout of the decision, held to Appendix I of Decree 30/2020/NĐ-CP.

Part I there: paper, margins, font and page numbers in section I; the parts of the text in section
II; annexes in section III. Read at scribd.com/document/652855730 and luatvietnam.vn (article
24146, "Hướng dẫn mới về cách trình bày văn bản hành chính"), and as offices quote them.
"""

from io import BytesIO
from pathlib import Path
from unicodedata import combining, normalize

import pytest
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Length
from docx.text.paragraph import Paragraph
from fontTools.ttLib import TTFont

from parindex.evaluation.rounds import Evaluation
from tests.reports.decision.word_reader import tables, word
from tests.reports.made_publications import published

CENTRE, BOTH = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


@pytest.fixture(scope="module")
def document(sample: Evaluation) -> Word:
    return word(published(sample.result))


def paragraphs(document: Word) -> list[Paragraph]:
    cells = [cell for table in document.tables[:2] for cell in table.rows[0].cells]
    return [*document.paragraphs, *(p for cell in cells for p in cell.paragraphs)]


def mm(length: Length | None) -> int:
    assert length is not None
    return round(float(length.mm))


def test_paper_and_margins(document: Word) -> None:
    """I.1-3: A4; 20 to 25 mm above and below, 30 to 35 left, 15 to 20 right."""
    decision, rankings, areas = document.sections
    for section in (decision, rankings):
        assert (mm(section.page_width), mm(section.page_height)) == (210, 297)
    assert areas.orientation == WD_ORIENT.LANDSCAPE
    for section in document.sections:
        assert 20 <= mm(section.top_margin) <= 25
        assert 20 <= mm(section.bottom_margin) <= 25
        assert 30 <= mm(section.left_margin) <= 35
        assert 15 <= mm(section.right_margin) <= 20


def test_every_letter_is_in_times_new_roman(document: Word) -> None:
    """I.4: Times New Roman, black."""
    fonts = [
        element
        for part in (document.styles.element, document.element)
        for element in part.iter(qn("w:rFonts"))
    ]
    assert fonts
    for element in fonts:
        assert set(element.attrib.values()) == {"Times New Roman"}


def test_pages_are_numbered_above_in_the_middle_but_for_the_first(document: Word) -> None:
    """I.7: Arabic, size 13 to 14, upright, in the middle of the top margin, not on the first."""
    first, *others = document.sections
    assert first.different_first_page_header_footer
    assert not "".join(p.text for p in first.first_page_header.paragraphs)
    [line] = first.header.paragraphs
    assert line.style
    assert line.style.font.size
    assert 13 <= line.style.font.size.pt <= 14
    assert line.style.paragraph_format.alignment == CENTRE
    [field] = line._p.iter(qn("w:fldSimple"))
    assert field.get(qn("w:instr")) == "PAGE"
    for section in others:
        assert section.header.is_linked_to_previous
        assert not section.different_first_page_header_footer


LOOKS = {
    "cộng hòa xã hội chủ nghĩa việt nam": (12, 13, True, False, CENTRE, True),  # II.1.a
    "độc lập - tự do - hạnh phúc": (13, 14, True, False, CENTRE, False),  # II.1.b
    "ủy ban nhân dân\ntỉnh minh họa": (12, 13, True, False, CENTRE, True),  # II.2
    "số: ……/qđ-……": (13, 13, False, False, CENTRE, False),  # II.3
    "……, ngày …… tháng …… năm ………": (13, 14, False, True, CENTRE, False),  # II.4
    "quyết định": (13, 14, True, False, CENTRE, True),  # II.5
    "về việc công bố chỉ số": (13, 14, True, False, CENTRE, False),  # II.5
    "ủy ban nhân dân tỉnh minh họa": (13, 14, True, False, CENTRE, True),
    "căn cứ": (13, 14, False, True, BOTH, False),  # II.6.a
    "điều 1.": (13, 14, False, False, BOTH, False),  # II.6
    "nơi nhận:": (12, 12, True, True, WD_ALIGN_PARAGRAPH.LEFT, False),  # II.9
    "- lưu: vt": (11, 11, False, False, WD_ALIGN_PARAGRAPH.LEFT, False),  # II.9
    "phụ lục i": (14, 14, True, False, CENTRE, False),  # III.1.b
    "xếp hạng chỉ số": (13, 14, True, False, CENTRE, True),  # III.1.b
    "(kèm theo quyết định số": (13, 14, False, True, CENTRE, False),  # III.1.c
}


@pytest.mark.parametrize("start", LOOKS)
def test_each_part_has_its_size_and_letters(document: Word, start: str) -> None:
    least, most, bold, italic, align, capitals = LOOKS[start]
    line = next(p for p in paragraphs(document) if p.text.lower().startswith(start))
    style = line.style
    assert style is not None
    font = style.font
    assert font.size is not None
    assert least <= font.size.pt <= most
    assert (bool(font.bold), bool(font.italic)) == (bold, italic)
    assert bool(font.all_caps) == capitals
    assert style.paragraph_format.alignment == align


@pytest.mark.parametrize("start", ["Căn cứ", "Điều 1.", "1. Khối"])
def test_paragraphs_are_indented_and_spaced(document: Word, start: str) -> None:
    """II.6: the first line 1 or 1.27 cm in, at least 6 points between, single to 1.5 spacing."""
    line = next(p for p in document.paragraphs if p.text.startswith(start))
    assert line.style
    layout = line.style.paragraph_format
    assert layout.first_line_indent
    assert round(layout.first_line_indent.cm, 2) in {1, 1.27}
    assert layout.space_before
    assert layout.space_before.pt >= 6
    normal = document.styles["Normal"].paragraph_format
    assert normal.line_spacing == 1.0


def test_the_number_of_an_article_is_bold(document: Word) -> None:
    line = next(p for p in document.paragraphs if p.text.startswith("Điều 1."))
    first = line.runs[0]
    assert (first.text, first.bold) == ("Điều 1.", True)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_rule_under_the_motto_is_as_long_as_the_motto(sample: Evaluation, lang: str) -> None:
    """II.1.b; measured with the metrics of Liberation Serif, which are those of Times."""
    cell = word(published(sample.result, lang)).tables[0].rows[0].cells[1]
    motto, rule = cell.paragraphs[1:3]
    assert rule._p.find(f"{qn('w:pPr')}/{qn('w:pBdr')}") is not None
    path = next(Path("/usr/share/fonts").rglob("LiberationSerif-Bold.ttf"), None)
    if path is None:
        pytest.skip("Liberation Serif is not installed")
    font = TTFont(path)
    widths, names = font["hmtx"], font.getBestCmap()
    letters = (sign for sign in normalize("NFD", motto.text) if not combining(sign))
    units = sum(widths[names[ord(letter)]][0] for letter in letters)
    assert motto.style
    assert motto.style.font.size
    wide = units / font["head"].unitsPerEm * motto.style.font.size.pt / 72 * 2.54
    layout = rule.paragraph_format
    assert layout.left_indent
    assert layout.right_indent
    assert cell.width
    padding = 2 * 0.19
    length = cell.width.cm - padding - layout.left_indent.cm - layout.right_indent.cm
    assert length == pytest.approx(wide, abs=0.1)


def test_heads_of_tables_repeat_and_rows_stay_whole(document: Word) -> None:
    for table in tables(document):
        head, *body = table._tbl.findall(qn("w:tr"))
        assert head.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        for row in (head, *body):
            assert row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None


def test_a_table_is_as_wide_as_its_columns_and_the_page(document: Word) -> None:
    for table, wide in zip(tables(document), (16, 16, 16, 16, 16, 24.7, 24.7), strict=True):
        grid = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
        assert sum(grid) == pytest.approx(wide / 2.54 * 1440, abs=10)
        for row in table.rows:
            assert [cell.width.twips for cell in row.cells if cell.width] == grid


def test_the_language_of_the_text_is_told(sample: Evaluation) -> None:
    for lang, wanted in (("vi", "vi-VN"), ("en", "en-GB")):
        document = word(published(sample.result, lang))
        told = {e.get(qn("w:val")) for e in document.styles.element.iter(qn("w:lang"))}
        assert told == {wanted}
        assert document.core_properties.language == wanted


def test_the_file_can_be_saved_again(document: Word) -> None:
    document.save(BytesIO())
