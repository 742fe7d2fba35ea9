"""What a returned appraisal or explanation says: an entry of the ledger an item, with its cells."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from parindex.forms.appraisal.layout import (
    DAY,
    END,
    GROUP,
    HEADS,
    IDENTITY,
    MARKER,
    OPEN,
    WHO,
    Key,
)
from parindex.forms.appraisal.layout import Column as Col
from parindex.forms.cells import CellReader, shown_as_typed, text_of
from parindex.forms.layout import cell_name
from parindex.forms.open import cell_at, columns_of, marked
from parindex.forms.read import in_order
from parindex.forms.values import USABLE, is_blank, read_day, typed
from parindex.model.criteria import CriteriaSet, Criterion
from parindex.model.finding import Finding, Place
from parindex.model.ledger import Entry, Stage
from parindex.model.rule import Value
from parindex.model.submission import CLAIM, Source
from parindex.sources.digest import file_digest
from parindex.sources.guard import Refused
from parindex.sources.workbook import Cell, Grid, Sheet, open_workbook


class Returned(NamedTuple):
    """A sheet of an appraiser or of a unit that explains itself, in its file.

    ``stage`` is none, and there are no entries, where it cannot be read as such.
    """

    file: str
    sha256: str = ""
    stage: Stage | None = None
    entries: tuple[Entry, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_appraisal(path: Path, file: str, sets: Mapping[str, CriteriaSet]) -> tuple[Returned, ...]:
    """Read a workbook, each of its sheets that is an appraisal or an explanation by itself.

    ``sets`` are the criteria by the codes of the units of the round.
    """
    try:
        book = open_workbook(path)
        sheets = [book.read(name) for name in book.sheets]
    except Refused as refused:
        found = Finding(refused.code, Place(file), refused.values)
        return (Returned(file, file_digest(path), findings=(found,)),)
    corners = ((sheet, marked(sheet.grid, MARKER)) for sheet in sheets)
    read = tuple(
        _Reader(file, book.sha256, sheet, corner, sets).read()
        for sheet, corner in corners
        if corner is not None
    )
    return read or (Returned(file, book.sha256, findings=(Finding("RND130", Place(file)),)),)


class _Reader:
    def __init__(
        self, file: str, sha256: str, sheet: Sheet, corner: int, sets: Mapping[str, CriteriaSet]
    ) -> None:
        self.file, self.sha256, self.sheet, self.sets = file, sha256, sheet, sets
        keys = [cell_at(line, corner) for line in sheet.grid]
        pairs = (key.split("=", 1) for key in keys if isinstance(key, str) and "=" in key)
        self.identity = {key: value for key, value in pairs if key in IDENTITY}
        self.keys: Sequence[Cell] = keys
        self.findings: list[Finding] = []
        self.grid: Grid = []
        self.columns: tuple[int, ...] = ()

    def read(self) -> Returned:
        stage = next((s for s in Stage if s.value == self.identity.get("stage")), None)
        if stage is None or stage is Stage.SELF:
            return self.refused("RND130")
        self.columns, _, lost = columns_of(self.sheet.grid, HEADS)
        if lost:
            return self.refused("SUB024", columns=lost)
        self.grid = in_order(self.sheet.grid, self.columns)
        who, day = text_of(self.said(WHO)), self.day()
        entries = tuple(self.entries(stage, who, day))
        if any(entry.changes for entry in entries) and not (who and day):
            self.find("RND137", self.cell_of(WHO if not who else DAY))
        return Returned(self.file, self.sha256, stage, entries, tuple(self.findings))

    def refused(self, code: str, **values: object) -> Returned:
        place = Place(self.file, sheet=self.sheet.name)
        found = Finding(code, place, values)
        return Returned(self.file, self.sha256, findings=(found,))

    def find(
        self, code: str, cell: str | None, unit: str = "", item: str | None = None, **values: object
    ) -> None:
        place = Place(self.file, sheet=self.sheet.name, cell=cell)
        self.findings.append(Finding(code, place, values, unit or None, item))

    def row_of(self, key: str) -> int | None:
        return next((n for n, text in enumerate(self.keys) if text == key), None)

    def cell_of(self, key: str) -> str | None:
        row = self.row_of(key)
        return None if row is None else cell_name(row, self.columns[Col.MAX])

    def said(self, key: str) -> Cell:
        row = self.row_of(key)
        return "" if row is None else self.grid[row][Col.MAX]

    def day(self) -> date | None:
        raw = self.said(DAY)
        found = read_day(raw, typed(raw)).value
        return found.date() if isinstance(found, datetime) else None

    def entries(self, stage: Stage, who: str, day: date | None) -> Iterator[Entry]:
        """Yield an entry for each item in whose rows something is filled in."""
        rows: dict[tuple[str, str], list[tuple[int, str]]] = {}
        for number, line in enumerate(self.grid):
            key = Key.read(line[Col.KEY])
            if key is not None:
                rows.setdefault((key.unit, key.item), []).append((number, key.name))
            elif number > self.first and not self.is_ours(line[Col.KEY]):
                self.stray(number, line)
        for (unit, code), places in rows.items():
            if not self.is_filled(stage, places) or self.is_twice(unit, code, places):
                continue
            item = self.item(unit, code, places[0][0])
            if item is not None:
                yield self.entry(Entry(stage, unit, code, who=who, day=day), item, places)

    @property
    def first(self) -> int:
        """Return the row of the headings; what stands below it is the table."""
        row = next((n for n, line in enumerate(self.grid) if line[Col.KEY] == Col.KEY.key), 0)
        return row + 1

    def is_ours(self, key: Cell) -> bool:
        return isinstance(key, str) and (key in {GROUP, END, WHO, DAY} or "=" in key)

    def stray(self, number: int, line: Sequence[Cell]) -> None:
        """Tell what stands in a row that was added, and belongs to no item."""
        held = [column for column in Col if column in OPEN and not is_blank(line[column])]
        if held:
            cell = cell_name(number, self.columns[held[0]])
            self.find("SUB022", cell, row=number + 1, text=shown_as_typed(line[held[0]]))

    def is_filled(self, stage: Stage, places: Sequence[tuple[int, str]]) -> bool:
        columns = {*OPEN, *({Col.DOCUMENTS} if stage is Stage.EXPLANATION else ())}
        names = {self.name(row, column) for row, _ in places for column in columns}
        return bool(names & self.sheet.faults.keys()) or any(
            not is_blank(self.grid[row][column]) for row, _ in places for column in columns
        )

    def is_twice(self, unit: str, code: str, places: Sequence[tuple[int, str]]) -> bool:
        """Tell whether a row of an item was copied: nothing says which of the two holds."""
        seen: dict[str, int] = {}
        for row, name in places:
            if name in seen:
                shown = text_of(self.grid[row][Col.LABEL]) or code
                values = {"name": shown, "first": seen[name] + 1}
                self.find("SUB021", self.name(row, Col.CODE), unit, code, **values)
            seen.setdefault(name, row)
        return len(seen) < len(places)

    def name(self, row: int, column: Col) -> str:
        return cell_name(row, self.columns[column])

    def item(self, unit: str, code: str, row: int) -> Criterion | None:
        """Return the item of a row; tell what the round does not have."""
        criteria = self.sets.get(unit)
        if criteria is None:
            self.find("RND132", self.name(row, Col.UNIT), shown=unit)
            return None
        if self.identity.get("form_hash") != criteria.form_hash:
            wanted = f"{criteria.id}, {criteria.year}, {criteria.version}"
            made = ", ".join(
                self.identity.get(key, "") for key in ("set_id", "year", "set_version")
            )
            self.find("RND131", self.name(row, Col.UNIT), unit, made=made, wanted=wanted)
            return None
        node = criteria.nodes.get(code)
        if node is None or node.criterion.rule is None:
            self.find("RND133", self.name(row, Col.CODE), unit, shown=code)
            return None
        return node.criterion

    def entry(self, bare: Entry, item: Criterion, places: Sequence[tuple[int, str]]) -> Entry:
        source = Source(self.file, self.sheet.name, bare.unit)
        reader = CellReader(source, self.sheet.faults, by_unit=False, formulas=self.sheet.formulas)
        values: dict[str, Value] = {}
        cells: dict[str, str] = {}
        for at, name in places:
            cell, raw = self.name(at, Col.AMENDED), self.grid[at][Col.AMENDED]
            if name in item.fields:
                cells[name] = cell
                reading = reader.value(item, item.fields[name], raw, cell)
                if reading.state in USABLE:
                    values[name] = reading.value
            elif not is_blank(raw):
                reader.find("SUB046", cell, item.code, raw=shown_as_typed(raw))
        points, cells[CLAIM] = self.points(reader, item, places)
        is_explained = bare.stage is Stage.EXPLANATION
        texts = (Col.REASON, Col.DOCUMENTS) if is_explained else (Col.REASON,)
        reader.text_faults(item.code, [self.name(at, col) for at, _ in places for col in texts])
        self.findings += reader.findings
        at_reason = self.row_with(Col.REASON, places)
        return Entry(
            bare.stage,
            bare.unit,
            bare.item,
            values,
            points,
            self.joined(Col.REASON, places),
            bare.who,
            bare.day,
            self.joined(Col.DOCUMENTS, places) if is_explained else "",
            self.joined(Col.FORM, places),
            Place(self.file, sheet=self.sheet.name, cell=self.name(at_reason, Col.REASON)),
            cells,
        )

    def points(
        self, reader: CellReader, item: Criterion, places: Sequence[tuple[int, str]]
    ) -> tuple[Fraction | None, str]:
        """Return the points given and their cell; others of a cell that was unmerged are told."""
        row = self.row_with(Col.POINTS, places)
        for at, _ in places:
            raw = self.grid[at][Col.POINTS]
            if at != row and not is_blank(raw):
                cell = self.name(at, Col.POINTS)
                reader.find("SUB046", cell, item.code, raw=shown_as_typed(raw))
        cell = self.name(row, Col.POINTS)
        points, _ = reader.claim(item, self.grid[row][Col.POINTS], cell)
        return points, cell

    def row_with(self, column: Col, places: Sequence[tuple[int, str]]) -> int:
        """Return the first row of an item that has something in a column, else its first row.

        A cell over all rows of the item was unmerged, and the rows sorted, where that is another.
        """
        rows = [row for row, _ in places]
        return next((row for row in rows if not is_blank(self.grid[row][column])), rows[0])

    def joined(self, column: Col, places: Sequence[tuple[int, str]]) -> str:
        """Return a text of an item; cells that were unmerged may each hold a part of it."""
        parts = (text_of(self.grid[row][column]) for row, _ in places)
        return " ".join(part for part in parts if part)
