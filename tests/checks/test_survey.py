"""What is wrong in a questionnaire, told with its line and column."""

from pathlib import Path

import pytest

from tests.evaluation.made_surveys import ROUND, count, page_files

PAGE = page_files()
QUESTIONNAIRE = PAGE["questionnaire.yaml"]
CRITERIA = PAGE["criteria.yaml"]
LINES = QUESTIONNAIRE.splitlines()


def line(text: str) -> int:
    return next(number for number, row in enumerate(LINES, 1) if text in row)


def column(text: str) -> int:
    return LINES[line(text) - 1].index(text) + 1


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("CRI080", 'XA: "1.1"', 'XA: "1.9"'),
        ("CRI080", 'XA: "1.1"', 'XB: "1.1"'),
        ("CRI080", 'XA: "1.2.satisfied"', 'XA: "1.2.none"'),
        ("CRI081", 'XA: "1.2.satisfied"', 'XA: "1.2"'),
        ("CRI081", 'XA: "1.1"', 'XA: "1.1.people_a"'),
        ("CRI082", "name: leaders", "name: bosses"),
        ("CRI082", "name: e,", "name: f,"),
        ("CRI083", "share: 0.6", "share: 0.5"),
        ("CRI083", '"Don\'t know" }', '"Don\'t know" }, share: 0'),
        ("CRI084", 'written: ["KB"]', 'written: ["rất TỐT"]'),
        ("CRI084", 'written: ["KB"]', 'written: ["0", "a"]'),
        ("CRI084", "name: leaders", "name: people"),
        ("CRI085", "scale: quality, feeds", "scale: service, feeds"),
        ("CRI085", "groups: [people]", "groups: [peoples]"),
        ("CRI085", "column: c2", "column: c1"),
        ("CRI085", 'respondent: "Số phiếu"', "stratum: s"),
        ("CRI010", 'title: { vi: "Phiếu điều tra năm 2025", en: "Questionnaire 2025" }\n', ""),
        ("CRI011", "minimum: 4", "minimun: 4"),
        ("CRI012", "minimum: 4", "minimum: 4\nconfidence: 0.8"),
        ("CRI012", "minimum: 4", "minimum: 0"),
        ("CRI012", "minimum: 4", "minimum: 4\nsmall_sample: guess"),
        ("CRI012", "share: 0.6", "share: 60"),
    ],
)
def test_a_mistake_is_told(tmp_path: Path, code: str, old: str, new: str) -> None:
    assert old in QUESTIONNAIRE
    questionnaire = QUESTIONNAIRE.replace(old, new)
    if code == "CRI083" and "share: 0 " in new + " ":
        questionnaire = QUESTIONNAIRE.replace('written: ["KB"]', "share: 0")
    found = count(tmp_path / "round", {"questionnaire.yaml": questionnaire})
    errors = [finding for finding in found.findings if finding.code == code]
    assert errors
    assert {finding.code for finding in found.findings} <= {code, "RND060"}
    for finding in errors:
        assert Path(finding.place.file).name == "questionnaire.yaml"
        assert finding.place.line
        assert finding.place.column
    assert not found.supplied


def test_a_feed_is_told_where_it_stands(tmp_path: Path) -> None:
    wrong = QUESTIONNAIRE.replace('XA: "1.1"', 'XA: "1.9"')
    [finding] = count(tmp_path / "round", {"questionnaire.yaml": wrong}).findings
    spot = 'feeds: { XA: "1.1"'
    assert (finding.place.line, finding.place.column) == (
        line(spot), column(spot) + len('feeds: { '),
    )  # fmt: skip


def test_several_mistakes_are_told_at_once(tmp_path: Path) -> None:
    wrong = QUESTIONNAIRE.replace('XA: "1.1"', 'XA: "1.9"').replace("share: 0.6", "share: 0.5")
    wrong = wrong.replace('XA: "1.2.satisfied"', 'XA: "1.1"')
    found = count(tmp_path / "round", {"questionnaire.yaml": wrong})
    assert [finding.code for finding in found.findings] == ["CRI080", "CRI083"]


def test_two_surveys_of_one_group_are_told(tmp_path: Path) -> None:
    twice = ROUND.replace("}]\n", "}, { questionnaire: b.yaml, answers: answers.csv }]\n", 2)
    twice = twice.replace(
        "criteria.yaml }, { questionnaire: b.yaml, answers: answers.csv }]", "criteria.yaml }]"
    )
    found = count(tmp_path / "round", {"round.yaml": twice, "b.yaml": QUESTIONNAIRE})
    doubled = [finding for finding in found.findings if finding.code == "CRI086"]
    assert [finding.values["name"] for finding in doubled] == ["people", "leaders", "satisfied"]
    assert {Path(finding.place.file).name for finding in doubled} == {"b.yaml"}
    assert found.supplied  # what the first one says stands


def test_a_group_that_nobody_asks_is_told(tmp_path: Path) -> None:
    lacking = QUESTIONNAIRE.replace(
        'scale: quality, feeds: { XA: "1.1" }',
        'scale: quality, groups: [people], feeds: { XA: "1.1" }',
    )
    found = count(tmp_path / "round", {"questionnaire.yaml": lacking})
    [finding] = [finding for finding in found.findings if finding.code == "RND060"]
    assert finding.item == "1.1"
