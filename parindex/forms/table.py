"""A wide table, a row a unit: the inputs of an index that no unit fills in a form for.

Columns are named by item and input: ``1.2.planned``, or ``1.2`` where the item has one input, or
``planned`` where only one item has an input of that name.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from parindex.checks.round import KIND_NAMES, check_cap
from parindex.forms.cells import CellReader, text_of
from parindex.forms.grid import TableGrid, open_grid
from parindex.forms.layout import cell_name
from parindex.forms.values import (
    BLANK,
    UNDERSTOOD,
    USABLE,
    read_number,
    same_number,
    tidy,
    typed,
)
from parindex.locale import mark, phrase
from parindex.model.criteria import CriteriaSet, Criterion
from parindex.model.finding import Finding, Place
from parindex.model.publication import AdjustmentKind
from parindex.model.round import set_limit
from parindex.model.rule import Value
from parindex.model.submission import CLAIM, Answer, Source
from parindex.model.text import name_key
from parindex.sources.guard import Refused
from parindex.sources.table import HEADER_WITHIN
from parindex.sources.workbook import Cell

_HEADS = {
    "code": {"code", "mã", "mã đơn vị", "ma", "ma don vi"},
    "name": {"name", "tên", "tên đơn vị", "đơn vị", "ten"},
    "bonus": {"bonus", "điểm thưởng", "điểm cộng"},
    "penalty": {"penalty", "điểm trừ", "điểm phạt"},
}
_RESERVED = {*_HEADS, *(word for words in _HEADS.values() for word in words)}


@dataclass(frozen=True, slots=True)
class TableRow:
    """A unit's row: its answers by item, bonus and penalty in points, and what is odd in it."""

    source: Source
    name: str
    cell: str
    answers: dict[str, Answer]
    bonus: Fraction
    penalty: Fraction
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class WideTable:
    """A table with its hash (SHA-256) and its rows in their order."""

    file: str
    sha256: str
    rows: tuple[TableRow, ...]


_Meaning = tuple[str, str]
"""What a column holds: an item and its input, or, with no item, something of the unit's own."""


class _Columns(NamedTuple):
    heads: dict[str, int]
    inputs: dict[_Meaning, int]


def read_wide_table(path: Path, criteria: CriteriaSet) -> tuple[WideTable | None, list[Finding]]:
    """Read a table in .xlsx or .csv; there is none where no header line can be found."""
    file = path.as_posix()
    try:
        grid = open_grid(path, _is_header)
    except Refused as refused:
        return None, [Finding(refused.code, Place(file), refused.values)]
    sheet, name = grid.sheet, grid.sheet.name or None
    start = next((n for n, row in enumerate(sheet.grid[:HEADER_WITHIN]) if _is_header(row)), None)
    if start is None:
        values = {"column": "code", "known": "code, name, …"}
        return None, [Finding("RND005", Place(file, sheet=name, cell="A1"), values)]
    columns, findings = _columns(criteria, sheet.grid[start], start, Place(file, sheet=name))
    width = len(sheet.grid[start])
    rows: list[TableRow] = []
    seen: set[str] = set()
    for number in range(start + 1, len(sheet.grid)):
        row = _Row(criteria, columns, grid, number, file)
        if row.is_blank():
            continue
        code = row.text("code")
        place = Place(file, sheet=name, cell=cell_name(number, columns.heads["code"]))
        if not code:
            findings.append(Finding("RND006", place, {"column": "code"}))
        elif code in seen:
            findings.append(Finding("RND004", place, {"unit": code}, unit=code))
        elif row.overhangs(width):
            counts = {"count": len(row.line), "most": width}
            findings.append(Finding("RND023", place, counts, unit=code))
        else:
            rows.append(row.read(code))
        seen.add(code)
    if not rows:
        findings.append(Finding("RND028", Place(file, sheet=name)))
    return WideTable(file, grid.sha256, tuple(rows)), findings


def _is_header(row: Sequence[Cell]) -> bool:
    return any(name_key(text_of(value)) in _HEADS["code"] for value in row)


def _columns(
    criteria: CriteriaSet, header: Sequence[Cell], row: int, place: Place
) -> tuple[_Columns, list[Finding]]:
    """Find the column of every input; tell columns that are missing, strange or there twice."""
    names = _column_names(criteria)
    found: dict[_Meaning, int] = {}
    unsure: set[_Meaning] = set()
    spelled = {names.get(text_of(value)) for value in header if isinstance(value, str)}
    findings = []

    def tell(code: str, at: int, item: str | None = None, **values: object) -> None:
        spot = Place(place.file, sheet=place.sheet, cell=cell_name(row, at))
        findings.append(Finding(code, spot, values, item=item))

    for number, value in enumerate(header):
        text = text_of(value)
        meanings = _meanings(value, text, names)
        meanings = meanings - spelled if len(meanings) > 1 else meanings
        if len(meanings) > 1:
            unsure |= meanings
            tell("RND027", number, column=text, codes=sorted(code for code, _ in meanings))
        elif meanings & found.keys():
            first = found[next(iter(meanings))]
            unsure |= {meaning for meaning in meanings if meaning[0]}
            tell("RND026", number, column=text, first=cell_name(row, first))
        elif meanings:
            found[next(iter(meanings))] = number
        elif text:
            tell("RND022", number, column=text, known=_known(criteria))
    for item in criteria.items:
        for name in needed_columns(item):
            if (item.code, name) not in found.keys() | unsure:
                tell("RND005", 0, item.code, column=_heading(item, name), known=_known(criteria))
    heads = {name: number for (code, name), number in found.items() if not code}
    inputs = {key: number for key, number in found.items() if key[0] and key not in unsure}
    return _Columns(heads, inputs), findings


def _meanings(value: Cell, text: str, names: Mapping[str, _Meaning]) -> set[_Meaning]:
    """Return what a heading may mean; a number in a workbook, 1.1, may stand for 1.1 and 1.10."""
    if text in names and not isinstance(value, float | int):
        return {names[text]}
    if isinstance(value, float | int):
        return {names[name] for name in names if same_number(name, value)}
    return {("", head) for head, words in _HEADS.items() if name_key(text) in words}


def _known(criteria: CriteriaSet) -> str:
    shown = ["code", "name", *(_heading(i, n) for i in criteria.items for n in needed_columns(i))]
    return ", ".join(shown[:12]) + (" …" if len(shown) > 12 else "")


def _heading(item: Criterion, name: str) -> str:
    """Return the shortest heading that names an item and its input."""
    return item.code if len(needed_columns(item)) == 1 else f"{item.code}.{name}"


def needed_columns(item: Criterion) -> tuple[str, ...]:
    """Return the names of what a table must hold for an item."""
    if item.rule is None or item.rule.from_claim:
        return (CLAIM,)
    return tuple(name for name, field in item.fields.items() if field.type != "text")


def _column_names(criteria: CriteriaSet) -> dict[str, _Meaning]:
    """Return every heading that means an input, with the item and the input."""
    counts = Counter(name for item in criteria.items for name in needed_columns(item))
    names: dict[str, _Meaning] = {}
    for item in criteria.items:
        needed = needed_columns(item)
        for name in needed:
            spellings = [f"{item.code}.{name}"]
            spellings += [item.code] if len(needed) == 1 else []
            spellings += [name] if counts[name] == 1 and name not in _RESERVED else []
            names |= dict.fromkeys(spellings, (item.code, name))
        names[f"{item.code}.not_applicable"] = (item.code, "not_applicable")
    return names


class _Row(CellReader):
    def __init__(
        self,
        criteria: CriteriaSet,
        columns: _Columns,
        grid: TableGrid,
        number: int,
        file: str,
    ) -> None:
        sheet = grid.sheet
        super().__init__(Source(file, sheet.name or None, ""), sheet.faults, by_unit=False)
        self.criteria, self.columns, self.number, self.grid = criteria, columns, number, grid
        self.line = sheet.grid[number]

    def at(self, column: int) -> Cell:
        return self.grid.figure(self.line[column]) if column < len(self.line) else ""

    def text(self, head: str) -> str:
        column = self.columns.heads.get(head)
        within = column is not None and column < len(self.line)
        return tidy(text_of(self.line[column])) if within and column is not None else ""

    def is_blank(self) -> bool:
        """Tell whether nothing stands in the row, not even an error."""
        cells = (cell_name(self.number, column) for column in range(len(self.line)))
        return not any(map(tidy, map(text_of, self.line))) and self.faults.keys().isdisjoint(cells)

    def overhangs(self, width: int) -> bool:
        """Tell whether something stands beyond the header, as after a comma without quotes."""
        return any(text_of(value) for value in self.line[width:])

    def read(self, code: str) -> TableRow:
        self.source = self.source._replace(unit=code)
        answers = {item.code: self.answer(item) for item in self.criteria.items}
        return TableRow(
            source=self.source,
            name=self.text("name") or code,
            cell=cell_name(self.number, self.columns.heads["code"]),
            answers=answers,
            bonus=self.adjustment("bonus"),
            penalty=self.adjustment("penalty"),
            findings=tuple(self.findings),
        )

    def answer(self, item: Criterion) -> Answer:
        values: dict[str, Value] = {}
        cells: dict[str, str] = {}
        unreadable: set[str] = set()
        claim = None
        for name in needed_columns(item):
            column = self.columns.inputs.get((item.code, name))
            if column is None:
                unreadable.add(name)
                continue
            cell = cells[name] = cell_name(self.number, column)
            if name == CLAIM:
                claim, bad = self.claim(item, self.at(column), cell)
                unreadable |= {CLAIM} if bad else set()
                continue
            state, value, _ = self.value(item, item.fields[name], self.at(column), cell)
            if state in USABLE:
                values[name] = value
            elif state != BLANK:
                unreadable.add(name)
        cells.setdefault(CLAIM, next(iter(cells.values()), cell_name(self.number, 0)))
        ticked = self.columns.inputs.get((item.code, "not_applicable"))
        return Answer(
            values,
            cells,
            frozenset(unreadable),
            claim,
            ticked is not None and self.tick(item, self.at(ticked), cell_name(self.number, ticked)),
        )

    def adjustment(self, head: AdjustmentKind) -> Fraction:
        column = self.columns.heads.get(head)
        if column is None:
            return Fraction(0)
        raw, cell = self.at(column), cell_name(self.number, column)
        wanted = phrase(mark("a number from 0 up"))
        if cell in self.faults:
            self.fault(cell, None, wanted)
            return Fraction(0)
        if not text_of(raw):
            return Fraction(0)
        reading = read_number(raw, typed(raw))
        if isinstance(reading.value, Fraction) and reading.value >= 0:
            if reading.state == UNDERSTOOD:
                self.find("SUB033", cell, None, raw=text_of(raw), value=reading.value)
            if reading.value:
                place = Place(self.source.file, sheet=self.source.sheet, cell=cell)
                limit, unit = set_limit(self.criteria, head), self.source.unit
                self.findings += check_cap(limit, head, reading.value, place, unit)
            return reading.value
        kind = phrase(KIND_NAMES[head])
        self.find("RND013", cell, None, value=text_of(raw), column=kind, wanted=wanted)
        return Fraction(0)
