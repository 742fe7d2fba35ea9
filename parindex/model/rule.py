"""What every rule kind offers; the kinds themselves stand in :mod:`parindex.scoring.rules`."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Annotated, ClassVar, Literal, NamedTuple

from pydantic import BeforeValidator, Field, PlainSerializer, PlainValidator, StringConstraints
from pydantic_core import PydanticCustomError

from parindex.locale import Phrase, Say, mark
from parindex.model.live import Cells, LiveFormula
from parindex.model.number import exact
from parindex.model.text import LocalText, Model

Value = Fraction | bool | datetime | str | None
"""A declared value; ``None`` where the unit declares that there is none (a paper never issued)."""

Values = Mapping[str, Value]


def _number(value: object) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, int | Decimal | Fraction):
        raise PydanticCustomError("number", "not a number")
    return exact(value)


Number = Annotated[
    Fraction, BeforeValidator(_number, json_schema_input_type=float), PlainSerializer(str)
]
"""An exact number of a criteria file."""

Points = Annotated[Number, Field(ge=0)]
Identifier = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$"),
    Field(json_schema_extra={"patternErrorMessage": "identifier"}),
]
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")


def _bound(value: object) -> Fraction | str:
    if isinstance(value, str) and _NAME.fullmatch(value):
        return value
    return _number(value)


Bound = Annotated[
    Fraction | str, PlainValidator(_bound, json_schema_input_type=Number | Identifier)
]
"""A bound of an input: a number, or the name of another input of the item."""

MOST_ENTRIES = 100
"""The most bands, options, parts or groups a rule may have."""

WhenZero = Literal["not_applicable", "full", "zero"]


class Outcome(StrEnum):
    """What became of an item; the four are never mixed up."""

    SCORED = "scored"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"
    INVALID = "invalid"


class Scored(NamedTuple):
    """What a rule makes of declared values: points, the reason, and the outcome."""

    points: Fraction
    reason: Phrase
    outcome: Outcome = Outcome.SCORED
    figure: Fraction | None = None
    """What is set against the other units, where the rule does that."""


class Input(Model):
    """A figure, date, choice or answer that a unit declares."""

    type: Literal["count", "number", "percent", "yes_no", "choice", "date", "text"] = Field(
        description=mark("What is declared; a percent reaches the rule as a share (90% is 0.9).")
    )
    label: LocalText = Field(description=mark("The question on the form."))
    at_least: Bound | None = Field(
        None,
        alias="min",
        description=mark("The least value: a number or the name of another input of the item."),
    )
    at_most: Bound | None = Field(
        None,
        alias="max",
        description=mark("The greatest value: a number or the name of another input of the item."),
    )
    unit: LocalText | None = Field(None, description=mark("Unit of measurement, for the form."))
    options: Mapping[str, LocalText] = Field(
        default_factory=dict, description=mark("The options of a choice: a value and its text.")
    )

    @cached_property
    def asked_as(self) -> frozenset[str]:
        """Return the question as forms of either language show it, with the unit of measurement."""
        labels = [text for text in (self.label.vi, self.label.en) if text]
        units = [text for text in (self.unit.vi, self.unit.en) if text] if self.unit else []
        return frozenset([*labels, *(f"{label} ({unit})" for label in labels for unit in units)])

    @cached_property
    def least(self) -> Fraction | str | None:
        """Return the least the value may be: as stated, else 0 for a count or a share."""
        if self.at_least is None and self.type in {"count", "percent"}:
            return Fraction(0)
        return self.at_least

    @cached_property
    def most(self) -> Fraction | str | None:
        """Return the most the value may be: as stated, else 1 for a share."""
        return Fraction(1) if self.at_most is None and self.type == "percent" else self.at_most


class Rule(Model, ABC):
    """How declared values become points; one subclass a kind."""

    from_claim: ClassVar[bool] = False
    """Whether the points are those the unit proposes (and the council decides)."""

    over_units: ClassVar[bool] = False
    """Whether the points depend on the figures of the other units of the block."""
    spreads: ClassVar[bool] = False
    """Whether all its points are shares of the maximum, so that a scale can start above 0."""

    kind: str = Field(description=mark("How the item is scored."))

    def implied_inputs(self) -> dict[str, Input]:
        """Return the inputs the rule brings with it, by name."""
        return {}

    @abstractmethod
    def names(self) -> frozenset[str]:
        """Return the names of the inputs the rule reads."""

    @abstractmethod
    def score(self, values: Values, inputs: Mapping[str, Input], max_points: Fraction) -> Scored:
        """Return the points for ``values``, which holds every name of :meth:`names`.

        ``inputs`` are the item's, by name; ``max_points`` is its maximum.
        """

    @abstractmethod
    def stated_points(self, max_points: Fraction) -> tuple[Fraction, ...]:
        """Return the points the rule's text states, for the check against the maximum."""

    def samples(self) -> Iterator[Values]:
        """Yield declared values that show what the rule gives, where no figure is computed."""
        return iter(())

    def live(
        self, cells: Cells, inputs: Mapping[str, Input], max_points: Fraction
    ) -> LiveFormula | None:
        """Return the formulas that give the points in a form; none where no formula can."""
        del cells, inputs, max_points
        return None

    @abstractmethod
    def describe(self, say: Say, inputs: Mapping[str, Input], max_points: Fraction) -> list[str]:
        """Say in lines how the item is scored."""
