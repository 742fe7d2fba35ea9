"""The points an item can reach, and what it gives at the edges of its rule."""

from collections.abc import Iterable, Iterator, Mapping, Set
from fractions import Fraction
from math import inf, isinf
from typing import NamedTuple

from parindex.locale import Phrase, mark, phrase
from parindex.model.criteria import Criterion
from parindex.model.number import ZERO
from parindex.model.rule import Input, Outcome, Scored, Values
from parindex.scoring.ranges import ANY, Range, certain, range_of
from parindex.scoring.rules.bands import Bands
from parindex.scoring.rules.cohort import Cohort
from parindex.scoring.rules.formula import Formula
from parindex.scoring.rules.improvement import Improvement
from parindex.scoring.rules.measure import MeasureRule
from parindex.scoring.rules.yes_no import YesNo

A_LITTLE = Fraction(1, 10**6)
"""How far beside an edge a figure is tried that is no whole number."""


class Reach(NamedTuple):
    """The least and the greatest points an item can have; ``steps`` where there are only some."""

    low: Fraction
    high: Fraction
    steps: tuple[Fraction, ...] = ()


class Trial(NamedTuple):
    """A figure in words, or declared values, and what the rule makes of it."""

    what: Phrase | Values
    scored: Scored


def reach(item: Criterion) -> Reach | None:
    """Return the points an item can reach within the bounds of its inputs; none if unknown.

    Between its edges a rule only rises or only falls, so the edges and the ends of the figure's
    range tell it all.
    """
    rule = item.rule
    if isinstance(rule, YesNo) and rule.of.names <= item.fields.keys():
        known = certain(rule.of, item.fields)
        ends = {True: (item.span,), False: (ZERO,), None: (ZERO, item.span)}
        return _steps(ends[known])
    if isinstance(rule, Formula):
        figures = range_of(rule.of, item.fields)
        if isinf(figures.low) or isinf(figures.high):
            return None
        return Reach(figures.low, figures.high)
    if not isinstance(rule, MeasureRule) or isinstance(rule, Cohort):
        stated = rule.stated_points(item.span) if rule is not None else ()
        return Reach(min(*stated, ZERO), max(stated)) if stated else None
    scored = [rule.points_of(figure, item.fields, item.span) for figure in _tried(item, rule)]
    points = [found.points for found in scored if found.outcome is Outcome.SCORED]
    if not points:
        return None
    if isinstance(rule, Improvement) and rule.held_at is not None:
        points.append(item.span)
    return _steps(points) if isinstance(rule, Bands) else Reach(min(points), max(points))


def _steps(points: Iterable[Fraction]) -> Reach:
    steps = sorted(set(points))
    return Reach(steps[0], steps[-1], tuple(steps))


def figure_range(item: Criterion, rule: MeasureRule) -> Range:
    """Return what the figure of a rule can be: for an improvement the change, else ``of``.

    A number without a stated least is taken to be 0 or more, as figures that offices declare are.
    """
    figures = range_of(rule.of, item.fields, unstated=ZERO)
    if not isinstance(rule, Improvement):
        return figures
    last = range_of(rule.last, item.fields, unstated=ZERO)
    change = Range(figures.low - last.high, figures.high - last.low)
    if rule.change == "relative":
        change = Range(Fraction(-1), inf) if figures.low >= 0 else ANY
    return change if rule.better == "higher" else Range(-change.high, -change.low)


def _step(item: Criterion, rule: MeasureRule) -> Fraction:
    """Return how far the nearest figure beside an edge is: 1 where the figure is a count."""
    counted = item.fields.get(rule.of.source)
    whole = counted is not None and counted.type == "count"
    return Fraction(1) if whole and not isinstance(rule, Improvement) else A_LITTLE


def _around(item: Criterion, rule: MeasureRule) -> Iterator[Fraction]:
    """Yield the figures beside and at each edge of the rule that can be, rising."""
    step, figures = _step(item, rule), figure_range(item, rule)
    tried = {edge + by for edge in rule.edges(item.span) for by in (-step, ZERO, step)}
    yield from sorted(figure for figure in tried if figures.holds(figure))


def _tried(item: Criterion, rule: MeasureRule) -> Iterator[Fraction]:
    """Yield figures that show all points there can be: around the edges, and both ends."""
    figures = figure_range(item, rule)
    edges = rule.edges(item.span)
    yield from _around(item, rule)
    yield figures.low if not isinf(figures.low) else min(edges, default=ZERO) - 1
    yield figures.high if not isinf(figures.high) else max(edges, default=ZERO) + 1


def trials(item: Criterion) -> Iterator[Trial]:
    """Yield what the rule of an item gives at its edges, and just beside them."""
    rule = item.rule
    if rule is None:
        return
    if isinstance(rule, MeasureRule) and rule.edges(item.span):
        step, edges = _step(item, rule), set(rule.edges(item.span))
        for figure in _around(item, rule):
            yield Trial(
                _said(figure, step, edges, rule, item.fields),
                rule.points_of(figure, item.fields, item.span),
            )
        return
    for values in rule.samples():
        yield Trial(values, rule.score(values, item.fields, item.span))


def _said(
    figure: Fraction,
    step: Fraction,
    edges: Set[Fraction],
    rule: MeasureRule,
    inputs: Mapping[str, Input],
) -> Phrase:
    if step == 1 or figure in edges:
        return phrase("{figure}", figure=rule.shown(figure, inputs))
    if figure + step in edges:
        return phrase(mark("just under {figure}"), figure=rule.shown(figure + step, inputs))
    return phrase(mark("just over {figure}"), figure=rule.shown(figure - step, inputs))
