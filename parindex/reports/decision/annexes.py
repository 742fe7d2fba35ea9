"""The annexes of the draft decision: rankings, then the indices by area."""

from collections.abc import Iterator
from typing import Any

from parindex.locale import mark, speaker
from parindex.reports.publication import Publication
from parindex.reports.view import ADJUSTED, BlockView, Row

MOST_AREAS = 9
"""As many columns of areas stand beside the name of a unit across the page."""


class Annexes:
    """The annexes of a publication, by the number and issuer of the decision."""

    def __init__(self, publication: Publication, number: str, issuer: str) -> None:
        self.publication = publication
        self.views = publication.views()
        self.say = speaker(publication.lang)
        self._reference = self.say(
            mark("(Issued with Decision No. {number} dated …… /…… /……… of {issuer})"),
            number=number,
            issuer=issuer,
        )

    def contents(self) -> Iterator[str]:
        """Yield a line a block: how many units are ranked, and where their figures stand."""
        for place, view in enumerate(self.views):
            figures = view.summary()
            message = _SOME_RANKED if figures.units > figures.ranked else _ALL_RANKED
            text = self.say(
                message,
                place=place + 1,
                block=view.name,
                ranked=figures.ranked,
                rest=figures.units - figures.ranked,
                ranking=roman(place + 1),
                areas=roman(len(self.views) + place + 1),
            )
            yield text + ("." if place + 1 == len(self.views) else ";")

    def rankings(self) -> list[dict[str, Any]]:
        """Return an annex a block: its units by rank, then those not ranked and why."""
        title = mark("Ranking by the {title}\n{block}")
        return [
            self._head(place, view, title) | self._ranking(view)
            for place, view in enumerate(self.views)
        ]

    def areas(self) -> list[dict[str, Any]]:
        """Return an annex a block: the indices of its ranked units by area."""
        title = mark("{title} by area\n{block}")
        return [
            self._head(place, view, title) | {"tables": list(self._area_tables(view))}
            for place, view in enumerate(self.views, start=len(self.views))
        ]

    def _head(self, place: int, view: BlockView, title: str) -> dict[str, Any]:
        return {
            "number": self.say(mark("Annex {number}"), number=roman(place + 1)),
            "title": self.say(title, title=self.publication.result.title, block=view.name),
            "reference": self._reference,
        }

    def _ranking(self, view: BlockView) -> dict[str, Any]:
        say = self.say
        rows = list(view.rows())
        heads = (mark("Rank"), mark("Unit"), mark("Points"), mark("Maximum"))
        bands = [mark("Band")] if view.banded else []
        return {
            "heads": [*map(say, heads), view.index_head, *map(say, bands)],
            "banded": view.banded,
            "rows": [_ranked(view, row) for row in rows if row.rank],
            "adjusted_title": say(mark("Bonus and penalty")),
            "adjusted_heads": [say(mark("№")), *map(say, ADJUSTED)],
            "adjusted": [
                {"number": number, "unit": unit, "figures": figures}
                for number, (unit, *figures) in enumerate(view.adjusted(), start=1)
            ],
            "unranked_title": say(mark("Not ranked, and why")),
            "unranked_heads": [say(mark("№")), say(mark("Unit")), say(mark("Why"))],
            "unranked": [
                {"number": number, "unit": row.unit.name, "why": view.remark(row)}
                for number, row in enumerate((row for row in rows if not row.rank), start=1)
            ],
        }

    def _area_tables(self, view: BlockView) -> Iterator[dict[str, Any]]:
        say, means = self.say, view.area_means
        rows = [row for row in view.rows() if row.rank]
        count = len(view.block.areas)
        for first in range(0, count, MOST_AREAS):
            places = range(first, min(first + MOST_AREAS, count))
            areas = [view.block.areas[place] for place in places]
            legend = mark("{code}. {name} ({max} {max:point|points})")
            names = [say(legend, code=a.code, name=a.name, max=a.max_points) for a in areas]
            lines = [(str(row.rank), row.unit.name, row.areas) for row in rows]
            lines.append(("", say(mark("Mean")), means))
            yield {
                "heads": [say(mark("Rank")), say(mark("Unit")), *(area.code for area in areas)],
                "rows": [
                    {
                        "rank": rank,
                        "unit": unit,
                        "figures": [view.figure(indices[place]) for place in places],
                    }
                    for rank, unit, indices in lines
                ],
                "legend": f"{view.area_head}: {'; '.join(names)}.",
            }


_ALL_RANKED = mark(
    "{place}. {block}: {ranked} {ranked:unit|units} ranked (Annex {ranking}; by area: Annex "
    "{areas})"
)
_SOME_RANKED = mark(
    "{place}. {block}: {ranked} {ranked:unit|units} ranked, {rest} not ranked (Annex {ranking}; "
    "by area: Annex {areas})"
)


def _ranked(view: BlockView, row: Row) -> dict[str, Any]:
    return {
        "rank": row.rank,
        "unit": row.unit.name,
        "points": view.figure(row.points),
        "max_points": view.figure(row.max_points),
        "index": view.figure(row.index),
        "band": row.band,
    }


_NUMERALS = (
    (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"),
    (1, "I"),
)  # fmt: skip


def roman(number: int) -> str:
    """Return a whole number above 0 in Roman numerals."""
    text = ""
    for value, letters in _NUMERALS:
        text += letters * (number // value)
        number %= value
    return text
