"""The self-assessment form, said once: sheets, columns, row keys; written and read from here."""

from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from parindex.locale import mark

MARKER = "parindex:self-assessment:1"
"""Stands hidden in A1 of the form's sheet, so that a renamed sheet is still found."""

OUR_MARKS = "parindex:"
"""How everything begins that stands in A1 of a sheet that parindex made."""

REGISTER_MARKER = "parindex:documents:1"
"""Stands hidden in A1 of the sheet of further documents."""

LISTS_SHEET = "_parindex_lists"
SHEET_NAME = mark("Self-assessment")
SUMMARY_NAME = mark("Summary")
REGISTER_NAME = mark("Documents")
GUIDE_NAME = mark("How to fill in")

IDENTITY_KEYS = ("set_id", "set_version", "form_hash", "year", "unit", "unit_name")
SHEETS_KEY = "sheets"
"""Under it stand the names of the sheets of the form as it went out, its own first."""


class LayoutColumn(IntEnum):
    """A column of a sheet, counted from 0."""

    @property
    def key(self) -> str:
        """Return what marks the column in the hidden row of column keys."""
        return f"#{self.name.lower()}"


class Column(LayoutColumn):
    """The columns of the form, from A."""

    KEY = 0
    CODE = 1
    NAME = 2
    MAX = 3
    RULE = 4
    LABEL = 5
    VALUE = 6
    COMPUTED = 7
    CLAIM = 8
    NOT_APPLICABLE = 9
    EVIDENCE_NUMBER = 10
    EVIDENCE_DAY = 11
    EVIDENCE_ISSUER = 12
    EVIDENCE_PLACE = 13
    EVIDENCE_FILE = 14
    EXPLANATION = 15
    FIGURE = 16
    APPLIES = 17


HIDDEN = frozenset({Column.KEY, Column.FIGURE, Column.APPLIES})
"""Columns that only programs read."""


class Head(NamedTuple):
    """A column's heading and its width in characters."""

    text: str
    width: float


HEADS = {
    Column.KEY: Head("", 0),
    Column.CODE: Head(mark("Code"), 6.5),
    Column.NAME: Head(mark("Area, criterion, item"), 29),
    Column.MAX: Head(mark("Maximum points"), 7),
    Column.RULE: Head(mark("How it is scored"), 35),
    Column.LABEL: Head(mark("Declared data"), 23),
    Column.VALUE: Head(mark("Value"), 11.5),
    Column.COMPUTED: Head(mark("Points computed"), 8.5),
    Column.CLAIM: Head(mark("Points claimed"), 7.5),
    Column.NOT_APPLICABLE: Head(mark("Not applicable (x)"), 7),
    Column.EVIDENCE_NUMBER: Head(mark("Number, symbol"), 12),
    Column.EVIDENCE_DAY: Head(mark("Date"), 10.5),
    Column.EVIDENCE_ISSUER: Head(mark("Issued by"), 12),
    Column.EVIDENCE_PLACE: Head(mark("Section, page"), 9),
    Column.EVIDENCE_FILE: Head(mark("File or link"), 12),
    Column.EXPLANATION: Head(mark("Explanation"), 19),
    Column.FIGURE: Head("", 0),
    Column.APPLIES: Head("", 0),
}
EVIDENCE_FIELDS = ("number", "day", "issuer", "place", "file")
"""The fields of a document in the order of their columns."""

EVIDENCE_HEAD = mark("Evidence")

IDENTITY_ROW = 1
"""Index (from 0) of the first of the rows whose hidden cell says whose form it is."""

COLUMN_KEYS_ROW = 8
"""Index (from 0) of the hidden row that says which column is which."""

HEADER_ROW = 9
"""Index (from 0) of the first of the two header rows."""


class RegisterColumn(LayoutColumn):
    """The columns of the sheet of further documents, from A."""

    KEY = 0
    ITEM = 1
    NUMBER = 2
    DAY = 3
    ISSUER = 4
    PLACE = 5
    FILE = 6
    NOTE = 7


REGISTER_HEADS = {
    RegisterColumn.KEY: Head("", 0),
    RegisterColumn.ITEM: Head(mark("Code of the item"), 14),
    RegisterColumn.NUMBER: Head(mark("Number, symbol"), 18),
    RegisterColumn.DAY: Head(mark("Date"), 12),
    RegisterColumn.ISSUER: Head(mark("Issued by"), 24),
    RegisterColumn.PLACE: Head(mark("Section, page"), 14),
    RegisterColumn.FILE: Head(mark("File or link"), 28),
    RegisterColumn.NOTE: Head(mark("What the document is about"), 40),
}
REGISTER_HEAD_ROW = 5
"""Index (from 0) of the header row; the hidden row of column keys stands above it."""

REGISTER_ROWS = 60
"""How many rows for documents stand ready; more may follow."""


class RowKey(NamedTuple):
    """What a row of the form is: the first row of an item, a further input, or a group."""

    kind: str
    code: str
    name: str = ""

    def text(self) -> str:
        """Write the key as it stands in column A."""
        return "|".join(self)

    @classmethod
    def read(cls, text: object) -> "RowKey | None":
        """Read a key; none where the text is not one."""
        return _row_key(text) if isinstance(text, str) else None


@lru_cache(10_000)
def _row_key(text: str) -> RowKey | None:
    if text.count("|") != 2:
        return None
    key = RowKey(*text.split("|"))
    return key if key.kind in {"item", "input", "group"} else None


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell from its row and column, both from 0: (0, 0) is ``A1``."""
    letters = _LETTERS[column] if column < len(_LETTERS) else _letters(column)
    return f"{letters}{row + 1}"


def sheet_reference(name: str) -> str:
    """Return what stands before a cell of another sheet in a formula: ``'Form'!``."""
    return "'" + name.replace("'", "''") + "'!"


def _letters(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


_LETTERS = [_letters(column) for column in range(26 * 27)]
