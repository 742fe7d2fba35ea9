"""Numbers are read once, kept exact, and rounded by one function."""

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from parindex.model.number import Rounding, exact, exact_sum, rounded

MODES: dict[Rounding, str] = {
    "half_up": ROUND_HALF_UP,
    "half_even": ROUND_HALF_EVEN,
    "down": ROUND_DOWN,
}
WIDE = Context(prec=200)


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (7, Fraction(7)),
        (0.5, Fraction(1, 2)),
        (0.1, Fraction(1, 10)),
        (0.1 + 0.2, Fraction(3, 10)),
        (1 / 3, Fraction(333333333333333, 10**15)),
        (2 / 3, Fraction(666666666666667, 10**15)),
        (99.55, Fraction(9955, 100)),
        (-0.1, Fraction(-1, 10)),
        (-0.0, Fraction(0)),
        (3.0, Fraction(3)),
        (123456789012345.0, Fraction(123456789012345)),
        (999999999999999.0, Fraction(999999999999999)),
        (1e15, Fraction(10**15)),
        (1234567890123456.0, Fraction(1234567890123460)),
        (1e22, Fraction(10**22)),
        (1e-7, Fraction(1, 10**7)),
        (5e-324, Fraction("4.94065645841247e-324")),
        (Decimal("0.10"), Fraction(1, 10)),
        (Decimal("12345678901234567.89"), Fraction("12345678901234567.89")),
        (Fraction(1, 3), Fraction(1, 3)),
        ("0.30", Fraction(3, 10)),
        ("1/3", Fraction(1, 3)),
    ],
)
def test_a_number_is_read_exactly(
    value: int | float | Decimal | Fraction | str, wanted: Fraction
) -> None:
    found = exact(value)
    assert found == wanted
    assert type(found) is Fraction


def test_a_double_keeps_15_digits_and_a_decimal_all() -> None:
    assert exact(0.30000000000000004) == Fraction(3, 10)
    assert exact(Decimal("0.30000000000000004")) == Fraction(30000000000000004, 10**17)


@pytest.mark.parametrize(
    "value",
    [
        float("nan"),
        float("inf"),
        float("-inf"),
        Decimal("NaN"),
        Decimal("sNaN"),
        Decimal("Infinity"),
        Decimal("-Infinity"),
        "nan",
        "inf",
        "0,5",
        "",
    ],
)
def test_what_is_no_finite_number_is_refused(value: float | Decimal | str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        exact(value)


@settings(max_examples=50)
@given(st.decimals(-1000000, 1000000, places=6))
def test_a_figure_of_six_decimals_survives_a_double(figure: Decimal) -> None:
    assert exact(float(figure)) == Fraction(figure)


@pytest.mark.parametrize(
    ("value", "half_up", "half_even", "down"),
    [
        ("85.435", "85.44", "85.44", "85.43"),
        ("85.425", "85.43", "85.42", "85.42"),
        ("85.439", "85.44", "85.44", "85.43"),
        ("85.4249999", "85.42", "85.42", "85.42"),
        ("85.4250001", "85.43", "85.43", "85.42"),
        ("1.005", "1.01", "1.00", "1.00"),
        ("0.005", "0.01", "0.00", "0.00"),
        ("0.015", "0.02", "0.02", "0.01"),
        ("0.004", "0.00", "0.00", "0.00"),
        ("99.995", "100.00", "100.00", "99.99"),
        ("99.999", "100.00", "100.00", "99.99"),
        ("-1.005", "-1.01", "-1.00", "-1.00"),
        ("-1.015", "-1.02", "-1.02", "-1.01"),
        ("-0.001", "0.00", "0.00", "0.00"),
        ("0", "0.00", "0.00", "0.00"),
        ("1/3", "0.33", "0.33", "0.33"),
        ("2/3", "0.67", "0.67", "0.66"),
        ("542/615", "0.88", "0.88", "0.88"),
    ],
)
def test_the_three_ways_of_rounding(value: str, half_up: str, half_even: str, down: str) -> None:
    exactly = Fraction(value)
    assert str(rounded(exactly, 2)) == half_up
    assert str(rounded(exactly, 2, "half_up")) == half_up
    assert str(rounded(exactly, 2, "half_even")) == half_even
    assert str(rounded(exactly, 2, "down")) == down


def test_the_result_has_the_decimals_asked_for() -> None:
    assert str(rounded(Fraction(85), 0)) == "85"
    assert str(rounded(Fraction(85), 3)) == "85.000"
    assert str(rounded(Fraction(171, 2), 0)) == "86"
    assert str(rounded(Fraction(169, 2), 0, "half_even")) == "84"


def test_a_third_times_three_halves_is_a_half_that_goes_up() -> None:
    assert rounded(Fraction("1.5") * Fraction(1, 3), 0) == 1


def test_a_number_of_many_digits_is_rounded_exactly() -> None:
    """A plain decimal context holds 28 digits; the rounding must not cut there."""
    assert rounded(Fraction(10**30 + 1), 2) == Decimal("1000000000000000000000000000001.00")


@settings(max_examples=50)
@given(
    value=st.decimals(-(10**6), 10**6, places=5),
    decimals=st.integers(0, 6),
    mode=st.sampled_from(sorted(MODES)),
)
@example(Decimal("0.5"), 0, "half_even")
@example(Decimal("-0.5"), 0, "half_up")
@example(Decimal("2.5"), 0, "half_even")
def test_rounding_agrees_with_the_decimal_module(
    value: Decimal, decimals: int, mode: Rounding
) -> None:
    wanted = value.quantize(Decimal(1).scaleb(-decimals), rounding=MODES[mode], context=WIDE)
    assert rounded(Fraction(value), decimals, mode) == wanted


@settings(max_examples=50)
@given(st.fractions(-(10**9), 10**9), st.integers(0, 6), st.sampled_from(sorted(MODES)))
def test_rounding_moves_a_number_by_less_than_one_unit(
    value: Fraction, decimals: int, mode: Rounding
) -> None:
    moved = abs(Fraction(rounded(value, decimals, mode)) - value) * 10**decimals
    assert moved < 1
    assert mode == "down" or moved <= Fraction(1, 2)


@settings(max_examples=50)
@given(st.lists(st.fractions()))
def test_the_sum_is_the_sum(values: list[Fraction]) -> None:
    assert exact_sum(values) == sum(values, Fraction(0))
    assert exact_sum(iter(values)) == exact_sum(values[::-1])


def test_the_sum_of_nothing_is_zero() -> None:
    assert exact_sum([]) == 0
    assert type(exact_sum([])) is Fraction
