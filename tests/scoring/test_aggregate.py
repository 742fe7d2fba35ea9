"""Parts make a level: sum and means, weights, missing parts; each law for any figures."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from parindex.model.choices import Aggregate
from parindex.model.criteria import CriteriaSet
from parindex.model.rule import Outcome
from parindex.scoring.aggregate import (
    Part,
    Sum,
    combined,
    node_sums,
    square_root,
    weighted_geometric_mean,
    whole_sum,
)
from parindex.scoring.index import area_sums as item_sums
from parindex.scoring.rules import RULE_KINDS

TINY = Fraction(1, 10**35)
NAME = {"vi": "x"}
MEANS: tuple[Aggregate, ...] = ("mean", "weighted_mean", "geometric_mean")
HEAD = {"parindex": 1, "id": "x", "year": 2025, "level": "other", "status": "illustrative"}

shares = st.fractions(0, 1, max_denominator=60)
maxima = st.fractions(Fraction(1, 8), 40, max_denominator=8)
weights = st.fractions(Fraction(1, 20), 30, max_denominator=20)
parts = st.builds(
    lambda share, most, weight: Part(Sum(share * most, most), weight), shares, maxima, weights
)
levels = st.lists(parts, min_size=1, max_size=6)


def part(points: str, maximum: str, weight: str = "1") -> Part:
    return Part(Sum(Fraction(points), Fraction(maximum)), Fraction(weight))


@pytest.mark.parametrize(
    ("aggregate", "parts", "most", "wanted"),
    [
        ("sum", [part("1", "2"), part("3", "8")], "10", ("4", "10")),
        ("sum", [part("1", "2"), part("0", "0")], "10", ("1", "2")),
        ("mean", [part("1", "2"), part("2", "8")], "10", ("15/4", "10")),
        ("mean", [part("1", "2"), part("2", "8")], "1", ("3/8", "1")),
        # a part that does not apply is not a 0
        ("mean", [part("1", "2"), part("0", "0")], "10", ("5", "10")),
        ("mean", [part("0", "0")], "10", ("0", "0")),
        # parts on other scales weigh alike
        ("mean", [part("7", "10"), part("70", "100")], "100", ("70", "100")),
        ("weighted_mean", [part("1", "1", "3"), part("0", "1", "1")], "10", ("15/2", "10")),
        ("weighted_mean", [part("1", "1", "0.3"), part("0", "1", "0.1")], "10", ("15/2", "10")),
        ("weighted_mean", [part("5", "10", "2"), part("0", "0", "9")], "100", ("50", "100")),
        ("geometric_mean", [part("1", "4"), part("1", "1")], "10", ("5", "10")),
        ("geometric_mean", [part("8", "27"), part("1", "1"), part("1", "1")], "3", ("2", "3")),
        ("geometric_mean", [part("0", "4"), part("1", "1")], "10", ("0", "10")),
        # (1/16)^(1/4) × 1^(3/4)
        ("geometric_mean", [part("1", "16", "1"), part("1", "1", "3")], "1", ("1/2", "1")),
    ],
)
def test_parts_make_a_level(
    aggregate: Aggregate, parts: list[Part], most: str, wanted: tuple[str, str]
) -> None:
    found = combined(aggregate, parts, Fraction(most))
    points, maximum = map(Fraction, wanted)
    assert found.max_points == maximum
    # 2/3 has no last digit, and a root has 40
    assert abs(found.points - points) <= (TINY if aggregate == "geometric_mean" else 0)


@pytest.mark.parametrize(
    ("root", "power"), [("1/2", 2), ("1/2", 5), ("0.9", 3), ("0.35", 4), ("0.0625", 7), ("1", 9)]
)
def test_a_root_that_is_a_short_number_is_exact(root: str, power: int) -> None:
    share = Fraction(root)
    given_shares = [share**power, *[Fraction(1)] * (power - 1)]
    assert weighted_geometric_mean(given_shares, [Fraction(1, power)] * power) == share


@pytest.mark.parametrize("root", ["0", "1", "2", "0.1", "12.5", "1e-9", "123456789.123456789"])
def test_the_square_root_of_a_square_is_exact(root: str) -> None:
    number = Fraction(Decimal(root))
    assert square_root(number**2) == number


def test_a_root_has_forty_digits() -> None:
    digits = "1.414213562373095048801688724209698078570"  # OEIS A002193
    assert square_root(Fraction(2)) == Fraction(digits)


# --- what holds for any figures


@pytest.mark.parametrize("aggregate", MEANS)
@given(level=levels, most=maxima)
def test_a_mean_lies_between_the_least_and_the_greatest_share(
    aggregate: Aggregate, level: list[Part], most: Fraction
) -> None:
    share = combined(aggregate, level, most).share
    found = [one.sum.share or Fraction(0) for one in level]
    assert share is not None
    if aggregate == "geometric_mean" and min(found) == 0:
        assert share == 0
    assert min(found) <= share <= max(found)


@pytest.mark.parametrize("aggregate", ["weighted_mean", "geometric_mean"])
@given(level=levels, factor=weights)
def test_all_weights_times_a_number_change_nothing(
    aggregate: Aggregate, level: list[Part], factor: Fraction
) -> None:
    scaled = [Part(one.sum, one.weight * factor) for one in level]
    one, other = (combined(aggregate, some, Fraction(100)) for some in (level, scaled))
    assert one == other


@pytest.mark.parametrize("aggregate", ["sum", *MEANS])
@given(level=levels, data=st.data())
def test_the_order_of_parts_is_irrelevant(
    aggregate: Aggregate, level: list[Part], data: st.DataObject
) -> None:
    other = data.draw(st.permutations(level))
    found = [combined(aggregate, some, Fraction(10)) for some in (level, other)]
    assert found[0].max_points == found[1].max_points
    assert abs(found[0].points - found[1].points) <= (TINY if aggregate == "geometric_mean" else 0)


@given(level=levels)
def test_the_geometric_mean_is_not_over_the_weighted_one(level: list[Part]) -> None:
    geometric, arithmetic = (
        combined(aggregate, level, Fraction(1)).points
        for aggregate in ("geometric_mean", "weighted_mean")
    )
    assert geometric <= arithmetic + TINY


@given(level=levels)
def test_equal_weights_are_a_mean(level: list[Part]) -> None:
    alike = [Part(one.sum, Fraction(7)) for one in level]
    plain = [Part(one.sum, Fraction(1)) for one in level]
    assert combined("weighted_mean", alike, Fraction(9)) == combined("mean", plain, Fraction(9))


# --- a whole set: weights, missing parts, levels over levels


def made(
    aggregate: Aggregate, missing: str | None, items: Sequence[tuple[int, int]], **more: object
) -> CriteriaSet:
    """Return a set of one area whose items have these maxima and weights."""
    rule = RULE_KINDS["judged"].model_validate({"kind": "judged"})
    whole = sum(most for most, _ in items) if aggregate == "sum" else 100
    leaves = [
        {"code": f"1.{n}", "name": NAME, "max": most, "weight": weight, "rule": rule}
        for n, (most, weight) in enumerate(items, start=1)
    ]
    area = {"code": "1", "name": NAME, "max": whole, "aggregate": aggregate, "criteria": leaves}
    head = {**HEAD, "title": NAME, "total": whole, "missing": missing}
    return CriteriaSet.model_validate({**head, "areas": [{**area, **more}]})


def summed(criteria: CriteriaSet, points: Sequence[Fraction | None]) -> Sum | None:
    """Return what the set comes to; none among the points is a missing item."""
    found = item_sums(
        criteria,
        [Fraction(0) if one is None else one for one in points],
        [item.max_points for item in criteria.items],
        [Outcome.MISSING if one is None else Outcome.SCORED for one in points],
    )
    return whole_sum(criteria, found)


answers = st.lists(
    st.tuples(st.none() | shares, st.integers(1, 9), st.integers(1, 9)), min_size=1, max_size=5
)
Answers = list[tuple[Fraction | None, int, int]]


def points_of(found: Answers) -> list[Fraction | None]:
    return [None if share is None else share * most for share, most, _ in found]


@settings(max_examples=60)
@pytest.mark.parametrize("aggregate", ["sum", *MEANS])
@given(found=answers)
def test_skip_is_the_set_without_the_missing_items(aggregate: Aggregate, found: Answers) -> None:
    there = [one for one in found if one[0] is not None]
    whole = summed(made(aggregate, "skip", [one[1:] for one in found]), points_of(found))
    if not there:
        assert whole is None
        return
    without = summed(made(aggregate, "skip", [one[1:] for one in there]), points_of(there))
    assert whole == without


@settings(max_examples=60)
@pytest.mark.parametrize("aggregate", ["sum", *MEANS])
@given(found=answers)
def test_strict_has_no_total_where_something_is_missing(
    aggregate: Aggregate, found: Answers
) -> None:
    whole = summed(made(aggregate, "strict", [one[1:] for one in found]), points_of(found))
    assert (whole is None) == any(share is None for share, _, _ in found)


@settings(max_examples=60)
@pytest.mark.parametrize("aggregate", ["sum", *MEANS])
@given(found=answers)
def test_zero_is_an_answer_of_no_points(aggregate: Aggregate, found: Answers) -> None:
    criteria = made(aggregate, "zero", [one[1:] for one in found])
    answered = [Fraction(0) if one is None else one for one in points_of(found)]
    assert summed(criteria, points_of(found)) == summed(criteria, answered)


@settings(max_examples=60)
@given(found=answers)
def test_a_sum_that_says_nothing_of_missing_parts_counts_them_as_before(found: Answers) -> None:
    items = [one[1:] for one in found]
    plain, zero = made("sum", None, items), made("sum", "zero", items)
    strict = made("sum", "strict", items)
    assert plain.adds_up
    assert zero.adds_up
    assert not strict.adds_up
    points = points_of(found)
    assert summed(plain, points) == summed(zero, points)
    if None not in points:
        assert summed(plain, points) == summed(strict, points)


@settings(max_examples=60)
@pytest.mark.parametrize("aggregate", ["weighted_mean", "geometric_mean"])
@pytest.mark.parametrize("missing", ["skip", "strict", "zero"])
@given(found=answers, extra=st.none() | shares, most=st.integers(1, 9))
def test_weight_0_is_as_if_the_part_were_not_there(
    aggregate: Aggregate, missing: str, found: Answers, extra: Fraction | None, most: int
) -> None:
    items, points = [one[1:] for one in found], points_of(found)
    without = summed(made(aggregate, missing, items), points)
    more = None if extra is None else extra * most
    assert summed(made(aggregate, missing, [*items, (most, 0)]), [*points, more]) == without


def test_a_part_of_weight_0_may_be_blank() -> None:
    criteria = made("weighted_mean", "strict", [(1, 1), (1, 0)])
    assert criteria.may_be_blank == {"1.2"}
    # a weight of 0 has a meaning only where weights have
    assert made("sum", "strict", [(1, 1), (1, 0)]).may_be_blank == frozenset()
    assert made("sum", "skip", [(1, 1), (1, 1)]).may_be_blank >= {"1.1", "1.2"}


def test_a_level_is_rounded_where_its_publisher_rounds() -> None:
    items = [(1, 1), (1, 1), (1, 1)]
    found = [Fraction(1), Fraction(1), Fraction(0)]
    exact = summed(made("mean", "zero", items), found)
    rounded = summed(made("mean", "zero", items, round={"decimals": 1}), found)
    down = summed(made("mean", "zero", items, round={"decimals": 1, "rounding": "down"}), found)
    assert [one and one.points for one in (exact, rounded, down)] == [
        Fraction(200, 3),
        Fraction("66.7"),
        Fraction("66.6"),
    ]


def test_what_is_missing_is_said_at_the_nearest_level() -> None:
    rule = RULE_KINDS["judged"].model_validate({"kind": "judged"})

    def leaf(code: str) -> dict[str, object]:
        return {"code": code, "name": NAME, "max": 10, "rule": rule}

    groups = [
        {"code": "1", "missing": "skip", "criteria": [leaf("1.1"), leaf("1.2")]},
        {"code": "2", "criteria": [leaf("2.1"), leaf("2.2")]},
    ]
    areas = [{**group, "name": NAME, "max": 10, "aggregate": "mean"} for group in groups]
    head = {**HEAD, "title": NAME, "total": 10, "aggregate": "mean", "missing": "zero"}
    criteria = CriteriaSet.model_validate({**head, "areas": areas})
    assert criteria.missing_policies == {
        "": "zero",
        "1": "skip",
        "1.1": "skip",
        "1.2": "skip",
        "2": "zero",
        "2.1": "zero",
        "2.2": "zero",
    }

    def whole(*points: int | None) -> tuple[list[object], object]:
        found = dict(zip(("1.1", "1.2", "2.1", "2.2"), points, strict=True))

        items = {
            code: None if reached is None else Sum(Fraction(reached), Fraction(10))
            for code, reached in found.items()
        }
        nodes = node_sums(criteria, items)
        sums = [nodes[area.code] for area in criteria.areas]
        total = whole_sum(criteria, sums)
        assert total is not None
        return [one and one.points for one in sums], total.points

    assert whole(8, None, 8, None) == ([8, 4], 6)
    assert whole(8, 6, 8, 6) == ([7, 7], 7)
    # a group of which nothing is there is missing itself, and counts 0 above
    assert whole(None, None, 8, 8) == ([None, 8], 4)


@given(level=levels)
def test_a_mean_of_a_mean_of_one_is_that_mean(level: list[Part]) -> None:
    inner = combined("weighted_mean", level, Fraction(40))
    assume(inner.max_points)
    outer = combined("mean", [Part(inner, Fraction(1))], Fraction(7))
    assert outer.share == inner.share
