"""What the workbooks of an appraisal are filled with from the round."""

from datetime import datetime
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from parindex.evaluation.appraising import next_stage, points_of
from parindex.forms.appraisal.layout import Column
from parindex.model.ledger import Stage
from parindex.model.submission import CLAIM
from tests.evaluation.made_appraisals import evaluated, made, return_, rows_of, workbook
from tests.evaluation.made_rounds import criteria_text, filled, opened, send, write_round

NOW = datetime(2026, 2, 5, 8, 0)
COUNT = "{ type: count, min: 1, label: { vi: 'Số việc' } }"
DONE = "{ type: count, max: planned, label: { vi: 'Đã xong' } }"
SHARE = (
    f"max: 4, inputs: {{ planned: {COUNT}, done: {DONE} }}, "
    "rule: { kind: proportional, of: done / planned }"
)
EXEMPT = "max: 3, not_applicable: exclude, rule: { kind: yes_no }"
THIRDS: dict[tuple[str, str], object] = {
    ("1.1", "planned"): 3, ("1.1", "done"): 2, ("1.1", CLAIM): 2.67, ("1.3", CLAIM): 2,
}  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a round of one unit, exempt from 1.2, that rounds up what it claims."""
    items = [SHARE, EXEMPT, "max: 3, rule: { kind: judged }"]
    folder = write_round(tmp_path / "round", criteria_text([("10", items)], "10"), {"U": "Sở"})
    (folder / "units.csv").write_text("code,name,block,exempt\nU,Sở,B,1.2\n", encoding="utf-8")
    send(folder, "U.xlsx", filled(folder, "U", THIRDS))
    return folder


def shown(data: bytes, item: str, name: str, column: Column) -> object:
    sheet = load_workbook(BytesIO(data)).worksheets[0]
    return sheet.cell(rows_of(sheet, "U")[item, name], column + 1).value


def items(data: bytes) -> list[str]:
    sheet = load_workbook(BytesIO(data)).worksheets[0]
    return sorted({item for item, _ in rows_of(sheet, "U")})


def test_items_that_do_not_apply_are_left_out(path: Path) -> None:
    assert items(workbook(path, "U")) == ["1.1", "1.3"]


def test_a_claim_that_is_the_points_rounded_is_not_in_dispute(path: Path) -> None:
    assert made(path, Stage.EXPLANATION) == {}
    send(path, "U.xlsx", filled(path, "U", {**THIRDS, ("1.1", CLAIM): 3}))
    assert items(workbook(path, "U", Stage.EXPLANATION)) == ["1.1"]


def test_what_was_amended_stands_beside_what_was_declared(path: Path) -> None:
    less = {("1.1", "done", Column.AMENDED): 1, ("1.1", "", Column.REASON): "Thiếu"}
    return_(path, "U.xlsx", "U", less)
    data = workbook(path, "U", Stage.APPRAISAL_2)
    assert shown(data, "1.1", "done", Column.DECLARED) == 2
    assert shown(data, "1.1", "done", Column.SO_FAR) == 1
    assert shown(data, "1.1", "planned", Column.SO_FAR) == 3
    assert shown(data, "1.1", "", Column.SAID) == (
        "thẩm định lần 1: 1,333333… điểm, Đã xong: 1. Thiếu"
    )
    proposes = {("1.1", "done", Column.AMENDED): 2, ("1.1", "", Column.REASON): "Đủ hai việc"}
    return_(path, "U.xlsx", "U", proposes, stage=Stage.EXPLANATION)
    data = workbook(path, "U", Stage.APPRAISAL_2)
    assert str(shown(data, "1.1", "", Column.SAID)).splitlines()[1] == (
        "giải trình: Đã xong: 2. Đủ hai việc"
    )
    assert shown(data, "1.1", "done", Column.SO_FAR) == 1, "an explanation changes nothing"


def test_findings_stand_beside_their_item(path: Path) -> None:
    send(path, "U.xlsx", filled(path, "U", {**THIRDS, ("1.1", CLAIM): 3}))
    data = workbook(path, "U")
    assert str(shown(data, "1.1", "", Column.FINDINGS)).startswith("SUB038: ")
    assert shown(data, "1.3", "", Column.FINDINGS) == ""


def test_the_points_of_last_time_by_unit_and_item(path: Path) -> None:
    last = points_of(evaluated(path).result)
    assert last == {"U": {"1.1": Fraction(8, 3), "1.2": 0, "1.3": 2}}
    [data] = made(path, Stage.APPRAISAL_1, last={"U": {"1.1": Fraction(5, 2)}}).values()
    assert shown(data, "1.1", "", Column.LAST) == 2.5
    assert shown(data, "1.3", "", Column.LAST) is None


def test_the_next_stage(path: Path) -> None:
    assert next_stage(opened(path), NOW) is Stage.APPRAISAL_1
    return_(path, "U.xlsx", "U", {})
    assert next_stage(opened(path), NOW) is Stage.APPRAISAL_2
    with (path / "round.yaml").open("a", encoding="utf-8") as file:
        file.write("stages: { appraisal_1: 2026-02-10T17:00 }\n")
    assert next_stage(opened(path), datetime(2026, 2, 10, 17)) is Stage.APPRAISAL_1, "in time"
    assert next_stage(opened(path), datetime(2026, 2, 10, 17, 1)) is Stage.APPRAISAL_2
