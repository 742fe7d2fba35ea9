"""A returned form: whose it is, and the answers, each with its cell; found by row keys."""

from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple
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


class _Rows(NamedTuple):
    items: dict[str, int]
    inputs: dict[tuple[str, str], int]
    twice: frozenset[tuple[str, str]]


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
        items: dict[str, int] = {}
        inputs: dict[tuple[str, str], int] = {}
        seen: dict[str, int] = {}
        twice: set[str] = set()
        body = False
        for number, line in enumerate(self.grid):
            key = RowKey.read(line[0])
            if key is None:
                if body and line[0] != "end":
                    self._added(number)
                body = body and line[0] != "end"
                continue
            body = True
            text = key.text()
            if text in seen:
                twice.add(text)
                values = {"name": self.cell(number, Col.NAME) or key.code, "first": seen[text] + 1}
                self.find("SUB021", cell_name(number, Col.CODE), key.code, **values)
                continue
            seen[text] = number
            if key.kind == "item":
                items[key.code] = number
            if key.kind in {"item", "input"}:
                inputs[key.code, key.name] = number
        for text in twice:
            key = RowKey(*text.split("|"))
            inputs.pop((key.code, key.name), None)
            if key.kind == "item":
                items.pop(key.code, None)
        return _Rows(items, inputs, frozenset(RowKey(*text.split("|"))[1:] for text in twice))

    def _added(self, number: int) -> None:
        texts = [(c, self.cell(number, c)) for c in range(1, len(self.grid[number]))]
        held = [(column, value) for column, value in texts if value not in {"", None}]
        if held:
            text = "; ".join(_shown(value)[:60] for _, value in held[:5])
            cell = cell_name(number, held[0][0])
            self.find("SUB022", cell, None, row=number + 1, text=text)

    def outside(self) -> None:
        for number, line in enumerate(self.grid):
            if len(line) > len(Col):
                for column in range(len(Col), len(line)):
                    if line[column] not in ("", None):
                        cell = cell_name(number, column)
                        self.find("SUB046", cell, None, raw=_shown(line[column]))

    def answer(self, item: Criterion, rows: _Rows) -> Answer:
        row = rows.items.get(item.code)
        if row is None:
            if not any(code == item.code for code, _ in rows.twice):
                what = phrase("{code} {name}", code=item.code, name=item.name)
                self.find("SUB020", None, item.code, name=what)
            return Answer(unreadable=frozenset({*item.fields, CLAIM}))
        values: dict[str, Value] = {}
        cells = {CLAIM: cell_name(row, Col.CLAIM)}
        unreadable: set[str] = set()
        line = self.grid[row]
        for name, field in item.fields.items():
            at = rows.inputs.get((item.code, name))
            if at is None:
                if (item.code, name) not in rows.twice:
                    what = phrase("{code} {name}", code=item.code, name=field.label)
                    self.find("SUB020", None, item.code, name=what)
                unreadable.add(name)
                continue
            cells[name] = cell_name(at, Col.VALUE)
            state, value, _ = self.value(item, field, at, cells[name])
            if state in {PLAIN, UNDERSTOOD}:
                values[name] = value
            elif state != BLANK:
                unreadable.add(name)
        self.grey(item, row)
        claim, bad_claim = self.claim(item, row, cells[CLAIM])
        if bad_claim:
            unreadable.add(CLAIM)
        return Answer(
            values=values,
            cells=cells,
            unreadable=frozenset(unreadable),
            claim=claim,
            not_applicable=self.tick(item, row),
            evidence=self.evidence(item, row),
            explanation=_text(line[Col.EXPLANATION]),
        )

    def grey(self, item: Criterion, row: int) -> None:
        exempt = item.code in self.exempt
        if item.fields and not exempt and item.evidence != "none":
            return
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
