"""What an appraisal workbook shows, and what its cells let be typed."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from parindex.forms.appraisal.layout import COLUMN_KEYS_ROW, GROUP, HIDDEN, OPEN, Column
from parindex.forms.appraisal.order import AppraisalOrder
from parindex.forms.appraisal.rows import documents_of, shown_value
from parindex.forms.appraisal.write import write_appraisal
from parindex.forms.layout import cell_name
from parindex.locale import phrase, speaker
from parindex.model.ledger import Stage
from parindex.model.round import Unit
from parindex.model.submission import Answer, Evidence

if TYPE_CHECKING:
    from tests.forms.appraisal.conftest import Appraiser

vi = speaker("vi")


def sheet_of(order: AppraisalOrder) -> Worksheet:
    return load_workbook(BytesIO(write_appraisal(order))).worksheets[0]


def letter(column: Column) -> str:
    return cell_name(0, column)[:-1]


def hidden(sheet: Worksheet) -> set[Column]:
    ranges = [
        range(d.min or 1, (d.max or 0) + 1) for d in sheet.column_dimensions.values() if d.hidden
    ]
    return {column for column in Column if any(column + 1 in several for several in ranges)}


def shown(appraiser: "Appraiser", item: str, name: str, *columns: Column) -> list[Any]:
    row = appraiser.row(item, name)
    return [appraiser.at(row, column).value for column in columns]


def test_it_shows_what_was_declared_computed_and_claimed(appraiser: "Appraiser") -> None:
    columns = (Column.DECLARED, Column.COMPUTED, Column.CLAIM, Column.FORMER)
    assert shown(appraiser, "1.2", "planned", *columns) == [10, 1, 1, 1]
    assert shown(appraiser, "1.3.1", "answer", *columns) == ["Có", 1, 1, 1]
    assert shown(appraiser, "2.2", "rate", *columns) == [0.85, 1.7, 1.7, 1.7]
    assert shown(appraiser, "3.2", "", *columns) == [None, 0, None, 0]
    [day] = shown(appraiser, "1.1", "issued", Column.DECLARED)
    assert f"{day:%d/%m/%Y}" == "20/03/2025"
    [documents] = shown(appraiser, "1.1", "issued", Column.DOCUMENTS)
    assert documents == "12/KH-UBND, 20/03/2025, UBND xã"


def test_only_what_is_to_be_filled_in_is_open(appraiser: "Appraiser") -> None:
    first, last = appraiser.row("1.1"), appraiser.row("3.2")
    free = {
        (cell.column or 0) - 1
        for line in appraiser.sheet.iter_rows(first, last)
        for cell in line
        if not cell.protection.locked
    }
    assert free == OPEN
    assert appraiser.sheet.protection.sheet
    assert appraiser.at(appraiser.row("3.1"), Column.AMENDED).protection.locked


def test_areas_and_criteria_stand_above_their_items(appraiser: "Appraiser") -> None:
    found = [
        (row, appraiser.at(row, Column.UNIT).value)
        for row in range(1, appraiser.sheet.max_row + 1)
        if appraiser.at(row, Column.KEY).value == GROUP
    ]
    assert [text for _, text in found] == [
        "Lĩnh vực 1. Chỉ đạo, điều hành",
        "1.3. Phổ biến kế hoạch",
        "Lĩnh vực 2. Thủ tục hành chính",
        "Lĩnh vực 3. Sáng kiến",
    ]
    assert found[1][0] + 1 == appraiser.row("1.3.1")


def test_columns_that_would_say_nothing_are_hidden(order: AppraisalOrder) -> None:
    nothing = {Column.UNIT, Column.SO_FAR, Column.FORMER, Column.LAST, Column.SAID, Column.FINDINGS}
    assert hidden(sheet_of(order)) == HIDDEN | nothing
    first = order.items[1]
    more = replace(
        first,
        last=Fraction(1),
        former=Fraction(2),
        said=("Đã hỏi",),
        findings=("Thiếu văn bản",),
        so_far=Answer(values={"planned": Fraction(5)}, cells={}),
    )
    several = replace(
        order, items=(order.items[0], more, replace(more, unit=Unit("XA02", "B", "XA")))
    )
    assert hidden(sheet_of(several)) == HIDDEN


def test_the_workbook_of_an_area_names_each_unit(order: AppraisalOrder) -> None:
    other = tuple(replace(entry, unit=Unit("XA02", "Xã Hoa Sen", "XA")) for entry in order.items)
    sheet = sheet_of(replace(order, items=(*order.items[:2], *other[:2])))
    texts = [cell.value for cell in sheet[letter(Column.UNIT)]]
    assert [text for text in texts if str(text).startswith("XA0")] == [
        "XA01. Xã Hoa Mai", "XA01", "XA01", "XA02. Xã Hoa Sen", "XA02", "XA02",
    ]  # fmt: skip


def test_it_prints_on_a4_across_with_its_heads_on_each_page(appraiser: "Appraiser") -> None:
    sheet = appraiser.sheet
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    fitted = sheet.sheet_properties.pageSetUpPr
    assert fitted
    assert fitted.fitToPage
    assert sheet.page_setup.fitToHeight == 0, "as many pages as it takes, each as wide as the paper"
    head = COLUMN_KEYS_ROW + 2
    assert sheet.print_title_rows == f"${head}:${head}"
    assert sheet.freeze_panes == f"{letter(Column.MAX)}{head + 1}"


def test_texts_show_whole(order: AppraisalOrder) -> None:
    """Rows are at least as high as the lines of the longest text beside them."""
    long = replace(order.items[0], findings=("Thiếu văn bản kèm theo. " * 30,))
    sheet = sheet_of(replace(order, items=(long,)))
    row = next(n for n, cell in enumerate(sheet["A"], 1) if str(cell.value).startswith("row|"))
    assert 300 < sheet.row_dimensions[row].height <= 400


def test_the_same_order_gives_the_same_bytes(order: AppraisalOrder) -> None:
    assert write_appraisal(order) == write_appraisal(order)


def test_what_units_wrote_becomes_no_formula(order: AppraisalOrder) -> None:
    bad = "=cmd|' /C calc'!A0"
    answer = Answer(
        values={"remark": bad, "hours": Fraction(1)},
        cells={},
        documents=(Evidence(number=bad),),
    )
    item = next(entry for entry in order.items if entry.item.code == "2.5")
    row = replace(item, answer=answer, so_far=answer, said=(bad,), findings=(bad,))
    sheet = sheet_of(replace(order, items=(row,)))
    cells = [cell for line in sheet.iter_rows() for cell in line if cell.value == bad]
    assert len(cells) == 5
    assert {cell.data_type for cell in cells} == {"s"}


@pytest.mark.parametrize("stage", [Stage.EXPLANATION, Stage.APPRAISAL_2])
def test_the_later_stages(
    order: AppraisalOrder, stage: Stage, new_appraiser: "Callable[[AppraisalOrder], Appraiser]"
) -> None:
    said = phrase("{who}: {points}", who="Tổ 1", points=Fraction(1, 2))
    items = tuple(replace(entry, said=(said,)) for entry in order.items)
    appraiser = new_appraiser(replace(order, stage=stage, items=items))
    assert shown(appraiser, "1.2", "", Column.SAID) == ["Tổ 1: 0,5"]
    appraiser.type("1.2", "done", Column.AMENDED, 9)
    appraiser.type("1.2", "", Column.POINTS, 2)
    appraiser.type("1.2", "", Column.REASON, "Đủ")
    cell = appraiser.at(appraiser.row("1.2"), Column.DOCUMENTS)
    assert cell.protection.locked is (stage is not Stage.EXPLANATION)
    cell.value = "15/BC"
    entry = appraiser.entries()["1.2"]
    assert entry.stage is stage
    assert entry.says == ((("done", 9),), 2)
    assert entry.evidence == ("15/BC" if stage is Stage.EXPLANATION else "")


def test_a_request_to_explain_that_is_answered_by_a_document_alone(
    order: AppraisalOrder, new_appraiser: "Callable[[AppraisalOrder], Appraiser]"
) -> None:
    appraiser = new_appraiser(replace(order, stage=Stage.EXPLANATION))
    assert appraiser.read().entries == ()
    appraiser.type("1.2", "", Column.DOCUMENTS, "15/BC")
    entry = appraiser.entries()["1.2"]
    assert (entry.evidence, entry.changes) == ("15/BC", False)


def test_a_date_declared_as_none_is_shown_as_no(order: AppraisalOrder) -> None:
    item = next(entry.item for entry in order.items if entry.item.code == "1.1")
    field = item.fields["issued"]
    assert shown_value(field, "issued", Answer(values={"issued": None}, cells={}), vi) == "Không"
    assert shown_value(field, "issued", Answer(values={}, cells={}), vi) is None


def test_documents_are_listed_a_line_each() -> None:
    answer = Answer(
        values={},
        cells={},
        documents=(Evidence(number="1/KH", day="", place="trang 3"), Evidence(file="a.pdf")),
    )
    assert list(documents_of(answer, vi)) == ["1/KH, trang 3", "a.pdf"]
