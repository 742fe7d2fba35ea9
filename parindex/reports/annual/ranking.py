"""A block's part: its figures, ranking, distribution, heat map, and who is not ranked."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from parindex.locale import mark
from parindex.model.number import exact_sum
from parindex.reports.annual.parts import LONG, Part, chart, heading, lines, named, share_of, table
from parindex.reports.charts.distribution import distribution
from parindex.reports.charts.palette import heat
from parindex.reports.view import ADJUSTED, BlockView, Row


def figures(view: BlockView) -> Iterator[tuple[str, str]]:
    """Yield the key figures of a block, each with what it is."""
    say, found = view.say, view.summary()
    yield say(mark("units ranked")), f"{found.ranked}/{found.units}"
    if found.ranked:
        yield say(mark("mean index")), f"{view.figure(found.mean)}{view.sign}"
        yield say(mark("highest")), f"{view.figure(found.best)}{view.sign}"
        yield say(mark("lowest")), f"{view.figure(found.worst)}{view.sign}"


def summary(view: BlockView) -> Iterator[str]:
    """Yield sentences on a block."""
    say, found = view.say, view.summary()
    yield say(
        mark(
            "{ranked} of {units} {units:unit|units} {ranked:is|are} ranked; {rest} {rest:is|are} "
            "not."
        ),
        ranked=found.ranked,
        units=found.units,
        rest=found.units - found.ranked,
    )
    if not found.ranked:
        return
    message = mark(
        "Mean index {mean}{sign}, median {median}{sign}, highest {best}{sign},"
        " lowest {worst}{sign}."
    )
    ends = {"mean": found.mean, "median": found.median, "best": found.best, "worst": found.worst}
    shown = {name: view.figure(value) for name, value in ends.items()}
    yield say(message, sign=view.sign, **shown)
    first = [unit.name for unit in view.block.ranked if unit.rank == 1]
    yield say(mark("First: {names}."), names=named(view, first))
    bands = view.band_counts()
    if bands:
        yield say(mark("By band: {bands}."), bands="; ".join(bands))
    yield from _weakest(view)
    yield from _moved(view)


def _weakest(view: BlockView) -> Iterator[str]:
    """Say where most points are lost, and where the index is lowest."""
    say, lost, means = view.say, view.area_losses(), view.area_means
    if not any(lost):
        return
    if view.block.criteria.aggregate == "sum":
        place = lost.index(max(lost))
        area = view.block.areas[place]
        message = mark("Most points are lost in area {code}, {name}: {lost} a unit on average.")
        figure = view.figure(view.printed(lost[place]))
        yield say(message, code=area.code, name=area.name, lost=figure)
    low, place = min((mean, place) for place, mean in enumerate(means) if mean is not None)
    area = view.block.areas[place]
    message = mark("The index is lowest in area {code}, {name}: {mean}{sign} on average.")
    yield say(message, code=area.code, name=area.name, mean=view.figure(low), sign=view.area_sign)


def _moved(view: BlockView) -> Iterator[str]:
    """Say how the block moved since the year it is compared with."""
    if view.past is None:
        return
    changes = [(unit, view.change(unit)) for unit in view.block.ranked]
    known = [change.moved for _, change in changes if change.moved is not None]
    if not known:
        return
    say, year = view.say, str(view.past.year)
    mean = view.printed(exact_sum([Fraction(moved) for moved in known]) / len(known))
    yield say(
        mark(
            "Since {year}, of {count} {count:unit|units} that can be compared {up} rose and "
            "{down} fell; the mean change is {mean} points of the index."
        ),
        year=year,
        count=len(known),
        up=sum(index > 0 for index in known),
        down=sum(index < 0 for index in known),
        mean=view.signed(mean),
    )
    places = [change.places for _, change in changes if change.places]
    for message, most in (
        (mark("Most places were gained by: {names} ({places})."), max(places, default=0)),
        (mark("Most places were lost by: {names} ({places})."), min(places, default=0)),
    ):
        if most:
            names = [unit.name for unit, change in changes if change.places == most]
            yield say(message, names=named(view, names), places=view.signed(most))


def ranking(view: BlockView) -> Iterator[Part]:
    """Yield the ranking and the distribution of a block."""
    say, rows = view.say, [row for row in view.rows() if row.rank]
    yield heading(2, say(mark("Ranking")))
    if not rows:
        yield lines([say(mark("No unit is ranked."))])
        return
    since = str(view.past.year) if view.past else ""
    yield {
        "kind": "ranking",
        "heads": [
            say(mark("Rank")),
            say(mark("Unit")),
            say(mark("Points")),
            say(mark("Maximum")),
            view.index_head,
            *([say(mark("Since {year}"), year=since), say(mark("Places gained"))] if since else []),
            *([say(mark("Band"))] if view.banded else []),
        ],
        "banded": view.banded,
        "rows": [_ranked(view, row) for row in rows],
    }
    if since:
        yield {"kind": "note", "text": say(mark(_SINCE), year=since)}
    yield from _adjusted(view)
    bands = view.summary().bands
    if bands:
        yield heading(2, say(mark("Units by band")))
        told = "; ".join(view.band_counts())
        yield chart(distribution(told, bands, say(mark("units"))), told, "13cm")


_SINCE = mark(
    "Since {year}: points of the index; places: + up, − down, among the units ranked in both years;"
    " – where the unit cannot be compared."
)


def _adjusted(view: BlockView) -> Iterator[Part]:
    """Yield the bonus and penalty points that are in the totals."""
    say = view.say
    rows = list(view.adjusted())
    if rows:
        yield heading(2, say(mark("Bonus and penalty")))
        widths = ["1fr", *["auto"] * 4]
        yield table([*map(say, ADJUSTED)], rows, widths=widths, figures=range(1, 5))


def _ranked(view: BlockView, row: Row) -> Part:
    change = view.change(row.unit)
    return {
        "cells": [
            str(row.rank),
            row.unit.name,
            view.figure(row.points),
            view.figure(row.max_points),
            view.figure(row.index),
            *([view.signed(change.moved), view.signed(change.places)] if view.past else []),
            *([row.band] if view.banded else []),
        ],
        "share": view.percent(row.index),
    }


def areas(view: BlockView) -> Iterator[Part]:
    """Yield the heat map of units and areas."""
    say, rows = view.say, [row for row in view.rows() if row.rank]
    if not rows:
        return
    yield heading(2, say(mark("By area: {index}"), index=view.area_head))
    legend = mark("{code}. {name} ({max} {max:point|points})")
    names = [say(legend, code=a.code, name=a.name, max=a.max_points) for a in view.block.areas]
    yield {"kind": "legend", "lines": names}
    count = len(view.block.areas)
    yield table(
        [say(mark("Rank")), say(mark("Unit")), *(area.code for area in view.block.areas)],
        [[str(row.rank), row.unit.name, *map(view.figure, row.areas)] for row in rows],
        widths=["auto", "1fr", *["auto"] * count],
        figures=[0, *range(2, count + 2)],
        last=["", say(mark("Mean")), *map(view.figure, view.area_means)],
        fills=[["", "", *(_fill(view, index) for index in row.areas)] for row in rows],
    )
    maxima = list(_maxima(view, rows))
    if maxima:
        yield lines(maxima[:LONG])


def _fill(view: BlockView, index: Decimal | None) -> str:
    if index is None:
        return ""
    return heat(share_of(view, index))


def unranked(view: BlockView) -> Iterator[Part]:
    """Yield the units that take no rank, and why."""
    say, rows = view.say, [row for row in view.rows() if not row.rank]
    if rows:
        yield heading(2, say(mark("Not ranked, and why")))
        yield table(
            [say(mark("Code")), say(mark("Unit")), say(mark("Why"))],
            [[row.unit.code, row.unit.name, view.remark(row)] for row in rows],
            widths=["auto", "1fr", "2fr"],
        )


def _maxima(view: BlockView, rows: Iterable[Row]) -> Iterator[str]:
    """Yield, for each unit to which less applies than to others, how much of each area does."""
    for row in rows:
        areas = row.unit.score.areas if row.unit.score else ()
        parts = [
            view.say(
                mark("area {code}: {max} of {full}"),
                code=heading.code,
                max=area.max_points,
                full=heading.max_points,
            )
            for heading, area in zip(view.block.areas, areas, strict=False)
            if area.max_points != heading.max_points
        ]
        if parts:
            message = mark("Points that apply to {unit}: {parts}.")
            yield view.say(message, unit=row.unit.name, parts="; ".join(parts))
