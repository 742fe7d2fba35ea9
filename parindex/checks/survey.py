"""A questionnaire held against itself and against the criteria its questions feed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from parindex.locale import Phrase, mark, phrase
from parindex.model.criteria import CriteriaSet, Criterion, Where
from parindex.model.criteria import Path as NodePath
from parindex.model.finding import Finding, Place
from parindex.model.round import Block
from parindex.model.survey import Question, Questionnaire, Spelled
from parindex.scoring.rules.survey import Survey

SHARES = ("percent", "number")
"""The types of inputs that can take a mean share."""
POPULATION = "population"
"""The column of units.csv that says how many a survey could ask about a unit."""


def no_population(place: Place, unit: str, stated: str = "–") -> Finding:
    """Return that a unit's population is not stated, or cannot be read."""
    wanted = phrase(mark("a whole number above 0: how many people or bodies could be asked"))
    values = {"value": stated, "column": POPULATION, "wanted": wanted}
    return Finding("RND013", place, values, unit=unit)


@dataclass(frozen=True, slots=True)
class Feed:
    """What a question feeds in a block: an item's counts, or its input of that name."""

    item: Criterion
    name: str | None = None


def feed_of(criteria: CriteriaSet, target: str) -> Feed | None:
    """Return what a text names: an item (``1.2``), or its input (``1.2.planned``)."""
    items = {item.code: item for item in criteria.items}
    if target in items:
        return Feed(items[target])
    code, _, name = target.rpartition(".")
    return Feed(items[code], name) if code in items and name in items[code].fields else None


def check_questionnaire(
    questionnaire: Questionnaire, blocks: Sequence[Block], where: Where
) -> Iterator[Finding]:
    """Yield what is wrong with a questionnaire, in the order of its file."""
    yield from _check_spellings(questionnaire, where)
    groups = {group.name for group in questionnaire.groups}
    by_code = {block.code: block for block in blocks}
    columns: set[str] = set()
    for number, question in enumerate(questionnaire.questions):
        path: NodePath = ("questions", number)
        if question.column in columns:
            place = where((*path, "column"))
            yield Finding("CRI085", place, {"name": question.column, "known": phrase(_ONCE)})
        columns.add(question.column)
        unknown = [*_unknown(question.groups, groups, (*path, "groups"), where)]
        unknown += _unknown(
            [question.scale], set(questionnaire.scales), (*path, "scale"), where, at=None
        )
        yield from unknown
        for code, target in question.feeds.items():
            spot = (*path, "feeds", code)
            feed = feed_of(by_code[code].criteria, target) if code in by_code else None
            if feed is None:
                yield Finding("CRI080", where(spot), {"target": target, "block": code})
            elif not unknown:
                yield from _check_feed(questionnaire, question, feed, spot, where)


_ONCE = mark("each column once")


def _unknown(
    names: Iterable[str], known: set[str], path: NodePath, where: Where, at: int | None = 0
) -> Iterator[Finding]:
    for number, name in enumerate(names):
        if name not in known:
            place = where(path if at is None else (*path, number))
            yield Finding("CRI085", place, {"name": name, "known": ", ".join(sorted(known))})


def _check_spellings(questionnaire: Questionnaire, where: Where) -> Iterator[Finding]:
    """Yield each text that stands for two groups, two strata or two answers of a scale."""
    parts: list[tuple[NodePath, Sequence[Spelled]]] = [
        (("groups",), questionnaire.groups),
        (("strata",), questionnaire.strata),
        *((("scales", name), scale) for name, scale in questionnaire.scales.items()),
    ]
    for path, entries in parts:
        taken: dict[str, str] = {}
        for number, entry in enumerate(entries):
            for text in entry.spellings:
                if text in taken:
                    values = {"text": text, "one": taken[text], "other": entry.name}
                    yield Finding("CRI084", where((*path, number)), values)
                taken.setdefault(text, entry.name)
    if bool(questionnaire.strata) != (questionnaire.columns.stratum is not None):
        name = "columns.stratum" if questionnaire.strata else "strata"
        yield Finding("CRI085", where(("columns",)), {"name": name, "known": phrase(_BOTH)})


_BOTH = mark("“strata” together with “columns.stratum”")


def _check_feed(
    questionnaire: Questionnaire, question: Question, feed: Feed, path: NodePath, where: Where
) -> Iterator[Finding]:
    """Yield what of a question the item it feeds cannot take."""
    item, rule = feed.item, feed.item.rule
    if feed.name is None and isinstance(rule, Survey):
        yield from _check_rule(questionnaire, question, item.code, rule, path, where)
    elif feed.name is None or isinstance(rule, Survey) or item.fields[feed.name].type not in SHARES:
        yield Finding("CRI081", where(path), {"item": item.code})


def _check_rule(
    questionnaire: Questionnaire,
    question: Question,
    item: str,
    rule: Survey,
    path: NodePath,
    where: Where,
) -> Iterator[Finding]:
    """Yield the groups and answers that the rule does not know, or knows with another share."""
    groups = [group.name for group in rule.groups]
    shares = {option.value: option.share for option in rule.options}
    for group in questionnaire.asked(question):
        if group.name not in groups:
            values = {"kind": phrase(mark("group")), "name": group.name, "item": item}
            yield Finding("CRI082", where(path), values | {"known": ", ".join(groups)})
    for option in questionnaire.scales[question.scale]:
        if option.name not in shares:
            values = {"kind": phrase(mark("answer")), "name": option.name, "item": item}
            yield Finding("CRI082", where(path), values | {"known": ", ".join(shares)})
        elif option.share != shares[option.name]:
            said = {"mine": _share(option.share), "theirs": _share(shares[option.name])}
            yield Finding("CRI083", where(path), {"name": option.name, "item": item, **said})


def _share(share: Fraction | None) -> Fraction | Phrase:
    return phrase(mark("none")) if share is None else share
