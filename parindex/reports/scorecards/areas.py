"""A unit's areas beside the mean and the best of its block, and where it stands out."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from parindex.locale import mark, number
from parindex.model.result import AreaScore, UnitScore
from parindex.reports.charts.legend import Tick
from parindex.reports.charts.position import BandSpan, Mark, crowded, position
from parindex.reports.charts.radar import Axis, profile
from parindex.reports.scorecards.gains import waits
from parindex.reports.scorecards.peers import Subject, item_index
from parindex.reports.scorecards.words import Letters, Room


def area_table(subject: Subject, score: UnitScore, letters: Letters) -> dict[str, Any]:
    """Return the table of areas: index, mean, best and rank of each."""
    say = subject.view.say
    return {
        "title": say(mark("By area")),
        "heads": [
            say(mark("Area")),
            subject.view.area_head,
            say(mark("Mean")),
            say(mark("Best")),
            say(mark("Rank")),
        ],
        "rows": [_row(subject, place, area, letters) for place, area in enumerate(score.areas)],
        "note": say(
            mark(
                "Mean, best and rank are of the {ranked} ranked {ranked:unit|units} of the block."
            ),
            ranked=subject.peers.ranked,
        ),
    }


def _row(subject: Subject, place: int, area: AreaScore, letters: Letters) -> list[str]:
    view, peers = subject.view, subject.peers
    heading = view.block.areas[place]
    ranked = subject.unit.rank is not None and area.index is not None
    points = view.say(
        mark("{points}/{max} points"),
        points=view.figure(view.printed(area.points)),
        max=area.max_points,
    )
    return [
        f"{heading.code}. {letters.name(heading.name.for_lang(view.lang))}",
        points,
        view.figure(area.index),
        view.figure(peers.area_means[place]),
        view.figure(peers.area_best(place)),
        str(peers.area_rank(place, area.index)) if ranked and area.index is not None else "–",
    ]


def area_chart(subject: Subject, score: UnitScore, accent: str) -> dict[str, str]:
    """Return the chart of areas and what it shows in words."""
    view, peers = subject.view, subject.peers
    most = view.block.criteria.most_of_area
    axes, told = [], []
    for place, (heading, area) in enumerate(zip(view.block.areas, score.areas, strict=True)):
        figures = area.index, peers.area_means[place], peers.area_best(place)
        unit, mean, best = (_share(figure, most) for figure in figures)
        axes.append(Axis(heading.code, view.figure(area.index), unit, mean, best))
        message = mark("area {code}: {unit}, mean {mean}, best {best}")
        named = dict(zip(("unit", "mean", "best"), map(view.figure, figures), strict=True))
        told.append(view.say(message, code=heading.code, **named))
    label = view.say(
        mark("Chart: {index} of each area beside mean and best of the block. {areas}."),
        index=view.area_head,
        areas="; ".join(told),
    )
    names = [view.say(name) for name in (mark("Unit"), mark("Block mean"), mark("Block best"))]
    return {"svg": profile(label, axes, names, ticks(subject, most, 5), accent), "alt": label}


def place_chart(subject: Subject, score: UnitScore, accent: str) -> dict[str, str] | None:
    """Return the chart of the index among the bands and what it shows; none without bounds."""
    view, peers = subject.view, subject.peers
    most = view.block.criteria.out_of
    bands = [
        BandSpan(
            band.label.for_lang(view.lang),
            float(band.bound / most),
            view.say("{bound}", bound=band.bound),
        )
        for band in reversed(view.block.criteria.bands)
        if band.bound is not None
    ]
    if not bands:
        return None
    figures = (
        (mark("Unit"), score.index),
        (mark("Block mean"), peers.mean),
        (mark("Block best"), peers.best),
    )
    marks = [
        Mark(view.say(name), float(Fraction(figure) / most), view.figure(figure))
        for name, figure in figures
        if figure is not None
    ]
    told = "; ".join(
        f"{band.label.for_lang(view.lang)} {view.band_text(band)}"
        for band in view.block.criteria.bands
    )
    label = view.say(
        mark("Chart: {index} between the bounds of bands. {marks}. Bands: {bands}."),
        index=view.index_head,
        marks="; ".join(f"{entry.name} {entry.figure}" for entry in marks),
        bands=told,
    )
    note = view.say(mark("Bands: {bands}."), bands=told) if crowded(bands) else ""
    return {"svg": position(label, bands, marks, accent), "alt": label, "note": note}


def ticks(subject: Subject, most: Fraction, count: int) -> list[Tick]:
    """Return so many ticks of a scale of indices, the last at its end; none at zero."""
    lang = subject.view.lang
    return [(n / count, number(most * n / count, lang)) for n in range(1, count + 1)]


def _share(index: Decimal | None, most: Fraction) -> float | None:
    return None if index is None else float(Fraction(index) / most)


class Contrast(NamedTuple):
    """An area or item beside the mean of the block: how far above, and of how many points."""

    above: Decimal
    max_points: Fraction
    name: str
    reached: Decimal
    mean: Decimal
    area: bool


def contrasts(subject: Subject, score: UnitScore) -> list[Contrast]:
    """Return areas and items with their indices beside the mean, farthest above it first.

    Of those equally far the one of more points comes first, then the order of the set decides.
    """
    found = [*_areas(subject, score), *_items(subject, score)]
    return sorted(found, key=lambda entry: (-entry.above, -entry.max_points))


def _areas(subject: Subject, score: UnitScore) -> Iterator[Contrast]:
    lang = subject.view.lang
    for place, (area, mean) in enumerate(zip(score.areas, subject.peers.area_means, strict=True)):
        if area.index is not None and mean is not None:
            heading = subject.view.block.areas[place]
            name = f"{heading.code}. {heading.name.for_lang(lang)}"
            above = area.index - mean
            yield Contrast(above, area.max_points, name, area.index, mean, area=True)


def _items(subject: Subject, score: UnitScore) -> Iterator[Contrast]:
    view, items = subject.view, score.items
    for place, mean in enumerate(subject.peers.item_means):
        most = items.max_points[place]
        index = item_index(items.points[place], most, view.block.criteria)
        heading = view.block.items[place]
        told = heading.code == heading.area or waits(score, heading, place)
        if index is not None and mean is not None and not told:
            name = f"{heading.code} {heading.name.for_lang(view.lang)}"
            yield Contrast(index - mean, most, name, index, mean, area=False)


def extremes(subject: Subject, found: list[Contrast], room: Room) -> list[dict[str, Any]]:
    """Return the tables of strengths and weaknesses: two areas at most, then items."""
    above = [entry for entry in found if entry.above > 0]
    below = [entry for entry in reversed(found) if entry.above < 0]
    none_above, none_below = (
        mark("Nothing stands above the mean."),
        mark("Nothing stands below it."),
    )
    return [
        _extremes(subject, mark("Strengths"), above, none_above, room),
        _extremes(subject, mark("Weaknesses"), below, none_below, room),
    ]


_MOST_AREAS = 2


def _extremes(
    subject: Subject, title: str, found: list[Contrast], none: str, room: Room
) -> dict[str, Any]:
    view = subject.view
    items = [entry for entry in found if not entry.area]
    areas = [entry for entry in found if entry.area][: _MOST_AREAS if items else None]
    chosen = [*areas, *items][: room.extremes]
    return {
        "title": view.say(title),
        "heads": [view.say(mark("Area, item")), view.say(mark("Unit")), view.say(mark("Mean"))],
        "rows": [
            [room.letters.name(entry.name), view.figure(entry.reached), view.figure(entry.mean)]
            for entry in chosen
        ],
        "none": "" if chosen else view.say(none),
    }
