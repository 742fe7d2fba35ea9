"""The cells of a sheet's XML: brought into one plain form, and what values alone do not tell.

Nearly all programs write cells as ``<c r="B7" …>``; such a sheet is taken as it is. Any other (with
prefixes, without names, in another order, with cells far out) is written anew with expat, so that
what is checked here is what the reader of values then meets.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from xml.parsers import expat
from xml.sax.saxutils import escape

from parindex.locale import mark
from parindex.sources.guard import CUT_OFF, DOCUMENT_TYPE, Refused, too_large

MAX_ROWS, LAST_COLUMN = 9_999, "ZZ"
MAX_CELLS = 1_000_000
"""Filled cells of a sheet that is written anew."""

_ODD = re.compile(rb"""<c(?=[\s/>])(?! r="[A-Z]{1,2}[1-9][0-9]{0,3}"[ />])""")
_PREFIXED = re.compile(rb":c(?=[\s/>])")
_ERROR = re.compile(rb"""t=["']e["']""")
_FORMULA = re.compile(rb"<f(?:[\s/][^<>]*)?(?:(?<=/)>|>([^<]*)</f>)(<v(?:\s[^<>]*)?>[^<]|<is>)?")
_VALUE = re.compile(rb"<v(?:\s[^<>]*)?>([^<]*)<")
_TEXT_TYPE = re.compile(rb"""\bt=["'](?:str|inlineStr)["']""")
_NAME = re.compile(r"([A-Z]{1,3})([0-9]{1,7})", re.IGNORECASE)
_NAME_AT = len('<c r="')


@dataclass(frozen=True)
class Cells:
    """The cells of a sheet as XML of one form, and the names of filled ones too far out."""

    xml: bytes
    far: tuple[str, ...] = ()

    def faults(self) -> dict[str, str]:
        """Return the cells that show an error, with it, and (empty) those never calculated.

        The second happens in files that programs write; the reader of values takes both for blank
        cells, which they are not.
        """
        found = {name: "" for name, _, has_value in self._formulas if not has_value}
        last = 0
        for match in _ERROR.finditer(self.xml):
            start, last = self.xml.rfind(b"<c ", last, match.start()), match.end()
            if start >= 0 and self.xml.find(b">", start, last) < 0:
                cell = self.xml[start : self.xml.find(b"</c>", last)]
                value = _VALUE.search(cell)
                name = cell[_NAME_AT : cell.index(b'"', _NAME_AT)].decode("ascii", "replace")
                found[name] = _text(value[1]) if value and value[1] else "#"
        return found

    def formulas(self) -> dict[str, str]:
        """Return the formula of each cell that has one; empty where it is shared from another."""
        return {name: _text(formula) for name, formula, _ in self._formulas}

    @cached_property
    def _formulas(self) -> list[tuple[str, bytes, bool]]:
        """Hold each cell with a formula, and whether its result is there; empty text is one."""
        xml, last, found = self.xml, 0, []
        for match in _FORMULA.finditer(xml):
            at = match.start()
            start, last = xml.rfind(b"<c ", last, at) + _NAME_AT, match.end()
            if start >= _NAME_AT:
                name = xml[start : xml.index(b'"', start)].decode("ascii", "replace")
                has_value = bool(match[2] or _TEXT_TYPE.search(xml, start, at))
                found.append((name, match[1] or b"", has_value))
        return found


def _text(xml: bytes) -> str:
    return unescape(xml.decode("utf-8", "replace"))


def plain_cells(xml: bytes) -> Cells:
    """Return the cells of a sheet; raises :class:`Refused` for what is no XML, or no sheet."""
    start, end = xml.find(b"<sheetData>"), xml.rfind(b"</sheetData>")
    if 0 <= start < end and not _ODD.search(xml, start, end):
        cells = xml[start : end + len(b"</sheetData>")]
        if not _PREFIXED.search(cells):
            return Cells(cells)
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
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text
        parser.StartDoctypeDeclHandler = _no_doctype
        try:
            parser.Parse(xml, True)
        except _EnoughError:
            pass
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise Refused("SUB003", reason=CUT_OFF) from error
        body = "".join(self.parts)
        return Cells(f"<sheetData>{body}</sheetData>".encode(), tuple(self.far))

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
        said = "".join(f' {key}="{escape(given[key], _QUOTE)}"' for key in "st" if key in given)
        formula = f"<f>{escape(kept['f'])}</f>" if "f" in kept else ""
        value = f"<v>{escape(kept['v'])}</v>" if "v" in kept else ""
        text = f'<is><t xml:space="preserve">{escape(kept["t"])}</t></is>' if "t" in kept else ""
        self.parts.append(f'<c r="{name}"{said}>{formula}{value}{text}</c>')


_QUOTE = {'"': "&quot;"}
_LAST = 26 * 27
"""The number of the last column."""
_FAR_TOLD = 5


def _no_doctype(*_: object) -> None:
    raise Refused("SUB003", reason=DOCUMENT_TYPE)


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
