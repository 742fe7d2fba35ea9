"""What an appraisal changed: claims above the points that stand, and appraisers who differ."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from parindex.checks.submission import agrees
from parindex.locale import Say, mark, speaker
from parindex.model.ledger import STAGES, Stage
from parindex.model.number import exact_sum
from parindex.model.result import BlockResult, RoundResult, UnitResult
from parindex.model.round import StageLimits
from parindex.reports.opendata.accounts import LEDGER
from parindex.reports.tables import result_csv
from parindex.reports.view import BlockView


class OverClaim(NamedTuple):
    """By how many points claims exceed what stands, in how many places, of a unit or an item."""

    code: str
    name: object
    items: int
    points: Fraction


class Differing(NamedTuple):
    """An item that both appraisals decided, each on other points."""

    unit: str
    item: str
    first: Fraction
    second: Fraction
    reason: str


def overclaims_by_unit(block: BlockResult) -> list[OverClaim]:
    """Return the units that claimed more than stands, by how much they did."""
    found = []
    for unit in block.units:
        over = [points for _, points in _over(block, unit)]
        if over:
            found.append(OverClaim(unit.code, unit.name, len(over), exact_sum(over)))
    return sorted(found, key=lambda one: (-one.points, one.code))


def overclaims_by_item(block: BlockResult) -> list[OverClaim]:
    """Return the items of which more was claimed than stands, by how much that is in all."""
    held: dict[str, list[Fraction]] = {}
    for unit in block.units:
        for code, points in _over(block, unit):
            held.setdefault(code, []).append(points)
    names = {item.code: item.name for item in block.items}
    found = [OverClaim(c, names[c], len(over), exact_sum(over)) for c, over in held.items()]
    return sorted(found, key=lambda one: (-one.points, one.code))


def _over(block: BlockResult, unit: UnitResult) -> Iterator[tuple[str, Fraction]]:
    """Yield the items of which a unit claims more than stands, each with the difference.

    A claim that is the points as people round them is no more than those.
    """
    if unit.score is None:
        return
    items = unit.score.items
    for heading, claim, points in zip(block.items, items.self_points, items.points, strict=True):
        if claim is not None and claim > points and not agrees(claim, points):
            yield heading.code, claim - points


def differing(unit: UnitResult) -> Iterator[Differing]:
    """Yield the items of a unit on which the two appraisals did not agree."""
    moves = unit.score.moves if unit.score else ()
    first = {move.item: move for move in moves if move.stage is Stage.APPRAISAL_1}
    for move in moves:
        before = first.get(move.item)
        if move.stage is Stage.APPRAISAL_2 and before and before.after != move.after:
            yield Differing(unit.code, move.item, before.after, move.after, move.reason)


def print_appraisal(console: Console, result: RoundResult, limits: StageLimits, lang: str) -> None:
    """Print the stage and the time limits, and block by block who claimed more than stands.

    Of what, and on which items the second appraisal judged otherwise, follows.
    """
    say = speaker(lang)
    console.print(say(mark("Stage: {stage}"), stage=say(STAGES[result.stage])), highlight=False)
    for stage in Stage:
        limit = limits.limit(stage)
        if limit is not None:
            message = mark("Time limit of {stage}: {limit}")
            text = say(message, stage=say(STAGES[stage]), limit=limit)
            console.print(text, highlight=False)
    for block in result.blocks:
        name = say("{name}", name=block.name)
        by_unit, by_item = overclaims_by_unit(block), overclaims_by_item(block)
        view = BlockView(block, lang)
        heads = (say(mark("Code")), say(mark("Unit")), say(mark("Items")), say(mark("Points")))
        if by_unit:
            title = say(mark("{block}: claimed above the points that stand, by unit"), block=name)
            console.print(_table(title, heads, _rows(by_unit, view, say)))
        if by_item:
            title = say(mark("{block}: claimed above the points that stand, by item"), block=name)
            heads = (heads[0], say(mark("Item")), say(mark("Units")), heads[3])
            console.print(_table(title, heads, _rows(by_item, view, say)))
        rows = [
            (d.unit, d.item, _points(d.first, view), _points(d.second, view), d.reason)
            for unit in block.units
            for d in differing(unit)
        ]
        if rows:
            title = say(mark("{block}: where the second appraisal differs"), block=name)
            stages = (STAGES[Stage.APPRAISAL_1], STAGES[Stage.APPRAISAL_2])
            words = (mark("Unit"), mark("Item"), *stages, mark("Reason"))
            console.print(_table(title, tuple(map(say, words)), rows))


def _rows(found: Sequence[OverClaim], view: BlockView, say: Say) -> list[tuple[str, ...]]:
    return [
        (one.code, say("{name}", name=one.name), str(one.items), _points(one.points, view))
        for one in found
    ]


def _points(points: Fraction, view: BlockView) -> str:
    """Write points as they are published."""
    return view.figure(view.printed(points))


def _table(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    table = Table(title=escape(title), title_justify="left", title_style="bold")
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*map(escape, row))
    return table


def ledger_csv(result: RoundResult) -> bytes:
    """Return the ledger: a line each time that a stage said anything of an item."""
    return result_csv(LEDGER, LEDGER.rows(result, "vi"), "vi")
