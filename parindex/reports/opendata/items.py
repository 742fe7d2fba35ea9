"""The table of items: what each unit has for each, and why."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from parindex.locale import mark
from parindex.model.ledger import Stage
from parindex.model.result import Heading, ItemScores, RoundResult, UnitResult, UnitScore
from parindex.reports.opendata.column import POINTS, Column, Table, figures
from parindex.reports.opendata.scores import AFTER, IN_RANKING, NOT_APPRAISED, UNIT, UNIT_TEXT
from parindex.reports.opendata.structure import (
    BLOCK,
    BLOCK_TEXT,
    DECIDED,
    IN_AREAS,
    IN_BLOCKS,
    IN_ITEMS,
    ITEM,
    ITEM_TEXT,
)
from parindex.reports.view import OUTCOMES


class _Item(NamedTuple):
    block: str
    unit: UnitResult
    score: UnitScore
    heading: Heading
    place: int

    @property
    def items(self) -> ItemScores:
        return self.score.items

    @property
    def claim(self) -> Fraction | None:
        return self.items.self_points[self.place]

    @property
    def reason(self) -> object:
        reasons = self.items.reasons
        return reasons[self.place] if reasons else None

    def at(self, stage: Stage) -> Fraction | None:
        """Return the points at the end of a stage; none where nobody said anything."""
        reached = [s.items[self.place] for s in self.score.stages if s.stage.order <= stage.order]
        return reached[-1] if reached else None


def _items(result: RoundResult, _lang: str) -> Iterator[_Item]:
    for block in result.blocks:
        for unit in block.units:
            if unit.score:
                for place, heading in enumerate(block.items):
                    yield _Item(block.code, unit, unit.score, heading, place)


def _points_at(stage: Stage) -> Column[_Item]:
    return Column(
        f"points_{stage.value}",
        "number",
        AFTER[stage],
        mark("The points of the item at the end of that stage."),
        lambda i: i.at(stage),
        blank=NOT_APPRAISED,
        unit=POINTS,
    )


ITEMS: Table[_Item] = Table(
    "items",
    mark("Items"),
    mark("A line a unit that has a total, and item."),
    _items,
    (
        Column("block", "string", BLOCK, BLOCK_TEXT, lambda i: i.block, result_name="block"),
        Column("unit", "string", UNIT, UNIT_TEXT, lambda i: i.unit.code, result_name="unit"),
        Column(
            "unit_name",
            "string",
            mark("Name of the unit"),
            mark("The unit's name."),
            lambda i: i.unit.name,
            open=False,
        ),
        Column(
            "area",
            "string",
            mark("Area"),
            mark("The code of the area, as in the table “criteria”."),
            lambda i: i.heading.area,
            result_name="area",
        ),
        Column(
            "item",
            "string",
            ITEM,
            ITEM_TEXT,
            lambda i: i.heading.code,
            result_name="item",
        ),
        Column(
            "name",
            "string",
            mark("Name of the item"),
            mark("The item's name."),
            lambda i: i.heading.name,
            result_name="name",
            open=False,
        ),
        *figures(
            "points",
            mark("Points"),
            mark("The points of the item."),
            lambda i: i.items.points[i.place],
            result_name="points",
        ),
        *figures(
            "max_points",
            mark("Maximum that applies"),
            mark("The most points the item can have, 0 where it is taken out."),
            lambda i: i.items.max_points[i.place],
            result_name="max_points",
        ),
        Column(
            "outcome",
            "string",
            mark("Outcome"),
            mark("What became of the item; a blank answer is never a zero."),
            lambda i: i.items.outcomes[i.place].value,
            values=OUTCOMES,
            result_name="outcome",
        ),
        Column(
            "band",
            "string",
            mark("Label"),
            mark("What the criteria call the share of its maximum that the item reached."),
            lambda i: i.items.bands[i.place] if i.items.bands else None,
            blank=mark("the item was not scored, or the criteria have no such labels"),
            result_name="band",
        ),
        *figures(
            "self_points",
            mark("Points claimed"),
            mark("The points that the unit gave itself."),
            lambda i: i.claim,
            blank=mark("the unit gave none"),
            result_name="self_points",
        ),
        *map(_points_at, DECIDED),
        Column(
            "reason",
            "string",
            mark("Reason"),
            mark("Why the points are what they are."),
            lambda i: i.reason,
            blank=mark("nothing is to be said"),
        ),
        Column(
            "file",
            "string",
            mark("File"),
            mark("The unit's workbook."),
            lambda i: i.unit.file,
            blank=mark("there is none"),
            result_name="file",
            open=False,
        ),
        Column(
            "sheet",
            "string",
            mark("Sheet"),
            mark("The sheet of the workbook."),
            lambda i: i.unit.sheet,
            blank=mark("there is none"),
            result_name="sheet",
            open=False,
        ),
        Column(
            "cell",
            "string",
            mark("Cell"),
            mark("Where the claim stands."),
            lambda i: i.items.cells[i.place],
            blank=mark("there is none"),
            result_name="cell",
            open=False,
        ),
    ),
    key=("unit", "item"),
    references=(IN_BLOCKS, IN_RANKING, IN_AREAS, IN_ITEMS),
    always=True,
)
