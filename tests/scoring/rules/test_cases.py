"""The rule kinds, case by case, as ``cases.yaml`` beside this file states them."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from _pytest.mark.structures import ParameterSet

from parindex.checks.cases import case_value
from parindex.model.criteria import Criterion
from parindex.model.rule import Outcome
from parindex.model.submission import Answer
from parindex.scoring.item import ItemScore, on_scale, score_item
from parindex.scoring.rules import RULE_KINDS
from parindex.scoring.rules.cohort import Cohort
from parindex.scoring.rules.measure import MeasureRule
from parindex.sources.yaml import parse_yaml

FILE = Path(__file__).with_name("cases.yaml")


def entries() -> list[dict[str, Any]]:
    document, findings = parse_yaml(FILE.read_text(encoding="utf-8"), FILE.name)
    assert document is not None
    assert not findings
    assert isinstance(document.value, list)
    return document.value


def item_of(stated: dict[str, Any]) -> Criterion:
    """Make an item of an entry, whose name and labels are left out where nobody reads them."""
    label = {"vi": "x"}
    inputs = {name: {"label": label, **field} for name, field in stated.get("inputs", {}).items()}
    rule = RULE_KINDS[stated["rule"]["kind"]].model_validate(stated["rule"])
    code = stated["code"].replace("-", "")
    return Criterion.model_validate(
        {**stated, "code": code, "name": label, "inputs": inputs, "rule": rule}
    )


def answer_of(item: Criterion, given: dict[str, Any]) -> Answer:
    values = {
        name: case_value(item.fields[name], v) for name, v in given.items() if name in item.fields
    }
    claim = given.get("claim")
    return Answer(
        values=values,
        claim=None if claim is None else Fraction(claim),
        not_applicable=given.get("not_applicable", False),
    )


def cases() -> Iterator[ParameterSet]:
    for entry in entries():
        code = entry["item"]["code"]
        for case in entry["cases"]:
            yield pytest.param(
                entry["item"], case, id=f"{code} {case['given']}{case.get('among', '')}"
            )


def score_of(stated: dict[str, Any], case: dict[str, Any]) -> ItemScore:
    """Score a case; `among` are the figures of the other units."""
    item = item_of(stated)
    score = score_item(item, answer_of(item, case["given"]), item.not_applicable, exempt=False)
    if score.figure is None:
        return score
    assert isinstance(item.rule, Cohort)
    figures = [score.figure, *map(Fraction, case["among"])]
    scored = item.rule.among(figures, item.fields, item.span)(score.figure)
    return on_scale(item, scored, item.not_applicable)


@pytest.mark.parametrize(("stated", "case"), list(cases()))
def test_values_give_points_for_a_reason(stated: dict[str, Any], case: dict[str, Any]) -> None:
    score = score_of(stated, case)
    assert score.points == Fraction(case["points"])
    assert type(score.points) is Fraction
    assert score.outcome == Outcome(case.get("outcome", "scored"))
    assert score.reason.for_lang("vi") == case["says"]


def test_every_kind_has_cases_and_every_zero_policy() -> None:
    rules = [entry["item"]["rule"] for entry in entries()]
    assert {rule["kind"] for rule in rules} == set(RULE_KINDS)
    measured = {kind for kind, rule in RULE_KINDS.items() if issubclass(rule, MeasureRule)}
    stated = {(rule["kind"], rule["when_zero"]) for rule in rules if "when_zero" in rule}
    policies = ("not_applicable", "full", "zero")
    assert stated == {(kind, policy) for kind in measured for policy in policies}


def test_every_code_is_used_once() -> None:
    codes = [entry["item"]["code"] for entry in entries()]
    assert len(codes) == len(set(codes))
