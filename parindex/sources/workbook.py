"""Values of a returned workbook: guarded and cut down to its cells first, then read by calamine."""

import hashlib
import re
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from heapq import nlargest
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from python_calamine import CalamineWorkbook, PasswordError

from parindex.locale import mark, phrase
from parindex.model.finding import system_reason
from parindex.sources.guard import CUT_OFF, Package, Refused, open_package, too_large
from parindex.sources.sheet import Cells, plain_cells

Cell = str | float | int | bool | Decimal | date | datetime | time | timedelta | None
Grid = Sequence[Sequence[Cell]]
_TOGETHER = 2_000_000
"""Bytes: the two largest sheets, as a rule the form and its further documents, are opened together
with the first that is asked for, if they unpack to no more: shared texts are then read once."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's values, row by row from A1 (blank is ``''``), and what they do not tell.

    ``faults`` are its cells that show an error, or (empty) hold a formula never calculated;
    ``formulas`` are those of its cells, by cell and as XML (:func:`text_in`); ``far`` names filled
    cells too far out to be read.
    """

    name: str
    grid: Grid
    faults: dict[str, str] = field(default_factory=dict)
    formulas: Mapping[str, bytes] = field(default_factory=dict)
    far: tuple[str, ...] = ()


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
        partial(_sheet, package, {}),
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


class _Opened(NamedTuple):
    """A sheet's cells, and where calamine has them."""

    cells: Cells
    book: CalamineWorkbook
    name: str


def _sheet(package: Package, opened: dict[str, _Opened], name: str) -> Sheet:
    """Read a sheet; ``opened`` keeps what was opened with it for the ones to come."""
    if name not in opened:
        opened |= _open(package, _cells(package, name, others=() if opened else _largest(package)))
    cells, book, number = opened[name]
    return Sheet(name, _values(book, number), cells.faults(), cells.formulas, cells.far)


def _largest(package: Package) -> list[str]:
    """Return the sheets that are likely to be asked for next."""
    sizes = {name: package.size(part) for name, part in package.sheets.items()}
    return [name for name in nlargest(2, sizes, sizes.__getitem__) if sizes[name] < _TOGETHER]


def _cells(package: Package, name: str, others: Iterable[str]) -> dict[str, Cells]:
    """Return the cells of a sheet, and of others that can be read."""
    found = {name: plain_cells(package.part(package.sheets[name]))}
    for other in others:
        if other != name:
            with suppress(Refused):
                found[other] = plain_cells(package.part(package.sheets[other]))
    return found


def _open(package: Package, sheets: Mapping[str, Cells]) -> dict[str, _Opened]:
    book = _opened(_rebuilt(package, [*sheets.values()]), Refused("SUB003", reason=CUT_OFF))
    return {
        name: _Opened(cells, book, str(number))
        for number, (name, cells) in enumerate(sheets.items())
    }


def _rebuilt(package: Package, sheets: Sequence[Cells]) -> bytes:
    """Return a workbook of nothing but these sheets, named 0, 1 and so on, and what they need.

    What was checked is thus what is read, whatever else the file says of itself; and nothing is
    unpacked twice.
    """
    parts = {
        f"xl/worksheets/{number}.xml": b"<worksheet>%b</worksheet>" % cells.xml
        for number, cells in enumerate(sheets)
    }
    numbers = range(len(parts))
    listed = "".join(f'<sheet name="{n}" sheetId="{n + 1}" r:id="r{n}"/>' for n in numbers)
    counted = f'<workbookPr date1904="{int(package.from_1904)}"/>'
    related = "".join(_relation("worksheet", f"r{n}", f"worksheets/{n}.xml") for n in numbers)
    parts["_rels/.rels"] = _related(_relation("officeDocument", "r", "xl/workbook.xml"))
    parts["xl/workbook.xml"] = f"<workbook>{counted}<sheets>{listed}</sheets></workbook>".encode()
    parts["xl/_rels/workbook.xml.rels"] = _related(related)
    for kind in ("styles", "sharedStrings"):
        if found := package.others.get(kind):
            parts[f"xl/{kind}.xml"] = package.part(found)
    _check_texts(parts.get("xl/sharedStrings.xml", b""), sheets)
    return _zipped(parts)


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    """Return a zip of parts as they are; ``zipfile`` takes longer than calamine to open it."""
    entries, listed, at = [], [], 0
    for name, part in parts.items():
        sizes = (0, 33, zlib.crc32(part), len(part), len(part), len(name))
        entry = struct.pack("<4s3H2H3L2H", b"PK\3\4", 20, 0, 0, *sizes, 0) + name.encode()
        listed.append(
            struct.pack("<4s4H2H3L5H2L", b"PK\1\2", 20, 20, 0, 0, *sizes, 0, 0, 0, 0, 0, at)
            + name.encode()
        )
        entries += [entry, part]
        at += len(entry) + len(part)
    directory = b"".join(listed)
    end = (b"PK\5\6", 0, 0, len(parts), len(parts), len(directory), at, 0)
    return b"".join([*entries, directory, struct.pack("<4s4H2LH", *end)])


_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def _relation(kind: str, name: str, target: str) -> str:
    return f'<Relationship Id="{name}" Type="{_KIND}{kind}" Target="{target}"/>'


def _related(relations: str) -> bytes:
    return f"<Relationships>{relations}</Relationships>".encode()


_MOST_TEXT = 100_000_000
_LEAST_CELL = 100
"""Bytes; cells with a shared text take fewer, down to 30, but no text is all texts."""
_TEXT_END = re.compile(rb"</(?:\w+:)?si\s*>")
_TEXT_AT = re.compile(rb"""<c [^<>]*t=["']s["'][^<>]*><v>([0-9]{1,9})<""")


def _check_texts(texts: bytes, sheets: Sequence[Cells]) -> None:
    """Refuse texts that stand once in the file and a thousand times in its cells."""
    if len(texts) * sum(len(cells.xml) for cells in sheets) < _MOST_TEXT * _LEAST_CELL:
        return
    sizes = [len(text) for text in _TEXT_END.split(texts)]
    for cells in sheets:
        held = (int(number) for number in _TEXT_AT.findall(cells.xml))
        if sum(sizes[number] for number in held if number < len(sizes)) > _MOST_TEXT:
            raise too_large(mark("its texts come to more than {size} MB"), size=_MOST_TEXT // 10**6)
