"""A workbook with much that a spreadsheet program can put into one."""

import struct
import zlib
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter


def unzipped(data: bytes) -> dict[str, bytes]:
    """Return the parts of a package by name, in their order."""
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def dot() -> bytes:
    """Return a PNG of one red dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0\xff\0\0")
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        [chunk(b"IHDR", head), chunk(b"IDAT", pixels), chunk(b"IEND", b"")]
    )


@cache
def rich_workbook() -> bytes:
    """Return the workbook: sheets Số liệu, Biểu đồ, Ẩn and Rất ẩn, the second one open."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_custom_property("Mã hồ sơ", "HS-01")
    sheet = book.add_worksheet("Số liệu")
    money = book.add_format(
        {"num_format": '#,##0 "đ"', "border": 1, "locked": False, "bg_color": "#FFFBE6"}
    )
    bold = book.add_format({"bold": True, "bg_color": "#D6E4F0"})
    sheet.write_row("A1", ["Tên", "Số", "Ghi chú"], bold)
    sheet.write_row("A2", ["Xã Hoa Mai", 1200, "=cmd|x"])
    sheet.write_number("B3", 7.5, money)
    sheet.write_blank("C3", None, money)
    sheet.write_formula("B4", "=SUM(B2:B3)", money, 1207.5)
    sheet.write_rich_string("A6", "một ", bold, "hai")
    sheet.merge_range("A8:C9", "gộp", bold)
    sheet.write_url("A10", "https://example.org/", string="trang")
    sheet.set_column("H:H", 12, money)
    sheet.set_row(11, 30, money)
    sheet.write_comment("A2", "Hỏi anh Ba", {"author": "Chị Tư"})
    sheet.write_comment("B3", "Số này ở phòng Tài chính", {"author": "Chị Tư"})
    sheet.data_validation("B2:B3", {"validate": "decimal", "criteria": ">=", "value": 0})
    sheet.conditional_format("B2:B3", {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format("B4", {"type": "cell", "criteria": "<", "value": 0, "format": bold})
    sheet.add_table("E1:F3", {"data": [[1, 2], [3, 4]]})
    sheet.protect("", {"format_columns": True})
    sheet.insert_image("E6", "dot.png", {"image_data": BytesIO(dot())})
    sheet.insert_button("E12", {"caption": "Nút"})
    sheet.print_area("A1:C10")
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_footer("&CTrang &P")
    sheet.freeze_panes(1, 1)
    charts = book.add_worksheet("Biểu đồ")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "='Số liệu'!$B$2:$B$4"})
    charts.insert_chart("B2", chart)
    charts.repeat_columns("A:B")
    charts.activate()
    hidden = book.add_worksheet("Ẩn")
    hidden.write("A1", "khóa")
    hidden.hide()
    book.add_worksheet("Rất ẩn").very_hidden()
    book.define_name("Tong", "='Số liệu'!$B$4")
    book.define_name("'Biểu đồ'!Rieng", "='Biểu đồ'!$A$1")
    book.close()
    return buffer.getvalue()
