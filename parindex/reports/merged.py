"""Findings put together: like ones once, with how often and where; how texts were read."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from parindex.forms.values import tidy
from parindex.locale import Say
from parindex.model.finding import Finding, Severity

READ = frozenset({"SUB033", "SUB044"})
"""Codes that say how a text was read: ``raw`` as ``value``."""


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one code, in the order they were found."""

    findings: tuple[Finding, ...]

    @property
    def code(self) -> str:
        """Return their code."""
        return self.findings[0].code

    @property
    def severity(self) -> Severity:
        """Return how much the first of them weighs."""
        return self.findings[0].severity

    @property
    def files(self) -> int:
        """Return in how many files they were found."""
        return len({finding.place.file for finding in self.findings})

    @property
    def items(self) -> Counter[str]:
        """Return how many were found at each item."""
        return Counter(finding.item for finding in self.findings if finding.item)

    @property
    def alike(self) -> bool:
        """Tell whether all say the same, each at its place."""
        return all(finding.values == self.findings[0].values for finding in self.findings)

    def shared(self) -> Finding:
        """Return what all of them say: the first, with an ellipsis where others differ."""
        first = self.findings[0]
        values: Mapping[str, Any] = {
            name: value if all(f.values.get(name) == value for f in self.findings) else "…"
            for name, value in first.values.items()
        }
        return Finding(first.code, values=values, ignored=first.ignored)


def merged(findings: Iterable[Finding]) -> list[Group]:
    """Return the findings by code: errors first, then what was found most often."""
    by_code: dict[tuple[str, Severity], list[Finding]] = {}
    for finding in findings:
        by_code.setdefault((finding.code, finding.severity), []).append(finding)
    groups = [Group(tuple(alike)) for alike in by_code.values()]
    return sorted(groups, key=lambda g: (-g.severity.weight, -len(g.findings), g.code))


@dataclass(frozen=True, slots=True)
class Coercion:
    """A text that was read as something else than it shows, and where it stood."""

    raw: str
    used: str
    findings: tuple[Finding, ...]


def coercions(findings: Iterable[Finding], say: Say) -> list[Coercion]:
    """Return how texts were read, what was found most often first; every text once a reading."""
    found: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        if finding.code in READ:
            raw, used = (say("{value}", value=finding.values[name]) for name in ("raw", "value"))
            found.setdefault((tidy(raw), used), []).append(finding)
    lines = [Coercion(*key, tuple(where)) for key, where in found.items()]
    return sorted(lines, key=lambda line: (-len(line.findings), line.raw, line.used))


@dataclass(frozen=True, slots=True)
class Tally:
    """How many files were checked, and how they came out; one can have errors and warnings."""

    files: int
    clean: int
    with_errors: int
    with_warnings: int


def tally(files: Sequence[Sequence[Finding]]) -> Tally:
    """Count files by their findings; a file with notes alone is clean."""
    weights = [{finding.severity for finding in findings} for findings in files]
    return Tally(
        files=len(files),
        clean=sum(found <= {Severity.INFO} for found in weights),
        with_errors=sum(Severity.ERROR in found for found in weights),
        with_warnings=sum(
            Severity.WARNING in found and Severity.ERROR not in found for found in weights
        ),
    )
