"""Rounds with appraisals and explanations: what counts, what is told, and by which cell."""

import shutil
from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from unittest.mock import patch

import pytest
from openpyxl import Workbook, load_workbook

from parindex.evaluation import ledger as evaluation_ledger
from parindex.evaluation.ledger import read_ledger
from parindex.evaluation.rounds import Evaluation
from parindex.forms.appraisal.layout import IDENTITY, Column, Key
from parindex.model.ledger import Stage
from parindex.model.result import Move
from parindex.model.rule import Outcome
from parindex.model.submission import CLAIM
from parindex.sources.pool import run_guarded
from tests.evaluation.made_appraisals import (
    ON,
    WHO_SAYS,
    Typed,
    evaluated,
    filled_in,
    made,
    return_,
    rows_of,
    signed,
    workbook,
)
from tests.evaluation.made_rounds import (
    Answers,
    criteria_text,
    filled,
    opened,
    send,
    unit_of,
    write_round,
)

COUNT = "{ type: count, label: { vi: 'Số việc' } }"
PLANNED = "{ type: count, min: 1, label: { vi: 'Số việc' } }"
DONE = "{ type: count, max: planned, label: { vi: 'Đã xong' } }"
SHARE = (
    f"max: 4, inputs: {{ planned: {PLANNED}, done: {DONE} }}, "
    "rule: { kind: proportional, of: done / planned }"
)
ITEMS = [
    ("10", [SHARE, "max: 3, rule: { kind: judged, step: 0.5 }",
            "max: 3, scored_by: council, rule: { kind: judged }"]),
    ("10", [f"max: 6, inputs: {{ files: {COUNT} }}, "
            "rule: { kind: cohort, of: files, when_zero: full }",
            "max: 4, not_applicable: exclude, rule: { kind: yes_no }"]),
]  # fmt: skip
ANSWERS: Answers = {
    ("1.1", "planned"): 10, ("1.1", "done"): 9, ("1.1", CLAIM): 3.6,
    ("1.2", CLAIM): 2, ("2.2", "answer"): "Có", ("2.2", CLAIM): 4,
}  # fmt: skip
A, P, R, D = Column.AMENDED, Column.POINTS, Column.REASON, Column.DOCUMENTS
LESS: Typed = {("1.1", "done", A): 8, ("1.1", "", R): "Đếm lại"}


@pytest.fixture(scope="module")
def made_round(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a round of three units: U1 and U2 sent their forms; U2 is exempt from 2.2."""
    units = {"U1": "Sở Một", "U2": "Sở Hai", "U3": "Sở Ba"}
    path = write_round(
        tmp_path_factory.mktemp("ledger") / "round", criteria_text(ITEMS, "20"), units
    )
    lines = ["code,name,block,exempt", "U1,Sở Một,B,", "U2,Sở Hai,B,2.2", "U3,Sở Ba,B,"]
    (path / "units.csv").write_text("\n".join(lines), encoding="utf-8")
    send(path, "U1.xlsx", filled(path, "U1", {**ANSWERS, ("2.1", "files"): 10}))
    own = {key: value for key, value in ANSWERS.items() if key[0] != "2.2"}
    send(path, "U2.xlsx", filled(path, "U2", own | {("2.1", "files"): 20}))
    return path


@pytest.fixture
def path(made_round: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made_round, tmp_path / "round"))


def points(evaluation: Evaluation, unit: str = "U1") -> dict[str, Fraction]:
    score = unit_of(evaluation, unit).score
    assert score
    codes = ("1.1", "1.2", "1.3", "2.1", "2.2")
    return dict(zip(codes, score.items.points, strict=True))


def moves(evaluation: Evaluation, unit: str = "U1") -> tuple[Move, ...]:
    score = unit_of(evaluation, unit).score
    assert score
    return score.moves


def told(evaluation: Evaluation) -> list[tuple[str, str, str | None, str | None, str | None]]:
    """Return what is found in appraisals and explanations: code, file, cell, unit, item."""
    return [
        (f.code, f.place.file, f.place.cell, f.unit, f.item)
        for f in evaluation.findings
        if f.place.file.startswith(("appraisal/", "explanations/"))
    ]


def codes_told(evaluation: Evaluation) -> list[str]:
    return [code for code, *_ in told(evaluation)]


SELF = {"1.1": Fraction("3.6"), "1.2": 2, "1.3": 0, "2.1": 0, "2.2": 4}


def test_a_round_without_appraisals_stands_at_self_assessment(path: Path) -> None:
    evaluation = evaluated(path)
    assert evaluation.result.stage is Stage.SELF
    assert points(evaluation) == SELF
    assert moves(evaluation) == ()
    assert unit_of(evaluation, "U1").score.stages == ()  # type: ignore[union-attr]


def test_what_is_amended_is_scored_by_the_rule_and_the_ledger_says_how(path: Path) -> None:
    return_(path, "U1.xlsx", "U1", LESS)
    evaluation = evaluated(path)
    assert told(evaluation) == []
    assert evaluation.result.stage is Stage.APPRAISAL_1
    assert points(evaluation) == SELF | {"1.1": Fraction("3.2")}
    sheet = load_workbook(path / "appraisal" / "U1.xlsx").worksheets[0]
    row = rows_of(sheet, "U1")["1.1", ""]
    [move] = moves(evaluation)
    assert move == Move(
        Stage.APPRAISAL_1, "1.1", Fraction("3.6"), Fraction("3.2"), "Đếm lại", WHO_SAYS,
        date(2026, 2, 3), "appraisal/U1.xlsx", f"Q{row}",
    )  # fmt: skip
    score = unit_of(evaluation, "U1").score
    assert score
    assert [(s.stage, s.points) for s in score.stages] == [
        (Stage.SELF, Fraction("9.6")),
        (Stage.APPRAISAL_1, Fraction("9.2")),
    ]
    assert score.points == score.stages[-1].points
    assert score.items.self_points[0] == Fraction("3.6")


def test_points_given_take_over_and_the_claim_stays(path: Path) -> None:
    return_(path, "U1.xlsx", "U1", {
        ("1.1", "", P): 1, ("1.1", "", R): "Không có văn bản",
        ("1.2", "", P): 0.5, ("1.2", "", R): "Chưa mới",
        ("1.3", "", P): 2.5, ("1.3", "", R): "Hội đồng chấm",
    })  # fmt: skip
    evaluation = evaluated(path)
    assert told(evaluation) == []
    assert points(evaluation) == SELF | {"1.1": 1, "1.2": Fraction("0.5"), "1.3": Fraction("2.5")}
    score = unit_of(evaluation, "U1").score
    assert score
    assert score.items.outcomes[2] is Outcome.SCORED
    waiting = {(f.unit, f.item) for f in evaluation.findings if f.code == "SCO002"}
    assert ("U1", "1.3") not in waiting
    assert ("U2", "1.3") in waiting
    assert list(score.items.self_points[:2]) == [Fraction("3.6"), 2]


def test_all_stages_in_their_order(path: Path) -> None:
    """Appraisal 1 lowers, the unit objects, appraisal 2 gives back a part."""
    return_(path, "a.xlsx", "U1", {**LESS, ("1.2", "", P): 1, ("1.2", "", R): "Cũ"})
    return_(
        path, "U1.xlsx", "U1",
        {("1.1", "done", A): 9, ("1.1", "", R): "Đủ 9 việc", ("1.1", "", D): "12/BC"},
        stage=Stage.EXPLANATION,
    )  # fmt: skip
    after = evaluated(path)
    assert told(after) == []
    assert after.result.stage is Stage.EXPLANATION
    assert points(after)["1.1"] == Fraction("3.2"), "an explanation moves nothing"
    return_(
        path, "z.xlsx", "U1", {("1.1", "", P): 3.5, ("1.1", "", R): "Chấp nhận một phần"},
        stage=Stage.APPRAISAL_2,
    )  # fmt: skip
    last = evaluated(path)
    assert told(last) == []
    assert points(last) == SELF | {"1.1": Fraction("3.5"), "1.2": 1}
    assert [(m.stage, m.item, m.before, m.after) for m in moves(last)] == [
        (Stage.APPRAISAL_1, "1.1", Fraction("3.6"), Fraction("3.2")),
        (Stage.APPRAISAL_1, "1.2", 2, 1),
        (Stage.EXPLANATION, "1.1", Fraction("3.2"), Fraction("3.2")),
        (Stage.APPRAISAL_2, "1.1", Fraction("3.2"), Fraction("3.5")),
    ]
    score = unit_of(last, "U1").score
    assert score
    assert [str(s.points) for s in score.stages] == ["48/5", "41/5", "41/5", "17/2"]


@pytest.mark.parametrize(
    ("stage", "share", "aside"),
    [
        (Stage.SELF, "3.6", ["U1.xlsx", "z.xlsx"]),
        (Stage.APPRAISAL_1, "3.2", ["z.xlsx"]),
        (Stage.EXPLANATION, "3.2", ["z.xlsx"]),
        (Stage.APPRAISAL_2, "3.5", []),
        (None, "3.5", []),
    ],
)
def test_the_round_as_it_stood_at_a_stage(
    path: Path, stage: Stage | None, share: str, aside: list[str]
) -> None:
    return_(path, "U1.xlsx", "U1", LESS)
    again: Typed = {("1.1", "", P): 3.5, ("1.1", "", R): "Xét lại"}
    return_(path, "z.xlsx", "U1", again, stage=Stage.APPRAISAL_2)
    evaluation = evaluated(path, stage)
    assert evaluation.result.stage is (stage or Stage.APPRAISAL_2)
    assert points(evaluation)["1.1"] == Fraction(share)
    assert told(evaluation) == [("RND141", f"appraisal/{name}", None, None, None) for name in aside]


def test_an_appraisal_that_changes_nothing_moves_the_stage_alone(path: Path) -> None:
    return_(path, "U1.xlsx", "U1", {}, who=None, day=None)
    evaluation = evaluated(path)
    assert told(evaluation) == []
    assert evaluation.result.stage is Stage.APPRAISAL_1
    assert points(evaluation) == SELF
    assert moves(evaluation) == ()


def test_two_that_contradict_each_other_count_neither(path: Path) -> None:
    return_(path, "a.xlsx", "U1", {**LESS, ("1.2", "", P): 1, ("1.2", "", R): "Cũ"})
    return_(path, "b.xlsx", "U1", {("1.1", "done", A): 7, ("1.1", "", R): "Bảy"})
    evaluation = evaluated(path)
    assert [(code, file, item) for code, file, _, _, item in told(evaluation)] == [
        ("RND136", "appraisal/b.xlsx", "1.1"),
    ]
    [found] = (f for f in evaluation.findings if f.code == "RND136")
    row = rows_of(load_workbook(path / "appraisal" / "a.xlsx").worksheets[0], "U1")["1.1", ""]
    assert found.values["other"] == f"appraisal/a.xlsx [Thẩm định lần 1!Q{row}]"
    assert points(evaluation) == SELF | {"1.2": 1}, "what they do not dispute counts"


def test_two_that_agree_count_once_with_both_reasons(path: Path) -> None:
    return_(path, "a.xlsx", "U1", LESS)
    same: Typed = {("1.1", "done", A): "8", ("1.1", "", R): "Thiếu một"}
    return_(path, "b.xlsx", "U1", same, who="Sở Tư pháp")
    evaluation = evaluated(path)
    assert [code for code in codes_told(evaluation) if code != "SUB033"] == []
    [move] = moves(evaluation)
    assert move.after == Fraction("3.2")
    assert (move.reason, move.who) == ("Đếm lại; Thiếu một", f"{WHO_SAYS}; Sở Tư pháp")


def test_the_same_file_sent_twice_counts_once(path: Path) -> None:
    sent = return_(path, "a.xlsx", "U1", LESS)
    shutil.copy(sent, sent.with_name("a (1).xlsx"))
    evaluation = evaluated(path)
    assert told(evaluation) == []
    assert [move.reason for move in moves(evaluation)] == ["Đếm lại"]


def test_one_workbook_of_an_area_holds_all_units(path: Path) -> None:
    [book] = made(path, Stage.APPRAISAL_1, by_area=True, areas=frozenset({"1"})).values()
    filled_ = filled_in(book, "U1", LESS)
    sheet = filled_.worksheets[0]
    rows = rows_of(sheet, "U2")
    sheet.cell(rows["1.2", ""], P + 1).value = 0.5
    sheet.cell(rows["1.2", ""], R + 1).value = "Trùng"
    (path / "appraisal").mkdir()
    filled_.save(path / "appraisal" / "linh vuc 1.xlsx")
    evaluation = evaluated(path)
    assert told(evaluation) == []
    assert points(evaluation)["1.1"] == Fraction("3.2")
    assert points(evaluation, "U2")["1.2"] == Fraction("0.5")


def retyped(data: bytes, unit: str, old: Key, new: Key, typed: Typed) -> Workbook:
    """Return a filled-in workbook in which the rows of a key say another."""
    book = filled_in(data, unit, typed)
    sheet = book.worksheets[0]
    for row in range(1, sheet.max_row + 1):
        cell = sheet.cell(row, 1)
        if Key.read(cell.value) == old:
            cell.value = new.text()
    return book


@pytest.mark.parametrize(
    ("new", "code", "unit", "column"),
    [
        (Key("U9", "1.2"), "RND132", None, "B"),
        (Key("U1", "9.9"), "RND133", "U1", "C"),
        (Key("U1", "1"), "RND133", "U1", "C"),
        (Key("U3", "1.2"), "RND139", "U3", "Q"),
        (Key("U2", "2.2"), "RND139", "U2", "Q"),
    ],
    ids=["unknown unit", "unknown item", "an area", "a unit without a form", "an exempt item"],
)
def test_what_is_about_something_else_is_told_by_its_cell(
    path: Path, new: Key, code: str, unit: str | None, column: str
) -> None:
    old = Key("U1", "1.2")
    typed: Typed = {("1.2", "", P): 1, ("1.2", "", R): "Cũ", **LESS}
    book = retyped(workbook(path, "U1"), "U1", old, new, typed)
    row = next(r for r in range(1, 99) if book.worksheets[0].cell(r, 1).value == new.text())
    (path / "appraisal").mkdir()
    book.save(path / "appraisal" / "U1.xlsx")
    evaluation = evaluated(path)
    [(found, file, cell, about, _)] = told(evaluation)
    assert (found, file, cell, about) == (code, "appraisal/U1.xlsx", f"{column}{row}", unit)
    assert points(evaluation) == SELF | {"1.1": Fraction("3.2")}, "the rest of the file counts"
    assert points(evaluation, "U2")["1.2"] == 2


@pytest.mark.parametrize(
    ("item", "given", "code"),
    [("1.1", 4.5, "RND134"), ("1.1", -1, "RND134"), ("1.2", 0.3, "RND134"), ("1.3", 9, "RND134"),
     ("2.1", 3, "RND140"), ("1.1", "nhiều", "SUB043"), ("1.1", "#REF!", "SUB035")],
)  # fmt: skip
def test_points_that_the_item_cannot_give_are_not_used(
    path: Path, item: str, given: object, code: str
) -> None:
    typed: Typed = {(item, "", P): given, (item, "", R): "Sai"}
    sent = return_(path, "U1.xlsx", "U1", typed)
    row = rows_of(load_workbook(sent).worksheets[0], "U1")[item, ""]
    evaluation = evaluated(path)
    assert told(evaluation) == [(code, "appraisal/U1.xlsx", f"O{row}", "U1", item)]
    assert points(evaluation) == SELF


def test_values_out_of_bounds_are_not_used(path: Path) -> None:
    for name, value, column in (("done", 11, A), ("planned", 5, A)):
        sent = return_(path, "U1.xlsx", "U1", {("1.1", name, column): value, ("1.1", "", R): "?"})
        row = rows_of(load_workbook(sent).worksheets[0], "U1")["1.1", "done"]
        evaluation = evaluated(path)
        assert told(evaluation) == [("SUB032", "appraisal/U1.xlsx", f"J{row}", "U1", "1.1")]
        assert points(evaluation) == SELF, name


def test_both_inputs_may_be_amended_where_one_alone_would_not_fit(path: Path) -> None:
    both: Typed = {("1.1", "planned", A): 5, ("1.1", "done", A): 4, ("1.1", "", R): "Đếm lại"}
    return_(path, "U1.xlsx", "U1", both)
    evaluation = evaluated(path)
    assert told(evaluation) == []
    assert points(evaluation)["1.1"] == Fraction("3.2")


def test_a_change_without_a_reason_counts_and_is_an_error(path: Path) -> None:
    sent = return_(path, "U1.xlsx", "U1", {("1.1", "done", A): 8, ("1.2", "", P): 1})
    rows = rows_of(load_workbook(sent).worksheets[0], "U1")
    evaluation = evaluated(path)
    assert told(evaluation) == [
        ("RND135", "appraisal/U1.xlsx", f"Q{rows[item, '']}", "U1", item) for item in ("1.1", "1.2")
    ]
    assert points(evaluation) == SELF | {"1.1": Fraction("3.2"), "1.2": 1}


def test_a_figure_changed_without_a_reason_is_told_though_no_point_moves(path: Path) -> None:
    return_(path, "U1.xlsx", "U1", {("1.1", "planned", A): 20, ("1.1", "done", A): 18})
    assert codes_told(evaluated(path)) == ["RND135"]


def test_what_is_typed_once_more_is_no_change(path: Path) -> None:
    return_(path, "U1.xlsx", "U1", {("1.1", "done", A): 9, ("1.2", "", P): 2})
    assert codes_told(evaluated(path)) == []


@pytest.mark.parametrize(
    ("who", "day"), [(None, ON), (WHO_SAYS, None), (WHO_SAYS, "hôm qua"), (None, None)]
)
def test_a_change_by_nobody_or_at_no_time_is_told(path: Path, who: str | None, day: object) -> None:
    return_(path, "U1.xlsx", "U1", LESS, who=who, day=day)
    evaluation = evaluated(path)
    assert [(code, cell) for code, _, cell, _, _ in told(evaluation)] == [
        ("RND137", "E7" if who is None else "E8")
    ]
    assert points(evaluation)["1.1"] == Fraction("3.2")


def test_a_form_that_came_anew_is_told_and_the_appraisal_counts(path: Path) -> None:
    return_(path, "U1.xlsx", "U1", LESS)
    newer = {**ANSWERS, ("2.1", "files"): 10, ("1.2", CLAIM): 1}
    send(path, "U1.xlsx", filled(path, "U1", newer, datetime(2026, 1, 12)))
    evaluation = evaluated(path)
    assert codes_told(evaluation) == ["RND138"]
    assert points(evaluation) == SELF | {"1.1": Fraction("3.2"), "1.2": 1}


def test_an_appraisal_made_for_other_questions_is_not_used(path: Path) -> None:
    book = filled_in(workbook(path, "U1"), "U1", LESS)
    column = book.worksheets[0]["A"]
    cell = next(cell for cell in column if str(cell.value).startswith("form_hash="))
    assert "form_hash" in IDENTITY
    cell.value = "form_hash=0"
    (path / "appraisal").mkdir()
    book.save(path / "appraisal" / "U1.xlsx")
    evaluation = evaluated(path)
    assert codes_told(evaluation) == ["RND131"]
    assert points(evaluation) == SELF


def test_a_comparison_among_units_follows_an_amended_figure(path: Path) -> None:
    """U1 declares 10, U2 20: the most gives all points. 30 makes U1 the first."""
    assert points(evaluated(path))["2.1"] == 0
    return_(path, "U1.xlsx", "U1", {("2.1", "files", A): 30, ("2.1", "", R): "Sót"})
    evaluation = evaluated(path)
    assert told(evaluation) == []
    assert points(evaluation)["2.1"] == 6
    assert points(evaluation, "U2")["2.1"] == 0
    [move] = moves(evaluation)
    assert [move.before, move.after] == [6, 6], "what it was at an earlier stage is not known"
    score = unit_of(evaluation, "U1").score
    assert score
    assert score.stages[-1].points == score.points


def test_an_appraiser_can_say_that_an_item_applies(path: Path, made_round: Path) -> None:
    own = {key: value for key, value in ANSWERS.items() if key[0] != "2.2"}
    data = filled(made_round, "U1", own | {("2.1", "files"): 10})
    send(path, "U1.xlsx", data)
    book = load_workbook(path / "submissions" / "U1.xlsx")
    from parindex.forms.layout import Column as Form  # noqa: PLC0415
    from parindex.forms.layout import RowKey  # noqa: PLC0415

    sheet = book.worksheets[0]
    row = next(
        r for r in range(1, sheet.max_row + 1)
        if (key := RowKey.read(sheet.cell(r, 1).value)) and key[:2] == ("item", "2.2")
    )  # fmt: skip
    sheet.cell(row, Form.NOT_APPLICABLE + 1).value = "x"
    book.save(path / "submissions" / "U1.xlsx")
    before = unit_of(evaluated(path), "U1").score
    assert before
    assert before.items.outcomes[4] is Outcome.NOT_APPLICABLE
    assert before.max_points == 16
    return_(path, "U1.xlsx", "U1", {("2.2", "answer", A): "Không", ("2.2", "", R): "Có thủ tục"})
    after = unit_of(evaluated(path), "U1").score
    assert after
    assert after.items.outcomes[4] is Outcome.SCORED
    assert after.max_points == 20


OTHERS: Mapping[str, bytes] = {"bien ban.docx": b"PK", "anh.png": b"\x89PNG"}


def test_other_files_in_the_folders_are_told_and_evidence_is_not(path: Path) -> None:
    return_(path, "U1.xlsx", "U1", LESS)
    for name, data in OTHERS.items():
        (path / "appraisal" / name).write_bytes(data)
    book = Workbook()
    book.save(path / "appraisal" / "so lieu.xlsx")
    (path / "appraisal" / "hong.xlsx").write_bytes(b"PK\x03\x04 cut off")
    (path / "appraisal" / "U1").mkdir()
    (path / "appraisal" / "U1" / "kem theo.pdf").write_bytes(b"%PDF")
    (path / "appraisal" / "~$U1.xlsx").write_bytes(b"lock")
    evaluation = evaluated(path)
    assert [(code, file) for code, file, *_ in told(evaluation)] == [
        ("RND017", "appraisal/anh.png"),
        ("RND017", "appraisal/bien ban.docx"),
        ("SUB003", "appraisal/hong.xlsx"),
        ("RND130", "appraisal/so lieu.xlsx"),
    ]
    assert points(evaluation)["1.1"] == Fraction("3.2")
    assert {name for name in evaluation.hashes if name.startswith("appraisal/")} == {
        "appraisal/U1.xlsx", "appraisal/hong.xlsx", "appraisal/so lieu.xlsx",
    }  # fmt: skip


def test_a_form_of_self_assessment_among_appraisals_is_told(path: Path) -> None:
    (path / "appraisal").mkdir()
    shutil.copy(path / "submissions" / "U1.xlsx", path / "appraisal" / "U1.xlsx")
    evaluation = evaluated(path)
    assert codes_told(evaluation) == ["RND130"]
    assert evaluation.result.stage is Stage.SELF


def test_either_folder_takes_either_kind(path: Path) -> None:
    sent = return_(path, "U1.xlsx", "U1", LESS)
    (path / "explanations").mkdir()
    sent.rename(path / "explanations" / "tham dinh.xlsx")
    assert points(evaluated(path))["1.1"] == Fraction("3.2")


def test_a_file_that_kills_its_reader_costs_only_itself(path: Path) -> None:
    return_(path, "a.xlsx", "U1", LESS)
    return_(path, "b.xlsx", "U2", {("1.2", "", P): 1, ("1.2", "", R): "Cũ"})

    def dying(function: object, shared: object, files: list[str], **options: object) -> object:
        read = run_guarded(function, shared, files, **options)  # type: ignore[arg-type]
        return ((file, None if file.endswith("a.xlsx") else each) for file, each in read)

    with patch.object(evaluation_ledger, "run_guarded", dying):
        evaluation = evaluated(path)
    assert [(code, file) for code, file, *_ in told(evaluation)] == [("SUB006", "appraisal/a.xlsx")]
    assert "appraisal/a.xlsx" in evaluation.hashes
    assert points(evaluation) == SELF
    assert points(evaluation, "U2")["1.2"] == 1


@pytest.mark.usefixtures("processes")
def test_files_are_read_in_child_processes_where_none_is_lent(path: Path) -> None:
    return_(path, "U1.xlsx", "U1", LESS)
    ledger = read_ledger(opened(path), workers=1)
    assert [entry.values for entry in ledger.entries["U1"]] == [{"done": 8}]


@pytest.mark.parametrize(
    ("day", "late"),
    [(datetime(2026, 2, 3), False), (datetime(2026, 2, 10), False), (datetime(2026, 2, 11), True)],
)
def test_what_was_filled_in_after_the_limit_counts_and_is_told(
    path: Path, day: datetime, late: bool
) -> None:
    with (path / "round.yaml").open("a", encoding="utf-8") as file:
        file.write("stages: { appraisal_1: 2026-02-10T17:00 }\n")
    return_(path, "U1.xlsx", "U1", LESS, day=day)
    evaluation = evaluated(path)
    assert [(code, file) for code, file, *_ in told(evaluation)] == [
        ("RND142", "appraisal/U1.xlsx")
    ] * late
    assert points(evaluation)["1.1"] == Fraction("3.2")


def test_a_copied_sheet_is_read_as_well(path: Path) -> None:
    """Two offices' sheets put into one file count both; a copy that differs contradicts."""
    book = filled_in(workbook(path, "U1"), "U1", LESS)
    copy = book.copy_worksheet(book.worksheets[0])
    rows = rows_of(copy, "U1")
    copy.cell(rows["1.1", "done"], A + 1).value = None
    copy.cell(rows["1.1", ""], R + 1).value = None
    copy.cell(rows["1.2", ""], P + 1).value = 1
    copy.cell(rows["1.2", ""], R + 1).value = "Cũ"
    signed(copy, "Sở Tư pháp", ON)
    (path / "appraisal").mkdir()
    book.save(path / "appraisal" / "U1.xlsx")
    evaluation = evaluated(path)
    assert told(evaluation) == []
    assert points(evaluation) == SELF | {"1.1": Fraction("3.2"), "1.2": 1}
    assert [move.who for move in moves(evaluation)] == [WHO_SAYS, "Sở Tư pháp"]
