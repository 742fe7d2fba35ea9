"""What a round comes to: scores, ranks and bands; every report is a rendering of it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PlainSerializer

from parindex.locale import Phrase, fraction_text
from parindex.model.choices import Aggregate, IndexIn, Policy
from parindex.model.ledger import Stage
from parindex.model.rule import Outcome
from parindex.model.surveyed import SurveyLine
from parindex.model.text import LocalText


def exact_text(value: Fraction) -> str:
    """Write a number with all its digits, as ``0.5``, or as a fraction, ``4/3``."""
    text = fraction_text(value)
    return str(value) if text.endswith("…") else text


@lru_cache(50_000)
def _exact(written: str | int | Fraction) -> Fraction:
    """Read a number as it is written; a round has few different ones, each many times."""
    return Fraction(written)


Exact = Annotated[Fraction, BeforeValidator(_exact), PlainSerializer(exact_text)]
"""An exact number; written ``0.5`` where it has a last digit, ``4/3`` where it has none."""


Printed = Annotated[Decimal, Field(max_digits=20)]
"""A number as it is printed."""


_ENDLESS = re.compile(r"(\d[.,]\d{2})\d{4}…")


def _in_both(words: Phrase | LocalText) -> dict[str, str]:
    """Say it in both languages; of digits without end two decimals are enough for reports."""
    return {lang: _ENDLESS.sub(r"\1…", words.for_lang(lang)) for lang in ("vi", "en")}


@lru_cache(50_000)
def _text(words: tuple[tuple[str, Any], ...]) -> LocalText:
    """Read what is said in both languages; units of a round get much the same said."""
    return LocalText.model_validate(dict(words))


def _as_text(words: Any) -> Any:
    return _text(tuple(words.items())) if isinstance(words, dict) else words


Words = Annotated[LocalText | Phrase, BeforeValidator(_as_text), PlainSerializer(_in_both)]
"""What is said in both languages; a phrase until it is written."""


@dataclass(frozen=True, slots=True)
class ItemScores:
    """A unit's items as columns, in the order of the block's ``items``.

    ``max_points`` is what still counts after the not-applicable policy; ``cells`` say where the
    claim stands in the unit's workbook, ``reasons`` why the points are what they are.
    """

    points: tuple[Exact, ...]
    max_points: tuple[Exact, ...]
    outcomes: tuple[Outcome, ...]
    self_points: tuple[Exact | None, ...]
    cells: tuple[str, ...]
    reasons: tuple[Words, ...] = ()
    bands: tuple[LocalText | None, ...] | None = None
    """What the set calls what an item reached; none of an item that was not scored."""


@dataclass(frozen=True, slots=True)
class AreaScore:
    """An area: exact points, applicable maximum, and its index (percent, as published)."""

    points: Exact
    max_points: Exact
    index: Printed | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """What one stage of the ledger said of an item: points before and after, by whom and why."""

    stage: Stage
    item: str
    before: Exact
    after: Exact
    reason: str
    who: str
    day: date | None
    file: str
    cell: str


@dataclass(frozen=True, slots=True)
class StageScore:
    """A unit as it stood at the end of a stage: points of its items, the total, and the index."""

    stage: Stage
    items: tuple[Exact, ...]
    points: Exact
    index: Printed


@dataclass(frozen=True, slots=True)
class UnitScore:
    """What a unit reached.

    ``points`` and ``max_points`` are exact points (maximum as applicable), ``uncut`` the points
    where bonus or penalty took them over the maximum or under zero; ``exact_index`` is exact,
    ``index`` as printed (percent, or out of what the set says).
    """

    items: ItemScores
    areas: tuple[AreaScore, ...]
    bonus: Exact
    penalty: Exact
    points: Exact
    max_points: Exact
    exact_index: Exact
    index: Printed
    uncut: Exact | None = None
    stages: tuple[StageScore, ...] = ()
    """How it came to that, where anything was said after self-assessment; the last is final."""
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """A finding that keeps a unit from being ranked: its code and what it says."""

    code: str
    text: LocalText


@dataclass(frozen=True, slots=True)
class Gap:
    """A lack in the evidence for an item: the finding's code, the cell, and what it says."""

    code: str
    item: str
    cell: str
    text: LocalText


UnitStatus = Literal["ranked", "not_ranked", "not_submitted", "rejected", "not_scored"]


@dataclass(frozen=True, slots=True)
class UnitResult:
    """A unit's line in the result; only a ``ranked`` unit has a rank and a band.

    One that is ``not_ranked`` by the roster has a score like a ranked one; no other has a score.
    """

    code: str
    name: str
    status: UnitStatus
    reasons: tuple[Reason, ...] = ()
    """What keeps the unit from being ranked."""
    file: str | None = None
    sheet: str | None = None
    score: UnitScore | None = None
    rank: int | None = None
    band: LocalText | None = None
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """An area or item as reports name it, with its maximum in points.

    An item also says of which area it is, by whom it is scored, how, and by which clause.
    """

    code: str
    name: LocalText
    max_points: Exact
    area: str = ""
    not_applicable: Policy | None = None
    scored_by: str = ""
    rule: tuple[LocalText, ...] = ()
    clause: str = ""
    weight: Exact | None = None
    """What an area weighs among the others, where the total is a weighted mean."""


@dataclass(frozen=True, slots=True)
class BandInfo:
    """A band of the total: from this index (percent), or, not ``inclusive``, above it.

    A band of the ranking has no such bound: of the other ranked units at most the share ``top``
    (percent) stands ahead.
    """

    label: LocalText
    bound: Exact | None = None
    inclusive: bool = True
    top: Exact | None = None


@dataclass(frozen=True, slots=True)
class SetInfo:
    """What reports say of a criteria set."""

    id: str
    year: int
    version: int
    status: str
    title: LocalText
    total: Exact
    decimals: Annotated[int, Field(ge=0, le=6)]
    rounding: str
    rank_on: str
    ties: str
    bands: tuple[BandInfo, ...]
    basis: tuple[str, ...]
    cap_total: bool
    bonus_cap: Exact | None = None
    penalty_cap: Exact | None = None
    out_of: Exact = Fraction(100)
    areas_out_of: Exact | None = None
    """The greatest index of an area, where it is not that of the total."""
    index_in: IndexIn | None = None
    """What an index out of 100 is in, where that is not percent."""
    aggregate: Aggregate = "sum"
    """How the areas make the total."""
    item_bands: tuple[BandInfo, ...] | None = None
    """The names of what an item reached, in percent of its maximum; none where it has none."""

    @property
    def most_of_area(self) -> Fraction:
        """Return the greatest index of an area."""
        return self.areas_out_of or self.out_of


@dataclass(frozen=True, slots=True)
class BlockResult:
    """A block's units in the order they are printed: by rank, then those not ranked."""

    code: str
    name: LocalText
    criteria: SetInfo
    areas: tuple[Heading, ...]
    items: tuple[Heading, ...]
    units: tuple[UnitResult, ...]

    @property
    def ranked(self) -> tuple[UnitResult, ...]:
        """Return the ranked units, best first."""
        return tuple(unit for unit in self.units if unit.rank is not None)


@dataclass(frozen=True, slots=True)
class PastUnit:
    """What a unit came to in an earlier year: its index as published, its rank and band.

    A rank is among the units of ``block``, where that is known.
    """

    index: Printed
    rank: int | None = None
    band: str = ""
    block: str = ""


@dataclass(frozen=True, slots=True)
class PastSet:
    """The criteria of a block in an earlier year; the maximum of each item by its code."""

    block: str
    title: LocalText
    version: int
    items: Mapping[str, Exact]


@dataclass(frozen=True, slots=True)
class PastRound:
    """An earlier year: what it came to by the unit's code of today, and its criteria if known."""

    year: int
    units: Mapping[str, PastUnit]
    sets: tuple[PastSet, ...] = ()


@dataclass(frozen=True, slots=True)
class RoundResult:
    """The result of a round, block by block."""

    title: LocalText
    year: int
    language: Literal["vi", "en"]
    organisation: LocalText
    blocks: tuple[BlockResult, ...]
    note: LocalText | None = None
    stage: Stage = Stage.SELF
    """The stage that the round stood at."""
    adjustments: tuple["AdjustmentLine", ...] = field(default=())
    surveys: tuple[SurveyLine, ...] = ()
    past: tuple[PastRound, ...] = ()
    """Earlier years, the latest first."""


def ledger_of(result: RoundResult) -> Iterator[tuple[str, str, Move]]:
    """Yield the ledger, each line with the codes of its block and unit."""
    for block in result.blocks:
        for unit in block.units:
            for move in unit.score.moves if unit.score else ():
                yield block.code, unit.code, move


@dataclass(frozen=True, slots=True)
class AdjustmentLine:
    """A bonus or penalty as it was asked for, in points."""

    unit: str
    kind: Literal["bonus", "penalty"]
    points: Exact
    decision: str
    day: date | None
    reason: str
