"""The tables that not every round has: the ledger, adjustments, gaps, earlier years."""

from collections.abc import Iterator
from typing import NamedTuple

from parindex.locale import mark
from parindex.model.ledger import STAGES
from parindex.model.result import (
    AdjustmentLine,
    Gap,
    Move,
    PastUnit,
    RoundResult,
    ledger_of,
)
from parindex.reports.opendata.column import Column, Table, figures
from parindex.reports.opendata.scores import IN_RANKING, UNIT, UNIT_TEXT
from parindex.reports.opendata.structure import (
    BLOCK,
    BLOCK_TEXT,
    IN_BLOCKS,
    IN_ITEMS,
    ITEM,
    ITEM_TEXT,
)


class LedgerLine(NamedTuple):
    """A move of the ledger with the codes of its block and unit."""

    block: str
    unit: str
    move: Move


def _ledger(result: RoundResult, _lang: str) -> Iterator[LedgerLine]:
    for line in ledger_of(result):
        yield LedgerLine(*line)


LEDGER: Table[LedgerLine] = Table(
    "ledger",
    mark("Ledger"),
    mark("A line each time that a stage said anything of an item."),
    _ledger,
    (
        Column("block", "string", BLOCK, BLOCK_TEXT, lambda m: m.block, result_name="block"),
        Column("unit", "string", UNIT, UNIT_TEXT, lambda m: m.unit, result_name="unit"),
        Column("item", "string", ITEM, ITEM_TEXT, lambda m: m.move.item, result_name="item"),
        Column(
            "stage",
            "string",
            mark("Stage"),
            mark("The stage of the round."),
            lambda m: m.move.stage.value,
            values={stage.value: text for stage, text in STAGES.items()},
            result_name="stage",
        ),
        *figures(
            "before",
            mark("Points before"),
            mark("The points of the item before."),
            lambda m: m.move.before,
            result_name="before",
        ),
        *figures(
            "after",
            mark("Points after"),
            mark("The points of the item after."),
            lambda m: m.move.after,
            result_name="after",
        ),
        Column(
            "reason",
            "string",
            mark("Reason"),
            mark("The reason that was given."),
            lambda m: m.move.reason,
            blank=mark("none was given"),
            result_name="reason",
        ),
        Column(
            "who",
            "string",
            mark("Who"),
            mark("Who said it."),
            lambda m: m.move.who,
            blank=mark("nobody is named"),
            result_name="who",
            open=False,
        ),
        Column(
            "day",
            "date",
            mark("Date"),
            mark("The day it was said."),
            lambda m: m.move.day,
            blank=mark("no day is stated"),
            result_name="day",
        ),
        Column(
            "file",
            "string",
            mark("File"),
            mark("The workbook it stands in."),
            lambda m: m.move.file,
            blank=mark("there is none"),
            result_name="file",
            open=False,
        ),
        Column(
            "cell",
            "string",
            mark("Cell"),
            mark("The cell it stands in."),
            lambda m: m.move.cell,
            blank=mark("there is none"),
            result_name="cell",
            open=False,
        ),
    ),
    references=(IN_BLOCKS, IN_RANKING, IN_ITEMS),
)


def _adjustments(result: RoundResult, _lang: str) -> tuple[AdjustmentLine, ...]:
    return result.adjustments


ADJUSTMENTS: Table[AdjustmentLine] = Table(
    "adjustments",
    mark("Bonus and penalty"),
    mark("Bonus and penalty points as asked for; the table “ranking” has what counts of them."),
    _adjustments,
    (
        Column("unit", "string", UNIT, UNIT_TEXT, lambda a: a.unit),
        Column(
            "kind",
            "string",
            mark("Kind"),
            mark("Whether points are added or taken off."),
            lambda a: a.kind,
            values={"bonus": mark("bonus"), "penalty": mark("penalty")},
        ),
        *figures("points", mark("Points"), mark("The points asked for."), lambda a: a.points),
        Column(
            "decision",
            "string",
            mark("Decision"),
            mark("The decision it rests on."),
            lambda a: a.decision,
            blank=mark("none is named"),
        ),
        Column(
            "day",
            "date",
            mark("Date"),
            mark("The day of the decision."),
            lambda a: a.day,
            blank=mark("no day is stated"),
        ),
        Column(
            "reason",
            "string",
            mark("Reason"),
            mark("The reason that was given."),
            lambda a: a.reason,
            blank=mark("none was given"),
        ),
    ),
    references=(IN_RANKING,),
)


class _GapLine(NamedTuple):
    block: str
    unit: str
    gap: Gap


def _gaps(result: RoundResult, _lang: str) -> Iterator[_GapLine]:
    for block in result.blocks:
        for unit in block.units:
            for gap in unit.gaps:
                yield _GapLine(block.code, unit.code, gap)


GAPS: Table[_GapLine] = Table(
    "gaps",
    mark("Gaps in evidence"),
    mark("A line each lack in the evidence that a unit gave for an item."),
    _gaps,
    (
        Column("block", "string", BLOCK, BLOCK_TEXT, lambda g: g.block),
        Column("unit", "string", UNIT, UNIT_TEXT, lambda g: g.unit),
        Column("item", "string", ITEM, ITEM_TEXT, lambda g: g.gap.item),
        Column(
            "code", "string", mark("Code"), mark("The code of the finding."), lambda g: g.gap.code
        ),
        Column("text", "string", mark("Text"), mark("What is lacking."), lambda g: g.gap.text),
        Column(
            "cell",
            "string",
            mark("Cell"),
            mark("The cell of the unit's workbook."),
            lambda g: g.gap.cell,
            blank=mark("there is none"),
            open=False,
        ),
    ),
    references=(IN_BLOCKS, IN_RANKING, IN_ITEMS),
)


class _Past(NamedTuple):
    year: int
    unit: str
    past: PastUnit


def _past(result: RoundResult, _lang: str) -> Iterator[_Past]:
    for earlier in result.past:
        for unit, past in sorted(earlier.units.items()):
            yield _Past(earlier.year, unit, past)


PAST: Table[_Past] = Table(
    "past",
    mark("Earlier years"),
    mark("A line an earlier year and unit, by the unit's code of today."),
    _past,
    (
        Column("year", "integer", mark("Year"), mark("The earlier year."), lambda p: p.year),
        Column(
            "block",
            "string",
            BLOCK,
            mark("The code of the block in which the unit was ranked that year."),
            lambda p: p.past.block,
            blank=mark("none is known"),
        ),
        Column("unit", "string", UNIT, mark("The code of the unit."), lambda p: p.unit),
        Column(
            "index",
            "number",
            mark("Index"),
            mark("The index as it was published."),
            lambda p: p.past.index,
        ),
        Column(
            "rank",
            "integer",
            mark("Rank"),
            mark("The rank within the block."),
            lambda p: p.past.rank,
            blank=mark("none is known"),
        ),
        Column(
            "band",
            "string",
            mark("Band"),
            mark("The band that the index falls in."),
            lambda p: p.past.band,
            blank=mark("none is known"),
        ),
    ),
    key=("year", "unit"),
    references=(IN_RANKING,),
)
