"""The cells of a sheet's XML: brought into one plain form, and what values alone do not tell.

Nearly all programs write cells as ``<c r="B7" …>``; such a sheet is taken as it is. Any other (with
prefixes, without names, in another order, with cells far out) is written anew with expat, so that
what is checked here is what the reader of values then meets.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from xml.parsers import expat
from xml.sax.saxutils import escape

from parindex.locale import mark
from parindex.sources.guard import CUT_OFF, DOCUMENT_TYPE, Refused, too_large

MAX_ROWS, LAST_COLUMN = 9_999, "ZZ"
MAX_CELLS = 1_000_000
"""Filled cells of a sheet that is written anew."""

_ODD = re.compile(rb"""<c(?! r="[A-Z]{1,2}[1-9][0-9]{0,3}"[ />])[\s/>]""")
_PREFIXED = re.compile(rb":c(?=[\s/>])")
_ERROR = re.compile(rb"""t=["']e["']""")
_FORMULA = re.compile(rb"<f(?:(?:\s[^<>]*)?/>|(?:\s[^<>]*)?>([^<]*)</f>)")
_RESULT = re.compile(rb"\s*(?:<v(?:\s[^<>]*)?>[^<]|<is>)")
_VALUE = re.compile(rb"<v(?:\s[^<>]*)?>([^<]*)<")
_TEXT_TYPE = re.compile(rb"""\bt=["'](?:str|inlineStr)["']""")
_NAME = re.compile(r"([A-Z]{1,3})([0-9]{1,7})", re.IGNORECASE)
_CELL = b'<c r="'


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a sheet as XML of one form, and what its values do not tell.

    The formulas are taken out: ``formulas`` holds them by cell, as XML, empty where one is shared
    from another; ``uncalculated`` are those without a result, and ``far`` names filled cells too
    far out to be read.
    """

    xml: bytes
    formulas: Mapping[str, bytes] = field(default_factory=dict)
    uncalculated: tuple[str, ...] = ()
    far: tuple[str, ...] = ()

    def faults(self) -> dict[str, str]:
        """Return the cells that show an error, with it, and (empty) those never calculated.

        The second happens in files that programs write; the reader of values takes both for blank
        cells, which they are not.
        """
        found = dict.fromkeys(self.uncalculated, "")
        last = 0
        for match in _ERROR.finditer(self.xml):
            start, last = self.xml.rfind(b"<c ", last, match.start()), match.end()
            if start >= 0 and self.xml.find(b">", start, last) < 0:
                cell = self.xml[start : self.xml.find(b"</c>", last)]
                value = _VALUE.search(cell)
                name = cell[len(_CELL) : cell.index(b'"', len(_CELL))].decode("ascii", "replace")
                found[name] = text_in(value[1]) if value and value[1] else "#"
        return found


def text_in(xml: bytes) -> str:
    """Return the text that stands in XML."""
    return unescape(xml.decode("utf-8", "replace"))


def plain_cells(xml: bytes) -> Cells:
    """Return the cells of a sheet; raises :class:`Refused` for what is no XML, or no sheet."""
    start, end = xml.find(b"<sheetData>"), xml.rfind(b"</sheetData>")
    if 0 <= start < end and not _ODD.search(xml, start, end):
        cells = xml[start : end + len(b"</sheetData>")]
        if not _PREFIXED.search(cells):
            return _parted(cells)
    return _Rewriter().read(xml)


def _parted(xml: bytes, far: tuple[str, ...] = ()) -> Cells:
    """Part the cells from their formulas; a result that is an empty text is one."""
    pieces = _FORMULA.split(xml)
    between, formulas, uncalculated = pieces[::2], {}, []
    for before, formula, after in zip(between, pieces[1::2], between[1:], strict=False):
        _, opened, cell = before.rpartition(_CELL)
        if not opened:
            continue
        name = cell[: cell.index(b'"')].decode("ascii", "replace")
        formulas[name] = formula or b""
        if not (_RESULT.match(after) or _TEXT_TYPE.search(cell)):
            uncalculated.append(name)
    return Cells(b"".join(between), formulas, tuple(uncalculated), far)


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
        return _parted(f"<sheetData>{body}</sheetData>".encode(), tuple(self.far))

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
