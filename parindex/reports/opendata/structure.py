"""The tables of what was asked: blocks with their criteria sets, bands, areas and items."""

from collections.abc import Iterator
from typing import NamedTuple

from parindex.locale import mark
from parindex.model.ledger import Stage
from parindex.model.result import BandInfo, BlockResult, Heading, RoundResult
from parindex.reports.keys import WORDS
from parindex.reports.opendata.column import POINTS, Column, Reference, Table, figures
from parindex.reports.view import CRITERIA_STATUS

BLOCK = mark("Block")
BLOCK_TEXT = mark("The code of the block, as in the table “blocks”.")
ITEM, ITEM_TEXT = mark("Item"), mark("The code of the item, as in the table “criteria”.")
OUT_OF = mark("percent, or out of what the block's “out_of” says")
DECIDED = tuple(stage for stage in Stage if stage.decides or stage is Stage.SELF)
"""The stages at the end of which points stand; an explanation changes none."""
IN_BLOCKS = Reference(("block",), "blocks", ("block",))
IN_AREAS = Reference(("block", "area"), "criteria", ("block", "code"))
IN_ITEMS = Reference(("block", "item"), "criteria", ("block", "code"))


def _blocks(result: RoundResult, _lang: str) -> tuple[BlockResult, ...]:
    return result.blocks


BLOCKS: Table[BlockResult] = Table(
    "blocks",
    mark("Blocks"),
    mark("The blocks, each ranked by itself, with the criteria set it is scored by."),
    _blocks,
    (
        Column("block", "string", BLOCK, mark("The code of the block."), lambda b: b.code),
        Column(
            "name_vi",
            "string",
            mark("Name in Vietnamese"),
            mark("The block's name in Vietnamese."),
            lambda b: b.name.vi,
        ),
        Column(
            "name_en",
            "string",
            mark("Name in English"),
            mark("The block's name in English."),
            lambda b: b.name.en,
            blank=mark("there is no English name"),
        ),
        Column(
            "criteria",
            "string",
            mark("Criteria set"),
            mark("The identifier of the criteria set."),
            lambda b: b.criteria.id,
        ),
        Column(
            "year",
            "integer",
            mark("Year"),
            mark("The year of the criteria set."),
            lambda b: b.criteria.year,
        ),
        Column(
            "version",
            "integer",
            mark("Version"),
            mark("The version of the criteria set in that year."),
            lambda b: b.criteria.version,
        ),
        Column(
            "status",
            "string",
            mark("Status"),
            mark("Whether the criteria set is an official one."),
            lambda b: b.criteria.status,
            values=CRITERIA_STATUS,
        ),
        Column(
            "total",
            "number",
            mark("Maximum points"),
            mark("The points of the criteria set where every item applies."),
            lambda b: b.criteria.total,
            unit=POINTS,
        ),
        Column(
            "out_of",
            "number",
            mark("Greatest index"),
            mark("100 where the index is a percentage."),
            lambda b: b.criteria.out_of,
        ),
        Column(
            "areas_out_of",
            "number",
            mark("Greatest index of an area"),
            mark("100 where the index of an area is a percentage."),
            lambda b: b.criteria.most_of_area,
        ),
        Column(
            "index_in",
            "string",
            mark("Index in"),
            mark("Whether an index out of 100 is a percentage, or points."),
            lambda b: b.criteria.index_in or "percent",
            values=WORDS["index_in"],
        ),
        Column(
            "decimals",
            "integer",
            mark("Decimals"),
            mark("To how many decimals published figures are rounded."),
            lambda b: b.criteria.decimals,
        ),
        Column(
            "rounding",
            "string",
            mark("Rounding"),
            mark("Which way a half is rounded."),
            lambda b: b.criteria.rounding,
            values={
                "half_up": mark("a half away from zero"),
                "half_even": mark("a half to the even digit"),
                "down": mark("cut off"),
            },
        ),
        Column(
            "rank_on",
            "string",
            mark("Ranked on"),
            mark("Which index the ranks follow."),
            lambda b: b.criteria.rank_on,
            values={
                "published": mark("the index as published"),
                "exact": mark("the index before rounding"),
            },
        ),
        Column(
            "ties",
            "string",
            mark("Ties"),
            mark("Which ranks units with the same index take."),
            lambda b: b.criteria.ties,
            values={
                "competition": mark("1, 2, 2, 4"),
                "dense": mark("1, 2, 2, 3"),
                "ordinal": mark("told apart by areas"),
            },
        ),
    ),
    key=("block",),
    always=True,
)


_BY_RANK = mark("the bands go by rank")


class _Band(NamedTuple):
    block: str
    order: int
    band: BandInfo


def _bands(result: RoundResult, _lang: str) -> Iterator[_Band]:
    for block in result.blocks:
        for order, band in enumerate(block.criteria.bands, 1):
            yield _Band(block.code, order, band)


BANDS: Table[_Band] = Table(
    "bands",
    mark("Bands"),
    mark("The bands of each block, the highest first."),
    _bands,
    (
        Column("block", "string", BLOCK, BLOCK_TEXT, lambda b: b.block),
        Column(
            "order",
            "integer",
            mark("Order"),
            mark("The number of the band; 1 is the highest."),
            lambda b: b.order,
        ),
        Column(
            "label_vi",
            "string",
            mark("Name in Vietnamese"),
            mark("The band's name in Vietnamese."),
            lambda b: b.band.label.vi,
        ),
        Column(
            "label_en",
            "string",
            mark("Name in English"),
            mark("The band's name in English."),
            lambda b: b.band.label.en,
            blank=mark("there is no English name"),
        ),
        Column(
            "bound",
            "number",
            mark("Lower bound"),
            mark("The index at which the band begins."),
            lambda b: b.band.bound,
            unit=OUT_OF,
            blank=_BY_RANK,
        ),
        Column(
            "inclusive",
            "string",
            mark("Bound included"),
            mark("Whether an index equal to the bound is in the band."),
            lambda b: None if b.band.bound is None else "yes" if b.band.inclusive else "no",
            values={"yes": mark("from the bound"), "no": mark("above the bound")},
            blank=_BY_RANK,
        ),
        Column(
            "top",
            "number",
            mark("Share ahead"),
            mark("The share of the other ranked units that may stand ahead of one in the band."),
            lambda b: b.band.top,
            unit=mark("percent"),
            blank=mark("the bands go by the index"),
        ),
    ),
    key=("block", "order"),
    references=(IN_BLOCKS,),
)


class _Entry(NamedTuple):
    block: str
    level: str
    heading: Heading


def _criteria(result: RoundResult, _lang: str) -> Iterator[_Entry]:
    for block in result.blocks:
        for area in block.areas:
            yield _Entry(block.code, "area", area)
        for item in block.items:
            yield _Entry(block.code, "item", item)


CRITERIA: Table[_Entry] = Table(
    "criteria",
    mark("Areas and items"),
    mark("The areas and items of each block's criteria set, with their maximum."),
    _criteria,
    (
        Column("block", "string", BLOCK, BLOCK_TEXT, lambda e: e.block),
        Column(
            "level",
            "string",
            mark("Level"),
            mark("Whether the line is an area or an item."),
            lambda e: e.level,
            values={"area": mark("area"), "item": mark("item, which is scored itself")},
        ),
        Column(
            "code",
            "string",
            mark("Code"),
            mark("The code in the criteria set; an area and an item may have the same."),
            lambda e: e.heading.code,
        ),
        Column(
            "area",
            "string",
            mark("Area"),
            mark("The code of the area that the item belongs to."),
            lambda e: e.heading.area,
            blank=mark("the line is an area itself"),
        ),
        Column(
            "name_vi",
            "string",
            mark("Name in Vietnamese"),
            mark("The name of the area or item in Vietnamese."),
            lambda e: e.heading.name.vi,
        ),
        Column(
            "name_en",
            "string",
            mark("Name in English"),
            mark("The name of the area or item in English."),
            lambda e: e.heading.name.en,
            blank=mark("there is no English name"),
        ),
        *figures(
            "max_points",
            mark("Maximum points"),
            mark("The most points where it applies in full."),
            lambda e: e.heading.max_points,
        ),
        Column(
            "scored_by",
            "string",
            mark("Scored by"),
            mark("Where the points of the item come from."),
            lambda e: e.heading.scored_by,
            blank=mark("the line is an area"),
            values=WORDS["scored_by"],
        ),
        Column(
            "not_applicable",
            "string",
            mark("Where it does not apply"),
            mark("What becomes of the maximum where the item does not apply to a unit."),
            lambda e: e.heading.not_applicable,
            blank=mark("the item applies to every unit, or the line is an area"),
            values=WORDS["not_applicable"],
        ),
        Column(
            "clause",
            "string",
            mark("Clause"),
            mark("The legal text and clause the item rests on."),
            lambda e: e.heading.clause,
            blank=mark("the criteria set names none"),
        ),
    ),
    key=("block", "level", "code"),
    references=(IN_BLOCKS,),
)
