"""Points for each thing done, or all of them or nothing."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, StrictBool, model_validator
from pydantic_core import PydanticCustomError

from parindex.locale import Say, mark, phrase
from parindex.model.live import YES, Cells, LiveFormula, number, one_of
from parindex.model.number import ZERO, exact_sum
from parindex.model.rule import MOST_ENTRIES, Identifier, Input, Points, Rule, Scored, Values
from parindex.model.shape import absent, each, stated, true
from parindex.model.text import LocalText, Model
from parindex.scoring.rules.choice import distinct
from parindex.scoring.rules.measure import points_words


class Tick(Model):
    """One thing to do, with its points unless all must be done."""

    name: Identifier = Field(description=mark("Short name of the part."))
    label: LocalText = Field(description=mark("The part as the form shows it."))
    points: Points | None = Field(
        None, description=mark("The points of the part; none with “all_or_nothing”.")
    )


class Checklist(Rule):
    """Things to do; each is worth its points, or ``all`` of them the maximum."""

    relations = (
        {
            "if": true("all_or_nothing"),
            "then": each("items", absent("points", error="checklist_points")),
            "else": each("items", stated("points", error="checklist_points")),
        },
    )

    kind: Literal["checklist"] = Field(
        description=mark("Points for each part met, or all or none.")
    )
    ticks: Annotated[tuple[Tick, ...], Field(min_length=2, max_length=MOST_ENTRIES)] = Field(
        alias="items", description=mark("The parts, at least two.")
    )
    all_or_nothing: StrictBool = Field(
        False, description=mark("Whether all parts are needed, for the maximum; else 0 points.")
    )

    @model_validator(mode="after")
    def _points_where_needed(self) -> Self:
        if any((tick.points is None) != self.all_or_nothing for tick in self.ticks):
            raise PydanticCustomError("checklist_points", "points")
        distinct(tick.name for tick in self.ticks)
        return self

    def implied_inputs(self) -> dict[str, Input]:
        """Return a yes or no for each thing."""
        return {tick.name: Input(type="yes_no", label=tick.label) for tick in self.ticks}

    def names(self) -> frozenset[str]:
        """Return the names of the things."""
        return self._names

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(tick.name for tick in self.ticks)

    def score(self, values: Values, inputs: Mapping[str, Input], max_points: Fraction) -> Scored:
        """Add up what was done."""
        done = [tick for tick in self.ticks if values[tick.name]]
        if self.all_or_nothing:
            points = max_points if len(done) == len(self.ticks) else ZERO
        else:
            points = exact_sum([tick.points for tick in done if tick.points is not None])
        message = mark("{done} of {all} {all:part|parts} met: {points} {points:point|points}")
        return Scored(points, phrase(message, done=len(done), all=len(self.ticks), points=points))

    def samples(self) -> Iterator[Values]:
        """Yield nothing done, each thing alone, all but one, and all."""
        names = [tick.name for tick in self.ticks]
        sets = [set(), *({name} for name in names), set(names[:-1]), set(names)]
        seen: list[set[str]] = []
        for done in sets:
            if done not in seen:
                seen.append(done)
                yield {name: name in done for name in names}

    def live(
        self, cells: Cells, inputs: Mapping[str, Input], max_points: Fraction
    ) -> LiveFormula | None:
        """Add up what was done, or return all or nothing."""
        done = [one_of(cells.inputs[tick.name], YES) for tick in self.ticks]
        if self.all_or_nothing:
            return LiveFormula(f"IF(AND({','.join(done)}),{number(max_points)},0)")
        parts = [
            f"IF({test},{number(tick.points or ZERO)},0)"
            for test, tick in zip(done, self.ticks, strict=True)
        ]
        return LiveFormula("+".join(parts))

    def stated_points(self, max_points: Fraction) -> tuple[Fraction, ...]:
        """Return zero and the sum of all."""
        if self.all_or_nothing:
            return (max_points, ZERO)
        return (exact_sum([tick.points for tick in self.ticks if tick.points is not None]), ZERO)

    def describe(self, say: Say, inputs: Mapping[str, Input], max_points: Fraction) -> list[str]:
        """Say a line a thing."""
        if self.all_or_nothing:
            return [
                say(
                    mark("All {count} parts met: {points}"),
                    count=len(self.ticks),
                    points=points_words(say, max_points),
                ),
                say(mark("One part missing: 0 points")),
            ]
        return [
            say(
                mark("{option}: {points}"),
                option=tick.label,
                points=points_words(say, tick.points or ZERO),
            )
            for tick in self.ticks
        ]
