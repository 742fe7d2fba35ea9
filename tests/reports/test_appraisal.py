"""What an appraisal changed, as it is reported: over-claims, differences, ledger, stages."""

import csv
import io
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from rich.console import Console

from parindex.evaluation.rounds import Evaluation
from parindex.forms.appraisal.layout import Column
from parindex.model.ledger import Stage
from parindex.model.result import BlockResult, RoundResult
from parindex.model.round import StageLimits
from parindex.model.submission import CLAIM
from parindex.reports.appraisal import (
    Differing,
    OverClaim,
    differing,
    ledger_csv,
    overclaims_by_item,
    overclaims_by_unit,
    print_appraisal,
)
from parindex.reports.console import print_result
from parindex.reports.documents import read_result, result_bytes
from parindex.reports.outputs import write_results
from parindex.reports.view import BlockView
from parindex.reports.workbook import workbook_bytes
from tests.evaluation.made_appraisals import evaluated, return_
from tests.evaluation.made_rounds import criteria_text, filled, only_block, send, write_round

P, R = Column.POINTS, Column.REASON


@pytest.fixture(scope="module")
def evaluation(tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    """Return a round in which U1 was appraised twice, U2 once, and of U3 nothing was said."""
    items = ["max: 3, rule: { kind: judged }", "max: 7, rule: { kind: judged }"]
    units = {"U1": "Sở Một", "U2": "Sở Hai", "U3": "Sở Ba"}
    path = write_round(
        tmp_path_factory.mktemp("reported") / "round", criteria_text([("10", items)], "10"), units
    )
    for unit in units:
        send(path, f"{unit}.xlsx", filled(path, unit, {("1.1", CLAIM): 3, ("1.2", CLAIM): 6}))
    return_(path, "a1.xlsx", "U1", {
        ("1.1", "", P): 1, ("1.1", "", R): "@Thiếu", ("1.2", "", P): 5, ("1.2", "", R): "Cũ",
    })  # fmt: skip
    return_(path, "a2.xlsx", "U2", {("1.1", "", P): 2.5, ("1.1", "", R): "Sai"}, who="Sở Nội vụ")
    again = {("1.1", "", P): 2, ("1.1", "", R): "Bổ sung"}
    return_(path, "b.xlsx", "U1", again, stage=Stage.APPRAISAL_2)
    return evaluated(path)


@pytest.fixture
def block(evaluation: Evaluation) -> BlockResult:
    return only_block(evaluation)


def printed(result: RoundResult, lang: str, limits: StageLimits | None = None) -> str:
    stream = io.StringIO()
    console = Console(file=stream, width=120)
    print_appraisal(console, result, limits or StageLimits(), lang)
    return stream.getvalue()


def test_overclaims_by_unit_the_greatest_first(block: BlockResult) -> None:
    assert overclaims_by_unit(block) == [
        OverClaim("U1", "Sở Một", 2, Fraction(2)),
        OverClaim("U2", "Sở Hai", 1, Fraction(1, 2)),
    ]


def test_overclaims_by_item(block: BlockResult) -> None:
    assert [(o.code, o.items, o.points) for o in overclaims_by_item(block)] == [
        ("1.1", 2, Fraction(3, 2)),
        ("1.2", 1, 1),
    ]


def test_a_claim_rounded_as_people_do_is_no_overclaim(block: BlockResult) -> None:
    unit = next(unit for unit in block.units if unit.code == "U3")
    assert unit.score
    items = replace(
        unit.score.items,
        points=(Fraction(2, 3), Fraction(6)),
        self_points=(Fraction("0.67"), Fraction(6)),
    )
    rounded = replace(unit, score=replace(unit.score, items=items))
    assert overclaims_by_unit(replace(block, units=(rounded,))) == []


def test_where_the_second_appraisal_differs(block: BlockResult) -> None:
    found = {unit.code: list(differing(unit)) for unit in block.units}
    assert found == {
        "U1": [Differing("U1", "1.1", Fraction(1), Fraction(2), "Bổ sung")], "U2": [], "U3": [],
    }  # fmt: skip


def test_the_report_names_the_stage_its_limits_and_who_claimed_too_much(
    evaluation: Evaluation,
) -> None:
    limits = StageLimits(appraisal_1=datetime(2026, 2, 10, 17), appraisal_2=datetime(2026, 3, 1))
    text = printed(evaluation.result, "vi", limits)
    lines = [" ".join(line.split()) for line in text.splitlines()]
    assert lines[:3] == [
        "Bước: thẩm định lần 2",
        "Thời hạn thẩm định lần 1: 17:00 10/02/2026",
        "Thời hạn thẩm định lần 2: 01/03/2026",
    ]
    cells = [[part.strip() for part in line.split("│")[1:-1]] for line in lines if "│" in line]
    assert ["U1", "Sở Một", "2", "2,00"] in cells
    assert ["U1", "1.1", "1,00", "2,00", "Bổ sung"] in cells
    english = printed(evaluation.result, "en")
    assert english.startswith("Stage: appraisal 2\n")
    assert "where the second appraisal differs" in " ".join(english.split())


def test_a_round_without_appraisals_has_little_to_say(evaluation: Evaluation) -> None:
    blank = replace(evaluation.result, blocks=(), stage=Stage.SELF)
    assert printed(blank, "en") == "Stage: self-assessment\n"


def test_the_ledger_as_a_table(evaluation: Evaluation) -> None:
    rows = list(csv.DictReader(io.StringIO(ledger_csv(evaluation.result).decode("utf-8-sig"))))
    assert [(r["unit"], r["item"], r["stage"], r["before"], r["after"]) for r in rows] == [
        ("U2", "1.1", "appraisal_1", "3", "2.5"),
        ("U1", "1.1", "appraisal_1", "3", "1"),
        ("U1", "1.2", "appraisal_1", "6", "5"),
        ("U1", "1.1", "appraisal_2", "1", "2"),
    ]
    first = next(row for row in rows if row["after"] == "1")
    assert first["reason"] == "'@Thiếu", "a spreadsheet would run it"
    assert (first["who"], first["day"], first["file"]) == (
        "Phòng CCHC", "2026-02-03", "appraisal/a1.xlsx",
    )  # fmt: skip
    assert first["cell"].startswith("Q")


def test_results_are_read_back_with_stages_and_moves(
    evaluation: Evaluation, tmp_path: Path
) -> None:
    written = result_bytes(evaluation.result)
    (tmp_path / "results.json").write_bytes(written)
    back = read_result(tmp_path / "results.json")
    assert result_bytes(back) == written
    for then, now in zip(evaluation.result.blocks, back.blocks, strict=True):
        for before, after in zip(then.units, now.units, strict=True):
            assert before.score is not None
            assert after.score is not None
            assert after.score.stages == before.score.stages
            assert after.score.moves == before.score.moves


def test_the_workbook_has_the_ledger_and_a_column_a_stage(evaluation: Evaluation) -> None:
    book = load_workbook(BytesIO(workbook_bytes(evaluation.result, [], "vi")))
    ledger = list(book["Thẩm định"].iter_rows(min_row=4, values_only=True))
    assert ledger[0] == (
        "Đơn vị", "Tiêu chí thành phần", "Bước", "Điểm trước", "Điểm sau", "Lý do",
        "Người thực hiện", "Ngày", "Tệp", "Ô",
    )  # fmt: skip
    assert len(ledger) == 5
    row = next(line for line in ledger if line[0] == "U2")
    assert row[1:8] == ("1.1", "thẩm định lần 1", 3, 2.5, "Sai", "Sở Nội vụ", "03/02/2026")
    texts = [c for line in book["Thẩm định"].iter_rows() for c in line if c.value == "@Thiếu"]
    assert [cell.data_type for cell in texts] == ["s"]

    heads, *units = book[book.sheetnames[0]].iter_rows(min_row=4, values_only=True)
    columns = [n for n, head in enumerate(heads) if str(head).startswith("Chỉ số:")]
    assert [heads[n] for n in columns] == [
        "Chỉ số: tự đánh giá", "Chỉ số: thẩm định lần 1", "Chỉ số: giải trình",
        "Chỉ số: thẩm định lần 2",
    ]  # fmt: skip
    found = {line[1]: [line[n] for n in columns] for line in units}
    assert found == {"U1": [90, 60, 60, 70], "U2": [90, 85, 85, 85], "U3": [90, 90, 90, 90]}


def test_without_appraisals_nothing_is_added(evaluation: Evaluation) -> None:
    block = only_block(evaluation)
    units = tuple(
        replace(unit, score=replace(unit.score, stages=(), moves=())) if unit.score else unit
        for unit in block.units
    )
    result = replace(evaluation.result, stage=Stage.SELF, blocks=(replace(block, units=units),))
    book = load_workbook(BytesIO(workbook_bytes(result, [], "vi")))
    assert "Thẩm định" not in book.sheetnames
    assert not [c for c in book.worksheets[0][4] if str(c.value).startswith("Chỉ số:")]
    assert BlockView(result.blocks[0], "vi").stages == ()


def test_the_index_of_a_unit_at_a_stage_it_did_not_reach(block: BlockResult) -> None:
    view = BlockView(block, "vi")
    unit = next(unit for unit in block.units if unit.code == "U2")
    assert view.index_at(unit, Stage.APPRAISAL_2) == Decimal(85)
    assert view.index_at(replace(unit, score=None), Stage.SELF) is None


@pytest.mark.parametrize(
    ("lang", "line"), [("vi", "Bước: thẩm định lần 2"), ("en", "Stage: appraisal 2")]
)
def test_the_ranking_says_the_stage(evaluation: Evaluation, lang: str, line: str) -> None:
    stream = io.StringIO()
    print_result(Console(file=stream, width=120), evaluation.result, lang)
    assert stream.getvalue().splitlines()[0] == line
    stream = io.StringIO()
    before = replace(evaluation.result, stage=Stage.SELF)
    print_result(Console(file=stream, width=120), before, lang)
    assert line not in stream.getvalue()


def test_the_ledger_is_among_the_results(evaluation: Evaluation, tmp_path: Path) -> None:
    write_results(tmp_path, evaluation, [], "vi")
    assert (tmp_path / "ledger.csv").read_bytes() == ledger_csv(evaluation.result)
