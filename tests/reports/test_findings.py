"""Findings for machines: what claims a format is valid in it, and says the same."""

import json
from xml.etree import ElementTree

import pytest

from parindex.cli.app import OutputFormat
from parindex.locale import speaker
from parindex.model.finding import Finding, Place
from parindex.reports.findings import WRITERS, Findings

FOUND = [
    Finding("CRI010", Place("a b,c.yaml", 3, 5), {"key": "max: 100%\n::error::evil"}),
    Finding("CRI028", Place("a b,c.yaml", 9, 1), {"bound": "<&>"}, item="1.1"),
    Finding(
        "SUB015", Place("đơn vị.xlsx", sheet="T", cell="A1"), {"sheet": "x", "wanted": "\x00y"}
    ),
    Finding("RPT001", values={"letters": "🎉"}),
]


def written(name: str, lang: str = "en", findings: list[Finding] | None = None) -> str:
    chosen = FOUND if findings is None else findings
    return WRITERS[name](Findings(chosen, ["good.yaml"], speaker(lang), lang))


def test_json_and_json_lines_hold_the_same_records() -> None:
    records = json.loads(written("json"))
    assert [record["code"] for record in records] == ["CRI010", "CRI028", "SUB015", "RPT001"]
    assert records[0]["line"] == 3
    assert records[2]["cell"] == "A1"
    assert [json.loads(line) for line in written("jsonl").splitlines()] == records
    assert json.loads(written("json", findings=[])) == []


def test_github_commands_stay_one_line_each() -> None:
    lines = written("github").splitlines()
    assert len(lines) == len(FOUND)
    assert lines[0].startswith("::error file=a b%2Cc.yaml,line=3,col=5,title=CRI010::")
    assert "100%25%0A::error::evil" in lines[0]
    assert [line.partition(" ")[0] for line in lines[1:]] == ["::warning", "::notice", "::warning"]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_sarif_has_what_the_standard_asks_for(lang: str) -> None:
    log = json.loads(written("sarif", lang))
    assert log["version"] == "2.1.0"
    [run] = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == sorted({finding.code for finding in FOUND})
    assert [result["ruleId"] for result in run["results"]] == [f.code for f in FOUND]
    assert {result["level"] for result in run["results"]} <= {"error", "warning", "note"}
    first = run["results"][0]["locations"][0]["physicalLocation"]
    assert first["artifactLocation"]["uri"] == "a%20b%2Cc.yaml"
    assert first["region"] == {"startLine": 3, "startColumn": 5}
    assert "locations" not in run["results"][3]
    assert json.loads(written("sarif", findings=[]))["runs"][0]["results"] == []


def test_junit_is_read_back_by_a_parser() -> None:
    [suite] = ElementTree.fromstring(written("junit"))  # noqa: S314 - our own
    assert (suite.get("tests"), suite.get("failures")) == ("4", "1")
    cases = {case.get("name"): case for case in suite}
    assert list(cases["good.yaml"]) == []
    failure = cases["a b,c.yaml"].find("failure")
    assert failure is not None
    assert "CRI010" in str(failure.get("message"))
    output = cases["a b,c.yaml"].find("system-out")
    assert output is not None
    assert "<&>" in str(output.text)


def test_every_format_is_offered_by_the_command() -> None:
    assert {form.value for form in OutputFormat} == {"text", *WRITERS}
