"""The sheet that tells the clerk how to fill in the form."""

from parindex.forms.page import Page, receiver_words
from parindex.locale import mark
from parindex.model.round import RoundSpec

_LINES = (
    mark(
        "1. Fill in the yellow cells of the first sheet only. Do not delete rows, and do not copy rows to another place."
    ),
    mark(
        "2. “Declared data” asks for figures, dates or Yes/No. Type figures as numbers, without letters; type dates as day/month/year."
    ),
    mark(
        "3. If a paper was never issued, type “No” in the cell of its date. A cell left blank counts as not answered."
    ),
    mark(
        "4. “Points claimed” is what the unit gives itself. “Points computed” shows at once what the declared data give, and it is those points that count; a claim that differs turns red and is shown to both sides."
    ),
    mark(
        "5. “Not applicable”: type x, only where the cell is yellow. What it means for the maximum stands in “How it is scored”."
    ),
    mark(
        "6. “Evidence”: number and date of the document, who issued it, the section or page that proves the answer, and the file or link. Further documents of an item go on the sheet “Documents”. Where there is none, write why under “Explanation”."
    ),
    mark(
        "7. Save the file as an Excel workbook (.xlsx), without a password, and send back this very file by {deadline}{receiver}."
    ),
    mark(
        "8. The hidden first column and hidden rows say which unit and which item each row is for. Without them the form cannot be read; do not sort rows."
    ),
)


def write_guide(page: Page, spec: RoundSpec) -> None:
    """Write the instructions."""
    say, sheet = page.say, page.sheet
    sheet.set_column(0, 0, 105)
    page.text(0, 0, say(mark("HOW TO FILL IN THE FORM")), "guide_title")
    for row, line in enumerate(_LINES, start=2):
        text = say(line, deadline=spec.deadline, receiver=receiver_words(spec, say))
        page.text(row, 0, text, "guide")
        sheet.set_row(row, 34)
    row = len(_LINES) + 3
    page.text(row, 0, say(mark("Yellow: the unit fills it in")), "guide_open")
    page.text(row + 1, 0, say(mark("Green: computed from what is filled in")), "guide_computed")
    page.text(row + 2, 0, say(mark("Grey: not for the unit")), "guide_grey")
    page.print_setup("")
    page.protect()
