"""Which entry of one criteria set is which of another, though codes and names may have changed.

Two entries are told to be the same by how alike their names are, from 0 to 10 tenths, counted in
syllables; a pair at the same place needs less. The best pair is taken first, each entry once.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from fractions import Fraction
from typing import NamedTuple

from parindex.model.criteria import CriteriaSet, Criterion, Node
from parindex.model.text import name_key

ALIKE = 8
"""So many tenths alike the names of an entry must be wherever it stands."""

ALIKE_IN_PLACE = 5
"""So many tenths are enough at the same place."""


class _Entry(NamedTuple):
    """What of an entry tells who it is."""

    criterion: Criterion
    position: int
    name: str
    words: tuple[str, ...]
    bag: int
    parent: str

    @property
    def last(self) -> str:
        """Return the last part of the code."""
        return self.criterion.code.rpartition(".")[2]


class _Pair(NamedTuple):
    """Two entries that may be one, and how well they go together."""

    old: _Entry
    new: _Entry
    same_home: bool
    score: Fraction
    same_content: bool

    @property
    def order(self) -> tuple[object, ...]:
        """Return what sorts the best first, in the same way from either side."""
        apart = abs(self.old.position - self.new.position)
        depth = self.old.position + self.new.position
        same_code = self.old.criterion.code == self.new.criterion.code
        home = (self.same_home, self.score, self.same_content, same_code)
        return (*(-Fraction(part) for part in home), apart, depth)


def pair_up(old: CriteriaSet, new: CriteriaSet) -> dict[str, str]:
    """Return, by the code of each entry of ``old`` that ``new`` still has, its code there.

    First come entries of the same name under a parent of the same name; then by likeness of
    names, where an entry at the same place (the same code, or the same last part of the code under
    a parent of the same name) is given what it needs less; of what is left, a code is the same
    entry where its rule and inputs are the same, or, of a group, where an entry below it is.
    """
    bits: dict[tuple[str, int], int] = {}
    before, after = _entries(old, bits), _entries(new, bits)
    found: dict[str, str] = {}
    taken: set[str] = set()

    def take(one: Criterion, other: Criterion) -> None:
        found[one.code] = other.code
        taken.add(other.code)

    for pair in sorted(_pairs(before, after), key=lambda pair: pair.order):
        one, other = pair.old.criterion, pair.new.criterion
        if one.code not in found and other.code not in taken:
            take(one, other)
    for node in reversed(list(old.walk())):
        one = node.criterion
        if one.code in found or one.code in taken or one.code not in new.nodes:
            continue
        other = new.nodes[one.code].criterion
        if _same_substance(one, other, found):
            take(one, other)
    return found


def _entries(criteria: CriteriaSet, bits: dict[tuple[str, int], int]) -> list[_Entry]:
    return [_entry(node, number, bits) for number, node in enumerate(criteria.walk())]


def _entry(node: Node, position: int, bits: dict[tuple[str, int], int]) -> _Entry:
    name = name_key(node.criterion.name.vi)
    words = tuple(name.split())
    parent = name_key(node.ancestors[-1].name.vi) if node.ancestors else ""
    return _Entry(node.criterion, position, name, words, _bag(words, bits), parent)


def _bag(words: Iterable[str], bits: dict[tuple[str, int], int]) -> int:
    """Return a number with a bit for each word, the second of a kind having a bit of its own.

    The bits two names share bound how alike they can be, which spares most comparisons.
    """
    seen: Counter[str] = Counter()
    bag = 0
    for word in words:
        bag |= 1 << bits.setdefault((word, seen[word]), len(bits))
        seen[word] += 1
    return bag


def _pairs(before: list[_Entry], after: list[_Entry]) -> Iterator[_Pair]:
    for one in before:
        for other in after:
            in_place = one.criterion.code == other.criterion.code or (
                one.parent == other.parent and one.last == other.last
            )
            need = ALIKE_IN_PLACE if in_place else ALIKE
            length = len(one.words) + len(other.words)
            if 20 * (one.bag & other.bag).bit_count() < need * length:
                continue
            same_name = one.name == other.name
            if not (same_name or in_place or _both_items_or_groups(one, other)):
                continue
            alike = Fraction(10) if same_name else likeness(one.words, other.words)
            if alike >= need:
                home = same_name and one.parent == other.parent
                content = same_name and _same_content(one.criterion, other.criterion)
                yield _Pair(one, other, home, alike + ALIKE - need, content)


def _both_items_or_groups(one: _Entry, other: _Entry) -> bool:
    return (one.criterion.rule is None) == (other.criterion.rule is None)


def likeness(one: tuple[str, ...], other: tuple[str, ...]) -> Fraction:
    """Return the share of the words that stand in both in the same order, in tenths."""
    first, second = sorted((one, other))  # the matcher's answer hangs on which comes first
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    common = sum(block.size for block in matcher.get_matching_blocks())
    return Fraction(20 * common, len(one) + len(other))


def _same_content(one: Criterion, other: Criterion) -> bool:
    own = type(one).model_fields.keys() - {"code", "criteria"}
    return all(getattr(one, name) == getattr(other, name) for name in own)


def _same_substance(one: Criterion, other: Criterion, found: dict[str, str]) -> bool:
    if one.rule is not None:
        return one.rule == other.rule and one.inputs == other.inputs
    below = {child.code for child in other.criteria}
    return any(found.get(child.code) in below for child in one.criteria)
