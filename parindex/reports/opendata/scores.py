"""The tables of what units came to: the ranking and their areas."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from parindex.locale import mark
from parindex.model.ledger import Stage
from parindex.model.result import AreaScore, Heading, RoundResult, UnitResult, UnitScore
from parindex.reports.opendata.column import Column, Reference, Table, figures
from parindex.reports.opendata.structure import (
    BLOCK,
    BLOCK_TEXT,
    DECIDED,
    IN_AREAS,
    IN_BLOCKS,
    OUT_OF,
)
from parindex.reports.view import STATUS, BlockView, Row, block_views

UNIT = mark("Unit")
UNIT_TEXT = mark("The code of the unit, as in the table “ranking”.")
IN_RANKING = Reference(("unit",), "ranking", ("unit",))
NO_TOTAL = mark("the unit has no total")
NOT_APPRAISED = mark("nothing was said of the unit after self-assessment")


class _Ranked(NamedTuple):
    view: BlockView
    row: Row

    @property
    def score(self) -> UnitScore | None:
        return self.row.unit.score

    def at(self, stage: Stage) -> Decimal | None:
        score = self.score
        return self.view.index_at(self.row.unit, stage) if score and score.stages else None


def _ranking(result: RoundResult, lang: str) -> Iterator[_Ranked]:
    for view in block_views(result, lang):
        for row in view.rows():
            yield _Ranked(view, row)


def _reached(of: Callable[[UnitScore], Fraction]) -> Callable[[_Ranked], Fraction | None]:
    return lambda ranked: of(ranked.score) if ranked.score else None


def _index_at(stage: Stage) -> Column[_Ranked]:
    return Column(
        f"index_{stage.value}",
        "number",
        AFTER[stage],
        mark("The index at the end of that stage."),
        lambda r: r.at(stage),
        blank=NOT_APPRAISED,
        unit=OUT_OF,
    )


AFTER = {
    Stage.SELF: mark("After self-assessment"),
    Stage.APPRAISAL_1: mark("After appraisal 1"),
    Stage.APPRAISAL_2: mark("After appraisal 2"),
}

RANKING: Table[_Ranked] = Table(
    "ranking",
    mark("Ranking"),
    mark("A line a unit, block by block in the order of ranks, then those without a rank."),
    _ranking,
    (
        Column(
            "block", "string", BLOCK, BLOCK_TEXT, lambda r: r.view.block.code, result_name="block"
        ),
        Column(
            "rank",
            "integer",
            mark("Rank"),
            mark("The rank within the block."),
            lambda r: r.row.rank,
            blank=mark("the unit takes no rank; “status” says why"),
            result_name="rank",
        ),
        Column(
            "unit",
            "string",
            UNIT,
            mark("The code of the unit."),
            lambda r: r.row.unit.code,
            result_name="unit",
        ),
        Column(
            "name",
            "string",
            mark("Name of the unit"),
            mark("The unit's name."),
            lambda r: r.row.unit.name,
            result_name="name",
        ),
        *figures(
            "points",
            mark("Points"),
            mark("The points reached, bonus and penalty included, as published."),
            _reached(lambda s: s.points),
            published=lambda r: r.row.points,
            blank=NO_TOTAL,
            result_name="points",
        ),
        *figures(
            "max_points",
            mark("Maximum that applies"),
            mark("The most points the unit could reach, as published."),
            _reached(lambda s: s.max_points),
            published=lambda r: r.row.max_points,
            blank=NO_TOTAL,
            result_name="max_points",
        ),
        Column(
            "index",
            "number",
            mark("Index"),
            mark("Points over the maximum that applies, as published."),
            lambda r: r.row.index,
            blank=NO_TOTAL,
            unit=OUT_OF,
            result_name="index",
        ),
        Column(
            "band",
            "string",
            mark("Band"),
            mark("The band that the index falls in."),
            lambda r: r.row.band,
            blank=mark("the unit takes no rank, or the block has no bands"),
            result_name="band",
        ),
        *figures(
            "bonus",
            mark("Bonus"),
            mark("Bonus points that count."),
            _reached(lambda s: s.bonus),
            blank=NO_TOTAL,
            result_name="bonus",
        ),
        *figures(
            "penalty",
            mark("Penalty"),
            mark("Penalty points that count."),
            _reached(lambda s: s.penalty),
            blank=NO_TOTAL,
            result_name="penalty",
        ),
        *map(_index_at, DECIDED),
        Column(
            "status",
            "string",
            mark("Status"),
            mark("What became of the unit."),
            lambda r: r.row.unit.status,
            values=STATUS,
            result_name="status",
        ),
        Column(
            "reasons",
            "string",
            mark("Reasons"),
            mark("The codes of what keeps the unit from being ranked, parted by spaces."),
            lambda r: " ".join(reason.code for reason in r.row.unit.reasons),
            blank=mark("nothing does"),
            result_name="reasons",
        ),
    ),
    key=("unit",),
    references=(IN_BLOCKS,),
    always=True,
)


class _Area(NamedTuple):
    block: str
    unit: UnitResult
    heading: Heading
    score: AreaScore


def _areas(result: RoundResult, _lang: str) -> Iterator[_Area]:
    for block in result.blocks:
        for unit in block.units:
            if unit.score:
                for heading, score in zip(block.areas, unit.score.areas, strict=True):
                    yield _Area(block.code, unit, heading, score)


AREAS: Table[_Area] = Table(
    "areas",
    mark("Areas"),
    mark("A line a unit that has a total, and area."),
    _areas,
    (
        Column("block", "string", BLOCK, BLOCK_TEXT, lambda a: a.block),
        Column("unit", "string", UNIT, UNIT_TEXT, lambda a: a.unit.code),
        Column(
            "unit_name",
            "string",
            mark("Name of the unit"),
            mark("The unit's name."),
            lambda a: a.unit.name,
            open=False,
        ),
        Column(
            "area",
            "string",
            mark("Area"),
            mark("The code of the area, as in the table “criteria”."),
            lambda a: a.heading.code,
        ),
        Column(
            "name",
            "string",
            mark("Name of the area"),
            mark("The area's name."),
            lambda a: a.heading.name,
            open=False,
        ),
        *figures(
            "points",
            mark("Points"),
            mark("The points reached in the area."),
            lambda a: a.score.points,
        ),
        *figures(
            "max_points",
            mark("Maximum that applies"),
            mark("The most points the unit could reach in the area."),
            lambda a: a.score.max_points,
        ),
        Column(
            "index",
            "number",
            mark("Index"),
            mark("Points over the maximum that applies, as published."),
            lambda a: a.score.index,
            blank=mark("nothing of the area applies to the unit"),
            unit=OUT_OF,
        ),
    ),
    key=("unit", "area"),
    references=(IN_BLOCKS, IN_RANKING, IN_AREAS),
    always=True,
)
