"""Whose file is whose, and which one counts where a unit sent several."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from parindex.evaluation.arrival import BY, Terms, saved
from parindex.evaluation.files import Assessment
from parindex.locale import mark, phrase
from parindex.model.finding import Finding, Place
from parindex.model.inbox import ArrivalBy

_NO_TERMS = Terms()
_NEVER = datetime(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Received:
    """What a unit sent: the file that counts, if one can be told, and what is to be said."""

    name: str
    counts: Assessment | None
    findings: tuple[Finding, ...]
    aside: tuple[tuple[Assessment, Finding], ...]
    """The files that do not count, each with what keeps it from counting."""


def owner_by_name(name: str, units: Collection[str]) -> str:
    """Return the unit with whose code a file's name begins; empty where there is none."""
    stem = Path(name).stem
    ends = (end for end in range(len(stem), 0, -1) if not stem[end : end + 1].isalnum())
    return next((stem[:end] for end in ends if stem[:end] in units), "")


def attributed(assessment: Assessment, units: Collection[str]) -> Assessment:
    """Return an unreadable file as that of the unit its name begins with, if any.

    A form of another unit than its file is named after is told; the form's own unit counts.
    """
    named = owner_by_name(assessment.path, units)
    if not named or named == assessment.unit:
        return assessment
    if assessment.unit:
        values = {"named": named, "unit": assessment.unit}
        found = Finding("SUB019", Place(assessment.file), values, unit=assessment.unit)
        return replace(assessment, findings=(found, *assessment.findings))
    findings = tuple(replace(finding, unit=named) for finding in assessment.findings)
    return replace(assessment, unit=named, findings=findings)


def settle(assessments: Iterable[Assessment], terms: Mapping[str, Terms]) -> dict[str, Received]:
    """Return what each unit sent, by its code; a file of no known unit stands by its path.

    Of several readable forms the last one counts: by when they came in where all were noted, else
    by when the workbooks say they were saved; identical files count once; where that does not tell
    them apart, none counts. Late ones are told, or left aside where the round turns them away.
    """
    return {
        unit: _settled(unit, files, terms.get(unit, _NO_TERMS))
        for unit, files in _by_unit(assessments).items()
    }


def several(assessments: Iterable[Assessment], terms: Mapping[str, Terms]) -> list[Finding]:
    """Return what is to be said of the units that sent more than one readable form."""
    usable = _by_unit(a for a in assessments if a.usable)
    sifted = (_sifted(u, files, terms.get(u, _NO_TERMS)) for u, files in usable.items())
    return [finding for _, told in sifted for finding, _ in told]


def _by_unit(assessments: Iterable[Assessment]) -> dict[str, list[Assessment]]:
    files: dict[str, list[Assessment]] = {}
    for assessment in assessments:
        files.setdefault(assessment.unit or assessment.path, []).append(assessment)
    return files


_Step = tuple[list[Assessment], list[tuple[Finding, list[Assessment]]]]
"""The files that are left, and what is told of those that are put aside."""


def _settled(unit: str, files: list[Assessment], terms: Terms) -> Received:
    bad = [a for a in files if not a.usable]
    findings = [finding for a in bad for finding in a.findings]
    aside = [(a, weightiest(a.findings)) for a in bad]
    left, told = _sifted(unit, [a for a in files if a.usable], terms)
    findings += [found for found, _ in told]
    aside += [(a, found) for found, spare in told for a in spare]
    counts = left[0] if left else None
    if counts is not None:
        findings += [*terms.punctuality(counts), *counts.findings]
    return Received((counts or files[0]).file, counts, tuple(findings), tuple(aside))


def _sifted(unit: str, files: list[Assessment], terms: Terms) -> _Step:
    """Put copies, refused files and all but the last aside, one after the other."""
    left, aside = files, []
    for step in (_without_copies, _of_today, _without_refused, _last):
        left, told = step(unit, left, terms)
        aside += told
    return left, aside


def weightiest(findings: Sequence[Finding]) -> Finding:
    """Return the first of the findings that weigh most."""
    return max(findings, key=lambda finding: finding.severity.weight)


def _without_copies(unit: str, files: list[Assessment], terms: Terms) -> _Step:
    """Keep one of each set of identical files: the one noted first, else the first by name."""
    same: dict[str, list[Assessment]] = {}
    for a in files:
        same.setdefault(a.sha256, []).append(a)
    left, told = [], []
    for alike in same.values():
        noted = {a.path: moment for a in alike if (moment := terms.noted(a))}
        kept = min(alike, key=lambda a: noted.get(a.path, _NEVER))
        left.append(kept)
        if spare := [a for a in alike if a is not kept]:
            values = {"others": _names(spare)}
            told.append((Finding("SUB018", Place(kept.file), values, unit), spare))
    return left, told


def _of_today(unit: str, files: list[Assessment], _: Terms) -> _Step:
    """Keep the files made for the unit itself, where it sent any, and not those of a former one."""
    own = [a for a in files if a.former is None]
    if not own:
        return files, []
    reason = phrase(mark("{unit} sent a form of its own"), unit=unit)
    told = [
        (Finding("RND111", Place(a.file), {**a.former.told(), "reason": reason}, unit), [a])
        for a in files
        if a.former
    ]
    return own, told


def _without_refused(_: str, files: list[Assessment], terms: Terms) -> _Step:
    """Keep the files that came in time where the round turns late ones away."""
    late = [a for a in files if terms.refuses and terms.late(a)]
    told = [(found, [a]) for a in late for found in terms.punctuality(a)]
    return [a for a in files if not (terms.refuses and terms.late(a))], told


def _last(unit: str, files: list[Assessment], terms: Terms) -> _Step:
    """Keep the file that came last; none where that cannot be told."""
    if len(files) < 2:
        return files, []
    best, by, moments = _latest(files, terms.noted), ArrivalBy.NOTE, terms.noted
    if len(best) > 1:
        best, by, moments = _latest(best, saved), ArrivalBy.WORKBOOK, saved
    if len(best) > 1:
        return [], [
            (Finding("SUB014", Place(files[0].file), {"others": _names(files)}, unit), files)
        ]
    [last] = best
    spare = [a for a in files if a is not last]
    values = {"by": phrase(BY[by]), "moment": moments(last), "others": _names(spare)}
    return best, [(Finding("SUB013", Place(last.file), values, unit), spare)]


def _latest(
    files: list[Assessment], moments: Callable[[Assessment], datetime | None]
) -> list[Assessment]:
    """Return the files with the latest moment; all of them where one has none."""
    known = [(moment, a) for a in files if (moment := moments(a)) is not None]
    if len(known) < len(files):
        return files
    latest = max(moment for moment, _ in known)
    return [a for moment, a in known if moment == latest]


def _names(files: Iterable[Assessment]) -> str:
    return ", ".join(a.file for a in files)
