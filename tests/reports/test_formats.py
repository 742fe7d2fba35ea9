"""Whatever a path or a value holds, every format for machines stays readable and says the same."""

import json
import re
from pathlib import PurePosixPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from parindex.locale import speaker
from parindex.model.codes import KINDS
from parindex.model.finding import Finding, Place
from parindex.reports.findings import WRITERS, Findings
from parindex.reports.view import sentence
from tests.reports.formats import annotations, junit_suite, sarif_files, sarif_run

SAY = speaker("vi")
ODD = "a b/50%2C đơn vị: số,1\n::error::x\r#?&<>\"'.yaml"
TEXTS = st.text(min_size=1, max_size=30)
NUMBERS = st.none() | st.integers(1, 99)
PLACES = st.one_of(
    st.just(Place()),
    st.builds(Place, TEXTS, NUMBERS, NUMBERS),
    st.builds(Place, TEXTS, sheet=TEXTS, cell=st.sampled_from([None, "A1"])),
)
FINDINGS = st.lists(
    st.builds(
        lambda code, place, text: Finding(code, place, {"key": text, "value": text}),
        st.sampled_from(["CRI010", "CRI008"]),
        PLACES,
        TEXTS,
    ),
    max_size=5,
)
ODD_PLACE = Finding("CRI010", Place(ODD, 3, 5), {"key": ODD})


def written(name: str, findings: list[Finding], files: list[str] | None = None) -> str:
    return WRITERS[name](Findings(findings, files or [], SAY, "vi"))


def in_xml(text: str) -> str:
    """Return a text as XML 1.0 can hold it."""
    return re.sub("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)


@given(FINDINGS)
@example([ODD_PLACE])
def test_json_and_json_lines_hold_files_lines_and_values(findings: list[Finding]) -> None:
    records = json.loads(written("json", findings))
    lines = written("jsonl", findings).split("\n")
    assert [json.loads(line) for line in lines[:-1]] == records
    assert lines[-1] == ""
    assert [record.get("file", "") for record in records] == [f.place.file for f in findings]
    assert [record.get("line") for record in records] == [f.place.line for f in findings]
    assert [record["values"] for record in records] == [f.values for f in findings]


@given(FINDINGS)
@example([ODD_PLACE])
def test_annotations_are_read_back_as_they_were(findings: list[Finding]) -> None:
    told = annotations(written("github", findings))
    assert len(told) == len(findings)
    for (_, properties, message), finding in zip(told, findings, strict=True):
        assert properties["title"] == finding.code
        assert properties.get("file", "") == finding.place.file
        assert properties.get("line") == (finding.place.line and str(finding.place.line))
        assert message.endswith(sentence(finding, SAY))


@given(FINDINGS)
@example([ODD_PLACE])
def test_sarif_keeps_to_the_standard(findings: list[Finding]) -> None:
    run = sarif_run(written("sarif", findings))
    assert len(run["results"]) == len(findings)
    for file, result, finding in zip(sarif_files(run), run["results"], findings, strict=True):
        expected = finding.place.file
        assert (file is None) == (not expected)
        assert file is None or PurePosixPath(file) == PurePosixPath(expected)
        assert result["message"]["text"] == sentence(finding, SAY)


@given(FINDINGS, st.lists(TEXTS, max_size=3))
@example([ODD_PLACE], [ODD])
def test_junit_has_a_case_a_file(findings: list[Finding], files: list[str]) -> None:
    suite = junit_suite(written("junit", findings, files))
    expected = dict.fromkeys([*files, *(finding.place.file for finding in findings)])
    assert [case.get("name") for case in suite] == [in_xml(file or "-") for file in expected]
    failed = [case.get("name") for case in suite if case.find("failure") is not None]
    errors = dict.fromkeys(f.place.file for f in findings if f.severity == "error")
    assert sorted(map(str, failed)) == sorted(in_xml(file or "-") for file in errors)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_code_can_be_told_in_every_format(lang: str) -> None:
    """A finding of each code, whose values are all a text that is hard to write."""
    places = re.compile(r"\{(\w+)")
    findings = [
        Finding(
            code,
            Place(ODD, 1, 1),
            dict.fromkeys(places.findall(f"{kind.wrong}{kind.expected}{kind.remedy}"), ODD),
        )
        for code, kind in KINDS.items()
    ]
    found = Findings(findings, [ODD], speaker(lang), lang)
    run = sarif_run(WRITERS["sarif"](found))
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(KINDS)
    for rule in rules:
        for text in (rule["shortDescription"]["text"], rule["help"]["text"]):
            assert text
            assert "{" not in text
            assert ODD not in text
    assert len(annotations(WRITERS["github"](found))) == len(KINDS)
    assert len(junit_suite(WRITERS["junit"](found))) == 1
    assert len(json.loads(WRITERS["json"](found))) == len(KINDS)
