"""This year's figure against last year's: the change in bands, or in proportion to a target."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from parindex.locale import Say, mark, phrase
from parindex.model.live import Cells, first_of, number, steady
from parindex.model.number import ZERO
from parindex.model.rule import Input, Number, Scored, Values
from parindex.model.shape import absent, some, stated
from parindex.scoring.expression import Expression
from parindex.scoring.rules.bands import Step, band_lines, band_points, bands_in_cells
from parindex.scoring.rules.measure import MeasureRule, points_words, zero_denominator
from parindex.scoring.rules.proportional import line_in_cells, line_points
from parindex.scoring.spreadsheet import formula_of


class Improvement(MeasureRule):
    """Points for the change from ``last`` to ``of``.

    The change is ``of − last`` (``difference``) or ``(of − last) / last`` (``relative``); with
    ``better: lower`` a fall counts as gain. It falls in ``bands``, or gives points in proportion
    from ``zero_at`` (nothing) to ``full_at`` (the maximum). Who stands at ``held_at`` or better
    this year has full points whatever the change.
    """

    relations = (
        {
            "if": some("bands", "bands_or_target"),
            "then": absent("full_at", error="bands_or_target"),
            "else": stated("full_at", error="bands_or_target"),
        },
    )

    kind: Literal["improvement"] = Field(description=mark("This year against last year."))
    last: Expression = Field(description=mark("Last year's figure."))
    change: Literal["difference", "relative"] = Field(
        "difference", description=mark("The difference, or the difference over last year's figure.")
    )
    better: Literal["higher", "lower"] = Field(
        "higher", description=mark("Whether a higher or a lower figure is better.")
    )
    bands: tuple[Step, ...] = Field(
        (), description=mark("Bands of the gain, from the highest to the lowest.")
    )
    zero_at: Number = Field(ZERO, description=mark("The gain that gives 0 points."))
    full_at: Number | None = Field(None, description=mark("The gain that gives the maximum."))
    held_at: Number | None = Field(
        None, description=mark("A figure this year that gives the maximum, whatever the change.")
    )

    @model_validator(mode="after")
    def _bands_or_target(self) -> Self:
        if (self.full_at is None) == (not self.bands):
            raise PydanticCustomError("bands_or_target", "bands or full_at")
        if self.full_at is not None and self.full_at <= self.zero_at:
            raise PydanticCustomError("two_ends", "two ends")
        return self

    def expressions(self) -> dict[str, Expression]:
        """Return this year's and last year's."""
        return {"of": self.of, "last": self.last}

    def divides_by(self) -> tuple[Expression, ...]:
        """Return last year's figure where the change is relative to it."""
        return (self.last,) if self.change == "relative" else ()

    def names(self) -> frozenset[str]:
        """Return the names in both expressions."""
        return self.of.names | self.last.names

    def score(self, values: Values, inputs: Mapping[str, Input], max_points: Fraction) -> Scored:
        """Compute both figures and the change, then its points."""
        try:
            figure, last = self.of(values), self.last(values)
            if self.held_at is not None and self._at_least(figure, self.held_at):
                message = mark("{figure} this year reaches {held}: {points} {points:point|points}")
                shown, held = self.shown(figure, inputs), self.shown(self.held_at, inputs)
                return Scored(
                    max_points, phrase(message, figure=shown, held=held, points=max_points)
                )
            gain = figure - last if self.better == "higher" else last - figure
            if self.change == "relative":
                gain /= abs(last)
        except ZeroDivisionError:
            return zero_denominator(self.when_zero, max_points)
        return self.points_of(gain, inputs, max_points)

    def _at_least(self, figure: Fraction, held_at: Fraction) -> bool:
        return figure >= held_at if self.better == "higher" else figure <= held_at

    def points_of(
        self, figure: Fraction, inputs: Mapping[str, Input], max_points: Fraction
    ) -> Scored:
        """Return the points of a change."""
        if self.full_at is None:
            return band_points(self.bands, figure, lambda value: value, max_points)
        points = line_points(figure, self.zero_at, self.full_at, max_points)
        message = mark(
            "a gain of {gain}, against {full} for full points: {points} {points:point|points}"
        )
        return Scored(points, phrase(message, gain=figure, full=self.full_at, points=points))

    def edges(self, max_points: Fraction) -> tuple[Fraction, ...]:
        """Return the changes at which points change."""
        if self.full_at is None:
            return tuple(step.bound for step in self.bands)
        return (self.zero_at, self.full_at)

    def live_figure(self, cells: Cells, inputs: Mapping[str, Input]) -> str:
        """Return the gain, or that the figure of this year decides alone."""
        figure = formula_of(self.of, cells.inputs, inputs)
        last = formula_of(self.last, cells.inputs, inputs)
        gain = f"({figure}-{last})" if self.better == "higher" else f"({last}-{figure})"
        if self.change == "relative":
            gain = f"{gain}/ABS({last})"
        if self.held_at is None:
            return gain
        sign = ">=" if self.better == "higher" else "<="
        return f"IF({steady(figure)}{sign}{number(self.held_at)},{_HELD},{gain})"

    def live_points(
        self, cells: Cells, inputs: Mapping[str, Input], max_points: Fraction
    ) -> str | None:
        """Return the points of the gain."""
        if self.full_at is None:
            points = bands_in_cells(self.bands, cells.figure, max_points)
        else:
            points = line_in_cells(cells.figure, self.zero_at, self.full_at, max_points)
        if points is None or self.held_at is None:
            return points
        return first_of([(f"{cells.figure}={_HELD}", number(max_points))], points)

    def stated_points(self, max_points: Fraction) -> tuple[Fraction, ...]:
        """Return the points of every band, or both ends."""
        full = () if self.held_at is None else (max_points,)
        if self.bands:
            return (*full, *(step.worth(max_points) for step in self.bands))
        return (max_points, ZERO)

    def describe(self, say: Say, inputs: Mapping[str, Input], max_points: Fraction) -> list[str]:
        """Say what is compared and what a change gives."""
        labels = {name: say("{label}", label=field.label) for name, field in inputs.items()}
        of, last = self.of.words(labels, say), self.last.words(labels, say)
        lines = [say(_CHANGE[self.change, self.better], of=of, last=last)]
        if self.bands:
            lines += band_lines(self.bands, lambda value: value, say, max_points)
        elif self.full_at is not None:
            message = mark("{full} gives {points}, {zero} gives 0 points; in between in proportion")
            points = points_words(say, max_points)
            lines.append(say(message, full=self.full_at, zero=self.zero_at, points=points))
        if self.held_at is not None:
            message = (
                mark("At {held} or more this year: {points}, whatever the change")
                if self.better == "higher"
                else mark("At {held} or less this year: {points}, whatever the change")
            )
            held = self.shown(self.held_at, inputs)
            lines.append(say(message, held=held, points=points_words(say, max_points)))
        return [*lines, *self.zero_words(say)]


_HELD = '"held"'
_CHANGE = {
    ("difference", "higher"): mark("Gain: {of} less {last}"),
    ("difference", "lower"): mark("Gain: {last} less {of}"),
    ("relative", "higher"): mark("Gain: ({of} less {last}) / {last}"),
    ("relative", "lower"): mark("Gain: ({last} less {of}) / {last}"),
}
