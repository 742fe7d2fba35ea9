"""Another index (SIPAS, PAPI, DTI …), taken from its table and rescaled to the maximum."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from parindex.locale import Say, mark, phrase
from parindex.model.live import Cells, LiveFormula, number
from parindex.model.number import ZERO
from parindex.model.rule import Identifier, Input, Number, Rule, Scored, Values
from parindex.model.text import LocalText
from parindex.scoring.rules.measure import points_words


class Index(Rule):
    """Points = maximum × (index − least) / (out_of − least).

    Ninh Thuận 2022 so counted its SIPAS, a percentage, as 10 points × the percentage.
    """

    kind: Literal["index"] = Field(description=mark("Another index, rescaled to the maximum."))
    spreads: ClassVar[bool] = True
    of: Identifier = Field("index", description=mark("Name of the input the rule makes."))
    label: LocalText = Field(
        LocalText(vi="Chỉ số", en="Index"), description=mark("The question on the form.")
    )
    least: Number = Field(ZERO, description=mark("The index that gives 0 points."))
    out_of: Number = Field(description=mark("The index that gives the maximum."))

    @model_validator(mode="after")
    def _two_ends(self) -> Self:
        if self.least >= self.out_of:
            raise PydanticCustomError("index_ends", "two ends")
        return self

    def implied_inputs(self) -> dict[str, Input]:
        """Return the index, within its two ends."""
        field = {"type": "number", "label": self.label, "min": self.least, "max": self.out_of}
        return {self.of: Input.model_validate(field)}

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset({self.of})

    def names(self) -> frozenset[str]:
        """Return the name of the index."""
        return self._names

    def score(self, values: Values, inputs: Mapping[str, Input], max_points: Fraction) -> Scored:
        """Rescale the index."""
        figure = values[self.of]
        assert isinstance(figure, Fraction)  # noqa: S101 - for the type checker
        points = max_points * (figure - self.least) / (self.out_of - self.least)
        message = mark(
            "{figure} on the scale from {least} to {most}: {points} {points:point|points}"
        )
        return Scored(
            points,
            phrase(message, figure=figure, least=self.least, most=self.out_of, points=points),
        )

    def samples(self) -> Iterator[Values]:
        """Yield both ends and the middle."""
        middle = (self.least + self.out_of) / 2
        return ({self.of: figure} for figure in (self.least, middle, self.out_of))

    def live(
        self, cells: Cells, inputs: Mapping[str, Input], max_points: Fraction
    ) -> LiveFormula | None:
        """Rescale the index."""
        figure = f"({cells.inputs[self.of]}-{number(self.least)})"
        return LiveFormula(f"{number(max_points)}*{figure}/{number(self.out_of - self.least)}")

    def stated_points(self, max_points: Fraction) -> tuple[Fraction, ...]:
        """Return both ends."""
        return (max_points, ZERO)

    def describe(self, say: Say, inputs: Mapping[str, Input], max_points: Fraction) -> list[str]:
        """Say the two ends."""
        message = mark(
            "{label}: {most} gives {points}, {least} gives 0 points; in between in proportion"
        )
        label = inputs[self.of].label if self.of in inputs else self.label
        points = points_words(say, max_points)
        return [say(message, label=label, most=self.out_of, least=self.least, points=points)]
