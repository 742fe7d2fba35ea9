"""The account of a unit's points: cell, value, rule, reason, points, area, total, clause."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from parindex.checks.round import KIND_NAMES
from parindex.checks.submission import understood
from parindex.locale import Say, mark, phrase, speaker
from parindex.model.criteria import WEIGHING, CriteriaSet, Criterion
from parindex.model.finding import Finding
from parindex.model.result import AdjustmentLine, BlockResult, UnitResult, UnitScore
from parindex.model.submission import CLAIM, Answer
from parindex.model.supplied import Supplied
from parindex.reports.keys import WORDS
from parindex.reports.view import OUTCOMES, BlockView
from parindex.scoring.aggregate import Sum
from parindex.scoring.item import ItemScore


@dataclass(frozen=True, slots=True)
class Account:
    """What an account is made from; answers and scores, by item, are of the file that counts."""

    unit: UnitResult
    block: BlockResult
    criteria: CriteriaSet
    findings: tuple[Finding, ...]
    adjustments: tuple[AdjustmentLine, ...] = ()
    answers: Mapping[str, Answer] = field(default_factory=dict)
    scores: Mapping[str, ItemScore] = field(default_factory=dict)
    levels: Mapping[str, Sum | None] = field(default_factory=dict)
    """What every level came to, by code, where levels are no plain sums."""
    supplied: Mapping[str, Supplied] = field(default_factory=dict)
    """By item, what in its answer is not the unit's own."""


def account_lines(account: Account, lang: str, item: str | None = None) -> Iterator[str]:
    """Yield the account line by line; of one item (or the items of one area) if it is named."""
    say = speaker(lang)
    yield from _unit(account, lang, say)
    if account.unit.score is None:
        return
    for area in account.criteria.areas:
        items = [
            i for i in area.items if item is None or i.code == item or i.code.startswith(item + ".")
        ]
        if not items:
            continue
        yield ""
        yield from _area(account, area, lang, say)
        yield from _levels(account, area, say)
        for entry in items:
            yield ""
            yield from _item(account, entry, say)


def _total(account: Account, score: UnitScore, say: Say) -> str:
    """Say how the areas came to the total, by the aggregate the set states."""
    values = {"bonus": score.bonus, "penalty": score.penalty, "points": score.points}
    criteria = account.criteria
    if criteria.aggregate == "sum":
        parts = " + ".join(say("{points}", points=area.points) for area in score.areas)
        return say(
            mark(
                "Total: {parts} (areas) + {bonus} (bonus) − {penalty} (penalty) = {points} points"
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
            "Total: {whole} ({how} of the areas: {parts}) + {bonus} (bonus) − {penalty} (penalty)"
            " = {points} points"
        ),
        whole=uncut - score.bonus + score.penalty,
        how=say(WORDS["aggregate"][criteria.aggregate]),
        parts="; ".join(told),
        **values,
    )


def _unit(account: Account, lang: str, say: Say) -> Iterator[str]:
    unit, view = account.unit, BlockView(account.block, lang)
    yield say(mark("{code} {name} ({block})"), code=unit.code, name=unit.name, block=view.name)
    yield say(mark("File: {file}"), file=unit.file or "–")
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
    for line in account.adjustments:
        yield say(
            mark("  {kind} of {points} points: {decision}, {day}. {reason}"),
            kind=phrase(KIND_NAMES[line.kind]),
            points=line.points,
            decision=line.decision,
            day=line.day,
            reason=line.reason,
        )
    yield from (
        f"  {finding.code}: {finding.wrong(say)} {finding.remedy(say)}"
        for finding in account.findings
        if finding.item is None
    )
    if unit.rank is None:
        yield say(mark("Scored, not ranked: units.csv says so (ranked)"))
        return
    message = mark("Rank {rank} of {count}; band: {band}")
    yield say(message, rank=unit.rank, count=len(account.block.ranked), band=unit.band)


def _area(account: Account, area: Criterion, lang: str, say: Say) -> Iterator[str]:
    yield say(mark("Area {code}. {name}"), code=area.code, name=area.name)
    place = [a.code for a in account.criteria.areas].index(area.code)
    if account.unit.score is None:
        return
    score = account.unit.score.areas[place]
    view = BlockView(account.block, lang)
    index = f"{view.figure(score.index)}{view.sign}"
    message = mark("  {points} of {max} points that apply (of {full}); index {index}")
    yield say(message, points=score.points, max=score.max_points, full=area.max_points, index=index)


def _levels(account: Account, node: Criterion, say: Say) -> Iterator[str]:
    """Say how each level at or under a node came about that is no plain sum."""
    if not node.criteria or not account.levels:
        return
    found = account.levels[node.code]
    message = mark("  {code}: {how} of {parts}: {points}{rounded}")
    rounded = (
        phrase(mark(", rounded to {decimals} decimals"), decimals=node.round.decimals)
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


def _item(account: Account, item: Criterion, say: Say) -> Iterator[str]:
    yield say(mark("{code} {name}"), code=item.code, name=item.name)
    answer, score = account.answers.get(item.code), account.scores.get(item.code)
    if answer is None or score is None:
        return
    yield from _answers(account, item, answer, say)
    if item.rule is not None:
        rule = "; ".join(item.rule_lines(say))
        yield say(mark("  rule ({kind}): {rule}"), kind=item.rule.kind, rule=rule)
    yield say(mark("  because: {reason}"), reason=score.reason)
    message = mark("  result: {points} of {max} points ({outcome})")
    outcome = say(OUTCOMES[score.outcome])
    yield say(message, points=score.points, max=score.max_points, outcome=outcome)
    yield from _basis(account, item, say)
    for finding in account.findings:
        if finding.item == item.code:
            yield f"  {finding.code}: {finding.wrong(say)} {finding.remedy(say)}"


def _answers(account: Account, item: Criterion, answer: Answer, say: Say) -> Iterator[str]:
    """Say each value of an item with the cell, or the table, that it comes from."""
    sheet = account.unit.sheet
    given = account.supplied.get(item.code, Supplied())
    for name, entry in item.fields.items():
        cell = f"{sheet}!{answer.cells[name]}" if name in answer.cells else "–"
        if name in answer.values:
            value = say("{value}", value=understood(entry, answer.values[name]))
        elif name in answer.unreadable:
            value = say(mark("cannot be used"))
        else:
            value = say(mark("no answer"))
        if name in given.places:
            yield _supplied(given, name, entry.label, value, say)
            continue
        yield say(
            mark("  cell {cell}: {label} = {value}"), cell=cell, label=entry.label, value=value
        )
    if CLAIM in given.places:
        points = "–" if answer.claim is None else say("{points}", points=answer.claim)
        yield _supplied(given, CLAIM, phrase(mark("points")), points, say)
    elif answer.claim is not None:
        cell = f"{sheet}!{answer.cells.get(CLAIM, '')}"
        yield say(mark("  cell {cell}: points claimed = {claim}"), cell=cell, claim=answer.claim)


def _supplied(given: Supplied, name: str, label: object, value: str, say: Say) -> str:
    """Say a value with the table, survey or register that it comes from."""
    return say(
        mark("  {place}: {label} = {value} ({source})"),
        place=str(given.places[name]),
        label=label,
        value=value,
        source=given.sources.get(name, "–"),
    )


def _basis(account: Account, item: Criterion, say: Say) -> Iterator[str]:
    if item.basis is None:
        yield say(mark("  clause: none is stated in the criteria"))
        return
    title = account.criteria.basis[item.basis.ref].title
    clause = f", {item.basis.clause}" if item.basis.clause else ""
    yield say(mark("  clause: {title}{clause}"), title=title, clause=clause)
