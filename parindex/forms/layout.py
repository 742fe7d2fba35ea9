"""The self-assessment form, said once: sheets, columns, row keys; written and read from here."""

from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from parindex.locale import mark

MARKER = "parindex:self-assessment:1"
"""Stands hidden in A1 of the form's sheet, so that a renamed sheet is still found."""

IDENTITY_SHEET = "_parindex"
LISTS_SHEET = "_parindex_lists"
SHEET_NAME = mark("Self-assessment")
GUIDE_NAME = mark("How to fill in")

IDENTITY_KEYS = ("set_id", "set_version", "form_hash", "year", "unit", "unit_name")


class Column(IntEnum):
    """The columns of the form, from A."""

    KEY = 0
    CODE = 1
    NAME = 2
    MAX = 3
    RULE = 4
    LABEL = 5
    VALUE = 6
    CLAIM = 7
    NOT_APPLICABLE = 8
    EVIDENCE_NUMBER = 9
    EVIDENCE_DAY = 10
    EVIDENCE_ISSUER = 11
    EVIDENCE_PLACE = 12
    EVIDENCE_FILE = 13
    EXPLANATION = 14


class Head(NamedTuple):
    """A column's heading and its width in characters."""

    text: str
    width: float


HEADS = {
    Column.KEY: Head("", 0),
    Column.CODE: Head(mark("Code"), 6.5),
    Column.NAME: Head(mark("Area, criterion, component"), 29),
    Column.MAX: Head(mark("Maximum points"), 7),
    Column.RULE: Head(mark("How it is scored"), 35),
    Column.LABEL: Head(mark("Declared data"), 23),
    Column.VALUE: Head(mark("Value"), 11.5),
    Column.CLAIM: Head(mark("Points claimed"), 7.5),
    Column.NOT_APPLICABLE: Head(mark("Not applicable (x)"), 7),
    Column.EVIDENCE_NUMBER: Head(mark("Number, symbol"), 12),
    Column.EVIDENCE_DAY: Head(mark("Date"), 10.5),
    Column.EVIDENCE_ISSUER: Head(mark("Issued by"), 12),
    Column.EVIDENCE_PLACE: Head(mark("Section, page"), 9),
    Column.EVIDENCE_FILE: Head(mark("File or link"), 12),
    Column.EXPLANATION: Head(mark("Explanation"), 19),
}
EVIDENCE_HEAD = mark("Evidence")

HEADER_ROW = 9
"""Index (from 0) of the first of the two header rows."""


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


def _letters(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


_LETTERS = [_letters(column) for column in range(26 * 27)]
