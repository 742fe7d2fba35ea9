"""What units claimed against what they were given, in the items in which units claim points."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from parindex.locale import mark
from parindex.model.ledger import STAGES
from parindex.model.number import exact_sum
from parindex.model.result import UnitResult
from parindex.reports.annual.parts import ENDS, Part, chart, heading, table
from parindex.reports.charts.dumbbell import Pair, dumbbell
from parindex.reports.view import BlockView


class Claimed(NamedTuple):
    """A unit's claims and what it was given for the same items, in points."""

    unit: UnitResult
    items: int
    claimed: Fraction
    given: Fraction
    max_points: Fraction
    differing: int

    @property
    def over(self) -> Fraction:
        """Return how many points the claims are over what was given."""
        return self.claimed - self.given


def claims(view: BlockView) -> list[Claimed]:
    """Return the claims of the ranked units that made any, the furthest from the points first."""
    found = []
    for unit in view.block.ranked:
        items = unit.score.items if unit.score else None
        columns = (items.self_points, items.points, items.max_points) if items else ((), (), ())
        made = [
            (claim, points, most)
            for claim, points, most in zip(*columns, strict=True)
            if claim is not None
        ]
        if made:
            claimed, given, most = map(exact_sum, zip(*made, strict=True))
            differing = sum(c != p and view.printed(c) != view.printed(p) for c, p, _ in made)
            found.append(Claimed(unit, len(made), claimed, given, most, differing))
    return sorted(found, key=lambda one: (-abs(one.over), one.unit.rank or 0))


def claimed_parts(view: BlockView, accent: str) -> Iterator[Part]:
    """Yield the claims of a block against what was given, and how stages moved the index."""
    found, say = claims(view), view.say
    if found:
        yield heading(2, say(mark("Points claimed and points given")))
        yield {"kind": "lead", "text": say(mark(_CLAIMS))}
        apart = [one for one in found if view.printed(one.over)]
        if apart:
            yield _chart(view, apart[:ENDS], accent)
            message = mark("{count} of {all} units are shown, the greatest differences first.")
            text = say(message, count=len(apart[:ENDS]), all=len(found))
            yield {"kind": "note", "text": text}
        yield _table(view, found)
    yield from _stages(view)


_CLAIMS = mark(
    "Only the items for which a unit proposed points itself; those of the survey, of tables and of"
    " the council alone are not among them. Points given follow from the declared data and from the"
    " appraisal, never from the proposal; the difference is given minus claimed."
)


def _chart(view: BlockView, found: Sequence[Claimed], accent: str) -> Part:
    say = view.say
    pairs = [
        Pair(
            one.unit.name,
            float(one.claimed / one.max_points),
            float(one.given / one.max_points),
            view.signed(view.printed(-one.over)),
        )
        for one in found
        if one.max_points
    ]
    names = (say(mark("points claimed")), say(mark("points given")))
    label = (
        say(mark("The units whose claims are furthest from what they were given, in points."))
        + " "
        + "; ".join(f"{pair.label}: {pair.shown}" for pair in pairs)
    )
    return chart(dumbbell(label, names, pairs, accent=accent), label)


def _table(view: BlockView, found: Sequence[Claimed]) -> Part:
    say = view.say
    heads = (
        mark("Unit"), mark("Items"), mark("Claimed"), mark("Given"), mark("Difference"),
        mark("Items that differ"),
    )  # fmt: skip
    rows = [
        [
            one.unit.name,
            str(one.items),
            view.figure(view.printed(one.claimed)),
            view.figure(view.printed(one.given)),
            view.signed(view.printed(-one.over)),
            str(one.differing),
        ]
        for one in found
    ]
    widths = ["1fr", *["auto"] * 5]
    return table([*map(say, heads)], rows, widths=widths, figures=range(1, 6))


def _stages(view: BlockView) -> Iterator[Part]:
    """Yield the index of each unit whose points moved, at the end of each stage."""
    stages, say = view.stages, view.say
    moved = [
        unit
        for unit in view.block.ranked
        if unit.score and any(move.before != move.after for move in unit.score.moves)
    ]
    if not moved:
        return
    yield heading(2, say(mark("The index from stage to stage")))
    rows = [
        [
            unit.name,
            *(view.figure(view.index_at(unit, stage)) for stage in stages),
            str(len({move.item for move in unit.score.moves if move.before != move.after}))
            if unit.score
            else "",
        ]
        for unit in moved
    ]
    yield table(
        [
            say(mark("Unit")),
            *(say(STAGES[stage]) for stage in stages),
            say(mark("Items changed")),
        ],
        rows,
        widths=["1fr", *["auto"] * (len(stages) + 1)],
        figures=range(1, len(stages) + 2),
    )
    message = mark("Appraised without a change, or not at all: {count} {count:unit|units}.")
    yield {"kind": "note", "text": say(message, count=len(view.block.ranked) - len(moved))}
