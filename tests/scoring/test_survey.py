"""Figures of a survey, worked by hand."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.model.number import rounded
from parindex.scoring.survey import (
    Stratum,
    asked,
    combined,
    estimate,
    half_width,
    hidden,
    scale_of,
    weighted_counts,
)

SHARES = {"a": Fraction(1), "b": Fraction(3, 5), "c": Fraction(1, 5), "d": Fraction(0), "e": None}
SCALE = scale_of(SHARES)


def stratum(weight: Fraction | int, *questions: Mapping[str, int]) -> Stratum:
    said = [asked(SCALE, counts) for counts in questions]
    return Stratum(Fraction(weight), said, sum(each.counted for each in said))


def test_a_simple_sample() -> None:
    found = estimate([stratum(1, {"a": 2, "b": 1, "d": 1, "e": 3})])
    assert (found.counted, found.uncounted, found.mean) == (4, 3, Fraction(13, 20))
    # (1 + 1 + .36) - 4 × .65² = .67; / 3 / 4
    assert found.variance == Fraction(67, 1200)
    assert rounded(half_width(Fraction(67, 1200), Fraction(95, 100)) * 100, 2) == rounded(
        Fraction("46.31"), 2
    )


def test_two_strata_with_weights() -> None:
    """Cochran 5.1 and 5.12: .7 × .8 + .3 × .1, and .49 s1²/2 + .09 s2²/2."""
    strata = [stratum(7, {"a": 1, "b": 1}), stratum(3, {"c": 1, "d": 1}), stratum(90, {"e": 5})]
    found = estimate(strata)
    assert (found.counted, found.uncounted) == (4, 5)
    assert found.mean == Fraction(59, 100)
    assert (
        found.variance
        == Fraction(49, 100) * Fraction(8, 100) / 2 + Fraction(9, 100) * Fraction(2, 100) / 2
    )
    assert weighted_counts(strata, tuple("abcde")) == {
        "a": Fraction(7, 5), "b": Fraction(7, 5), "c": Fraction(3, 5), "d": Fraction(3, 5), "e": 5,
    }  # fmt: skip


def test_two_questions_are_one_sample_with_the_wider_interval() -> None:
    found = estimate([stratum(1, {"a": 1, "d": 1}, {"a": 1, "d": 1})])
    assert found.mean == Fraction(1, 2)
    assert found.variance == Fraction(1, 4)  # that of one question: not halved


@pytest.mark.parametrize(
    ("strata", "mean", "variance"),
    [
        ([stratum(1, {"e": 2})], None, None),
        ([stratum(1, {"a": 1})], Fraction(1), None),
        ([stratum(1, {"a": 2}), stratum(1, {"b": 1})], Fraction(4, 5), None),
        ([stratum(1, {"b": 3})], Fraction(3, 5), Fraction(0)),
    ],
)
def test_what_cannot_be_told(
    strata: list[Stratum], mean: Fraction | None, variance: Fraction | None
) -> None:
    found = estimate(strata)
    assert (found.mean, found.variance) == (mean, variance)


def test_groups_are_weighed_and_silent_ones_left_out() -> None:
    one, other = estimate([stratum(1, {"a": 1, "b": 1})]), estimate([stratum(1, {"c": 2})])
    silent = estimate([stratum(1, {"e": 9})])
    found = combined([(Fraction(2), one), (Fraction(1), other), (Fraction(5), silent)])
    assert found.mean == (2 * Fraction(4, 5) + Fraction(1, 5)) / 3
    assert found.variance == Fraction(4, 9) * Fraction(1, 25)
    assert (found.counted, found.uncounted) == (4, 9)


@pytest.mark.parametrize(
    ("counts", "unseen"),
    [
        ([10, 20], set()),
        ([0, 20], set()),
        ([4, 20, 9], {0, 2}),  # the mean of all would tell the only one left out
        ([4, 0], {0}),
        ([1, 1, 30], {0, 1, 2}),  # two people together would still be told
        ([3, 3, 30], {0, 1}),
        ([5, 5], set()),
    ],
)
def test_what_is_hidden(counts: Sequence[int], unseen: set[int]) -> None:
    assert hidden(counts, 5) == unseen


COUNTS = st.fixed_dictionaries(dict.fromkeys(SHARES, st.integers(0, 40)))


@given(st.lists(st.tuples(st.integers(1, 9), COUNTS), min_size=1, max_size=5))
def test_weighted_counts_have_the_mean_and_the_number_of_the_sample(
    parts: list[tuple[int, dict[str, int]]],
) -> None:
    strata = [stratum(weight, counts) for weight, counts in parts]
    found, counts = estimate(strata), weighted_counts(strata, tuple(SHARES))
    counted = sum((n for o, n in counts.items() if SHARES[o] is not None), Fraction(0))
    assert counted == found.counted
    assert counts["e"] == found.uncounted
    if found.mean is not None:
        assert (
            sum((n * (SHARES[o] or 0) for o, n in counts.items()), Fraction(0))
            == found.mean * counted
        )
        assert 0 <= found.mean <= 1
    assert found.variance is None or found.variance >= 0


@given(st.lists(COUNTS, min_size=1, max_size=6))
def test_the_smallest_hidden_cells_cannot_be_worked_out(cells: list[dict[str, int]]) -> None:
    counts = [sum(cell.values()) for cell in cells]
    unseen = hidden(counts, 5)
    assert all(place in unseen for place, n in enumerate(counts) if 0 < n < 5)
    shown = [n for place, n in enumerate(counts) if place not in unseen and n]
    held = sum(counts[place] for place in unseen)
    assert not unseen or held >= 5 or not shown
