"""Findings for machines: what claims a format is valid in it, and says the same."""

import json

import pytest

from parindex.cli.app import OutputFormat
from parindex.locale import speaker
from parindex.model.finding import Finding, Place
from parindex.reports.findings import WRITERS, Findings
from tests.reports.formats import annotations, junit_suite, sarif_run

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
    first, *rest = written("github").splitlines()
    assert first.startswith("::error file=a b%2Cc.yaml,line=3,col=5,title=CRI010::")
    assert "100%25%0A::error::evil" in first
    told = annotations(written("github"))
    assert [kind for kind, _, _ in told] == ["error", "warning", "notice", "warning"]
    assert told[0][1] == {"file": "a b,c.yaml", "line": "3", "col": "5", "title": "CRI010"}
    assert "max: 100%\n::error::evil" in told[0][2]
    assert told[2][2].startswith("[T!A1] "), "the cell, for which an annotation has no property"
    assert told[3][1] == {"title": "RPT001"}
    assert len(rest) == 3


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_sarif_has_what_the_standard_asks_for(lang: str) -> None:
    run = sarif_run(written("sarif", lang))
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == sorted({finding.code for finding in FOUND})
    assert [result["ruleId"] for result in run["results"]] == [f.code for f in FOUND]
    assert {result["level"] for result in run["results"]} <= {"error", "warning", "note"}
    first = run["results"][0]["locations"][0]["physicalLocation"]
    assert first["artifactLocation"]["uri"] == "a%20b%2Cc.yaml"
    assert first["region"] == {"startLine": 3, "startColumn": 5}
    cell = run["results"][2]["locations"][0]
    assert cell["logicalLocations"] == [{"fullyQualifiedName": "T!A1"}]
    assert "region" not in cell["physicalLocation"]
    assert "locations" not in run["results"][3]
    assert sarif_run(written("sarif", findings=[]))["results"] == []


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_sarif_rule_says_what_holds_for_all_its_findings(lang: str) -> None:
    findings = [Finding("CRI008", Place("a.yaml", n, 1), {"value": f"no{n}"}) for n in (1, 2)]
    [rule] = sarif_run(written("sarif", lang, findings))["tool"]["driver"]["rules"]
    texts = rule["shortDescription"]["text"] + rule["help"]["text"]
    assert texts.count("…") == 2
    assert "no1" not in texts
    assert rule["defaultConfiguration"] == {"level": "warning"}


def test_junit_is_read_back_by_a_parser() -> None:
    suite = junit_suite(written("junit"))
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("4", "1", "0")
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
