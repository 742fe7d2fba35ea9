"""An answer becomes one of four outcomes; the policy says what "not applicable" does."""

from fractions import Fraction
from typing import Any

import pytest

from parindex.model.choices import Policy
from parindex.model.criteria import Criterion
from parindex.model.rule import Outcome
from parindex.model.submission import Answer
from parindex.scoring.item import ItemScore, score_item
from parindex.scoring.rules import RULE_KINDS

MAXIMUM = Fraction(2)
LABEL = {"vi": "x"}
COUNTS = {"done": {"type": "count", "label": LABEL}, "all": {"type": "count", "label": LABEL}}
RATE = {"kind": "proportional", "of": "done / all", "when_zero": "not_applicable"}


def item(rule: dict[str, Any] | None = None, **keys: Any) -> Criterion:
    stated = rule or RATE
    inputs = COUNTS if stated["kind"] == "proportional" else {}
    made = RULE_KINDS[stated["kind"]].model_validate(stated)
    return Criterion.model_validate(
        {"code": "1", "name": LABEL, "max": 2, "inputs": inputs, "rule": made, **keys}
    )


def told(score: ItemScore) -> tuple[Fraction | int, Fraction | int, Outcome]:
    return score.points, score.max_points, score.outcome


def counts(**values: int) -> Answer:
    return Answer(values={name: Fraction(value) for name, value in values.items()})


POLICIES: list[tuple[Policy | None, int, int, Outcome]] = [
    ("exclude", 0, 0, Outcome.NOT_APPLICABLE),
    ("full", 2, 2, Outcome.NOT_APPLICABLE),
    ("zero", 0, 2, Outcome.NOT_APPLICABLE),
    (None, 0, 2, Outcome.INVALID),
]


@pytest.mark.parametrize(("policy", "points", "maximum", "outcome"), POLICIES)
@pytest.mark.parametrize(
    ("answer", "exempt", "reason"),
    [
        (counts(done=1, all=2), True, "đơn vị được miễn áp dụng"),
        (Answer(), True, "đơn vị được miễn áp dụng"),
        (counts(done=0, all=0), False, "mẫu số bằng 0: mục không áp dụng"),
    ],
    ids=["exempt", "exempt without an answer", "zero denominator"],
)
def test_the_policy_says_what_not_applicable_does(
    answer: Answer,
    exempt: bool,
    reason: str,
    policy: Policy | None,
    points: int,
    maximum: int,
    outcome: Outcome,
) -> None:
    score = score_item(item(), answer, policy, exempt=exempt)
    assert told(score) == (points, maximum, outcome)
    assert score.reason.for_lang("vi") == reason


@pytest.mark.parametrize(("policy", "points", "maximum", "outcome"), POLICIES[:3])
def test_a_tick_counts_where_the_item_allows_it(
    policy: Policy, points: int, maximum: int, outcome: Outcome
) -> None:
    answer = Answer(values={"done": Fraction(1), "all": Fraction(2)}, not_applicable=True)
    score = score_item(item(not_applicable=policy), answer, policy, exempt=False)
    assert told(score) == (points, maximum, outcome)
    assert score.reason.for_lang("vi") == "đơn vị kê khai là không áp dụng"


@pytest.mark.parametrize("policy", ["exclude", "full", "zero"])
def test_a_tick_is_nothing_where_only_a_node_above_has_the_policy(policy: Policy) -> None:
    answer = Answer(values={"done": Fraction(1), "all": Fraction(2)}, not_applicable=True)
    score = score_item(item(), answer, policy, exempt=False)
    assert told(score) == (1, 2, Outcome.SCORED)
    blank = score_item(item(), Answer(not_applicable=True), policy, exempt=False)
    assert told(blank) == (0, 2, Outcome.MISSING)


@pytest.mark.parametrize("policy", ["exclude", "full", "zero", None])
@pytest.mark.parametrize(
    ("answer", "points", "outcome"),
    [
        (counts(done=1, all=2), 1, Outcome.SCORED),
        (counts(done=0, all=2), 0, Outcome.SCORED),
        (Answer(), 0, Outcome.MISSING),
        (counts(done=1), 0, Outcome.MISSING),
        (Answer(unreadable=frozenset({"done"})), 0, Outcome.INVALID),
        (Answer({"all": Fraction(2)}, unreadable=frozenset({"done"})), 0, Outcome.INVALID),
        (
            Answer({"done": Fraction(1), "all": Fraction(2)}, unreadable=frozenset({"other"})),
            1,
            Outcome.SCORED,
        ),
    ],
)
def test_what_applies_keeps_its_maximum(
    answer: Answer, points: int, outcome: Outcome, policy: Policy | None
) -> None:
    score = score_item(item(), answer, policy, exempt=False)
    assert told(score) == (points, MAXIMUM, outcome)


@pytest.mark.parametrize(
    ("scored_by", "answer", "points", "outcome"),
    [
        ("unit", Answer(claim=Fraction(3, 2)), Fraction(3, 2), Outcome.SCORED),
        ("unit", Answer(claim=Fraction(0)), Fraction(0), Outcome.SCORED),
        ("unit", Answer(claim=Fraction(3)), Fraction(0), Outcome.INVALID),
        ("unit", Answer(), Fraction(0), Outcome.MISSING),
        ("unit", Answer(unreadable=frozenset({"claim"})), Fraction(0), Outcome.INVALID),
        ("council", Answer(), Fraction(0), Outcome.MISSING),
        ("council", Answer(claim=Fraction(2)), Fraction(2), Outcome.SCORED),
    ],
)
def test_points_that_are_proposed(
    scored_by: str, answer: Answer, points: Fraction, outcome: Outcome
) -> None:
    judged = item({"kind": "judged"}, scored_by=scored_by)
    score = score_item(judged, answer, None, exempt=False)
    assert told(score) == (points, MAXIMUM, outcome)


def test_a_claim_does_not_move_computed_points() -> None:
    answer = Answer({"done": Fraction(1), "all": Fraction(4)}, claim=Fraction(2))
    assert score_item(item(), answer, None, exempt=False).points == Fraction(1, 2)


def test_invalid_points_never_count() -> None:
    formula = item({"kind": "formula", "of": "answer", "when_zero": "full"})
    score = score_item(formula, Answer({"answer": Fraction(5)}), "full", exempt=False)
    assert told(score) == (0, MAXIMUM, Outcome.INVALID)


def test_a_group_cannot_be_scored() -> None:
    group = Criterion.model_validate({"code": "1", "name": LABEL, "max": 2})
    with pytest.raises(ValueError, match="1 has no rule"):
        score_item(group, Answer(), None, exempt=False)
