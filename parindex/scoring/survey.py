"""Figures of a survey from exact counts: shares, weighted counts, intervals, what stays hidden."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import NamedTuple

from parindex.model.number import ONE, ZERO, exact_sum
from parindex.model.survey import Z
from parindex.scoring.aggregate import square_root


@dataclass(frozen=True, slots=True)
class Scale:
    """The shares of a scale's options as whole parts of 1; none for those that do not count."""

    per: int
    parts: Mapping[str, int | None]


def scale_of(shares: Mapping[str, Fraction | None]) -> Scale:
    """Return the scale on which options stand for these shares."""
    per = lcm(*(share.denominator for share in shares.values() if share is not None))
    parts = {
        option: None if share is None else int(share * per) for option, share in shares.items()
    }
    return Scale(per, parts)


class Asked(NamedTuple):
    """The answers to one question in one stratum of a group, by option; their sums in parts."""

    counts: Mapping[str, int]
    scale: Scale
    counted: int
    uncounted: int
    total: int
    squares: int


def asked(scale: Scale, counts: Mapping[str, int]) -> Asked:
    """Return the answers to a question with their numbers and sums."""
    counted = uncounted = total = squares = 0
    for option, n in counts.items():
        part = scale.parts[option]
        if part is None:
            uncounted += n
        elif n:
            counted += n
            total += part * n
            squares += part * part * n
    return Asked(counts, scale, counted, uncounted, total, squares)


class Stratum(NamedTuple):
    """The answers of a stratum to the questions that feed one item, and the stratum's weight."""

    weight: Fraction
    asked: Sequence[Asked]
    counted: int


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean share with the variance of that mean; neither where they cannot be told."""

    counted: int
    uncounted: int
    mean: Fraction | None
    variance: Fraction | None


def estimate(strata: Sequence[Stratum]) -> Estimate:
    """Return the mean share of a group, and the variance of that mean.

    With strata of weight W (those without an answer that counts are left out, the weights of the
    others adding up to 1) the mean is ``Σ W·m`` and its variance ``Σ W²·s²/n``, where m, s² and n
    are the mean, the variance and the number of a stratum's answers: Cochran, *Sampling
    Techniques* (3rd edition, 1977), formulas 5.1 and 5.12, without the correction for finite
    populations. One stratum is a simple random sample (formula 2.20 there).
    """
    uncounted = sum(each.uncounted for stratum in strata for each in stratum.asked)
    return _weighed(
        [
            (stratum.weight, Estimate(stratum.counted, 0, _mean(stratum), _variance(stratum)))
            for stratum in strata
            if stratum.counted
        ],
        uncounted,
    )


def _mean(stratum: Stratum) -> Fraction:
    if len(stratum.asked) == 1:
        [only] = stratum.asked
        return Fraction(only.total, only.scale.per * only.counted)
    return exact_sum(Fraction(a.total, a.scale.per) for a in stratum.asked) / stratum.counted


def _variance(stratum: Stratum) -> Fraction | None:
    """Return the variance of a stratum's mean; none with fewer than two answers to a question.

    How answers of one person to several questions go together is not known, so the deviations of
    the questions' means are added as if they went together wholly: never too narrow.
    """
    answered = [each for each in stratum.asked if each.counted]
    if any(each.counted < 2 for each in answered):
        return None
    variances = [
        Fraction(
            each.counted * each.squares - each.total**2,
            each.scale.per**2 * each.counted**2 * (each.counted - 1),
        )
        for each in answered
    ]
    if len(variances) == 1:
        return variances[0]
    deviations = (
        Fraction(each.counted, stratum.counted) * square_root(variance)
        for each, variance in zip(answered, variances, strict=True)
    )
    return exact_sum(deviations) ** 2


def weighted_counts(strata: Sequence[Stratum], options: Sequence[str]) -> dict[str, Fraction]:
    """Return exact counts by option whose mean is that of the strata with their weights.

    The counts of a stratum are multiplied so that it has its weight among all that count; their
    sum stays the number of answers. With one stratum they are the counts themselves. Answers
    that do not count are not weighted.
    """
    answered = [stratum for stratum in strata if stratum.counted]
    n = sum(stratum.counted for stratum in answered)
    whole = exact_sum(stratum.weight for stratum in answered)
    made = dict.fromkeys(options, ZERO)
    for stratum in strata:
        factor = ONE
        if len(answered) > 1 and stratum.counted:
            factor = n * stratum.weight / whole / stratum.counted
        for each in stratum.asked:
            for option, count in each.counts.items():
                if count:
                    counts = factor != 1 and each.scale.parts[option] is not None
                    made[option] += factor * count if counts else _whole(count)
    return made


@lru_cache(10_000)
def _whole(count: int) -> Fraction:
    return Fraction(count)


def combined(groups: Sequence[tuple[Fraction, Estimate]]) -> Estimate:
    """Return the mean over groups by their weights; groups in which nobody counts are left out."""
    uncounted = sum(group.uncounted for _, group in groups)
    return _weighed([entry for entry in groups if entry[1].counted], uncounted)


def _weighed(parts: Sequence[tuple[Fraction, Estimate]], uncounted: int) -> Estimate:
    """Return the weighted mean of independent means, and its variance."""
    if not parts:
        return Estimate(0, uncounted, None, None)
    if len(parts) == 1:
        [(_, only)] = parts
        return Estimate(only.counted, uncounted, only.mean, only.variance)
    whole = exact_sum(weight for weight, _ in parts)
    mean = exact_sum(weight * part.mean for weight, part in parts if part.mean is not None) / whole
    variances = [
        weight * weight * part.variance for weight, part in parts if part.variance is not None
    ]
    known = len(variances) == len(parts)
    variance = exact_sum(variances) / (whole * whole) if known else None
    return Estimate(sum(part.counted for _, part in parts), uncounted, mean, variance)


def half_width(variance: Fraction, confidence: Fraction) -> Fraction:
    """Return half the width of the interval of a mean: z × its standard deviation.

    The normal approximation (Cochran, formula 2.24 and section 5.4); ``confidence`` is 0.9, 0.95
    or 0.99.
    """
    return Z[confidence] * square_root(variance)


def hidden(counts: Sequence[int], least: int) -> frozenset[int]:
    """Return which groups of a unit are not shown, by their place.

    Those in which somebody but fewer than ``least`` answered; and the smallest of the others as
    long as the mean of all groups would tell what a single one, or fewer than ``least``, said.
    """
    few = {place for place, n in enumerate(counts) if 0 < n < least}
    others = sorted((n, place) for place, n in enumerate(counts) if n >= least)
    while few and others and (len(few) == 1 or sum(counts[place] for place in few) < least):
        few.add(others.pop(0)[1])
    return frozenset(few)
