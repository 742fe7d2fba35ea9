"""Workbooks with more rows than a form can have: a register of hundreds of thousands of lines.

They come from the office's own systems; the process that reads them is limited all the same.
"""

import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from python_calamine import CalamineWorkbook

from parindex.locale import mark, phrase
from parindex.model.finding import system_reason
from parindex.sources.guard import CUT_OFF, Refused
from parindex.sources.workbook import Cell

MAX_FILE = 100_000_000
MAX_UNPACKED = 1_000_000_000
_PIECE = 1 << 20
_MOST_BLANK = 16 * _PIECE
"""Bytes between two cells that hold something: cells that only have a colour."""
_END = b"</c>"
_NO_VALUE = re.compile(
    rb'<c r="([A-Z]{1,3}[0-9]{1,7})"(?:[^<>]*\bt="e"[^<>]*>'
    rb'|(?![^<>]*\bt="str")[^<>]*><f(?:[^<>]*/>|[^<>]*>[^<]*</f>)(?:<v ?/>|<v></v>)?</c>)'
)
"""A cell that shows an error, or a formula that was never calculated."""


def long_rows(path: Path, name: str | None) -> tuple[str, Iterator[tuple[int, Sequence[Cell]]]]:
    """Return the sheet of that name, or the first, and its rows one by one, numbered from 1.

    Raises :class:`Refused` for what cannot be read whole; a cell with an error, which the reader of
    values takes for a blank one, is such a thing.
    """
    try:
        with zipfile.ZipFile(path) as package:
            _check(package, path.stat().st_size)
        book = CalamineWorkbook.from_path(path)
    except OSError as error:
        raise Refused("SUB001", reason=system_reason(error)) from error
    except zipfile.BadZipFile as error:
        raise _unreadable(mark("it is no Excel workbook (.xlsx)")) from error
    except (KeyboardInterrupt, SystemExit, MemoryError, Refused):
        raise
    except BaseException as error:  # calamine panics, which no Exception covers
        raise Refused("SUB003", reason=CUT_OFF) from error
    if name is not None and name not in book.sheet_names:
        raise Refused("RND084", name=name, known=book.sheet_names)
    sheet = book.get_sheet_by_name(name or book.sheet_names[0])
    return sheet.name, enumerate(sheet.iter_rows(), 1)


def _check(package: zipfile.ZipFile, size: int) -> None:
    """Refuse what is too large, and cells of which the values do not tell all."""
    entries = package.infolist()
    if size > MAX_FILE or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise _unreadable(mark("it is too large for a workbook"))
    for entry in entries:
        if entry.filename.startswith("xl/worksheets/") and entry.filename.endswith(".xml"):
            _check_cells(package, entry)


def _check_cells(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    rest = b""
    with package.open(entry) as part:
        while piece := part.read(_PIECE):
            whole, end, rest = (rest + piece).rpartition(_END)
            odd = whole.count(b"<c ") != whole.count(b'<c r="') or b":c " in rest
            if odd or len(rest) > _MOST_BLANK:
                raise _unreadable(mark("its cells are not written as Excel writes them"))
            if found := _NO_VALUE.search(whole + end):
                cell = found[1].decode()
                raise _unreadable(mark("the cell {cell} shows an error or no result"), cell=cell)


def _unreadable(message: str, **values: object) -> Refused:
    return Refused("RND024", reason=phrase(message, **values))
