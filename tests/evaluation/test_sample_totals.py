"""Totals of the sample round that are worked out by hand: survey, appraisals, too few answers."""

import csv
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from parindex.evaluation.rounds import Evaluation
from parindex.model.ledger import Stage
from parindex.model.result import UnitScore
from parindex.model.rule import Outcome

SHARES = {"HL": 1, "BT": 0, "KHL": 0}
"""The answers that count; “KYK”, blanks and answers of another scale do not."""
ASKED = {"ND": ("c1", "c2", "c3"), "TC": ("c1", "c2", "c3"), "LĐ": ("c4",)}


def satisfied(path: Path, unit: str) -> Fraction:
    """Return the mean share over the three groups of a unit, counted row by row."""
    said: dict[str, list[str]] = defaultdict(list)
    seen = set()
    with (path / "surveys" / "answers.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            who = (row["Đơn vị"], row["Đối tượng"], row["Số phiếu"])
            if row["Đơn vị"] == unit and who not in seen:
                said[row["Đối tượng"]] += [row[column] for column in ASKED[row["Đối tượng"]]]
            seen.add(who)
    counted = {group: [SHARES[a] for a in held if a in SHARES] for group, held in said.items()}
    means = [Fraction(sum(shares), len(shares)) for shares in counted.values()]
    assert len(means) == 3
    return sum(means, Fraction(0)) / 3


def score_of(sample: Evaluation, code: str) -> tuple[UnitScore, list[str]]:
    for block in sample.result.blocks:
        for unit in block.units:
            if unit.code == code:
                assert unit.score is not None
                return unit.score, [item.code for item in block.items]
    raise LookupError(code)


def claimed(score: UnitScore, codes: list[str], *others: str) -> Fraction:
    """Return the sum of what the unit claims, each as it is rounded to two decimals."""
    claims = zip(codes, score.items.self_points, strict=True)
    return sum((c for code, c in claims if c is not None and code not in others), Fraction(0))


def test_a_unit_that_was_appraised_twice(sample: Evaluation, sample_path: Path) -> None:
    score, codes = score_of(sample, "SO06")
    survey = 3 * satisfied(sample_path, "SO06")
    assert score.items.points[codes.index("8.1.1")] == survey
    stages = {stage.stage: stage for stage in score.stages}
    assert list(stages) == list(Stage)
    begun = stages[Stage.SELF].points
    assert abs(begun - claimed(score, codes) - survey) < Fraction(5, 1000) * len(codes)
    # 1.1.4: 3 of 4 tasks, 75%, 1.25 of 2.5; 1.4.2: 4 items at 0.1, not 6; 8.2: 2.5, not 1.5
    first = begun + (Fraction(5, 4) - Fraction(5, 2)) - Fraction(2, 10) + 1
    assert stages[Stage.APPRAISAL_1].points == first
    assert stages[Stage.EXPLANATION].points == first, "an explanation asks, and moves nothing"
    # 1.1.4 again: 4 of 4 tasks, 2.5
    assert stages[Stage.APPRAISAL_2].points == first + Fraction(5, 4) == score.points
    assert score.index == Decimal(
        score.points.numerator / Decimal(score.points.denominator)
    ).quantize(Decimal("0.01"))


def test_a_unit_of_which_one_area_was_appraised(sample: Evaluation, sample_path: Path) -> None:
    score, codes = score_of(sample, "XA20")
    share = satisfied(sample_path, "XA20")
    survey = 3 * (share - Fraction(1, 2)) / (Fraction(95, 100) - Fraction(1, 2))
    assert score.items.points[codes.index("3.5")] == min(max(survey, Fraction(0)), Fraction(3))
    before, after = score.stages
    # 3.3.1: 9 of 10 dossiers on time, 90%: 2 points in place of 3
    assert after.points == before.points - 1 == score.points
    assert abs(before.points - claimed(score, codes) - survey) < Fraction(5, 1000) * len(codes)


def test_a_unit_of_which_too_few_were_asked(sample: Evaluation) -> None:
    score, codes = score_of(sample, "XA31")
    place = codes.index("3.5")
    assert score.items.points[place] == 0
    assert score.items.outcomes[place] is Outcome.MISSING
    assert score.max_points == 100, "what is missing stays in the maximum"
    assert abs(score.points - claimed(score, codes)) < Fraction(5, 1000) * len(codes)
    assert "RND069" in {f.code for f in sample.findings if f.unit == "XA31"}


@pytest.mark.parametrize(
    ("unit", "code"), [("SO02", "3.4.1"), ("XA10", "3.3.1"), ("XA25", "3.3.1")]
)
def test_a_declared_figure_that_the_register_does_not_bear_out_is_told_and_counts(
    sample: Evaluation, unit: str, code: str
) -> None:
    told = [f for f in sample.findings if f.code == "SUB060" and f.unit == unit]
    assert [f.item for f in told] == [code]
    score, codes = score_of(sample, unit)
    claim = score.items.self_points[codes.index(code)]
    assert claim == score.items.points[codes.index(code)]
