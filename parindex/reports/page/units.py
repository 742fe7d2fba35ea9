"""What the page of a unit shows, as compact data: each text once, and by its number elsewhere.

A unit's items are columns, in the order of its block's items; what is as for most units (the
maximum of the item, an item that was scored, no self-assessed points of its own) is left out.
"""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import zip_longest
from typing import Any

from parindex.locale import mark, number, shown, speaker
from parindex.model.ledger import STAGES
from parindex.model.result import AdjustmentLine, Heading, RoundResult, UnitResult, UnitScore
from parindex.reports.keys import WORDS
from parindex.reports.publication import Publication
from parindex.reports.view import OUTCOMES, BlockView, Row


class Texts(dict[str, int]):
    """Texts by their numbers, in the order they were first asked for."""

    def __missing__(self, text: str) -> int:
        """Give the next number to a text that is new."""
        self[text] = place = len(self)
        return place


def units_data(publication: Publication) -> dict[str, Any]:
    """Return the units of every block and the texts they refer to."""
    texts, say = Texts(), speaker(publication.lang)
    blocks = [_Block(view, publication.result, texts) for view in publication.views()]
    return {
        "year": publication.result.year,
        "stages": [say(name) for name in STAGES.values()],
        "outcomes": [say(text) for text in OUTCOMES.values()],
        "blocks": [block.data() for block in blocks],
        "texts": list(texts),
    }


class _Block:
    """A block, its texts and figures by their numbers."""

    def __init__(self, view: BlockView, result: RoundResult, texts: Texts) -> None:
        self.view, self.result, self.texts = view, result, texts
        self.places = {item.code: place for place, item in enumerate(view.block.items)}
        self.known: dict[tuple[int, int], int] = {}
        self.lines: dict[str, list[AdjustmentLine]] = {}
        for line in result.adjustments:
            self.lines.setdefault(line.unit, []).append(line)

    def data(self) -> dict[str, Any]:
        """Return the block: areas with mean and best, items, units."""
        view, rows = self.view, list(self.view.rows())
        return {
            "code": view.block.code,
            "name": view.name,
            "sign": view.sign,
            "outOf": str(view.block.criteria.out_of),
            "areasOutOf": str(view.block.criteria.most_of_area),
            "ranked": len(view.block.ranked),
            "bands": view.banded,
            "since": view.past.year if view.past else None,
            "areas": [
                [area.code, area.name.for_lang(view.lang), view.figure(mean), view.figure(best)]
                for area, mean, best in zip_longest(
                    view.block.areas, view.area_means, view.area_bests
                )
            ],
            "items": [self.item(item) for item in view.block.items],
            "units": [self.unit(row) for row in rows],
        }

    def text(self, words: Any) -> int:
        """Return the number of a text."""
        return self.texts[shown(words, self.view.lang)]

    def figure(self, value: Decimal | None) -> int:
        """Return the number of a printed figure."""
        return self.texts[self.view.figure(value)]

    def points(self, value: Fraction) -> int:
        """Return the number of points as they are printed; each value is rounded once."""
        key = (value.numerator, value.denominator)
        if key not in self.known:
            self.known[key] = self.figure(self.view.printed(value))
        return self.known[key]

    def item(self, item: Heading) -> list[Any]:
        """Return an item: code, name, maximum, area, who scores it, rule, clause."""
        lang, areas = self.view.lang, [area.code for area in self.view.block.areas]
        who = "" if item.scored_by == "unit" else WORDS["scored_by"].get(item.scored_by, "")
        return [
            item.code,
            item.name.for_lang(lang),
            self.points(item.max_points),
            areas.index(item.area) if item.area in areas else -1,
            self.view.say(who),
            [line.for_lang(lang) for line in item.rule],
            item.clause,
        ]

    def unit(self, row: Row) -> dict[str, Any]:
        """Return a unit: what it is called and came to, and why; without what is empty."""
        unit: dict[str, Any] = {"code": row.unit.code, "name": row.unit.name}
        if row.rank:
            unit |= {"rank": row.rank, "band": self.text(row.band)}
        else:
            unit["why"] = self.text(self.view.remark(row))
        if row.unit.score:
            figures = (row.index, row.points, row.max_points)
            unit["total"] = [self.figure(figure) for figure in figures]
            unit |= self.score(row.unit.score)
        change = self.view.change(row.unit)
        if any(value is not None for value in change):
            unit["changes"] = [self.texts[self.view.signed(value)] for value in change]
        unit |= {
            "gaps": [[self.places.get(g.item, -1), self.text(g.text)] for g in row.unit.gaps],
            "adjustments": list(self.adjustments(row.unit)),
            "past": list(self.past(row.unit)),
        }
        return {name: value for name, value in unit.items() if value not in ([], {})}

    def score(self, score: UnitScore) -> dict[str, Any]:
        """Return a unit's areas and items, how it stood at each stage, and what moved."""
        return {
            "areas": [
                [self.points(a.points), self.points(a.max_points), self.figure(a.index)]
                for a in score.areas
            ],
            **self.items(score),
            "course": [
                [stage.stage.order, self.points(stage.points), self.figure(stage.index)]
                for stage in score.stages
            ],
            "moves": [
                [
                    move.stage.order,
                    self.places.get(move.item, -1),
                    self.points(move.before),
                    self.points(move.after),
                    self.text(move.reason),
                    self.text(move.day),
                ]
                for move in score.moves
            ],
        }

    def items(self, score: UnitScore) -> dict[str, Any]:
        """Return the columns of a unit's items; of those that seldom differ, where they do."""
        items, headings = score.items, self.view.block.items
        points = [self.points(value) for value in items.points]
        claimed = [None if own is None else self.points(own) for own in items.self_points]
        outcomes = list(OUTCOMES)
        return {
            "points": points,
            "reasons": [self.texts[reason.for_lang(self.view.lang)] for reason in items.reasons],
            "claimed": {
                place: own
                for place, own in enumerate(claimed)
                if own is not None and own != points[place]
            },
            "maxima": {
                place: self.points(most)
                for place, most in enumerate(items.max_points)
                if most != headings[place].max_points
            },
            "outcomes": {
                place: outcomes.index(outcome)
                for place, outcome in enumerate(items.outcomes)
                if outcome != "scored"
            },
            "bands": {
                place: self.text(label) for place, label in enumerate(items.bands or ()) if label
            },
            "labels": [self.texts[labels]] if (labels := self.view.item_bands(items)) else [],
        }

    def adjustments(self, unit: UnitResult) -> Iterator[int]:
        """Yield what is said of bonus and penalty: each as asked for, then what counts of them."""
        say, score = self.view.say, unit.score
        lines = self.lines.get(unit.code, [])
        for line in lines:
            values = {"points": line.points, "reason": line.reason, "decision": line.decision}
            yield self.texts[say(_ADJUSTMENTS[line.kind], **values, day=line.day or "–")]
        if lines and score:
            yield self.texts[say(_COUNTED, bonus=score.bonus, penalty=score.penalty)]
        if score and score.uncut is not None:
            figure = self.view.figure(self.view.printed(score.uncut))
            yield self.texts[say(_UNCUT, points=figure)]

    def past(self, unit: UnitResult) -> Iterator[list[int]]:
        """Yield the earlier years of a unit: year, index, rank (0 for none), band."""
        for past in self.result.past:
            held = past.units.get(unit.code)
            if held:
                decimals = len(f"{held.index:f}".partition(".")[2])  # as it was published
                index = number(held.index, self.view.lang, decimals)
                yield [past.year, self.texts[index], held.rank or 0, self.text(held.band)]


_ADJUSTMENTS = {
    "bonus": mark("Bonus of {points} {points:point|points}: {reason} ({decision}, {day})"),
    "penalty": mark("Penalty of {points} {points:point|points}: {reason} ({decision}, {day})"),
}
_COUNTED = mark("Counted in the total: bonus {bonus}, penalty {penalty}.")
_UNCUT = mark("Before the total was cut to what is allowed: {points} {points:point|points}.")
