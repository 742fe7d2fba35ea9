"""Files that are no forms, or are made to do harm: told apart quickly, in little memory."""

import json
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile

import pytest

from parindex.sources.guard import MAX_FILE, MAX_UNPACKED, Refused
from parindex.sources.workbook import open_workbook
from tests.sources.made_workbooks import CELL, HEAD, RELATIONS, packed, sheet, texts, workbook

SECONDS = 4.0
"""Of the processor, so that a busy machine fails nothing; a reader is stopped after 10."""
MEGABYTES = 700
"""What one file may take: the guard lets 60 MB unpacked through, read several times over."""


def lying() -> bytes:
    """Return a workbook whose sheet unpacks to 70 MB and says that it has 100 bytes."""
    name = b"xl/worksheets/sheet1.xml"
    data = bytearray(workbook(" " * 70_000_000))
    for signature, offset, at in ((b"PK\1\2", 46, 24), (b"PK\3\4", 30, 22)):
        start = 0
        while (start := data.find(signature, start)) >= 0:
            if data[start + offset : start + offset + len(name)] == name:
                struct.pack_into("<I", data, start + at, 100)
            start += 1
    return bytes(data)


def locked() -> bytes:
    """Return a workbook whose parts are locked with the password of the zip."""
    data = bytearray(workbook())
    for signature, at in ((b"PK\1\2", 8), (b"PK\3\4", 6)):
        start = data.find(signature)
        while start >= 0:
            data[start + at] |= 1
            start = data.find(signature, start + 1)
    return bytes(data)


def sheets(count: int, parts: int) -> bytes:
    """Return a workbook that lists so many sheets, which stand in so many parts."""
    listed = "".join(
        f'<sheet name="T{n}" sheetId="{n + 1}" r:id="r{n % parts}"/>' for n in range(count)
    )
    related = "".join(
        f'<Relationship Id="r{n}" Type="{RELATIONS}/worksheet" Target="worksheets/{n}.xml"/>'
        for n in range(parts)
    )
    made: dict[str, str | bytes] = {f"xl/worksheets/{n}.xml": sheet(CELL) for n in range(parts)}
    made["xl/workbook.xml"] = f"<workbook><sheets>{listed}</sheets></workbook>"
    made["xl/_rels/workbook.xml.rels"] = f"<Relationships>{related}</Relationships>"
    return workbook(parts=made)


def many_rows(count: int) -> str:
    return "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, count + 1))


def bomb(size: int) -> bytes:
    """Return a workbook whose sheet has so many spaces, without ever holding them."""
    head, tail = (part.encode() for part in sheet("|").split("|"))
    buffer = BytesIO(workbook())
    with ZipFile(buffer, "a", ZIP_DEFLATED, compresslevel=1) as archive:
        spaces = b" " * 10**7
        with archive.open("xl/worksheets/sheet2.xml", "w", force_zip64=True) as part:
            part.write(head)
            for _ in range(size // len(spaces)):
                part.write(spaces)
            part.write(tail)
    return buffer.getvalue()


def entities(doctype_at: int = 0, encoding: str = "utf-8") -> bytes:
    """Return a workbook whose sheet declares ten entities, each ten of the one before."""
    lines = ['<!ENTITY a0 "lol">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    head = HEAD.replace("UTF-8", encoding.upper())
    filler = f"<!--{' ' * doctype_at}-->" if doctype_at else ""
    doctype = f"{filler}<!DOCTYPE worksheet [{''.join(lines)}]>"
    body = sheet('<row r="1"><c r="A1" t="str"><v>&a9;</v></c></row>').removeprefix(HEAD)
    return workbook(parts={"xl/worksheets/sheet1.xml": (head + doctype + body).encode(encoding)})


def external(path: str) -> bytes:
    """Return a workbook whose sheet asks for a file of this machine."""
    doctype = f'<!DOCTYPE worksheet [<!ENTITY x SYSTEM "file://{path}">]>'
    body = sheet('<row r="1"><c r="A1" t="str"><v>&x;</v></c></row>').removeprefix(HEAD)
    return workbook(parts={"xl/worksheets/sheet1.xml": HEAD + doctype + body})


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
FILES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "empty": ("SUB003", lambda: b""),
    "text": ("SUB004", "Biểu tự đánh giá".encode),
    "HTML": ("SUB004", lambda: b"\n<html><table><tr><td>1</table></html>"),
    "XML": ("SUB004", lambda: b'<?xml version="1.0"?><Workbook/>'),
    "PDF": ("SUB004", lambda: b"%PDF-1.7\n"),
    "RAR": ("SUB004", lambda: b"Rar!\x1a\x07\x01\x00"),
    "old Excel": ("SUB004", lambda: OLE),
    "password": ("SUB002", lambda: OLE + "EncryptedPackage".encode("utf-16-le") + b"\0" * 99),
    "PK and nothing": ("SUB003", lambda: b"PK\3\4"),
    "cut off": ("SUB003", lambda: workbook()[:600]),
    "half in the middle": ("SUB003", lambda: workbook()[:200] + workbook()[400:]),
    "Word": ("SUB004", lambda: packed({"[Content_Types].xml": "", "word/document.xml": "<w/>"})),
    "OpenDocument": ("SUB004", lambda: packed({"mimetype": "application/vnd", "content.xml": ""})),
    "plain zip": ("SUB004", lambda: packed({"ảnh.jpg": b"\xff\xd8"})),
    "binary Excel": ("SUB004", lambda: packed({"xl/workbook.bin": b"\x83"})),
    "no list of sheets": ("SUB003", lambda: packed({"xl/worksheets/sheet1.xml": sheet(CELL)})),
    "too large": ("SUB005", lambda: packed({"a": zlib.compress(b"x") * MAX_FILE}, ZIP_STORED)),
    "500 parts": ("SUB005", lambda: workbook(parts={f"xl/media/{n}": b"" for n in range(500)})),
    "lying sizes": ("SUB005|SUB003", lying),
    "100 MB of spaces": ("SUB005", lambda: bomb(10**8)),
    "entities": ("SUB003", entities),
    "entities after a long remark": ("SUB003", lambda: entities(doctype_at=5000)),
    "entities in UTF-16": ("SUB003", lambda: entities(encoding="utf-16")),
    "a file of this machine": ("SUB003", lambda: external("/etc/hostname")),
    "not XML": ("SUB003", lambda: workbook(parts={"xl/worksheets/sheet1.xml": "<worksheet><"})),
    "no sheet part": ("SUB003", lambda: workbook(parts={"xl/worksheets/sheet1.xml": b""})),
    "text out of range": (
        "SUB003",
        lambda: workbook('<row r="1"><c r="A1" t="s"><v>99</v></c></row>'),
    ),
    "a million rows": ("read", lambda: workbook(many_rows(1_000_000))),
    "half a million rows without a name": (
        "read",
        lambda: workbook("<row><c><v>1</v></c></row>" * 500_000),
    ),
    "a million styled rows": ("read", lambda: workbook('<row s="1"/>' * 1_000_000)),
    "a dimension that lies": (
        "read",
        lambda: workbook(
            parts={
                "xl/worksheets/sheet1.xml": sheet(
                    '<row r="1"><c r="XFD1048576"><v>1</v></c></row><row r="2"></row>'
                ).replace("<sheetData>", '<dimension ref="A1:B2"/><sheetData>')
            }
        ),
    ),
    "a dimension of all there is": (
        "read",
        lambda: workbook(
            parts={
                "xl/worksheets/sheet1.xml": sheet(CELL).replace(
                    "<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>'
                )
            }
        ),
    ),
    "10,000 sheets": ("SUB005", lambda: sheets(10_000, 10_000)),
    "10,000 sheets in one part": ("SUB005", lambda: sheets(10_000, 1)),
    "300 sheets": ("read", lambda: sheets(300, 300)),
    "a text of 1 MB": ("read", lambda: texts(10**6, 1)),
    "a text of 1 MB in 20,000 cells": ("read", lambda: texts(10**6, 20_000)),
    "a cell of 1 MB": (
        "read",
        lambda: workbook(f'<row><c r="A1" t="str"><v>{"x" * 10**6}</v></c></row>'),
    ),
    "one huge text": ("read", lambda: texts(MAX_UNPACKED // 2, 1)),
    "a huge text in odd XML": (
        "read",
        lambda: workbook(f'<row><c t="str"><v>{"x" * (MAX_UNPACKED // 2)}</v></c></row>'),
    ),
    "tags without an end": ("SUB003", lambda: workbook("<c r='1'" + "<f " * 10**6)),
    "formulas without an end": ("SUB003", lambda: workbook('<c r="A1"><f>' * 10**5)),
    "names that leave the folder": (
        "read",
        lambda: workbook(parts={"../../../tmp/parindex-slip": "x", "/etc/x": "y", "C:\\x": "z"}),
    ),
    "packed in another way": (
        "SUB003",
        lambda: packed({"xl/workbook.xml": " " * 10**7}, ZIP_LZMA),
    ),
    "password of the zip": ("SUB002", locked),
    "a wide corner and a long column": (
        "read",
        lambda: workbook(
            f'{CELL}<row r="2"><c r="ZZ2"><v>1</v></c></row>'
            '<row r="9999"><c r="A9999"><v>1</v></c></row>'
        ),
    ),
}
"""What a file is: the code it must have (``read`` if it must be read), and how it is made."""

CHILD = """
import json, resource, sys, time
from pathlib import Path
from parindex.sources.guard import Refused
from parindex.sources.workbook import open_workbook
resource.setrlimit(resource.RLIMIT_AS, (1024**3, 1024**3))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
status, forget = Path("/proc/self/status"), Path("/proc/self/clear_refs")
for path in sys.argv[1:]:
    if forget.exists():
        forget.write_text("5")
    start = time.process_time()
    try:
        book = open_workbook(Path(path))
        said = "read" if [len(book.read(name).grid) for name in book.sheets] else "no sheet"
    except Refused as refused:
        said = refused.code
    book = None
    seconds = time.process_time() - start
    high = status.read_text().partition("VmHWM:")[2].split()[0] if status.exists() else "0"
    print(json.dumps([path, said, seconds, int(high) // 1024]), flush=True)
"""


class Told(NamedTuple):
    """What a file was said to be, and what that took."""

    said: str
    seconds: float
    megabytes: int


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Told]:
    """Read every file in a child process with the limits of a real one."""
    folder = tmp_path_factory.mktemp("hostile")
    names = {}
    for number, (what, (_, make)) in enumerate(FILES.items()):
        path = folder / f"{number}.xlsx"
        path.write_bytes(make())
        names[str(path)] = what
    found = {}
    waiting = list(names)
    while waiting:
        command = [sys.executable, "-c", CHILD, *waiting]
        run = subprocess.run(command, capture_output=True, text=True, timeout=90, check=False)
        for path, *rest in map(json.loads, run.stdout.splitlines()):
            found[names[path]] = Told(*rest)
            waiting.remove(path)
        if waiting:
            found[names[waiting.pop(0)]] = Told(f"the reader died: {run.stderr[-300:]}", 0, 0)
    return found


@pytest.mark.skipif(sys.platform == "win32", reason="limits of memory need POSIX")
@pytest.mark.parametrize("what", FILES)
def test_a_bad_file_is_told_apart_quickly_in_little_memory(
    what: str, told: dict[str, Told]
) -> None:
    code, _ = FILES[what]
    said, seconds, megabytes = told[what]
    assert said in code.split("|")
    assert seconds < SECONDS
    assert megabytes < MEGABYTES


def test_a_plain_workbook_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook())
    book = open_workbook(path)
    assert book.sheets == ("Tờ 1",)
    assert [list(line) for line in book.read("Tờ 1").grid] == [[1.0]]


def test_a_missing_file_and_a_folder_cannot_be_opened(tmp_path: Path) -> None:
    for path in (tmp_path / "none.xlsx", tmp_path):
        with pytest.raises(Refused) as refused:
            open_workbook(path)
        assert refused.value.code == "SUB001"
        assert refused.value.values["reason"]
