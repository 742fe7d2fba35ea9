"""The values of a sheet's cells, and what values alone do not tell: errors and formulas."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from parindex.sources.formats import DURATION, Days
from parindex.sources.guard import CUT_OFF, Refused
from parindex.sources.known import Known
from parindex.sources.sheet import Cells, cells_anew, plain_cells
from parindex.sources.texts import VALUE_END, Texts, text_in

Cell = str | float | int | bool | Decimal | date | datetime | time | timedelta | None
Grid = Sequence[Sequence[Cell]]

_BLANK = rb'(?:</row>|<row[^<>]*>|<c r="[^<>]*/>|\s+)*+'
_SAID = re.compile(
    _BLANK
    + rb"""<c r="([A-Z]{1,2})([1-9][0-9]{0,3})"(?: s="([0-9]{0,9})")?(?: t="([A-Za-z]+)")?>"""
    rb"""(<f[^<>]*+>(?:[^<]*+</f>)?+)?+(?:<v ?/>)?+"""
    rb"""(?:<is><t[^<>]*+>(?:([^<]*+)</t>)?+</is>)?+"""
)
"""What stands before the value: blank cells, what a cell says of itself, formula and own text."""
_BLANKS = re.compile(_BLANK)
_VALUE, _UNCLOSED, _CELL_END = b"<v>", b"<", b"</c>"
_NUMBERS = frozenset({"", "n"})
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_ERROR = "e"
_TEXTS = frozenset({"str", "inlineStr"})
_EPOCH = datetime(1899, 12, 30)
_DAY = 86_400_000
"""Milliseconds."""
_LAST = 2_958_466
"""Days up to the end of the year 9999."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's values, row by row from A1 (blank is ``''``), and what they do not tell.

    ``faults`` are its cells that show an error, with it, or (empty) hold a formula never computed;
    ``formulas`` are those of its cells, as XML, empty where one is shared from another; ``far``
    names filled cells too far out to be read.
    """

    name: str
    grid: Grid
    faults: Mapping[str, str] = field(default_factory=dict)
    formulas: Mapping[str, str] = field(default_factory=dict)
    far: tuple[str, ...] = ()


class Shared(NamedTuple):
    """What the sheets of a workbook share: texts, formats of days, and the first of all days."""

    texts: Texts
    days: Days
    from_1904: bool = False


class _OddError(Exception):
    """A cell is not spelt the plain way."""


def read_sheet(name: str, xml: bytes, shared: Shared) -> Sheet:
    """Return the values of a sheet from its XML.

    Raises :class:`Refused` for what is no XML, or no sheet.
    """
    cells = plain_cells(xml)
    with suppress(_OddError, KeyError, UnicodeDecodeError):
        if cells is not None:
            return _read(name, cells, shared)
    try:
        return _read(name, cells_anew(xml), shared)
    except (_OddError, KeyError, UnicodeDecodeError) as error:
        raise Refused("SUB003", reason=CUT_OFF) from error


def _read(name: str, cells: Cells, shared: Shared) -> Sheet:
    texts, days = shared.texts, shared.days
    faults: dict[str, str] = {}
    formulas: dict[str, str] = {}
    placed = _cells(cells.xml)
    grid = _blank([place for place, _ in placed])
    for (row, column, look, kind, at, formula, own), raw in placed:
        if formula:
            formulas[at] = formula
        if kind == "s" and raw:
            grid[row][column] = texts[raw]
        elif raw and kind in _NUMBERS and look not in days:
            grid[row][column] = _numbers[raw]
        elif (raw or own) and kind != _ERROR:
            grid[row][column] = own or _other(kind, raw, look, shared)
        elif kind == _ERROR or (formula and kind not in _TEXTS):
            faults[at] = (_text(raw) or "#") if kind == _ERROR else ""
            grid[row][column] = ""
    return Sheet(name, grid, faults, formulas, cells.far)


def _cells(xml: bytes) -> list[tuple["_Place", bytes]]:
    """Return the cells not written as blank, each with its value and what closes that, if any.

    No value holds ``<``, so one that is not closed is refused by whatever reads it.
    """
    pieces = xml.split(_CELL_END)
    if not _BLANKS.fullmatch(pieces.pop()):
        raise _OddError
    return [
        (_places[said], b"" if rest == VALUE_END else rest or _UNCLOSED)
        if value
        else (_places[rest], b"")
        for said, value, rest in [piece.rpartition(_VALUE) for piece in pieces]
    ]


def _blank(places: Sequence["_Place"]) -> list[list[Cell]]:
    """Return rows of one width in which there is room for all places."""
    if not places:
        return []
    blank: list[Cell] = [""] * (max([place.column for place in places]) + 1)
    return [blank[:] for _ in range(max([place.row for place in places]) + 1)]


def _text(raw: bytes) -> str:
    """Return the text that is the value of a cell."""
    text, end, rest = raw.partition(VALUE_END)
    if rest or (raw and not end) or b"<" in text:
        raise _OddError
    return text_in(text.decode())


def formula_in(xml: str) -> str:
    """Return the formula in its XML; nothing where it is shared from another cell."""
    return text_in(xml[xml.index(">") + 1 :].partition("<")[0])


class _Place(NamedTuple):
    """Where a cell stands, from 0, its format's number, its type, name, formula and own text."""

    row: int
    column: int
    look: int
    kind: str
    name: str
    formula: str
    own: str


def _placed(said: bytes) -> _Place:
    """Read what stands before the value of a cell."""
    match = _SAID.fullmatch(said)
    if match is None:
        raise _OddError
    letters, row, look, kind, formula, own = (group.decode() for group in match.groups(b""))
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return _Place(
        int(row) - 1, column - 1, int(look or 0), kind, letters + row, formula, text_in(own)
    )


_places = Known(_placed)


def _number(raw: bytes) -> float | str:
    """Return the number that is the value of a cell; what is none, as a text."""
    text = _text(raw)
    return float(text) if _NUMBER.fullmatch(text) else text


_numbers = Known(_number)


def _other(kind: str, raw: bytes, look: int, shared: Shared) -> Cell:
    """Return what a cell holds that shares no text and is shown as no plain number."""
    if kind in _NUMBERS:
        value = _numbers[raw]
        if isinstance(value, float):
            return _moment(value, shared.days[look], shared.from_1904)
        return value
    if kind == "b":
        return _text(raw) in {"1", "true"}
    return _day(_text(raw)) if kind == "d" else _text(raw)


def _day(raw: str) -> Cell:
    """Return a day or moment that is written as such (ISO 8601); else the text."""
    try:
        return datetime.fromisoformat(raw) if "T" in raw else date.fromisoformat(raw)
    except ValueError:
        return raw


@lru_cache(10_000)
def _moment(serial: float, shown: str, from_1904: bool) -> Cell:
    """Return the moment or duration a number of days is shown as; the number where it is none.

    Excel takes 1900 for a leap year, so its first 59 days come a day late.
    """
    if shown == DURATION:
        return timedelta(milliseconds=round(serial * _DAY)) if abs(serial) < _LAST else serial
    days = serial + 1462 if from_1904 and serial >= 1 else serial
    if not 0 <= days < _LAST:
        return serial
    moment = _EPOCH + timedelta(days=days < 60, milliseconds=round(days * _DAY))
    if days < 1:
        return moment.time()
    return moment if moment.time() != time() else moment.date()
