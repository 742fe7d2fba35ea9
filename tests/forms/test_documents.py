"""The register of further documents: what stands in it is read, or told by its cell."""

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from parindex.forms.documents import _item
from parindex.forms.layout import REGISTER_HEAD_ROW, Column, RegisterColumn
from parindex.forms.open import open_form
from parindex.forms.read import read_answers
from parindex.model.criteria import CriteriaSet

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from tests.conftest import Clerk

DOCUMENT = ("1.2", "15/BC-UBND", datetime(2025, 6, 30), "UBND xã")


@pytest.fixture
def register(clerk: "Clerk") -> "Worksheet":
    """Return the sheet with one document in its first row."""
    sheet = clerk.book.worksheets[2]
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    write(sheet, REGISTER_HEAD_ROW + 2, DOCUMENT)
    return sheet


def write(sheet: "Worksheet", row: int, document: tuple[object, ...]) -> None:
    for column, value in enumerate(document, start=RegisterColumn.ITEM + 1):
        sheet.cell(row, column, value)  # type: ignore[call-overload]


def numbers(clerk: "Clerk", criteria: CriteriaSet) -> list[str]:
    form, _ = open_form(clerk.save())
    assert form is not None
    answers, _ = read_answers(form, criteria)
    return [document.number for document in answers["1.2"].documents]


def test_codes_and_numbers_of_documents_stay_text(clerk: "Clerk", register: "Worksheet") -> None:
    row = REGISTER_HEAD_ROW + 2
    cells = [register[f"B{row}"], register[f"C{row}"], clerk.cell("1.2", Column.EVIDENCE_NUMBER)]
    assert {cell.number_format for cell in cells} == {"@"}


@pytest.mark.usefixtures("register")
def test_a_document_is_read(clerk: "Clerk", criteria: CriteriaSet) -> None:
    assert clerk.told() == []
    assert numbers(clerk, criteria)[-1] == "15/BC-UBND"


@pytest.mark.parametrize("change", ["header deleted", "row inserted", "title deleted", "renamed"])
def test_rows_and_names_may_change(
    clerk: "Clerk", criteria: CriteriaSet, register: "Worksheet", change: str
) -> None:
    match change:
        case "header deleted":
            register.delete_rows(REGISTER_HEAD_ROW + 1)
        case "row inserted":
            register.insert_rows(REGISTER_HEAD_ROW + 1)
        case "title deleted":
            register.delete_rows(2, 2)
        case "renamed":
            register.title = "Phụ lục"
    assert clerk.told() == []
    assert numbers(clerk, criteria)[-1] == "15/BC-UBND"


@pytest.mark.parametrize("change", ["rows", "column"])
def test_a_register_without_its_marks_is_told(
    clerk: "Clerk", register: "Worksheet", change: str
) -> None:
    if change == "rows":
        register.delete_rows(1, REGISTER_HEAD_ROW)
    else:
        register.delete_cols(1)
    assert clerk.told() == [("SUB024", None)]


def test_a_second_register_is_told(
    clerk: "Clerk", criteria: CriteriaSet, register: "Worksheet"
) -> None:
    spare = clerk.book.copy_worksheet(register)
    write(spare, REGISTER_HEAD_ROW + 2, ("1.2", "99/BC-UBND", datetime(2025, 7, 1), "UBND xã"))
    clerk.book.move_sheet(spare, -len(clerk.book.sheetnames))
    found = [(f.code, f.place.sheet) for f in clerk.assess().findings if f.code != "SCO002"]
    assert found == [("SUB025", spare.title)]
    assert numbers(clerk, criteria)[-1] == "15/BC-UBND"


def test_cells_that_show_an_error_are_told(clerk: "Clerk", register: "Worksheet") -> None:
    row = REGISTER_HEAD_ROW + 3
    write(register, row, ("1.2", "=A1", None, "#REF!"))
    write(register, row + 1, (None, None, None, "#N/A"))
    assert clerk.told() == [
        ("SUB036", f"C{row}"),
        ("SUB035", f"E{row}"),
        ("SUB027", f"B{row + 1}"),
    ]


def test_a_line_that_names_no_document_is_no_evidence(
    clerk: "Clerk", register: "Worksheet", criteria: CriteriaSet
) -> None:
    before = numbers(clerk, criteria)
    write(register, REGISTER_HEAD_ROW + 3, ("1.2",))
    register.cell(REGISTER_HEAD_ROW + 3, RegisterColumn.NOTE + 1, "sẽ gửi sau")
    assert numbers(clerk, criteria) == before


def test_a_code_typed_as_a_number_may_be_two_codes() -> None:
    """In a cell of a number 1.10 is 1.1; the form has cells of text, which other programs drop."""
    assert _item(1.1, ["1.1", "1.2"]) == "1.1"
    assert _item(1.1, ["1", "1.10", "1.2"]) == "1.10"
    assert _item(1.1, ["1.1", "1.10"]) == "1.1 / 1.10"
    assert _item(1.3, ["1.1"]) == "1.3"
    assert _item(10.0, ["1", "10"]) == "10"
    assert _item("1.1", ["1.1", "1.10"]) == "1.1"


@pytest.mark.parametrize(
    ("item", "code"), [("3.1", "SUB042"), ("9.9", "SUB027"), (None, "SUB027"), ("1", "SUB027")]
)
def test_a_document_for_nothing_is_told(
    clerk: "Clerk", register: "Worksheet", item: str | None, code: str
) -> None:
    write(register, REGISTER_HEAD_ROW + 3, (item, "16/BC-UBND"))
    assert clerk.told() == [(code, f"B{REGISTER_HEAD_ROW + 3}")]
