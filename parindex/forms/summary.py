"""The sheet that adds up: areas and total as claimed and as computed, and what is still open."""

from collections.abc import Mapping
from fractions import Fraction

from parindex.forms.layout import Column as Form
from parindex.forms.layout import cell_name, sheet_reference
from parindex.forms.live import BY_COUNCIL, ELSEWHERE, INVALID, MISSING, NOT_APPLICABLE
from parindex.forms.order import FormOrder
from parindex.forms.page import Page
from parindex.forms.rows import FormRows
from parindex.forms.styles import text_height
from parindex.locale import mark
from parindex.model.criteria import CriteriaSet
from parindex.model.live import number, quoted, rounded, steady
from parindex.model.number import exact
from parindex.model.publication import Result
from parindex.scoring.index import published

_HEADS = (
    (mark("Code"), 7.0),
    (mark("Area"), 52.0),
    (mark("Maximum points"), 12.0),
    (mark("Maximum that applies"), 13.0),
    (mark("Points claimed"), 12.0),
    (mark("Points computed"), 12.0),
    (mark("Computed, percent"), 12.0),
)
_WHOLE = (0, len(_HEADS) - 1)
_TOP = 5
"""Index (from 0) of the header row."""


class SummaryWriter:
    """Writes the sheet; every figure is a formula over the form's own sheet.

    ``form`` is the name of that sheet, ``cached`` what its formulas come to.
    """

    def __init__(
        self, page: Page, order: FormOrder, form: str, cached: Mapping[str, str | float]
    ) -> None:
        self.page, self.order, self.cached = page, order, cached
        self.form = sheet_reference(form)

    def write(self, rows: FormRows) -> None:
        """Write the sheet."""
        page, criteria, say = self.page, self.order.criteria, self.page.say
        page.across(0, _WHOLE, say(mark("SUMMARY OF THE SELF-ASSESSMENT")), "title")
        page.across(1, _WHOLE, self.order.unit.name, "subtitle")
        page.across(2, _WHOLE, say("{title}", title=criteria.title), "note")
        page.across(3, _WHOLE, say(_NOTE), "note_wrapped")
        page.sheet.set_row(3, 30)
        for column, (head, width) in enumerate(_HEADS):
            page.sheet.set_column(column, column, width)
            page.text(_TOP, column, say(head), "head")
        page.sheet.set_row(_TOP, 32)
        row = _TOP
        for area in criteria.areas:
            row += 1
            page.text(row, 0, area.code, "code")
            name = say("{name}", name=area.name)
            page.text(row, 1, name, "text")
            page.sheet.set_row(row, text_height(name, _HEADS[1][1] * 0.9))
            self.figures(row, rows.nodes[area.code].first, area.max_points, "points")
        row += 1
        page.across(row, (0, 1), say(mark("TOTAL")), "area")
        self.figures(row, rows.total, criteria.total, "area_points")
        self.state(row, rows)
        page.print_setup(self.order.unit.name)
        page.protect()

    def figures(self, row: int, at: int, most: Fraction, style: str) -> None:
        """Write the figures of an area, or the total, from its row ``at`` of the form."""
        sheet, styles = self.page.sheet, self.page.styles
        sheet.write_number(row, 2, most, styles[style])
        for column, taken in ((3, Form.APPLIES), (4, Form.CLAIM), (5, Form.COMPUTED)):
            cell = cell_name(at, taken)
            formula = f"={self.form}{cell}"
            sheet.write_formula(row, column, formula, styles[f"{style}_two"], self.cached[cell])
        points, applies = cell_name(row, 5), cell_name(row, 3)
        share = _over(
            self.cached[cell_name(at, Form.COMPUTED)], self.cached[cell_name(at, Form.APPLIES)]
        )
        formula = f'=IF(N({applies})>0,N({points})/{applies},"–")'
        sheet.write_formula(row, 6, formula, styles[f"{style}_share"], share)

    def state(self, total: int, rows: FormRows) -> None:
        """Write the index so far, and how many items are open."""
        page, say = self.page, self.page.say
        first = min(at.first for at in rows.nodes.values())
        ends = (cell_name(first, Form.COMPUTED), cell_name(rows.total - 1, Form.COMPUTED))
        points, applies = cell_name(total, 5), cell_name(total, 3)
        index = _over(
            self.cached[cell_name(rows.total, Form.COMPUTED)],
            self.cached[cell_name(rows.total, Form.APPLIES)],
        )
        row = total + 2
        page.across(row, (0, 4), say(_INDEX), "text")
        formula = f"={_index(self.order.criteria, points, applies)}"
        result = self.order.criteria.result
        shown = index if isinstance(index, str) else _printed(index, result)
        page.sheet.write_formula(row, 5, formula, page.styles["state_index"], shown)
        for text, word in _STATES.items():
            held = sum(value == say(word) for value in self.cached.values())
            if word in ELSEWHERE.values() and not held:
                continue
            row += 1
            page.across(row, (0, 4), say(text), "text")
            count = f"=COUNTIF({self.form}{ends[0]}:{ends[1]},{quoted(say(word))})"
            page.sheet.write_formula(row, 5, count, page.styles["state"], held)


def _over(points: str | float, applies: str | float) -> str | float:
    if isinstance(points, str) or isinstance(applies, str) or not applies:
        return "–"
    return points / applies


def _printed(share: float, result: Result) -> float:
    return float(published(exact(share) * result.out_of, result))


def _index(criteria: CriteriaSet, points: str, applies: str) -> str:
    """Return the index as it is published, freed of the noise of binary fractions first."""
    result = criteria.result
    index = f"N({points})/{applies}*{number(Fraction(result.out_of))}"
    printed = rounded(index, result.rounding, result.decimals) or steady(index)
    return f'IF(N({applies})>0,{printed},"–")'


_INDEX = mark("Index so far (points computed over the maximum that applies)")
_STATES = {
    mark("Items with data missing"): MISSING,
    mark("Items with data to check"): INVALID,
    mark("Items that the council scores"): BY_COUNCIL,
    mark("Items that the survey scores"): ELSEWHERE["survey"],
    mark("Items scored from tables"): ELSEWHERE["table"],
    mark("Items that do not apply"): NOT_APPLICABLE,
}
_NOTE = mark(
    "The figures follow what is typed in the form. Bonus and penalty points come later, "
    "and so does what the council, the survey or tables give."
)
"""Said above the table."""
