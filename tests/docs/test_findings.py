"""The pages of findings: every code with its reason and an example, and the example provokes it."""

import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import document
import examples
from parindex.cli.app import has_errors
from parindex.locale import LANGUAGES, speaker
from parindex.model.codes import KINDS
from parindex.model.finding import SEVERITIES, Finding
from parindex.reports.findings import Findings, as_sarif
from recipes import RECIPES

STALE = "a page is not up to date; run: python samples/document.py"
ALONG = {
    "SUB049": {"RND047"},
    "RPT010": {"SUB049"},
    "RND011": {"RND012"},
    "SUB012": {"RND012"},
    "SUB019": {"RND012"},
    "SCO007": {"SCO009"},
    **{f"RND09{digit}": {"RND096"} for digit in range(1, 6)},
    **{f"RND16{digit}": {"RND163"} for digit in range(3)},
    "RND111": {"RND012"},
    "RPT026": {"RPT021"},
    "RND186": {"RPT024"},
    "SCO010": {"RND088"},
}
"""What else cannot but be told with a code: the unit without a form, what is missing, the sums."""
AT_THE_CLAIM = {"SUB040", "SUB041", "EVI001", "SCO001", "SCO006"}
"""Codes told at the claim of the item, whatever cell of it is typed over."""
OF_THE_FILE = {"SCO005", "SUB024"}


def stored(lang: str) -> str:
    return (document.REPOSITORY / document.PAGES[lang]).read_text(encoding="utf-8")


@cache
def sections(lang: str) -> dict[str, str]:
    """Return the sections of a page as they are stored, by code."""
    found = re.findall(r"(### (\w+)\n.*?\n)(?=\n##|\Z)", stored(lang), re.DOTALL)
    return {code: text for text, code in found}


@pytest.mark.parametrize("code", KINDS)
def test_the_example_provokes_the_code_as_the_page_shows(code: str, tmp_path: Path) -> None:
    exit_code, findings = examples.told(code, tmp_path)
    assert {finding.code for finding in findings} - {code} == ALONG.get(code, set())
    [finding] = [finding for finding in findings if finding.code == code]
    assert (exit_code != 0) == has_errors(findings)
    for lang in LANGUAGES:
        assert sections(lang)[code] == document.section(code, lang, findings), STALE
        is_said_whole(finding, lang)
        severity = speaker(lang)(SEVERITIES[finding.severity])
        told = f"{severity} {code}{f' {finding.item}' if finding.item else ''}:"
        place = f"{finding.place}: " if str(finding.place) else ""
        assert f"{place}{told}" in " ".join(sections(lang)[code].split())
    if file := examples.kept(code):
        assert Path(finding.place.file).name == file.name
        lines = file.read_text(encoding="utf-8").splitlines()
        assert finding.place.line is None or 1 <= finding.place.line <= len(lines)
    elif cells := RECIPES[code].cells:
        stands_where_it_is_typed(finding, cells[0].cell(examples.rows()))


def is_said_whole(finding: Finding, lang: str) -> None:
    """Every place of its texts is filled, and with something."""
    say = speaker(lang)
    for text in (finding.wrong(say), finding.expected(say), finding.remedy(say)):
        assert text == " ".join(text.split())
        assert not re.search(r"\{\w*\}", text)


def stands_where_it_is_typed(finding: Finding, cell: str) -> None:
    if finding.code in AT_THE_CLAIM:
        assert finding.place.cell == f"I{cell[1:]}"
    else:
        assert finding.place.cell == (None if finding.code in OF_THE_FILE else cell)


def test_every_code_has_one_example() -> None:
    assert examples.codes() == KINDS.keys()
    assert not [code for code in RECIPES if examples.kept(code)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_code_has_a_section_and_a_line_in_the_table(lang: str) -> None:
    assert list(sections(lang)) == list(KINDS)
    lines = re.findall(r"^\| \[(\w+)\]\(#(\w+)\) \|", stored(lang), re.MULTILINE)
    assert lines == [(code, code.lower()) for code in KINDS]
    assert document.page(lang, sections(lang)) == stored(lang), STALE


def test_each_code_has_a_reason_of_its_own_in_both_languages() -> None:
    for lang in LANGUAGES:
        reasons = [speaker(lang)(kind.why) for kind in KINDS.values()]
        assert len(set(reasons)) == len(KINDS)
        for reason in reasons:
            assert 40 < len(reason) < 220, reason
            assert reason.endswith(".")
    assert not [kind.code for kind in KINDS.values() if speaker("vi")(kind.why) == kind.why]


def test_both_pages_have_the_same_structure() -> None:
    vietnamese, english = (
        re.findall(r"^(?:### \w+|## \w+|```\w*|\|[ -]*---)", stored(lang), re.MULTILINE)
        for lang in LANGUAGES
    )
    assert vietnamese == english


@pytest.mark.parametrize("lang", LANGUAGES)
def test_its_links_lead_somewhere(lang: str) -> None:
    page = document.REPOSITORY / document.PAGES[lang]
    files = set(re.findall(r"\]\(([^)#]+)\)", stored(lang)))
    assert len(files) > 50
    assert not [file for file in files if not (page.parent / file).is_file()]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sarif_names_the_section_and_the_reason(lang: str) -> None:
    found = Findings([Finding("CRI016", values={"name": "x"})], [], speaker(lang), lang)
    [rule] = json.loads(as_sarif(found))["runs"][0]["tool"]["driver"]["rules"]
    [(page, head)] = re.findall(r"(docs/\S+\.md)#(\w+)\.$", rule["help"]["text"])
    assert (page, head) == (document.PAGES[lang], "cri016")
    assert rule["fullDescription"]["text"] in sections(lang)["CRI016"]


@pytest.mark.parametrize("file", sorted(examples.HERE.rglob("*.yaml")), ids=lambda file: file.stem)
def test_what_is_made_up_says_so(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert "Tỉnh mẫu" in text
    assert file.stem in {"CRI009", "round"} or "status: illustrative" in text
    assert len(text.splitlines()) < 45


def test_an_example_can_be_built_by_hand(tmp_path: Path) -> None:
    script = str(document.REPOSITORY / "samples" / "examples.py")
    done = subprocess.run(
        [sys.executable, script, "SUB033", str(tmp_path / "made")],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout == f"cd {tmp_path / 'made'} && parindex score round\n"
    assert (tmp_path / "made" / "round" / "submissions" / "MAU01.xlsx").is_file()
