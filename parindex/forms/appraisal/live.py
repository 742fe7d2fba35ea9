"""The points as appraised, while the appraiser types: by the formulas of the unit's own form."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from parindex.forms.appraisal.layout import Column as Col
from parindex.forms.layout import Column, cell_name
from parindex.forms.live import LiveForm
from parindex.forms.rows import FormRows
from parindex.locale import Say, mark
from parindex.model.criteria import CriteriaSet, Criterion
from parindex.model.live import quoted

LATER = mark("When scored")
"""Stands in place of points that only scoring the round can tell."""

_STANDS = {
    Column.VALUE: Col.USED,
    Column.CLAIM: Col.POINTS,
    Column.COMPUTED: Col.NOW,
    Column.FIGURE: Col.FIGURE,
    Column.NOT_APPLICABLE: Col.FORM,
}
"""Where stands what the formulas of a form read; no tick: what is amended applies."""


class ItemCells(NamedTuple):
    """The rows of an item (from 0): the first, the last, and that of each input by its name."""

    first: int
    last: int
    inputs: Mapping[str, int]

    def cell(self, column: Column, name: str = "") -> str:
        """Return the cell that stands for one of the unit's form."""
        return cell_name(self.inputs[name] if name else self.first, _STANDS[column])


def used_formula(row: int) -> str:
    """Return the value that counts: the one amended, else the one so far."""
    amended, so_far = cell_name(row, Col.AMENDED), cell_name(row, Col.SO_FAR)
    return f'IF(TRIM({amended})<>"",{amended},IF(TRIM({so_far})="","",{so_far}))'


def points_formulas(
    criteria: CriteriaSet,
    item: Criterion,
    at: ItemCells,
    options: Mapping[tuple[str, str], Sequence[str]],
    say: Say,
) -> tuple[str, str]:
    """Return the formulas of the figure and of the points as appraised.

    Points given stand for themselves; where nothing is amended the points so far hold.
    """
    form = LiveForm(criteria, FormRows({item.code: at}, at.last), options, say)  # type: ignore[dict-item]
    figure, points = "", quoted(say(LATER))
    if not form.scored_later(item):
        figure, points = form.by_rule(item)
    given, former = cell_name(at.first, Col.POINTS), cell_name(at.first, Col.FORMER)
    amended = ":".join(cell_name(row, Col.AMENDED) for row in (at.first, at.last))
    return figure, f"IF(ISNUMBER({given}),{given},IF(COUNTA({amended})=0,{former},{points}))"
