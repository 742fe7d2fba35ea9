"""A criteria set (bộ tiêu chí): areas, criteria, items, their rules and the rules of the total."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Literal, NamedTuple

from pydantic import (
    Field,
    GetJsonSchemaHandler,
    InstanceOf,
    StrictInt,
    StringConstraints,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from parindex.locale import Say, mark
from parindex.model.choices import WEIGHING, Aggregate, LanguageVersion, MissingPolicy, Policy
from parindex.model.finding import Place
from parindex.model.number import ZERO
from parindex.model.publication import Adjustments, Band, Result, Rounded
from parindex.model.rule import Identifier, Input, Number, Outcome, Points, Rule
from parindex.model.shape import either
from parindex.model.text import Code, LocalText, Model

Path = tuple[str | int, ...]
"""The keys and places that lead to a value of a file."""
Where = Callable[[Path], Place]
"""Tells where in its file the value stands that a path leads to."""


class LegalText(Model):
    """A decision, circular or plan that criteria rest on."""

    title: str = Field(description=mark("Name, number and date of the decision."))
    url: str | None = Field(None, description=mark("Where the text can be read."))


class Basis(Model):
    """The clause an item rests on."""

    ref: str = Field(description=mark("The short name of a text under “basis” of the whole file."))
    clause: str | None = Field(None, description=mark("The clause of the text."))


class Case(Model):
    """A worked example: declared values and what they must give.

    ``among`` are the figures of the other units, for an item that is set against them.
    """

    given: Mapping[str, object] = Field(
        description=mark("The declared values, by the names of the inputs.")
    )
    among: tuple[Number, ...] = Field(
        (), description=mark("Figures of the other units, where the item is set against them.")
    )
    points: Points | None = Field(None, description=mark("The points they must give, exactly."))
    outcome: Outcome | None = Field(
        None, description=mark("The outcome they must give; scored if left out.")
    )


class Ignored(Model):
    """A warning that the author ignores on purpose, and why."""

    code: Annotated[str, StringConstraints(pattern=r"^CRI[0-9]{3}$")] = Field(
        description=mark("Code of the warning.")
    )
    reason: Annotated[str, StringConstraints(pattern=r"\S")] = Field(
        description=mark("Why it is meant to be so.")
    )


class Criterion(Model):
    """An area, a criterion or an item: a node of the tree; a node with a rule is an item.

    An item scored from 1 to 10 states ``scale: [1, 10]`` in place of ``max``.
    """

    code: Code = Field(
        description=mark('Code of the decision, in quotes: "1.1.2"; begins with the code above it.')
    )
    name: LocalText = Field(description=mark("Name as in the decision."))
    max_points: Points = Field(
        alias="max", description=mark("Maximum points; those beneath add up to it exactly.")
    )
    scale: tuple[Points, Points] | None = Field(
        None, description=mark("In place of “max”: least and most points of an item, as [1, 10].")
    )
    weight: Points | None = Field(
        None, description=mark("Weight among its siblings, where the level above is weighted.")
    )
    aggregate: Aggregate = Field(
        "sum", description=mark("How the parts beneath make the points; a sum if left out.")
    )
    missing: MissingPolicy | None = Field(
        None, description=mark("A missing part is left out, spoils the level, or counts 0.")
    )
    round: Rounded | None = Field(
        None, description=mark("Rounds the points of this level before they go up.")
    )
    criteria: tuple["Criterion", ...] = Field(
        (), description=mark("The criteria beneath a group; an item has a rule instead.")
    )
    inputs: Mapping[Identifier, Input] = Field(
        default_factory=dict, description=mark("What the unit declares, by short names.")
    )
    rule: InstanceOf[Rule] | None = Field(
        None, description=mark("How the declared values become points; makes the entry an item.")
    )
    scored_by: Literal["unit", "council", "survey", "table"] = Field(
        "unit", description=mark("Where the points come from: the unit, the council, a table.")
    )
    evidence: Literal["required", "optional", "none"] = Field(
        "optional", description=mark("Whether the unit names evidence for the item.")
    )
    not_applicable: Policy | None = Field(
        None, description=mark("What becomes of the maximum where the item does not apply.")
    )
    basis: Basis | None = Field(None, description=mark("The clause the entry rests on."))
    note: LocalText | None = Field(None, description=mark("A remark for readers."))
    cases: tuple[Case, ...] = Field(
        (), description=mark("Worked examples; “parindex validate” runs them.")
    )
    ignore: tuple[Ignored, ...] = Field(
        (), description=mark("Warnings that are met here on purpose, each with a reason.")
    )

    relations = (either("max", "scale", error="max_or_scale"),)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Return the schema, in which a scale takes the place of the maximum."""
        made = super().__get_pydantic_json_schema__(schema, handler)
        handler.resolve_ref_schema(made)["required"].remove("max")
        return made

    @model_validator(mode="before")
    @classmethod
    def _max_or_scale(cls, data: object) -> object:
        """Take the upper end of the scale for the maximum."""
        if not isinstance(data, dict) or data.get("scale") is None:
            return data
        if data.get("max") is not None:
            raise PydanticCustomError("max_or_scale", "max or scale")
        match data["scale"]:
            case [int() | Decimal() as least, int() | Decimal() as most]:
                if not least < most:
                    raise PydanticCustomError("scale_ends", "rising")
                return {**data, "max": most}
            case list() as ends if len(ends) != 2:
                raise PydanticCustomError("scale_ends", "two")
        return {**data, "max": 0}

    @property
    def least_points(self) -> Fraction:
        """Return the points of an item that reaches nothing: 0, or the lower end of its scale."""
        return self.scale[0] if self.scale else ZERO

    @cached_property
    def claimed(self) -> bool:
        """Tell whether the unit itself proposes points: not where others score or compare."""
        return self.scored_by == "unit" and not (self.rule and self.rule.over_units)

    @property
    def on_form(self) -> Mapping[str, Input]:
        """Return the inputs that have a row on the form: none where a survey counts its answers."""
        is_counted = self.rule is not None and self.rule.kind == self.scored_by == "survey"
        return {} if is_counted else self.fields

    @cached_property
    def span(self) -> Fraction:
        """Return the points between reaching nothing and reaching everything."""
        return self.max_points - self.least_points

    def rule_lines(self, say: Say) -> list[str]:
        """Say in lines how the item is scored."""
        if self.rule is None:
            return []
        lines = self.rule.describe(say, self.fields, self.span)
        if self.least_points:
            message = mark("The scale starts at {least} {least:point|points}; to these are added:")
            lines.insert(0, say(message, least=self.least_points))
        return lines

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
    def questions(self) -> tuple[str, ...]:
        """Return what a form made from the item depends on: code, inputs, types and options."""
        inputs = (
            f"  {name}:{field.type}:{','.join(field.options)}"
            for name, field in self.fields.items()
        )
        return (self.code, *inputs)

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

    parindex: LanguageVersion = Field(description=mark("Version of the criteria language: 1."))
    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]*$", max_length=80)] = Field(
        description=mark("Short name that never changes: small letters, digits, . - _")
    )
    year: Annotated[StrictInt, Field(ge=1990, le=2100)] = Field(
        description=mark("The year assessed.")
    )
    version: Annotated[StrictInt, Field(ge=1)] = Field(
        1, description=mark("Raised when the set is issued again in the same year.")
    )
    level: Literal["ministry", "province", "department", "district", "commune", "other"] = Field(
        description=mark("The level of the units assessed.")
    )
    status: Literal["official", "adapted", "illustrative"] = Field(
        description=mark("As the decision has it, changed from one, or an example.")
    )
    title: LocalText = Field(description=mark("Name of the set."))
    note: LocalText | None = Field(None, description=mark("A remark for readers."))
    basis: Mapping[str, LegalText] = Field(
        default_factory=dict, description=mark("The legal texts, each once under a short name.")
    )
    total: Points = Field(description=mark("Maximum points; the areas add up to it exactly."))
    result: Result = Field(
        Result(), description=mark("How the index is rounded, published and ranked.")
    )
    bands: tuple[Band, ...] = Field(
        (), description=mark("Classes of the total, from the highest to the lowest.")
    )
    item_bands: tuple[Band, ...] = Field(
        (), description=mark("Labels of single items, by percent of their maximum.")
    )
    adjustments: Adjustments = Field(
        Adjustments(), description=mark("Bonus and penalty points outside the areas.")
    )
    aggregate: Aggregate = Field(
        "sum", description=mark("How the areas make the total; a sum if left out.")
    )
    missing: MissingPolicy | None = Field(
        None, description=mark("A missing part is left out, spoils the level, or counts 0.")
    )
    ignore: tuple[Ignored, ...] = Field(
        (), description=mark("Warnings that are met here on purpose, each with a reason.")
    )
    areas: Annotated[tuple[Criterion, ...], Field(min_length=1)] = Field(
        description=mark("The areas, at least one.")
    )

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
    def asks_units(self) -> bool:
        """Tell whether units have a form to fill in, or all comes from surveys and tables."""
        return any(item.scored_by in {"unit", "council"} for item in self.items)

    @cached_property
    def form_hash(self) -> str:
        """Return what changes when a form made from the set no longer fits it (16 hex digits).

        Codes, inputs, their types and options count; points, thresholds and wording do not, so
        that a corrected threshold does not turn away the forms that are out.
        """
        lines = [f"{self.id}|{self.year}"]
        for item in self.items:
            lines += item.questions
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]

    @cached_property
    def policies(self) -> dict[str, Policy | None]:
        """Return, by code, the not-applicable policy stated at a node or nearest above it."""
        found: dict[str, Policy | None] = {}
        for node in self.walk():
            above = found[node.ancestors[-1].code] if node.ancestors else None
            found[node.criterion.code] = node.criterion.not_applicable or above
        return found

    @cached_property
    def missing_policies(self) -> dict[str, MissingPolicy | None]:
        """Return, by code, what a missing child of a node means; the set's own stands at ``""``.

        It is stated at the node or nearest above it.
        """
        found = {"": self.missing}
        for node in self.walk():
            above = found[node.ancestors[-1].code if node.ancestors else ""]
            found[node.criterion.code] = node.criterion.missing or above
        return found

    @cached_property
    def may_be_blank(self) -> frozenset[str]:
        """Return the codes of the items that are left out where they are missing."""

        def weightless(node: Node) -> bool:
            line = (*node.ancestors, node.criterion)
            levels: list[CriteriaSet | Criterion] = [self, *line]
            pairs = zip(levels, line, strict=False)
            return any(one.weight == 0 and above.aggregate in WEIGHING for above, one in pairs)

        return frozenset(
            code
            for code, node in self.nodes.items()
            if self.missing_policies[code] == "skip" or weightless(node)
        )

    @cached_property
    def adds_up(self) -> bool:
        """Tell whether every level is the plain sum of the one below."""
        nodes = [node.criterion for node in self.walk()]
        return (
            self.aggregate == "sum"
            and set(self.missing_policies.values()) <= {None, "zero"}
            and all(node.aggregate == "sum" and node.round is None for node in nodes)
        )
