"""So many points each, up to the maximum."""

from collections.abc import Mapping
from fractions import Fraction
from math import ceil
from typing import Annotated, Literal

from pydantic import Field

from parindex.locale import Say, mark, phrase
from parindex.model.live import Cells, first_of, number, steady
from parindex.model.number import ZERO
from parindex.model.rule import Input, Number, Scored
from parindex.scoring.rules.measure import MeasureRule, points_words, under_zero


class PerItem(MeasureRule):
    """``each`` points for every one counted, up to the maximum."""

    kind: Literal["per_item"] = Field(
        description=mark("So many points for each one counted, up to the maximum.")
    )
    each: Annotated[Number, Field(gt=0)] = Field(description=mark("The points for each one."))

    def points_of(
        self, figure: Fraction, inputs: Mapping[str, Input], max_points: Fraction
    ) -> Scored:
        """Return count × points each, capped."""
        if figure < 0:
            return under_zero(figure)
        points = min(figure * self.each, max_points)
        message = mark(
            "{count} × {each} {each:point|points}, at most {max}: {points} {points:point|points}"
        )
        return Scored(
            points, phrase(message, count=figure, each=self.each, max=max_points, points=points)
        )

    def edges(self, max_points: Fraction) -> tuple[Fraction, ...]:
        """Return none, one, and as many as give the maximum."""
        return (ZERO, Fraction(1), Fraction(ceil(max_points / self.each)))

    def live_points(
        self, cells: Cells, inputs: Mapping[str, Input], max_points: Fraction
    ) -> str | None:
        """Return count × points each, capped."""
        points = f"MIN({cells.figure}*{number(self.each)},{number(max_points)})"
        return first_of([(f"{steady(cells.figure)}<0", cells.invalid)], points)

    def stated_points(self, max_points: Fraction) -> tuple[Fraction, ...]:
        """Return the points of enough."""
        return (max_points,)

    def describe(self, say: Say, inputs: Mapping[str, Input], max_points: Fraction) -> list[str]:
        """Say points each and the cap."""
        return [
            say(
                mark("Each ({figure}): {points}, at most {max}"),
                figure=self.figure_words(say, inputs),
                points=points_words(say, self.each),
                max=points_words(say, max_points),
            ),
            *self.zero_words(say),
        ]
