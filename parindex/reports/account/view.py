"""An account arranged once for every rendering: sentences and rows, in one language."""

from collections.abc import Iterator
from typing import NamedTuple

from parindex.checks.round import KIND_NAMES
from parindex.locale import Say, mark, phrase, speaker
from parindex.model.choices import WEIGHING
from parindex.model.criteria import Criterion
from parindex.model.ledger import STAGES
from parindex.model.number import exact_sum
from parindex.model.result import UnitScore
from parindex.reports.account.given import Account
from parindex.reports.account.items import ItemView, item_view
from parindex.reports.keys import WORDS
from parindex.reports.view import BlockView


class StageRow(NamedTuple):
    """What a unit's total came to at the end of a stage; only the last has a rank and a band."""

    name: str
    points: str
    published: str
    """The index as published."""
    rank: str
    band: str


class AreaView(NamedTuple):
    """An area: what it is called, how it came about, and those of its items that are asked for."""

    heading: str
    lines: tuple[str, ...]
    items: tuple[ItemView, ...]


class AccountView(NamedTuple):
    """The account of a unit; without stages and areas where it has no score."""

    heading: str
    lines: tuple[str, ...]
    stages: tuple[StageRow, ...] = ()
    appraised: bool = False
    """Whether anything was said of its items after self-assessment."""
    areas: tuple[AreaView, ...] = ()


def account_view(account: Account, lang: str, item: str | None = None) -> AccountView:
    """Arrange an account; of one item (or the items of one level) if it is named."""
    say = speaker(lang)
    unit, view = account.unit, BlockView(account.block, lang)
    heading = say(mark("{code} {name} ({block})"), code=unit.code, name=unit.name, block=view.name)
    lines = tuple(_unit(account, view, say))
    score = unit.score
    if score is None:
        return AccountView(heading, lines)
    stages = tuple(_stages(account, score, view, say))
    areas = tuple(_areas(account, item, view, say))
    return AccountView(heading, lines, stages, bool(score.stages), areas)


def _unit(account: Account, view: BlockView, say: Say) -> Iterator[str]:
    unit = account.unit
    if account.criteria.asks_units:
        yield say(mark("File: {file}"), file=unit.file or "–")
    else:
        yield say(mark("No form: every figure comes from surveys and tables."))
    score = unit.score
    if score is None:
        reasons = [f"{f.code} {f.place}: {f.wrong(say)} {f.remedy(say)}" for f in account.findings]
        yield say(mark("Not ranked: {reasons}"), reasons=" ".join(reasons))
        return
    yield _total(account, score, say)
    yield say(
        mark("Index: {points} / {max} × {out_of} = {exact}{sign}, published {index}{sign}"),
        out_of=account.criteria.result.out_of,
        sign=view.sign,
        points=score.points,
        max=score.max_points,
        exact=score.exact_index,
        index=view.figure(score.index),
    )
    if labels := view.item_bands(score.items):
        yield say(mark("Items: {labels}"), labels=labels)
    for line in account.adjustments:
        yield say(
            mark("  {kind} of {points} {points:point|points}: {decision}, {day}. {reason}"),
            kind=phrase(KIND_NAMES[line.kind]),
            points=line.points,
            decision=line.decision,
            day=line.day,
            reason=line.reason,
        )
    yield from (
        f"  {account.told(finding, say)}" for finding in account.findings if finding.item is None
    )
    if unit.rank is None:
        yield say(mark("Scored, not ranked: units.csv says so (ranked)"))
        return
    message = mark("Rank {rank} of {count}")
    if unit.band:
        message = mark("Rank {rank} of {count}; band: {band}")
    yield say(message, rank=unit.rank, count=len(account.block.ranked), band=unit.band)


def _total(account: Account, score: UnitScore, say: Say) -> str:
    """Say how the areas came to the total, by the aggregate the set states."""
    values = {"bonus": score.bonus, "penalty": score.penalty, "points": score.points}
    criteria = account.criteria
    if criteria.aggregate == "sum":
        parts = " + ".join(say("{points}", points=area.points) for area in score.areas)
        return say(
            mark(
                "Total: {parts} (areas) + {bonus} (bonus) − {penalty} (penalty) = {points} "
                "{points:point|points}"
            ),
            parts=parts,
            **values,
        )
    told = [
        say(
            mark("{points} of {max}, weight {weight}"),
            points=area.points,
            max=area.max_points,
            weight=1 if node.weight is None else node.weight,
        )
        for node, area in zip(criteria.areas, score.areas, strict=True)
    ]
    uncut = score.points if score.uncut is None else score.uncut
    return say(
        mark(
            "Total: {whole} ({how} of the areas: {parts}) + {bonus} (bonus) − {penalty} (penalty) "
            "= {points} {points:point|points}"
        ),
        whole=uncut - score.bonus + score.penalty,
        how=say(WORDS["aggregate"][criteria.aggregate]),
        parts="; ".join(told),
        **values,
    )


def _stages(account: Account, score: UnitScore, view: BlockView, say: Say) -> Iterator[StageRow]:
    """Yield what the unit claimed, what each stage came to, and the result with its rank."""
    claims = [claim for claim in score.items.self_points if claim is not None]
    if claims and account.criteria.adds_up:
        claimed = view.figure(view.printed(exact_sum(claims)))
        yield StageRow(
            say(mark("points claimed by the unit, where it claims any")), claimed, "–", "–", "–"
        )
    for stage in score.stages:
        points, index = view.figure(view.printed(stage.points)), view.figure(stage.index)
        yield StageRow(say(STAGES[stage.stage]), points, f"{index}{view.sign}", "–", "–")
    unit, count = account.unit, len(account.block.ranked)
    yield StageRow(
        say(mark("result")),
        view.figure(view.printed(score.points)),
        f"{view.figure(score.index)}{view.sign}",
        f"{unit.rank}/{count}" if unit.rank else "–",
        say("{band}", band=unit.band) or "–",
    )


def _areas(account: Account, item: str | None, view: BlockView, say: Say) -> Iterator[AreaView]:
    for place, area in enumerate(account.criteria.areas):
        items = [
            i for i in area.items if item is None or i.code == item or i.code.startswith(item + ".")
        ]
        if items:
            yield AreaView(
                say(mark("Area {code}. {name}"), code=area.code, name=area.name),
                (*_area(account, place, view, say), *_levels(account, area, say)),
                tuple(item_view(account, entry, view) for entry in items),
            )


def _area(account: Account, place: int, view: BlockView, say: Say) -> Iterator[str]:
    if account.unit.score is None:
        return
    score, area = account.unit.score.areas[place], account.criteria.areas[place]
    index = f"{view.figure(score.index)}{view.sign}"
    message = mark("  {points} of {max} {max:point|points} that apply (of {full}); index {index}")
    yield say(message, points=score.points, max=score.max_points, full=area.max_points, index=index)


def _levels(account: Account, node: Criterion, say: Say) -> Iterator[str]:
    """Say how each level at or under a node came about that is no plain sum."""
    if not node.criteria or not account.levels:
        return
    found = account.levels[node.code]
    message = mark("  {code}: {how} of {parts}: {points}{rounded}")
    rounded = (
        phrase(
            mark(", rounded to {decimals} {decimals:decimal|decimals}"),
            decimals=node.round.decimals,
        )
        if (node.round)
        else ""
    )
    how = phrase(WORDS["aggregate"][node.aggregate])
    parts = "; ".join(_part(account, node, child, say) for child in node.criteria)
    points = phrase("–") if found is None else found.points
    yield say(message, code=node.code, how=how, parts=parts, points=points, rounded=rounded)
    for child in node.criteria:
        yield from _levels(account, child, say)


def _part(account: Account, node: Criterion, child: Criterion, say: Say) -> str:
    """Say what a part of a level came to, and its weight where it has one."""
    found = account.levels[child.code]
    if found is None:
        return say(_NO_POINTS, code=child.code)
    values = {"code": child.code, "points": found.points, "max": found.max_points}
    if node.aggregate not in WEIGHING:
        return say(mark("{code} {points} of {max}"), **values)
    weight = 1 if child.weight is None else child.weight
    return say(mark("{code} {points} of {max}, weight {weight}"), weight=weight, **values)


_NO_POINTS = mark("{code} has no points")
