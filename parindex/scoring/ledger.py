"""How an item comes to its points stage by stage: inputs amended, or points given; pure."""

from collections.abc import Mapping
from typing import NamedTuple

from parindex.locale import mark, phrase
from parindex.model.choices import Policy
from parindex.model.criteria import Criterion
from parindex.model.ledger import Entry, Stage
from parindex.model.rule import Outcome
from parindex.model.submission import CLAIM, Answer
from parindex.scoring.item import ItemScore, score_item


class Step(NamedTuple):
    """An item as it stands after a stage: the answer as amended, its score, and what was said."""

    stage: Stage
    answer: Answer
    score: ItemScore
    entry: Entry | None = None


def amended(answer: Answer, entry: Entry) -> Answer:
    """Return the answer with the inputs that an entry amends."""
    return Answer(
        values={**answer.values, **entry.values},
        cells=answer.cells,
        unreadable=answer.unreadable - entry.values.keys(),
        claim=answer.claim,
        not_applicable=answer.not_applicable and not entry.changes,
        documents=answer.documents,
        explanation=answer.explanation,
    )


def next_step(item: Criterion, before: Step, entry: Entry, policy: Policy | None) -> Step:
    """Return how an item stands after an entry.

    Amended inputs are scored by the rule; points given take the place of what it comes to. An
    explanation, and an entry that changes nothing, leave the score as it is.
    """
    if not entry.stage.decides or not entry.changes:
        return before._replace(stage=entry.stage, entry=entry)
    answer = amended(before.answer, entry)
    if entry.points is None:
        return Step(entry.stage, answer, score_item(item, answer, policy, exempt=False), entry)
    reason = phrase(
        mark("{points} {points:point|points} given by the appraiser"), points=entry.points
    )
    score = ItemScore(entry.points, item.max_points, Outcome.SCORED, reason)
    if item.rule is not None and item.rule.from_claim:
        given = Answer(answer.values, answer.cells, claim=entry.points)
        found = score_item(item, given, policy, exempt=False)
        score = found._replace(reason=reason) if found.points == entry.points else found
    return Step(entry.stage, answer, score, entry)


def fits(item: Criterion, entry: Entry) -> bool:
    """Tell whether the points that an entry gives are some that the item can give."""
    if entry.points is None:
        return True
    if item.rule is not None and item.rule.from_claim:
        scored = item.rule.score({CLAIM: entry.points}, item.fields, item.span)
        return scored.outcome is Outcome.SCORED
    return item.least_points <= entry.points <= item.max_points


Steps = Mapping[str, tuple[Step, ...]]
"""By item code, the steps after self-assessment in the order of the stages."""


def standing(steps: tuple[Step, ...], stage: Stage, before: ItemScore) -> ItemScore:
    """Return the score of an item at the end of a stage; ``before`` is the one it began with."""
    reached = [step.score for step in steps if step.stage.order <= stage.order]
    return reached[-1] if reached else before
