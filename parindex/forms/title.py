"""What stands around the items of a form: title block, identity, header, signatures."""

from collections.abc import Sequence

from parindex.forms.layout import (
    COLUMN_KEYS_ROW,
    EVIDENCE_HEAD,
    HEADER_ROW,
    HEADS,
    HIDDEN,
    IDENTITY_ROW,
    MARKER,
)
from parindex.forms.layout import Column as Col
from parindex.forms.order import FormOrder
from parindex.forms.page import Page, receiver_words
from parindex.locale import mark

_STATUS = {
    "official": "",
    "adapted": mark("Criteria adapted from an official set"),
    "illustrative": mark("Illustrative criteria: not an official set"),
}
_WHOLE = (Col.CODE, Col.EXPLANATION)
_LEFT, _RIGHT = (Col.CODE, Col.MAX), (Col.CLAIM, Col.EXPLANATION)


def write_title(page: Page, order: FormOrder) -> None:
    """Write the title block, as Decree 30/2020/NĐ-CP (Annex I) has it: sender left, motto right."""
    say, spec = page.say, order.spec
    page.across(0, _LEFT, say("{name}", name=spec.organisation).upper(), "office")
    page.across(1, _LEFT, order.unit.name.upper(), "office_bold")
    page.across(0, _RIGHT, say(mark("SOCIALIST REPUBLIC OF VIET NAM")), "office_bold")
    page.across(1, _RIGHT, say(mark("Independence – Freedom – Happiness")), "motto")
    title = say(mark("SELF-ASSESSMENT OF {year}"), year=order.criteria.year)
    page.across(3, _WHOLE, title, "title")
    page.across(4, _WHOLE, say("{title}", title=order.criteria.title), "subtitle")
    note = say(
        mark("Unit: {unit} (code {code}). Return by {deadline}{receiver}."),
        unit=order.unit.name,
        code=order.unit.code,
        deadline=spec.deadline,
        receiver=receiver_words(spec, say),
    )
    page.across(5, _WHOLE, note, "note")
    page.across(6, _WHOLE, say(_STATUS[order.criteria.status]), "status")
    legend = say(mark("Fill in the yellow cells only. Grey cells are not for the unit."))
    page.across(7, _WHOLE, legend, "note")


def write_identity(page: Page, order: FormOrder, sheets: Sequence[str]) -> None:
    """Write, hidden in the first column, whose form it is, and which column is which.

    It stands in the sheet itself, because programs that save a copy may drop hidden sheets.
    ``sheets`` are the names of all sheets, that of the form first.
    """
    criteria = order.criteria
    identity = {
        "set_id": criteria.id,
        "set_version": str(criteria.version),
        "form_hash": criteria.form_hash,
        "year": str(criteria.year),
        "unit": order.unit.code,
        "unit_name": order.unit.name,
        "sheets": "|".join(sheets),
    }
    page.text(0, Col.KEY, MARKER, "hidden")
    for row, (key, value) in enumerate(identity.items(), start=IDENTITY_ROW):
        page.text(row, Col.KEY, f"{key}={value}", "hidden")
    for column in Col:
        page.text(COLUMN_KEYS_ROW, column, column.key, "hidden")
    page.sheet.set_row(COLUMN_KEYS_ROW, None, None, {"hidden": True})


def write_header(page: Page) -> None:
    """Write the two rows of headings, which stay in sight and stand on every printed page."""
    say, style, top = page.say, page.styles["head"], HEADER_ROW
    first, last = Col.EVIDENCE_NUMBER, Col.EVIDENCE_FILE
    page.across(top, (first, last), say(EVIDENCE_HEAD), "head")
    for column, head in HEADS.items():
        options = {"hidden": True} if column in HIDDEN else {}
        page.sheet.set_column(column, column, head.width, None, options)
        if column in HIDDEN:
            continue
        if first <= column <= last:
            page.text(top + 1, column, say(head.text), "head")
        else:
            page.merged((top, column, top + 1, column), say(head.text), style)
    page.sheet.set_row(top, 18)
    page.sheet.set_row(top + 1, 32)
    page.sheet.freeze_panes(top + 2, Col.MAX)


def write_signatures(page: Page, row: int) -> None:
    """Write who signs, below the total."""
    page.across(row, (Col.NAME, Col.RULE), page.say(mark("PREPARED BY")), "signature")
    right = (Col.EVIDENCE_NUMBER, Col.EVIDENCE_FILE)
    page.across(row, right, page.say(mark("HEAD OF THE UNIT")), "signature")
