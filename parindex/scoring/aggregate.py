"""How the parts of a level make its points: sum, mean, weighted mean, geometric mean.

A mean is taken over shares: each part's points over its own maximum; the level's points are its
maximum times that mean. Parts on 1 to 10 and parts on 0 to 100 so weigh alike, and the weights of
an index on 100 may be written 5, 20, 10 or 0.05, 0.2, 0.1.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import NamedTuple

from parindex.model.choices import WEIGHING, Aggregate, MissingPolicy
from parindex.model.criteria import CriteriaSet, Criterion
from parindex.model.number import ONE, ZERO, exact_sum, rounded

DIGITS = 40
"""To how many significant digits a root is worked out; every other figure is exact."""


class Sum(NamedTuple):
    """Exact points and the maximum that applies."""

    points: Fraction
    max_points: Fraction

    @property
    def share(self) -> Fraction | None:
        """Return points over the maximum; none where nothing applies."""
        return self.points / self.max_points if self.max_points else None


class Part(NamedTuple):
    """What a part came to, and its weight among its siblings, above 0."""

    sum: Sum
    weight: Fraction


def node_sums(criteria: CriteriaSet, items: Mapping[str, Sum | None]) -> dict[str, Sum | None]:
    """Return what each node came to, by code, from what the items did.

    None for an item without points to count, and for a level that has none without it.
    """
    found: dict[str, Sum | None] = {}

    def below(node: Criterion) -> Sum | None:
        sums = [below(child) for child in node.criteria]
        found[node.code] = _node_sum(node, sums, criteria) if sums else items[node.code]
        return found[node.code]

    for area in criteria.areas:
        below(area)
    return found


def whole_sum(criteria: CriteriaSet, areas: Sequence[Sum | None]) -> Sum | None:
    """Return what the areas come to together; none where there is no total."""
    policy = criteria.missing_policies[""]
    return _level(criteria.areas, areas, criteria.aggregate, policy, criteria.total)


def _node_sum(node: Criterion, below: Sequence[Sum | None], criteria: CriteriaSet) -> Sum | None:
    policy = criteria.missing_policies[node.code]
    found = _level(node.criteria, below, node.aggregate, policy, node.max_points)
    if found is None or node.round is None:
        return found
    points = rounded(found.points, node.round.decimals, node.round.rounding)
    return Sum(Fraction(points), found.max_points)


def _level(
    nodes: Sequence[Criterion],
    sums: Sequence[Sum | None],
    aggregate: Aggregate,
    missing: MissingPolicy | None,
    max_points: Fraction,
) -> Sum | None:
    """Aggregate a level; ``missing`` says what a part without points means.

    ``skip`` leaves it out, ``strict`` leaves the level without points too, ``zero`` (also where
    nothing is stated) counts no points of its maximum. A part of weight 0 is as if it were not
    there.
    """
    weighs = aggregate in WEIGHING
    parts = []
    for node, found in zip(nodes, sums, strict=True):
        weight = ONE if node.weight is None or not weighs else node.weight
        counted = found
        if found is None and weight:
            if missing == "strict":
                return None
            counted = None if missing == "skip" else Sum(ZERO, node.max_points)
        if counted is not None and weight:
            parts.append(Part(counted, weight))
    if not parts:
        return None
    return combined(aggregate, parts, max_points)


def combined(aggregate: Aggregate, parts: Sequence[Part], max_points: Fraction) -> Sum:
    """Return the points of a level from its parts; a part without a maximum does not apply."""
    if aggregate == "sum":
        return Sum(
            exact_sum([part.sum.points for part in parts]),
            exact_sum([part.sum.max_points for part in parts]),
        )
    applying = [part for part in parts if part.sum.max_points]
    if not applying:
        return Sum(ZERO, ZERO)
    weights = [part.weight for part in applying]
    whole = exact_sum(weights)
    shares = [share for part in applying if (share := part.sum.share) is not None]
    if aggregate == "geometric_mean":
        mean = weighted_geometric_mean(shares, [weight / whole for weight in weights])
    else:
        products = [share * weight for share, weight in zip(shares, weights, strict=True)]
        mean = exact_sum(products) / whole
    return Sum(max_points * mean, max_points)


def weighted_geometric_mean(shares: Sequence[Fraction], weights: Sequence[Fraction]) -> Fraction:
    """Return the product of shares, each to the power of its weight, to 40 significant digits.

    Shares are 0 or more, weights add up to 1. Where the root is a short number it comes out exact,
    and it never leaves the bounds of the shares.
    """
    counted = [(share, w) for share, w in zip(shares, weights, strict=True) if w]
    if any(share <= 0 for share, _ in counted):
        return ZERO
    with localcontext() as context:
        context.prec = DIGITS + 15
        exponent = sum((_decimal(w) * _decimal(s).ln() for s, w in counted), Decimal(0))
        mean = exponent.exp()
        context.prec = DIGITS
        root = Fraction(+mean)
    shares = [share for share, _ in counted]
    return min(max(root, min(shares)), max(shares))


def square_root(value: Fraction) -> Fraction:
    """Return the square root of a number that is 0 or more, to 40 significant digits."""
    with localcontext() as context:
        context.prec = DIGITS + 15
        root = _decimal(value).sqrt()
        context.prec = DIGITS
        return Fraction(+root)


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
