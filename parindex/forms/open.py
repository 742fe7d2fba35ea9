"""Finds the form in a returned workbook: whose it is, and where its columns stand now."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, TypeVar

from parindex.forms.layout import (
    HEADS,
    IDENTITY_KEYS,
    LISTS_SHEET,
    MARKER,
    OUR_MARKS,
    REGISTER_MARKER,
    SHEET_NAME,
    SHEETS_KEY,
    Column,
    Head,
    LayoutColumn,
    cell_name,
)
from parindex.locale import Phrase, phrase, speaker
from parindex.model.finding import Finding, Place
from parindex.model.submission import Identity, Source
from parindex.model.text import name_key
from parindex.sources.guard import Refused
from parindex.sources.workbook import Cell, Grid, Sheet, Workbook, open_workbook

_NEEDED = ("set_id", "form_hash", "unit")
"""What must be known of a form: for which questions it was made, and for whom."""

_TOP_ROWS, _TOP_COLUMNS = 60, 12
"""Where the marks of a form are looked for, in case rows or columns were put before them."""

_Column = TypeVar("_Column", bound=LayoutColumn)
_NAMES = tuple(speaker(language)(SHEET_NAME) for language in ("vi", "en"))


class Form(NamedTuple):
    """An opened form: its identity, when it was saved, and its sheets, not yet read.

    ``columns`` are where the columns of the layout stand now; ``register`` is the sheet of further
    documents, where there is one with something in it.
    """

    file: str
    identity: Identity
    sha256: str
    saved_at: str
    sheet: Sheet
    columns: tuple[int, ...]
    register: Sheet | None = None

    @property
    def source(self) -> Source:
        """Return where the answers stand."""
        return Source(self.file, self.sheet.name, self.identity.unit)


def open_form(path: Path, shown_as: str = "") -> tuple[Form | None, list[Finding]]:
    """Open a returned workbook and find the form in it; findings call it ``shown_as``."""
    file = shown_as or path.name
    try:
        book = open_workbook(path)
        return _find_form(book, file)
    except Refused as refused:
        return None, [Finding(refused.code, Place(file), refused.values)]


def _find_form(book: Workbook, file: str) -> tuple[Form | None, list[Finding]]:
    sheet, corner = _form_sheet(book)
    if sheet is None:
        if LISTS_SHEET in book.sheets:
            return None, [Finding("SUB016", Place(file), {"wanted": Phrase(SHEET_NAME)})]
        return None, [Finding("SUB010", Place(file))]
    keys = [cell_at(line, corner) for line in sheet.grid[:_TOP_ROWS]]
    identity = _identity(keys)
    if not all(identity.get(key) for key in _NEEDED):
        return None, [Finding("SUB010", Place(file))]
    owner = Identity(**{key: identity.get(key, "") for key in IDENTITY_KEYS})
    columns, _, lost = columns_of(sheet.grid, HEADS)
    if lost:
        place = Place(file, sheet=sheet.name)
        return None, [Finding("SUB024", place, {"columns": lost}, unit=owner.unit)]
    sheets = identity.get(SHEETS_KEY, "").split("|")
    notes = [("SUB049", book.is_old), ("SUB050", book.has_macros)]
    findings = [Finding(code, Place(file), unit=owner.unit) for code, holds in notes if holds]
    if sheet.name != sheets[0]:
        values = {"sheet": sheet.name, "wanted": sheets[0]}
        findings.append(Finding("SUB015", Place(file, sheet=sheet.name), values, owner.unit))
    findings += _other_name(sheet, keys, columns, owner, file)
    register, more = _others(book, sheet, sheets, Place(file), owner.unit)
    form = Form(file, owner, book.sha256, book.saved_at, sheet, columns, register)
    return form, [*findings, *more]


def _other_name(
    sheet: Sheet, keys: Sequence[Cell], columns: Sequence[int], owner: Identity, file: str
) -> list[Finding]:
    """Return that the title shows another unit than the one the form was made for."""
    row = next((n for n, key in enumerate(keys) if str(key).startswith("set_id=")), 0)
    column = columns[Column.CODE]
    shown = str(cell_at(sheet.grid[row], column) or "")
    if not name_key(shown) or name_key(shown) == name_key(owner.unit_name):
        return []
    place = Place(file, sheet=sheet.name, cell=cell_name(row, column))
    return [Finding("SUB051", place, {"shown": shown, "unit": owner.unit_name}, owner.unit)]


def _form_sheet(book: Workbook) -> tuple[Sheet | None, int]:
    """Return the sheet with the form's mark, and the column of the mark."""
    refused = None
    for name in sorted(book.sheets, key=lambda name: name not in _NAMES):
        if name == LISTS_SHEET:
            continue
        try:
            sheet = book.read(name)
        except Refused as error:
            if name in _NAMES:
                raise
            refused = refused or error
            continue
        corner = marked(sheet.grid, MARKER)
        if corner is not None:
            return sheet, corner
    if refused is not None:
        raise refused
    return None, 0


def marked(grid: Grid, mark: str) -> int | None:
    """Return the column in which a mark stands; none where the sheet has it not."""
    for line in grid[:_TOP_ROWS]:
        for column, value in enumerate(line[:_TOP_COLUMNS]):
            if value == mark:
                return column
    return None


def cell_at(line: Sequence[Cell], column: int) -> Cell:
    """Return a cell of a row, blank where a reader cut the row off before it."""
    return line[column] if column < len(line) else ""


def _identity(keys: Sequence[Cell]) -> dict[str, str]:
    pairs = (text.split("=", 1) for text in keys if isinstance(text, str) and "=" in text)
    return {key: value for key, value in pairs if key in {*IDENTITY_KEYS, SHEETS_KEY}}


def columns_of(
    grid: Grid, heads: Mapping[_Column, Head]
) -> tuple[tuple[int, ...], int, list[Phrase]]:
    """Return where each column of a layout stands, the row that says so, and those that are lost.

    ``heads`` are the layout's columns with their headings, by which the lost ones are named.

    The row of column keys is the first in which the key of the first column stands.
    """
    names = {column.key: head.text or column.key for column, head in heads.items()}
    keys = tuple(names)
    found = (n for n, line in enumerate(grid[:_TOP_ROWS]) if keys[0] in line[:_TOP_COLUMNS])
    row = next(found, None)
    if row is None:
        return (), 0, _named(names.values())
    line = grid[row]
    if tuple(line[: len(keys)]) == keys:
        return tuple(range(len(keys))), row, []
    at = {key: [n for n, text in enumerate(line) if text == key] for key in keys}
    lost = [names[key] for key, places in at.items() if len(places) != 1]
    return (() if lost else tuple(places[0] for places in at.values())), row, _named(lost)


def _named(heads: Iterable[str]) -> list[Phrase]:
    return [phrase("“{name}”", name=Phrase(head)) for head in heads]


def _others(
    book: Workbook, form: Sheet, issued: Sequence[str], place: Place, unit: str
) -> tuple[Sheet | None, list[Finding]]:
    """Return the register among the other sheets, and what the unit added.

    The register is known by its mark, and where that was deleted by its name.
    """
    registers, named, findings = [], [], []
    for sheet in _worth_reading(book, form, issued):
        here = replace(place, sheet=sheet.name)
        if marked(sheet.grid, REGISTER_MARKER) is not None:
            registers.append(sheet)
        elif marked(sheet.grid, MARKER) is not None:
            findings.append(Finding("SUB025", here, {"read": form.name}, unit=unit))
        elif _ours(sheet.grid) or not any(map(any, sheet.grid)):
            continue
        elif sheet.name in issued:
            named.append(sheet)
        else:
            findings.append(Finding("SUB026", here, unit=unit))
    registers.sort(key=lambda sheet: sheet.name not in issued)
    for spare in registers[1:]:
        here, values = replace(place, sheet=spare.name), {"read": registers[0].name}
        findings.append(Finding("SUB025", here, values, unit=unit))
    return next(iter([*registers, *named]), None), findings


def _worth_reading(book: Workbook, form: Sheet, issued: Sequence[str]) -> Iterator[Sheet]:
    """Yield the sheets that may hold something: the register, and those that did not go out."""
    others = {*issued[1:2], *issued[3:]}
    for name in book.sheets:
        if name in {form.name, LISTS_SHEET, *others}:
            continue
        try:
            yield book.read(name)
        except Refused:
            yield Sheet(name, [], {})


def _ours(grid: Grid) -> bool:
    return bool(
        grid and grid[0] and isinstance(grid[0][0], str) and grid[0][0].startswith(OUR_MARKS)
    )
