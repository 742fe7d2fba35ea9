"""Exact numbers: read once, kept as fractions, rounded only where they are published."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import isfinite
from typing import Literal

ZERO, ONE = Fraction(0), Fraction(1)
Rounding = Literal["half_up", "half_even", "down"]


def exact(value: int | float | Decimal | Fraction | str) -> Fraction:
    """Return ``value`` as an exact fraction.

    A binary double is read at 15 significant digits, as Excel shows it, so that
    ``0.30000000000000004`` is 3/10. Raises :class:`ValueError` for what is not a finite number.
    """
    if isinstance(value, float):
        return _of_float(value)
    if isinstance(value, Decimal) and not value.is_finite():
        raise ValueError(f"not a finite number: {value}")
    return Fraction(value)


@lru_cache(10_000)
def _of_float(value: float) -> Fraction:
    if not isfinite(value):
        raise ValueError(f"not a finite number: {value}")
    if value.is_integer() and abs(value) < 1e15:
        return Fraction(int(value))
    return Fraction(f"{value:.15g}")


def less(one: Fraction, other: Fraction) -> bool:
    """Tell whether one fraction is less than another; quicker than the operator."""
    return one.numerator * other.denominator < other.numerator * one.denominator


def rounded(value: Fraction, decimals: int, mode: Rounding = "half_up") -> Decimal:
    """Round to ``decimals`` places; ``half_up`` takes a half away from zero, ``down`` cuts off."""
    numerator, denominator = value.as_integer_ratio()
    units, rest = divmod(abs(numerator) * 10**decimals, denominator)
    twice = 2 * rest
    if mode == "half_up":
        units += twice >= denominator
    elif mode == "half_even":
        units += twice > denominator or (twice == denominator and units % 2 == 1)
    if numerator < 0:
        units = -units
    return Decimal(f"{units}e-{decimals}")


def exact_sum(values: Iterable[Fraction]) -> Fraction:
    """Add many fractions, quickly: those with a like denominator are added as integers."""
    numerators: dict[int, int] = {}
    for value in values:
        numerator, denominator = value.as_integer_ratio()
        numerators[denominator] = numerators.get(denominator, 0) + numerator
    return sum((Fraction(n, d) for d, n in numerators.items()), Fraction(0))
