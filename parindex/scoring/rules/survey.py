"""Answers of a survey: each answer a share, averaged by group of respondents, groups weighted."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from parindex.locale import Say, mark, phrase
from parindex.model.live import NO_DENOMINATOR, Cells, LiveFormula, number
from parindex.model.number import ZERO, exact_sum
from parindex.model.rule import (
    MOST_ENTRIES,
    Identifier,
    Input,
    Number,
    Outcome,
    Points,
    Rule,
    Scored,
    Values,
)
from parindex.model.text import LocalText, Model
from parindex.scoring.rules.choice import distinct
from parindex.scoring.rules.measure import points_words


class AnswerOption(Model):
    """An answer with the share of the maximum it stands for; without one it is not counted."""

    value: Identifier = Field(description=mark("Short name of the answer."))
    label: LocalText = Field(description=mark("The answer as it was asked."))
    share: Annotated[Number, Field(ge=0, le=1)] | None = Field(
        None,
        description=mark("Share of the maximum, 0 to 1; without it, not counted."),
    )


class Group(Model):
    """A group of respondents with its weight among the groups."""

    name: Identifier = Field(description=mark("Short name of the group."))
    label: LocalText = Field(description=mark("The group as readers know it."))
    weight: Annotated[Points, Field(gt=0)] = Field(
        Fraction(1), description=mark("Weight among the groups.")
    )


class Survey(Rule):
    """Points = maximum × weighted mean, over the groups, of the mean share of their answers.

    Declared are counts of answers, one a group and option, named ``group_option``. A group in
    which nobody answered makes the item ``missing`` (``strict``, the default), is left out
    (``skip``), or counts 0 (``zero``).
    """

    kind: Literal["survey"] = Field(description=mark("Answers of a survey, by group."))
    spreads: ClassVar[bool] = True
    options: Annotated[tuple[AnswerOption, ...], Field(min_length=2, max_length=MOST_ENTRIES)] = (
        Field(description=mark("The answers, with what each stands for."))
    )
    groups: Annotated[tuple[Group, ...], Field(min_length=1, max_length=MOST_ENTRIES)] = Field(
        description=mark("The groups of respondents.")
    )
    missing: Literal["skip", "strict", "zero"] = Field(
        "strict", description=mark("What a group without an answer means.")
    )

    @model_validator(mode="after")
    def _something_counts(self) -> Self:
        distinct(option.value for option in self.options)
        distinct(group.name for group in self.groups)
        distinct(f"{group.name}_{o.value}" for group in self.groups for o in self.options)
        if max((option.share or ZERO for option in self.options), default=ZERO) == 0:
            raise PydanticCustomError("survey_shares", "a share above 0")
        return self

    def implied_inputs(self) -> dict[str, Input]:
        """Return a count a group and option."""
        return {
            f"{group.name}_{option.value}": Input(
                type="count", label=_joined(group.label, option.label)
            )
            for group in self.groups
            for option in self.options
        }

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(self.implied_inputs())

    def names(self) -> frozenset[str]:
        """Return the names of all counts."""
        return self._names

    def score(self, values: Values, inputs: Mapping[str, Input], max_points: Fraction) -> Scored:
        """Average the groups that answered."""
        means: list[tuple[Fraction, Fraction]] = []
        for group in self.groups:
            mean = self._mean(group, values)
            if mean is None and self.missing == "strict":
                message = mark("nobody in the group “{group}” answered")
                return Scored(ZERO, phrase(message, group=group.label), Outcome.MISSING)
            if mean is not None or self.missing == "zero":
                means.append((group.weight, mean or ZERO))
        if not means:
            return Scored(ZERO, phrase(mark("nobody answered")), Outcome.MISSING)
        weights = exact_sum([weight for weight, _ in means])
        share = exact_sum([weight * mean for weight, mean in means]) / weights
        points = max_points * share
        message = mark(
            "{share}% on average over {count} {count:group|groups}: {points} {points:point|points}"
        )
        return Scored(points, phrase(message, share=share * 100, count=len(means), points=points))

    def _mean(self, group: Group, values: Values) -> Fraction | None:
        """Return the mean share of a group's answers; none where nobody answered."""
        counts = [
            (values[f"{group.name}_{option.value}"], option.share)
            for option in self.options
            if option.share is not None
        ]
        answered = [(n, share) for n, share in counts if isinstance(n, Fraction)]
        whole = exact_sum([n for n, _ in answered])
        return exact_sum([n * share for n, share in answered]) / whole if whole else None

    def samples(self) -> Iterator[Values]:
        """Yield, for each answer that counts, that everybody gives it."""
        for chosen in self.options:
            if chosen.share is not None:
                yield {
                    f"{group.name}_{option.value}": Fraction(option == chosen)
                    for group in self.groups
                    for option in self.options
                }

    def live(
        self, cells: Cells, inputs: Mapping[str, Input], max_points: Fraction
    ) -> LiveFormula | None:
        """Average the groups that answered."""
        shares, weights = [], []
        for group in self.groups:
            counted = [
                (cells.inputs[f"{group.name}_{o.value}"], o.share)
                for o in self.options
                if o.share is not None
            ]
            whole = f"({'+'.join(cell for cell, _ in counted)})"
            mean = f"({'+'.join(f'{cell}*{number(s)}' for cell, s in counted)})/{whole}"
            weight = number(group.weight)
            if self.missing == "strict":
                shares.append(f"{weight}*{mean}")
                weights.append(weight)
            else:
                shares.append(f"IF({whole}=0,0,{weight}*{mean})")
                weights.append(weight if self.missing == "zero" else f"IF({whole}=0,0,{weight})")
        figure = f"({'+'.join(shares)})/({'+'.join(weights)})"
        points = f"{number(max_points)}*{cells.figure}"
        nobody = f"{cells.figure}={NO_DENOMINATOR}"
        return LiveFormula(f"IF({nobody},{cells.missing},{points})", figure)

    def stated_points(self, max_points: Fraction) -> tuple[Fraction, ...]:
        """Return the points where all give one answer, for each answer that counts."""
        return tuple(max_points * o.share for o in self.options if o.share is not None)

    def describe(self, say: Say, inputs: Mapping[str, Input], max_points: Fraction) -> list[str]:
        """Say what each answer stands for and how the groups weigh."""
        lines = [
            say(mark("Survey; all answers at 100%: {points}"), points=points_words(say, max_points))
        ]
        for option in self.options:
            message = (
                mark("“{label}”: not counted")
                if option.share is None
                else mark("“{label}”: {share}%")
            )
            share = None if option.share is None else option.share * 100
            lines.append(say(message, label=option.label, share=share))
        if len(self.groups) > 1:
            message = mark("Group “{label}”: weight {weight}")
            lines += [say(message, label=g.label, weight=g.weight) for g in self.groups]
        return lines


def _joined(one: LocalText, other: LocalText) -> LocalText:
    english = f"{one.en}: {other.en}" if one.en and other.en else None
    return LocalText(vi=f"{one.vi}: {other.vi}", en=english)
