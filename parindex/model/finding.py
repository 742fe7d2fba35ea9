"""A problem told to a person: what, where, what was expected, what to do."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from parindex.locale import Phrase, Say, mark, visible
from parindex.model.codes import KINDS, Kind


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def weight(self) -> int:
        """Return 3 for an error, 2 for a warning, 1 for an information."""
        return {"error": 3, "warning": 2, "info": 1}[self.value]


SEVERITIES = {
    Severity.ERROR: mark("error"),
    Severity.WARNING: mark("warning"),
    Severity.INFO: mark("note"),
}
"""The words for severities."""


def severity_counts(severities: Iterable[Severity], say: Say) -> str:
    """Say how many errors, warnings and notes there are."""
    counts = Counter(severities)
    return say(
        mark(
            "{errors} {errors:error|errors}, {warnings} {warnings:warning|warnings}, {notes} "
            "{notes:note|notes}"
        ),
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
        notes=counts[Severity.INFO],
    )


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: a line of a text file or a cell of a sheet."""

    file: str = ""
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None

    def __str__(self) -> str:
        """Write ``file:line:column`` or ``file [sheet!cell]``, in one line whatever the names."""
        if self.cell or self.sheet:
            spot = "!".join(part for part in (self.sheet, self.cell) if part)
            return _one_line(f"{self.file} [{spot}]" if self.file else spot)
        parts = [self.file, *(str(n) for n in (self.line, self.column) if n is not None)]
        return _one_line(":".join(part for part in parts if part))


def _one_line(names: str) -> str:
    return names if names.isprintable() else visible(names.replace("\n", "\ufffd"))


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding; its texts are made from its code's templates and ``values``."""

    code: str
    place: Place = Place()
    values: Mapping[str, Any] = field(default_factory=dict)
    unit: str | None = None
    item: str | None = None
    ignored: str = ""
    """Why the author of the file ignores it; it then counts as a note."""

    def __post_init__(self) -> None:
        """Refuse a code that is not in the catalogue: that is a bug."""
        if self.code not in KINDS:
            raise KeyError(self.code)

    @property
    def kind(self) -> Kind:
        """Return the code's entry in the catalogue of findings."""
        return KINDS[self.code]

    @property
    def severity(self) -> Severity:
        """Return how much the finding weighs."""
        return Severity.INFO if self.ignored else Severity(self.kind.severity)

    def wrong(self, say: Say) -> str:
        """Say what is wrong."""
        return say(self.kind.wrong, **self.values)

    def expected(self, say: Say) -> str:
        """Say what was expected; empty where the first sentence says it."""
        return say(self.kind.expected, **self.values)

    def hint(self, say: Say) -> str:
        """Say what was expected and what to do."""
        expected = self.expected(say).rstrip(".")
        told = say(mark("Expected: {expected}."), expected=expected) if expected else ""
        told = told.replace("….", "…")
        return f"{told} {self.remedy(say)}".strip()

    def remedy(self, say: Say) -> str:
        """Say what to do, or why it is ignored."""
        if self.ignored:
            return say(mark("Ignored on purpose: {reason}"), reason=self.ignored)
        return say(self.kind.remedy, **self.values)


def system_reason(error: OSError) -> Phrase | str:
    """Say why the system refused a file: in words for the usual causes, else as it says."""
    for kind, message in _REASONS:
        if isinstance(error, kind):
            return Phrase(message)
    return error.strerror or str(error)


_REASONS: tuple[tuple[type[OSError], str], ...] = (
    (FileNotFoundError, mark("there is no such file")),
    (PermissionError, mark("it is open in another program, or the right to it is missing")),
    (IsADirectoryError, mark("it is a folder")),
    (FileExistsError, mark("a file stands where a folder is needed")),
    (NotADirectoryError, mark("a file stands where a folder is needed")),
)


class CannotGoOn(Exception):  # noqa: N818 - the name says what happened
    """Nothing can be computed from what was given; carries the findings that say why."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(", ".join(f"{finding.code} {finding.place}" for finding in findings))
        self.findings = findings
