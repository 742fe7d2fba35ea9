"""Worked examples in a criteria file: what they declare must give what they say."""

from collections.abc import Iterator
from datetime import datetime, time
from decimal import Decimal

from parindex.checks.submission import within_bounds
from parindex.locale import mark, phrase
from parindex.model.criteria import Case, CriteriaSet, Criterion, Node, Where
from parindex.model.finding import Finding
from parindex.model.moment import read_moment
from parindex.model.number import exact
from parindex.model.rule import Input, Outcome, Value
from parindex.model.submission import CLAIM, Answer
from parindex.scoring.item import ItemScore, on_scale, score_item
from parindex.scoring.rules.cohort import Cohort


class Misfit(ValueError):  # noqa: N818 - the case does not fit
    """A case that does not fit its item; carries why."""


def check_cases(criteria: CriteriaSet, node: Node, where: Where) -> Iterator[Finding]:
    """Run the cases of an item."""
    item = node.criterion
    for number, case in enumerate(item.cases):
        place = where((*node.path, "cases", number))
        try:
            score = score_case(criteria, item, case_answer(item, case), case)
        except Misfit as misfit:
            values = {"reason": misfit.args[0], "known": known_names(item)}
            yield Finding("CRI034", place, values, item=item.code)
            continue
        expected = case.outcome or Outcome.SCORED
        points_differ = case.points is not None and case.points != score.points
        if points_differ or expected != score.outcome:
            values = {
                "got": said(score.points, score.outcome),
                "expected": said(case.points, expected),
                "reason": score.reason,
            }
            yield Finding("CRI033", place, values, item=item.code)


def score_case(criteria: CriteriaSet, item: Criterion, answer: Answer, case: Case) -> ItemScore:
    """Score a case's answer, among the figures it states; raises :class:`Misfit`."""
    answer, outside = within_bounds(item, answer, _find)
    if outside:
        raise Misfit(phrase("{value}: {wanted}", **outside[0].values))
    policy = criteria.policies[item.code]
    score = score_item(item, answer, policy, exempt=False)
    if not isinstance(item.rule, Cohort):
        if case.among:
            raise Misfit("among")
        return score
    if score.figure is None:
        return score
    place = item.rule.among((score.figure, *case.among), item.fields, item.span)
    return on_scale(item, place(score.figure), policy)


def _find(code: str, item: Criterion, _: str, **values: object) -> Finding:
    return Finding(code, values=values, item=item.code)


def known_names(item: Criterion) -> tuple[str, ...]:
    """Return what a case may state for an item."""
    claimed = (CLAIM,) if item.rule is not None and item.rule.from_claim else ()
    return (*item.fields, *claimed) or ("{}",)


def said(points: object, outcome: Outcome) -> object:
    """Return points, or the outcome where there are none, as they are to be told."""
    if points is None and outcome is Outcome.SCORED:
        return phrase(mark("scored"))
    if outcome is Outcome.SCORED or (outcome is Outcome.NOT_APPLICABLE and points):
        return phrase(mark("{points} {points:point|points}"), points=points)
    return outcome.value


def case_answer(item: Criterion, case: Case) -> Answer:
    """Return what a case declares as an answer; raises :class:`Misfit`."""
    given = dict(case.given)
    claim = given.pop(CLAIM, None)
    not_applicable = given.pop("not_applicable", False)
    for name, value, fits in (
        (CLAIM, claim, claim is None or _is_number(claim)),
        ("not_applicable", not_applicable, isinstance(not_applicable, bool)),
    ):
        if not fits:
            raise Misfit(f"{name}: {value}")
    if claim is not None and not (item.rule is not None and item.rule.from_claim):
        raise Misfit(CLAIM)
    if not_applicable is True and item.not_applicable is None:
        raise Misfit("not_applicable")
    unknown = given.keys() - item.fields.keys()
    if unknown:
        raise Misfit(", ".join(sorted(unknown)))
    values = {name: case_value(item.fields[name], value) for name, value in given.items()}
    points = exact(claim) if isinstance(claim, int | Decimal) else None
    return Answer(values=values, claim=points, not_applicable=not_applicable is True)


def _is_number(value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def case_value(field: Input, value: object) -> Value:
    """Return a case's plain value as a value of the input's type."""
    match field.type, value:
        case "count", int() if not isinstance(value, bool):
            return exact(value)
        case (("number" | "percent"), int() | Decimal()) if not isinstance(value, bool):
            return exact(value)
        case "yes_no", bool():
            return value
        case "choice", str() if value in field.options:
            return value
        case "date", None:
            return None
        case "date", str():
            try:
                moment = read_moment(value)
            except ValueError as error:
                raise Misfit(value) from error
            hour = value[11:].strip("0:")  # 00:00 counts as no hour
            return moment if hour else datetime.combine(moment, time())
        case "text", str():
            return value
    raise Misfit(str(value))
