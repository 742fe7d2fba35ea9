"""What the kinds share that compute a figure first: its expression and what zero means."""

from abc import abstractmethod
from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from pydantic import Field

from parindex.locale import Say, mark, phrase, shown
from parindex.model.live import NO_DENOMINATOR, Cells, LiveFormula, first_of, live, number
from parindex.model.number import ZERO
from parindex.model.rule import Input, Outcome, Rule, Scored, Values, WhenZero
from parindex.scoring.expression import Expression
from parindex.scoring.spreadsheet import formula_of


class MeasureRule(Rule):
    """A rule over a figure (``of``), which may divide and then says what zero means."""

    of: Expression = Field(
        description=mark("The figure: a sum over inputs, such as done / planned.")
    )
    when_zero: WhenZero | None = Field(
        None, description=mark("What a zero denominator means: no item, full points, no points.")
    )

    def expressions(self) -> dict[str, Expression]:
        """Return the expressions of the rule by their keys."""
        return {"of": self.of}

    def divides_by(self) -> tuple[Expression, ...]:
        """Return what the rule itself divides by, beside the divisions in its expressions."""
        return ()

    def edges(self, max_points: Fraction) -> tuple[Fraction, ...]:
        """Return the figures at which the rule changes; between them points rise or fall."""
        return ()

    def names(self) -> frozenset[str]:
        """Return the names in the expression."""
        return self.of.names

    def score(self, values: Values, inputs: Mapping[str, Input], max_points: Fraction) -> Scored:
        """Compute the figure, then its points; a zero denominator takes the stated policy."""
        try:
            figure = self.of(values)
        except ZeroDivisionError:
            return zero_denominator(self.when_zero, max_points)
        return self.points_of(figure, inputs, max_points)

    @abstractmethod
    def points_of(
        self, figure: Fraction, inputs: Mapping[str, Input], max_points: Fraction
    ) -> Scored:
        """Return the points for the figure."""

    def live(
        self, cells: Cells, inputs: Mapping[str, Input], max_points: Fraction
    ) -> LiveFormula | None:
        """Return the figure, and its points; a zero denominator takes the stated policy."""
        points = self.live_points(cells, inputs, max_points)
        if points is None:
            return None
        zero = zero_in_cells(self.when_zero, cells, max_points)
        points = first_of([(f"{cells.figure}={NO_DENOMINATOR}", zero)], points)
        return live(points, self.live_figure(cells, inputs))

    def live_figure(self, cells: Cells, inputs: Mapping[str, Input]) -> str:
        """Return the formula of the figure."""
        return formula_of(self.of, cells.inputs, inputs)

    def live_points(
        self, cells: Cells, inputs: Mapping[str, Input], max_points: Fraction
    ) -> str | None:
        """Return the formula of the points for the figure in its cell; none where none can."""
        del cells, inputs, max_points
        return None

    def figure_words(self, say: Say, inputs: Mapping[str, Input]) -> str:
        """Say what is measured, with the labels of the inputs."""
        labels = {name: say("{label}", label=field.label) for name, field in inputs.items()}
        return self.of.words(labels, say)

    def zero_words(self, say: Say) -> list[str]:
        """Say what a zero denominator means, where the rule states it."""
        return [say(_ZERO_WORDS[self.when_zero])] if self.when_zero else []

    def shown(self, figure: Fraction, inputs: Mapping[str, Input]) -> "Figure":
        """Return the figure as it is to be shown: a share of one as a percentage."""
        return Figure(figure, self.of, inputs)


class Share(NamedTuple):
    """A share of one, which people read as a percentage."""

    value: Fraction

    def for_lang(self, lang: str) -> str:
        """Write it in ``lang`` as a percentage."""
        return f"{shown(self.value * 100, lang)}%"


class Figure(NamedTuple):
    """A figure with the expression it comes from, which tells whether it is a share of one.

    It pickles as what it is: units are read in child processes, and the expression stays there.
    """

    value: Fraction
    of: Expression
    inputs: Mapping[str, Input]

    def plain(self) -> Fraction | Share:
        """Return the figure itself, or the share that it is."""
        percents = {name for name, field in self.inputs.items() if field.type == "percent"}
        return Share(self.value) if self.of.is_share(percents) else self.value

    def for_lang(self, lang: str) -> str:
        """Write the figure in ``lang``; a share as a percentage."""
        return shown(self.plain(), lang)

    def __reduce__(self) -> tuple[type[Fraction | Share], tuple[Fraction]]:
        return (Share if isinstance(self.plain(), Share) else Fraction, (self.value,))


_ZERO_WORDS = {
    "not_applicable": mark("Where the denominator is zero the item does not apply."),
    "full": mark("Where the denominator is zero the item has full points."),
    "zero": mark("Where the denominator is zero the item has no points."),
}


def zero_denominator(policy: WhenZero | None, max_points: Fraction) -> Scored:
    """Return what a zero denominator comes to; without a stated policy it is invalid."""
    if policy == "full":
        return Scored(max_points, phrase(mark("the denominator is zero: full points")))
    if policy == "zero":
        return Scored(ZERO, phrase(mark("the denominator is zero: no points")))
    if policy == "not_applicable":
        return Scored(
            ZERO,
            phrase(mark("the denominator is zero: the item does not apply")),
            Outcome.NOT_APPLICABLE,
        )
    return Scored(
        ZERO,
        phrase(mark("the denominator is zero and the criteria do not say what that means")),
        Outcome.INVALID,
    )


def zero_in_cells(policy: WhenZero | None, cells: Cells, max_points: Fraction) -> str:
    """Return, as a formula, what a zero denominator comes to."""
    values = {"full": number(max_points), "zero": "0", "not_applicable": cells.not_applicable}
    return values[policy] if policy else cells.invalid


def under_zero(figure: Fraction) -> Scored:
    """Return what a count under zero comes to."""
    return Scored(ZERO, phrase(mark("the count {count} is under 0"), count=figure), Outcome.INVALID)


def points_words(say: Say, points: Fraction) -> str:
    """Say so many points."""
    return say(mark("{points} {points:point|points}"), points=points)
