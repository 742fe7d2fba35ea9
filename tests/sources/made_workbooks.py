"""Workbooks for tests, written part by part, so that each can be odd or wrong in one way."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

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


def texts(size: int, cells: int) -> bytes:
    """Return a workbook with one shared text, in so many cells."""
    rows = "".join(f'<row><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, cells + 1))
    rels = f"""{HEAD}<Relationships><Relationship Id="rId1" Type="{RELATIONS}/worksheet"
        Target="worksheets/sheet1.xml"/><Relationship Id="rId2"
        Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>"""
    return workbook(
        rows,
        {
            "xl/sharedStrings.xml": f"<sst><si><t>{'x' * size}</t></si></sst>",
            "xl/_rels/workbook.xml.rels": rels,
        },
    )
