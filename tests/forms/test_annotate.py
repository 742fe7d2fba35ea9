"""The annotated copy: everything the workbook had is in it, and what was added goes again."""

import os
import re
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.formula import ArrayFormula
from python_calamine import CalamineWorkbook

from parindex.evaluation.files import assess_file
from parindex.forms.annotate import annotate, marks_of
from parindex.forms.annotation.formats import colour, is_ours
from parindex.forms.annotation.listing import Mark
from parindex.forms.layout import MARKER, Column
from parindex.forms.open import open_form
from parindex.forms.read import read_answers
from parindex.locale import speaker
from parindex.model.criteria import CriteriaSet
from parindex.model.finding import Finding, Place, Severity
from parindex.sources.guard import Refused, open_package
from tests.forms.annotation.rich_workbook import rich_workbook, unzipped, zipped

if TYPE_CHECKING:
    from tests.conftest import Clerk

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")

SAY = speaker("vi")
LIST = "Lỗi cần sửa"
DATA = "Số liệu"
SAMPLES = Path(__file__).parents[2] / "samples" / "round-2025" / "submissions"
SMALL = 30_000
WORKBOOKS = os.environ.get("PARINDEX_WORKBOOKS", "")


def error(cell: str, sheet: str = DATA, text: str = "Sai", **more: Any) -> Mark:
    return Mark(sheet, cell, Severity.ERROR, "SUB030", text, "Sửa lại", **more)


MARKS = [
    error("B3", item="1.1"),
    Mark(DATA, "B3", Severity.WARNING, "SUB040", "Khác thường", "Kiểm tra lại", "1.1"),
    Mark(DATA, "B4", Severity.WARNING, "SUB033", "Là công thức", "", "1.2"),
    Mark(DATA, "C3", Severity.INFO, "EVI001", "=cmd|'/c calc'!A1", "+1", "1.2"),
    error("H7"),
    error("D12"),
    error("C40"),
    error("B9"),
    error("A1", "Ẩn"),
    error("", "", "Cả tệp"),
    error("A1", "Không có"),
]


def opened(data: bytes) -> Workbook:
    return load_workbook(BytesIO(data), rich_text=True)


def calamine(data: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    return {
        name: [
            [row, column, value]
            for row, line in enumerate(
                book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            )
            for column, value in enumerate(line)
            if value != ""
        ]
        for name in book.sheet_names
    }


def openpyxl_values(data: bytes) -> dict[str, dict[str, object]]:
    return {
        sheet.title: {
            cell.coordinate: cell.value.text if isinstance(cell.value, ArrayFormula) else cell.value
            for row in sheet.iter_rows(
                max_row=min(sheet.max_row, 300), max_col=min(sheet.max_column, 60)
            )
            for cell in row
            if cell.value is not None
        }
        for sheet in load_workbook(BytesIO(data)).worksheets
    }


def without_list(values: dict[str, Any]) -> dict[str, Any]:
    """Return all but the first sheet, which is the list."""
    first, *rest = values
    assert first.startswith(LIST)
    return {name: values[name] for name in rest}


def test_parts_that_need_no_change_keep_their_bytes() -> None:
    before, after = unzipped(rich_workbook()), unzipped(annotate(rich_workbook(), MARKS, SAY))
    changed = [name for name in before if after[name] != before[name]]
    assert sorted(changed) == [
        "[Content_Types].xml",
        "docProps/app.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
        "xl/styles.xml",
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml",
        "xl/worksheets/sheet3.xml",
    ]
    assert sorted(after.keys() - before.keys()) == [
        "xl/comments2.xml",
        "xl/drawings/vmlDrawing2.vml",
        "xl/worksheets/_rels/sheet3.xml.rels",
        "xl/worksheets/parindex1.xml",
    ]
    deselected = before["xl/worksheets/sheet2.xml"].replace(b'tabSelected="1"', b'tabSelected="0"')
    assert after["xl/worksheets/sheet2.xml"] == deselected


def test_the_sheet_keeps_all_but_the_formats_of_marked_cells() -> None:
    """Without what was added to the sheet, its XML is what it was."""
    name = "xl/worksheets/sheet1.xml"
    before, after = (
        unzipped(data)[name].decode()
        for data in (rich_workbook(), annotate(rich_workbook(), MARKS, SAY))
    )
    for cell in ("H7", "D12", "C40"):
        after, times = re.subn(rf'<c r="{cell}" s="\d+"/>', "", after)
        assert times == 1, cell
    after = after.replace('<row r="7"></row>', "").replace('<row r="40"></row>', "")
    after = after.replace('"0.25"></row></sheetData>', '"0.25"/></sheetData>')

    def no_style(xml: str) -> str:
        return re.sub(r'(<c r="(?:B3|B4|C3|A8)") s="\d+"', r"\1", xml)

    assert no_style(after) == no_style(before)
    for kept in (
        "dataValidations",
        "conditionalFormatting",
        "sheetProtection",
        "tableParts",
        "hyperlinks",
        "pageSetup",
        "headerFooter",
        "drawing",
        "legacyDrawing",
        "extLst",
        "<f>SUM(B2:B3)</f><v>1207.5</v>",
    ):
        assert kept in after


def looks(cell: Any) -> str:
    """Return all of a cell's format but its fill."""
    parts = (cell.number_format, cell.border, cell.protection, cell.font, cell.alignment)
    return "\n".join(repr(part) for part in parts)


def test_a_marked_cell_keeps_its_format_but_for_the_fill() -> None:
    before, after = (
        opened(rich_workbook())[DATA],
        opened(annotate(rich_workbook(), MARKS, SAY))[DATA],
    )
    columns = {"H7": "B3", "D12": "B3"}  # where a column's and a row's format come from
    for name in ("B3", "C3", "B4", "A8", "H7", "D12", "C40"):
        assert is_ours(after[name].fill.fgColor.rgb), name
        assert looks(after[name]) == looks(before[columns.get(name, name)]), name
    assert [after[name].protection.locked for name in ("B3", "B4", "C40")] == [False, False, True]
    shades = {name: after[name].fill.fgColor.rgb[2:] for name in ("B3", "B4", "C3")}
    assert [int(rgb, 16) & 0xF0F0F0 for rgb in shades.values()] == [0xF0A0A0, 0xF0C060, 0x90C0F0]
    assert not is_ours(after["B2"].fill.fgColor.rgb)


def test_values_are_read_as_before() -> None:
    out = annotate(rich_workbook(), MARKS, SAY)
    assert without_list(calamine(out)) == calamine(rich_workbook())
    assert without_list(openpyxl_values(out)) == openpyxl_values(rich_workbook())


def test_comments_are_added_and_those_of_the_unit_kept() -> None:
    sheet = opened(annotate(rich_workbook(), MARKS, SAY))[DATA]
    found = {cell.coordinate: cell.comment for row in sheet for cell in row if cell.comment}
    assert found["A2"].text == "Hỏi anh Ba"
    assert found["A2"].author == found["B3"].author == "Chị Tư"
    assert found["B3"].text == (
        "Số này ở phòng Tài chính\nparindex:\nSUB030 (lỗi)\nSai\n→ Sửa lại\n"
        "SUB040 (cảnh báo)\nKhác thường\n→ Kiểm tra lại"
    )
    assert found["B4"].text == "parindex:\nSUB033 (cảnh báo)\nLà công thức"
    assert found["A8"].author == "parindex", "the first cell of the merged area of B9"
    assert set(found) == {"A2", "B3", "B4", "C3", "A8", "H7", "D12", "C40"}


def test_a_box_is_as_large_as_its_text() -> None:
    def height(text: str) -> int:
        parts = unzipped(annotate(rich_workbook(), [error("C3", text=text)], SAY))
        boxes = parts["xl/drawings/vmlDrawing1.vml"].decode()
        (box,) = [b for b in boxes.split("</v:shape>") if "<x:Row>2</x:Row><x:Column>2<" in b]
        assert "visibility:hidden" in box
        found = re.search(r"height:(\d+)pt", box)
        assert found
        rows = re.search(r"<x:Anchor>(.*)</x:Anchor>", box)
        assert rows
        _, _, top, _, _, _, bottom, _ = map(int, rows.group(1).split(","))
        assert bottom > top
        return int(found.group(1))

    short, long = height("Sai"), height("Sai " * 200)
    assert short < 90
    assert long > short + 12 * (800 // 46 - 1)


def test_the_box_of_a_comment_that_was_there_grows() -> None:
    def anchor(data: bytes) -> list[int]:
        boxes = unzipped(data)["xl/drawings/vmlDrawing1.vml"].decode()
        (box,) = [
            b
            for b in boxes.split("</v:shape>")
            if "<x:Row>2</x:Row><x:Column>1<" in re.sub(r"\s", "", b)
        ]
        found = re.search(r"<x:Anchor>(.*)</x:Anchor>", box)
        assert found
        return [int(number) for number in found.group(1).split(",")]

    before, after = anchor(rich_workbook()), anchor(annotate(rich_workbook(), MARKS, SAY))
    assert after[6] - after[2] > before[6] - before[2]


def test_the_list_comes_first_and_links_to_the_cells() -> None:
    book = opened(annotate(rich_workbook(), MARKS, SAY))
    sheet = book.worksheets[0]
    assert (sheet.title, book.active) == (LIST, sheet)
    assert [s.title for s in book if s.sheet_view.tabSelected] == [LIST]
    assert sheet["A2"].value == "CÁC LỖI CẦN SỬA"
    assert sheet["A3"].value == "8 lỗi, 2 cảnh báo, 1 ghi chú"
    assert "gửi lại chính tệp này" in sheet["A4"].value
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert rows[0] == [
        "STT",
        "Mức độ",
        "Mã",
        "Trang tính",
        "Ô",
        "Tiêu chí thành phần",
        "Nội dung vấn đề",
        "Cách xử lý",
    ]
    told = [(row[3], row[4]) for row in rows[1:]]
    assert told == [
        (None, None),
        ("Không có", None),
        *((DATA, cell) for cell in ("B3", "B3", "C3", "B4", "H7", "B9", "D12", "C40")),
        ("Ẩn", "A1"),
    ]
    assert rows[3] == [3, "lỗi", "SUB030", DATA, "B3", "1.1", "Sai", "Sửa lại"]
    links = {row[4].coordinate: row[4].hyperlink for row in sheet.iter_rows(min_row=6)}
    assert links["E8"]
    assert links["E8"].location == "'Số liệu'!B3"
    assert links["E6"] is links["E7"] is None
    assert sheet.row_dimensions[1].hidden
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$5:$5")
    assert not sheet.protection.sheet


def test_no_text_becomes_a_formula() -> None:
    sheet = load_workbook(BytesIO(annotate(rich_workbook(), MARKS, SAY))).worksheets[0]
    assert sheet["G10"].value == "=cmd|'/c calc'!A1"
    assert (
        b"<f>" not in unzipped(annotate(rich_workbook(), MARKS, SAY))["xl/worksheets/parindex1.xml"]
    )


def test_names_and_properties_follow_their_sheets() -> None:
    before, after = opened(rich_workbook()), opened(annotate(rich_workbook(), MARKS, SAY))
    assert after.defined_names["Tong"].value == "'Số liệu'!$B$4"
    for name in before.sheetnames:
        assert after[name].print_title_rows == before[name].print_title_rows
        assert after[name].print_title_cols == before[name].print_title_cols
        assert after[name].print_area == before[name].print_area
        assert after[name].sheet_state == before[name].sheet_state
    assert after["Biểu đồ"].defined_names["Rieng"].value == "'Biểu đồ'!$A$1"
    properties = unzipped(annotate(rich_workbook(), MARKS, SAY))["docProps/app.xml"].decode()
    assert "<vt:i4>5</vt:i4>" in properties
    assert f'size="9" baseType="lpstr"><vt:lpstr>{LIST}</vt:lpstr><vt:lpstr>{DATA}<' in properties


def test_the_new_sheet_has_a_name_of_its_own() -> None:
    book = Workbook()
    book.worksheets[0].title = LIST.upper()
    out = annotate(saved(book), [error("A1", LIST.upper())], SAY)
    assert opened(out).sheetnames == [f"{LIST} (2)", LIST.upper()]


def saved(book: Workbook) -> bytes:
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_annotating_again_replaces_and_with_nothing_to_mend_cleans() -> None:
    first, others = annotate(rich_workbook(), MARKS, SAY), [error("B2"), error("A1", "Rất ẩn")]
    assert annotate(first, others, SAY) == annotate(rich_workbook(), others, SAY)
    clean = annotate(first, [], SAY)
    assert unzipped(clean) == unzipped(rich_workbook())
    assert annotate(clean, [], SAY) is clean


cells = st.sampled_from(["A1", "B2", "B3", "C3", "D5", "H1", "H7", "D12", "C40", "ZZ9", "nowhere"])
marks = st.builds(
    Mark,
    sheet=st.sampled_from([DATA, "Biểu đồ", "Ẩn", "Không có", ""]),
    cell=st.just("") | cells,
    severity=st.sampled_from(Severity),
    code=st.just("SUB030"),
    text=st.text(max_size=300),
    hint=st.text(max_size=20),
    item=st.text(max_size=5),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(marks, max_size=30), st.lists(marks, min_size=1, max_size=5))
def test_whatever_was_marked_the_workbook_comes_back(one: list[Mark], two: list[Mark]) -> None:
    first = annotate(rich_workbook(), one, SAY)
    assert unzipped(annotate(first, [], SAY)) == unzipped(rich_workbook())
    again = annotate(first, two, SAY)
    assert again == annotate(rich_workbook(), two, SAY)
    assert without_list(calamine(again)) == calamine(rich_workbook())


def test_a_copy_that_a_program_saved_is_cleaned_too() -> None:
    """openpyxl writes every part anew, as a spreadsheet program does."""
    book = opened(annotate(rich_workbook(), MARKS, SAY))
    book[DATA]["C3"] = "đã sửa"
    book[DATA].move_range("B3:C3", rows=30)
    copy = saved(book)
    clean = annotate(copy, [], SAY)
    sheet, before = opened(clean)[DATA], opened(rich_workbook())[DATA]
    assert opened(clean).sheetnames == opened(rich_workbook()).sheetnames
    assert sheet["C33"].value == "đã sửa"
    for name, was in [("C33", "C3"), ("B4", "B4"), ("H7", "B3"), ("A8", "A8"), ("C40", "C40")]:
        assert repr(sheet[name].fill) == repr(before[was].fill), name
        assert looks(sheet[name]) == looks(before[was]), name
    comments = {cell.coordinate: cell.comment.text for row in sheet for cell in row if cell.comment}
    assert comments == {"A2": "Hỏi anh Ba", "B33": "Số này ở phòng Tài chính"}
    assert (sheet.print_area, sheet.print_title_rows) == (
        before.print_area,
        before.print_title_rows,
    )
    others = annotate(copy, MARKS, SAY)
    assert unzipped(annotate(others, [], SAY)) == unzipped(clean)


def test_where_the_list_was_deleted_commented_cells_lose_the_colour() -> None:
    book = opened(annotate(rich_workbook(), MARKS, SAY))
    del book[LIST]
    sheet = opened(annotate(saved(book), [], SAY))[DATA]
    left = [c.coordinate for row in sheet for c in row if is_ours(f"{c.fill.fgColor.rgb}"[-6:])]
    assert left == []
    assert [c.coordinate for row in sheet for c in row if c.comment] == ["A2", "B3"]


def test_a_list_whose_memory_is_damaged_is_still_removed() -> None:
    book = opened(annotate(rich_workbook(), MARKS, SAY))
    book.worksheets[0]["B1"] = "[[["
    clean = opened(annotate(saved(book), [], SAY))
    assert clean.sheetnames == opened(rich_workbook()).sheetnames


def test_colours_of_others_stay() -> None:
    """A unit's own red is not taken for ours, nor are comments that speak of us."""
    book = opened(rich_workbook())
    red = PatternFill("solid", fgColor=colour(Severity.ERROR, 1))
    book[DATA]["B2"].fill = red
    book[DATA]["B2"].comment = Comment("theo parindex: đúng", "Chị Tư")
    data = saved(book)
    assert annotate(data, [], SAY) is data


@pytest.mark.parametrize("lost", ["styles", "app", "views"])
def test_parts_that_are_not_there_are_done_without(lost: str) -> None:
    parts = unzipped(rich_workbook())
    if lost == "styles":
        del parts["xl/styles.xml"]
        for name in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
            parts[name] = re.sub(rb"<[^<>]*styles.xml[^<>]*>", b"", parts[name])
        name = "xl/worksheets/sheet1.xml"
        parts[name] = re.sub(rb' (?:s|dxfId)="\d+"', b"", parts[name])
    elif lost == "app":
        parts["docProps/app.xml"] = b"<Properties/>"
    else:
        parts["xl/workbook.xml"] = re.sub(
            rb"<bookViews>.*</bookViews>|<definedNames>.*</definedNames>",
            b"",
            parts["xl/workbook.xml"],
        )
    data = zipped(parts)
    out = annotate(data, MARKS, SAY)
    assert opened(out).sheetnames[0] == LIST
    assert is_ours(opened(out)[DATA]["B3"].fill.fgColor.rgb)
    assert unzipped(annotate(out, [], SAY)) == parts


def test_a_sheet_with_prefixed_names_is_marked() -> None:
    parts = unzipped(rich_workbook())
    for name in ("xl/worksheets/sheet3.xml", "xl/styles.xml", "xl/workbook.xml"):
        xml = re.sub(rb"(</?)(?=[\w]+[\s/>])", rb"\1x:", parts[name]).replace(
            b"xmlns=", b"xmlns:x="
        )
        parts[name] = xml
    data = zipped(parts)
    out = annotate(data, [error("A1", "Ẩn"), error("C7", "Ẩn")], SAY)
    assert without_list(calamine(out)) == calamine(data)
    sheet = opened(out)["Ẩn"]
    assert all(is_ours(sheet[cell].fill.fgColor.rgb) for cell in ("A1", "C7"))
    assert unzipped(annotate(out, [], SAY)) == parts


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("xl/workbook.xml", b'<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>', "SUB003"),
        ("xl/worksheets/sheet1.xml", b"<worksheet><sheetData>", "SUB003"),
        ("xl/workbook.xml", b"<workbook/>", "SUB003"),
    ],
)
def test_what_is_no_plain_workbook_is_refused(name: str, data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        annotate(zipped(unzipped(rich_workbook()) | {name: data}), MARKS, SAY)
    assert refused.value.code == code


@pytest.mark.parametrize("odd", ["", "x", "-1", "9" * 5000, "nan", "1e400", "&#x663;"])
@pytest.mark.parametrize(
    "name",
    [
        "[Content_Types].xml",
        "docProps/app.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
        "xl/styles.xml",
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/parindex1.xml",
    ],
)
def test_odd_values_do_not_stop_it(name: str, odd: str) -> None:
    """Every figure of a part is replaced, of a workbook and of an annotated copy of it."""
    for data in (rich_workbook(), annotate(rich_workbook(), MARKS, SAY)):
        parts = unzipped(data)
        if name in parts:
            parts[name] = re.sub(rb"(?<=[\">])[0-9.]+(?=[\"<])", odd.encode(), parts[name])
        for marks in (MARKS, []):
            with suppress(Refused):
                annotate(zipped(parts), marks, SAY)


def test_findings_become_marks() -> None:
    place = Place("a.xlsx", sheet=DATA, cell="B3")
    (mark,) = marks_of([Finding("SUB022", place, {"row": 3, "text": "x"}, item="1.1")], SAY)
    assert (mark.sheet, mark.cell, mark.severity, mark.code, mark.item) == (
        DATA,
        "B3",
        Severity.WARNING,
        "SUB022",
        "1.1",
    )
    assert "x" in mark.text
    assert mark.hint


def test_a_form_mended_in_the_copy_is_read_like_the_form(
    clerk: "Clerk", criteria: CriteriaSet, tmp_path: Path
) -> None:
    wrong = clerk.type("2.3", "rules", "ba")
    clerk.type("1.2", Column.CLAIM, "hai")
    findings = assess_file(clerk.plan, str(clerk.save())).findings
    original = clerk.path.read_bytes()
    copy = tmp_path / "copy" / clerk.path.name
    copy.parent.mkdir()
    copy.write_bytes(annotate(original, marks_of(findings, SAY), SAY))
    assert assess_file(clerk.plan, str(copy)).findings == findings

    book = load_workbook(copy)
    sheet = next(sheet for sheet in book if sheet["A1"].value == MARKER)
    assert "ba" in sheet[wrong].comment.text
    sheet[wrong] = 3
    book.save(copy)
    clerk.type("2.3", "rules", 3)
    form, told = open_form(copy)
    mended, _ = open_form(clerk.save())
    assert form
    assert mended
    assert told == []
    assert read_answers(form, criteria) == read_answers(mended, criteria)


def sheets_of(data: bytes) -> list[str]:
    package = open_package(data)
    assert package is not None
    return list(package.sheets)


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.xlsx")), ids=lambda path: path.stem)
def test_every_form_of_the_sample_comes_back_whole(path: Path) -> None:
    data = path.read_bytes()
    try:
        sheet = sheets_of(data)[0]
    except Refused:
        with pytest.raises(Refused):
            annotate(data, MARKS, SAY)
        return
    out = annotate(data, [error("G15", sheet), error("H20", sheet), error("Z300", sheet)], SAY)
    assert without_list(calamine(out)) == calamine(data)
    assert unzipped(annotate(out, [], SAY)) == unzipped(data)


def tried(read: Callable[[bytes], Any], data: bytes) -> Any:
    """Return what a reader makes of a file, or nothing where it cannot read it."""
    try:
        return read(data)
    except Exception:
        return None


@pytest.mark.skipif(not WORKBOOKS, reason="PARINDEX_WORKBOOKS does not name a folder of workbooks")
@pytest.mark.filterwarnings("ignore")
def test_public_workbooks_come_back_whole_or_are_refused() -> None:
    whole, refused = 0, []
    for path in sorted(Path(WORKBOOKS).glob("*.xlsx")):
        data = path.read_bytes()
        try:
            names = sheets_of(data)
            here = [error(cell, name) for name in names for cell in ("A1", "C3", "H30")]
            out = annotate(data, [*here, error("", "")], SAY)
        except Refused as refusal:
            refused.append(refusal.code)
            continue
        whole += 1
        for read in (calamine, openpyxl_values)[: 2 if len(data) < SMALL else 1]:
            before = tried(read, data)
            if before:
                assert without_list(read(out)) == before, path.name
        back = unzipped(annotate(out, [], SAY))
        if "utf16" not in path.name:  # such a part comes back in UTF-8
            assert back == unzipped(data), path.name
    assert whole >= 2 * len(refused)
