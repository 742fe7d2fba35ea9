"""The points, or the share of the maximum, of the option chosen."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from parindex.locale import Say, mark, phrase
from parindex.model.live import Cells, LiveFormula, first_of, live, number
from parindex.model.rule import (
    MOST_ENTRIES,
    Identifier,
    Input,
    Number,
    Points,
    Rule,
    Scored,
    Values,
)
from parindex.model.shape import Shape, either
from parindex.model.text import LocalText, Model
from parindex.scoring.rules.measure import points_words


def distinct(names: Iterable[str]) -> None:
    """Refuse a name that comes twice."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise PydanticCustomError("name_twice", "twice: {name}", {"name": name})
        seen.add(name)


class Graded(Model):
    """Something worth points, or a share of the maximum."""

    relations: ClassVar[tuple[Shape, ...]] = (either("points", "share", error="points_or_share"),)

    points: Points | None = Field(None, description=mark("What it is worth, in points."))
    share: Annotated[Number, Field(ge=0, le=1)] | None = Field(
        None, description=mark("What it is worth, as a share of the maximum: 0 to 1.")
    )

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.points is None) == (self.share is None):
            raise PydanticCustomError("points_or_share", "points or share")
        return self

    def worth(self, max_points: Fraction) -> Fraction:
        """Return the points it is worth."""
        return self.points if self.points is not None else (self.share or 0) * max_points


class Option(Graded):
    """An option with its label."""

    value: Identifier = Field(description=mark("Short name of the option."))
    label: LocalText = Field(description=mark("The option as the form shows it."))


class Choice(Rule):
    """One option of several, best first."""

    kind: Literal["choice"] = Field(description=mark("The points of the option chosen."))
    of: Identifier = Field("answer", description=mark("Name of the input the rule makes."))
    label: LocalText = Field(
        LocalText(vi="Mức đạt được", en="Level reached"),
        description=mark("The question on the form."),
    )
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=MOST_ENTRIES)] = Field(
        description=mark("The options, at least two, the best first.")
    )

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        distinct(option.value for option in self.options)
        return self

    @cached_property
    def _by_value(self) -> dict[str, Option]:
        return {option.value: option for option in self.options}

    def implied_inputs(self) -> dict[str, Input]:
        """Return the choice, with its options."""
        options = {option.value: option.label for option in self.options}
        return {self.of: Input(type="choice", label=self.label, options=options)}

    def names(self) -> frozenset[str]:
        """Return the name of the choice."""
        return frozenset({self.of})

    def score(self, values: Values, inputs: Mapping[str, Input], max_points: Fraction) -> Scored:
        """Return the points of the option chosen."""
        option = self._by_value[str(values[self.of])]
        points = option.worth(max_points)
        return Scored(
            points,
            phrase(
                mark("“{option}”: {points} {points:point|points}"),
                option=option.label,
                points=points,
            ),
        )

    def samples(self) -> Iterator[Values]:
        """Yield each option."""
        return ({self.of: option.value} for option in self.options)

    def live(
        self, cells: Cells, inputs: Mapping[str, Input], max_points: Fraction
    ) -> LiveFormula | None:
        """Return the points of the option chosen."""
        cell = cells.inputs[self.of]
        texts = cells.options[self.of]
        cases = [
            (f"{cell}={text}", number(option.worth(max_points)))
            for option, text in zip(self.options, texts, strict=True)
        ]
        points = first_of(cases, cells.invalid)
        return live(points)

    def stated_points(self, max_points: Fraction) -> tuple[Fraction, ...]:
        """Return the points of every option."""
        return tuple(option.worth(max_points) for option in self.options)

    def describe(self, say: Say, inputs: Mapping[str, Input], max_points: Fraction) -> list[str]:
        """Say a line an option."""
        return [
            say(
                mark("{option}: {points}"),
                option=option.label,
                points=points_words(say, option.worth(max_points)),
            )
            for option in self.options
        ]
