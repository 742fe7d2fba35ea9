"""Values of a returned workbook: guarded first, then read by calamine, or openpyxl if it must."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from parindex.model.finding import system_reason
from parindex.sources.guard import Package, Refused, faults, open_package

Cell = str | float | int | bool | Decimal | date | datetime | time | timedelta | None
Grid = Sequence[Sequence[Cell]]
_XLRD_FAULTS = (CalamineError, OSError, ValueError, KeyError, IndexError)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's values, row by row from A1 (blank is ``''``), and its cells with a fault."""

    name: str
    grid: Grid
    faults: dict[str, str]


@dataclass(frozen=True, slots=True)
class Workbook:
    """An opened workbook; sheets are read when they are asked for."""

    sha256: str
    saved_at: str
    sheets: tuple[str, ...]
    read: Callable[[str], Sheet]


def open_workbook(path: Path) -> Workbook:
    """Open a workbook for its values; raises :class:`Refused` where that cannot be done."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Refused("SUB001", reason=system_reason(error)) from error
    package = open_package(data)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
    except PasswordError as error:
        raise Refused("SUB002") from error
    except _XLRD_FAULTS:
        return _slow(data, package)

    def read(name: str) -> Sheet:
        xml = package.check_extent(name)
        try:
            grid = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        except _XLRD_FAULTS:
            return _slow(data, package).read(name)
        return Sheet(name, grid, faults(xml))

    digest = hashlib.sha256(data).hexdigest()
    return Workbook(digest, package.modified(), tuple(package.parts), read)


def _slow(data: bytes, package: Package) -> Workbook:
    """Open with openpyxl what calamine refuses (files of LibreOffice with odd dimensions)."""
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to import, rarely needed

    for name in package.parts:
        package.check_extent(name)
    try:
        book = load_workbook(BytesIO(data), data_only=True)
    except Exception as error:  # openpyxl raises whatever its parsers do
        raise Refused("SUB003", reason=str(error)[:200]) from error

    def read(name: str) -> Sheet:
        try:
            rows = list(book[name].iter_rows(values_only=True))
        except (KeyError, AttributeError) as error:
            raise Refused("SUB003", reason=str(error)[:200]) from error
        grid = [[_plain(value) for value in row] for row in rows]
        return Sheet(name, grid, faults(package.check_extent(name)))

    digest = hashlib.sha256(data).hexdigest()
    return Workbook(digest, package.modified(), tuple(package.parts), read)


def _plain(value: object) -> Cell:
    if isinstance(value, str | int | float | bool | date | time | timedelta):
        return value
    return "" if value is None else str(value)
