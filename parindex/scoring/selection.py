"""The best N of a round's units: conditions first, then places, then the ties at the end."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from parindex.locale import Phrase, mark, phrase
from parindex.model.finding import Finding
from parindex.model.result import BlockResult, RoundResult, UnitResult
from parindex.model.roster import unit_key
from parindex.model.rule import Outcome
from parindex.model.selection import Conditions, Considered, Selection, SelectionRule, Verdict
from parindex.model.text import name_key
from parindex.scoring.ranking import ranks

_LACKING = frozenset({Outcome.MISSING, Outcome.INVALID})


def selections(result: RoundResult, rule: SelectionRule) -> Iterator[Selection]:
    """Yield what comes of a rule: one selection a block, or one of all blocks together."""
    blocks = [block for block in result.blocks if not rule.blocks or block.code in rule.blocks]
    if not rule.each_block:
        yield _selected(rule, None, blocks)
        return
    for block in blocks:
        yield _selected(rule, block, [block])


def _selected(
    rule: SelectionRule, block: BlockResult | None, blocks: Sequence[BlockResult]
) -> Selection:
    considered = [_considered(rule, of, unit) for of in blocks for unit in of.units]
    eligible = [entry for entry in considered if entry.verdict is Verdict.BELOW]
    keys = [_key(rule, entry) for entry in eligible]
    places = ranks(keys)
    ordered = sorted(zip(places, eligible, strict=True), key=lambda pair: pair[0])
    chosen = [
        replace(entry, place=place, verdict=_verdict(rule, place, places.count(place)))
        for place, entry in ordered
    ]
    rest = [entry for entry in considered if entry.verdict is not Verdict.BELOW]
    return Selection(rule, block, (*chosen, *rest))


def _verdict(rule: SelectionRule, place: int, tied: int) -> Verdict:
    """Return what comes of a unit at a place that ``tied`` units share."""
    if place > rule.best:
        return Verdict.BELOW
    if place + tied - 1 <= rule.best or rule.ties == "all":
        return Verdict.CHOSEN
    return Verdict.TIED if rule.ties == "council" else Verdict.BELOW


def _key(rule: SelectionRule, entry: Considered) -> tuple[Fraction, ...]:
    """Return by what a unit is placed: its index as it is ranked on, then points of areas."""
    score = entry.unit.score
    assert score is not None  # noqa: S101 - for the type checker
    exact = entry.block.criteria.rank_on == "exact"
    index = score.exact_index if exact else Fraction(score.index)
    return (index, *map(entry.area_points, rule.tie_break))


def _considered(rule: SelectionRule, block: BlockResult, unit: UnitResult) -> Considered:
    """Return a unit with what speaks against it; as one below the best where nothing does."""
    keys = {name_key(unit.code), unit_key(unit.name)}
    kept_out = tuple(
        phrase("{reason}", reason=entry.reason)
        for entry in rule.exclude
        if {name_key(entry.unit), unit_key(entry.unit)} & keys
    )
    if kept_out:
        return Considered(block, unit, Verdict.EXCLUDED, reasons=kept_out)
    reasons = tuple(_against(rule, block, unit))
    verdict = Verdict.NOT_ELIGIBLE if reasons else Verdict.BELOW
    return Considered(block, unit, verdict, reasons=reasons)


def _against(rule: SelectionRule, block: BlockResult, unit: UnitResult) -> Iterator[Phrase]:
    """Yield every condition that a unit does not fulfil."""
    if unit.rank is None or unit.score is None:
        yield phrase(mark("it is not ranked"))
        return
    asked, score = rule.conditions, unit.score
    if asked.index is not None and score.index < asked.index:
        yield phrase(
            mark("index {index}, at least {least} asked for"), index=score.index, least=asked.index
        )
    if asked.bands and not _in_band(asked, unit):
        yield phrase(mark("class {band}"), band=unit.band or "–")
    if not asked.penalty and score.penalty:
        yield phrase(mark("{points} penalty points"), points=score.penalty)
    yield from _low(asked, block, unit)
    lacking = [
        item.code
        for item, outcome in zip(block.items, score.items.outcomes, strict=True)
        if outcome in _LACKING
    ]
    if lacking and not asked.missing:
        yield phrase(mark("no valid answer to {items}"), items=lacking)


def _in_band(asked: Conditions, unit: UnitResult) -> bool:
    labels = {name_key(text) for text in unit.band.texts} if unit.band else set()
    return any(name_key(label) in labels for label in asked.bands)


def _low(asked: Conditions, block: BlockResult, unit: UnitResult) -> Iterator[Phrase]:
    """Yield the areas and items of which a unit has a smaller share than is asked for."""
    score = unit.score
    assert score is not None  # noqa: S101 - for the type checker
    areas = {
        area.code: (found.points, found.max_points)
        for area, found in zip(block.areas, score.areas, strict=True)
    }
    items = {
        item.code: (points, most)
        for item, points, most in zip(
            block.items, score.items.points, score.items.max_points, strict=True
        )
    }
    in_area = mark("area {code}: {points} of {max} {max:point|points}, at least {least}% asked for")
    in_item = mark("item {code}: {points} of {max} {max:point|points}, at least {least}% asked for")
    for wanted, known, told in ((asked.areas, areas, in_area), (asked.items, items, in_item)):
        for code, least in wanted.items():
            points, most = known.get(code, (Fraction(0), Fraction(0)))
            if most and points * 100 < least * most:
                yield phrase(told, code=code, points=points, max=most, least=least)


def told(selection: Selection) -> Iterator[Finding]:
    """Yield that a tie is left to the council, or that fewer than wanted fulfil the conditions."""
    chosen, tied = selection.of(Verdict.CHOSEN), selection.of(Verdict.TIED)
    best = selection.rule.best
    if tied:
        values = {
            "units": [entry.unit.code for entry in tied],
            "place": tied[0].place or 0,
            "free": best - len(chosen),
        }
        yield Finding("RND186", values=values)
    elif len(chosen) < best and not selection.of(Verdict.BELOW):
        yield Finding("RND187", values={"chosen": len(chosen), "best": best})
