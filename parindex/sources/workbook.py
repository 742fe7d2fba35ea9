"""Values of a returned workbook, guarded; old formats are read by calamine."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from io import BytesIO
from pathlib import Path

from python_calamine import CalamineWorkbook, PasswordError

from parindex.locale import mark, phrase
from parindex.model.finding import system_reason
from parindex.sources.formats import day_formats
from parindex.sources.grid import Cell, Grid, Shared, Sheet, read_sheet
from parindex.sources.guard import CUT_OFF, Package, Refused, open_package
from parindex.sources.texts import shared_texts

__all__ = ["Cell", "Grid", "Sheet", "Workbook", "open_workbook"]


@dataclass(frozen=True, slots=True)
class Workbook:
    """An opened workbook; sheets are read when they are asked for.

    One in an old format tells neither errors nor formulas apart from blank cells.
    """

    sha256: str
    saved_at: str
    sheets: tuple[str, ...]
    read: Callable[[str], Sheet]
    is_old: bool = False
    has_macros: bool = False


def open_workbook(path: Path) -> Workbook:
    """Open a workbook for its values; raises :class:`Refused` where that cannot be done."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Refused("SUB001", reason=system_reason(error)) from error
    package = open_package(data)
    digest = hashlib.sha256(data).hexdigest()
    if package is None:
        old = _OLD_ZIP if data.startswith(b"PK") else _OLD_FILE
        book = _opened(data, Refused("SUB004", what=old))
        read = partial(_old_sheet, book)
        return Workbook(digest, "", tuple(book.sheet_names), read, is_old=True)
    return Workbook(
        digest,
        package.modified(),
        tuple(package.sheets),
        _reader(package),
        has_macros=package.has_macros,
    )


_OLD_FILE = phrase(mark("an old Excel or Word file (.xls, .doc)"))
_OLD_ZIP = phrase(mark("an OpenDocument or binary file (.ods, .odt, .xlsb)"))


def _opened(data: bytes, otherwise: Refused) -> CalamineWorkbook:
    with _refusing(otherwise):
        return CalamineWorkbook.from_filelike(BytesIO(data))


def _values(book: CalamineWorkbook, name: str) -> Grid:
    with _refusing(Refused("SUB003", reason=CUT_OFF)):
        return book.get_sheet_by_name(name).to_python(skip_empty_area=False)


@contextmanager
def _refusing(otherwise: Refused) -> Iterator[None]:
    """Refuse a file on which calamine gives up, or panics: which no ``Exception`` covers."""
    try:
        yield
    except PasswordError as error:
        raise Refused("SUB002") from error
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:
        raise otherwise from error


def _old_sheet(book: CalamineWorkbook, name: str) -> Sheet:
    return Sheet(name, _values(book, name))


def _reader(package: Package) -> Callable[[str], Sheet]:
    """Return what reads a sheet; what all sheets share is read with the first."""

    @cache
    def shared() -> Shared:
        part = {kind: package.part(name) for kind, name in package.others.items() if kind in _PARTS}
        return Shared(
            shared_texts(part.get("sharedStrings", b"")),
            day_formats(part.get("styles", b"")),
            package.from_1904,
        )

    return lambda name: read_sheet(name, package.part(package.sheets[name]), shared())


_PARTS = frozenset({"sharedStrings", "styles"})
