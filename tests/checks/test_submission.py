"""What is told of a unit's answer: bounds, ticks, claims, evidence, what is missing."""

from fractions import Fraction
from typing import Any

import pytest

from parindex.checks.submission import check_answer, within_bounds
from parindex.locale import speaker
from parindex.model.criteria import Criterion
from parindex.model.finding import Finding, Place
from parindex.model.submission import Answer, Evidence
from parindex.scoring.item import score_item
from parindex.scoring.rules import RULE_KINDS

LABEL = {"vi": "Nhãn"}
COUNTS = {
    "planned": {"type": "count", "min": 1, "label": LABEL},
    "done": {"type": "count", "max": "planned", "label": LABEL},
}
RATE = {"kind": "proportional", "of": "done / planned"}
JUDGED = {"kind": "judged"}
PAPER = Evidence(number="12/QĐ")
DONE = Answer({"planned": Fraction(4), "done": Fraction(2)}, claim=Fraction(1))


def item(rule: dict[str, Any], inputs: dict[str, Any] | None = None, **keys: Any) -> Criterion:
    made = RULE_KINDS[rule["kind"]].model_validate(rule)
    stated = {"code": "1", "name": LABEL, "max": 2, "inputs": inputs or {}, "rule": made}
    return Criterion.model_validate({**stated, **keys})


def find(code: str, of: Criterion, name: str, **values: object) -> Finding:
    return Finding(code, Place(cell=name), values, item=of.code)


def told(of: Criterion, answer: Answer) -> list[tuple[str, str | None]]:
    """Return what is told, by the name of the input; every text of it can be said."""
    answer, outside = within_bounds(of, answer, find)
    score = score_item(of, answer, of.not_applicable, exempt=False)
    findings = [*outside, *check_answer(of, answer, score, find)]
    for finding in findings:
        for lang in ("vi", "en"):
            say = speaker(lang)
            assert finding.wrong(say)
            assert finding.remedy(say)
            assert "{" not in finding.expected(say)
    return [(finding.code, finding.place.cell) for finding in findings]


@pytest.mark.parametrize(
    ("field", "value", "outside"),
    [
        ({"type": "count"}, "0", False),
        ({"type": "count"}, "-1", True),
        ({"type": "number"}, "-1", False),
        ({"type": "percent"}, "0", False),
        ({"type": "percent"}, "1", False),
        ({"type": "percent"}, "1.001", True),
        ({"type": "percent"}, "-0.001", True),
        ({"type": "percent", "max": 2}, "1.5", False),
        ({"type": "number", "min": 3, "max": 5}, "3", False),
        ({"type": "number", "min": 3, "max": 5}, "2.999", True),
        ({"type": "number", "min": 3, "max": 5}, "5", False),
        ({"type": "number", "min": 3, "max": 5}, "5.001", True),
        ({"type": "number", "max": "top"}, "10", False),
        ({"type": "number", "max": "top"}, "10.01", True),
        ({"type": "number", "min": "top"}, "9.99", True),
    ],
)
def test_a_bound_itself_is_allowed(field: dict[str, object], value: str, outside: bool) -> None:
    inputs = {"top": {"type": "number", "label": LABEL}, "x": {"label": LABEL, **field}}
    of = item({"kind": "formula", "of": "x * 0 + top * 0"}, inputs)
    answer = Answer({"x": Fraction(value), "top": Fraction(10)})
    kept, findings = within_bounds(of, answer, find)
    assert [(f.code, f.place.cell) for f in findings] == ([("SUB032", "x")] if outside else [])
    assert ("x" in kept.values) is not outside
    assert ("x" in kept.unreadable) is outside
    assert kept.values["top"] == 10


def test_a_bound_whose_input_has_no_answer_binds_nothing() -> None:
    answer = Answer({"done": Fraction(99)})
    assert within_bounds(item(RATE, COUNTS), answer, find) == (answer, [])


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [
        (DONE, []),
        (DONE._replace(claim=None), [("SUB039", "claim")]),
        (DONE._replace(claim=Fraction(3)), [("SUB037", "claim")]),
        (DONE._replace(claim=Fraction(-1)), [("SUB037", "claim")]),
        (DONE._replace(claim=Fraction(2)), [("SUB038", "claim")]),
        (DONE._replace(claim=Fraction(101, 100)), [("SUB038", "claim")]),
        (DONE._replace(claim=None, unreadable=frozenset({"claim"})), []),
        (DONE._replace(not_applicable=True), [("SUB040", "claim")]),
        (Answer(), [("SUB030", "planned"), ("SUB030", "done")]),
        (Answer({"done": Fraction(1)}), [("SUB030", "planned")]),
        (Answer(unreadable=frozenset({"done", "planned"})), []),
        (Answer({"planned": Fraction(2), "done": Fraction(3)}), [("SUB032", "done")]),
        (Answer({"planned": Fraction(0), "done": Fraction(0)}), [("SUB032", "planned")]),
    ],
)
def test_an_answer_to_a_computed_item(answer: Answer, wanted: list[tuple[str, str]]) -> None:
    assert told(item(RATE, COUNTS), answer) == wanted


def test_a_claim_rounded_as_people_round_agrees() -> None:
    third = Answer({"planned": Fraction(3), "done": Fraction(1)})
    for claim in ("0.67", "0.667", "0.66", "0.6666666"):
        wanted = [] if claim != "0.66" else [("SUB038", "claim")]
        assert told(item(RATE, COUNTS), third._replace(claim=Fraction(claim))) == wanted


def test_a_tick_where_the_item_allows_it() -> None:
    of = item(RATE, COUNTS, not_applicable="exclude")
    assert told(of, Answer(not_applicable=True)) == []
    assert told(of, DONE._replace(not_applicable=True)) == [("SUB041", "claim")]


@pytest.mark.parametrize(
    ("scored_by", "answer", "wanted"),
    [
        ("unit", Answer(claim=Fraction(1)), []),
        ("unit", Answer(claim=Fraction(3)), [("SCO004", "claim")]),
        ("unit", Answer(), [("SUB030", "claim")]),
        ("unit", Answer(unreadable=frozenset({"claim"})), []),
        ("council", Answer(), [("SCO002", "claim")]),
    ],
)
def test_an_answer_to_a_judged_item(
    scored_by: str, answer: Answer, wanted: list[tuple[str, str]]
) -> None:
    assert told(item(JUDGED, scored_by=scored_by), answer) == wanted


def test_a_rule_that_cannot_use_the_answer_is_told() -> None:
    of = item({"kind": "formula", "of": "done - planned"}, COUNTS)
    assert told(of, DONE) == [("SCO001", "claim")]


@pytest.mark.parametrize(
    ("evidence", "answer", "missing"),
    [
        ("required", DONE, True),
        ("required", DONE._replace(documents=(PAPER,)), False),
        ("required", DONE._replace(explanation="Có"), False),
        (
            "required",
            Answer({"planned": Fraction(4), "done": Fraction(0)}, claim=Fraction(0)),
            False,
        ),
        ("optional", DONE, False),
        ("none", DONE, False),
    ],
)
def test_points_without_evidence_are_told_where_it_is_required(
    evidence: str, answer: Answer, missing: bool
) -> None:
    wanted = [("EVI001", "claim")] if missing else []
    assert told(item(RATE, COUNTS, evidence=evidence), answer) == wanted
