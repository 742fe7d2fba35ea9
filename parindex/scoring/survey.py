"""Figures of a survey from exact counts: shares, weighted counts, intervals, what stays hidden."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from parindex.model.number import ZERO, exact_sum
from parindex.model.survey import Z
from parindex.scoring.aggregate import square_root

Shares = Mapping[str, Fraction | None]
"""The share each option stands for; none where it is not counted."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The answers to one question in one stratum of a group, by option."""

    shares: Shares
    counts: Mapping[str, int]

    @property
    def counted(self) -> int:
        """Return how many answers count."""
        return sum(n for option, n in self.counts.items() if self.shares[option] is not None)

    @property
    def uncounted(self) -> int:
        """Return how many answers stand on the scale and do not count."""
        return sum(self.counts.values()) - self.counted

    @property
    def sums(self) -> tuple[Fraction, Fraction]:
        """Return the sum of the shares of all answers, and that of their squares."""
        held = [(share, n) for o, n in self.counts.items() if (share := self.shares[o]) is not None]
        return (
            exact_sum(share * n for share, n in held),
            exact_sum(share * share * n for share, n in held),
        )


@dataclass(frozen=True, slots=True)
class Stratum:
    """The answers of a stratum to the questions that feed one item, and the stratum's weight."""

    weight: Fraction
    asked: Sequence[Asked]

    @property
    def counted(self) -> int:
        """Return how many answers count."""
        return sum(asked.counted for asked in self.asked)


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
    answered = [stratum for stratum in strata if stratum.counted]
    uncounted = sum(asked.uncounted for stratum in strata for asked in stratum.asked)
    if not answered:
        return Estimate(0, uncounted, None, None)
    whole = exact_sum(stratum.weight for stratum in answered)
    means, variances = [], []
    for stratum in answered:
        weight = stratum.weight / whole
        total = exact_sum(asked.sums[0] for asked in stratum.asked)
        means.append(weight * total / stratum.counted)
        variance = _variance(stratum)
        variances.append(None if variance is None else weight * weight * variance)
    known = [variance for variance in variances if variance is not None]
    return Estimate(
        sum(stratum.counted for stratum in answered),
        uncounted,
        exact_sum(means),
        exact_sum(known) if len(known) == len(variances) else None,
    )


def _variance(stratum: Stratum) -> Fraction | None:
    """Return the variance of a stratum's mean; none with fewer than two answers to a question.

    How answers of one person to several questions go together is not known, so the deviations of
    the questions' means are added as if they went together wholly: never too narrow.
    """
    deviations = []
    answered = [asked for asked in stratum.asked if asked.counted]
    for asked in answered:
        n = asked.counted
        if n < 2:
            return None
        total, squares = asked.sums
        variance = (squares - total * total / n) / (n - 1) / n
        if len(answered) == 1:
            return variance
        deviations.append(Fraction(n, stratum.counted) * square_root(variance))
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
        factor = n * stratum.weight / whole / stratum.counted if stratum.counted else ZERO
        for asked in stratum.asked:
            for option, count in asked.counts.items():
                made[option] += count * (1 if asked.shares[option] is None else factor)
    return made


def combined(groups: Sequence[tuple[Fraction, Estimate]]) -> Estimate:
    """Return the mean over groups by their weights; groups in which nobody counts are left out."""
    answered = [(weight, group) for weight, group in groups if group.mean is not None]
    counted = sum(group.counted for _, group in groups)
    uncounted = sum(group.uncounted for _, group in groups)
    if not answered:
        return Estimate(counted, uncounted, None, None)
    whole = exact_sum(weight for weight, _ in answered)
    mean = exact_sum(weight / whole * (group.mean or ZERO) for weight, group in answered)
    variances = [
        (weight / whole) ** 2 * group.variance
        for weight, group in answered
        if group.variance is not None
    ]
    known = len(variances) == len(answered)
    return Estimate(counted, uncounted, mean, exact_sum(variances) if known else None)


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
