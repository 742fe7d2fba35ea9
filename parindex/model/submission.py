"""What a unit sent: its answers, each with the cell it came from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any, NamedTuple

from parindex.model.rule import Value

CLAIM = "claim"
"""The name under which the points a unit claims stand beside its inputs."""


class Source(NamedTuple):
    """Where answers stand: the file, the sheet (none in a CSV table), and whose they are."""

    file: str
    sheet: str | None
    unit: str


class Spot(NamedTuple):
    """A cell, and its sheet where that is not the form's own."""

    sheet: str | None
    cell: str | None


_NOTHING: Mapping[str, Any] = {}


class Evidence(NamedTuple):
    """A document named as evidence (tài liệu kiểm chứng)."""

    number: str = ""
    day: datetime | str | None = None
    issuer: str = ""
    place: str = ""
    file: str = ""
    cells: Mapping[str, str] = _NOTHING
    """Where each of these stands, by its name."""
    sheet: str | None = None
    """The sheet, where it is not that of the form."""

    def __bool__(self) -> bool:
        """Tell whether anything is named."""
        return bool(self.number or self.day or self.issuer or self.place or self.file)

    def spot(self, name: str) -> "Spot":
        """Return the sheet (none for the form's own) and the cell in which a field stands."""
        return Spot(self.sheet, self.cells.get(name))


class Answer(NamedTuple):
    """What a unit declares for one item.

    ``values`` holds what could be read, ``cells`` where each value stands (by input name, and
    ``claim``), ``unreadable`` the inputs with something in them that is no answer; ``documents``
    are named as evidence.
    """

    values: Mapping[str, Value] = _NOTHING
    cells: Mapping[str, str] = _NOTHING
    unreadable: frozenset[str] = frozenset()
    claim: Fraction | None = None
    not_applicable: bool = False
    documents: tuple[Evidence, ...] = ()
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """What a form says of itself on its hidden sheet."""

    set_id: str
    set_version: str
    form_hash: str
    year: str
    unit: str
    unit_name: str
