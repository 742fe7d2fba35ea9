"""A returned form: whose it is, and the answers, each with its cell; found by row keys."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from parindex.forms.cells import CellReader, shown_as_typed, text_of
from parindex.forms.layout import IDENTITY_KEYS, IDENTITY_SHEET, MARKER, RowKey, cell_name
from parindex.forms.layout import Column as Col
from parindex.forms.values import BLANK, USABLE, read_day, tidy, typed
from parindex.locale import phrase
from parindex.model.criteria import CriteriaSet, Criterion
from parindex.model.finding import Finding, Place
from parindex.model.rule import Value
from parindex.model.submission import CLAIM, Answer, Evidence, Identity, Source
from parindex.sources.guard import Refused
from parindex.sources.workbook import Cell, Grid, Sheet, Workbook, open_workbook


class Form(NamedTuple):
    """An opened form: its identity, when it was saved, and its sheet, not yet read."""

    file: str
    identity: Identity
    sha256: str
    saved_at: str
    sheet: Sheet

    @property
    def source(self) -> Source:
        """Return where the answers stand."""
        return Source(self.file, self.sheet.name, self.identity.unit)


def open_form(path: Path, shown_as: str = "") -> tuple[Form | None, list[Finding]]:
    """Open a returned workbook and find the form in it; findings call it ``shown_as``."""
    file = shown_as or path.name
    try:
        book = open_workbook(path)
        identity = _identity(book)
        if identity is None:
            return None, [Finding("SUB010", Place(file))]
        wanted = identity.pop("sheet", "")
        sheet = _find_sheet(book, wanted)
    except Refused as refused:
        return None, [Finding(refused.code, Place(file), refused.values)]
    owner = Identity(**{key: identity.get(key, "") for key in IDENTITY_KEYS})
    if sheet is None:
        return None, [Finding("SUB016", Place(file), {"wanted": wanted}, unit=owner.unit)]
    findings = []
    if sheet.name != wanted:
        place = Place(file, sheet=sheet.name)
        values = {"sheet": sheet.name, "wanted": wanted}
        findings.append(Finding("SUB015", place, values, unit=owner.unit))
    return Form(file, owner, book.sha256, book.saved_at, sheet), findings


def _identity(book: Workbook) -> dict[str, str] | None:
    if IDENTITY_SHEET not in book.sheets:
        return None
    rows = book.read(IDENTITY_SHEET).grid
    found = {str(row[0]): _plain(row[1]) for row in rows if len(row) > 1}
    return found if found.get("set_id") else None


def _plain(value: Cell) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value or "")


def _find_sheet(book: Workbook, wanted: str) -> Sheet | None:
    names = [wanted] if wanted in book.sheets else []
    names += [name for name in book.sheets if name not in {wanted, IDENTITY_SHEET}]
    refused = None
    for name in names:
        try:
            sheet = book.read(name)
        except Refused as error:
            if name == wanted:
                raise
            refused = refused or error
            continue
        if sheet.grid and sheet.grid[0] and sheet.grid[0][0] == MARKER:
            return sheet
    if refused is not None:
        raise refused
    return None


_EVIDENCE = slice(Col.EVIDENCE_NUMBER, Col.EVIDENCE_FILE + 1)
_NO_EVIDENCE = Evidence()
_BY_UNIT = frozenset({"unit", "council"})
"""Who scores an item whose inputs, if it has any, the unit declares."""


class _ItemRows(NamedTuple):
    """Where an item stands: its first row, its inputs' rows, and the cells of what is declared."""

    row: int
    inputs: Mapping[str, int]
    cells: Mapping[str, str]


class _Rows(NamedTuple):
    """What the column of keys says: items, keys met twice (row and first row), and other rows."""

    items: Mapping[str, _ItemRows]
    twice: tuple[tuple[int, int, RowKey], ...]
    other: tuple[int, ...]

    def twice_named(self, code: str, name: str | None = None) -> bool:
        """Tell whether a row of the item, or the one of an input, was met twice."""
        return any(key.code == code and name in {None, key.name} for _, _, key in self.twice)


@lru_cache(256)
def _rows(keys: tuple[Cell, ...]) -> _Rows:
    """Read the column of keys; the same in all forms of a set that nobody moved rows in."""
    seen: dict[RowKey, int] = {}
    twice, other = [], []
    body = False
    for number, text in enumerate(keys):
        key = RowKey.read(text)
        if key is None:
            if body and text != "end":
                other.append(number)
            body = body and text != "end"
        elif key in seen:
            twice.append((number, seen[key], key))
        else:
            body = True
            seen[key] = number
    doubtful = {key for _, _, key in twice}
    sure = [(key, row) for key, row in seen.items() if key not in doubtful]
    inputs: dict[str, dict[str, int]] = {}
    for key, row in sure:
        if key.kind in {"item", "input"}:
            inputs.setdefault(key.code, {})[key.name] = row
    items = {}
    for key, row in sure:
        if key.kind == "item":
            cells = {name: cell_name(at, Col.VALUE) for name, at in inputs[key.code].items()}
            cells[CLAIM] = cell_name(row, Col.CLAIM)
            items[key.code] = _ItemRows(row, inputs[key.code], cells)
    return _Rows(items, tuple(twice), tuple(other))


def read_answers(
    form: Form, criteria: CriteriaSet, exempt: frozenset[str] = frozenset()
) -> tuple[dict[str, Answer], list[Finding]]:
    """Read the answers to every item of the set, by item code; ``exempt`` ones should be blank."""
    reader = _Reader(form, exempt)
    rows = reader.rows()
    reader.outside()
    answers = {item.code: reader.answer(item, rows) for item in criteria.items}
    return answers, reader.findings


class _Reader(CellReader):
    def __init__(self, form: Form, exempt: frozenset[str]) -> None:
        super().__init__(form.source, form.sheet.faults)
        self.exempt = exempt
        self.grid = _wide_enough(form.sheet.grid)

    def cell(self, row: int, column: int) -> Cell:
        return self.grid[row][column]

    def rows(self) -> _Rows:
        rows = _rows(tuple(line[0] for line in self.grid))
        for number, first, key in rows.twice:
            values = {"name": self.cell(number, Col.NAME) or key.code, "first": first + 1}
            self.find("SUB021", cell_name(number, Col.CODE), key.code, **values)
        for number in rows.other:
            self._added(number)
        return rows

    def _added(self, number: int) -> None:
        texts = [(c, self.cell(number, c)) for c in range(1, len(self.grid[number]))]
        held = [(column, value) for column, value in texts if value not in {"", None}]
        if held:
            text = "; ".join(shown_as_typed(value)[:60] for _, value in held[:5])
            cell = cell_name(number, held[0][0])
            self.find("SUB022", cell, None, row=number + 1, text=text)

    def outside(self) -> None:
        width = len(Col)
        for number, line in enumerate(self.grid):
            if len(line) > width:
                for column in range(width, len(line)):
                    if line[column] not in ("", None):
                        cell = cell_name(number, column)
                        self.find("SUB046", cell, None, raw=shown_as_typed(line[column]))

    def answer(self, item: Criterion, rows: _Rows) -> Answer:
        found = rows.items.get(item.code)
        if found is None:
            if not rows.twice_named(item.code):
                self.gone(item, item.name)
            return Answer(unreadable=frozenset({*item.fields, CLAIM}))
        values: dict[str, Value] = {}
        unreadable: set[str] = set()
        declared = item.fields if item.scored_by in _BY_UNIT else {}
        for name, field in declared.items():
            at = found.inputs.get(name)
            if at is None:
                if not rows.twice_named(item.code, name):
                    self.gone(item, field.label)
                unreadable.add(name)
                continue
            state, value, _ = self.value(item, field, self.grid[at][Col.VALUE], found.cells[name])
            if state in USABLE:
                values[name] = value
            elif state != BLANK:
                unreadable.add(name)
        row = found.row
        if item.code in self.exempt or item.evidence == "none" or not declared:
            self.grey(item, found)
        claim, bad_claim = self.claim(item, self.grid[row][Col.CLAIM], found.cells[CLAIM])
        if bad_claim:
            unreadable.add(CLAIM)
        return Answer(
            values,
            found.cells,
            frozenset(unreadable),
            claim,
            self.tick(item, self.grid[row][Col.NOT_APPLICABLE], row, Col.NOT_APPLICABLE),
            self.evidence(item, row),
            text_of(self.grid[row][Col.EXPLANATION]),
        )

    def gone(self, item: Criterion, name: object) -> None:
        what = phrase("{code} {name}", code=item.code, name=name)
        self.find("SUB020", None, item.code, name=what)

    def grey(self, item: Criterion, found: _ItemRows) -> None:
        """Tell what stands where the unit need not write."""
        exempt = item.code in self.exempt
        columns = []
        if exempt or item.evidence == "none":
            columns += list(Col)[_EVIDENCE]
        if exempt:
            columns += [Col.NOT_APPLICABLE, Col.EXPLANATION]
        cells = [(found.row, column) for column in columns]
        if not item.fields:
            cells.append((found.row, Col.VALUE))
        elif item.scored_by not in _BY_UNIT:
            cells += [(row, Col.VALUE) for row in found.inputs.values()]
        for row, column in cells:
            cell = cell_name(row, column)
            raw = shown_as_typed(self.faults.get(cell, self.cell(row, column)))
            if tidy(raw) or cell in self.faults:
                self.find("SUB042", cell, item.code, raw=raw or "…")

    def evidence(self, item: Criterion, row: int) -> Evidence:
        number, raw, issuer, place, file = self.grid[row][_EVIDENCE]
        if item.evidence == "none" or not (number or raw or issuer or place or file):
            return _NO_EVIDENCE
        day = read_day(raw, typed(raw) if isinstance(raw, str) else "")
        if day.state not in USABLE and raw not in {"", None}:
            self.find(
                "EVI002", cell_name(row, Col.EVIDENCE_DAY), item.code, raw=shown_as_typed(raw)
            )
        return Evidence(
            number=text_of(number),
            day=day.value if isinstance(day.value, datetime) else text_of(raw),
            issuer=text_of(issuer),
            place=text_of(place),
            file=text_of(file),
            cells=_evidence_cells(row),
        )


@lru_cache(1000)
def _evidence_cells(row: int) -> Mapping[str, str]:
    """Return where the fields of a document in that row stand."""
    names = ("number", "day", "issuer", "place", "file")
    return {
        name: cell_name(row, column)
        for name, column in zip(names, list(Col)[_EVIDENCE], strict=True)
    }


def _wide_enough(grid: Grid) -> Grid:
    """Return the grid with all the columns of the form, also where a reader cut blank ones off."""
    width = len(Col)
    if all(len(line) >= width for line in grid):
        return grid
    return [[*line, *[""] * (width - len(line))] for line in grid]
