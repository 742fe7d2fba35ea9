"""The areas: ranking, mean, best and worst of each, and the items where most points are lost."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from parindex.locale import mark
from parindex.model.number import exact_sum, less
from parindex.model.result import Heading, UnitResult
from parindex.reports.annual.parts import (
    ENDS,
    LONG,
    Part,
    chart,
    heading,
    lines,
    named,
    share_of,
    table,
)
from parindex.reports.charts.bars import Bar, bars
from parindex.reports.view import BlockView

_MOST_ITEMS = 8
_FEW_ITEMS = 3
"""Areas of so few items share a page."""


class ItemLoss(NamedTuple):
    """What the ranked units leave of an item: mean points and maximum, how many reach it all."""

    item: Heading
    points: Fraction
    max_points: Fraction
    full: int
    units: int

    @property
    def lost(self) -> Fraction:
        """Return the points that are lost a unit."""
        return self.max_points - self.points


def area_parts(view: BlockView, accent: str) -> Iterator[Part]:
    """Yield the areas of a block, each on a page of its own where it has items enough to fill one.

    Others stand as many on a page as fit. The items of areas that have a single one, as in an
    index made of indices, are in one table before.
    """
    say, losses = view.say, item_losses(view)
    counts = Counter(loss.item.area for loss in losses)
    single = [loss for loss in losses if counts[loss.item.area] == 1]
    yield from _lost(view, heading(2, say(_SINGLE)), single, len(single))
    for place, area in enumerate(view.block.areas):
        ranked = _by_index(view, place)
        if not ranked:
            continue
        own = [loss for loss in losses if loss.item.area == area.code]
        parts = [
            heading(2, say(mark("Area {code}. {name}"), code=area.code, name=area.name)),
            lines(_sentences(view, place, ranked)),
            *_bars(view, place, ranked, accent),
        ]
        if len(own) > 1:
            parts += _lost(view, heading(3, say(_MOST_LOST)), own, _MOST_ITEMS)
        if len(own) <= _FEW_ITEMS:
            yield {"kind": "together", "parts": parts}
        else:
            yield from ({"kind": "page"}, *parts)


_MOST_LOST = mark("Where most points are lost")
_SINGLE = mark("Areas of a single item, by the points lost")


def item_losses(view: BlockView) -> list[ItemLoss]:
    """Return, for each item of a block, what its ranked units leave of it."""
    scores = [score.items for score in view.scores()]
    found = []
    for place, item in enumerate(view.block.items):
        apply = [s for s in scores if s.max_points[place]]
        count = len(apply) or 1
        points = exact_sum([s.points[place] for s in apply]) / count
        maxima = exact_sum([s.max_points[place] for s in apply]) / count
        full = sum(not less(s.points[place], s.max_points[place]) for s in apply)
        found.append(ItemLoss(item, points, maxima, full, len(apply)))
    return found


def label_table(view: BlockView) -> Iterator[Part]:
    """Yield how many units reached each label in each item; nothing where items have none."""
    counts = view.item_counts()
    if not counts:
        return
    labels = [entry.label.for_lang(view.lang) for entry in view.block.criteria.item_bands or ()]
    yield heading(2, view.say(mark("Units by what they reached")))
    yield table(
        [view.say(mark("Item")), *labels],
        [
            (f"{item.code} {item.name.for_lang(view.lang)}", *map(str, held))
            for item, held in counts
        ],
        widths=["1fr", *["2.2cm"] * len(labels)],
        figures=range(1, len(labels) + 1),
    )


def _by_index(view: BlockView, place: int) -> list[tuple[UnitResult, Decimal]]:
    """Return the ranked units by their index in an area, best first."""
    held = [
        (unit, index)
        for unit in view.block.ranked
        if unit.score and (index := unit.score.areas[place].index) is not None
    ]
    return sorted(held, key=lambda pair: -pair[1])


def _sentences(
    view: BlockView, place: int, ranked: Sequence[tuple[UnitResult, Decimal]]
) -> Iterator[str]:
    say, (best, worst) = view.say, (ranked[0][1], ranked[-1][1])
    area = view.block.areas[place]
    mean = view.area_means[place]
    message = mark(
        "{max} {max:point|points}; mean index {mean}{sign} over {count} {count:unit|units}."
    )
    shown = {"mean": view.figure(mean), "sign": view.area_sign, "count": len(ranked)}
    yield say(message, max=area.max_points, **shown)
    for message, end in (
        (mark("Highest, {index}{sign}: {names}."), best),
        (mark("Lowest, {index}{sign}: {names}."), worst),
    ):
        names = named(view, [unit.name for unit, index in ranked if index == end])
        yield say(message, index=view.figure(end), sign=view.area_sign, names=names)
    yield from _less(view, place)


def _less(view: BlockView, place: int) -> Iterator[str]:
    """Say to which units less of an area applies than to others."""
    whole = view.block.areas[place].max_points
    apply = [(u.name, u.score.areas[place].max_points) for u in view.block.ranked if u.score]
    message = mark("{unit} ({max} {max:point|points})")
    found = [view.say(message, unit=name, max=most) for name, most in apply if most != whole]
    if found:
        yield view.say(mark("Less of the area applies to: {units}."), units=named(view, found))


def _bars(
    view: BlockView, place: int, ranked: Sequence[tuple[UnitResult, Decimal]], accent: str
) -> Iterator[Part]:
    shown = ranked if len(ranked) <= LONG else [*ranked[:ENDS], *ranked[-ENDS:]]
    mean, say = view.area_means[place], view.say
    rows = [Bar(unit.name, share_of(view, index), view.figure(index)) for unit, index in shown]
    told = say(mark("Mean {mean}"), mean=view.figure(mean))
    label = (
        say(mark("Index by unit; {mean}."), mean=told)
        + " "
        + "; ".join(f"{row.label}: {row.shown}" for row in rows)
    )
    yield chart(bars(label, rows, mean=(share_of(view, mean), told), accent=accent), label)
    if len(shown) < len(ranked):
        message = mark("The chart shows the first {count} and the last {count} units.")
        yield {"kind": "note", "text": say(message, count=ENDS)}


def _lost(view: BlockView, title: Part, losses: Iterable[ItemLoss], most: int) -> Iterator[Part]:
    """Yield the items of which points are lost, those of the greatest loss first."""
    found = sorted((loss for loss in losses if loss.lost > 0), key=lambda loss: -loss.lost)
    if not found:
        return
    say = view.say

    def row(loss: ItemLoss) -> list[str]:
        share = loss.points / loss.max_points * 100
        most, reached = view.printed(loss.max_points), view.printed(loss.points)
        return [
            loss.item.code,
            loss.item.name.for_lang(view.lang),
            *(view.figure(figure) for figure in (most, reached, most - reached)),
            f"{view.figure(view.printed(share))}%",
            f"{loss.full}/{loss.units}",
        ]

    yield title
    yield table(
        [
            say(mark("Code")),
            say(mark("Item")),
            say(mark("Maximum")),
            say(mark("Mean")),
            say(mark("Lost")),
            say(mark("Share")),
            say(mark("Full points")),
        ],
        map(row, found[:most]),
        widths=["auto", "1fr", *["auto"] * 5],
        figures=range(2, 7),
    )
