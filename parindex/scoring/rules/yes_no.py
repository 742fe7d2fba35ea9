"""All points or none."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Literal

from pydantic import Field

from parindex.locale import Say, mark, phrase
from parindex.model.live import Cells, number
from parindex.model.number import ZERO
from parindex.model.rule import Input, Scored, Values
from parindex.model.text import LocalText
from parindex.scoring.expression import Expression
from parindex.scoring.rules.measure import MeasureRule, points_words


class YesNo(MeasureRule):
    """Full points where the answer is yes, or where the condition over the inputs holds."""

    kind: Literal["yes_no"] = Field(description=mark("All points or none."))
    of: Expression = Field(
        Expression("answer"),
        description=mark("A condition over inputs; left out: one question, yes or no."),
    )

    def implied_inputs(self) -> dict[str, Input]:
        """Return the single answer, unless a condition is stated."""
        if self.of.source != "answer":
            return {}
        label = LocalText(vi="Đạt yêu cầu (Có/Không)", en="Requirement met (Yes/No)")
        return {"answer": Input(type="yes_no", label=label)}

    def points_of(
        self, figure: object, inputs: Mapping[str, Input], max_points: Fraction
    ) -> Scored:
        """Return all or nothing."""
        if figure:
            return Scored(
                max_points,
                phrase(
                    mark("the requirement is met: {points} {points:point|points}"),
                    points=max_points,
                ),
            )
        return Scored(ZERO, phrase(mark("the requirement is not met: no points")))

    def samples(self) -> Iterator[Values]:
        """Yield yes and no, where that is what the unit answers."""
        if self.implied_inputs():
            yield from ({"answer": True}, {"answer": False})

    def live_points(self, cells: Cells, inputs: Mapping[str, Input], max_points: Fraction) -> str:
        """Return all or nothing."""
        return f"IF({cells.figure},{number(max_points)},0)"

    def stated_points(self, max_points: Fraction) -> tuple[Fraction, ...]:
        """Return the maximum and zero."""
        return (max_points, ZERO)

    def describe(self, say: Say, inputs: Mapping[str, Input], max_points: Fraction) -> list[str]:
        """Say both outcomes."""
        if self.implied_inputs():
            first = say(mark("Met: {points}"), points=points_words(say, max_points))
            return [first, say(mark("Not met: 0 points"))]
        condition = self.figure_words(say, inputs)
        return [
            say(
                mark("Where {condition}: {points}"),
                condition=condition,
                points=points_words(say, max_points),
            ),
            say(mark("Otherwise: 0 points")),
            *self.zero_words(say),
        ]
