"""What a cell of the form accepts, as a formula that every spreadsheet program understands."""

from collections.abc import Mapping

from parindex.forms.values import FIRST_SERIAL
from parindex.locale import mark
from parindex.model.live import NO, YES, number, one_of
from parindex.model.rule import Input

NUMBER_HINTS = {
    "count": mark("Type a whole number."),
    "number": mark("Type a number."),
    "percent": mark("Type a percentage, like 85.5%."),
}


def accepts(field: Input, cell: str, cells: Mapping[str, str]) -> str:
    """Return the formula that is true for an answer within the input's bounds.

    Empty where any text will do. ``cells`` says where the other inputs of the item stand; a bound
    that is another input holds once that is there.
    """
    match field.type:
        case "yes_no":
            return one_of(cell, (*YES, *NO))
        case "date":
            return f"IF(ISNUMBER({cell}),{cell}>={FIRST_SERIAL},{one_of(cell, NO)})"
        case "count" | "number" | "percent":
            return _within(field, cell, cells)
    return ""


def _within(field: Input, cell: str, cells: Mapping[str, str]) -> str:
    tests = []
    if field.type == "count":
        tests.append(f"{cell}=INT({cell})")
    for bound, sign in ((field.least, ">="), (field.most, "<=")):
        if isinstance(bound, str):
            other = cells[bound]
            tests.append(f"IF(ISNUMBER({other}),{cell}{sign}{other},TRUE)")
        elif bound is not None:
            tests.append(f"{cell}{sign}{number(bound)}")
    within = f"AND({','.join(tests)})" if tests else "TRUE"
    return f"IF(ISNUMBER({cell}),{within},FALSE)"
