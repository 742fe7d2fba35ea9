"""Annexes: every unit's points for every item, and the lacks in the evidence."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import cache
from itertools import groupby
from math import ceil

from parindex.locale import Say, mark
from parindex.model.result import Heading, UnitResult
from parindex.model.rule import Outcome
from parindex.reports.annual.parts import Part, heading, table
from parindex.reports.view import BlockView

_WIDE = 16
"""At most so many items stand beside each other on a page across."""


def item_annex(view: BlockView, areas: Sequence[Heading]) -> Iterator[Part]:
    """Yield, area by area, a line a unit with its points for each item.

    Areas of a single item that follow each other stand in one table.
    """
    say, units = view.say, [unit for unit in view.block.units if unit.score]
    if not units:
        return
    yield heading(2, say(mark("Points by item: {block}"), block=view.name))
    yield {"kind": "lead", "text": say(mark(_MARKS))}
    for title, own in _groups(view, areas):
        wide = ceil(len(own) / ceil(len(own) / _WIDE)) if own else 1
        for at in range(0, len(own), wide):
            yield heading(3, title if not at else say(mark("{title} (continued)"), title=title))
            yield _points(view, units, own[at : at + wide])


def _groups(view: BlockView, areas: Sequence[Heading]) -> Iterator[tuple[str, list[int]]]:
    """Yield which items stand in a table, by their places, and what it is headed."""
    say, items = view.say, list(enumerate(view.block.items))
    held = [(area, [n for n, item in items if item.area == area.code]) for area in areas]
    for single, run in groupby(held, lambda one: len(one[1]) == 1):
        found = list(run)
        if single and len(found) > 1:
            ends = {"first": found[0][0].code, "last": found[-1][0].code}
            yield say(mark("Areas {first} to {last}"), **ends), [n for _, own in found for n in own]
            continue
        for area, own in found:
            yield say(mark("Area {code}. {name}"), code=area.code, name=area.name), own


_MARKS = mark(
    "Points as rounded for print; the totals add up the exact ones. n/a: does not apply, no points;"
    " –: no answer, 0 points; !: the answer cannot be used, 0 points."
)
_SHORT = {Outcome.MISSING: "–", Outcome.INVALID: "!", Outcome.NOT_APPLICABLE: mark("n/a")}


def _points(view: BlockView, units: Sequence[UnitResult], places: Sequence[int]) -> Part:
    say, items = view.say, view.block.items
    shown = cache(lambda points: view.figure(view.printed(points)))  # few differ
    maxima = (shown(items[place].max_points) for place in places)
    rows = [
        [str(unit.rank or "–"), unit.name, *(_point(say, shown, unit, place) for place in places)]
        for unit in units
    ]
    return table(
        [say(mark("Rank")), say(mark("Unit")), *(items[place].code for place in places)],
        [["", say(mark("Maximum")), *maxima], *rows],
        widths=["auto", "4.6cm", *["1fr"] * len(places)],
        figures=[0, *range(2, len(places) + 2)],
    )


def _point(say: Say, shown: Callable[[Fraction], str], unit: UnitResult, place: int) -> str:
    assert unit.score is not None  # noqa: S101 - for the type checker
    items = unit.score.items
    points, short = items.points[place], _SHORT.get(items.outcomes[place])
    return say(short) if short and not points else shown(points)


def names_annex(view: BlockView) -> Iterator[Part]:
    """Yield what the codes of a block's items mean."""
    say = view.say
    yield heading(2, say(mark("The items: {block}"), block=view.name))
    yield table(
        [say(mark("Code")), say(mark("Item")), say(mark("Maximum")), say(mark("Legal basis"))],
        [
            [
                item.code,
                item.name.for_lang(view.lang),
                view.figure(view.printed(item.max_points)),
                item.clause or "–",
            ]
            for item in view.block.items
        ],
        widths=["auto", "1.3fr", "auto", "1fr"],
        figures=[2],
    )


def gaps_annex(view: BlockView) -> Iterator[Part]:
    """Yield the lacks in the evidence of a block's units, by unit and item."""
    say = view.say
    rows = [
        [unit.name if not number else "", gap.item, gap.cell or "–", gap.text.for_lang(view.lang)]
        for unit in view.block.units
        for number, gap in enumerate(unit.gaps)
    ]
    if not rows:
        return
    yield heading(2, say(mark("Lacks in the evidence: {block}"), block=view.name))
    yield table(
        [say(mark("Unit")), say(mark("Item")), say(mark("Cell")), say(mark("What is lacking"))],
        rows,
        widths=["1fr", "auto", "auto", "2fr"],
    )
