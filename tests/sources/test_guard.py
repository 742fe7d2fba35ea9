"""Files that are no forms, or are made to do harm: told apart quickly, in little memory."""

import struct
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from parindex.sources.guard import MAX_FILE, Refused, faults
from parindex.sources.workbook import open_workbook

SECONDS = 2.0
"""Of the processor, so that a busy machine fails nothing."""
MEGABYTES = 600
"""What one file may take: the guard lets 60 MB unpacked through, read several times over."""

SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'


def sheet(rows: str) -> str:
    return f'{HEAD}<worksheet xmlns="{SPREADSHEET}"><sheetData>{rows}</sheetData></worksheet>'


def workbook(rows: str = CELL, parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """Return a small workbook with one sheet; ``parts`` add to it or replace."""
    entries: dict[str, str | bytes] = {
        "[Content_Types].xml": f"""{HEAD}<Types
            xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
            <Default Extension="xml" ContentType="application/xml"/>
            <Default Extension="rels"
                ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
            <Override PartName="/xl/workbook.xml" ContentType=
"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
            <Override PartName="/xl/worksheets/sheet1.xml" ContentType=
"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>""",
        "_rels/.rels": f"""{HEAD}<Relationships
            xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
            <Relationship Id="rId1" Type="{RELATIONS}/officeDocument"
                Target="xl/workbook.xml"/></Relationships>""",
        "xl/workbook.xml": f"""{HEAD}<workbook xmlns="{SPREADSHEET}" xmlns:r="{RELATIONS}">
            <sheets><sheet name="Tờ 1" sheetId="1" r:id="rId1"/></sheets></workbook>""",
        "xl/_rels/workbook.xml.rels": f"""{HEAD}<Relationships
            xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
            <Relationship Id="rId1" Type="{RELATIONS}/worksheet"
                Target="worksheets/sheet1.xml"/></Relationships>""",
        "xl/worksheets/sheet1.xml": sheet(rows),
    }
    return packed(entries | dict(parts or {}))


def packed(entries: Mapping[str, str | bytes], method: int = ZIP_DEFLATED) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", method) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def lying() -> bytes:
    """Return a workbook whose sheet unpacks to 100 MB and says that it has 100 bytes."""
    name = b"xl/worksheets/sheet1.xml"
    data = bytearray(workbook(" " * 100_000_000))
    for signature, offset, at in ((b"PK\1\2", 46, 24), (b"PK\3\4", 30, 22)):
        start = 0
        while (start := data.find(signature, start)) >= 0:
            if data[start + offset : start + offset + len(name)] == name:
                struct.pack_into("<I", data, start + at, 100)
            start += 1
    return bytes(data)


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


def cell(name: str) -> bytes:
    row = name.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return workbook(f'{CELL}<row r="{row}"><c r="{name}"><v>1</v></c></row>')


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
    "300 MB of spaces": ("SUB005", lambda: bomb(3 * 10**8)),
    "entities": ("SUB003", entities),
    "entities after a long remark": ("SUB003", lambda: entities(doctype_at=5000)),
    "entities in UTF-16": ("SUB003|read", lambda: entities(encoding="utf-16")),
    "a file of this machine": ("SUB003", lambda: external("/etc/hostname")),
    "cell XFD1048576": ("SUB007", lambda: cell("XFD1048576")),
    "cell J1048576": ("SUB007", lambda: cell("J1048576")),
    "cell BA5000": ("SUB007", lambda: cell("BA5000")),
    "cell AAA1": ("SUB007", lambda: cell("AAA1")),
    "row 10000": ("SUB007", lambda: workbook('<row r="10000"><c><v>1</v></c></row>')),
    "not XML": ("SUB003", lambda: workbook(parts={"xl/worksheets/sheet1.xml": "<worksheet><"})),
    "no sheet part": ("SUB003", lambda: workbook(parts={"xl/worksheets/sheet1.xml": b""})),
    "text out of range": (
        "SUB003",
        lambda: workbook('<row r="1"><c r="A1" t="s"><v>99</v></c></row>'),
    ),
    "a far cell written with spaces": (
        "SUB007",
        lambda: workbook('<row><c r = "XFD1048576"><v>1</v></c></row>'),
    ),
    "a far cell in UTF-16": (
        "SUB007|SUB003|read",
        lambda: workbook(
            parts={
                "xl/worksheets/sheet1.xml": sheet('<row><c r="XFD1048576"><v>1</v></c></row>')
                .replace("UTF-8", "UTF-16")
                .encode("utf-16")
            }
        ),
    ),
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
import resource, sys, time
from pathlib import Path
from parindex.sources.guard import Refused
from parindex.sources.workbook import open_workbook
resource.setrlimit(resource.RLIMIT_AS, (2 * 1024**3, 2 * 1024**3))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
start = time.process_time()
try:
    book = open_workbook(Path(sys.argv[1]))
    grids = [book.read(name).grid for name in book.sheets]
    said = "read" if grids else "no sheet"
except Refused as refused:
    said = refused.code
seconds = time.process_time() - start
status = Path("/proc/self/status")
high = status.read_text().partition("VmHWM:")[2].split()[0] if status.exists() else "0"
print(said, seconds, int(high) // 1024)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of memory need POSIX")
@pytest.mark.parametrize("what", FILES)
def test_a_bad_file_is_told_apart_quickly_in_little_memory(what: str, tmp_path: Path) -> None:
    code, make = FILES[what]
    path = tmp_path / "XA01.xlsx"
    path.write_bytes(make())
    command = [sys.executable, "-c", CHILD, str(path)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    assert run.returncode == 0, f"the reader died: {run.stderr[-300:]}"
    said, seconds, megabytes = run.stdout.split()
    assert said in code.split("|")
    assert float(seconds) < SECONDS
    assert int(megabytes) < MEGABYTES


def test_a_plain_workbook_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook())
    book = open_workbook(path)
    assert book.sheets == ("Tờ 1",)
    assert [list(line) for line in book.read("Tờ 1").grid] == [[1.0]]


@pytest.mark.parametrize("name", ["AZ9999", "ZZ999", "A9999"])
def test_the_last_cells_that_are_allowed(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(cell(name))
    assert open_workbook(path).read("Tờ 1").grid[-1][-1] == 1.0


def test_dimensions_of_libreoffice_are_read_by_openpyxl(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    xml = sheet(CELL).replace("<sheetData>", '<dimension ref="1:69"/><sheetData>')
    path.write_bytes(workbook(parts={"xl/worksheets/sheet1.xml": xml}))
    assert open_workbook(path).read("Tờ 1").grid[0][0] == 1


def test_a_missing_file_and_a_folder_cannot_be_opened(tmp_path: Path) -> None:
    for path in (tmp_path / "none.xlsx", tmp_path):
        with pytest.raises(Refused) as refused:
            open_workbook(path)
        assert refused.value.code == "SUB001"
        assert refused.value.values["reason"]


@pytest.mark.parametrize("prefix", ["", "x:"])
def test_faults_with_and_without_a_prefix(prefix: str) -> None:
    cells = """
    <c r="A1"><v>1</v></c><c r="A2" t="e"><v>#DIV/0!</v></c><c r="A3" t='e'><v>#N/A</v></c>
    <c r="A4"><f>1+1</f></c><c r="A5"><f>1+1</f><v>2</v></c><c r="A6" s="1"/>
    <c r="A7"><f t="shared" si="0"/></c><c r="A8" t="inlineStr"><is><t>a:f</t></is></c>
    <c r="A9" t="str"><f>""</f><v></v></c>
    """
    for name in ("c", "v", "f", "is", "t"):
        cells = cells.replace(f"<{name} ", f"<{prefix}{name} ").replace(
            f"<{name}>", f"<{prefix}{name}>"
        )
        cells = cells.replace(f"</{name}>", f"</{prefix}{name}>")
    xml = f"<{prefix}sheetData>{cells}</{prefix}sheetData>"
    assert faults(xml.encode()) == {"A2": "#DIV/0!", "A3": "#N/A", "A4": "", "A7": ""}


@pytest.mark.parametrize("head", ['<?xml version="1.0"?>', "<?xml version='1.0'?>"])
@pytest.mark.parametrize("quoted", ['t="e"', "t='e'"])
def test_a_pasted_error_is_a_fault_however_it_is_quoted(head: str, quoted: str) -> None:
    xml = f'{head}<sheetData><c r="A1" {quoted}><v>#N/A</v></c></sheetData>'
    assert faults(xml.encode()) == {"A1": "#N/A"}


def test_the_guard_takes_time_in_proportion_to_the_size() -> None:
    def seconds(count: int) -> float:
        xml = b"<sheetData><f>" + b'<c r="A1">' * count + b"</sheetData>"
        start = time.process_time()
        faults(xml)
        return time.process_time() - start

    small = min(seconds(400) for _ in range(3))
    assert seconds(3200) < max(small, 0.001) * 30, "eight times the size, far more of the time"
