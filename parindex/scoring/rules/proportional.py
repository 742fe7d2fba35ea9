"""The maximum times a ratio, with a floor and two ends between which it is linear."""

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from typing import Literal, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from parindex.locale import Say, mark, phrase
from parindex.model.number import less
from parindex.model.rule import Input, Number, Scored
from parindex.scoring.rules.measure import ZERO, MeasureRule, points_words

_ONE = Fraction(1)


class Proportional(MeasureRule):
    """Linear from nothing at ``zero_at`` to the maximum at ``full_at``; nothing under ``floor``.

    Points = maximum × (figure − zero_at) / (full_at − zero_at), within 0 and the maximum.
    ``zero_at`` may lie above ``full_at`` where less is better.
    """

    kind: Literal["proportional"]
    zero_at: Number = ZERO
    full_at: Number = Fraction(1)
    floor: Number | None = None

    @model_validator(mode="after")
    def _two_ends(self) -> Self:
        if self.zero_at == self.full_at:
            raise PydanticCustomError("two_ends", "two ends")
        if self.floor is not None and self.zero_at > self.full_at:
            raise PydanticCustomError("floor_direction", "no floor")
        return self

    @cached_property
    def _span(self) -> Fraction:
        return self.full_at - self.zero_at

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
        rise = figure - self.zero_at if self.zero_at else figure
        share = rise if self._span == 1 else rise / self._span
        full = not less(share, _ONE)
        points = max_points if full else max_points * share if less(ZERO, share) else ZERO
        if full:
            message = mark("{figure} reaches {full}: {points} points")
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
            "{figure}, between {zero} (0 points) and {full} ({max} points): {points} points"
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
