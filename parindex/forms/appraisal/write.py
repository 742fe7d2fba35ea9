"""Writes a workbook for an appraiser, or for a unit that is asked to explain itself."""

from collections.abc import Iterator
from io import BytesIO

import xlsxwriter

from parindex.forms.appraisal.layout import (
    COLUMN_KEYS_ROW,
    DAY,
    END,
    GROUP,
    HIDDEN,
    IDENTITY,
    MARKER,
    NAMES,
    WHO,
    heads,
)
from parindex.forms.appraisal.layout import Column as Col
from parindex.forms.appraisal.order import AppraisalOrder, AppraisedItem
from parindex.forms.appraisal.rows import ItemRows
from parindex.forms.page import Book, Page
from parindex.forms.styles import CREATED, TEXT_STAYS_TEXT
from parindex.locale import Say, mark, speaker
from parindex.model.ledger import Stage

_WHOLE = (Col.UNIT, Col.FINDINGS)


def write_appraisal(order: AppraisalOrder) -> bytes:
    """Return the bytes of the workbook; the same order gives the same bytes."""
    buffer = BytesIO()
    made = xlsxwriter.Workbook(buffer, TEXT_STAYS_TEXT)
    made.set_properties({"comments": "parindex", "created": CREATED})
    say = speaker(order.spec.language)
    book = Book(made, say)
    page = book.page(say(NAMES[order.stage]))
    _title(page, order)
    _header(page, order)
    first = COLUMN_KEYS_ROW + 2
    last = _table(page, order, first)
    page.print_setup(say("{name}", name=order.title))
    page.sheet.repeat_rows(COLUMN_KEYS_ROW + 1)
    page.sheet.print_area(0, Col.UNIT, last, Col.FINDINGS)
    page.sheet.freeze_panes(first, Col.MAX)
    page.sheet.set_zoom(85)
    page.protect()
    book.write_lists()
    made.close()
    return buffer.getvalue()


def _table(page: Page, order: AppraisalOrder, row: int) -> int:
    """Write the items below headings that say what they belong to; return the row below."""
    above: tuple[str, ...] = ()
    for entry in order.items:
        headings = tuple(_headings(order, entry, page.say))
        for level, heading in enumerate(headings):
            if headings[: level + 1] != above[: level + 1]:
                page.text(row, Col.KEY, GROUP, "hidden")
                page.across(row, _WHOLE, heading, "group" if level else "area")
                page.sheet.set_row(row, 18)
                row += 1
        above = headings
        row = ItemRows(page, order, entry, row).write()
    page.text(row, Col.KEY, END, "hidden")
    return row


def _headings(order: AppraisalOrder, entry: AppraisedItem, say: Say) -> Iterator[str]:
    """Yield the unit, where there are several, and the area and criterion of an item."""
    if _has_units(order):
        yield f"{entry.unit.code}. {entry.unit.name}"
    area, *criteria = order.criteria.nodes[entry.item.code].ancestors
    if not _has_units(order):
        yield say(mark("Area {code}. {name}"), code=area.code, name=area.name)
    for level in criteria:
        yield say("{code}. {name}", code=level.code, name=level.name)


def _has_units(order: AppraisalOrder) -> bool:
    return any(entry.unit.code != order.items[0].unit.code for entry in order.items)


def _title(page: Page, order: AppraisalOrder) -> None:
    say, criteria = page.say, order.criteria
    page.text(0, Col.KEY, MARKER, "hidden")
    values = {
        "set_id": criteria.id,
        "set_version": criteria.version,
        "form_hash": criteria.form_hash,
        "year": criteria.year,
        "stage": order.stage.value,
    }
    for row, key in enumerate(IDENTITY, start=1):
        page.text(row, Col.KEY, f"{key}={values[key]}", "hidden")
    page.across(0, (Col.UNIT, Col.LABEL), say("{n}", n=order.spec.organisation).upper(), "office")
    heading = say(_TITLES[order.stage], year=criteria.year)
    page.across(1, _WHOLE, heading, "title")
    page.across(2, _WHOLE, say("{title}", title=order.title), "subtitle")
    page.across(3, _WHOLE, say("{title}", title=criteria.title), "note")
    page.across(4, _WHOLE, say(_HOW[order.stage]), "note_wrapped")
    page.sheet.set_row(4, 32)
    labels = _WHO_UNIT if order.stage is Stage.EXPLANATION else _WHO_APPRAISER
    for row, key, style in ((6, WHO, "answer"), (7, DAY, "day")):
        page.text(row, Col.KEY, key, "hidden")
        page.across(row, (Col.UNIT, Col.NAME), say(labels[key]), "text")
        page.merged((row, Col.MAX, row, Col.RULE), None, page.styles[style])
    page.day_rule(7, Col.MAX)


def _header(page: Page, order: AppraisalOrder) -> None:
    unused = {*HIDDEN, *_without_content(order)}
    for column, head in heads(order.stage).items():
        page.text(COLUMN_KEYS_ROW, column, column.key, "hidden")
        options = {"hidden": column in unused}
        page.sheet.set_column(column, column, head.width, None, options)
        if column not in HIDDEN:
            page.text(COLUMN_KEYS_ROW + 1, column, page.say(head.text), "head")
    page.sheet.set_row(COLUMN_KEYS_ROW, None, None, {"hidden": True})
    page.sheet.set_row(COLUMN_KEYS_ROW + 1, 44)


def _without_content(order: AppraisalOrder) -> Iterator[Col]:
    """Yield the columns that would say nothing in this workbook."""
    if not _has_units(order):
        yield Col.UNIT
    if all(entry.so_far.values == entry.answer.values for entry in order.items):
        yield Col.SO_FAR
    if all(entry.former == entry.computed for entry in order.items):
        yield Col.FORMER
    if all(entry.last is None for entry in order.items):
        yield Col.LAST
    if not any(entry.said for entry in order.items):
        yield Col.SAID
    if not any(entry.findings for entry in order.items):
        yield Col.FINDINGS


_TITLES = {
    Stage.APPRAISAL_1: mark("APPRAISAL 1 OF {year}"),
    Stage.EXPLANATION: mark("EXPLANATION OF {year}"),
    Stage.APPRAISAL_2: mark("APPRAISAL 2 OF {year}"),
}
_AMEND = mark(
    "Where the data are not right, type the right ones under “Value as appraised”: the points "
    "follow from the rule. Type points under “Points given” only where no data can say it. Every "
    "change needs a reason. Leave blank what stays as it is."
)
_HOW = {
    Stage.APPRAISAL_1: _AMEND,
    Stage.EXPLANATION: mark(
        "These are the items in which the appraisal differs from your form. Say for each whether "
        "you agree; where you do not, explain, and name further documents. Leave blank what you "
        "accept."
    ),
    Stage.APPRAISAL_2: _AMEND,
}
_WHO_APPRAISER = {
    WHO: mark("Appraised by (office, name):"),
    DAY: mark("Date of the appraisal:"),
}
_WHO_UNIT = {WHO: mark("Explained by (name, position):"), DAY: mark("Date of the explanation:")}
