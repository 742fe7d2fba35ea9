"""One item: an answer and its rule make points and one of the four outcomes."""

from fractions import Fraction
from typing import NamedTuple

from parindex.locale import Phrase, mark, phrase
from parindex.model.choices import Policy
from parindex.model.criteria import Criterion
from parindex.model.number import ZERO
from parindex.model.rule import Outcome, Scored
from parindex.model.submission import CLAIM, Answer


class ItemScore(NamedTuple):
    """Points of an item, the maximum that still counts, the outcome, and why.

    ``figure`` is what is set against the other units, where the rule does that.
    """

    points: Fraction
    max_points: Fraction
    outcome: Outcome
    reason: Phrase
    figure: Fraction | None = None


def score_item(
    item: Criterion, answer: Answer, policy: Policy | None, *, exempt: bool
) -> ItemScore:
    """Score one item; ``exempt`` says that the roster releases the unit from it.

    ``policy`` is the not-applicable policy in force at the item: ``exclude`` takes the item out
    of the maximum, ``full`` gives the maximum, ``zero`` gives nothing.
    """
    if exempt:
        return _not_applicable(item, policy, phrase(mark("the unit is exempt from it")))
    if answer.not_applicable and item.not_applicable:
        return _not_applicable(
            item, policy, phrase(mark("the unit declares that it does not apply"))
        )
    return on_scale(item, _by_rule(item, answer), policy)


def on_scale(item: Criterion, scored: Scored, policy: Policy | None) -> ItemScore:
    """Return what a rule found on the scale of the item, with its not-applicable policy."""
    if scored.outcome is Outcome.NOT_APPLICABLE:
        return _not_applicable(item, policy, scored.reason)
    points, reason = ZERO, scored.reason
    if scored.outcome is Outcome.SCORED:
        points = scored.points
        if item.least_points:
            points += item.least_points
            message = mark("{reason}; the scale starts at {least}")
            reason = phrase(message, reason=reason, least=item.least_points)
    return ItemScore(points, item.max_points, scored.outcome, reason, scored.figure)


def _by_rule(item: Criterion, answer: Answer) -> Scored:
    rule = item.rule
    if rule is None:
        raise ValueError(f"{item.code} has no rule")
    if rule.from_claim:
        if item.scored_by == "council" and answer.claim is None:
            return _none(Outcome.MISSING, mark("the council has given no points yet"))
        if CLAIM in answer.unreadable:
            return _none(Outcome.INVALID, mark("an answer cannot be used"))
        if answer.claim is None:
            return _none(Outcome.MISSING, mark("no points are proposed"))
        return rule.score({CLAIM: answer.claim}, item.fields, item.span)
    needed = rule.names()
    if answer.unreadable and answer.unreadable & needed:
        return _none(Outcome.INVALID, mark("an answer cannot be used"))
    if not needed <= answer.values.keys():
        if item.scored_by in {"survey", "table"}:
            return _none(Outcome.MISSING, mark("the survey or table gives no figures for it"))
        return _none(Outcome.MISSING, mark("an answer is missing"))
    return rule.score(answer.values, item.fields, item.span)


def _none(outcome: Outcome, message: str) -> Scored:
    return Scored(ZERO, Phrase(message), outcome)


def _not_applicable(item: Criterion, policy: Policy | None, reason: Phrase) -> ItemScore:
    if policy is None:
        return ItemScore(ZERO, item.max_points, Outcome.INVALID, reason)
    maximum = ZERO if policy == "exclude" else item.max_points
    points = not_applicable_points(item, policy)
    return ItemScore(points, maximum, Outcome.NOT_APPLICABLE, reason)


def not_applicable_points(item: Criterion, policy: Policy) -> Fraction:
    """Return the points of an item that does not apply: the maximum with ``full``, else none."""
    return item.max_points if policy == "full" else ZERO
