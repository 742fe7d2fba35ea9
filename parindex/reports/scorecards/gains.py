"""What a unit's points leave unreached, and what winning them back would change."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from parindex.locale import mark, phrase
from parindex.model.number import exact_sum, rounded
from parindex.model.result import BandInfo, Heading, UnitScore
from parindex.model.rule import Outcome
from parindex.reports.scorecards.peers import Subject, ranking_key


class Loss(NamedTuple):
    """An item's place in the set, and the points it leaves unreached."""

    place: int
    points: Fraction


def losses(score: UnitScore) -> list[Loss]:
    """Return the items that leave points unreached, the greatest loss first."""
    items = score.items
    lost = (
        Loss(place, most - points)
        for place, (points, most) in enumerate(zip(items.points, items.max_points, strict=True))
        if points < most
    )
    return sorted(lost, key=lambda loss: (-loss.points, loss.place))


def waits(score: UnitScore, item: Heading, place: int) -> bool:
    """Tell whether an item has no points because others have no figures for it yet."""
    supplied = item.scored_by in {"survey", "table"}
    return supplied and score.items.outcomes[place] is Outcome.MISSING


def adds_up(score: UnitScore) -> bool:
    """Tell whether a point more of an item is a point more of the total."""
    reached = exact_sum(score.items.points) + score.bonus - score.penalty
    return reached == (score.points if score.uncut is None else score.uncut)


class Standing(NamedTuple):
    """An index, exact and as printed, and the number on which it is ranked."""

    exact: Fraction
    printed: Decimal
    key: Fraction


def standing(subject: Subject, more: Fraction = Fraction(0)) -> Standing:
    """Return where a scored unit would stand with so many points more."""
    score, criteria = _score(subject), subject.peers.block.criteria
    if not more:
        return Standing(score.exact_index, score.index, ranking_key(score, criteria))
    index = score.exact_index + more / score.max_points * criteria.out_of
    if criteria.cap_total:
        index = min(index, criteria.out_of)
    printed = rounded(index, criteria.decimals, criteria.rounding)  # type: ignore[arg-type]
    key = index if criteria.rank_on == "exact" else Fraction(printed)
    return Standing(index, printed, key)


def band_at(subject: Subject, index: Decimal) -> BandInfo | None:
    """Return the band that an index reaches; none where bands go by rank."""
    return next((b for b in subject.peers.block.criteria.bands if _reaches(b, index)), None)


def _reaches(band: BandInfo, index: Decimal) -> bool:
    value = Fraction(index)
    if band.bound is None:
        return False
    return value >= band.bound if band.inclusive else value > band.bound


def prospects(subject: Subject) -> Iterator[str]:
    """Yield sentences: what the next band and the next rank take, or how far ahead it is."""
    if subject.unit.rank is None:
        return
    yield from _next_band(subject)
    yield from _next_rank(subject)
    lost = losses(_score(subject))
    if lost and adds_up(_score(subject)):
        message = mark(
            "In all, {points} {points:point|points} on {count} {count:item|items} can still be won."
        )
        yield subject.view.say(
            message, points=_printed(subject, exact_sum(x.points for x in lost)), count=len(lost)
        )


def _next_band(subject: Subject) -> Iterator[str]:
    view, index = subject.view, _score(subject).index
    bands = [b for b in subject.peers.block.criteria.bands if b.bound is not None]
    higher = [band for band in bands if not _reaches(band, index)]
    if not bands:
        yield from _band_by_rank(subject)
        return
    if not higher:
        above = Fraction(index) - (bands[0].bound or 0)
        message = mark("It is in the highest band, {band}, and just reaches it.")
        if above:
            message = mark("It is in the highest band, {band}, {above} above its bound.")
        yield view.say(message, band=bands[0].label, above=view.figure(view.printed(above)))
        return
    band = higher[-1]
    need = needed(subject, band.bound or Fraction(0), lambda then: _reaches(band, then.printed))
    message = mark("Band {band} ({bound}) takes {points} {points:point|points} more.")
    takes = view.say(
        message, band=band.label, bound=view.band_text(band), points=_printed(subject, need)
    )
    yield f"{takes} {_fewest(subject, need)}".strip()


def _band_by_rank(subject: Subject) -> Iterator[str]:
    """Say what the next band takes where bands are parts of the ranking: to draw level with the
    last unit that is in it now.
    """
    view, peers, own = subject.view, subject.peers, subject.unit.band
    held = [b for b in peers.block.criteria.bands if b.label in peers.last_in]
    place = next((n for n, band in enumerate(held) if band.label == own), None)
    if place is None:
        return
    if not place:
        yield view.say(mark("It is in the highest band, {band}."), band=own)
        return
    band = held[place - 1]
    last = peers.last_in[band.label]
    target = ranking_key(last, peers.block.criteria)
    need = needed(subject, target, lambda then: then.key >= target)
    message = mark(
        "Band {band} ({bound}) goes by rank: its last unit has an index of {index}{sign}, which"
        " takes {points} {points:point|points} more."
    )
    figures = {"index": view.figure(last.index), "points": _printed(subject, need)}
    yield view.say(message, band=band.label, bound=view.band_text(band), sign=view.sign, **figures)


def _next_rank(subject: Subject) -> Iterator[str]:
    view, peers = subject.view, subject.peers
    own = standing(subject).key
    target, behind = peers.above(own), peers.below(own)
    if target is not None:
        need = needed(subject, target, lambda then: then.key >= target)
        message = mark(
            "The index of rank {rank} ({index}{sign}) takes {points} {points:point|points} more."
        )
        figures = {"index": view.figure(view.printed(target)), "points": _printed(subject, need)}
        yield view.say(message, rank=peers.rank_of(target), sign=view.sign, **figures)
    elif behind is not None and subject.unit.rank == 1:
        ahead = view.figure(view.printed(own) - view.printed(behind))
        message = mark("It is the first of its block; the index is {ahead} above the next one's.")
        yield view.say(message, ahead=ahead)


_MOST_NAMED = 4


def _fewest(subject: Subject, need: Fraction) -> str:
    """Say of which items the full points would do, as few as can be; nothing where none would."""
    score, view = _score(subject), subject.view
    if not adds_up(score):
        return ""
    chosen, sum_so_far = [], Fraction(0)
    for loss in losses(score):
        chosen.append(loss)
        sum_so_far += loss.points
        if sum_so_far >= need:
            break
    else:
        return ""
    if len(chosen) > _MOST_NAMED:
        message = mark("The full points of {count} {count:item|items} at least would do.")
        return view.say(message, count=len(chosen))
    parts = [
        view.say(
            mark("{code} (+{points})"),
            code=view.block.items[loss.place].code,
            points=_printed(subject, loss.points),
        )
        for loss in chosen
    ]
    return view.say(mark("The full points of these items would do: {items}."), items=parts)


def needed(subject: Subject, target: Fraction, there: Callable[[Standing], bool]) -> Fraction:
    """Return the fewest points more, as printed, that take the index to a target.

    Rounding may help a little or ask a little more, so points are tried step by step.
    """
    score, criteria = _score(subject), subject.peers.block.criteria
    step = Fraction(1, 10**criteria.decimals)
    gap = (target - score.exact_index) / criteria.out_of * score.max_points
    points = max(ceil(gap / step), 1) * step
    while points > step and there(standing(subject, points - step)):
        points -= step
    while points < score.max_points and not there(standing(subject, points)):
        points += step
    return points


def outlook(subject: Subject, more: Fraction) -> str:
    """Say what rank and band so many points more would bring; nothing where neither changes."""
    unit = subject.unit
    if unit.rank is None:
        return ""
    then = standing(subject, more)
    rank, band = subject.peers.rank_of(then.key), band_at(subject, then.printed)
    parts = []
    if rank < unit.rank:
        parts.append(phrase(mark("rank {rank}"), rank=rank))
    if band and band.label != unit.band:
        parts.append(phrase(mark("band {band}"), band=band.label))
    message = mark("With these points alone: {gains}.")
    return subject.view.say(message, gains=parts) if parts else ""


def _printed(subject: Subject, points: Fraction) -> str:
    return subject.view.figure(subject.view.printed(points))


def _score(subject: Subject) -> UnitScore:
    if subject.unit.score is None:
        raise ValueError(f"{subject.unit.code} has no score")
    return subject.unit.score
