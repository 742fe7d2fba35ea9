"""A survey (điều tra xã hội học): its questionnaire, its counts, and figures made of them."""

from collections.abc import Mapping
from fractions import Fraction
from math import ceil
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StrictInt, StringConstraints
from pydantic_core import PydanticCustomError

from parindex.model.choices import LanguageVersion
from parindex.model.rule import MOST_ENTRIES, Identifier, Number
from parindex.model.text import LocalText, Model, name_key

Z = {
    Fraction(90, 100): Fraction("1.644854"),
    Fraction(95, 100): Fraction("1.959964"),
    Fraction(99, 100): Fraction("2.575829"),
}
"""The two-sided quantiles of the normal distribution, by level of confidence."""


def _level(value: Fraction) -> Fraction:
    if value not in Z:
        raise PydanticCustomError("confidence", "not a level")
    return value


Heading = Annotated[str, StringConstraints(pattern=r"\S", max_length=500)]
Least = Annotated[StrictInt, Field(ge=1)]


class Spelled(Model):
    """Something answers name by its short name, its label, or another way of writing it."""

    name: Identifier
    label: LocalText
    written: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """Return every way of writing it, as :func:`answer_key` has it; each once."""
        labels = [text for text in (self.label.vi, self.label.en) if text]
        return tuple(dict.fromkeys(map(answer_key, (self.name, *labels, *self.written))))


class ScaleOption(Spelled):
    """An answer with the share of the maximum it stands for; without one it is not counted."""

    share: Annotated[Number, Field(ge=0, le=1)] | None = None


class Weighted(Spelled):
    """A group of respondents or a stratum, with its weight among the others."""

    weight: Annotated[Number, Field(gt=0)] = Fraction(1)


class Respondents(Weighted):
    """A group of respondents; ``minimum`` is the least sample of a unit in it."""

    minimum: Least = 1


class Columns(Model):
    """The headings of the columns that say whose answers a row holds."""

    unit: Heading
    group: Heading
    stratum: Heading | None = None
    respondent: Heading | None = None


class Question(Model):
    """A question: its column, the groups asked (all if none is named) and what it feeds.

    ``feeds`` has, by block, the code of an item scored by a survey, or the code of an item and
    one of its inputs (``1.2.hai_long``), which then takes the mean share of the answers.
    """

    column: Heading
    scale: Identifier
    label: LocalText | None = None
    groups: tuple[Identifier, ...] = ()
    feeds: Annotated[Mapping[str, str], Field(min_length=1)]


class Questionnaire(Model):
    """What the file of a questionnaire states."""

    parindex: LanguageVersion
    title: LocalText
    note: LocalText | None = None
    columns: Columns
    groups: Annotated[tuple[Respondents, ...], Field(min_length=1, max_length=MOST_ENTRIES)]
    strata: Annotated[tuple[Weighted, ...], Field(max_length=MOST_ENTRIES)] = ()
    scales: Mapping[
        Identifier,
        Annotated[tuple[ScaleOption, ...], Field(min_length=2, max_length=MOST_ENTRIES)],
    ]
    questions: Annotated[tuple[Question, ...], Field(min_length=1, max_length=500)]
    minimum: Least = 1
    error: Annotated[Number, Field(gt=0, lt=1)] | None = None
    small_sample: Literal["missing", "score"] = "missing"
    confidence: Annotated[Number, AfterValidator(_level)] = Fraction(95, 100)
    privacy: Least = 5

    def asked(self, question: Question) -> tuple[Respondents, ...]:
        """Return the groups a question is asked of."""
        return tuple(g for g in self.groups if not question.groups or g.name in question.groups)

    def least(self, population: int | None) -> int:
        """Return the least number of respondents of a unit about which so many could be asked.

        With a stated ``error`` e it is N / (1 + N·e²), rounded up; else, or where the population N
        is not known, the minimum.
        """
        if self.error is None or population is None:
            return self.minimum
        return ceil(population / (1 + population * self.error**2))


def _several(value: object) -> object:
    return [value] if isinstance(value, str) else value


class SurveyFiles(Model):
    """A survey of a round: the file of its questionnaire, and those of its answers."""

    questionnaire: Heading
    answers: Annotated[tuple[Heading, ...], Field(min_length=1), BeforeValidator(_several)]


def answer_key(text: str) -> str:
    """Return what two spellings of one answer share; a number loses empty decimals (5.0 is 5)."""
    key = name_key(text)
    whole, mark_, decimals = key.replace(",", ".").partition(".")
    return whole if mark_ and whole.isdecimal() and not decimals.strip("0") else key
