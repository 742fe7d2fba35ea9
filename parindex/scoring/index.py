"""Items add up to areas and to the total; points over the applicable maximum make the index.

Index (percent) = points / applicable maximum × 100, for the total and for each area. The
published totals of several rounds are consistent with it; docs/method.md names them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from parindex.model.criteria import Adjustments, CriteriaSet, Result
from parindex.model.number import exact_sum, rounded

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Sum:
    """Exact points and the maximum that applies."""

    points: Fraction
    max_points: Fraction

    @property
    def index(self) -> Fraction | None:
        """Return points in percent of the maximum; none where nothing applies."""
        return self.points * 100 / self.max_points if self.max_points else None


def area_sums(
    criteria: CriteriaSet, points: Sequence[Fraction], max_points: Sequence[Fraction]
) -> tuple[Sum, ...]:
    """Return a sum an area; points and applicable maxima stand in the order of the set's items."""
    sums, start = [], 0
    for area in criteria.areas:
        end = start + len(area.items)
        sums.append(Sum(exact_sum(points[start:end]), exact_sum(max_points[start:end])))
        start = end
    return tuple(sums)


@dataclass(frozen=True, slots=True)
class Total:
    """The total: exact points after bonus and penalty as counted, and the index in percent."""

    points: Fraction
    max_points: Fraction
    bonus: Fraction
    penalty: Fraction
    index: Fraction


def total(
    areas: Sequence[Sum], rules: Adjustments, bonus: Fraction = ZERO, penalty: Fraction = ZERO
) -> Total | None:
    """Add the areas, the bonus and the penalty; none where nothing applies to the unit.

    Bonus and penalty are cut at the set's caps. The total is never under zero, and with
    ``cap_total`` never over the applicable maximum.
    """
    points = exact_sum([area.points for area in areas])
    max_points = exact_sum([area.max_points for area in areas])
    if not max_points:
        return None
    bonus = min(bonus, rules.bonus.at_most) if rules.bonus else ZERO
    penalty = min(penalty, rules.penalty.at_most) if rules.penalty else ZERO
    points = max(points + bonus - penalty, ZERO)
    if rules.cap_total:
        points = min(points, max_points)
    return Total(points, max_points, bonus, penalty, points * 100 / max_points)


def published(index: Fraction, result: Result) -> Decimal:
    """Round an index as the set says it is printed."""
    return rounded(index, result.decimals, result.rounding)
