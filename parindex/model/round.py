"""A round (kỳ đánh giá): its year, blocks of units, deadlines and adjustments."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from typing import Annotated, Literal, NamedTuple

from pydantic import Field, StrictInt, StringConstraints

from parindex.locale import Phrase, mark, phrase
from parindex.model.choices import LanguageVersion
from parindex.model.criteria import CriteriaSet
from parindex.model.finding import Place
from parindex.model.ledger import Stage
from parindex.model.moment import Moment
from parindex.model.publication import AdjustmentKind, Band, Caps
from parindex.model.survey import SurveyFiles
from parindex.model.tables import EntriesSpec, RegisterSpec, TableSpec
from parindex.model.text import LocalText, Model

BlockCode = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z_-]+$", max_length=20)]


_NEVER = datetime(9999, 12, 31)


class BlockSpec(Model):
    """A block (khối) as the round's file states it; ``criteria`` is a path from that file."""

    code: BlockCode
    name: LocalText
    criteria: str
    bands: tuple[Band, ...] = ()
    deadline: Moment | None = None
    adjustments: Caps = Caps()


class StageLimits(Model):
    """Until when the stages after self-assessment last; none where nothing is stated."""

    appraisal_1: Moment | None = None
    explanation: Moment | None = None
    appraisal_2: Moment | None = None

    def limit(self, stage: Stage) -> datetime | None:
        """Return the time limit of a stage."""
        limits: Mapping[str, datetime | None] = dict(self)
        return limits.get(stage.value)


class RoundSpec(Model):
    """What ``round.yaml`` states."""

    parindex: LanguageVersion
    title: LocalText
    year: Annotated[StrictInt, Field(ge=1990, le=2100)]
    language: Literal["vi", "en"] = "vi"
    organisation: LocalText
    receiver: LocalText | None = None
    note: LocalText | None = None
    deadline: Moment | None = None
    """Needed where a block has forms to send back."""
    late: Literal["accept", "refuse"] = "accept"
    stages: StageLimits = StageLimits()
    previous: str | None = None
    published: Moment | None = None
    adjustments: Caps = Caps()
    blocks: Annotated[tuple[BlockSpec, ...], Field(min_length=1)]
    tables: tuple[TableSpec, ...] = ()
    registers: tuple[RegisterSpec, ...] = ()
    entries: tuple[EntriesSpec, ...] = ()
    surveys: tuple[SurveyFiles, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit (đơn vị) of the roster; ``exempt`` are codes of criteria that do not apply to it."""

    code: str
    name: str
    block: str
    exempt: tuple[str, ...] = ()
    place: Place = Place()
    deadline: datetime | None = None
    """The time limit granted to this unit alone."""
    ranked: bool = True
    """Whether it takes a rank; else it is scored alone."""
    population: int | None = None
    """How many a survey could ask about it, where that is stated."""


@dataclass(frozen=True, slots=True)
class Former:
    """A unit that was merged into others, or renamed, on a day by a decision.

    ``successors`` are codes of units of the round; ``renamed`` is a unit that goes on in one
    successor, which took the place of no other.
    """

    code: str
    name: str
    successors: tuple[str, ...]
    day: date
    decision: str
    renamed: bool = False

    def told(self) -> dict[str, object]:
        """Return what findings say of it."""
        units = list(self.successors)
        return {"name": self.name, "units": units, "day": self.day, "decision": self.decision}


class Limit(NamedTuple):
    """The most points that bonuses or penalties of a unit may come to, and where that stands."""

    at_most: Fraction
    where: Phrase


@dataclass(frozen=True, slots=True)
class Block:
    """A block with its criteria set and the bands in force for it.

    ``caps`` are those that ``round.yaml`` states for it, each with where it stands.
    """

    code: str
    name: LocalText
    criteria: CriteriaSet
    bands: tuple[Band, ...]
    caps: tuple[tuple[Phrase, Caps], ...] = ()

    def limit(self, kind: AdjustmentKind) -> Limit | None:
        """Return the least cap on a bonus or penalty; none where the criteria allow none."""
        own = set_limit(self.criteria, kind)
        if own is None:
            return None
        stated = (Limit(cap.at_most, where) for where, caps in self.caps if (cap := caps.cap(kind)))
        return min((own, *stated), key=lambda limit: limit.at_most)


def set_limit(criteria: CriteriaSet, kind: AdjustmentKind) -> Limit | None:
    """Return the cap that a criteria set puts on a bonus or penalty; none where it allows none."""
    cap = criteria.adjustments.cap(kind)
    where = phrase(mark("the criteria set {set}"), set=criteria.id)
    return None if cap is None else Limit(cap.at_most, where)


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A bonus or penalty in points, with the decision that gives it."""

    unit: str
    kind: AdjustmentKind
    points: Fraction
    decision: str
    day: date
    reason: str
    place: Place


class Receipt(NamedTuple):
    """When a file came in, in the time of the office, as somebody noted it."""

    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class Round:
    """A round, ready to be scored."""

    spec: RoundSpec
    blocks: tuple[Block, ...]
    units: tuple[Unit, ...]
    adjustments: tuple[Adjustment, ...] = ()
    receipts: Mapping[str, Receipt] = field(default_factory=dict)
    """By file, named from the folder of submissions."""
    former: tuple[Former, ...] = ()

    def block(self, code: str) -> Block:
        """Return the block of that code."""
        return next(block for block in self.blocks if block.code == code)

    def unit(self, code: str) -> Unit | None:
        """Return the unit of that code, or none."""
        return next((unit for unit in self.units if unit.code == code), None)

    @property
    def asked(self) -> tuple[Unit, ...]:
        """Return the units that have a form to fill in."""
        asking = {block.code for block in self.blocks if block.criteria.asks_units}
        return tuple(unit for unit in self.units if unit.block in asking)

    def block_deadline(self, code: str) -> datetime:
        """Return the time limit of a block: its own, else that of the round.

        A block without forms needs none; it never passes.
        """
        own = next(entry.deadline for entry in self.spec.blocks if entry.code == code)
        return own or self.spec.deadline or _NEVER

    def deadline(self, unit: Unit) -> datetime:
        """Return the time limit of a unit: the one granted to it, else that of its block."""
        return unit.deadline or self.block_deadline(unit.block)
