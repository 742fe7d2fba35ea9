"""The maximum less so much for each fault, or nothing from some number of faults on."""

from collections.abc import Mapping
from fractions import Fraction
from math import ceil
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from parindex.locale import Say, mark, phrase
from parindex.model.live import Cells, first_of, number, steady
from parindex.model.number import ZERO
from parindex.model.rule import Input, Number, Scored
from parindex.model.shape import stated
from parindex.scoring.rules.measure import MeasureRule, points_words, under_zero


class Deduction(MeasureRule):
    """Full points without a fault; ``each`` off a fault, not under zero; none at ``zero_from``."""

    relations = ({"if": stated("each"), "else": stated("zero_from", error="deduction_effect")},)

    kind: Literal["deduction"] = Field(
        description=mark("The maximum less so many points for each fault.")
    )
    each: Annotated[Number, Field(gt=0)] | None = Field(
        None, description=mark("The points taken off for each fault.")
    )
    zero_from: Annotated[Number, Field(gt=0)] | None = Field(
        None, description=mark("The number of faults from which on there are no points.")
    )

    @model_validator(mode="after")
    def _some_effect(self) -> Self:
        if self.each is None and self.zero_from is None:
            raise PydanticCustomError("deduction_effect", "each or zero_from")
        return self

    def points_of(
        self, figure: Fraction, inputs: Mapping[str, Input], max_points: Fraction
    ) -> Scored:
        """Return what the faults leave."""
        if figure < 0:
            return under_zero(figure)
        if self.zero_from is not None and figure >= self.zero_from:
            message = mark("{count} {count:fault|faults}, no points from {limit} on")
            return Scored(ZERO, phrase(message, count=figure, limit=self.zero_from))
        if self.each is None:
            message = mark(
                "{count} {count:fault|faults}, under {limit}: {points} {points:point|points}"
            )
            values = {"count": figure, "limit": self.zero_from, "points": max_points}
            return Scored(max_points, phrase(message, **values))
        off = figure * self.each
        points = max(max_points - off, ZERO)
        message = mark(
            "{max} {max:point|points} less {count} × {each}, never under 0: {points} "
            "{points:point|points}"
        )
        return Scored(
            points,
            phrase(message, max=max_points, count=figure, each=self.each, points=points),
        )

    def edges(self, max_points: Fraction) -> tuple[Fraction, ...]:
        """Return no fault, one, and as many as leave nothing."""
        last = () if self.zero_from is None else (self.zero_from,)
        if self.each is not None:
            last = (*last, Fraction(ceil(max_points / self.each)))
        return (ZERO, Fraction(1), *last)

    def live_points(
        self, cells: Cells, inputs: Mapping[str, Input], max_points: Fraction
    ) -> str | None:
        """Return what the faults leave."""
        count, cases = steady(cells.figure), [(f"{steady(cells.figure)}<0", cells.invalid)]
        if self.zero_from is not None:
            cases.append((f"{count}>={number(self.zero_from)}", "0"))
        points = number(max_points)
        if self.each is not None:
            points = f"MAX({points}-{cells.figure}*{number(self.each)},0)"
        return first_of(cases, points)

    def stated_points(self, max_points: Fraction) -> tuple[Fraction, ...]:
        """Return the maximum and zero."""
        return (max_points, ZERO)

    def describe(self, say: Say, inputs: Mapping[str, Input], max_points: Fraction) -> list[str]:
        """Say what each fault costs."""
        figure = self.figure_words(say, inputs)
        lines = [say(mark("No fault: {points}"), points=points_words(say, max_points))]
        if self.each is not None:
            lines.append(
                say(
                    mark("Each fault ({figure}): {points} off, never under 0"),
                    figure=figure,
                    points=points_words(say, self.each),
                )
            )
        if self.zero_from is not None:
            lines.append(
                say(
                    mark("From {count} {count:fault|faults} ({figure}): 0 points"),
                    count=self.zero_from,
                    figure=figure,
                )
            )
        return [*lines, *self.zero_words(say)]
