"""Warnings ignored on purpose: with a reason, told as notes, and never errors."""

import json

import pytest

from parindex.locale import speaker
from parindex.model.finding import Severity
from parindex.reports.findings import Findings, as_sarif
from parindex.sources.criteria import parse_criteria

TEXT = """\
parindex: 1
id: mau
year: 2025
level: other
status: illustrative
title: { vi: "Bộ mẫu" }
total: 2
{head}areas:
  - code: "1"
    name: { vi: "Một" }
    max: 2
    {group}
    criteria:
      - code: "1.1"
        name: { vi: "Ban hành" }
        max: 1
        {item}
        inputs: { issued: { type: date, label: { vi: "Ngày" } } }
        rule: { kind: deadline, of: issued, due: 2020-03-31 }
      - code: "1.2"
        name: { vi: "Hoàn thành" }
        max: 1
        inputs: { spare: { type: count, label: { vi: "Thừa" } } }
        rule: { kind: yes_no, of: 1 > 0 }
"""
LATE = "ignore: [{ code: CRI032, reason: Theo kế hoạch nhiều năm }]"


def told(head: str = "", group: str = "", item: str = "") -> list[tuple[str, str, str]]:
    text = TEXT.replace("{head}", head).replace("{group}", group).replace("{item}", item)
    _, findings = parse_criteria(text)
    return [(f.code, f.severity.value, f.ignored) for f in findings]


REST = [("CRI016", "warning", ""), ("CRI066", "warning", "")]
WHY = "Theo kế hoạch nhiều năm"


@pytest.mark.parametrize(
    ("stated", "wanted"),
    [
        ({}, [("CRI032", "warning", "")]),
        ({"item": LATE}, [("CRI032", "info", WHY)]),
        ({"group": LATE}, [("CRI032", "info", WHY)]),
        ({"head": LATE + "\n"}, [("CRI032", "info", WHY)]),
    ],
)
def test_a_warning_is_ignored_at_or_above_its_item(
    stated: dict[str, str], wanted: list[tuple[str, str, str]]
) -> None:
    found = [entry for entry in told(**stated) if entry[0] == "CRI032"]
    assert found == wanted
    assert {"CRI016", "CRI066"} <= {code for code, _, _ in told(**stated)}


def test_what_is_not_met_is_told() -> None:
    assert ("CRI063", "warning", "") in told(item=LATE.replace("CRI032", "CRI039"))
    assert ("CRI063", "warning", "") in told(item=LATE.replace("CRI032", "CRI023"))


def test_an_error_stays_an_error() -> None:
    text = TEXT.replace("{head}", "ignore: [{ code: CRI023, reason: x }]\n")
    text = text.replace("{group}", "").replace("{item}", "").replace("total: 2", "total: 3")
    _, findings = parse_criteria(text)
    assert [f.code for f in findings if f.severity is Severity.ERROR] == ["CRI023"]


@pytest.mark.parametrize("entry", ["{ code: CRI032 }", "{ code: CRI032, reason: ' ' }", "CRI032"])
def test_a_reason_is_needed(entry: str) -> None:
    assert any(code in {"CRI010", "CRI012"} for code, _, _ in told(item=f"ignore: [{entry}]"))


def test_a_trap_in_the_yaml_is_ignored_where_it_stands() -> None:
    trap = "ignore: [{ code: CRI008, reason: Tên riêng }]\n        note: { vi: No }"
    assert ("CRI008", "info", "Tên riêng") in told(item=trap)


def test_sarif_says_that_it_is_suppressed() -> None:
    text = TEXT.replace("{head}", LATE + "\n").replace("{group}", "").replace("{item}", "")
    _, findings = parse_criteria(text)
    log = json.loads(as_sarif(Findings(findings, ["x.yaml"], speaker("vi"), "vi")))
    results = {result["ruleId"]: result for result in log["runs"][0]["results"]}
    assert results["CRI032"]["suppressions"] == [{"kind": "inSource", "justification": WHY}]
    assert "suppressions" not in results["CRI016"]
