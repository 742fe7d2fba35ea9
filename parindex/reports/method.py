"""How the index is computed, in words: criteria, rounding, ties, bands, what does not apply."""

from collections.abc import Iterator

from parindex.locale import mark
from parindex.reports.view import CRITERIA_STATUS, BlockView

_ROUNDING = {
    "half_up": mark("a half is rounded up"),
    "half_even": mark("a half is rounded to the even digit"),
    "down": mark("further digits are cut off"),
}
_TIES = {
    "competition": mark(
        "Units with the same index share the better rank and the next rank is left out (1, 2, 2, 4)."
    ),
    "dense": mark("Units with the same index share a rank and no rank is left out (1, 2, 2, 3)."),
    "ordinal": mark("Units with the same index are told apart by the areas the criteria name."),
}
_RANK_ON = {
    "published": mark("Ranks follow the index as printed, so that every reader can check them."),
    "exact": mark("Ranks follow the index before rounding."),
}


def method_lines(view: BlockView) -> list[str]:
    """Return sentences on how a block's index is computed."""
    say, criteria = view.say, view.block.criteria
    lines = [
        say(
            mark("Criteria: {title}, version {version}, {total} {total:point|points}; {status}."),
            title=criteria.title,
            version=criteria.version,
            total=criteria.total,
            status=say(CRITERIA_STATUS[criteria.status]),
        ),
        *_index_lines(view),
        say(
            mark(
                "Points are kept exact and only published figures are rounded, to {decimals} "
                "{decimals:decimal|decimals}; {rounding}."
            ),
            decimals=criteria.decimals,
            rounding=say(_ROUNDING[criteria.rounding]),
        ),
        say(_RANK_ON[criteria.rank_on]),
        say(_TIES[criteria.ties]),
        *_policies(view),
    ]
    if criteria.bonus_cap is not None or criteria.penalty_cap is not None:
        message = mark("Bonus points count up to {bonus}, penalty points up to {penalty}.")
        lines.append(say(message, bonus=criteria.bonus_cap or 0, penalty=criteria.penalty_cap or 0))
    if criteria.cap_total:
        lines.append(say(mark("The total is never more than the maximum.")))
    if criteria.bands:
        bands = "; ".join(
            say(mark("{label} {bound}"), label=entry.label, bound=view.band_text(entry))
            for entry in criteria.bands
        )
        message = mark("Bands by {index}, as printed: {bands}.")
        if criteria.bands[0].top is not None:
            message = mark(
                "Bands by rank: {bands}. A unit is in the first band whose share of the other ranked"
                " units is at least as large as that which stands ahead of it; equal units share a band."
            )
        lines.append(say(message, index=view.index_head, bands=bands))
    return [*lines, *_changes(view)]


_AGGREGATES = {
    "mean": mark("The total is the mean of the shares that the areas reach of their maxima."),
    "weighted_mean": mark(
        "The total is the mean of the shares that the areas reach of their maxima, with the weights {weights}."
    ),
    "geometric_mean": mark(
        "The total is the geometric mean of the shares that the areas reach of their maxima; weights: {weights}."
    ),
}


def _index_lines(view: BlockView) -> Iterator[str]:
    """Say what the index is, and how the areas make the total."""
    say, criteria = view.say, view.block.criteria
    message = mark(
        "Index = points reached / maximum that applies to the unit × {out_of}, for the total and for each area."
    )
    if criteria.areas_out_of is not None:
        message = mark(
            "Index = points reached / maximum that applies to the unit × {out_of}, for an area × {of_area}."
        )
    yield say(message, out_of=criteria.out_of, of_area=criteria.most_of_area)
    if criteria.aggregate in _AGGREGATES:
        weight = mark("{weight} (area {code})")
        weights = [
            say(weight, weight=1 if area.weight is None else area.weight, code=area.code)
            for area in view.block.areas
        ]
        yield say(_AGGREGATES[criteria.aggregate], weights=weights)


def _changes(view: BlockView) -> Iterator[str]:
    """Say what changed in the criteria since the year the block is compared with."""
    past = view.past
    former = next((s for s in past.sets if s.block == view.block.code), None) if past else None
    if past is None or former is None:
        return
    say, now = view.say, {item.code: item.max_points for item in view.block.items}
    yield say(
        mark("Compared with {year}: {title}, version {version}."),
        year=str(past.year),
        title=former.title,
        version=former.version,
    )
    groups = (
        (mark("Items that are new: {items}."), [c for c in now if c not in former.items]),
        (mark("Items that are gone: {items}."), [c for c in former.items if c not in now]),
        (
            mark("Items with another maximum: {items}."),
            [c for c, most in now.items() if former.items.get(c, most) != most],
        ),
    )
    yield from (say(message, items=codes) for message, codes in groups if codes)


_POLICY_LINES = {
    "exclude": mark("Taken out of the maximum where they do not apply: {items}."),
    "full": mark("Full points where they do not apply: {items}."),
    "zero": mark("No points where they do not apply: {items}."),
}


def _policies(view: BlockView) -> Iterator[str]:
    for policy, message in _POLICY_LINES.items():
        codes = [item.code for item in view.block.items if item.not_applicable == policy]
        if codes:
            yield view.say(message, items=codes)
