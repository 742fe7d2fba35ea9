"""Points given by the council, within bounds and steps; a unit may propose them."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from parindex.locale import Say, mark, phrase
from parindex.model.live import Cells, LiveFormula, first_of, live, number, steady
from parindex.model.number import ZERO
from parindex.model.rule import Input, Number, Outcome, Rule, Scored, Values
from parindex.model.submission import CLAIM
from parindex.model.text import LocalText
from parindex.scoring.rules.measure import points_words


class Judged(Rule):
    """Points from 0 to the maximum in steps of ``step``; ``guide`` tells the council how."""

    from_claim: ClassVar[bool] = True

    kind: Literal["judged"] = Field(
        description=mark("Points proposed by the unit or given by the council.")
    )
    step: Annotated[Number, Field(gt=0)] | None = Field(
        None, description=mark("Points come in multiples of this.")
    )
    guide: LocalText | None = Field(None, description=mark("What the points are given for."))

    def names(self) -> frozenset[str]:
        """Return the claim's name."""
        return frozenset({CLAIM})

    def score(self, values: Values, inputs: Mapping[str, Input], max_points: Fraction) -> Scored:
        """Return the points proposed, if they are within bounds and on a step."""
        points = values[CLAIM]
        if not isinstance(points, Fraction) or not ZERO <= points <= max_points:
            message = mark("{points} {points:point|points} proposed, outside 0 to {max}")
            return Scored(ZERO, phrase(message, points=points, max=max_points), Outcome.INVALID)
        if self.step is not None and (points / self.step).denominator != 1:
            message = mark("{points} {points:point|points} proposed, not a multiple of {step}")
            return Scored(ZERO, phrase(message, points=points, step=self.step), Outcome.INVALID)
        return Scored(
            points, phrase(mark("{points} {points:point|points} proposed"), points=points)
        )

    def live(
        self, cells: Cells, inputs: Mapping[str, Input], max_points: Fraction
    ) -> LiveFormula | None:
        """Return the points proposed, if they are within bounds and on a step."""
        claim = cells.inputs[CLAIM]
        cases = [(f"OR({steady(claim)}<0,{steady(claim)}>{number(max_points)})", cells.invalid)]
        if self.step is not None:
            steps = f"{claim}/{number(self.step)}"
            cases.append((f"ABS({steps}-ROUND({steps},0))>0.0000000001", cells.invalid))
        points = first_of(cases, claim)
        return live(points)

    def stated_points(self, max_points: Fraction) -> tuple[Fraction, ...]:
        """Return both ends: nothing, and the highest step within the maximum."""
        top = max_points if self.step is None else max_points // self.step * self.step
        return (top, ZERO)

    def describe(self, say: Say, inputs: Mapping[str, Input], max_points: Fraction) -> list[str]:
        """Say bounds, steps and the guide."""
        lines = [
            say(mark("Judged by the council: 0 to {points}"), points=points_words(say, max_points))
        ]
        if self.step is not None:
            lines.append(say(mark("In steps of {step}"), step=points_words(say, self.step)))
        if self.guide is not None:
            lines.append(say("{guide}", guide=self.guide))
        return lines
