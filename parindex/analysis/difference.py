"""What changed between two criteria sets: every key of the file, entry by entry."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, groupby

from pydantic import BaseModel

from parindex.analysis.matching import pair_up
from parindex.model.criteria import Case, CriteriaSet, Criterion, Node, Path
from parindex.model.text import LocalText

_WHOLE = (LocalText, Case)
"""Told as one value, not key by key."""


class Kind(StrEnum):
    """What sort of change it is."""

    ADDED = "added"
    REMOVED = "removed"
    RENUMBERED = "renumbered"
    MOVED = "moved"
    REWORDED = "reworded"
    REWEIGHTED = "reweighted"
    RULE = "rule"
    DEADLINE = "deadline"
    INPUT = "input"
    CASE = "case"
    CHANGED = "changed"


_KINDS = {
    "title": Kind.REWORDED,
    "name": Kind.REWORDED,
    "total": Kind.REWEIGHTED,
    "max": Kind.REWEIGHTED,
    "rule": Kind.RULE,
    "inputs": Kind.INPUT,
    "cases": Kind.CASE,
}


@dataclass(frozen=True, slots=True)
class Change:
    """One value that changed; ``None`` where it is not stated on that side.

    ``path`` leads to it by the keys of the file, from the entry or the head of the set: through a
    list by the place in the new file, of what is removed by the place in the old one; it is empty
    where the whole entry was added or removed.
    """

    kind: Kind
    path: Path
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Entry:
    """An area, criterion or item with what changed of it; one side of an added one is none."""

    old: Criterion | None
    new: Criterion | None
    changes: tuple[Change, ...]

    @property
    def kinds(self) -> frozenset[Kind]:
        """Return the sorts of its changes."""
        return frozenset(change.kind for change in self.changes)


@dataclass(frozen=True, slots=True)
class Section:
    """An area (as it now is, or was if it is gone) and the entries that changed in it."""

    area: Criterion
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed: at the head of the set, then area by area in the order of the codes.

    ``pairs`` holds, by its code in the old set, the code in the new one of every entry of both.
    """

    old: CriteriaSet
    new: CriteriaSet
    pairs: Mapping[str, str]
    head: tuple[Change, ...]
    sections: tuple[Section, ...]

    @property
    def entries(self) -> Iterator[Entry]:
        """Yield every entry that changed."""
        return chain.from_iterable(section.entries for section in self.sections)

    @property
    def forms_fit(self) -> bool:
        """Tell whether forms made from the old set can be used with the new one."""
        return self.old.form_hash == self.new.form_hash

    @property
    def new_questions(self) -> tuple[str, ...]:
        """Return the codes in the new set of the items that a form of the old one does not fit."""
        known = {item.questions for item in self.old.items}
        return tuple(item.code for item in self.new.items if item.questions not in known)

    def __bool__(self) -> bool:
        """Tell whether anything changed."""
        return bool(self.head or self.sections)


def compare(old: CriteriaSet, new: CriteriaSet) -> Difference:
    """Return what changed from ``old`` to ``new``; entries are matched by name and by code."""
    pairs = pair_up(old, new)
    head = tuple(_values(old, new, (), leave=frozenset({"areas"})))
    placed = sorted(_placed(old, new, pairs), key=lambda entry: entry[0])
    sections = []
    for number, group in groupby(placed, key=lambda entry: entry[0][0]):
        entries = tuple(entry for _, entry in group)
        sections.append(Section((*new.areas, *old.areas)[number], entries))
    return Difference(old, new, pairs, head, tuple(sections))


_Position = tuple[int, tuple[tuple[bool, int, str], ...], bool]


def _placed(
    old: CriteriaSet, new: CriteriaSet, pairs: Mapping[str, str]
) -> Iterator[tuple[_Position, Entry]]:
    """Yield the entries that changed, with what sorts them: area, code, removed before added."""
    areas = {node.criterion.code: int(node.path[1]) for node in new.walk()}
    origin = {code: was for was, code in pairs.items()}
    for node in old.walk():
        one = node.criterion
        if one.code not in pairs:
            area = (*node.ancestors, one)[0].code
            gone = len(new.areas) + int(node.path[1])
            place = (areas[pairs[area]] if area in pairs else gone, _order(one.code), False)
            yield place, Entry(one, None, (Change(Kind.REMOVED, (), one, None),))
    for node in new.walk():
        other = node.criterion
        place = (areas[other.code], _order(other.code), True)
        if other.code not in origin:
            yield place, Entry(None, other, (Change(Kind.ADDED, (), None, other),))
            continue
        was = old.nodes[origin[other.code]]
        above, now = _parent(was), _parent(node)
        stays = above == now if above is None or now is None else pairs.get(above) == now
        if changes := tuple(_entry_changes(was.criterion, other, stays=stays)):
            yield place, Entry(was.criterion, other, changes)


def _parent(node: Node) -> str | None:
    return node.ancestors[-1].code if node.ancestors else None


def _order(code: str) -> tuple[tuple[bool, int, str], ...]:
    return tuple(
        (False, int(part), "") if part.isdigit() else (True, 0, part) for part in code.split(".")
    )


def _entry_changes(one: Criterion, other: Criterion, *, stays: bool) -> Iterator[Change]:
    if not stays:
        yield Change(Kind.MOVED, ("code",), one.code, other.code)
    elif one.code != other.code:
        yield Change(Kind.RENUMBERED, ("code",), one.code, other.code)
    yield from _values(one, other, (), leave=frozenset({"code", "criteria"}))


def _values(
    old: object, new: object, path: Path, leave: frozenset[str] = frozenset()
) -> Iterator[Change]:
    """Yield every value under ``path`` that changed; ``leave`` names fields to pass over."""
    match old, new:
        case BaseModel(), BaseModel() if type(old) is type(new) and not isinstance(old, _WHOLE):
            for name, field in type(old).model_fields.items():
                if name not in leave:
                    here = (*path, field.alias or name)
                    yield from _values(getattr(old, name), getattr(new, name), here)
        case Mapping(), Mapping():
            yield from _mapping(old, new, path)
        case tuple(), tuple():
            yield from _list(old, new, path)
        case _ if old != new:
            yield _change(path, old, new)


def _change(path: Path, before: object, after: object) -> Change:
    kind = Kind.DEADLINE if path[-1] == "due" else _KINDS.get(str(path[0]), Kind.CHANGED)
    return Change(kind, path, before, after)


def _mapping(old: Mapping[str, object], new: Mapping[str, object], path: Path) -> Iterator[Change]:
    """Yield what changed key by key, then the order of the keys if it did."""
    for key in (*old, *(key for key in new if key not in old)):
        yield from _values(old.get(key), new.get(key), (*path, key))
    kept = tuple(key for key in old if key in new)
    now = tuple(key for key in new if key in old)
    if kept != now:
        yield _change(path, kept, now)


def _list(old: tuple[object, ...], new: tuple[object, ...], path: Path) -> Iterator[Change]:
    """Yield what changed in a list; what is alike at both ends is set aside first."""
    start, most = 0, min(len(old), len(new))
    while start < most and old[start] == new[start]:
        start += 1
    end = 0
    while end < most - start and old[-1 - end] == new[-1 - end]:
        end += 1
    gone, come = old[start : len(old) - end], new[start : len(new) - end]
    if len(gone) == len(come):
        for number, (one, other) in enumerate(zip(gone, come, strict=True), start):
            yield from _values(one, other, (*path, number))
        return
    for number, one in enumerate(gone, start):
        yield from _values(one, None, (*path, number))
    for number, other in enumerate(come, start):
        yield from _values(None, other, (*path, number))
