"""What a level of a set must satisfy: maxima that add up, weights, what a missing part means."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from parindex.model.choices import WEIGHING, Aggregate, MissingPolicy
from parindex.model.criteria import CriteriaSet, Criterion, Path, Where
from parindex.model.finding import Finding
from parindex.model.number import exact_sum


class _Level(NamedTuple):
    """Siblings, how they are aggregated, and where that and they stand."""

    code: str
    max_points: Fraction
    aggregate: Aggregate
    missing: MissingPolicy | None
    nodes: Sequence[Criterion]
    path: Path
    below: Path


def check_levels(criteria: CriteriaSet, where: Where) -> Iterator[Finding]:
    """Yield what is wrong with a level, from the areas down."""
    for level in _levels(criteria):
        if level.aggregate == "sum":
            yield from _sum(level, where)
        elif level.missing is None:
            values = {"aggregate": level.aggregate}
            yield Finding("CRI052", where((*level.path, "aggregate")), values)
        yield from _weights(level, where)


def _levels(criteria: CriteriaSet) -> Iterator[_Level]:
    policies = criteria.missing_policies
    yield _Level(
        "total", criteria.total, criteria.aggregate, policies[""], criteria.areas, (), ("areas",)
    )
    for node in criteria.walk():
        entry = node.criterion
        if entry.criteria:
            yield _Level(
                entry.code,
                entry.max_points,
                entry.aggregate,
                policies[entry.code],
                entry.criteria,
                node.path,
                (*node.path, "criteria"),
            )


def _sum(level: _Level, where: Where) -> Iterator[Finding]:
    total = exact_sum([node.max_points for node in level.nodes])
    if total != level.max_points:
        values = {"code": level.code, "sum": total, "max": level.max_points}
        place = where((*level.path, "max" if level.path else "total"))
        yield Finding("CRI023", place, values, item=level.code if level.path else None)


def _weights(level: _Level, where: Where) -> Iterator[Finding]:
    """Yield a weight that is missing or without effect, and weights of nothing."""
    weighs = level.aggregate in WEIGHING
    for number, node in enumerate(level.nodes):
        place = where((*level.below, number, "weight"))
        values = {"code": node.code, "aggregate": level.aggregate}
        if node.weight is not None and not weighs:
            yield Finding("CRI053", place, values, item=node.code)
        if node.weight is None and level.aggregate == "weighted_mean":
            yield Finding("CRI054", place, values, item=node.code)
    weights = [Fraction(1) if node.weight is None else node.weight for node in level.nodes]
    if weighs and not any(weights):
        yield Finding("CRI055", where((*level.path, "aggregate")), {"code": level.code})
