"""What a cell of the form accepts, as a formula that every spreadsheet program understands."""

from collections.abc import Mapping

from parindex.locale import mark
from parindex.model.rule import Input

NUMBER_HINTS = {
    "count": mark("Type a whole number."),
    "number": mark("Type a number."),
    "percent": mark("Type a percentage, like 85.5%."),
}


def number_test(field: Input, cell: str, cells: Mapping[str, str]) -> str:
    """Return the formula that is true for a number within the input's bounds.

    ``cells`` says where the other inputs of the item stand. Bounds are compared as whole numbers,
    so that no decimal mark depends on the language of the program.
    """
    tests = [f"ISNUMBER({cell})"]
    if field.type == "count":
        tests.append(f"{cell}=INT({cell})")
    for bound, sign in ((field.least, ">="), (field.most, "<=")):
        if isinstance(bound, str):
            tests.append(f"{cell}{sign}{cells[bound]}")
        elif bound is not None:
            factor = "" if bound.denominator == 1 else f"*{bound.denominator}"
            tests.append(f"{cell}{factor}{sign}{bound.numerator}")
    return f"=AND({','.join(tests)})"
