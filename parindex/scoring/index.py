"""Items make areas and areas the total; points over the applicable maximum make the index.

Index = points / applicable maximum × 100 (percent), or × another number the set states. The
published totals of several rounds are consistent with it; docs/method.md names them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from parindex.model.criteria import CriteriaSet
from parindex.model.number import ZERO, exact_sum, rounded
from parindex.model.publication import Adjustments, Result
from parindex.model.rule import Outcome
from parindex.scoring.aggregate import Sum, node_sums

_NOTHING = frozenset({Outcome.MISSING, Outcome.INVALID})


def area_sums(
    criteria: CriteriaSet,
    points: Sequence[Fraction],
    max_points: Sequence[Fraction],
    outcomes: Sequence[Outcome] = (),
) -> list[Sum | None]:
    """Return what each area came to; points, maxima, outcomes stand in the order of the items.

    None for an area that has no total because something in it is missing.
    """
    if not criteria.adds_up:
        sums = level_sums(criteria, points, max_points, outcomes)
        return [sums[area.code] for area in criteria.areas]
    added: list[Sum | None] = []
    start = 0
    for area in criteria.areas:
        end = start + len(area.items)
        added.append(Sum(exact_sum(points[start:end]), exact_sum(max_points[start:end])))
        start = end
    return added


def level_sums(
    criteria: CriteriaSet,
    points: Sequence[Fraction],
    max_points: Sequence[Fraction],
    outcomes: Sequence[Outcome],
) -> dict[str, Sum | None]:
    """Return what every item, criterion and area came to, by code; see :func:`area_sums`."""
    sums = map(Sum, points, max_points)
    leaves = {
        item.code: None if outcome in _NOTHING else found
        for item, found, outcome in zip(criteria.items, sums, outcomes, strict=True)
    }
    return node_sums(criteria, leaves)


@dataclass(frozen=True, slots=True)
class Total:
    """The total: exact points after bonus and penalty as counted, ``uncut`` by 0 and the maximum.

    ``share`` is points over the applicable maximum.
    """

    points: Fraction
    max_points: Fraction
    bonus: Fraction
    penalty: Fraction
    uncut: Fraction

    @property
    def share(self) -> Fraction:
        """Return points over the applicable maximum."""
        return self.points / self.max_points


def total(
    whole: Sum | None, rules: Adjustments, bonus: Fraction = ZERO, penalty: Fraction = ZERO
) -> Total | None:
    """Add bonus and penalty to what the areas came to; none where nothing counts.

    Bonus and penalty are cut at the set's caps. The total is never under zero, and with
    ``cap_total`` never over the applicable maximum.
    """
    if whole is None or not whole.max_points:
        return None
    bonus = min(bonus, rules.bonus.at_most) if rules.bonus else ZERO
    penalty = min(penalty, rules.penalty.at_most) if rules.penalty else ZERO
    uncut = whole.points + bonus - penalty
    points = max(uncut, ZERO)
    if rules.cap_total:
        points = min(points, whole.max_points)
    return Total(points, whole.max_points, bonus, penalty, uncut)


def published(index: Fraction, result: Result) -> Decimal:
    """Round an index as the set says it is printed."""
    return rounded(index, result.decimals, result.rounding)
