"""What a cell of the form accepts, as a formula that every spreadsheet program understands."""

from collections.abc import Mapping
from fractions import Fraction

from parindex.locale import mark
from parindex.model.rule import Input

NUMBER_HINTS = {
    "count": mark("Type a whole number."),
    "number": mark("Type a number."),
    "percent": mark("Type a percentage, like 85.5%."),
}
_LEAST = {"count": Fraction(0), "percent": Fraction(0)}
_MOST = {"percent": Fraction(1)}


def number_test(field: Input, cell: str, cells: Mapping[str, str]) -> str:
    """Return the formula that is true for a number within the input's bounds.

    ``cells`` says where the other inputs of the item stand. Bounds are compared as whole numbers,
    so that no decimal mark depends on the language of the program.
    """
    tests = [f"ISNUMBER({cell})"]
    if field.type == "count":
        tests.append(f"{cell}=INT({cell})")
    least = field.at_least if field.at_least is not None else _LEAST.get(field.type)
    most = field.at_most if field.at_most is not None else _MOST.get(field.type)
    for bound, sign in ((least, ">="), (most, "<=")):
        if isinstance(bound, str):
            tests.append(f"{cell}{sign}{cells[bound]}")
        elif bound is not None:
            factor = "" if bound.denominator == 1 else f"*{bound.denominator}"
            tests.append(f"{cell}{factor}{sign}{bound.numerator}")
    return f"=AND({','.join(tests)})"
