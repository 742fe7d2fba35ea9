"""A figure set against the other units of the block: between the ends, by rank, by z-score."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import ClassVar, Literal, NamedTuple, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from parindex.locale import Say, mark, phrase
from parindex.model.number import ONE, ZERO, exact_sum
from parindex.model.rule import Input, Number, Outcome, Scored
from parindex.model.shape import absent, stated
from parindex.scoring.aggregate import square_root
from parindex.scoring.rules.measure import MeasureRule, points_words, zero_denominator
from parindex.scoring.rules.proportional import line_points


class Cohort(MeasureRule):
    """Points by where a unit stands among the units of its block that have a figure.

    - ``minmax``: (x − least) / (greatest − least) of the maximum. ``zero_at`` and ``full_at``
      (goalposts), one or both, take the place of the ends found among the units; a figure that
      does not pass a stated end stays on its side of it, whatever the other end is.
    - ``rank``: (n − rank) / (n − 1) of the maximum; units alike share the better rank.
    - ``zscore``: z = (x − mean) / standard deviation of the units (of the whole block, divided by
      n), linear from ``zero_at`` to ``full_at``.

    With ``better: lower`` the least figure is the best. Where all units are alike there is nothing
    to divide by; ``when_zero`` says what that means. Min–max over the units is how DDCI makes its
    indicators alike (ddcivietnam.com); PCI 2013 its policy bias.
    """

    relations = (
        {
            "if": {"required": ["method"], "properties": {"method": {"const": "zscore"}}},
            "then": stated("zero_at", "full_at", error="zscore_ends"),
        },
        {
            "if": {"required": ["method"], "properties": {"method": {"const": "rank"}}},
            "then": absent("zero_at", "full_at", error="rank_ends"),
        },
    )

    kind: Literal["cohort"] = Field(description=mark("A figure against those of other units."))
    over_units: ClassVar[bool] = True
    spreads: ClassVar[bool] = True
    method: Literal["minmax", "rank", "zscore"] = Field(
        "minmax", description=mark("Between the ends, by rank, or by distance from the mean.")
    )
    better: Literal["higher", "lower"] = Field(
        "higher", description=mark("Whether a higher or a lower figure is better.")
    )
    zero_at: Number | None = Field(
        None, description=mark("The figure that gives 0 points; else the worst among the units.")
    )
    full_at: Number | None = Field(
        None, description=mark("The figure that gives the maximum; else the best among the units.")
    )

    @model_validator(mode="after")
    def _ends(self) -> Self:
        ends = (self.zero_at, self.full_at)
        if self.method == "rank" and ends != (None, None):
            raise PydanticCustomError("rank_ends", "no ends")
        if self.method == "zscore" and None in ends:
            raise PydanticCustomError("zscore_ends", "both ends")
        if self.zero_at is not None and self.full_at is not None:
            rises = self.method == "zscore" or self.better == "higher"
            if (self.zero_at >= self.full_at) if rises else (self.zero_at <= self.full_at):
                raise PydanticCustomError("cohort_ends", "ends in the wrong order")
        return self

    @property
    def needs_spread(self) -> bool:
        """Tell whether there is nothing to divide by where all units have the same figure."""
        return self.method != "minmax" or (self.zero_at is None and self.full_at is None)

    def points_of(
        self, figure: Fraction, inputs: Mapping[str, Input], max_points: Fraction
    ) -> Scored:
        """Keep the figure until those of the other units are known."""
        message = mark("{figure}, to be set against the other units")
        shown = self.shown(figure, inputs)
        return Scored(ZERO, phrase(message, figure=shown), Outcome.SCORED, figure)

    def among(
        self, figures: Sequence[Fraction], inputs: Mapping[str, Input], max_points: Fraction
    ) -> Callable[[Fraction], Scored]:
        """Return what gives the points of a figure, from the figures of all units that have one."""
        try:
            place = _METHODS[self.method](self, figures)
        except ZeroDivisionError:
            alike = zero_denominator(self.when_zero, max_points)
            if self.when_zero is not None:
                alike = alike._replace(reason=phrase(_ALIKE[self.when_zero]))
            return lambda _: alike

        def score(figure: Fraction) -> Scored:
            found = place(figure)
            points = max_points * found.share
            shown = {
                name: self.shown(value, inputs) if isinstance(value, Fraction) else value
                for name, value in {"figure": figure, **found.values}.items()
            }
            reason = phrase(found.message, points=points, **shown)
            return Scored(points, reason, Outcome.SCORED, figure)

        return score

    def stated_points(self, max_points: Fraction) -> tuple[Fraction, ...]:
        """Return both ends."""
        return (max_points, ZERO)

    def describe(self, say: Say, inputs: Mapping[str, Input], max_points: Fraction) -> list[str]:
        """Say the figure and how it is set against the others."""
        points = points_words(say, max_points)
        lines = [
            say(mark("Figure: {figure}"), figure=self.figure_words(say, inputs)),
            say(_WORDS[self.method, self.better], points=points),
        ]
        ends = (
            (mark("Full points from {end} on"), self.full_at),
            (mark("0 points from {end} on"), self.zero_at),
        )
        for message, end in ends:
            if end is not None:
                shown = self.shown(end, inputs) if self.method == "minmax" else end
                lines.append(say(message, end=shown))
        if self.when_zero is not None and self.needs_spread:
            lines.append(say("{text}.", text=phrase(_ALIKE[self.when_zero])))
        return [*lines, *self.zero_words(say)] if self.of.divides else lines


_ALIKE = {
    "not_applicable": mark("where all units have the same figure, the item does not apply"),
    "full": mark("where all units have the same figure, each has full points"),
    "zero": mark("where all units have the same figure, each has 0 points"),
}
_WORDS = {
    ("minmax", "higher"): mark(
        "Among the units: the greatest has {points}, the least 0 points; in between in proportion"
    ),
    ("minmax", "lower"): mark(
        "Among the units: the least has {points}, the greatest 0 points; in between in proportion"
    ),
    ("rank", "higher"): mark(
        "By rank among the units, greatest first: the first has {points}, the last 0 points"
    ),
    ("rank", "lower"): mark(
        "By rank among the units, least first: the first has {points}, the last 0 points"
    ),
    ("zscore", "higher"): mark(
        "By standard deviations above the mean of the units (more is better): up to {points}"
    ),
    ("zscore", "lower"): mark(
        "By standard deviations below the mean of the units (less is better): up to {points}"
    ),
}


class Standing(NamedTuple):
    """Where a figure stands among the units: its share of the maximum, and why."""

    share: Fraction
    message: str
    values: Mapping[str, object]


Placing = Callable[[Fraction], Standing]
"""Tells where a figure stands."""


def _minmax(rule: Cohort, figures: Sequence[Fraction]) -> Placing:
    least, most = min(figures), max(figures)
    worst, best = (least, most) if rule.better == "higher" else (most, least)
    zero_at = worst if rule.zero_at is None else rule.zero_at
    full_at = best if rule.full_at is None else rule.full_at
    if (full_at <= zero_at) if rule.better == "higher" else (full_at >= zero_at):
        return _beyond(rule)
    message = mark(
        "{figure}, between {zero} (0 points) and {full} (full points): {points} "
        "{points:point|points}"
    )
    values = {"zero": zero_at, "full": full_at}

    def place(figure: Fraction) -> Standing:
        return Standing(line_points(figure, zero_at, full_at, ONE), message, values)

    return place


def _beyond(rule: Cohort) -> Placing:
    """Return what all units come to where none passes ``zero_at`` or all reach ``full_at``."""
    if rule.full_at is not None:
        reached = Standing(
            ONE,
            mark("{figure} reaches {end}: {points} {points:point|points}"),
            {"end": rule.full_at},
        )
        return lambda _: reached
    if rule.zero_at is None:
        raise ZeroDivisionError
    message = mark("{figure} is no better than {end}: {points} {points:point|points}")
    short = Standing(ZERO, message, {"end": rule.zero_at})
    return lambda _: short


def _rank(rule: Cohort, figures: Sequence[Fraction]) -> Placing:
    rising, count = sorted(figures), len(figures)
    if rising[0] == rising[-1]:
        raise ZeroDivisionError
    message = mark("{figure} is number {rank} of {count}: {points} {points:point|points}")

    def place(figure: Fraction) -> Standing:
        higher = rule.better == "higher"
        better = count - bisect_right(rising, figure) if higher else bisect_left(rising, figure)
        share = Fraction(count - 1 - better, count - 1)
        return Standing(share, message, {"rank": better + 1, "count": count})

    return place


def _zscore(rule: Cohort, figures: Sequence[Fraction]) -> Placing:
    mean = exact_sum(figures) / len(figures)
    variance = exact_sum([(figure - mean) ** 2 for figure in figures]) / len(figures)
    deviation = square_root(variance) * (1 if rule.better == "higher" else -1)
    if not deviation:
        raise ZeroDivisionError
    zero_at, full_at = rule.zero_at or ZERO, rule.full_at or ZERO
    message = mark(
        "{figure} is {z} standard deviations better than the mean {mean}: {points} "
        "{points:point|points}"
    )

    def place(figure: Fraction) -> Standing:
        z = (figure - mean) / deviation
        share = line_points(z, zero_at, full_at, ONE)
        return Standing(share, message, {"z": phrase("{z}", z=z), "mean": mean})

    return place


_METHODS = {"minmax": _minmax, "rank": _rank, "zscore": _zscore}
