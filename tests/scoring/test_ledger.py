"""How an item comes to its points stage by stage."""

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.evaluation.ledger import appraised
from parindex.model.criteria import CriteriaSet
from parindex.model.ledger import STAGES, Entry, Stage
from parindex.model.rule import Outcome, Value
from parindex.model.submission import CLAIM, Answer
from parindex.scoring.item import ItemScore, score_item
from parindex.scoring.ledger import Step, amended, fits, next_step, standing

ANSWERS = {
    "1.1": Answer({"issued": datetime(2025, 3, 20)}, {}, claim=Fraction(2)),
    "1.2": Answer({"planned": Fraction(10), "done": Fraction(8)}, {}, claim=Fraction(1)),
    "1.3.1": Answer({"answer": True}, {}, claim=Fraction(1)),
    "2.1": Answer({}, {}, not_applicable=True),
    "2.2": Answer({}, {}, unreadable=frozenset({"rate"})),
    "3.1": Answer({}, {}, claim=Fraction(3, 2)),
    "3.2": Answer({}, {}),
}


def entry(stage: Stage, item: str, points: str | None = None, **values: Value) -> Entry:
    given_ = None if points is None else Fraction(points)
    return Entry(stage, "XA01", item, values, given_, reason="Đã xét")


def through(criteria: CriteriaSet, code: str, entries: Sequence[Entry]) -> list[Step]:
    """Return the steps of an item from self-assessment on."""
    item, policy = criteria.nodes[code].criterion, criteria.policies[code]
    answer = ANSWERS[code]
    steps = [Step(Stage.SELF, answer, score_item(item, answer, policy, exempt=False))]
    for each in entries:
        steps.append(next_step(item, steps[-1], each, policy))
    return steps


ONE, ASK, TWO = Stage.APPRAISAL_1, Stage.EXPLANATION, Stage.APPRAISAL_2
CASES = {
    "amended inputs score by the rule": ("1.2", [entry(ONE, "1.2", done=Fraction(10))], "1 2"),
    "a date that there is not": ("1.1", [entry(ONE, "1.1", issued=None)], "2 0"),
    "points given take over": ("1.2", [entry(ONE, "1.2", "0.25", done=Fraction(10))], "1 0.25"),
    "the second over the first": (
        "1.2", [entry(ONE, "1.2", "0"), entry(TWO, "1.2", "1.5")], "1 0 1.5",
    ),
    "the second amends what the first gave": (
        "1.2", [entry(ONE, "1.2", "0"), entry(TWO, "1.2", done=Fraction(9))], "1 0 1",
    ),
    "what the first amended stays amended": (
        "1.2",
        [entry(ONE, "1.2", planned=Fraction(8)), entry(TWO, "1.2", done=Fraction(7))],
        "1 2 1",
    ),
    "an explanation moves nothing": (
        "1.2",
        [entry(ONE, "1.2", "0"), entry(ASK, "1.2", "2", done=Fraction(10)), entry(TWO, "1.2")],
        "1 0 0 0",
    ),
    "a judged item": ("3.1", [entry(ONE, "3.1", "0.5"), entry(TWO, "3.1", "1")], "1.5 0.5 1"),
    "a council item": ("3.2", [entry(ONE, "3.2", "1.75")], "0 1.75"),
    "a remark": ("1.2", [entry(ONE, "1.2")], "1 1"),
    "what could not be read": ("2.2", [entry(ONE, "2.2", rate=Fraction(1, 2))], "0 1"),
    "what was said not to apply": (
        "2.1", [entry(ONE, "2.1", received=Fraction(4), online=Fraction(3))], "0 1.5",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("code", "entries", "points"), CASES.values(), ids=CASES)
def test_points_after_each_stage(
    criteria: CriteriaSet, code: str, entries: list[Entry], points: str
) -> None:
    steps = through(criteria, code, entries)
    assert [step.score.points for step in steps] == [Fraction(p) for p in points.split()]
    assert [step.entry for step in steps[1:]] == entries
    assert [step.stage for step in steps[1:]] == [each.stage for each in entries]


def test_an_item_that_did_not_apply_counts_its_maximum_once_it_does(criteria: CriteriaSet) -> None:
    amends = entry(ONE, "2.1", received=Fraction(4), online=Fraction(3))
    before, after = through(criteria, "2.1", [amends])
    assert before.score.outcome is Outcome.NOT_APPLICABLE
    assert after.score.outcome is Outcome.SCORED
    assert [before.score.max_points, after.score.max_points] == [0, 2]
    still, _ = through(criteria, "2.1", [entry(ONE, "2.1")])
    assert still.answer.not_applicable


def test_what_was_claimed_stays_what_was_claimed(criteria: CriteriaSet) -> None:
    for code in ("1.2", "3.1"):
        claims = {step.answer.claim for step in through(criteria, code, [entry(ONE, code, "0.5")])}
        assert claims == {ANSWERS[code].claim}


def test_amending_takes_the_place_of_what_could_not_be_read() -> None:
    answer = amended(ANSWERS["2.2"], entry(ONE, "2.2", rate=Fraction(1)))
    assert (answer.values, answer.unreadable) == ({"rate": 1}, frozenset())


@pytest.mark.parametrize(
    ("code", "points", "allowed"),
    [("1.2", "0", True), ("1.2", "2", True), ("1.2", "2.01", False), ("1.2", "-0.1", False),
     ("3.1", "1.5", True), ("3.1", "0.3", False), ("3.2", "0.3", True), ("3.2", "2.1", False)],
)  # fmt: skip
def test_points_that_an_item_can_give(
    criteria: CriteriaSet, code: str, points: str, allowed: bool
) -> None:
    assert fits(criteria.nodes[code].criterion, entry(ONE, code, points)) is allowed


def test_the_stages_stand_in_their_order() -> None:
    assert all(one.order < two.order for one, two in pairwise(Stage))
    assert [stage.before for stage in Stage] == [Stage.SELF, Stage.SELF, ONE, ASK]
    assert [stage for stage in Stage if stage.decides] == [ONE, TWO]
    assert set(STAGES) == set(Stage)


def scores_of(criteria: CriteriaSet) -> tuple[dict[str, Answer], list[ItemScore]]:
    answers = {item.code: ANSWERS.get(item.code, Answer({}, {})) for item in criteria.items}
    scores = [
        score_item(item, answers[item.code], criteria.policies[item.code], exempt=False)
        for item in criteria.items
    ]
    return answers, scores


changes = st.lists(
    st.builds(
        entry,
        st.sampled_from([ONE, ASK, TWO]),
        st.sampled_from(["1.2", "3.1"]),
        st.sampled_from([None, "0", "0.5", "1"]),
    ),
    unique_by=lambda each: (each.stage, each.item),
)


@given(entries=changes, data=st.data())
def test_the_order_of_entries_does_not_matter_within_a_stage(
    criteria: CriteriaSet, entries: list[Entry], data: st.DataObject
) -> None:
    answers, scores = scores_of(criteria)

    def last(several: list[Entry]) -> tuple[ItemScore, ...]:
        ordered = sorted(several, key=lambda each: each.stage.order)
        laid = appraised(criteria, answers, scores, ordered, frozenset(), "")
        return laid.scores(criteria, scores, TWO)

    assert last(data.draw(st.permutations(entries))) == last(entries)


@given(entries=changes)
def test_a_ledger_without_changes_leaves_all_as_it_was(
    criteria: CriteriaSet, entries: list[Entry]
) -> None:
    answers, scores = scores_of(criteria)
    remarks = [entry(each.stage, each.item) for each in entries]
    remarks.sort(key=lambda each: each.stage.order)
    laid = appraised(criteria, answers, scores, remarks, frozenset(), "")
    assert laid.scores(criteria, scores, TWO) == tuple(scores)
    assert laid.findings == ()
    assert {move.after - move.before for move in laid.moves} <= {0}


@given(entries=changes)
def test_the_stages_before_an_entry_do_not_know_it(
    criteria: CriteriaSet, entries: list[Entry]
) -> None:
    answers, scores = scores_of(criteria)
    ordered = sorted(entries, key=lambda each: each.stage.order)
    laid = appraised(criteria, answers, scores, ordered, frozenset(), "")
    for stage in Stage:
        known = [each for each in ordered if each.stage.order <= stage.order]
        alone = appraised(criteria, answers, scores, known, frozenset(), "")
        assert laid.scores(criteria, scores, stage) == alone.scores(criteria, scores, TWO)
    for code, steps in laid.steps.items():
        number = [item.code for item in criteria.items].index(code)
        assert standing(steps, Stage.SELF, scores[number]) == scores[number]
        assert CLAIM not in steps[-1].answer.values
