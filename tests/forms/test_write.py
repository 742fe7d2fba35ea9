"""The blank form: what a clerk can do in it, what it says, how it prints, and that text is text."""

import re
from collections.abc import Callable
from html import unescape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from parindex.forms.layout import (
    COLUMN_KEYS_ROW,
    HEADER_ROW,
    HIDDEN,
    IDENTITY_KEYS,
    LISTS_SHEET,
    MARKER,
    Column,
    RowKey,
)
from parindex.forms.write import FormOrder, write_form
from parindex.model.criteria import CriteriaSet
from parindex.model.round import RoundSpec, Unit
from parindex.sources.criteria import parse_criteria, read_criteria
from tests.library import FORMS

Blank = Callable[[str], bytes]
GREY = "FFD9D9D9"
ANSWERS = [
    column
    for column in Column
    if column >= Column.VALUE and column not in {*HIDDEN, Column.COMPUTED}
]
EVIDENCE = [column for column in Column if "EVIDENCE" in column.name]


def opened(data: bytes) -> Workbook:
    return load_workbook(BytesIO(data))


def form(data: bytes) -> Worksheet:
    return opened(data).worksheets[0]


def keys(sheet: Worksheet) -> dict[str, int]:
    """Return the row (from 1) of each row key."""
    found = {sheet.cell(row, 1).value: row for row in range(1, sheet.max_row + 1)}
    return {str(text): row for text, row in found.items() if RowKey.read(text)}


def identity(book: Workbook) -> dict[str, str]:
    """Return what the first column says of the form."""
    texts = [str(book.worksheets[0].cell(row, 1).value) for row in range(2, COLUMN_KEYS_ROW + 1)]
    return dict(text.split("=", 1) for text in texts)


def open_cells(sheet: Worksheet) -> set[str]:
    """Return the cells that can be typed into."""
    return {
        cell.coordinate for line in sheet.iter_rows() for cell in line if not cell.protection.locked
    }


def test_every_item_input_and_group_has_its_row_in_order(
    blank_form: Blank, criteria: CriteriaSet
) -> None:
    expected = []
    for node in criteria.walk():
        code = node.criterion.code
        if node.criterion.rule is None:
            expected.append(f"group|{code}|")
            continue
        first, *others = [*node.criterion.fields] or [""]
        expected += [f"item|{code}|{first}", *(f"input|{code}|{name}" for name in others)]
    sheet = form(blank_form("XA01"))
    assert list(keys(sheet)) == expected
    assert sheet["A1"].value == MARKER
    assert sheet.column_dimensions["A"].hidden


def test_the_first_column_says_whose_form_it_is(blank_form: Blank, criteria: CriteriaSet) -> None:
    book = opened(blank_form("XA01"))
    states = {sheet.title: sheet.sheet_state for sheet in book.worksheets}
    assert states == {
        "Tự đánh giá": "visible",
        "Tổng hợp": "visible",
        "Tài liệu kiểm chứng": "visible",
        "Hướng dẫn": "visible",
        LISTS_SHEET: "veryHidden",
    }
    said = identity(book)
    assert [said[key] for key in IDENTITY_KEYS] == [
        "mini",
        "2",
        criteria.form_hash,
        "2025",
        "XA01",
        "Xã Hoa Mai",
    ]
    assert said["sheets"] == "Tự đánh giá|Tổng hợp|Tài liệu kiểm chứng|Hướng dẫn"


def test_the_sheet_is_protected_without_a_password(blank_form: Blank) -> None:
    for sheet in opened(blank_form("XA01")).worksheets[:4]:
        assert sheet.protection.sheet
        assert not sheet.protection.password


def test_exactly_the_answer_cells_are_open(blank_form: Blank, criteria: CriteriaSet) -> None:
    sheet = form(blank_form("XA01"))
    rows = keys(sheet)
    expected = set()
    for item in criteria.items:
        names = list(item.fields) or [""]
        at = [rows[f"{'input' if n else 'item'}|{item.code}|{x}"] for n, x in enumerate(names)]
        columns = [Column.EXPLANATION]
        columns += [Column.CLAIM] if item.scored_by == "unit" else []
        columns += [Column.NOT_APPLICABLE] if item.not_applicable else []
        columns += EVIDENCE if item.evidence != "none" else ()
        expected |= {sheet.cell(row, c + 1).coordinate for row in at for c in columns}
        if item.fields:
            expected |= {sheet.cell(row, Column.VALUE + 1).coordinate for row in at}
    assert open_cells(sheet) == expected


def test_an_exempt_item_is_grey_and_closed(blank_form: Blank) -> None:
    sheet = form(blank_form("XA03"))
    rows = keys(sheet)
    for key in ("item|2.1|received", "input|2.1|online"):
        cells = [sheet.cell(rows[key], column + 1) for column in ANSWERS]
        assert {cell.protection.locked for cell in cells} == {True}
    first = [sheet.cell(rows["item|2.1|received"], column + 1) for column in ANSWERS]
    assert {cell.fill.fgColor.rgb for cell in first} == {GREY}
    rule = sheet.cell(rows["item|2.1|received"], Column.RULE + 1).value
    assert "miễn" in str(rule)
    assert sheet.cell(rows["item|2.2|rate"], Column.VALUE + 1).fill.fgColor.rgb != GREY


def test_each_answer_cell_says_what_it_takes(blank_form: Blank) -> None:
    book = opened(blank_form("XA01"))
    sheet = book.worksheets[0]
    rows = keys(sheet)
    rules = {
        str(rule.sqref): (str(rule.type), str(rule.formula1))
        for rule in sheet.data_validations.dataValidation
    }
    issued, planned = rows["item|1.1|issued"], rows["item|1.2|planned"]
    assert rules[f"G{issued}"] == (
        "custom",
        f'IF(ISNUMBER(G{issued}),G{issued}>=20000,OR(G{issued}="Không",G{issued}="No"))',
    )
    done = planned + 1
    assert f"G{done}<=G{planned}" in rules[f"G{done}"][1]
    assert f"G{planned}=INT(G{planned})" in rules[f"G{planned}"][1]
    assert f"I{planned}<=D{planned}" in rules[f"I{planned}"][1]
    assert options(book, rules[f"G{rows['item|1.3.1|answer']}"]) == ["Có", "Không"]
    assert options(book, rules[f"G{rows['item|1.3.2|level']}"]) == [
        "Kịp thời",
        "Không kịp thời",
        "Không phổ biến",
    ]
    assert options(book, rules[f"J{rows['item|2.1|received']}"]) == ["x"]
    unruled = {rows["input|2.5|remark"]}
    values = {row for key, row in rows.items() if key[-1] != "|"} - unruled
    assert {f"G{row}" for row in values} == {cell for cell in rules if cell.startswith("G")}


def options(book: Workbook, rule: tuple[str, str]) -> list[object]:
    """Return the options a list rule points at."""
    kind, formula = rule
    assert kind == "list"
    sheet, _, cells = formula.partition("!")
    found = book[sheet][cells.replace("$", "")]
    return [cell.value for cell in found[0]]


def many_options(count: int) -> CriteriaSet:
    """Return a set of one item with so many options."""
    lines = "\n".join(
        f"          - {{ value: v{n}, label: {{ vi: 'Mức {n}' }}, points: {1 if n == 0 else 0} }}"
        for n in range(count)
    )
    text = f"""\
parindex: 1
id: many
year: 2025
level: other
status: illustrative
title: {{ vi: "Nhiều mức" }}
total: 1
areas:
  - code: "1"
    name: {{ vi: "Lĩnh vực" }}
    max: 1
    criteria:
      - code: "1.1"
        name: {{ vi: "Mức đạt" }}
        max: 1
        rule:
          kind: choice
          options:
{lines}
"""
    found, findings = parse_criteria(text)
    assert found is not None, findings
    return found


@pytest.mark.parametrize("count", [2, 26, 30])
def test_lists_of_options_however_many(spec: RoundSpec, count: int) -> None:
    book = opened(write_form(FormOrder(spec, many_options(count), Unit("XA01", "Xã", "XA"))))
    rule = book.worksheets[0].data_validations.dataValidation[0]
    assert len(options(book, (str(rule.type), str(rule.formula1)))) == count


def test_the_same_order_gives_the_same_bytes(blank_form: Blank) -> None:
    data = blank_form("XA01")
    assert data == blank_form("XA01")
    assert data != blank_form("XA02")
    entries = ZipFile(BytesIO(data)).infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}


def test_labels_are_vietnamese(blank_form: Blank) -> None:
    sheet = form(blank_form("XA01"))
    top = [cell.value for cell in sheet[HEADER_ROW + 1] if cell.value]
    below = [cell.value for cell in sheet[HEADER_ROW + 2] if cell.value]
    assert top == [
        "Mã",
        "Lĩnh vực, tiêu chí, tiêu chí thành phần",
        "Điểm tối đa",
        "Cách chấm điểm",
        "Số liệu kê khai",
        "Giá trị",
        "Điểm tự tính",
        "Điểm tự chấm",
        "Không áp dụng (x)",
        "Tài liệu kiểm chứng",
        "Giải trình",
    ]
    assert below == ["Số, ký hiệu", "Ngày ban hành", "Cơ quan ban hành", "Mục, trang",
                     "Tệp hoặc liên kết"]  # fmt: skip
    head = [cell.value for line in sheet["B1:P8"] for cell in line if cell.value]
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in head
    assert any("17:00 15/01/2026" in str(text) and "Sở Nội vụ" in str(text) for text in head)


def test_texts_are_english_in_an_english_round(spec: RoundSpec, criteria: CriteriaSet) -> None:
    english = spec.model_copy(update={"language": "en"})
    sheet = form(write_form(FormOrder(english, criteria, Unit("XA01", "Xã Hoa Mai", "XA"))))
    assert sheet.title == "Self-assessment"
    assert sheet.cell(HEADER_ROW + 1, Column.VALUE + 1).value == "Value"
    rows = keys(sheet)
    assert sheet.cell(rows["item|1.1|issued"], Column.NAME + 1).value == "The plan is issued"


def test_it_prints_on_a4_landscape_with_the_heading_on_each_page(blank_form: Blank) -> None:
    sheet = form(blank_form("XA01"))
    assert sheet.page_setup.orientation == "landscape"
    assert str(sheet.page_setup.paperSize) == "9"
    assert sheet.print_title_rows == f"${HEADER_ROW + 1}:${HEADER_ROW + 2}"
    assert sheet.page_setup.fitToHeight == 0
    fit, footer = sheet.sheet_properties.pageSetUpPr, sheet.oddFooter
    assert fit is not None
    assert fit.fitToPage
    assert footer is not None
    assert "$B$1:$P$" in str(sheet.print_area)
    assert "&P" in str(footer.right.text)


EVIL = ["=cmd|' /C calc'!A0", "{=1+1}", "+1+1", "-1", "@SUM(1)", "<b>Xã</b>", "&", "Xã & Phường",
        "🙂 Xã", "X" * 200, "https://example.org/x", "internal:A1"]  # fmt: skip


@pytest.mark.parametrize("name", EVIL)
def test_a_unit_with_an_evil_name_is_text(
    spec: RoundSpec, criteria: CriteriaSet, name: str
) -> None:
    data = write_form(FormOrder(spec, criteria, Unit("XA01", name, "XA")))
    book = opened(data)
    sheet = book.worksheets[0]
    assert sheet["B2"].value == name.upper()
    assert name in str(sheet["B6"].value)
    assert identity(book)["unit_name"] == name
    tame = write_form(FormOrder(spec, criteria, Unit("XA01", "Xã", "XA")))
    assert formulas_and_links(data) == formulas_and_links(tame)


@pytest.mark.parametrize("name", EVIL)
def test_a_criterion_with_an_evil_name_is_text(
    spec: RoundSpec, criteria: CriteriaSet, name: str
) -> None:
    text = criteria.areas[2].criteria[0].name.model_copy(update={"vi": name})
    item = criteria.areas[2].criteria[0].model_copy(update={"name": text, "note": text})
    last = criteria.areas[2].model_copy(
        update={"criteria": (item, *criteria.areas[2].criteria[1:]), "name": text}
    )
    evil = criteria.model_copy(update={"areas": (*criteria.areas[:2], last), "title": text})
    data = write_form(FormOrder(spec, evil, Unit("XA01", "Xã", "XA")))
    sheet = form(data)
    assert sheet.cell(keys(sheet)["item|3.1|"], Column.NAME + 1).value == name
    tame = write_form(FormOrder(spec, criteria, Unit("XA01", "Xã", "XA")))
    assert formulas_and_links(data) == formulas_and_links(tame)


def formulas_and_links(data: bytes) -> list[str]:
    """Return what a sheet would compute or open, by the XML itself."""
    with ZipFile(BytesIO(data)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        texts = [archive.read(name).decode() for name in sheets]
    pattern = re.compile(r"<f[ >][^<]*|<hyperlink\b[^>]*")
    return [found for text in texts for found in pattern.findall(text)]


@pytest.mark.parametrize("name", ["8 tháng 3", "A" * 99 + "&B", "&D&F"])
def test_the_footer_shows_the_name_and_nothing_else(
    spec: RoundSpec, criteria: CriteriaSet, name: str
) -> None:
    data = write_form(FormOrder(spec, criteria, Unit("XA01", name, "XA")))
    with ZipFile(BytesIO(data)) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    found = re.search(r"<oddFooter>(.*?)</oddFooter>", xml)
    assert found is not None
    footer = found[1].replace("&amp;", "&")
    left, _, right = footer.removeprefix("&L&8").partition("&R&8 Trang ")
    assert right == "&P/&N"
    assert not left[:1].isdigit(), "a digit would be read as part of the size"
    assert "&" not in left.replace("&&", "")


SHARED_FUNCTIONS = {
    "ABS", "AND", "COUNT", "COUNTIF", "EXP", "IF", "IFERROR", "INT", "ISNUMBER", "LN", "MAX", "MIN",
    "MOD", "N", "NOT", "OR", "ROUND", "ROUNDDOWN", "SUM", "TRIM",
}  # fmt: skip
"""Functions that Excel 2010, LibreOffice and Google Sheets have alike."""


def test_formulas_are_of_the_kind_that_every_program_knows(spec: RoundSpec) -> None:
    """Shared functions alone, within what Excel takes in a formula: letters, depth, arguments."""
    met = set()
    for path in [Path(__file__).parent / "live.yaml", *FORMS]:
        loaded, _ = read_criteria(path)
        assert loaded is not None
        data = write_form(FormOrder(spec, loaded.criteria, Unit("XA01", "Xã", "XA")))
        formulas = [
            unescape(text)
            for text in formulas_and_links(data) + rules_in(data)
            if not text.startswith("<hyper")
        ]
        assert len(formulas) > len(loaded.criteria.items)
        for formula in formulas:
            bare = re.sub(r'"[^"]*"', '""', formula)
            met |= set(re.findall(r"([A-Z]+)\(", bare))
            assert len(formula) <= 8192
            assert deepest(bare) <= 64
    assert met == SHARED_FUNCTIONS


def rules_in(data: bytes) -> list[str]:
    """Return the formulas of data validations, each within the 255 letters Excel takes."""
    with ZipFile(BytesIO(data)) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    rules = re.findall(r"<formula1>([^<]*)</formula1>", xml)
    assert all(len(unescape(rule)) <= 255 for rule in rules)
    return rules


def deepest(formula: str) -> int:
    """Return how deep brackets nest."""
    depth, most = 0, 0
    for sign in formula:
        depth += (sign == "(") - (sign == ")")
        most = max(most, depth)
    return most
