"""Writes the self-assessment form of a unit: what an office sends out, ready to fill in."""

from io import BytesIO

import xlsxwriter

from parindex.forms.guide import write_guide
from parindex.forms.items import RowWriter
from parindex.forms.layout import (
    GUIDE_NAME,
    HEADER_ROW,
    REGISTER_NAME,
    SHEET_NAME,
    SUMMARY_NAME,
)
from parindex.forms.layout import Column as Col
from parindex.forms.order import FormOrder
from parindex.forms.page import Book, Page
from parindex.forms.register import write_register
from parindex.forms.rows import rows_of
from parindex.forms.styles import CREATED, TEXT_STAYS_TEXT
from parindex.forms.summary import SummaryWriter
from parindex.forms.title import write_header, write_identity, write_signatures, write_title
from parindex.locale import speaker

__all__ = ["FormOrder", "write_form"]


def write_form(order: FormOrder) -> bytes:
    """Return the bytes of a unit's form; the same order gives the same bytes."""
    buffer = BytesIO()
    made = xlsxwriter.Workbook(buffer, TEXT_STAYS_TEXT)
    say = speaker(order.spec.language)
    made.set_properties(
        {
            "title": say("{title}", title=order.criteria.title),
            "subject": order.unit.name,
            "author": say("{name}", name=order.spec.organisation),
            "comments": "parindex",
            "created": CREATED,
        }
    )
    book = Book(made, say)
    names = [say(name) for name in (SHEET_NAME, SUMMARY_NAME, REGISTER_NAME, GUIDE_NAME)]
    form, summary, register, guide = map(book.page, names)
    rows = rows_of(order.criteria)
    write_title(form, order)
    write_identity(form, order, names)
    write_header(form)
    writer = RowWriter(form, order, rows)
    writer.write()
    write_signatures(form, rows.total + 2)
    _finish(form, order, rows.total + 7)
    SummaryWriter(summary, order, names[0], writer.cached).write(rows)
    write_register(register, order)
    write_guide(guide, order.spec)
    book.write_lists()
    made.close()
    return buffer.getvalue()


def _finish(page: Page, order: FormOrder, last: int) -> None:
    page.print_setup(order.unit.name)
    page.sheet.repeat_rows(HEADER_ROW, HEADER_ROW + 1)
    page.sheet.print_area(0, Col.CODE, last, Col.EXPLANATION)
    page.sheet.set_zoom(90)
    page.protect()
    page.sheet.activate()
