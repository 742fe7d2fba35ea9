"""What the cards of a block set its units against, computed once for all of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from parindex.model.number import ZERO, exact_sum, rounded
from parindex.model.result import (
    BlockResult,
    PastRound,
    PastUnit,
    SetInfo,
    UnitResult,
    UnitScore,
)
from parindex.model.text import LocalText
from parindex.reports.view import BlockView, places_gained


@dataclass(frozen=True, slots=True)
class PastPeers:
    """A block in an earlier year: the mean index of its units of today, and whether the criteria
    are known to have been others.
    """

    year: int
    mean: Decimal | None
    other_criteria: bool


@dataclass(frozen=True, slots=True)
class Peers:
    """A block (without its units) and what its ranked units came to."""

    block: BlockResult
    ranked: int
    keys: tuple[Fraction, ...]
    """The numbers on which they are ranked, least first; equal ones once where ranks are dense."""
    mean: Decimal | None
    best: Decimal | None
    area_means: tuple[Decimal | None, ...]
    area_indices: tuple[tuple[Decimal, ...], ...]
    """The index of each area, least first."""
    item_means: tuple[Decimal | None, ...]
    """The mean of each item's printed index, over the units to which it applies."""
    last_in: Mapping[LocalText, UnitScore] = field(default_factory=dict)
    """The last unit of each band that has any, where bands go by rank."""
    past: tuple[PastPeers, ...] = ()
    places: Mapping[str, int] = field(default_factory=dict)
    """By unit, how many places it gained since last year."""

    def rank_of(self, key: Fraction) -> int:
        """Return the rank that a unit with this number takes."""
        return len(self.keys) - bisect_right(self.keys, key) + 1

    def above(self, key: Fraction) -> Fraction | None:
        """Return the least number above one; none above the first."""
        place = bisect_right(self.keys, key)
        return self.keys[place] if place < len(self.keys) else None

    def below(self, key: Fraction) -> Fraction | None:
        """Return the greatest number under one; none under the last."""
        place = bisect_left(self.keys, key)
        return self.keys[place - 1] if place else None

    def area_rank(self, place: int, index: Decimal) -> int:
        """Return the rank of an index among those of an area; equal ones share the better."""
        indices = self.area_indices[place]
        return len(indices) - bisect_right(indices, index) + 1

    def area_best(self, place: int) -> Decimal | None:
        """Return the highest index of an area."""
        return self.area_indices[place][-1] if self.area_indices[place] else None


@dataclass(frozen=True, slots=True)
class Subject:
    """A unit among its peers; ``past`` is what it came to in each earlier year of theirs."""

    view: BlockView
    peers: Peers
    unit: UnitResult
    past: tuple[PastUnit | None, ...] = ()


def peers_of(block: BlockResult, past: Sequence[PastRound], lang: str) -> Peers:
    """Return what the units of a block are set against."""
    view = BlockView(block, lang)
    scores, summary = view.scores(), view.summary()
    keys = sorted(ranking_key(score, block.criteria) for score in scores)
    return Peers(
        block=replace(block, units=()),
        ranked=len(scores),
        keys=tuple(sorted(set(keys)) if block.criteria.ties == "dense" else keys),
        mean=summary.mean,
        best=summary.best,
        area_means=view.area_means,
        area_indices=tuple(
            tuple(sorted(i for s in scores if (i := s.areas[place].index) is not None))
            for place in range(len(block.areas))
        ),
        item_means=tuple(_item_mean(view, scores, place) for place in range(len(block.items))),
        last_in={
            unit.band: unit.score
            for unit in block.ranked
            if unit.band and unit.score and any(b.top is not None for b in block.criteria.bands)
        },
        past=tuple(_past(view, earlier) for earlier in past),
        places=places_gained(block, past[0] if past else None),
    )


def ranking_key(score: UnitScore, criteria: SetInfo) -> Fraction:
    """Return the number on which a unit is ranked."""
    return score.exact_index if criteria.rank_on == "exact" else Fraction(score.index)


def item_index(points: Fraction, most: Fraction, criteria: SetInfo) -> Decimal | None:
    """Return the index of an item as an area's is made; none where it does not apply."""
    if most == ZERO:
        return None
    return rounded(points / most * criteria.most_of_area, criteria.decimals, criteria.rounding)  # type: ignore[arg-type]


def _item_mean(view: BlockView, scores: Sequence[UnitScore], place: int) -> Decimal | None:
    """Return the mean of what is printed, like that of areas: every reader can check it."""
    criteria = view.block.criteria
    indices = (
        item_index(score.items.points[place], score.items.max_points[place], criteria)
        for score in scores
    )
    return _mean(view, (index for index in indices if index is not None))


def _mean(view: BlockView, indices: Iterable[Decimal]) -> Decimal | None:
    found = [Fraction(index) for index in indices]
    return view.printed(exact_sum(found) / len(found)) if found else None


def _past(view: BlockView, earlier: PastRound) -> PastPeers:
    then = (earlier.units.get(unit.code) for unit in view.block.units)
    units = [unit for unit in then if unit and unit.block in {"", view.block.code}]
    ranked = [unit for unit in units if unit.rank] or units
    mean = _mean(view, (unit.index for unit in ranked))
    of_today = {item.code: item.max_points for item in view.block.items}
    known = [entry.items for entry in earlier.sets if entry.block == view.block.code]
    return PastPeers(earlier.year, mean, any(dict(items) != of_today for items in known))
