"""The sheet for further documents, where one line of evidence is not enough for an item."""

from parindex.forms.layout import (
    REGISTER_HEAD_ROW,
    REGISTER_HEADS,
    REGISTER_MARKER,
    REGISTER_ROWS,
)
from parindex.forms.layout import RegisterColumn as Col
from parindex.forms.order import FormOrder
from parindex.forms.page import Page
from parindex.locale import mark

_WHOLE = (Col.ITEM, Col.NOTE)
_STYLES = {Col.ITEM: "symbol", Col.NUMBER: "symbol", Col.DAY: "day"}
"""As text 1.10 stays apart from 1.1, and 12/3 is no day in March."""


def write_register(page: Page, order: FormOrder) -> None:
    """Write the sheet, with as many rows as stand ready; rows below them may be filled in too."""
    say, sheet = page.say, page.sheet
    page.text(0, Col.KEY, REGISTER_MARKER, "hidden")
    page.across(0, _WHOLE, say(mark("FURTHER DOCUMENTS AS EVIDENCE")), "title")
    page.across(1, _WHOLE, order.unit.name, "subtitle")
    page.across(2, _WHOLE, say(_HOW), "note_wrapped")
    sheet.set_row(2, 34)
    sheet.set_row(3, None, page.styles["note"])
    first, last = REGISTER_HEAD_ROW + 1, REGISTER_HEAD_ROW + REGISTER_ROWS
    for column, head in REGISTER_HEADS.items():
        page.text(REGISTER_HEAD_ROW - 1, column, column.key, "hidden")
        hidden = column is Col.KEY
        style = _STYLES.get(column, "register")
        look = None if hidden else page.styles[style]
        sheet.set_column(column, column, head.width, look, {"hidden": hidden})
        if not hidden:
            page.text(REGISTER_HEAD_ROW, column, say(head.text), "head")
            _rows(page, order, column, style)
    sheet.set_row(REGISTER_HEAD_ROW - 1, None, None, {"hidden": True})
    sheet.set_row(REGISTER_HEAD_ROW, 32)
    codes = tuple(item.code for item in order.criteria.items if item.evidence != "none")
    if codes:
        hint = say(mark("Choose the item that the document is evidence for."))
        page.list_rule(first, Col.ITEM, codes, hint, last)
    page.day_rule(first, Col.DAY, last)
    page.print_setup(order.unit.name)
    sheet.repeat_rows(REGISTER_HEAD_ROW)
    sheet.print_area(0, Col.ITEM, last, Col.NOTE)
    sheet.freeze_panes(first, 0)
    page.protect()


def _rows(page: Page, order: FormOrder, column: Col, style: str) -> None:
    first = REGISTER_HEAD_ROW + 1
    for row in range(first, first + max(REGISTER_ROWS, len(order.documents))):
        number = row - first
        held = order.documents[number].get(column.name) if number < len(order.documents) else None
        page.merged((row, column, row, column), held, page.styles[style])


_HOW = mark(
    "Where an item has more than one document, the first stands in the form and the others here, "
    "a line each. Leave the sheet blank if there are none."
)
"""Said above the table."""
