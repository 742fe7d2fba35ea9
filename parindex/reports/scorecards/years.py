"""A unit's index and rank over the years."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from parindex.locale import mark, phrase
from parindex.model.result import PastUnit
from parindex.reports.charts.trend import Year, trend
from parindex.reports.scorecards.areas import ticks
from parindex.reports.scorecards.peers import Subject


def last_year(subject: Subject) -> tuple[int, PastUnit] | None:
    """Return the latest earlier year, if the unit had a result then."""
    if not subject.past or subject.past[0] is None:
        return None
    return subject.peers.past[0].year, subject.past[0]


def index_change(subject: Subject, index: Decimal) -> str:
    """Say how the index moved against last year; nothing where there is none."""
    found = last_year(subject)
    if found is None:
        return ""
    year, before = found
    view, change = subject.view, index - subject.view.printed(Fraction(before.index))
    figure = view.figure(view.printed(Fraction(abs(change))))
    message = _moved(change, mark("up {change} on {year}"), mark("down {change} on {year}"))
    return view.say(message, change=figure, year=year)


def rank_change(subject: Subject) -> str:
    """Say how the rank moved against last year; nothing where either is missing."""
    found, rank = last_year(subject), subject.unit.rank
    if found is None or rank is None or found[1].rank is None:
        return ""
    year, before = found
    change = subject.peers.places.get(subject.unit.code, 0)
    message = mark("rank {rank} in {year}")
    if change:
        message = _moved(
            change,
            mark("up {change} (rank {rank} in {year})"),
            mark("down {change} (rank {rank} in {year})"),
        )
    return subject.view.say(message, change=abs(change), rank=before.rank, year=year)


def _moved(change: Decimal | int, up: str, down: str) -> str:
    if not change:
        return mark("as in {year}")
    return up if change > 0 else down


def over_the_years(subject: Subject, year: int, accent: str) -> dict[str, Any] | None:
    """Return the chart of years and remarks on them; none where no earlier year is known."""
    if not any(subject.past):
        return None
    view = subject.view
    years, most = list(_years(subject, year)), view.block.criteria.out_of
    told = [
        view.say(
            mark("{year}: {index}"),
            year=entry.label,
            index=" ".join((entry.figure, entry.note)).strip(),
        )
        for entry in years
    ]
    label = view.say(mark("Chart: the index over the years. {years}."), years="; ".join(told))
    names = [view.say(mark("Unit")), view.say(mark("Block mean"))]
    return {
        "title": view.say(mark("Over the years")),
        "svg": trend(label, years, names, [(0.0, "0"), *ticks(subject, most, 10)], accent),
        "alt": label,
        "notes": list(_remarks(subject)),
    }


def _years(subject: Subject, this_year: int) -> Iterator[Year]:
    """Yield the earlier years and this one, the earliest first."""
    view, peers, unit = subject.view, subject.peers, subject.unit
    for peer, before in reversed(list(zip(peers.past, subject.past, strict=True))):
        index, rank = (before.index, before.rank) if before else (None, None)
        note = view.say(mark("rank {rank}"), rank=rank) if rank else ""
        yield _year(subject, peer.year, index, peer.mean, note)
    note = view.say(mark("rank {rank}"), rank=unit.rank) if unit.rank else ""
    yield _year(subject, this_year, unit.score.index if unit.score else None, peers.mean, note)


def _year(
    subject: Subject, year: int, index: Decimal | None, mean: Decimal | None, note: str
) -> Year:
    most = subject.view.block.criteria.out_of
    unit, block = (None if f is None else float(Fraction(f) / most) for f in (index, mean))
    return Year(str(year), _figure(subject, index), unit, block, note)


def _figure(subject: Subject, index: Decimal | None) -> str:
    view = subject.view
    return "–" if index is None else view.figure(view.printed(Fraction(index)))


def _remarks(subject: Subject) -> Iterator[str]:
    others = [peer.year for peer in subject.peers.past if peer.other_criteria]
    if others:
        message = mark("The criteria of {years} were others; a part of the change comes from them.")
        yield subject.view.say(message, years=phrase("{years}", years=others))
