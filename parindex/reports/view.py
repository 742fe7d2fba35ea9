"""A result arranged once for every report: rows of texts and numbers, in one language."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from statistics import median
from typing import NamedTuple

from parindex.locale import Say, mark, number, speaker
from parindex.model.finding import Finding
from parindex.model.ledger import Stage
from parindex.model.number import exact_sum, rounded
from parindex.model.result import (
    BandInfo,
    BlockResult,
    Heading,
    ItemScores,
    PastRound,
    Reason,
    RoundResult,
    StageScore,
    UnitResult,
    UnitScore,
)
from parindex.scoring.ranking import percents, places_won

STATUS = {
    "ranked": mark("ranked"),
    "not_ranked": mark("scored, not ranked"),
    "not_submitted": mark("not submitted"),
    "rejected": mark("form cannot be used"),
    "not_scored": mark("no total"),
}
_SAID_BY_STATUS = {"ranked", "not_ranked", "not_submitted"}
"""Of these the reason says nothing that the status does not."""
CRITERIA_STATUS = {
    "official": mark("official"),
    "adapted": mark("adapted"),
    "illustrative": mark("illustrative, not official"),
}
NOT_OFFICIAL = mark("Illustrative or adapted criteria; not an official result")
"""What readers are told wherever a criteria set is no official one."""
ADJUSTED = (mark("Unit"), mark("Bonus"), mark("Penalty"), mark("Points of areas"), mark("Total"))
"""The heads of a table of bonus and penalty points."""
OUTCOMES = {
    "scored": mark("scored"),
    "missing": mark("missing"),
    "not_applicable": mark("not applicable"),
    "invalid": mark("invalid"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A unit's line in a ranking; numbers as printed."""

    unit: UnitResult
    rank: int | None
    points: Decimal | None
    max_points: Decimal | None
    index: Decimal | None
    band: str
    status: str
    why: str
    areas: tuple[Decimal | None, ...]

    @property
    def remark(self) -> str:
        """Return why a unit takes no rank; empty for one that does."""
        return "" if self.rank else ". ".join(filter(None, (self.status, self.why)))


@dataclass(frozen=True, slots=True)
class Summary:
    """Figures of a block: counts, and of the printed indices the mean, median and ends."""

    units: int
    ranked: int
    mean: Decimal | None
    median: Decimal | None
    best: Decimal | None
    worst: Decimal | None
    bands: tuple[tuple[str, int], ...]


class Change(NamedTuple):
    """What changed since an earlier year: the index, and places in the ranking; up is more.

    Places are counted among the units ranked in this block in both years, so that nobody gains one
    by others' going. There is none where nothing is known of the unit.
    """

    moved: Decimal | None = None
    places: int | None = None


class BlockView:
    """A block as reports show it; ``past`` is the year it is compared with."""

    def __init__(self, block: BlockResult, lang: str, past: PastRound | None = None) -> None:
        self.block, self.lang, self.past = block, lang, past
        self.say: Say = speaker(lang)
        self.decimals = block.criteria.decimals

    @property
    def sign(self) -> str:
        """Return what follows an index: a per cent sign, or nothing where it is none."""
        return self._sign(self.block.criteria.out_of)

    @property
    def area_sign(self) -> str:
        """Return what follows the index of an area."""
        return self._sign(self.block.criteria.most_of_area)

    def percent(self, index: Decimal | None, *, of_area: bool = False) -> str:
        """Return an index in percent of the greatest there is, as plain text, for a bar."""
        criteria = self.block.criteria
        most = criteria.most_of_area if of_area else criteria.out_of
        return str(rounded(Fraction(index or 0) * 100 / most, 6))

    @property
    def index_head(self) -> str:
        """Return the heading of a column of indices."""
        return self._head(self.block.criteria.out_of)

    @property
    def area_head(self) -> str:
        """Return the heading of a column of indices of areas."""
        return self._head(self.block.criteria.most_of_area)

    def _sign(self, most: Fraction) -> str:
        return "%" if most == 100 and self.block.criteria.index_in != "points" else ""

    def _head(self, most: Fraction) -> str:
        if self._sign(most):
            return self.say(mark("Index (%)"))
        return self.say(mark("Index (0 to {most})"), most=most)

    @property
    def banded(self) -> bool:
        """Tell whether the block has bands; a table without any has no column for them."""
        return bool(self.block.criteria.bands)

    @property
    def name(self) -> str:
        """Return the block's name."""
        return self.block.name.for_lang(self.lang)

    def printed(self, value: Fraction) -> Decimal:
        """Round a number of points as the set publishes it."""
        mode = self.block.criteria.rounding
        return rounded(value, self.decimals, mode)  # type: ignore[arg-type]

    def rows(self) -> Iterator[Row]:
        """Yield the block's units in the order they are printed."""
        for unit in self.block.units:
            score = unit.score
            yield Row(
                unit=unit,
                rank=unit.rank,
                points=self.printed(score.points) if score else None,
                max_points=self.printed(score.max_points) if score else None,
                index=score.index if score else None,
                band=unit.band.for_lang(self.lang) if unit.band else "",
                status=self.say(STATUS[unit.status]),
                why="; ".join(_reason_text(reason, self.lang) for reason in unit.reasons),
                areas=tuple(area.index for area in score.areas) if score else (),
            )

    def change(self, unit: UnitResult) -> Change:
        """Return what moved for a unit since the year it is compared with, as printed."""
        then = self.past.units.get(unit.code) if self.past else None
        if then is None or unit.score is None:
            return Change()
        moved = unit.score.index - self.printed(Fraction(then.index))
        return Change(moved, self._places.get(unit.code))

    @cached_property
    def _places(self) -> dict[str, int]:
        return places_gained(self.block, self.past)

    def signed(self, value: Decimal | int | None) -> str:
        """Write a change with its sign; a dash where there is none to tell."""
        if value is None:
            return "–"
        if not value:
            return "0"
        decimals = self.decimals if isinstance(value, Decimal) else 0
        shown = number(
            value.copy_abs() if isinstance(value, Decimal) else abs(value), self.lang, decimals
        )
        return f"{'+' if value > 0 else '−'}{shown}"

    @property
    def stages(self) -> tuple[Stage, ...]:
        """Return the stages through which any unit went, in order; none without an appraisal."""
        held = {entry.stage for unit in self.block.units for entry in _stages(unit)}
        return tuple(stage for stage in Stage if stage in held)

    def index_at(self, unit: UnitResult, stage: Stage) -> Decimal | None:
        """Return a unit's index at the end of a stage; nothing was said of some at any."""
        if unit.score is None:
            return None
        reached = [e.index for e in _stages(unit) if e.stage.order <= stage.order]
        return reached[-1] if reached else unit.score.index

    def outcome(self, items: ItemScores, place: int) -> str:
        """Return what the set calls what an item reached, else what became of the item."""
        found = items.bands[place] if items.bands else None
        return found.for_lang(self.lang) if found else self.say(OUTCOMES[items.outcomes[place]])

    def item_bands(self, items: ItemScores) -> str:
        """Say how many items have each of the set's labels; empty where it has none."""
        message, held = mark("{label}: {count}"), items.bands or ()
        labels = [entry.label for entry in self.block.criteria.item_bands or ()]
        return "; ".join(self.say(message, label=one, count=held.count(one)) for one in labels)

    def item_counts(self) -> list[tuple[Heading, list[int]]]:
        """Return, of each item, how many scored units reached each of the set's labels."""
        labels = [entry.label for entry in self.block.criteria.item_bands or ()]
        held = [u.score.items.bands for u in self.block.units if u.score and u.score.items.bands]
        return [
            (item, [sum(bands[place] == label for bands in held) for label in labels])
            for place, item in enumerate(self.block.items)
            if labels and held
        ]

    def summary(self) -> Summary:
        """Return the block's figures; mean and median are of the printed indices."""
        indices = [Fraction(unit.score.index) for unit in self.block.ranked if unit.score]
        labels = [entry.label.for_lang(self.lang) for entry in self.block.criteria.bands]
        held = [unit.band.for_lang(self.lang) for unit in self.block.ranked if unit.band]
        return Summary(
            units=len(self.block.units),
            ranked=len(indices),
            mean=self.printed(exact_sum(indices) / len(indices)) if indices else None,
            median=self.printed(median(indices)) if indices else None,
            best=self.printed(max(indices)) if indices else None,
            worst=self.printed(min(indices)) if indices else None,
            bands=tuple((label, held.count(label)) for label in labels),
        )

    def band_counts(self) -> list[str]:
        """Return how many ranked units are in each band, and what percent of them."""
        message, bands = mark("{label}: {count} ({percent}%)"), self.summary().bands
        shares = percents([count for _, count in bands])
        return [
            self.say(message, label=label, count=count, percent=share)
            for (label, count), share in zip(bands, shares, strict=True)
        ]

    @cached_property
    def area_means(self) -> tuple[Decimal | None, ...]:
        """Return the mean of the printed index of each area over the ranked units."""
        means: list[Decimal | None] = []
        for place in range(len(self.block.areas)):
            indices = [
                Fraction(index)
                for score in self.scores()
                if (index := score.areas[place].index) is not None
            ]
            means.append(self.printed(exact_sum(indices) / len(indices)) if indices else None)
        return tuple(means)

    @cached_property
    def area_bests(self) -> tuple[Decimal | None, ...]:
        """Return the highest printed index of each area over the ranked units."""
        scores = self.scores()
        return tuple(
            max((i for s in scores if (i := s.areas[place].index) is not None), default=None)
            for place in range(len(self.block.areas))
        )

    def adjusted(self) -> Iterator[tuple[str, ...]]:
        """Yield the ranked units that have bonus or penalty points, as ``ADJUSTED`` names it."""
        for unit in self.block.ranked:
            if (score := unit.score) and (score.bonus or score.penalty):
                of_areas = exact_sum([area.points for area in score.areas])
                points = (score.bonus, score.penalty, of_areas, score.points)
                yield unit.name, *(self.figure(self.printed(one)) for one in points)

    def remark(self, row: Row) -> str:
        """Say to the public why a unit takes no rank, and what it came to where it was scored."""
        text = row.status[:1].upper() + row.status[1:]
        if row.unit.status not in _SAID_BY_STATUS:
            why = (reason.text.for_lang(self.lang).rstrip(".") for reason in row.unit.reasons)
            text = ": ".join(filter(None, (text, "; ".join(why))))
        if row.points is None:
            return text
        message = mark("{remark}: {points} of {max} {max:point|points}, index {index}{sign}")
        figures = {"points": row.points, "max": row.max_points, "index": row.index}
        shown = {name: self.figure(figure) for name, figure in figures.items()}
        return self.say(message, remark=text, sign=self.sign, **shown)

    def area_losses(self) -> list[Fraction]:
        """Return the mean, over the ranked units, of the points each area leaves unreached."""
        scores = self.scores()
        return [
            exact_sum([s.areas[place].max_points - s.areas[place].points for s in scores])
            / len(scores)
            for place in range(len(self.block.areas))
        ]

    def scores(self) -> list[UnitScore]:
        """Return the scores of the ranked units."""
        return [unit.score for unit in self.block.ranked if unit.score]

    def figure(self, value: Decimal | None) -> str:
        """Write a printed number with the decimals of the set; a dash where there is none."""
        return "–" if value is None else number(value, self.lang, self.decimals)

    def band_text(self, entry: BandInfo) -> str:
        """Say where a band begins, or what part of the ranking it is."""
        if entry.top is not None:
            last = entry.top == 100
            message = mark("the others") if last else mark("the first {top}%")
            return self.say(message, top=entry.top)
        message = mark("from {bound}") if entry.inclusive else mark("above {bound}")
        return self.say(message, bound=entry.bound)


def rule_text(lines: Iterable[str]) -> str:
    """Return the lines of a rule as one: parted by semicolons, but after a colon."""
    return "; ".join(lines).replace(":; ", ": ")


def places_gained(block: BlockResult, past: PastRound | None) -> dict[str, int]:
    """Return how many places units gained since a year, among those ranked in both years."""
    then = past.units if past else {}
    both = [
        (unit, former)
        for unit in block.ranked
        if (former := then.get(unit.code)) and former.rank and former.block in {"", block.code}
    ]
    won = places_won([unit.rank or 0 for unit, _ in both], [former.rank or 0 for _, former in both])
    return {unit.code: places for (unit, _), places in zip(both, won, strict=True)}


def _stages(unit: UnitResult) -> tuple[StageScore, ...]:
    return unit.score.stages if unit.score else ()


def sentence(finding: Finding, say: Say) -> str:
    """Say what is wrong, what was expected and what to do."""
    return f"{finding.wrong(say)} {finding.hint(say)}"


def _reason_text(reason: Reason, lang: str) -> str:
    return f"{reason.code} {reason.text.for_lang(lang)}"


def block_views(result: RoundResult, lang: str) -> list[BlockView]:
    """Return a view a block."""
    past = result.past[0] if result.past else None
    known = past.units.keys() if past else set()
    return [
        BlockView(block, lang, past if any(unit.code in known for unit in block.units) else None)
        for block in result.blocks
    ]
