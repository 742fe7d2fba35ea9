"""A criteria set (bộ tiêu chí): areas, criteria, items, their rules and the rules of the total."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from datetime import datetime, time
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Literal, NamedTuple

from pydantic import BeforeValidator, Field, InstanceOf, StrictBool, StrictInt, StringConstraints
from pydantic_core import PydanticCustomError

from parindex.model.number import Rounding
from parindex.model.rule import Identifier, Input, Number, Outcome, Points, Rule
from parindex.model.text import LocalText, Model

LANGUAGE_VERSION = 1
Policy = Literal["exclude", "full", "zero"]
Code = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z]+(\.[0-9A-Za-z]+)*$", max_length=40)]
Path = tuple[str | int, ...]


_MOMENT = re.compile(r"(19|20)\d\d-\d\d-\d\d([T ]([01]\d|2[0-3])(:\d\d(:\d\d)?)?)?")


def read_moment(value: object) -> datetime:
    """Read an ISO date or date with time; a date alone, or 00:00, means the end of that day."""
    if isinstance(value, datetime):
        return value
    if isinstance(value, str) and _MOMENT.fullmatch(value):
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            pass
        else:
            midnight = moment.time() == time()
            return datetime.combine(moment, time(23, 59, 59)) if midnight else moment
    raise PydanticCustomError("moment", "not a date")


Moment = Annotated[datetime, BeforeValidator(read_moment)]
"""A local date and time, as the decision states it."""


class LegalText(Model):
    """A decision, circular or plan that criteria rest on."""

    title: str
    url: str | None = None


class Basis(Model):
    """The clause an item rests on."""

    ref: str
    clause: str | None = None


class Band(Model):
    """A class of the total (xếp loại): from this index (percent) upwards, or above it."""

    label: LocalText
    at_least: Number | None = Field(None, alias="from")
    above: Number | None = None

    @property
    def bound(self) -> Fraction:
        """Return where the band begins, in percent, whichever side it takes."""
        return self.at_least if self.at_least is not None else self.above or Fraction(0)


class Cap(Model):
    """The most that bonuses or penalties may come to, in points."""

    at_most: Points = Field(alias="max")


class Adjustments(Model):
    """Bonus (điểm thưởng) and penalty (điểm trừ) outside the areas."""

    bonus: Cap | None = None
    penalty: Cap | None = None
    cap_total: StrictBool = True


class Result(Model):
    """How points are published and ranked."""

    decimals: Annotated[StrictInt, Field(ge=0, le=6)] = 2
    rounding: Rounding = "half_up"
    rank_on: Literal["published", "exact"] = "published"
    ties: Literal["competition", "dense", "ordinal"] = "competition"
    tie_break: tuple[Code, ...] = ()


class Case(Model):
    """A worked example: declared values and what they must give."""

    given: Mapping[str, object]
    points: Points | None = None
    outcome: Outcome | None = None


class Criterion(Model):
    """An area, a criterion or an item: a node of the tree; a node with a rule is an item."""

    code: Code
    name: LocalText
    max_points: Points = Field(alias="max")
    criteria: tuple["Criterion", ...] = ()
    inputs: Mapping[Identifier, Input] = Field(default_factory=dict)
    rule: InstanceOf[Rule] | None = None
    scored_by: Literal["unit", "council"] = "unit"
    evidence: Literal["required", "optional", "none"] = "optional"
    not_applicable: Policy | None = None
    basis: Basis | None = None
    note: LocalText | None = None
    cases: tuple[Case, ...] = ()

    @cached_property
    def fields(self) -> dict[str, Input]:
        """Return the inputs a unit declares: those the rule implies and those stated."""
        implied = self.rule.implied_inputs() if self.rule else {}
        return {**implied, **self.inputs}

    @cached_property
    def bounded(self) -> dict[str, Input]:
        """Return the inputs with a least or a greatest value."""
        return {
            name: field
            for name, field in self.fields.items()
            if field.least is not None or field.most is not None
        }

    @cached_property
    def items(self) -> tuple["Criterion", ...]:
        """Return the items at or under this node, in order."""
        if not self.criteria:
            return (self,)
        return tuple(item for child in self.criteria for item in child.items)


class Node(NamedTuple):
    """A node with where it stands: its path in the file and the nodes above it."""

    criterion: Criterion
    path: Path
    ancestors: tuple[Criterion, ...]


class CriteriaSet(Model):
    """A set of criteria for one year and one level of units."""

    parindex: Literal[1]
    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]*$", max_length=80)]
    year: Annotated[StrictInt, Field(ge=1990, le=2100)]
    version: Annotated[StrictInt, Field(ge=1)] = 1
    level: Literal["ministry", "province", "department", "district", "commune", "other"]
    status: Literal["official", "adapted", "illustrative"]
    title: LocalText
    note: LocalText | None = None
    basis: Mapping[str, LegalText] = Field(default_factory=dict)
    total: Points
    result: Result = Result()
    bands: tuple[Band, ...] = ()
    adjustments: Adjustments = Adjustments()
    areas: Annotated[tuple[Criterion, ...], Field(min_length=1)]

    def walk(self) -> Iterator[Node]:
        """Yield every node in the order of the file, areas first."""

        def below(
            nodes: tuple[Criterion, ...], path: Path, up: tuple[Criterion, ...]
        ) -> Iterator[Node]:
            for number, node in enumerate(nodes):
                here = (*path, number)
                yield Node(node, here, up)
                yield from below(node.criteria, (*here, "criteria"), (*up, node))

        return below(self.areas, ("areas",), ())

    @cached_property
    def nodes(self) -> dict[str, Node]:
        """Return every node by its code."""
        return {node.criterion.code: node for node in self.walk()}

    @cached_property
    def items(self) -> tuple[Criterion, ...]:
        """Return every item in order."""
        return tuple(item for area in self.areas for item in area.items)

    @cached_property
    def form_hash(self) -> str:
        """Return what changes when a form made from the set no longer fits it (16 hex digits).

        Codes, inputs, their types and options count; points, thresholds and wording do not, so
        that a corrected threshold does not turn away the forms that are out.
        """
        lines = [f"{self.id}|{self.year}"]
        for item in self.items:
            lines.append(item.code)
            lines += [
                f"  {name}:{field.type}:{','.join(field.options)}"
                for name, field in item.fields.items()
            ]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]

    @cached_property
    def policies(self) -> dict[str, Policy | None]:
        """Return, by code, the not-applicable policy stated at a node or nearest above it."""
        found: dict[str, Policy | None] = {}
        for node in self.walk():
            above = found[node.ancestors[-1].code] if node.ancestors else None
            found[node.criterion.code] = node.criterion.not_applicable or above
        return found
