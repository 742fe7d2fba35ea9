"""Ranks and bands: who shares a rank, and which side of a bound a figure falls."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parindex.model.publication import Band
from parindex.scoring.ranking import Ties, band, band_by_rank, ranks

KEYS = st.lists(st.fractions(0, 3, max_denominator=2), max_size=12)


def numbers(*texts: str) -> list[Decimal]:
    return [Decimal(text) for text in texts]


@pytest.mark.parametrize(
    ("ties", "wanted"),
    [("competition", [2, 4, 1, 2]), ("dense", [2, 3, 1, 2]), ("ordinal", [2, 4, 1, 3])],
)
def test_units_with_one_index(ties: Ties, wanted: list[int]) -> None:
    assert ranks(numbers("80.00", "70.00", "90.00", "80.0"), ties) == wanted


@pytest.mark.parametrize("ties", ["competition", "dense"])
def test_all_alike_are_all_first(ties: Ties) -> None:
    assert ranks(numbers("1", "1", "1"), ties) == [1, 1, 1]


@pytest.mark.parametrize("ties", ["competition", "dense", "ordinal"])
def test_one_and_none(ties: Ties) -> None:
    assert ranks(numbers("5"), ties) == [1]
    assert ranks(numbers(), ties) == []


def test_competition_is_the_default() -> None:
    assert ranks(numbers("3", "3", "3", "2", "2", "1")) == [1, 1, 1, 4, 4, 6]


def test_keys_of_several_parts_are_compared_part_by_part() -> None:
    keys: list[tuple[Decimal | Fraction, ...]] = [
        (Decimal("80"), Fraction(1, 3), Fraction(2)),
        (Decimal("80"), Fraction(1, 2), Fraction(0)),
        (Decimal("80"), Fraction(1, 3), Fraction(3)),
        (Decimal("80"), Fraction(1, 3), Fraction(2)),
        (Decimal("81"), Fraction(0), Fraction(0)),
    ]
    assert ranks(keys) == [4, 2, 3, 4, 1]


@settings(max_examples=30)
@given(KEYS)
def test_a_rank_is_one_more_than_the_number_of_better_units(keys: list[Fraction]) -> None:
    assert ranks(keys) == [1 + sum(other > key for other in keys) for key in keys]
    assert ranks(keys, "dense") == [
        1 + len({other for other in keys if other > key}) for key in keys
    ]


@settings(max_examples=30)
@given(KEYS)
def test_ordinal_ranks_are_all_different_and_keep_the_order_given(keys: list[Fraction]) -> None:
    found = ranks(keys, "ordinal")
    assert sorted(found) == list(range(1, len(keys) + 1))
    by_rank = sorted(range(len(keys)), key=lambda place: found[place])
    assert by_rank == sorted(range(len(keys)), key=lambda place: (-keys[place], place))


@settings(max_examples=30)
@given(keys=KEYS, data=st.data(), ties=st.sampled_from(["competition", "dense"]))
def test_the_order_of_units_is_irrelevant(
    keys: list[Fraction], data: st.DataObject, ties: Ties
) -> None:
    order = data.draw(st.permutations(range(len(keys))))
    straight = ranks(keys, ties)
    assert ranks([keys[place] for place in order], ties) == [straight[place] for place in order]


@settings(max_examples=30)
@given(keys=KEYS, ties=st.sampled_from(["competition", "dense"]))
def test_equal_keys_have_equal_ranks_and_greater_ones_better(
    keys: list[Fraction], ties: Ties
) -> None:
    found = ranks(keys, ties)
    for key, rank in zip(keys, found, strict=True):
        for other, other_rank in zip(keys, found, strict=True):
            assert (key == other) == (rank == other_rank)
            assert (key > other) == (rank < other_rank)


def classes(*bounds: dict[str, object]) -> tuple[Band, ...]:
    return tuple(
        Band.model_validate({"label": {"vi": str(number)}, **bound})
        for number, bound in enumerate(bounds)
    )


BANDS = classes({"from": 90}, {"from": 80}, {"above": 65}, {"from": 50}, {"from": 0})


@pytest.mark.parametrize(
    ("index", "wanted"),
    [
        ("100", 0),
        ("90.00", 0),
        ("89.99", 1),
        ("80.00", 1),
        ("79.99", 2),
        ("65.01", 2),
        ("65.00", 3),
        ("50", 3),
        ("49.99", 4),
        ("0.00", 4),
        ("103.00", 0),
    ],
)
def test_a_class_says_which_side_of_its_bound_it_takes(index: str, wanted: int) -> None:
    assert band(Decimal(index), BANDS) is BANDS[wanted]
    assert band(Fraction(index), BANDS) is BANDS[wanted]


def test_under_every_band_there_is_none() -> None:
    assert band(Decimal("49.99"), classes({"from": 50})) is None
    assert band(Decimal("50.00"), classes({"above": 50})) is None
    assert band(Decimal("50.00"), ()) is None


@settings(max_examples=50)
@given(index=st.fractions(0, 100, max_denominator=100))
def test_a_higher_index_is_never_in_a_lower_class(index: Fraction) -> None:
    here, above = band(index, BANDS), band(index + Fraction(1, 100), BANDS)
    assert here is not None
    assert above is not None
    assert BANDS.index(above) <= BANDS.index(here)


QUARTERS = classes({"top": 25}, {"top": 50}, {"top": 75}, {"top": 100})


def sizes(keys: Sequence[Fraction]) -> list[int]:
    """Return how many units each quarter of a ranking holds."""
    found = [band_by_rank(rank, len(keys), QUARTERS) for rank in ranks(keys)]
    return [sum(entry is quarter for entry in found) for quarter in QUARTERS]


@pytest.mark.parametrize(
    ("units", "wanted"),
    [
        (63, [16, 16, 15, 16]),  # PAPI 2019 as published (ddcilaocai.vn)
        (60, [15, 15, 15, 15]),
        (5, [2, 1, 1, 1]),
        (4, [1, 1, 1, 1]),
        (3, [1, 1, 0, 1]),
        (2, [1, 0, 0, 1]),
        (1, [1, 0, 0, 0]),
    ],
)
def test_quarters_of_a_ranking(units: int, wanted: list[int]) -> None:
    assert sizes([Fraction(unit) for unit in range(units)]) == wanted


def test_equal_units_share_the_quarter_of_the_first_of_them() -> None:
    assert sizes([Fraction(key) for key in (9, 8, 8, 8, 8, 8, 8, 1)]) == [7, 0, 0, 1]
    assert sizes([Fraction(1)] * 8) == [8, 0, 0, 0]


@settings(max_examples=50)
@given(KEYS.filter(bool))
def test_no_unit_is_in_a_lower_quarter_than_one_behind_it(keys: list[Fraction]) -> None:
    entries = [band_by_rank(rank, len(keys), QUARTERS) for rank in ranks(keys)]
    held = dict(zip(keys, entries, strict=True))
    tops = [entry.top for _, entry in sorted(held.items(), reverse=True) if entry and entry.top]
    assert tops == sorted(tops)
    assert len(tops) == len(held)
    assert tops[0] == 25
