"""Whose file is whose, and which one counts where a unit sent several."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from parindex.evaluation.files import Assessment
from parindex.model.finding import Finding, Place


@dataclass(frozen=True, slots=True)
class Received:
    """What a unit sent: the file that counts, if one can be told, and what is to be said."""

    name: str
    counts: Assessment | None
    findings: tuple[Finding, ...]


def owner_by_name(name: str, units: Collection[str]) -> str:
    """Return the unit with whose code a file's name begins; empty where there is none."""
    stem = Path(name).stem
    fits = [code for code in units if stem.startswith(code) and not stem[len(code) :][:1].isalnum()]
    return max(fits, key=len, default="")


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


def settle(assessments: Iterable[Assessment]) -> dict[str, Received]:
    """Return what each unit sent, by its code; a file of no known unit stands by its path.

    Of several readable forms the one saved last (as the workbook itself says) counts; identical
    files count once; where two say the same time, none counts.
    """
    return {unit: _settled(unit, files) for unit, files in _by_unit(assessments).items()}


def several(assessments: Iterable[Assessment]) -> list[Finding]:
    """Return what is to be said of the units that sent more than one readable form."""
    usable = _by_unit(a for a in assessments if a.items)
    return [_last_saved(unit, files)[1] for unit, files in usable.items() if len(files) > 1]


def _by_unit(assessments: Iterable[Assessment]) -> dict[str, list[Assessment]]:
    files: dict[str, list[Assessment]] = {}
    for assessment in assessments:
        files.setdefault(assessment.unit or assessment.path, []).append(assessment)
    return files


def _settled(unit: str, files: list[Assessment]) -> Received:
    usable = [a for a in files if a.items]
    findings = [finding for a in files if not a.items for finding in a.findings]
    counts = usable[0] if usable else None
    if len(usable) > 1:
        counts, found = _last_saved(unit, usable)
        findings.append(found)
    if counts is not None:
        findings += counts.findings
    return Received((counts or files[0]).file, counts, tuple(findings))


def _last_saved(unit: str, files: list[Assessment]) -> tuple[Assessment | None, Finding]:
    def names(some: Iterable[Assessment]) -> str:
        return ", ".join(a.file for a in some)

    if len({a.sha256 for a in files}) == 1:
        values = {"others": names(files[1:])}
        return files[0], Finding("SUB018", Place(files[0].file), values, unit=unit)
    times = [_saved(a) for a in files]
    known = [moment for moment in times if moment is not None]
    latest = max(known, default=None)
    best = [a for a, moment in zip(files, times, strict=True) if moment == latest]
    if len(known) < len(files) or latest is None or len({a.sha256 for a in best}) > 1:
        values = {"others": names(files)}
        return None, Finding("SUB014", Place(files[0].file), values, unit=unit)
    rest = [a for a in files if a is not best[0]]
    saved = latest.astimezone(_OFFICE_TIME).replace(tzinfo=None)
    found = Finding("SUB013", Place(best[0].file), {"saved": saved, "others": names(rest)}, unit)
    return best[0], found


_OFFICE_TIME = timezone(timedelta(hours=7))
"""Vietnam's time, in which saving times are told wherever the machine stands."""


def _saved(assessment: Assessment) -> datetime | None:
    """Return when the workbook says it was saved; without a zone it is taken as UTC."""
    try:
        moment = datetime.fromisoformat(assessment.saved_at)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
