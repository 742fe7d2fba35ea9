"""A register of dossiers (hồ sơ) of one-stop shops, a row a dossier, counted by unit.

As things stood at the end of the cut-off day, each dossier received in the period is one of

- ``on_time``: returned at or before the time it was due,
- ``late``: returned after it,
- ``open``: not yet returned, and not yet due,
- ``overdue``: not yet returned, and due.

``returned`` are the first two, ``received`` all four. A return after the cut-off day is none yet.
A date without an hour, or at 0:00, is the whole of that day: what is returned on the day it is due
is on time, and nothing is earlier than something else of the same day.

A dossier that stands there several times counts once where all of its rows say the same of it (the
unit, and which of these it is), else not at all; so the order of the rows does not matter.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from parindex.checks.roster import suggested
from parindex.forms.cells import shown_as_typed, text_of
from parindex.forms.grid import CSV_ENDINGS
from parindex.forms.values import USABLE, read_day, tidy, typed
from parindex.model.finding import CannotGoOn, Finding, Place
from parindex.model.roster import Roster
from parindex.model.tables import RegisterSpec
from parindex.model.text import name_key
from parindex.sources.digest import file_digest
from parindex.sources.guard import Refused
from parindex.sources.long import long_rows
from parindex.sources.table import HEADER_WITHIN, each_row
from parindex.sources.workbook import Cell

_DAY = 24 * 60
_NEVER = 10**10
"""The minute at which what is not returned will be."""
_BAD = -1
"""Stands for what is no date."""
_FIRST_YEAR = 1955
_REMEMBERED = 100_000
_DAY_LETTERS = len("31/12/2025")
_FIRST_ROWS, _NAMES_TOLD = 5, 20
_STANDINGS = _ON_TIME, _LATE, _OPEN, _OVERDUE, _OUTSIDE = tuple(range(5))

_Kept = list[int]
"""How many dossiers of a unit stand so: a list of one, so that a dossier can point at it."""


class RegisterJob(NamedTuple):
    """What counting a register needs: the days of the period, the cut-off day, the units."""

    spec: RegisterSpec
    first: date
    last: date
    until: date
    units: tuple[str, ...]
    """Their codes."""
    roster: Roster


class Counts(NamedTuple):
    """A unit's dossiers."""

    received: int = 0
    returned: int = 0
    on_time: int = 0
    late: int = 0
    open: int = 0
    overdue: int = 0


@dataclass(frozen=True, slots=True)
class Register:
    """A register counted: its hash (SHA-256), counts by unit, and what became of every row.

    ``rows`` are those counted, ``outside`` (received out of the period) and ``dropped`` together.
    """

    sha256: str = ""
    counts: Mapping[str, Counts] = field(default_factory=dict)
    rows: int = 0
    outside: int = 0
    dropped: int = 0
    findings: tuple[Finding, ...] = ()


def read_register(job: RegisterJob, path: str) -> Register:
    """Count the dossiers of a register, in .csv or .xlsx; nothing is counted of half a file."""
    file, named = Path(path), Place(job.spec.file)
    try:
        if file.suffix.lower() in CSV_ENDINGS:
            sheet, rows = None, each_row(file, lambda cells: _is_head(job.spec, cells))
            return _counted(job, rows, sheet, file_digest(file))
        sheet, filled = long_rows(file, job.spec.sheet)
        return _counted(job, filled, sheet, file_digest(file))
    except CannotGoOn as stop:
        return Register(findings=tuple(Finding(f.code, named, f.values) for f in stop.findings))
    except Refused as refused:
        return Register(findings=(Finding(refused.code, named, refused.values),))


def _is_head(spec: RegisterSpec, cells: Sequence[Cell]) -> bool:
    keys = {name_key(text_of(cell)) for cell in cells}
    return {name_key(spec.columns.unit), name_key(spec.columns.dossier)} <= keys


def _counted(
    job: RegisterJob, rows: Iterable[tuple[int, Sequence[Cell]]], sheet: str | None, sha256: str
) -> Register:
    """Find the header and count what stands below it."""
    headings = job.spec.columns.model_dump()
    place, known = Place(job.spec.file, sheet=sheet), ", ".join(headings.values())
    rows = iter(rows)
    above = islice(rows, HEADER_WITHIN)
    head = next((cells for _, cells in above if _is_head(job.spec, cells)), None)
    if head is None:
        values = {"column": headings["unit"], "known": known}
        return Register(sha256, findings=(Finding("RND005", place, values),))
    keys = [name_key(text_of(cell)) for cell in head]
    columns, findings = [], []
    for heading in headings.values():
        spots = [column for column, key in enumerate(keys) if key == name_key(heading)]
        columns += spots[:1]
        if not spots:
            findings.append(Finding("RND005", place, {"column": heading, "known": known}))
        elif len(spots) > 1:
            values = {"column": heading, "first": str(spots[0] + 1)}
            findings.append(Finding("RND026", place, values))
    if findings:
        return Register(sha256, findings=tuple(findings))
    tally = _Tally(job, place, columns, len(head))
    tally.count(rows)
    return tally.register(sha256)


class _Days(dict[str, int | None]):
    """The minute at which a day begins, by its text; none for another spelling than the usual two.

    A year has few days and many moments: remembering the days saves reading them again.
    """

    def __missing__(self, text: str) -> int | None:
        found = _day(text)
        if len(self) < _REMEMBERED:
            self[text] = found
        return found


def _day(text: str) -> int | None:
    """Read ``dd/mm/yyyy`` or ``yyyy-mm-dd``."""
    if len(text) != _DAY_LETTERS or not text.isascii():
        return None
    if text[2] == text[5] == "/":
        text = f"{text[6:]}-{text[3:5]}-{text[:2]}"
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day.toordinal() * _DAY if day.year >= _FIRST_YEAR else None


def _moments() -> Callable[[Cell], int]:
    """Return what reads a cell as minutes: ``_NEVER`` for a blank, ``_BAD`` for what is no date.

    The usual spellings are read quickly, all others as in a form.
    """
    days = _Days({"": _NEVER})
    clocks = {f" {n // 60:02}:{n % 60:02}": n for n in range(_DAY)} | {"": 0}

    def read(raw: Cell) -> int:
        if isinstance(raw, datetime) and raw.year >= _FIRST_YEAR:
            return _minute(raw)
        try:
            return days[raw[:_DAY_LETTERS]] + clocks[raw[_DAY_LETTERS:]]  # type: ignore[index, operator]
        except (TypeError, KeyError):
            return _minutes(raw)

    return read


def _minute(moment: datetime) -> int:
    return moment.toordinal() * _DAY + moment.hour * 60 + moment.minute


def _minutes(raw: Cell) -> int:
    if raw is None or (isinstance(raw, str) and not tidy(raw)):
        return _NEVER
    reading = read_day(raw, typed(raw))
    moment = reading.value
    if isinstance(moment, datetime):
        return _minute(moment)
    return _NEVER if reading.state in USABLE else _BAD


def _before(one: int, other: int) -> bool:
    """Tell whether one moment is earlier, by the day where either has no hour."""
    if one % _DAY and other % _DAY:
        return one < other
    return one // _DAY < other // _DAY


class _Units(dict[Cell, str | None]):
    """Units by what a register calls them."""

    def __init__(self, roster: Roster) -> None:
        super().__init__()
        self.roster = roster

    def __missing__(self, raw: Cell) -> str | None:
        if len(self) > _REMEMBERED:
            self.clear()
        unit = self.roster.exactly(text_of(raw))
        self[raw] = found = unit.code if unit else None
        return found


@dataclass(slots=True)
class _Dropped:
    """Rows dropped for one reason: how many, the first of them, and what stands in the first."""

    count: int = 0
    rows: list[int] = field(default_factory=list)
    raw: str = ""


class _Tally:
    def __init__(self, job: RegisterJob, place: Place, columns: list[int], width: int) -> None:
        self.job, self.place, self.columns, self.width = job, place, columns, width
        self.first = job.first.toordinal() * _DAY
        self.last = (min(job.last, job.until).toordinal() + 1) * _DAY
        self.end = (job.until.toordinal() + 1) * _DAY
        self.units, self.moment = _Units(job.roster), _moments()
        self.kept = {(unit, standing): [0] for unit in job.units for standing in _STANDINGS}
        self.reasons: dict[tuple[str, str], _Dropped] = {}
        self.rows = 0

    def count(self, rows: Iterable[tuple[int, Sequence[Cell]]]) -> None:
        """Count rows, each with its number."""
        seen: dict[str, _Kept] = {}
        differ: _Kept = [0]
        at_dossier = self.columns[1]
        for number, row in rows:
            cells = row if len(row) == self.width else self.fitted(row)
            raw = cells[at_dossier]
            dossier = raw.strip() if isinstance(raw, str) and raw.isascii() else text_of(raw)
            if not dossier and not any(map(text_of, cells)):
                continue
            self.rows += 1
            kept = self.kept_of(number, cells, dossier)
            if kept is None:
                continue
            known = seen.get(dossier)
            if known is None:
                seen[dossier] = kept
                kept[0] += 1
            elif known is kept:
                self.drop("RND094", "", number, dossier)
            elif known is differ:
                self.drop("RND095", "", number, dossier)
            else:
                self.drop("RND095", "", number, dossier, count=2)
                known[0] -= 1
                seen[dossier] = differ

    def fitted(self, row: Sequence[Cell]) -> Sequence[Cell]:
        """Return a row as wide as the header; wider only where something stands beyond it."""
        beyond = any(map(text_of, row[self.width :]))
        return row if beyond else [*row[: self.width], *[""] * (self.width - len(row))]

    def kept_of(self, number: int, cells: Sequence[Cell], dossier: str) -> _Kept | None:
        """Return where a dossier is counted; none for one that is dropped, which is told."""
        at_unit, _, at_received, at_due, at_returned = self.columns
        received, due = self.moment(cells[at_received]), self.moment(cells[at_due])
        returned = self.moment(cells[at_returned])
        good = _BAD < received <= due < _NEVER and received <= returned
        if not (good and dossier and len(cells) == self.width) and self.spoilt(
            number, cells, dossier, (received, due, returned)
        ):
            return None
        unit = self.units[cells[at_unit]]
        if unit is None:
            self.drop("RND093", text_of(cells[at_unit])[:80], number, dossier)
            return None
        return self.kept[unit, self.standing(received, due, returned)]

    def spoilt(
        self, number: int, cells: Sequence[Cell], dossier: str, dates: tuple[int, int, int]
    ) -> bool:
        """Tell what keeps a row from being counted, if anything does; return whether it does."""
        received, due, returned = dates
        unknown = ({_BAD, _NEVER}, {_BAD, _NEVER}, {_BAD})
        bad = [n for n, (one, no) in enumerate(zip(dates, unknown, strict=True), 2) if one in no]
        if len(cells) > self.width:
            self.drop("RND091", "…", number, shown_as_typed(cells[self.width]))
        elif bad or not dossier:
            place = bad[0] if dossier else 1
            heading = [*self.job.spec.columns.model_dump().values()][place]
            self.drop("RND091", heading, number, shown_as_typed(cells[self.columns[place]]))
        elif _before(due, received) or _before(returned, received):
            self.drop("RND092", "", number, dossier)
        else:
            return False
        return True

    def standing(self, received: int, due: int, returned: int) -> int:
        """Tell how things stood with a dossier at the end of the cut-off day."""
        if not self.first <= received < self.last:
            return _OUTSIDE
        if returned < self.end:
            by_the_day = due % _DAY == 0 and returned < due + _DAY
            return _ON_TIME if returned <= due or by_the_day else _LATE
        return _OVERDUE if due < self.end else _OPEN

    def drop(self, code: str, key: str, number: int, raw: str, count: int = 1) -> None:
        """Take down a row that is not counted; ``count`` says for how many rows that it speaks."""
        reason = self.reasons.setdefault((code, key), _Dropped(raw=raw))
        reason.count += count
        if len(reason.rows) < _FIRST_ROWS:
            reason.rows.append(number)

    def register(self, sha256: str) -> Register:
        """Return what was counted, and what was not and why."""
        if not self.rows:
            return Register(sha256, findings=(Finding("RND028", self.place),))
        counts = {}
        for unit in self.job.units:
            on_time, late, not_due, overdue = (self.kept[unit, n][0] for n in _STANDINGS[:4])
            returned = on_time + late
            received = returned + not_due + overdue
            if received:
                counts[unit] = Counts(received, returned, on_time, late, not_due, overdue)
        outside = sum(self.kept[unit, _OUTSIDE][0] for unit in self.job.units)
        dropped = sum(reason.count for reason in self.reasons.values())
        values = {
            "rows": self.rows,
            "counted": self.rows - outside - dropped,
            "outside": outside,
            "dropped": dropped,
            "first": self.job.first,
            "last": self.job.last,
            "until": self.job.until,
        }
        findings = (*self.findings(), Finding("RND096", self.place, values))
        return Register(sha256, counts, self.rows, outside, dropped, findings)

    def findings(self) -> Iterator[Finding]:
        """Yield why rows are dropped; of unknown units those with the most rows by name."""
        unknown = [key for key in self.reasons if key[0] == "RND093"]
        unknown.sort(key=lambda key: (-self.reasons[key].count, key))
        for key in unknown[_NAMES_TOLD:]:
            rest, one = self.reasons.setdefault(("RND093", "…"), _Dropped()), self.reasons.pop(key)
            rest.count += one.count
            rest.rows = [*rest.rows, *one.rows][:_FIRST_ROWS]
        for (code, name), reason in sorted(self.reasons.items()):
            rows = ", ".join(map(str, reason.rows))
            shown = rows + (", …" if reason.count > len(reason.rows) else "")
            values = {"count": reason.count, "rows": shown, "raw": reason.raw, "name": name}
            if code == "RND093":
                values["near"] = suggested(self.job.roster, name)
            yield Finding(code, self.at(reason.rows[0]), values)

    def at(self, number: int) -> Place:
        """Return the place of a row."""
        if self.place.sheet is None:
            return Place(self.place.file, number)
        return Place(self.place.file, sheet=self.place.sheet, cell=f"A{number}")
