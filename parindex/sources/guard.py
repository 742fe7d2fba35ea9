"""What a returned file must be before any reader opens it: a small, plain, unlocked workbook."""

import re
import zipfile
import zlib
from dataclasses import dataclass
from html import unescape
from io import BytesIO

from parindex.locale import Phrase, mark, phrase

MAX_FILE = 8_000_000
MAX_ENTRIES = 400
MAX_UNPACKED = 60_000_000
MAX_ROWS, LAST_COLUMN = 9_999, "ZZ"

_FAR = re.compile(
    rb"""\br\s*=\s*["']((?:[A-Z]{3,}|[B-Z][A-Z](?=[0-9]{4}))[0-9]+|[A-Z]{0,2}[0-9]{5,})["']""",
    re.IGNORECASE,
)
_DIMENSION = re.compile(rb"""dimension ref=["']A1:([A-Z]{1,2})([0-9]{1,4})["']""")
_LAST_ROW = re.compile(rb"""row\b[^>]*?\br=["']([0-9]{1,4})["']""")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b([^>]*)>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b([^>]*)>")
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_CELL = re.compile(rb"<(?:\w+:)?c(?=[\s>/])")
_FORMULA = re.compile(rb"<(?:\w+:)?f(?=[\s>/])")
_IS_ERROR = re.compile(rb"""\bt\s*=\s*["']e["']""")
_REF = re.compile(rb"""\br=["']([A-Z]+[0-9]+)["']""")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)<")
_MODIFIED = re.compile(rb"<dcterms:modified[^>]*>([^<]*)<")


_CUT_OFF = phrase(mark("it is cut off or was changed"))
_ZIP_FAULTS = (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError)


class Refused(Exception):  # noqa: N818 - the file is refused
    """A file that is not opened; carries the code of the finding and what fills it."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


@dataclass(frozen=True, slots=True)
class Package:
    """An inspected workbook: its zip, and the part of each sheet by name."""

    archive: zipfile.ZipFile
    parts: dict[str, str]

    def part(self, name: str) -> bytes:
        """Return a part of the package, refusing one that is larger than it says."""
        try:
            with self.archive.open(name) as stream:
                data = stream.read(MAX_UNPACKED + 1)
        except KeyError:
            return b""
        except (*_ZIP_FAULTS, RuntimeError) as error:
            raise Refused("SUB003", reason=_CUT_OFF) from error
        if len(data) > MAX_UNPACKED:
            raise _too_large(mark("it unpacks to more than {size} MB"), size=MAX_UNPACKED // 10**6)
        if b"<!DOCTYPE" in data[:2000]:
            raise Refused("SUB003", reason=phrase(mark("it declares a document type")))
        return data

    def modified(self) -> str:
        """Return when the workbook says it was last saved (ISO 8601), or nothing."""
        match = _MODIFIED.search(self.part("docProps/core.xml"))
        return match.group(1).decode("utf-8", "replace").strip() if match else ""

    def check_extent(self, sheet: str) -> bytes:
        """Return the sheet's XML, refusing a sheet with a cell far outside any form."""
        xml = self.part(self.parts[sheet])
        if not xml:
            raise Refused("SUB003", reason=_CUT_OFF)
        if _says_small(xml):
            return xml
        if b'="&#' in xml:
            raise Refused("SUB003", reason=_CUT_OFF)
        if match := _FAR.search(xml):
            cell = match.group(1).decode("ascii").upper()
            raise Refused("SUB007", cell=cell, rows=MAX_ROWS, columns=LAST_COLUMN)
        return xml


def _says_small(xml: bytes) -> bool:
    """Tell whether the sheet's stated dimension and its last row are those of a form.

    A quick look that spares the search through all cells; a file that lies here still meets the
    limits of the process that reads it.
    """
    stated = _DIMENSION.search(xml, 0, 4000)
    last = _LAST_ROW.match(xml, xml.rfind(b"row ", 0, xml.rfind(b"sheetData>")))
    return bool(stated and last)


def open_package(data: bytes) -> Package:
    """Inspect the bytes of a file; raises :class:`Refused` for what is no plain workbook."""
    if len(data) > MAX_FILE:
        raise _too_large(mark("it is {size} MB"), size=len(data) // 10**6)
    if not data.startswith(b"PK"):
        raise _no_zip(data)
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        entries = archive.infolist()
    except _ZIP_FAULTS as error:
        raise Refused("SUB003", reason=_CUT_OFF) from error
    if len(entries) > MAX_ENTRIES:
        raise _too_large(mark("it has {count} parts"), count=len(entries))
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise _too_large(mark("it unpacks to more than {size} MB"), size=MAX_UNPACKED // 10**6)
    names = {entry.filename for entry in entries}
    if "xl/workbook.xml" not in names:
        raise _other_zip(names)
    package = Package(archive, {})
    package.parts.update(_sheet_parts(package))
    return package


def faults(xml: bytes) -> dict[str, str]:
    """Return the cells that show an error, with it, and (empty) those never calculated.

    The second happens in files that programs write; the reader of values takes both for blank
    cells, which they are not.
    """
    found: dict[str, str] = {}
    end = xml.rfind(b"sheetData>")
    formula = b":f" if xml[end - 1 : end] == b":" else b"<f"
    signs = (formula, b'"e"', *((b"'e'",) if b"='" in xml[:4000] else ()))
    if all(xml.find(sign, 0, end) < 0 for sign in signs):
        return found
    for cell in _CELL.split(xml[:end])[1:]:
        attributes, _, content = cell.partition(b">")
        is_error = bool(_IS_ERROR.search(attributes))
        value = _VALUE.search(content)
        is_bare = bool(_FORMULA.search(content)) and not _has_value(value, attributes)
        if (is_error or is_bare) and (ref := _REF.search(attributes)):
            text = value.group(1).decode("utf-8", "replace") if value else ""
            found[ref.group(1).decode()] = (text or "#") if is_error else ""
    return found


def _has_value(value: re.Match[bytes] | None, attributes: bytes) -> bool:
    return value is not None and bool(value.group(1) or b"str" in attributes)


def _too_large(message: str, **values: object) -> Refused:
    limit = phrase(
        mark("{size} MB, {unpacked} MB unpacked, {entries} parts"),
        size=MAX_FILE // 10**6,
        unpacked=MAX_UNPACKED // 10**6,
        entries=MAX_ENTRIES,
    )
    return Refused("SUB005", what=Phrase(message, values), limit=limit)


def _no_zip(data: bytes) -> Refused:
    if not data:
        return Refused("SUB003", reason=phrase(mark("it is empty")))
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return Refused("SUB002")
        return Refused("SUB004", what=phrase(mark("an old Excel or Word file (.xls, .doc)")))
    if data.startswith(b"%PDF"):
        return Refused("SUB004", what=phrase(mark("a PDF")))
    start = data[:200].lstrip().lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<table")):
        return Refused("SUB004", what=phrase(mark("a web page or XML text")))
    return Refused("SUB004", what=phrase(mark("something else")))


def _other_zip(names: set[str]) -> Refused:
    if any(name.startswith("word/") for name in names):
        return Refused("SUB004", what=phrase(mark("a Word document")))
    if "mimetype" in names or "content.xml" in names:
        return Refused("SUB004", what=phrase(mark("an OpenDocument file (.ods)")))
    if "xl/workbook.bin" in names:
        return Refused("SUB004", what=phrase(mark("a binary Excel workbook (.xlsb)")))
    if any(name.startswith("xl") for name in names):
        return Refused("SUB003", reason=phrase(mark("the list of its sheets is missing")))
    return Refused("SUB004", what=phrase(mark("a zip archive")))


def _sheet_parts(package: Package) -> dict[str, str]:
    targets = {}
    for match in _RELATION.finditer(package.part("xl/_rels/workbook.xml.rels")):
        relation = _attributes(match.group(1))
        target = relation.get("Target", "").replace("\\", "/")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        targets[relation.get("Id", "")] = path
    parts = {}
    for match in _SHEET.finditer(package.part("xl/workbook.xml")):
        sheet = _attributes(match.group(1))
        identity = next((value for key, value in sheet.items() if key.endswith(":id")), "")
        if identity in targets and "name" in sheet:
            parts[sheet["name"]] = targets[identity]
    return parts


def _attributes(text: bytes) -> dict[str, str]:
    return {
        key.decode(): unescape((double or single).decode("utf-8", "replace"))
        for key, double, single in _ATTRIBUTE.findall(text)
    }
