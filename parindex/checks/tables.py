"""What ``round.yaml`` says of tables and registers must fit the criteria; pure functions."""

from collections.abc import Iterator, Sequence

from parindex.checks.supplied import OTHERS
from parindex.locale import mark, phrase
from parindex.model.criteria import CriteriaSet, Criterion, Path, Where
from parindex.model.finding import Finding, Place
from parindex.model.round import Round
from parindex.model.rule import Input
from parindex.model.submission import CLAIM
from parindex.model.tables import (
    Counted,
    Entered,
    EntriesSpec,
    Feed,
    FeedSpec,
    RegisterSpec,
    TableSpec,
)

Source = TableSpec | RegisterSpec | EntriesSpec
AnyFeed = Feed | Counted | Entered
_FIGURES = frozenset({"count", "number", "percent"})
_MOST_NAMED = 30


def check_tables(this_round: Round, where: Where) -> Iterator[Finding]:
    """Yield what is wrong with the tables and registers that a round names."""
    for number, table in enumerate(this_round.spec.tables):
        yield from _source(this_round, table, ("tables", number), where)
        yield from _years(table, this_round.spec.year, number, where)
    for number, register in enumerate(this_round.spec.registers):
        yield from _source(this_round, register, ("registers", number), where)
    for number, entries in enumerate(this_round.spec.entries):
        yield from _source(this_round, entries, ("entries", number), where)


def _source(this_round: Round, source: Source, path: Path, where: Where) -> Iterator[Finding]:
    feeds: tuple[AnyFeed, ...] = source.feeds
    for number, feed in enumerate(feeds):
        spot = (*path, "feeds", number)
        strange = _strange_blocks(this_round, feed)
        for which in strange:
            known = [block.code for block in this_round.blocks]
            told = {"block": feed.blocks[which], "known": known}
            yield Finding("RND080", where((*spot, "blocks", which)), told)
        if not strange:
            sets = [b.criteria for b in this_round.blocks if feed.concerns(b.code)]
            yield from _feed(feed, sets, spot, where)
    places = [where((*path, "feeds", number)) for number in range(len(feeds))]
    for place, (first, name) in _fed_twice(this_round, feeds, places).items():
        yield Finding("RND085", place, {"input": name, "first": str(first)})


def _fed_twice(
    this_round: Round, feeds: Sequence[AnyFeed], places: Sequence[Place]
) -> dict[Place, tuple[Place, str]]:
    """Return where a source feeds an input of a block again, with the first place and the input."""
    found = {}
    for block in this_round.blocks:
        before: dict[tuple[str, str], Place] = {}
        for feed, place in zip(feeds, places, strict=True):
            item = item_of(block.criteria, feed.item) if feed.concerns(block.code) else None
            name = input_name(item, feed) if item else None
            first = before.setdefault((feed.item, name), place) if name else place
            if first != place and name:
                found[place] = (first, name)
    return found


def _strange_blocks(this_round: Round, feed: FeedSpec) -> list[int]:
    known = {block.code for block in this_round.blocks}
    return [place for place, block in enumerate(feed.blocks) if block not in known]


def _feed(feed: AnyFeed, sets: list[CriteriaSet], path: Path, where: Where) -> Iterator[Finding]:
    items = [found for criteria in sets if (found := item_of(criteria, feed.item))]
    if not items:
        known = dict.fromkeys(item.code for criteria in sets for item in criteria.items)
        values = {"code": feed.item, "known": [*known][:_MOST_NAMED]}
        yield Finding("RND081", where((*path, "item")), values)
    for item in items:
        if input_name(item, feed) is None:
            key = "item" if feed.input is None else "input"
            shown = feed.input or phrase(mark("(none is named)"))
            told = {"input": shown, "known": _names(item, feed) or ["–"]}
            yield Finding("RND082", where((*path, key)), told, item=item.code)
            return


def _years(table: TableSpec, year: int, number: int, where: Where) -> Iterator[Finding]:
    for place, feed in enumerate(table.feeds):
        wanted = feed.year or year
        if table.year != wanted:
            key: Path = ("feeds", place, "year") if feed.year else ("year",)
            values = {"year": table.year, "wanted": wanted}
            yield Finding("RND083", where(("tables", number, *key)), values, item=feed.item)


def item_of(criteria: CriteriaSet, code: str) -> Criterion | None:
    """Return the item of that code; none where the set has none, or it is a group."""
    node = criteria.nodes.get(code)
    return node.criterion if node is not None and not node.criterion.criteria else None


def input_name(item: Criterion, feed: AnyFeed) -> str | None:
    """Return the input that is fed, the only one where none is named; none where it cannot be."""
    names = _names(item, feed)
    if feed.input is None:
        return names[0] if len(names) == 1 else None
    return feed.input if feed.input in names else None


def _names(item: Criterion, feed: AnyFeed) -> list[str]:
    """Return what can be fed: inputs, and the points where others than the unit give them."""
    if item.rule is None or item.scored_by == "council":
        return []
    if item.rule.from_claim:
        return [CLAIM] if item.scored_by in OTHERS and isinstance(feed, Feed) else []
    return [name for name, field in item.fields.items() if _fits(field, feed)]


def _fits(field: Input, feed: AnyFeed) -> bool:
    if not isinstance(feed, Feed):
        return field.type in {"count", "number"}
    return field.type in _FIGURES or (field.type != "text" and feed.form is None)
