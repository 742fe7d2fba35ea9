"""Items add up to areas and the total, and points over the applicable maximum are the index."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parindex.model.criteria import CriteriaSet
from parindex.model.publication import Adjustments, Result
from parindex.scoring.aggregate import Part, Sum, combined
from parindex.scoring.index import area_sums, published, total
from parindex.scoring.rules import RULE_KINDS

BOTH = Adjustments.model_validate({"bonus": {"max": 3}, "penalty": {"max": 5}})
OPEN = BOTH.model_copy(update={"cap_total": False})
POINTS = st.fractions(0, 20, max_denominator=12)


def one_area(points: str, maximum: str = "100") -> Sum:
    return Sum(Fraction(points), Fraction(maximum))


def added(sums: Sequence[Sum | None]) -> Sum:
    """Return the plain sum of areas that all have one."""
    parts = [Part(one, Fraction(1)) for one in sums if one is not None]
    return combined("sum", parts, Fraction(100))


@pytest.mark.parametrize(
    ("points", "maximum", "bonus", "penalty", "rules", "wanted"),
    [
        # points after all, bonus and penalty as they count, index
        ("85", "100", "0", "0", BOTH, ("85", "0", "0", "85")),
        ("85", "100", "2", "0.5", BOTH, ("86.5", "2", "0.5", "86.5")),
        ("85", "100", "3", "5", BOTH, ("83", "3", "5", "83")),
        ("85", "100", "3.01", "5.01", BOTH, ("83", "3", "5", "83")),
        ("85", "100", "40", "0", BOTH, ("88", "3", "0", "88")),
        ("85", "100", "0", "40", BOTH, ("80", "0", "5", "80")),
        ("99", "100", "3", "0", BOTH, ("100", "3", "0", "100")),
        ("99", "100", "3", "0", OPEN, ("102", "3", "0", "102")),
        ("100", "100", "3", "2", BOTH, ("100", "3", "2", "100")),
        ("3", "100", "0", "5", BOTH, ("0", "0", "5", "0")),
        ("3", "100", "2", "5", BOTH, ("0", "2", "5", "0")),
        ("0", "100", "0", "0", BOTH, ("0", "0", "0", "0")),
        ("48", "60", "0", "0", BOTH, ("48", "0", "0", "80")),
        ("59", "60", "3", "0", BOTH, ("60", "3", "0", "100")),
        ("48", "60", "3", "0", BOTH, ("51", "3", "0", "85")),
        ("85", "100", "2", "2", Adjustments(), ("85", "0", "0", "85")),
        ("1", "3", "0", "0", BOTH, ("1", "0", "0", "100/3")),
    ],
)
def test_bonus_and_penalty_are_cut_and_added_before_the_division(
    points: str,
    maximum: str,
    bonus: str,
    penalty: str,
    rules: Adjustments,
    wanted: tuple[str, str, str, str],
) -> None:
    found = total(one_area(points, maximum), rules, Fraction(bonus), Fraction(penalty))
    assert found is not None
    assert found.max_points == Fraction(maximum)
    counted = (found.points, found.bonus, found.penalty, found.share * 100)
    assert counted == tuple(Fraction(part) for part in wanted)


def test_nothing_that_applies_has_no_index() -> None:
    nothing = Sum(Fraction(0), Fraction(0))
    assert nothing.share is None
    assert total(added([nothing, nothing]), BOTH, Fraction(3), Fraction(1)) is None
    assert total(None, BOTH, Fraction(3)) is None


def test_an_area_that_does_not_apply_leaves_the_others() -> None:
    areas = [Sum(Fraction(0), Fraction(0)), Sum(Fraction(3), Fraction(4))]
    found = total(added(areas), BOTH)
    assert found is not None
    assert found.share == Fraction(3, 4)


@pytest.mark.parametrize(
    ("points", "maximum", "printed"),
    [
        ("54.2", "61.5", "88.13"),
        ("31.59", "38.5", "82.05"),
        ("61.46", "70", "87.80"),
        ("85.435", "100", "85.44"),
        ("2", "3", "66.67"),
    ],
)
def test_published_figures_are_met(points: str, maximum: str, printed: str) -> None:
    """Ninh Thuận 2022 and Nam Định 2020, as docs/method.md names them; a tie; a third."""
    found = total(one_area(points, maximum), Adjustments())
    assert found is not None
    assert str(published(found.share * 100, Result())) == printed


def test_the_set_says_how_the_index_is_printed() -> None:
    index = Fraction("85.425")
    assert published(index, Result()) == Decimal("85.43")
    assert published(index, Result(rounding="half_even")) == Decimal("85.42")
    assert published(index, Result(rounding="down")) == Decimal("85.42")
    assert str(published(index, Result(decimals=0))) == "85"
    assert str(published(index, Result(decimals=6))) == "85.425000"


@pytest.fixture(scope="module")
def three_areas() -> CriteriaSet:
    rule = RULE_KINDS["yes_no"].model_validate({"kind": "yes_no"})
    name = {"vi": "x"}

    def leaf(code: str) -> dict[str, object]:
        return {"code": code, "name": name, "max": 1, "rule": rule}

    group = {"code": "1.2", "name": name, "max": 2, "criteria": [leaf("1.2.1"), leaf("1.2.2")]}
    areas = [
        {"code": "1", "name": name, "max": 3, "criteria": [leaf("1.1"), group]},
        {"code": "2", "name": name, "max": 1, "criteria": [leaf("2.1")]},
        leaf("3"),
    ]
    head = {"parindex": 1, "id": "x", "year": 2025, "level": "other", "status": "illustrative"}
    return CriteriaSet.model_validate({**head, "title": name, "total": 5, "areas": areas})


def test_items_fall_to_their_areas_whatever_their_depth(three_areas: CriteriaSet) -> None:
    assert [item.code for item in three_areas.items] == ["1.1", "1.2.1", "1.2.2", "2.1", "3"]
    points = [Fraction(n) for n in (1, 2, 4, 8, 16)]
    maxima = [Fraction(n) for n in (2, 4, 8, 16, 32)]
    sums = area_sums(three_areas, points, maxima)
    assert sums == [Sum(Fraction(n), Fraction(2 * n)) for n in (7, 8, 16)]


def test_excluded_maxima_leave_the_index_of_the_rest(three_areas: CriteriaSet) -> None:
    points = [Fraction(n) for n in (1, 0, 0, 0, 1)]
    maxima = [Fraction(n) for n in (1, 0, 1, 0, 1)]
    sums = area_sums(three_areas, points, maxima)
    assert [s.share for s in sums if s is not None] == [Fraction(1, 2), None, 1]
    found = total(added(sums), Adjustments())
    assert found is not None
    assert found.share == Fraction(2, 3)


@settings(max_examples=30)
@given(
    areas=st.lists(st.tuples(POINTS, POINTS), min_size=1, max_size=4),
    bonus=POINTS,
    penalty=POINTS,
    cap_total=st.booleans(),
)
def test_the_total_keeps_its_bounds(
    areas: list[tuple[Fraction, Fraction]], bonus: Fraction, penalty: Fraction, cap_total: bool
) -> None:
    sums = [Sum(min(pair), max(pair)) for pair in areas]
    rules = BOTH.model_copy(update={"cap_total": cap_total})
    found = total(added(sums), rules, bonus, penalty)
    if found is None:
        assert all(s.max_points == 0 for s in sums)
        return
    assert found.points >= 0
    assert not cap_total or found.share <= 1
    assert found.bonus <= 3
    assert found.penalty <= 5
    assert found.share * found.max_points == found.points
    without = total(added(sums), Adjustments(cap_total=cap_total), bonus, penalty)
    assert without is not None
    assert without.points == sum(s.points for s in sums)
