"""The maximum times a ratio, with a floor and two ends between which it is linear."""

from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from parindex.locale import Say, mark, phrase
from parindex.model.live import Cells, first_of, number, steady
from parindex.model.number import ONE, ZERO, less
from parindex.model.rule import Input, Number, Scored
from parindex.scoring.rules.measure import MeasureRule, points_words


def line_points(
    figure: Fraction, zero_at: Fraction, full_at: Fraction, max_points: Fraction
) -> Fraction:
    """Return maximum × (figure − zero_at) / (full_at − zero_at), within 0 and the maximum.

    Raises :class:`ZeroDivisionError` where the two ends are the same.
    """
    share = figure - zero_at if zero_at else figure
    span = full_at - zero_at if zero_at else full_at
    if span != 1:
        share /= span
    if not less(share, ONE):
        return max_points
    return max_points * share if less(ZERO, share) else ZERO


def line_in_cells(figure: str, zero_at: Fraction, full_at: Fraction, max_points: Fraction) -> str:
    """Return, as a formula, the points on the line for the figure in a cell."""
    above = f"({figure}-{number(zero_at)})" if zero_at else figure
    most, span = number(max_points), full_at - zero_at
    share = above if span == 1 else f"{above}/{number(span)}"
    return f"MIN(MAX({most}*{share},0),{most})"


class Proportional(MeasureRule):
    """Linear from nothing at ``zero_at`` to the maximum at ``full_at``; nothing under ``floor``.

    Points = maximum × (figure − zero_at) / (full_at − zero_at), within 0 and the maximum.
    ``zero_at`` may lie above ``full_at`` where less is better.
    """

    kind: Literal["proportional"] = Field(description=mark("Points in proportion to a figure."))
    spreads: ClassVar[bool] = True
    zero_at: Number = Field(ZERO, description=mark("The figure that gives 0 points."))
    full_at: Number = Field(Fraction(1), description=mark("The figure that gives the maximum."))
    floor: Number | None = Field(None, description=mark("A figure under it gives 0 points."))

    @model_validator(mode="after")
    def _two_ends(self) -> Self:
        if self.zero_at == self.full_at:
            raise PydanticCustomError("two_ends", "two ends")
        if self.floor is not None and self.zero_at > self.full_at:
            raise PydanticCustomError("floor_direction", "no floor")
        return self

    def points_of(
        self, figure: Fraction, inputs: Mapping[str, Input], max_points: Fraction
    ) -> Scored:
        """Return the points on the line."""
        if self.floor is not None and figure < self.floor:
            message = mark("{figure} is under the floor {floor}: no points")
            return Scored(
                ZERO,
                phrase(
                    message, figure=self.shown(figure, inputs), floor=self.shown(self.floor, inputs)
                ),
            )
        points = line_points(figure, self.zero_at, self.full_at, max_points)
        if points == max_points:
            message = mark("{figure} reaches {full}: {points} {points:point|points}")
            return Scored(
                points,
                phrase(
                    message,
                    figure=self.shown(figure, inputs),
                    full=self.shown(self.full_at, inputs),
                    points=points,
                ),
            )
        message = mark(
            "{figure}, between {zero} (0 points) and {full} ({max} {max:point|points}): {points} "
            "{points:point|points}"
        )
        return Scored(
            points,
            phrase(
                message,
                figure=self.shown(figure, inputs),
                zero=self.shown(self.zero_at, inputs),
                full=self.shown(self.full_at, inputs),
                max=max_points,
                points=points,
            ),
        )

    def edges(self, max_points: Fraction) -> tuple[Fraction, ...]:
        """Return both ends and the floor."""
        return (self.zero_at, self.full_at, *(() if self.floor is None else (self.floor,)))

    def live_points(
        self, cells: Cells, inputs: Mapping[str, Input], max_points: Fraction
    ) -> str | None:
        """Return the points on the line, above the floor."""
        points = line_in_cells(cells.figure, self.zero_at, self.full_at, max_points)
        if self.floor is None:
            return points
        return first_of([(f"{steady(cells.figure)}<{number(self.floor)}", "0")], points)

    def stated_points(self, max_points: Fraction) -> tuple[Fraction, ...]:
        """Return both ends."""
        return (max_points, ZERO)

    def describe(self, say: Say, inputs: Mapping[str, Input], max_points: Fraction) -> list[str]:
        """Say the figure, the line and the floor."""
        lines = [say(mark("Figure: {figure}"), figure=self.figure_words(say, inputs))]
        if self.zero_at == 0 and self.full_at == 1:
            lines.append(say(mark("Points = {points} × figure"), points=max_points))
        else:
            lines.append(
                say(
                    mark("{full} gives {points}, {zero} gives 0 points; in between in proportion"),
                    full=self.shown(self.full_at, inputs),
                    zero=self.shown(self.zero_at, inputs),
                    points=points_words(say, max_points),
                )
            )
        if self.floor is not None:
            lines.append(say(mark("Under {floor}: 0 points"), floor=self.shown(self.floor, inputs)))
        return [*lines, *self.zero_words(say)]
