"""A reason says how many days late a paper was; a day begun counts."""

from datetime import datetime
from fractions import Fraction

import pytest

from parindex.locale import speaker
from parindex.model.rule import Input
from parindex.model.text import LocalText
from parindex.scoring.rules.deadline import Deadline

INPUTS = {"issued": Input(type="date", label=LocalText(vi="x"))}


@pytest.mark.parametrize(
    ("due", "handed_in", "days"),
    [
        ("2025-03-31T17:00", datetime(2025, 3, 31, 17, 1), 1),
        ("2025-03-31T17:00", datetime(2025, 4, 1), 1),
        ("2025-03-31T17:00", datetime(2025, 4, 1, 8), 1),
        ("2025-03-31T17:00", datetime(2025, 4, 1, 17), 1),
        ("2025-03-31T17:00", datetime(2025, 4, 1, 17, 1), 2),
        ("2025-03-31T17:00", datetime(2025, 4, 5, 18), 6),
        ("2025-03-31", datetime(2025, 4, 1), 1),
        ("2025-03-31", datetime(2025, 4, 1, 23, 59), 1),
        ("2025-03-31", datetime(2025, 4, 2, 0, 1), 2),
    ],
)
def test_a_day_begun_counts(due: str, handed_in: datetime, days: int) -> None:
    """The days said are those of the first step that still holds."""
    say = speaker("en")
    late = [{"within_days": days, "share": Fraction(1, 2)}]
    stated = {"kind": "deadline", "of": "issued", "due": due, "late": late}
    rule = Deadline.model_validate(stated)
    scored = rule.score({"issued": handed_in}, INPUTS, Fraction(1))
    assert scored.points == Fraction(1, 2)
    assert f" is {days} day{'s'[: days - 1]} after the time limit " in say(
        "{reason}", reason=scored.reason
    )
    if days > 1:
        late[0]["within_days"] = days - 1
        shorter = Deadline.model_validate(stated)
        assert shorter.score({"issued": handed_in}, INPUTS, Fraction(1)).points == 0
