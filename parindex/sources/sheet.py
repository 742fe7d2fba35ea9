"""The cells of a sheet's XML in one plain spelling, whatever program wrote them.

Nearly all programs write cells as ``<c r="B7" …>``; such a sheet is taken as it is. Any other (with
prefixes, without names, in another order, with cells far out) is written anew with expat.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from html import escape
from typing import NamedTuple

from parindex.locale import mark
from parindex.sources.guard import parse_xml, too_large

MAX_ROWS, LAST_COLUMN = 9_999, "ZZ"
MAX_CELLS = 1_000_000
"""Filled cells of a sheet that is written anew."""

_NAME = re.compile(r"([A-Z]{1,3})([0-9]{1,7})", re.IGNORECASE)
_CELLS, _CELLS_END = b"<sheetData>", b"</sheetData>"


class Cells(NamedTuple):
    """The cells of a sheet as XML, and the names of filled ones too far out to be read."""

    xml: bytes
    far: tuple[str, ...] = ()


def plain_cells(xml: bytes) -> Cells | None:
    """Return the cells of a sheet as they stand; none where another spelling can be seen.

    What cannot be seen at a glance, :func:`parindex.sources.grid.read_sheet` meets cell by cell.
    """
    start, end = xml.find(_CELLS), xml.rfind(_CELLS_END)
    if not 0 <= start < end or b"<!" in xml[:start]:
        return None
    cells = xml[start + len(_CELLS) : end]
    return None if b"\r" in cells else Cells(cells)


def cells_anew(xml: bytes) -> Cells:
    """Return the cells of a sheet written anew; raises :class:`Refused` for what is no XML."""
    return _Rewriter().read(xml)


class _EnoughError(Exception):
    """Rows stand in their order; when enough cells far below are known, nothing else matters."""


@dataclass(slots=True)
class _Rewriter:
    """Writes the cells of a sheet anew: name, type, style, formula and value of each filled one."""

    parts: list[str] = field(default_factory=list)
    far: list[str] = field(default_factory=list)
    row: int = 0
    column: int = 0
    filled: int = 0
    inside: str = ""
    """The element whose text is being read: ``f``, ``v`` or ``t``."""
    kept: dict[str, list[str]] = field(default_factory=dict)
    attributes: Mapping[str, str] = field(default_factory=dict)
    phonetic: bool = False

    def read(self, xml: bytes) -> Cells:
        with suppress(_EnoughError):
            parse_xml(xml, self.start, self.end, self.text)
        return Cells("".join(self.parts).encode(), tuple(self.far))

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag == "c":
            self.place(attributes.get("r", ""))
            self.attributes, self.kept = attributes, {}
        elif tag == "row":
            number = attributes.get("r", "")
            self.row = int(number) if number.isdecimal() and len(number) < 9 else self.row + 1
            self.column = 0
            if self.row > MAX_ROWS and len(self.far) == _FAR_TOLD:
                raise _EnoughError
        elif tag in {"f", "v", "t"} and not self.phonetic:
            self.inside = tag
            self.kept.setdefault(tag, [])
        elif tag == "rPh":
            self.phonetic = True

    def place(self, name: str) -> None:
        """Take the cell's place from its name, or else as the one after the last."""
        match = _NAME.fullmatch(name)
        if match is None:
            self.column += 1
            return
        self.column = 0
        for letter in match.group(1).upper():
            self.column = self.column * 26 + ord(letter) - 64
        self.row = int(match.group(2))

    def text(self, text: str) -> None:
        if self.inside:
            self.kept[self.inside].append(text)

    def end(self, name: str) -> None:
        tag = name.rpartition(":")[2]
        if tag in {"f", "v", "t"}:
            self.inside = ""
        elif tag == "rPh":
            self.phonetic = False
        elif tag == "c" and self.kept:
            self.write()
            self.kept = {}

    def write(self) -> None:
        name = f"{_letters(self.column)}{self.row}"
        kept = {tag: "".join(texts) for tag, texts in self.kept.items()}
        if not 1 <= self.row <= MAX_ROWS or self.column > _LAST:
            if any(kept.values()) and len(self.far) < _FAR_TOLD:
                self.far.append(name)
            return
        self.filled += 1
        if self.filled > MAX_CELLS:
            raise too_large(mark("it has more than {count} cells"), count=MAX_CELLS)
        given = self.attributes
        said = "".join(f' {key}="{escape(given[key])}"' for key in "st" if key in given)
        formula = f"<f>{escape(kept['f'], quote=False)}</f>" if "f" in kept else ""
        value = f"<v>{escape(kept['v'], quote=False)}</v>" if "v" in kept else ""
        own = escape(kept.get("t", ""), quote=False)
        text = f'<is><t xml:space="preserve">{own}</t></is>' if "t" in kept else ""
        self.parts.append(f'<c r="{name}"{said}>{formula}{text}{value}</c>')


_LAST = 26 * 27
"""The number of the last column."""
_FAR_TOLD = 5


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
