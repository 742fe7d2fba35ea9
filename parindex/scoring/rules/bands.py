"""The points of the band a figure falls in; each band says which side of its bound it takes."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from parindex.locale import Say, mark, phrase
from parindex.model.live import Cells, first_of, number, steady
from parindex.model.number import ZERO, less
from parindex.model.rule import MOST_ENTRIES, Input, Number, Scored
from parindex.model.shape import either
from parindex.scoring.rules.choice import Graded
from parindex.scoring.rules.measure import MeasureRule, points_words


class Step(Graded):
    """A band: figures ``from`` its bound (at least) or ``above`` it (more than)."""

    relations = (*Graded.relations, either("from", "above", error="from_or_above"))

    at_least: Number | None = Field(
        None, alias="from", description=mark("The band begins at this figure (at least).")
    )
    above: Number | None = Field(
        None, description=mark("The band begins above this figure (more than).")
    )

    @model_validator(mode="after")
    def _one_bound(self) -> Self:
        if (self.at_least is None) == (self.above is None):
            raise PydanticCustomError("from_or_above", "from or above")
        return self

    @property
    def bound(self) -> Fraction:
        """Return the lower bound, whichever side it takes."""
        return self.at_least if self.at_least is not None else self.above or ZERO

    @property
    def order(self) -> tuple[Fraction, bool]:
        """Return what sorts bands by where they begin: ``above`` x begins after ``from`` x."""
        return (self.bound, self.above is not None)

    def holds(self, figure: Fraction) -> bool:
        """Tell whether the figure reaches the band."""
        return less(self.bound, figure) if self.above is not None else not less(figure, self.bound)


class Bands(MeasureRule):
    """Bands from the highest bound to the lowest; the first one reached gives the points."""

    kind: Literal["bands"] = Field(description=mark("The points of the band a figure falls in."))
    bands: Annotated[tuple[Step, ...], Field(min_length=1, max_length=MOST_ENTRIES)] = Field(
        description=mark("The bands, from the highest bound to the lowest.")
    )

    def points_of(
        self, figure: Fraction, inputs: Mapping[str, Input], max_points: Fraction
    ) -> Scored:
        """Return the points of the first band the figure reaches; none reached is no points."""

        def shown(value: Fraction) -> object:
            return self.shown(value, inputs)

        return band_points(self.bands, figure, shown, max_points)

    def edges(self, max_points: Fraction) -> tuple[Fraction, ...]:
        """Return the bounds of the bands."""
        return tuple(step.bound for step in self.bands)

    def live_points(
        self, cells: Cells, inputs: Mapping[str, Input], max_points: Fraction
    ) -> str | None:
        """Return the points of the first band the figure reaches."""
        return bands_in_cells(self.bands, cells.figure, max_points)

    def stated_points(self, max_points: Fraction) -> tuple[Fraction, ...]:
        """Return the points of every band."""
        return tuple(step.worth(max_points) for step in self.bands)

    def describe(self, say: Say, inputs: Mapping[str, Input], max_points: Fraction) -> list[str]:
        """Say the figure, then a line a band with both its bounds."""

        def shown(value: Fraction) -> object:
            return self.shown(value, inputs)

        first = say(mark("Figure: {figure}"), figure=self.figure_words(say, inputs))
        return [first, *band_lines(self.bands, shown, say, max_points), *self.zero_words(say)]


Shown = Callable[[Fraction], object]
"""How a figure is to be shown: as a number, or as a percentage."""


def band_points(
    bands: Sequence[Step], figure: Fraction, shown: Shown, max_points: Fraction
) -> Scored:
    """Return the points of the first band the figure reaches; none reached is no points."""
    for step in bands:
        if step.holds(figure):
            points = step.worth(max_points)
            message = (
                mark("{figure} is more than {bound}: {points} {points:point|points}")
                if step.above is not None
                else mark("{figure} is at least {bound}: {points} {points:point|points}")
            )
            values = {"figure": shown(figure), "bound": shown(step.bound), "points": points}
            return Scored(points, phrase(message, **values))
    message = mark("{figure} is under every band: no points")
    return Scored(ZERO, phrase(message, figure=shown(figure)))


def bands_in_cells(bands: Sequence[Step], figure: str, max_points: Fraction) -> str | None:
    """Return, as a formula, the points of the first band the figure in a cell reaches."""
    cases = [
        (
            f"{steady(figure)}{'>' if step.above is not None else '>='}{number(step.bound)}",
            number(step.worth(max_points)),
        )
        for step in bands
    ]
    return first_of(cases, "0")


def band_lines(bands: Sequence[Step], shown: Shown, say: Say, max_points: Fraction) -> list[str]:
    """Say a line a band with both its bounds."""
    uppers: list[Step | None] = [None, *bands]
    return [
        say(
            _band_message(step, upper),
            low=shown(step.bound),
            high=shown(upper.bound) if upper else None,
            points=points_words(say, step.worth(max_points)),
        )
        for step, upper in zip(bands, uppers, strict=False)
    ]


def _band_message(step: Step, upper: Step | None) -> str:
    above, under = step.above is not None, upper is not None and upper.above is None
    if upper is None:
        return mark("More than {low}: {points}") if above else mark("From {low} up: {points}")
    if step.at_least == 0:
        return mark("Under {high}: {points}") if under else mark("{high} or less: {points}")
    if above and under:
        return mark("More than {low} to under {high}: {points}")
    if above:
        return mark("More than {low} to {high}: {points}")
    if under:
        return mark("From {low} to under {high}: {points}")
    return mark("From {low} to {high}: {points}")
