"""The sheet that tells the clerk how to fill in the form."""

from xlsxwriter.worksheet import Worksheet

from parindex.forms.styles import Styles
from parindex.locale import Say, mark
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
        "4. “Points claimed” is what the unit gives itself. The points that count are computed from the declared data; a claim that differs is shown to both sides."
    ),
    mark(
        "5. “Not applicable”: type x, only where the cell is yellow. What it means for the maximum stands in “How it is scored”."
    ),
    mark(
        "6. “Evidence”: number and date of the document, who issued it, the section or page that proves the answer, and the file or link. Where there is none, write why under “Explanation”."
    ),
    mark(
        "7. Save the file as an Excel workbook (.xlsx), without a password, and send back this very file by {deadline}{receiver}."
    ),
    mark(
        "8. The hidden sheets say which unit and which criteria the form is for. Without them the form cannot be read."
    ),
)


def write_guide(sheet: Worksheet, styles: Styles, spec: RoundSpec, say: Say) -> None:
    """Write the instructions."""
    sheet.set_column(0, 0, 105)
    sheet.write_string(0, 0, say(mark("HOW TO FILL IN THE FORM")), styles["guide_title"])
    receiver = say(mark(" to {receiver}"), receiver=spec.receiver) if spec.receiver else ""
    for row, line in enumerate(_LINES, start=2):
        text = say(line, deadline=spec.deadline, receiver=receiver)
        sheet.write_string(row, 0, text, styles["guide"])
        sheet.set_row(row, 34)
    row = len(_LINES) + 3
    sheet.write_string(row, 0, say(mark("Yellow: the unit fills it in")), styles["guide_open"])
    sheet.write_string(row + 1, 0, say(mark("Grey: not for the unit")), styles["guide_grey"])
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)
    sheet.hide_gridlines(2)
    sheet.protect()
