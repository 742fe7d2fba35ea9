"""A table's cells, from a workbook or a CSV file, with what plain numbers of the latter are."""

import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from parindex.sources.digest import file_digest
from parindex.sources.guard import CUT_OFF, Refused
from parindex.sources.sheet import LAST_COLUMN, MAX_ROWS
from parindex.sources.table import IsHeader, read_rows
from parindex.sources.workbook import Cell, Sheet, open_workbook

_NUMBER = re.compile(r"[+-]?([0-9]{1,30}([.,][0-9]{1,30})?|[.,][0-9]{1,30})([eE][+-]?[0-9]{1,2})?")
CSV_ENDINGS = frozenset({".csv", ".tsv"})


@dataclass(frozen=True, slots=True)
class TableGrid:
    """A table's sheet (without a name in a CSV file) and its hash (SHA-256)."""

    sheet: Sheet
    sha256: str
    is_text: bool = False
    comma: bool = False
    """Whether a comma marks the decimals: between semicolons."""

    def figure(self, cell: Cell) -> Cell:
        """Return what a cell is as a figure, for a CSV file holds only texts."""
        text = str(cell).strip() if self.is_text else ""
        if not _NUMBER.fullmatch(text) or ("," in text and not self.comma):
            return text if self.is_text else cell
        return Decimal(text.replace(",", "."))


def open_grid(path: Path, is_header: IsHeader, name: str | None = None) -> TableGrid:
    """Open a table: the sheet of that name in a workbook, the first where none is named.

    Raises :class:`Refused` where it cannot be read whole.
    """
    if path.suffix.lower() in CSV_ENDINGS:
        rows, delimiter, problems = read_rows(path, is_header)
        if problems:
            raise Refused(problems[0].code, **problems[0].values)
        sheet = Sheet("", [cells for _, cells in rows], {})
        return TableGrid(sheet, file_digest(path), is_text=True, comma=delimiter == ";")
    book = open_workbook(path)
    if not book.sheets:
        raise Refused("SUB003", reason=CUT_OFF)
    if name is not None and name not in book.sheets:
        raise Refused("RND084", name=name, known=list(book.sheets))
    sheet = book.read(name or book.sheets[0])
    if sheet.far:
        raise Refused("SUB008", far=sheet.far[0], rows=MAX_ROWS, columns=LAST_COLUMN)
    return TableGrid(sheet, book.sha256)
