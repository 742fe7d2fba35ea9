"""Whose file is whose, and which one counts where a unit sent several."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from parindex.evaluation.files import Assessment
from parindex.model.finding import Finding, Place


@dataclass(frozen=True, slots=True)
class Received:
    """What a unit sent: the file that counts, if one can be told, and what is to be said."""

    name: str
    counts: Assessment | None
    findings: tuple[Finding, ...]


def attributed(assessment: Assessment, units: Collection[str]) -> Assessment:
    """Return an unreadable file as that of the unit whose code its name begins with, if any."""
    if assessment.unit:
        return assessment
    first = re.split(r"[^0-9A-Za-z]", Path(assessment.path).stem, maxsplit=1)[0]
    if first not in units:
        return assessment
    findings = tuple(replace(finding, unit=first) for finding in assessment.findings)
    return replace(assessment, unit=first, findings=findings)


def settle(assessments: Iterable[Assessment]) -> dict[str, Received]:
    """Return what each unit sent, by its code; a file of no known unit stands by its path.

    Of several readable forms the one saved last (as the workbook itself says) counts; identical
    files count once; where two say the same time, none counts.
    """
    files: dict[str, list[Assessment]] = {}
    for assessment in assessments:
        files.setdefault(assessment.unit or assessment.path, []).append(assessment)
    return {unit: _settled(unit, several) for unit, several in files.items()}


def _settled(unit: str, files: list[Assessment]) -> Received:
    usable = [a for a in files if a.items]
    findings = [finding for a in files if not a.items for finding in a.findings]
    counts = usable[0] if usable else None
    if len(usable) > 1:
        counts, found = _last_saved(unit, usable)
        findings.append(found)
    if counts is not None:
        findings += counts.findings
    return Received(Path((counts or files[0]).path).name, counts, tuple(findings))


def _last_saved(unit: str, files: list[Assessment]) -> tuple[Assessment | None, Finding]:
    def names(some: Iterable[Assessment]) -> str:
        return ", ".join(Path(a.path).name for a in some)

    if len({a.sha256 for a in files}) == 1:
        place = Place(Path(files[0].path).name)
        return files[0], Finding("SUB018", place, {"others": names(files[1:])}, unit=unit)
    latest = max(a.saved_at for a in files)
    best = [a for a in files if a.saved_at == latest]
    if not latest or len({a.sha256 for a in best}) > 1:
        return None, Finding(
            "SUB014", Place(Path(files[0].path).name), {"others": names(files)}, unit=unit
        )
    rest = [a for a in files if a is not best[0]]
    values = {"saved": _moment(latest), "others": names(rest)}
    return best[0], Finding("SUB013", Place(Path(best[0].path).name), values, unit=unit)


def _moment(text: str) -> object:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return text
