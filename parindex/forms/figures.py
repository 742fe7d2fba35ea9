"""A table with a row a unit, read for the figures that its columns feed to items."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from parindex.checks.roster import named_unit, suggested
from parindex.checks.tables import input_name, item_of
from parindex.forms.cells import CellReader, text_of
from parindex.forms.grid import TableGrid
from parindex.forms.layout import cell_name
from parindex.forms.values import (
    AMBIGUOUS,
    BLANK,
    UNREADABLE,
    USABLE,
    Reading,
    read_number,
    typed,
)
from parindex.model.criteria import Criterion
from parindex.model.finding import Finding, Place
from parindex.model.number import less
from parindex.model.roster import Roster
from parindex.model.round import Round, Unit
from parindex.model.rule import Input, Value
from parindex.model.submission import CLAIM, Source
from parindex.model.supplied import Supplied, SuppliedBy
from parindex.model.tables import EntriesSpec, Feed, TableSpec
from parindex.model.text import name_key
from parindex.sources.table import HEADER_WITHIN
from parindex.sources.workbook import Cell

_HUNDRED = Fraction(100)


class Wanted(NamedTuple):
    """A figure that a table is to give for an item: its input (none for points), and its feed."""

    item: Criterion
    name: str
    feed: Feed

    @property
    def field(self) -> Input:
        """Return the input; points are read as a number."""
        return self.item.fields[self.name] if self.name != CLAIM else _POINTS


_POINTS = Input.model_validate({"type": "number", "label": {"vi": "Điểm", "en": "Points"}})


def is_head(spec: TableSpec | EntriesSpec, cells: Sequence[Cell]) -> bool:
    """Tell whether a row is the header of the table: the column of units is named in it."""
    return any(name_key(text_of(cell)) == name_key(spec.unit) for cell in cells)


def read_figures(
    spec: TableSpec, grid: TableGrid, this_round: Round, exempt: Mapping[str, frozenset[str]]
) -> tuple[SuppliedBy, list[Finding]]:
    """Return what a table gives to the units of its blocks, and what is wrong with it, by cell."""
    sheet = grid.sheet
    place = Place(spec.file, sheet=sheet.name or None)
    wanted = [spec.unit, *(feed.column for feed in spec.feeds)]
    start, columns, findings = headed(spec, wanted, grid, place)
    if start is None:
        return {}, findings
    table = _Table(spec, grid, columns, place, this_round, exempt)
    rows, more = table.rows(start + 1)
    found = {unit.code: table.figures(unit, rows.get(unit.code)) for unit in table.units.values()}
    return {unit: by_item for unit, by_item in found.items() if by_item}, [
        *findings,
        *more,
        *table.findings,
    ]


def headed(
    spec: TableSpec | EntriesSpec, wanted: Sequence[str], grid: TableGrid, place: Place
) -> tuple[int | None, dict[str, int], list[Finding]]:
    """Return the row of the header, if there is one, and the columns wanted by their headings."""
    rows = grid.sheet.grid
    start = next((n for n, row in enumerate(rows[:HEADER_WITHIN]) if is_head(spec, row)), None)
    if start is None:
        values = {"column": spec.unit, "known": ", ".join(dict.fromkeys(wanted))}
        return None, {}, [Finding("RND005", at(place, 0, 0), values)]
    return start, *_columns(wanted, rows[start], start, place)


def at(place: Place, row: int, column: int) -> Place:
    """Return the place of a cell, counted from 0."""
    return Place(place.file, sheet=place.sheet, cell=cell_name(row, column))


def _columns(
    wanted: Sequence[str], header: Sequence[Cell], row: int, place: Place
) -> tuple[dict[str, int], list[Finding]]:
    """Find the columns by their headings; tell those that are missing or there twice."""
    keys = [name_key(text_of(cell)) for cell in header]
    found: dict[str, int] = {}
    findings = []
    for name in dict.fromkeys(wanted):
        spots = [column for column, key in enumerate(keys) if key == name_key(name)]
        if len(spots) == 1:
            found[name] = spots[0]
        elif spots:
            values = {"column": name, "first": cell_name(row, spots[0])}
            findings.append(Finding("RND026", at(place, row, spots[1]), values))
        else:
            known = ", ".join(dict.fromkeys(wanted))
            values = {"column": name, "known": known}
            findings.append(Finding("RND005", at(place, row, 0), values))
    return found, findings


@dataclass
class _Table:
    spec: TableSpec
    grid: TableGrid
    columns: Mapping[str, int]
    place: Place
    round: Round
    exempt: Mapping[str, frozenset[str]]
    findings: list[Finding] = field(default_factory=list)
    twice: set[str] = field(default_factory=set)
    """Units with several rows, of which none is read."""

    def __post_init__(self) -> None:
        self.units = {unit.code: unit for unit in self.round.units}
        self.wanted = {
            block.code: [
                Wanted(item, name, feed)
                for feed in self.spec.feeds
                if feed.concerns(block.code)
                and (item := item_of(block.criteria, feed.item))
                and (name := input_name(item, feed))
            ]
            for block in self.round.blocks
        }

    def rows(self, start: int) -> tuple[dict[str, int], list[Finding]]:
        """Return the row of each unit, and tell rows of unknown units and second ones."""
        if (column := self.columns.get(self.spec.unit)) is None:
            return {}, []
        roster = Roster(self.round.units, self.round.former)
        found: dict[str, int] = {}
        findings = []
        for number in range(start, len(self.grid.sheet.grid)):
            line = self.grid.sheet.grid[number]
            text = text_of(line[column]) if column < len(line) else ""
            if not any(map(text_of, line)):
                continue
            place = at(self.place, number, column)
            if not text:
                findings.append(Finding("RND006", place, {"column": self.spec.unit}))
                continue
            unit, told = named_unit(roster, text, place)
            if unit is None:
                values = {"unit": text[:80], "near": suggested(roster, text)}
                told = [Finding("RND086", place, values)]
            elif unit.code in found:
                self.twice.add(unit.code)
                values = {"unit": unit.code, "first": cell_name(found[unit.code], column)}
                told = [Finding("RND087", place, values, unit.code)]
            else:
                found[unit.code] = number
            findings += told
        return {code: row for code, row in found.items() if code not in self.twice}, findings

    def figures(self, unit: Unit, row: int | None) -> dict[str, Supplied]:
        """Return what the unit's row gives, by item; without a row, that there is nothing."""
        reader = _Reader(self, unit)
        found: dict[str, Supplied] = {}
        for wanted in self.wanted[unit.block]:
            column = self.columns.get(wanted.feed.column)
            if column is None or wanted.item.code in self.exempt.get(unit.code, ()):
                continue
            one = reader.supplied(wanted, row, column)
            found[wanted.item.code] = found.get(wanted.item.code, Supplied()).beside(one)
        self.findings += reader.findings
        return found


class _Reader(CellReader):
    def __init__(self, table: _Table, unit: Unit) -> None:
        sheet = table.grid.sheet
        source = Source(table.spec.file, sheet.name or None, unit.code)
        super().__init__(source, sheet.faults, by_unit=False)
        self.spec, self.grid, self.is_twice = table.spec, table.grid, unit.code in table.twice

    def supplied(self, wanted: Wanted, row: int | None, column: int) -> Supplied:
        """Return the figure that stands in a row, or that there is none or none that counts."""
        cell = cell_name(row, column) if row is not None else None
        place = Place(self.source.file, sheet=self.source.sheet, cell=cell)
        item, name, _ = wanted
        line = self.grid.sheet.grid[row] if row is not None else ()
        raw = self.grid.figure(line[column]) if column < len(line) else ""
        nothing = Reading(UNREADABLE if self.is_twice else BLANK)
        reading = self._reading(wanted, raw, cell) if cell else nothing
        if reading.state == BLANK:
            values = {"source": self.spec.source, "label": wanted.field.label}
            self.find("RND088", cell, item.code, **values)
        good = reading.state in USABLE and self._within(wanted, reading.value, cell)
        return Supplied(
            values={name: reading.value} if good else {},
            places={name: place},
            unreadable=frozenset() if good or reading.state == BLANK else frozenset({name}),
            sources={name: self.spec.source},
            decisive=frozenset({name} if self.spec.use == "supplied" else ()),
        )

    def _reading(self, wanted: Wanted, raw: Cell, cell: str) -> Reading:
        if wanted.feed.form is None or cell in self.faults:
            return self.value(wanted.item, wanted.field, raw, cell)
        reading = read_percentage(raw)
        if wanted.field.type == "percent":
            reading = reading._replace(
                value=_hundredth(reading.value), readings=tuple(map(_hundredth, reading.readings))
            )
        if reading.state in {AMBIGUOUS, UNREADABLE}:
            self._odd(wanted.item, wanted.field, cell, text_of(raw), reading)
        return reading

    def _within(self, wanted: Wanted, value: Value, cell: str | None) -> bool:
        """Tell whether a figure lies on its scale; a percentage goes from 0 to 100 by itself."""
        scale = wanted.feed.scale or self.spec.scale
        share = wanted.field.type == "percent"
        if not isinstance(value, Fraction) or not (scale or share or wanted.feed.form):
            return True
        shown = value * 100 if share else value
        least, most = scale or (Fraction(0), _HUNDRED)
        if not less(shown, least) and not less(most, shown):
            return True
        values = {"value": shown, "least": least, "most": most}
        self.find("RND089" if scale else "RND090", cell, wanted.item.code, **values)
        return False


def _hundredth(value: Value) -> Value:
    return value / 100 if isinstance(value, Fraction) else value


def read_percentage(raw: Cell) -> Reading:
    """Read a figure as a percentage: «85,5», 85.5 and «85,5%» are 85.5.

    What is 1 or less and has no sign may be a share as well: 0.85 can be 85% or 0.85%.
    """
    text = typed(raw)
    bare = text.removesuffix("%").rstrip()
    if raw is None or (isinstance(raw, str) and not text):
        return Reading(BLANK)
    reading = read_number(raw, bare)
    value = reading.value
    if isinstance(value, Fraction) and bare == text and value and abs(value) <= 1:
        return Reading(AMBIGUOUS, None, (value * 100, value))
    return reading
