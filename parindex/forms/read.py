"""A returned form: whose it is, and the answers, each with its cell; found by row keys."""

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, cast
from unicodedata import normalize

from parindex.checks.submission import WANTED, understood
from parindex.forms.layout import IDENTITY_KEYS, IDENTITY_SHEET, MARKER, RowKey, cell_name
from parindex.forms.layout import Column as Col
from parindex.forms.values import (
    AMBIGUOUS,
    BLANK,
    PLAIN,
    UNDERSTOOD,
    UNREADABLE,
    Reading,
    read_day,
    read_number,
    read_tick,
    read_value,
    tidy,
)
from parindex.locale import Phrase, mark, phrase
from parindex.model.criteria import CriteriaSet, Criterion
from parindex.model.finding import Finding, Place
from parindex.model.rule import Input, Value
from parindex.model.submission import CLAIM, Answer, Evidence, Identity
from parindex.sources.guard import Refused
from parindex.sources.workbook import Cell, Grid, Sheet, Workbook, open_workbook


class Form(NamedTuple):
    """An opened form: its identity, when it was saved, and its sheet, not yet read."""

    file: str
    identity: Identity
    sha256: str
    saved_at: str
    sheet: Sheet


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
_USABLE = frozenset({PLAIN, UNDERSTOOD})


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


class _Reader:
    def __init__(self, form: Form, exempt: frozenset[str]) -> None:
        self.form = form
        self.exempt = exempt
        self.grid = _wide_enough(form.sheet.grid)
        self.findings: list[Finding] = []

    def find(self, code: str, cell: str | None, item: str | None, **values: object) -> None:
        place = Place(self.form.file, sheet=self.form.sheet.name, cell=cell)
        self.findings.append(Finding(code, place, values, self.form.identity.unit, item))

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
            text = "; ".join(_shown(value)[:60] for _, value in held[:5])
            cell = cell_name(number, held[0][0])
            self.find("SUB022", cell, None, row=number + 1, text=text)

    def outside(self) -> None:
        width = len(Col)
        for number, line in enumerate(self.grid):
            if len(line) > width:
                for column in range(width, len(line)):
                    if line[column] not in ("", None):
                        cell = cell_name(number, column)
                        self.find("SUB046", cell, None, raw=_shown(line[column]))

    def answer(self, item: Criterion, rows: _Rows) -> Answer:
        found = rows.items.get(item.code)
        if found is None:
            if not rows.twice_named(item.code):
                self.gone(item, item.name)
            return Answer(unreadable=frozenset({*item.fields, CLAIM}))
        values: dict[str, Value] = {}
        unreadable: set[str] = set()
        for name, field in item.fields.items():
            at = found.inputs.get(name)
            if at is None:
                if not rows.twice_named(item.code, name):
                    self.gone(item, field.label)
                unreadable.add(name)
                continue
            state, value, _ = self.value(item, field, at, found.cells[name])
            if state in _USABLE:
                values[name] = value
            elif state != BLANK:
                unreadable.add(name)
        row = found.row
        if item.code in self.exempt or item.evidence == "none" or not item.fields:
            self.grey(item, row)
        claim, bad_claim = self.claim(item, row, found.cells[CLAIM])
        if bad_claim:
            unreadable.add(CLAIM)
        return Answer(
            values,
            found.cells,
            frozenset(unreadable),
            claim,
            self.tick(item, row),
            self.evidence(item, row),
            _text(self.grid[row][Col.EXPLANATION]),
        )

    def gone(self, item: Criterion, name: object) -> None:
        what = phrase("{code} {name}", code=item.code, name=name)
        self.find("SUB020", None, item.code, name=what)

    def grey(self, item: Criterion, row: int) -> None:
        exempt = item.code in self.exempt
        columns = [] if item.fields else [Col.VALUE]
        if exempt or item.evidence == "none":
            columns += list(Col)[_EVIDENCE]
        if exempt:
            columns += [Col.NOT_APPLICABLE, Col.EXPLANATION]
        for column in columns:
            cell = cell_name(row, column)
            raw = _shown(self.form.sheet.faults.get(cell, self.cell(row, column)))
            if tidy(raw) or cell in self.form.sheet.faults:
                self.find("SUB042", cell, item.code, raw=raw or "…")

    def value(self, item: Criterion, field: Input, row: int, cell: str) -> Reading:
        raw = self.cell(row, Col.VALUE)
        fault = self.form.sheet.faults.get(cell)
        if fault is not None:
            code = "SUB035" if fault else "SUB036"
            self.find(code, cell, item.code, raw=fault, wanted=Phrase(WANTED[field.type]))
            return Reading(UNREADABLE)
        reading = read_value(field, raw)
        if reading.state not in {PLAIN, BLANK}:
            self.odd(item, field, cell, _shown(raw), reading)
        return reading

    def odd(self, item: Criterion, field: Input, cell: str, raw: str, reading: Reading) -> None:
        if reading.state == UNDERSTOOD:
            value = understood(field, reading.value)
            self.find("SUB033", cell, item.code, raw=raw, value=value)
        elif reading.state == AMBIGUOUS:
            one, other = (understood(field, value) for value in reading.readings)
            readings = phrase(mark("{one} or {other}"), one=one, other=other)
            self.find("SUB034", cell, item.code, raw=raw, label=field.label, readings=readings)
        else:
            wanted = Phrase(WANTED[field.type])
            self.find("SUB031", cell, item.code, raw=raw, label=field.label, wanted=wanted)

    def claim(self, item: Criterion, row: int, cell: str) -> tuple[Fraction | None, bool]:
        raw = self.cell(row, Col.CLAIM)
        fault = self.form.sheet.faults.get(cell)
        if fault is not None:
            wanted = phrase(mark("a number from 0 to {max}"), max=item.max_points)
            self.find("SUB035" if fault else "SUB036", cell, item.code, raw=fault, wanted=wanted)
            return None, True
        if raw is None or (isinstance(raw, str) and not tidy(raw)):
            return None, False
        if item.scored_by == "council":
            self.find("SUB042", cell, item.code, raw=_shown(raw))
            return None, False
        reading = read_number(raw, tidy(raw) if isinstance(raw, str) else "")
        if reading.state == PLAIN:
            return cast("Fraction", reading.value), False
        if not isinstance(reading.value, Fraction):
            self.find("SUB043", cell, item.code, raw=_shown(raw), max=item.max_points)
            return None, True
        if reading.state == UNDERSTOOD:
            self.find("SUB044", cell, item.code, raw=_shown(raw), value=reading.value)
        return reading.value, False

    def tick(self, item: Criterion, row: int) -> bool:
        raw, faults = self.cell(row, Col.NOT_APPLICABLE), self.form.sheet.faults
        if raw == "" and not faults:
            return False
        cell = cell_name(row, Col.NOT_APPLICABLE)
        raw = faults.get(cell, raw)
        reading = read_tick(raw)
        if reading.state == UNREADABLE:
            self.find("SUB045", cell, item.code, raw=_shown(raw))
        elif reading.state == UNDERSTOOD:
            value = phrase(mark("not applicable"))
            self.find("SUB033", cell, item.code, raw=_shown(raw), value=value)
        return reading.value is True

    def evidence(self, item: Criterion, row: int) -> Evidence:
        number, raw, issuer, place, file = self.grid[row][_EVIDENCE]
        if item.evidence == "none" or not (number or raw or issuer or place or file):
            return _NO_EVIDENCE
        day = read_day(raw, tidy(raw) if isinstance(raw, str) else "")
        if day.state == UNREADABLE and raw not in {"", None}:
            self.find("EVI002", cell_name(row, Col.EVIDENCE_DAY), item.code, raw=_shown(raw))
        return Evidence(
            number=_text(number),
            day=day.value if isinstance(day.value, datetime) else _text(raw),
            issuer=_text(issuer),
            place=_text(place),
            file=_text(file),
        )


def _wide_enough(grid: Grid) -> Grid:
    """Return the grid with all the columns of the form, also where a reader cut blank ones off."""
    width = len(Col)
    if all(len(line) >= width for line in grid):
        return grid
    return [[*line, *[""] * (width - len(line))] for line in grid]


def _text(raw: Cell) -> str:
    if raw is None:
        return ""
    return normalize("NFC", raw).strip() if isinstance(raw, str) else _shown(raw)


def _shown(raw: Cell) -> str:
    if isinstance(raw, float):
        return f"{raw:.15g}"
    return str(raw if raw is not None else "")[:80]
