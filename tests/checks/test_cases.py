"""A worked example's plain values become values of the input's type, or do not fit."""

from datetime import datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from parindex.checks.cases import case_value
from parindex.model.rule import Input
from parindex.model.text import LocalText

LABEL = LocalText(vi="x")


def field(kind: str) -> Input:
    return Input.model_validate({"type": kind, "label": LABEL, "options": {"good": LABEL}})


@pytest.mark.parametrize(
    ("kind", "plain", "wanted"),
    [
        ("count", 12, Fraction(12)),
        ("number", 12, Fraction(12)),
        ("number", Decimal("3.5"), Fraction(7, 2)),
        ("percent", Decimal("0.875"), Fraction(7, 8)),
        ("yes_no", True, True),
        ("yes_no", False, False),
        ("choice", "good", "good"),
        ("date", "2025-03-31", datetime(2025, 3, 31)),
        ("date", "2025-03-31T17:00", datetime(2025, 3, 31, 17)),
        ("date", "2025-03-31T17", datetime(2025, 3, 31, 17)),
        ("date", "2025-03-31T00:00", datetime(2025, 3, 31)),
        ("date", "2025-03-31T00", datetime(2025, 3, 31)),
        ("date", "2025-03-31T00:30", datetime(2025, 3, 31, 0, 30)),
        ("date", None, None),
        ("text", "any", "any"),
    ],
)
def test_a_value_of_its_type(kind: str, plain: object, wanted: object) -> None:
    assert case_value(field(kind), plain) == wanted


@pytest.mark.parametrize(
    ("kind", "plain"),
    [
        *(("count", bad) for bad in (Decimal("1.5"), "1", True, None)),
        *(("number", bad) for bad in ("1", True, None, [1])),
        *(("percent", bad) for bad in ("87.5%", True, None)),
        *(("yes_no", bad) for bad in (1, "true", "yes", None)),
        *(("choice", bad) for bad in ("best", 1, None, True)),
        *(("date", bad) for bad in ("31/03/2025", "2025-02-30", 2025, True, "2025-W14-1")),
        *(("date", bad) for bad in ("1899-12-31", "2100-01-01", "2025-03-31T24:00", "20250331")),
        *(("text", bad) for bad in (1, None, True)),
    ],
)
def test_a_value_of_another_type_does_not_fit(kind: str, plain: object) -> None:
    with pytest.raises(ValueError, match=r".*"):
        case_value(field(kind), plain)
