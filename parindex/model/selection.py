"""The best collectives of a round (thi đua): by what they are chosen, and what comes of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field, StrictInt

from parindex.locale import Phrase
from parindex.model.choices import LanguageVersion
from parindex.model.result import BlockResult, UnitResult
from parindex.model.rule import Number
from parindex.model.text import LocalText, Model

TieRule = Literal["council", "all", "none"]


Share = Annotated[Number, Field(ge=0, le=100)]
"""In percent."""


class Excluded(Model):
    """A unit, by code or name, that a decision keeps out, and why."""

    unit: str
    reason: LocalText


class Conditions(Model):
    """What a unit must fulfil at least; what is left out is not asked for."""

    index: Annotated[Number, Field(ge=0)] | None = None
    """The least index, as published."""
    areas: Mapping[str, Share] = {}
    """By area, the least share of its applicable maximum, in percent."""
    items: Mapping[str, Share] = {}
    """By item, the least share of its applicable maximum, in percent."""
    bands: tuple[str, ...] = ()
    penalty: bool = True
    """Whether a unit with penalty points can be chosen."""
    missing: bool = True
    """Whether a unit with an item that is missing or invalid can be chosen."""


class SelectionRule(Model):
    """One selection: how many, of which blocks, under which conditions, and what a tie means."""

    name: LocalText
    best: Annotated[StrictInt, Field(ge=1, le=1000)]
    blocks: tuple[str, ...] = ()
    each_block: bool = True
    """Whether so many are chosen in each block, or of all blocks together."""
    conditions: Conditions = Conditions()
    tie_break: tuple[str, ...] = ()
    """Areas by whose points, one after the other, units with one index are told apart."""
    ties: TieRule = "council"
    """Of units that cannot be told apart at the last place: the council decides, all or none."""
    exclude: tuple[Excluded, ...] = ()


class SelectionFile(Model):
    """What the file of a selection states."""

    parindex: LanguageVersion
    title: LocalText
    note: LocalText | None = None
    selections: Annotated[tuple[SelectionRule, ...], Field(min_length=1)]


class Verdict(Enum):
    """What comes of a unit."""

    CHOSEN = "chosen"
    TIED = "tied"
    BELOW = "below"
    NOT_ELIGIBLE = "not_eligible"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True)
class Considered:
    """A unit of a selection: its place among those eligible, and why it is not chosen."""

    block: BlockResult
    unit: UnitResult
    verdict: Verdict
    place: int | None = None
    reasons: tuple[Phrase, ...] = ()

    def area_points(self, code: str) -> Fraction:
        """Return the unit's points in an area; the unit must have a score."""
        assert self.unit.score is not None  # noqa: S101 - for the type checker
        codes = [area.code for area in self.block.areas]
        return self.unit.score.areas[codes.index(code)].points


@dataclass(frozen=True, slots=True)
class Selection:
    """What came of a rule: the units in the order of their places, then those not eligible."""

    rule: SelectionRule
    block: BlockResult | None
    """The block; none where the units are of all blocks together."""
    units: tuple[Considered, ...]

    def of(self, verdict: Verdict) -> tuple[Considered, ...]:
        """Return the units of which this came."""
        return tuple(unit for unit in self.units if unit.verdict is verdict)
