"""What a returned file must be before any reader opens it: a small, plain, unlocked workbook."""

import posixpath
import re
import struct
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from io import BytesIO
from xml.parsers import expat

from deflate import DeflateError, crc32, deflate_decompress

from parindex.locale import Phrase, mark, phrase

MAX_FILE = 8_000_000
MAX_ENTRIES = 400
MAX_UNPACKED = 60_000_000

_SHEET = re.compile(rb"<(?:\w+:)?sheet\b([^<>]*)>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b([^<>]*)>")
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_MODIFIED = re.compile(rb"<dcterms:modified[^<>]*>([^<]*)<")
_FROM_1904 = re.compile(rb"""\bdate1904\s*=\s*["'](?:1|true)["']""")
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_LONGEST_KNOWN = 50_000
"""Longer lists of parts are not kept in mind, lest hostile files fill the memory."""
_OLE = b"\xd0\xcf\x11\xe0"

CUT_OFF = phrase(mark("it is cut off or was changed"))
DOCUMENT_TYPE = phrase(mark("it declares a document type"))
ZIP_FAULTS: tuple[type[Exception], ...] = (
    zipfile.BadZipFile, DeflateError, struct.error, ValueError, OSError, EOFError,
    NotImplementedError,
)  # fmt: skip


class Refused(Exception):  # noqa: N818 - the file is refused
    """A file that is not opened; carries the code of the finding and what fills it."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


@dataclass(frozen=True, slots=True)
class Package:
    """An inspected workbook: the bytes of its zip, and where its parts stand."""

    data: bytes
    names: Mapping[str, zipfile.ZipInfo]
    """By name in small letters: programs differ in how they write them."""
    sheets: Mapping[str, str]
    others: Mapping[str, str]
    """Names of the parts of the workbook's own, by the last word of their kind."""
    from_1904: bool = False
    """Whether days are counted from 1904, as old Macintoshes did."""

    @property
    def has_macros(self) -> bool:
        """Tell whether the workbook brings a program along."""
        return any(name.endswith("vbaproject.bin") for name in self.names)

    def size(self, name: str) -> int:
        """Return the bytes a part unpacks to; no more is ever unpacked."""
        entry = self.names.get(name.lower())
        return entry.file_size if entry else 0

    def part(self, name: str) -> bytes:
        """Return a part of the package in UTF-8; empty where there is none."""
        return _part(self.data, self.names, name)

    def modified(self) -> str:
        """Return when the workbook says it was last saved (ISO 8601), or nothing."""
        match = _MODIFIED.search(self.part("docProps/core.xml"))
        return match.group(1).decode("utf-8", "replace").strip() if match else ""


def _part(data: bytes, names: Mapping[str, zipfile.ZipInfo], name: str) -> bytes:
    entry = names.get(name.lower())
    if entry is None:
        return b""
    try:
        part = _unpacked(data, entry)
    except ZIP_FAULTS as error:
        raise Refused("SUB003", reason=CUT_OFF) from error
    if part.startswith(_UTF_16):
        part = _utf_8(part)
    if b"<!DOCTYPE" in part[:2000]:
        raise Refused("SUB003", reason=DOCUMENT_TYPE)
    return part


def _unpacked(data: bytes, entry: zipfile.ZipInfo) -> bytes:
    """Return an entry's bytes, never more than it says; ``ZipFile.read`` takes twice the time."""
    head = entry.header_offset
    start = head + 30 + sum(struct.unpack_from("<HH", data, head + 26))
    part = data[start : start + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_DEFLATED:
        part = bytes(deflate_decompress(part, entry.file_size))
    if len(part) != entry.file_size or crc32(part) != entry.CRC:
        raise zipfile.BadZipFile
    return part


def _utf_8(data: bytes) -> bytes:
    """Return XML of UTF-16 in UTF-8, without the declaration that says otherwise."""
    wide = "utf-16" if data[0] > 0x7F else "utf-16-le" if data[0] else "utf-16-be"
    text = data.decode(wide, "replace")
    declared = _DECLARATION.match(text)
    return text[declared.end() if declared else 0 :].encode()


def open_package(data: bytes) -> Package | None:
    """Inspect the bytes of a file; raises :class:`Refused` for what is no workbook.

    There is no package in a workbook of an older format (.xls, .xlsb, .ods), which has other parts.
    """
    if len(data) > MAX_FILE:
        raise too_large(mark("it is {size} MB"), size=len(data) // 10**6)
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Refused("SUB002")
        return None
    if not data.startswith(b"PK"):
        raise _no_zip(data)
    names = _entries(data)
    if "mimetype" in names or "xl/workbook.bin" in names:
        if b"encryption-data" in _part(data, names, "META-INF/manifest.xml"):
            raise Refused("SUB002")
        return None
    _, root = _relations(_part(data, names, "_rels/.rels"), "")
    book = root.get("officeDocument", "xl/workbook.xml")
    xml = _part(data, names, book)
    if not xml or book.startswith(("word/", "ppt/")):
        raise _other_zip(set(names))
    folder = book[: book.rfind("/") + 1]
    related = _part(data, names, f"{folder}_rels/{book.removeprefix(folder)}.rels")
    known = len(xml) + len(related) < _LONGEST_KNOWN
    sheets, others = (_parts if known else _parts.__wrapped__)(xml, related, folder)
    if len(sheets) > MAX_ENTRIES:
        raise too_large(mark("it has {count} parts"), count=len(sheets))
    return Package(data, names, sheets, others, bool(_FROM_1904.search(xml)))


@lru_cache(32)
def _parts(xml: bytes, related: bytes, folder: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the sheets of a workbook by name, and its other parts; forms of a set share them."""
    targets, others = _relations(related, folder)
    return _sheets(xml, targets), others


def _entries(data: bytes) -> dict[str, zipfile.ZipInfo]:
    """Return the entries of the zip, of which none is too many, too large or locked."""
    try:
        entries = zipfile.ZipFile(BytesIO(data)).infolist()
    except ZIP_FAULTS as error:
        raise Refused("SUB003", reason=CUT_OFF) from error
    if len(entries) > MAX_ENTRIES:
        raise too_large(mark("it has {count} parts"), count=len(entries))
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise too_large(mark("it unpacks to more than {size} MB"), size=MAX_UNPACKED // 10**6)
    for entry in entries:
        if entry.flag_bits & 1:
            raise Refused("SUB002")
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise Refused("SUB003", reason=CUT_OFF)  # the others unpack without bound
    return {entry.filename.replace("\\", "/").lower(): entry for entry in entries}


def _relations(xml: bytes, folder: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the parts that a part points at, by their Id and by the last word of their Type."""
    by_identity, by_type = {}, {}
    for match in _RELATION.finditer(xml):
        relation = attributes(match.group(1))
        target = relation.get("Target", "").replace("\\", "/")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(folder + target)
        by_identity[relation.get("Id", "")] = path
        by_type[relation.get("Type", "").rpartition("/")[2]] = path
    return by_identity, by_type


def _sheets(xml: bytes, targets: Mapping[str, str]) -> dict[str, str]:
    parts = {}
    for match in _SHEET.finditer(xml):
        sheet = attributes(match.group(1))
        identity = next((value for key, value in sheet.items() if key.endswith(":id")), "")
        if identity in targets and "name" in sheet:
            parts[sheet["name"]] = targets[identity]
    return parts


def parse_xml(
    xml: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> None:
    """Go through XML, calling back at each element and text.

    Raises :class:`Refused` for what is no XML, or declares a document type.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _no_document_type
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise Refused("SUB003", reason=CUT_OFF) from error


def _no_document_type(*_: object) -> None:
    raise Refused("SUB003", reason=DOCUMENT_TYPE)


def too_large(message: str, **values: object) -> Refused:
    """Return what refuses a file that is too large, in whatever way."""
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
    if data.startswith(b"%PDF"):
        return Refused("SUB004", what=phrase(mark("a PDF")))
    start = data[:200].lstrip().lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<table")):
        return Refused("SUB004", what=phrase(mark("a web page or XML text")))
    if start and not _NO_TEXT.search(data[:4000]):
        return Refused("SUB004", what=phrase(mark("plain text (.csv, .txt)")))
    return Refused("SUB004", what=phrase(mark("something else")))


def _other_zip(names: set[str]) -> Refused:
    if any(name.startswith("word/") for name in names):
        return Refused("SUB004", what=phrase(mark("a Word document")))
    if any(name.startswith("xl") for name in names):
        return Refused("SUB003", reason=phrase(mark("the list of its sheets is missing")))
    return Refused("SUB004", what=phrase(mark("a zip archive")))


def attributes(text: bytes) -> dict[str, str]:
    """Return the attributes that stand in a tag."""
    return {
        key.decode(): unescape((double or single).decode("utf-8", "replace"))
        for key, double, single in _ATTRIBUTE.findall(text)
    }
