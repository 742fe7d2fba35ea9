"""Workbooks as programs write them: each is read, or told in one finding."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from openpyxl import Workbook as Book
from openpyxl.styles import PatternFill

from parindex.sources.guard import Refused
from parindex.sources.workbook import Grid, open_workbook
from tests.sources.made_workbooks import CELL, HEAD, RELATIONS, packed, sheet, texts, workbook

PART = "xl/worksheets/sheet1.xml"
STRICT = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": (
        "http://purl.oclc.org/ooxml/spreadsheetml/main"
    ),
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        "http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}


def read(path: Path, data: bytes) -> Grid:
    path.write_bytes(data)
    book = open_workbook(path)
    return book.read(book.sheets[0]).grid


def parts_of(data: bytes) -> dict[str, bytes]:
    from zipfile import ZipFile  # noqa: PLC0415

    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(change: Callable[[str], str], encoding: str = "utf-8") -> bytes:
    """Return the small workbook with every part changed."""
    parts = {name: change(part.decode()) for name, part in parts_of(workbook()).items()}
    return packed({name: part.encode(encoding) for name, part in parts.items()})


def strict(text: str) -> str:
    for old, new in STRICT.items():
        text = text.replace(old, new)
    return text


ODD: dict[str, Callable[[], bytes]] = {
    "strict": lambda: changed(strict),
    "UTF-16": lambda: changed(lambda text: text.replace("UTF-8", "UTF-16"), "utf-16"),
    "UTF-16 without a mark": lambda: changed(str, "utf-16-be"),
    "whole rows in LibreOffice": lambda: workbook(
        parts={PART: sheet(CELL).replace("<sheetData>", '<dimension ref="1:69"/><sheetData>')}
    ),
    "capital letters": lambda: packed(
        {
            name.replace("worksheets/sheet", "Worksheets/Sheet"): part
            for name, part in parts_of(workbook()).items()
        }
    ),
    "parts elsewhere": lambda: packed(
        {
            name.replace("xl/", ""): part.replace(b"xl/", b"")
            for name, part in parts_of(workbook()).items()
            if name != "xl/_rels/workbook.xml.rels"
        }
        | {
            "_rels/workbook.xml.rels": f"""{HEAD}<Relationships><Relationship Id="rId1"
                Type="{RELATIONS}/worksheet" Target="/worksheets/sheet1.xml"/></Relationships>"""
        }
    ),
    "far cells": lambda: workbook(f'{CELL}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
}


@pytest.mark.parametrize("how", ODD)
def test_an_odd_workbook_is_read(how: str, tmp_path: Path) -> None:
    assert [list(line) for line in read(tmp_path / "a.xlsx", ODD[how]())] == [[1.0]]


def test_the_used_cells_are_read_and_far_ones_named(tmp_path: Path) -> None:
    book = Book()
    page = book.worksheets[0]
    page["B2"], page["XFD1048576"] = "có", "lạc"
    page["A1048576"].fill = PatternFill("solid", "FF0000")
    book.save(tmp_path / "a.xlsx")
    found = open_workbook(tmp_path / "a.xlsx").read("Sheet")
    assert [list(line) for line in found.grid] == [["", ""], ["", "có"]]
    assert found.far == ("XFD1048576",)


@pytest.mark.parametrize(("epoch", "year"), [(0, 2025), (1, 2029)])
def test_days_are_counted_from_where_the_workbook_says(
    epoch: int, year: int, tmp_path: Path
) -> None:
    book = f"""<workbook xmlns:r="{RELATIONS}"><workbookPr date1904="{epoch}"/><sheets>
        <sheet name="T" sheetId="1" r:id="rId1"/></sheets></workbook>"""
    styles = '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    rels = f"""<Relationships><Relationship Id="rId1" Type="{RELATIONS}/worksheet"
        Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{RELATIONS}/styles"
        Target="looks.xml"/></Relationships>"""
    data = workbook(
        '<row r="1"><c r="A1" s="1"><v>45737</v></c></row>',
        {"xl/workbook.xml": book, "xl/looks.xml": styles, "xl/_rels/workbook.xml.rels": rels},
    )
    [[value]] = read(tmp_path / "a.xlsx", data)
    assert isinstance(value, date)
    assert value.year == year


def test_a_text_of_a_million_letters_is_kept_whole(tmp_path: Path) -> None:
    [[value]] = read(tmp_path / "a.xlsx", texts(10**6, 1))
    assert value == "x" * 10**6


def test_a_broken_sheet_beside_the_one_that_is_read_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    listed = "".join(f'<sheet name="T{n}" sheetId="{n}" r:id="rId{n}"/>' for n in (1, 2))
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in (1, 2)
    )
    parts = {
        "xl/workbook.xml": f"<workbook><sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships>{related}</Relationships>",
        "xl/worksheets/sheet2.xml": "<worksheet><",
    }
    path.write_bytes(workbook(parts=parts))
    book = open_workbook(path)
    with pytest.raises(Refused):
        book.read("T2")
    assert [list(line) for line in book.read("T1").grid] == [[1.0]]


def told(path: Path, data: bytes) -> str:
    """Return the code with which a file is refused; nothing where it is read."""
    path.write_bytes(data)
    try:
        book = open_workbook(path)
        for name in book.sheets:
            book.read(name)
    except Refused as refused:
        return refused.code
    return ""


@pytest.fixture(scope="module")
def large() -> bytes:
    """Return a workbook of some 20 kB, with texts, numbers, days and formulas."""
    book, chance = Book(), Random(1)
    page = book.worksheets[0]
    for _ in range(400):
        page.append([chance.random(), f"Mục {chance.random()}", date(2025, 1, 2), "=1+1"])
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_a_file_cut_off_anywhere_is_told(large: bytes, tmp_path: Path) -> None:
    assert told(tmp_path / "a.xlsx", large) == ""
    codes = {told(tmp_path / "a.xlsx", large[:end]) for end in range(0, len(large), 1000)}
    assert len(large) > 15_000
    assert codes == {"SUB003"}


def test_a_flipped_bit_is_told_or_does_no_harm(large: bytes, tmp_path: Path) -> None:
    chance = Random(2)
    codes = set()
    for _ in range(150):
        data = bytearray(large)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        codes.add(told(tmp_path / "a.xlsx", bytes(data)))
    assert codes >= {"", "SUB003"}
    assert codes <= {"", "SUB002", "SUB003", "SUB004", "SUB005"}


def test_a_flipped_bit_of_xml_is_told_or_does_no_harm(large: bytes, tmp_path: Path) -> None:
    """The zip is whole here, so that its checksums tell nothing."""
    parts, chance = parts_of(large), Random(3)
    for _ in range(150):
        name = chance.choice(sorted(parts))
        part = bytearray(parts[name])
        part[chance.randrange(len(part))] ^= 1 << chance.randrange(8)
        code = told(tmp_path / "a.xlsx", packed(parts | {name: bytes(part)}))
        assert code in {"", "SUB002", "SUB003", "SUB004", "SUB005"}, name
