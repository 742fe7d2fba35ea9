"""Warnings that a set's author ignores on purpose, each with a reason in the file."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from parindex.model.criteria import CriteriaSet, Ignored, Where
from parindex.model.finding import Finding, Place, Severity

_Spot = tuple[int, int]


def ignore(criteria: CriteriaSet, findings: Sequence[Finding], where: Where) -> list[Finding]:
    """Return the findings, those ignored with their reason, and what is wrong with ignoring.

    What a criterion ignores holds for it and everything beneath it, what the set ignores for all.
    Only warnings can be ignored; one that is not met is told.
    """
    owner = _owners(criteria, where)
    stated = dict(_stated(criteria))
    met: set[tuple[str, int]] = set()
    result = []
    for finding in findings:
        warns = finding.severity is Severity.WARNING
        found = _ignored(criteria, stated, finding, owner) if warns else None
        if found is None:
            result.append(finding)
            continue
        met.add(found[:2])
        result.append(replace(finding, ignored=found[2]))
    return [*result, *_idle(criteria, stated, met, where)]


def _stated(criteria: CriteriaSet) -> Iterator[tuple[str, Sequence[Ignored]]]:
    yield "", criteria.ignore
    for node in criteria.walk():
        yield node.criterion.code, node.criterion.ignore


def _ignored(
    criteria: CriteriaSet,
    stated: Mapping[str, Sequence[Ignored]],
    finding: Finding,
    owner: Callable[[Place], str],
) -> tuple[str, int, str] | None:
    """Return the node that ignores the finding, which of its entries, and the reason."""
    code = finding.item or owner(finding.place)
    node = criteria.nodes.get(code)
    above = [up.code for up in reversed(node.ancestors)] if node else []
    for at in (code, *above, ""):
        for number, entry in enumerate(stated.get(at, ())):
            if entry.code == finding.code:
                return at, number, entry.reason
    return None


def _owners(criteria: CriteriaSet, where: Where) -> Callable[[Place], str]:
    """Return what tells the node in whose lines a place stands; the set's own is ``""``."""
    starts: dict[str, list[tuple[_Spot, str]]] = {}
    for node in criteria.walk():
        place = where(node.path)
        starts.setdefault(place.file, []).append((_spot(place), node.criterion.code))
    for spots in starts.values():
        spots.sort()

    def owner(place: Place) -> str:
        spots = starts.get(place.file, [])
        number = bisect_right(spots, _spot(place), key=lambda start: start[0])
        return spots[number - 1][1] if number else ""

    return owner


def _spot(place: Place) -> _Spot:
    return (place.line or 0, place.column or 0)


def _idle(
    criteria: CriteriaSet,
    stated: Mapping[str, Sequence[Ignored]],
    met: set[tuple[str, int]],
    where: Where,
) -> Iterator[Finding]:
    for code, entries in stated.items():
        path = criteria.nodes[code].path if code else ()
        for number, entry in enumerate(entries):
            if (code, number) not in met:
                place = where((*path, "ignore", number))
                yield Finding("CRI063", place, {"code": entry.code}, item=code or None)
