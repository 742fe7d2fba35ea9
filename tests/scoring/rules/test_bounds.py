"""Whatever a unit may declare, points lie within bounds and move the way the rule says."""

from collections.abc import Callable
from datetime import datetime
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from parindex.checks.submission import within_bounds
from parindex.model.criteria import CriteriaSet, Criterion
from parindex.model.finding import Finding
from parindex.model.rule import Input, Outcome, Value
from parindex.model.submission import Answer
from parindex.scoring.expression import Expression
from parindex.scoring.item import score_item
from parindex.scoring.rules.bands import Bands, Step
from parindex.scoring.rules.deduction import Deduction
from parindex.scoring.rules.judged import Judged
from parindex.scoring.rules.measure import MeasureRule
from parindex.scoring.rules.per_item import PerItem
from parindex.scoring.rules.proportional import Proportional
from parindex.sources.criteria import read_criteria
from tests.library import FORMS

MAXIMUM = Fraction(5, 2)
MOMENTS = st.datetimes(datetime(2024, 10, 1), datetime(2026, 4, 30))


def shipped() -> list[tuple[CriteriaSet, Criterion]]:
    found = []
    for path in FORMS:
        file, _ = read_criteria(path)
        assert file is not None
        found += [(file.criteria, item) for item in file.criteria.items]
    return found


ITEMS = shipped()


def number_between(least: Fraction, most: Fraction, whole: bool) -> st.SearchStrategy[Fraction]:
    if whole:
        return st.integers(int(least), int(most)).map(Fraction)
    return st.fractions(least, most, max_denominator=1000)


Draw = Callable[[st.SearchStrategy[Value]], Value]


def draw_values(draw: Draw, item: Criterion) -> dict[str, Value]:
    """Draw a value within its bounds for every input; what a bound names is drawn before."""
    values: dict[str, Value] = {}

    def put(name: str) -> None:
        field = item.fields[name]
        for bound in (field.at_least, field.at_most):
            if isinstance(bound, str) and bound not in values:
                put(bound)
        values[name] = draw(answers(field, values))

    for name in item.fields:
        if name not in values:
            put(name)
    return values


def answers(field: Input, values: dict[str, Value]) -> st.SearchStrategy[Value]:
    """Return the answers an input allows, given the values its bounds name."""
    match field.type:
        case "yes_no":
            return st.booleans()
        case "choice":
            return st.sampled_from(sorted(field.options))
        case "date":
            return st.none() | MOMENTS | MOMENTS.map(midnight)
        case "text":
            return st.text(max_size=5)

    def limit(bound: Fraction | str | None, otherwise: int) -> Fraction:
        found = values[bound] if isinstance(bound, str) else bound
        return found if isinstance(found, Fraction) else Fraction(otherwise)

    least = limit(field.at_least, -1000 if field.type == "number" else 0)
    most = limit(field.at_most, 1 if field.type == "percent" else 1000)
    return number_between(least, max(least, most), field.type == "count")


def midnight(moment: datetime) -> datetime:
    return datetime(moment.year, moment.month, moment.day)


def no_finding(code: str, item: Criterion, name: str, **values: object) -> Finding:
    raise AssertionError(f"{item.code} {name}: {code} {values}")


def draw_claim(data: st.DataObject, item: Criterion) -> Fraction | None:
    rule = item.rule
    if not isinstance(rule, Judged) or item.scored_by == "council":
        return None
    if rule.step is None:
        return data.draw(st.fractions(0, item.max_points, max_denominator=100))
    return rule.step * data.draw(st.integers(0, int(item.max_points / rule.step)))


@pytest.mark.parametrize(
    ("criteria", "item"), [pytest.param(*pair, id=f"{pair[0].id} {pair[1].code}") for pair in ITEMS]
)
@settings(max_examples=10)
@given(data=st.data())
def test_points_of_a_shipped_item_lie_within_its_maximum(
    criteria: CriteriaSet, item: Criterion, data: st.DataObject
) -> None:
    answer = Answer(values=draw_values(data.draw, item), claim=draw_claim(data, item))
    assert within_bounds(item, answer, no_finding) == (answer, [])
    score = score_item(item, answer, criteria.policies[item.code], exempt=False)
    assert 0 <= score.points <= score.max_points <= item.max_points
    council = item.scored_by == "council"
    allowed = {Outcome.MISSING} if council else {Outcome.SCORED, Outcome.NOT_APPLICABLE}
    if item.rule is not None and item.rule.kind == "survey":
        allowed.add(Outcome.MISSING)  # a group of which nobody answers
    assert score.outcome in allowed
    assert score.reason.for_lang("vi")


def direction(rule: MeasureRule) -> int:
    """Return 1 where more gives more, -1 where more gives less, 0 where neither is declared."""
    match rule:
        case Proportional():
            return 1 if rule.full_at > rule.zero_at else -1
        case PerItem():
            return 1
        case Deduction():
            return -1
        case Bands():
            worth = [step.worth(MAXIMUM) for step in rule.bands]
            if worth == sorted(worth, reverse=True):
                return 1
            return -1 if worth == sorted(worth) else 0
    return 0


MONOTONE = [
    pytest.param(item, rule, id=f"{criteria.id} {item.code}")
    for criteria, item in ITEMS
    if isinstance(rule := item.rule, MeasureRule) and direction(rule)
]


@pytest.mark.parametrize(("item", "rule"), MONOTONE)
@settings(max_examples=10)
@given(data=st.data())
def test_a_better_figure_never_gives_fewer_points(
    item: Criterion, rule: MeasureRule, data: st.DataObject
) -> None:
    pairs = []
    for _ in range(2):
        values = draw_values(data.draw, item)
        try:
            figure = rule.of(values)
        except ZeroDivisionError:
            return
        assume(figure >= 0)
        pairs.append((figure * direction(rule), rule.score(values, item.fields, item.max_points)))
    (worse, less), (better, more) = sorted(pairs, key=lambda pair: pair[0])
    assert less.points <= more.points
    assert worse != better or less.points == more.points


FIGURES = st.fractions(-3, 3, max_denominator=20)


@settings(max_examples=50)
@given(
    ends=st.lists(FIGURES, min_size=2, max_size=2, unique=True), figures=st.tuples(FIGURES, FIGURES)
)
def test_proportional_points_are_linear_between_the_ends(
    ends: list[Fraction], figures: tuple[Fraction, Fraction]
) -> None:
    zero_at, full_at = ends
    rule = Proportional(kind="proportional", of=Expression("x"), zero_at=zero_at, full_at=full_at)

    def points(figure: Fraction) -> Fraction:
        return rule.score({"x": figure}, {}, MAXIMUM).points

    assert points(zero_at) == 0
    assert points(full_at) == MAXIMUM
    assert points((zero_at + full_at) / 2) == MAXIMUM / 2
    low, high = sorted(figures, key=lambda figure: (figure - zero_at) / (full_at - zero_at))
    assert 0 <= points(low) <= points(high) <= MAXIMUM


@settings(max_examples=50)
@given(floor=FIGURES, figure=FIGURES)
def test_a_floor_takes_points_only_under_it(floor: Fraction, figure: Fraction) -> None:
    plain = Proportional(kind="proportional", of=Expression("x"))
    rule = Proportional(kind="proportional", of=Expression("x"), floor=floor)
    without = plain.score({"x": figure}, {}, MAXIMUM).points
    assert rule.score({"x": figure}, {}, MAXIMUM).points == (0 if figure < floor else without)


@settings(max_examples=50)
@given(
    bounds=st.lists(st.tuples(FIGURES, st.booleans()), min_size=1, max_size=5, unique=True),
    shares=st.lists(st.fractions(0, 1, max_denominator=8), min_size=5, max_size=5),
    figure=FIGURES,
)
def test_a_figure_falls_in_the_highest_band_it_reaches(
    bounds: list[tuple[Fraction, bool]], shares: list[Fraction], figure: Fraction
) -> None:
    ordered = sorted(bounds, reverse=True)  # «above x» stands before «from x»
    steps = tuple(
        Step.model_validate({"above" if above else "from": bound, "share": share})
        for (bound, above), share in zip(ordered, shares, strict=False)
    )
    rule = Bands(kind="bands", of=Expression("x"), bands=steps)
    reached = [
        share * MAXIMUM
        for (bound, above), share in zip(ordered, shares, strict=False)
        if (figure > bound if above else figure >= bound)
    ]
    wanted = reached[0] if reached else Fraction(0)
    assert rule.score({"x": figure}, {}, MAXIMUM).points == wanted


@settings(max_examples=50)
@given(count=st.fractions(0, 20, max_denominator=4), each=st.fractions("1/9", 3, max_denominator=9))
def test_each_one_counts_up_to_the_maximum_and_down_to_zero(
    count: Fraction, each: Fraction
) -> None:
    inputs: dict[str, Input] = {}
    up = PerItem(kind="per_item", of=Expression("x"), each=each)
    down = Deduction(kind="deduction", of=Expression("x"), each=each)
    gained = up.score({"x": count}, inputs, MAXIMUM).points
    left = down.score({"x": count}, inputs, MAXIMUM).points
    assert gained == min(count * each, MAXIMUM)
    assert gained + left == MAXIMUM
