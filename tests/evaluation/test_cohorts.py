"""A round of forms with an item that sets the units of a block against each other."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.evaluation.accounts import account_of
from parindex.evaluation.cohorts import scorers_among, set_among
from parindex.evaluation.files import Assessment
from parindex.evaluation.rounds import evaluate_files
from parindex.forms.layout import Column
from parindex.locale import Phrase, speaker
from parindex.model.result import ItemScores
from parindex.model.rule import Outcome
from parindex.model.submission import CLAIM
from parindex.reports.account import account_lines
from parindex.sources.criteria import parse_criteria, read_criteria
from tests.evaluation.made_rounds import (
    codes,
    criteria_text,
    filled,
    opened,
    scored,
    send,
    unit_of,
    write_round,
)

COUNT = "{ type: count, label: { vi: 'Số hồ sơ' } }"
COHORT = (
    f"max: 10, inputs: {{ done: {COUNT} }}, rule: {{ kind: cohort, of: done, when_zero: full }}"
)
TABLE = "max: 10, scored_by: table, rule: { kind: index, out_of: 100 }"
UNITS = {"U1": "Sở Một", "U2": "Sở Hai", "U3": "Sở Ba"}
FIGURES = {"U1": 20, "U2": 80, "U3": 35}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a round of three units with their forms."""
    text = criteria_text([("10", [COHORT])], "10")
    folder = write_round(tmp_path / "round", text, UNITS)
    for unit, figure in FIGURES.items():
        send(folder, f"{unit}.xlsx", filled(folder, unit, {("1.1", "done"): figure}))
    return folder


def test_units_are_scored_once_all_figures_are_known(path: Path) -> None:
    evaluation = scored(path)
    assert codes(evaluation) == []
    found = {
        code: (unit.rank, unit.score.points)
        for code in UNITS
        if (unit := unit_of(evaluation, code)).score
    }
    assert found == {"U1": (3, 0), "U2": (1, 10), "U3": (2, Fraction("2.5"))}
    figures = tuple(map(Fraction, (20, 80, 35)))
    assert evaluation.cohorts == {"B": {"1.1": figures}}


def test_a_form_that_counts_for_nothing_is_not_among_the_others(path: Path) -> None:
    (path / "submissions" / "U2.xlsx").write_bytes(b"PK")
    evaluation = scored(path)
    scores = {code: unit_of(evaluation, code).score for code in UNITS}
    assert scores["U2"] is None
    assert {c: s.points for c, s in scores.items() if s is not None} == {"U1": 0, "U3": 10}


@pytest.mark.parametrize(
    ("lang", "reason"),
    [
        ("vi", "35, giữa 20 (0 điểm) và 80 (điểm tối đa): 2,5 điểm"),
        ("en", "35, between 20 (0 points) and 80 (full points): 2.5 points"),
    ],
)
def test_explain_gives_the_reason_with_the_ends(path: Path, lang: str, reason: str) -> None:
    folder = opened(path)
    unit = folder.round.unit("U3")
    assert unit is not None
    lines = list(account_lines(account_of(folder, unit), lang))
    assert any(reason in line for line in lines), lines


def test_a_claim_cannot_be_made_for_it(path: Path) -> None:
    """Nobody knows the points before all forms are in: the cell is grey."""
    send(path, "U1.xlsx", filled(path, "U1", {("1.1", "done"): 20, ("1.1", CLAIM): 9}))
    evaluation = scored(path)
    assert codes(evaluation) == ["SUB042"]
    assert unit_of(evaluation, "U1").rank == 3


def test_figures_from_a_table_are_not_the_unit_s_to_fill_in(tmp_path: Path) -> None:
    text = criteria_text([("20", [TABLE, TABLE.replace("table", "survey")])], "20")
    folder = write_round(tmp_path / "round", text, {"U1": "Sở Một", "U2": "Sở Hai"})
    answers = {("1.1", "index"): 50, ("1.2", CLAIM): 5}
    send(folder, "U1.xlsx", filled(folder, "U1", answers))
    send(folder, "U2.xlsx", filled(folder, "U2", {}))
    evaluation = scored(folder)
    assert codes(evaluation, "U1").count("SUB042") == 2
    assert codes(evaluation, "U1").count("SCO006") == 2
    assert codes(evaluation, "U2") == ["SCO006", "SCO006"]
    cells = [f.place.cell for f in evaluation.findings if f.code == "SUB042"]
    assert all(cell is not None for cell in cells)
    score = unit_of(evaluation, "U1").score
    assert score is not None
    assert score.items.outcomes == (Outcome.MISSING, Outcome.MISSING)
    for finding in evaluation.findings:
        assert "{" not in finding.wrong(speaker("vi")) + finding.remedy(speaker("vi"))


def test_such_cells_are_grey_on_the_form(tmp_path: Path) -> None:
    from io import BytesIO  # noqa: PLC0415

    from openpyxl import load_workbook  # noqa: PLC0415

    text = criteria_text([("20", [TABLE, COHORT])], "20")
    folder = write_round(tmp_path / "round", text, {"U1": "Sở Một"})
    sheet = load_workbook(BytesIO(filled(folder, "U1", {}))).worksheets[0]
    keys = {str(sheet.cell(row, 1).value): row for row in range(1, sheet.max_row + 1)}
    rows = {code: next(r for key, r in keys.items() if code in key) for code in ("1.1", "1.2")}

    def locked(code: str, column: int) -> bool:
        return bool(sheet.cell(rows[code], column + 1).protection.locked)

    assert (locked("1.1", Column.VALUE), locked("1.1", Column.CLAIM)) == (True, True)
    assert (locked("1.2", Column.VALUE), locked("1.2", Column.CLAIM)) == (False, True)


def test_a_set_that_wants_everything_has_no_total_without_it(tmp_path: Path) -> None:
    text = criteria_text([("10", [COHORT])], "10").replace("areas:", "missing: strict\nareas:", 1)
    folder = write_round(tmp_path / "round", text, UNITS)
    for unit in ("U1", "U2"):
        answers = {("1.1", "done"): 3} if unit == "U1" else {}
        send(folder, f"{unit}.xlsx", filled(folder, unit, answers))
    evaluation = scored(folder)
    found = unit_of(evaluation, "U2")
    assert (found.status, [reason.code for reason in found.reasons]) == ("not_scored", ["SCO007"])
    assert unit_of(evaluation, "U1").rank == 1


def test_a_loose_form_without_a_total_is_told(path: Path) -> None:
    text = (path / "criteria.yaml").read_text(encoding="utf-8")
    strict = text.replace("areas:", "missing: strict\nareas:", 1)
    (path / "criteria.yaml").write_text(strict, encoding="utf-8")
    send(path, "U2.xlsx", filled(path, "U2", {}))
    loaded, findings = read_criteria(path / "criteria.yaml")
    assert loaded is not None, findings
    files = [path / "submissions" / name for name in ("U1.xlsx", "U2.xlsx", "U3.xlsx")]
    evaluation = evaluate_files(loaded, files, workers=1)
    assert codes(evaluation, "U2") == ["SUB030", "SCO007"]
    assert unit_of(evaluation, "U2").status == "not_scored"
    assert [unit_of(evaluation, code).rank for code in ("U1", "U3")] == [2, 1]


# --- what holds for any figures

FRACTIONS = st.lists(st.fractions(-9, 9, max_denominator=8), min_size=1, max_size=8)
METHODS = ["minmax", "rank", "zscore, zero_at: -1, full_at: 1"]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("better", ["higher", "lower"])
@given(figures=FRACTIONS, data=st.data())
def test_the_order_of_units_is_irrelevant_and_the_better_has_no_less(
    method: str, better: str, figures: list[Fraction], data: st.DataObject
) -> None:
    rule = f"{{ kind: cohort, of: x, method: {method}, better: {better}, when_zero: zero }}"
    number = "{ type: number, label: { vi: x } }"
    text = criteria_text([("6", [f"max: 6, inputs: {{ x: {number} }}, rule: {rule}"])], "6")
    criteria, _ = parse_criteria(text)
    assert criteria is not None
    turned = data.draw(st.permutations(figures))
    one, other = (
        scorers_among(criteria, {"1.1": tuple(some)})["1.1"] for some in (figures, turned)
    )
    points = [one(figure).points for figure in figures]
    assert points == [other(figure).points for figure in figures]
    assert all(0 <= reached <= 6 for reached in points)
    rising = [reached for _, reached in sorted(zip(figures, points, strict=True))]
    assert rising == sorted(rising, reverse=better == "lower")

    def blank(figure: Fraction) -> Assessment:
        blank = (Phrase("–"),)
        nothing = ItemScores(
            (Fraction(0),), (Fraction(6),), (Outcome.SCORED,), (None,), ("",), blank
        )
        return Assessment("x", items=nothing, figures={"1.1": figure})

    entries = set_among(criteria, map(blank, figures), {"1.1": tuple(figures)})
    assert [entry.items and entry.items.points[0] for entry in entries] == points
