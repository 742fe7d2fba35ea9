"""A declared expression that gives the points themselves, for what no other kind says."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from pydantic import Field

from parindex.locale import Say, mark, phrase
from parindex.model.live import Cells, first_of, number, steady
from parindex.model.number import ZERO
from parindex.model.rule import Input, Outcome, Scored
from parindex.scoring.rules.measure import MeasureRule


class Formula(MeasureRule):
    """Points = the expression; outside 0 and the maximum it is invalid, never cut in silence."""

    kind: Literal["formula"] = Field(
        description=mark("The expression gives the points themselves.")
    )

    def points_of(
        self, figure: Fraction, inputs: Mapping[str, Input], max_points: Fraction
    ) -> Scored:
        """Return the figure as points, within bounds."""
        if not ZERO <= figure <= max_points:
            message = mark("the formula gives {points}, outside 0 to {max}")
            return Scored(ZERO, phrase(message, points=figure, max=max_points), Outcome.INVALID)
        return Scored(
            figure, phrase(mark("the formula gives {points} {points:point|points}"), points=figure)
        )

    def live_points(
        self, cells: Cells, inputs: Mapping[str, Input], max_points: Fraction
    ) -> str | None:
        """Return the figure as points, within bounds."""
        figure = steady(cells.figure)
        outside = f"OR({figure}<0,{figure}>{number(max_points)})"
        return first_of([(outside, cells.invalid)], cells.figure)

    def stated_points(self, max_points: Fraction) -> tuple[Fraction, ...]:
        """Return nothing: the text states no points."""
        return ()

    def describe(self, say: Say, inputs: Mapping[str, Input], max_points: Fraction) -> list[str]:
        """Say the formula."""
        return [
            say(mark("Points = {figure}"), figure=self.figure_words(say, inputs)),
            *self.zero_words(say),
        ]
