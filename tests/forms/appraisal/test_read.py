"""What appraisers type is read, whatever they do to rows, columns and sheets."""

from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parindex.forms.appraisal.layout import COLUMN_KEYS_ROW, Column, Key
from parindex.forms.appraisal.read import read_appraisal
from parindex.model.criteria import CriteriaSet
from parindex.model.ledger import Entry, Stage
from parindex.model.submission import CLAIM

if TYPE_CHECKING:
    from tests.forms.appraisal.conftest import Appraiser

A, P, R, D = Column.AMENDED, Column.POINTS, Column.REASON, Column.DOCUMENTS


def test_a_blank_workbook_says_nothing(appraiser: "Appraiser") -> None:
    returned = appraiser.read()
    assert (returned.stage, returned.entries, returned.findings) == (Stage.APPRAISAL_1, (), ())
    assert len(returned.sha256) == 64


def test_an_entry_holds_all_that_was_said_with_its_cells(appraiser: "Appraiser") -> None:
    done = appraiser.type("1.2", "done", A, 7)
    claim = appraiser.type("1.2", "", P, 1.5)
    reason = appraiser.type("1.2", "", R, " Thiếu văn bản ")
    entry = appraiser.entries()["1.2"]
    planned = f"J{appraiser.row('1.2', 'planned')}"
    assert entry == Entry(
        Stage.APPRAISAL_1, "XA01", "1.2", {"done": Fraction(7)}, Fraction(3, 2), "Thiếu văn bản",
        "Phòng CCHC", date(2026, 2, 3), "", "0123456789abcdef", entry.place,
        {CLAIM: claim, "done": done, "planned": planned},
    )  # fmt: skip
    assert (entry.place.file, entry.place.sheet, entry.place.cell) == (
        "a.xlsx", "Thẩm định lần 1", reason,
    )  # fmt: skip
    assert str(entry.at("done")) == f"a.xlsx [Thẩm định lần 1!{done}]"


@pytest.mark.parametrize(
    ("item", "name", "typed", "value"),
    [
        ("1.2", "done", 7, 7),
        ("1.1", "issued", datetime(2025, 4, 5), datetime(2025, 4, 5)),
        ("1.1", "issued", "Không", None),
        ("1.3.1", "answer", "Không", False),
        ("1.3.1", "answer", "Có", True),
        ("1.3.2", "level", "Không kịp thời", "late"),
        ("1.4", "web", "Có", True),
        ("2.2", "rate", 0.5, Fraction(1, 2)),
        ("2.5", "hours", 12.25, Fraction(49, 4)),
        ("2.5", "remark", "Đã sửa", "Đã sửa"),
    ],
)
def test_every_type_of_input_can_be_amended(
    appraiser: "Appraiser", item: str, name: str, typed: object, value: object
) -> None:
    appraiser.type(item, name, A, typed)
    assert appraiser.entries()[item].values == {name: value}


@pytest.mark.parametrize(
    ("item", "name", "typed", "value"),
    [
        ("2.2", "rate", "85,5 %", Fraction("0.855")),
        ("2.5", "hours", "24 giờ", 24),
        ("1.2", "planned", "1.234,0", 1234),
        ("1.1", "issued", "31/03/2025", datetime(2025, 3, 31)),
        ("1.3.1", "answer", "x", True),
    ],
)
def test_texts_are_understood_as_in_a_form_and_told(
    appraiser: "Appraiser", item: str, name: str, typed: str, value: object
) -> None:
    cell = appraiser.type(item, name, A, typed)
    returned = appraiser.read()
    assert [(f.code, f.place.cell, f.item) for f in returned.findings] == [("SUB033", cell, item)]
    assert returned.entries[0].values == {name: value}


@pytest.mark.parametrize(
    ("item", "name", "column", "typed", "code"),
    [
        ("1.2", "done", A, "gần hết", "SUB031"),
        ("2.5", "hours", A, "1.234", "SUB034"),
        ("1.2", "done", A, "#DIV/0!", "SUB035"),
        ("1.1", "issued", A, "25-12-31", "SUB053"),
        ("1.2", "", P, "tối đa", "SUB043"),
        ("3.1", "", A, 2, "SUB046"),
        ("1.2", "", R, "#N/A", "SUB035"),
        ("1.2", "", R, "=A1&B1", "SUB036"),
    ],
)
def test_what_cannot_be_read_is_told_and_not_used(
    appraiser: "Appraiser", item: str, name: str, column: Column, typed: object, code: str
) -> None:
    cell = appraiser.type(item, name, column, typed)
    returned = appraiser.read()
    assert [(f.code, f.place.cell, f.unit, f.item) for f in returned.findings] == [
        (code, cell, "XA01", item)
    ]
    [entry] = returned.entries
    assert not entry.changes


def test_points_typed_as_text_are_understood(appraiser: "Appraiser") -> None:
    cell = appraiser.type("1.2", "", P, "1,5")
    assert appraiser.told() == [("SUB044", cell)]
    assert appraiser.read().entries[0].points == Fraction("1.5")


def test_a_remark_alone_changes_nothing(appraiser: "Appraiser") -> None:
    appraiser.sign(None, None)
    appraiser.type("1.2", "", R, "Đã kiểm tra")
    entry = appraiser.entries()["1.2"]
    assert (entry.changes, entry.reason) == (False, "Đã kiểm tra")


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("http://x")', "@SUM(A1)", "+7", "-7"])
def test_what_looks_like_a_formula_stays_a_text(appraiser: "Appraiser", text: str) -> None:
    appraiser.type("1.2", "", R, "x")
    cell = appraiser.at(appraiser.row("1.2"), R)
    cell.value, cell.data_type = text, "s"
    assert appraiser.entries()["1.2"].reason == text


def shuffled(appraiser: "Appraiser", order: Any) -> None:
    """Sort the rows of the table in some order, merged cells taken apart."""
    lines = appraiser.lines()
    first = COLUMN_KEYS_ROW + 2
    end = next(n for n, line in enumerate(lines) if line[0] == "end")
    body = lines[first:end]
    appraiser.rewrite([*lines[:first], *order(body), *lines[end:]])


def told_of(appraiser: "Appraiser") -> dict[str, tuple[object, ...]]:
    return {
        item: (entry.values, entry.points, entry.reason, entry.form)
        for item, entry in appraiser.entries().items()
    }


def filled(appraiser: "Appraiser") -> dict[str, tuple[object, ...]]:
    appraiser.type("1.2", "done", A, 7)
    appraiser.type("1.2", "", R, "Thiếu")
    appraiser.type("2.1", "received", A, 500)
    appraiser.type("2.1", "", P, 1)
    appraiser.type("3.1", "", P, 0.5)
    return told_of(appraiser)


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_rows_may_be_sorted_in_any_way(appraiser: "Appraiser", data: st.DataObject) -> None:
    before = told_of(appraiser) or filled(appraiser)
    shuffled(appraiser, lambda body: data.draw(st.permutations(body)))
    assert told_of(appraiser) == before


def test_rows_may_be_inserted_and_other_ones_deleted(appraiser: "Appraiser") -> None:
    before = filled(appraiser)
    appraiser.unmerge()
    appraiser.sheet.delete_rows(appraiser.row("2.3"))
    appraiser.sheet.insert_rows(appraiser.row("1.2"), 2)
    appraiser.sheet.insert_rows(1, 3)
    assert told_of(appraiser) == before


def test_a_deleted_row_takes_with_it_what_stood_there(appraiser: "Appraiser") -> None:
    filled(appraiser)
    appraiser.unmerge()
    appraiser.sheet.delete_rows(appraiser.row("1.2", "planned"))
    entry = appraiser.entries()["1.2"]
    assert (entry.values, entry.reason) == ({"done": 7}, "")


def test_columns_may_be_moved_and_inserted(appraiser: "Appraiser") -> None:
    before = filled(appraiser)
    lines = appraiser.lines()
    moved = [
        [line[Column.REASON], None, line[Column.POINTS], *line[: Column.POINTS], "",
         line[Column.NOW], *line[Column.REASON + 1 :]]
        for line in lines
    ]  # fmt: skip
    appraiser.rewrite(moved)
    assert {item: said[:3] for item, said in told_of(appraiser).items()} == {
        item: said[:3] for item, said in before.items()
    }


def test_a_deleted_column_is_told(appraiser: "Appraiser") -> None:
    filled(appraiser)
    appraiser.rewrite(
        [line[: Column.REASON] + line[Column.REASON + 1 :] for line in appraiser.lines()]
    )
    returned = appraiser.read()
    assert ([f.code for f in returned.findings], returned.stage) == (["SUB024"], None)
    assert returned.entries == ()


def test_sheets_may_be_renamed_and_added(appraiser: "Appraiser") -> None:
    before = filled(appraiser)
    appraiser.sheet.title = "Tổ 3"
    appraiser.book.create_sheet("Tính nháp", 0)["A1"] = 15
    assert told_of(appraiser) == before
    assert appraiser.read().entries[0].place.sheet == "Tổ 3"


def test_a_text_typed_into_an_inserted_row_is_told(appraiser: "Appraiser") -> None:
    row = appraiser.row("2.1")
    appraiser.unmerge()
    appraiser.sheet.insert_rows(row)
    appraiser.at(row, R).value = "Ghi thêm"
    assert appraiser.told() == [("SUB022", f"Q{row}")]


def test_unmerged_cells_may_each_hold_a_part_of_the_reason(appraiser: "Appraiser") -> None:
    appraiser.unmerge()
    appraiser.type("1.2", "planned", R, "Thiếu văn bản;")
    appraiser.type("1.2", "done", R, "đếm lại")
    appraiser.type("1.2", "done", P, 1)
    entry = appraiser.entries()["1.2"]
    assert entry.reason == "Thiếu văn bản; đếm lại"
    assert entry.points == 1
    assert entry.at(CLAIM).cell == f"O{appraiser.row('1.2', 'done')}"


def test_points_in_two_rows_of_an_item_are_told(appraiser: "Appraiser") -> None:
    appraiser.unmerge()
    appraiser.type("1.2", "planned", P, 1)
    cell = appraiser.type("1.2", "done", P, 2)
    assert appraiser.told() == [("SUB046", cell)]
    assert appraiser.read().entries[0].points == 1


def test_a_copied_row_leaves_its_item_out(appraiser: "Appraiser") -> None:
    filled(appraiser)
    appraiser.unmerge()
    line = [cell.value for cell in appraiser.sheet[appraiser.row("1.2", "done")]]
    appraiser.sheet.append(line)
    row = appraiser.sheet.max_row
    returned = appraiser.read()
    assert [(f.code, f.place.cell, f.item) for f in returned.findings] == [
        ("SUB021", f"C{row}", "1.2")
    ]
    assert returned.findings[0].values["first"] == appraiser.row("1.2", "done")
    assert {entry.item for entry in returned.entries} == {"2.1", "3.1"}


def test_a_workbook_without_the_mark_is_no_appraisal(appraiser: "Appraiser") -> None:
    filled(appraiser)
    appraiser.sheet["A1"] = None
    returned = appraiser.read()
    assert (returned.stage, [f.code for f in returned.findings]) == (None, ["RND130"])


@pytest.mark.parametrize("stage", ["self", "", "appraisal_9"])
def test_an_unknown_stage_is_no_appraisal(appraiser: "Appraiser", stage: str) -> None:
    row = appraiser.row_of("stage=appraisal_1")
    appraiser.at(row, Column.KEY).value = f"stage={stage}"
    assert appraiser.told() == [("RND130", None)]


def test_a_file_that_is_no_workbook_is_told(tmp_path: Path, criteria: CriteriaSet) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"not a workbook")
    [returned] = read_appraisal(path, "a.xlsx", {"XA01": criteria})
    assert [f.code for f in returned.findings] == ["SUB004"]
    assert returned.sha256


def test_keys_are_read_back_and_nothing_else_is_one() -> None:
    key = Key("XA01", "1.2", "done")
    assert Key.read(key.text()) == key
    for text in ("", "row|XA01|1.2", "item|1.2|done|x", None, 7, "row|a|b|c|d"):
        assert Key.read(text) is None
