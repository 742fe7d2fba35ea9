"""The tutorial: each of its commands runs and prints what the page shows, in both languages."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.docs.walking import FOLDERS, Ran

PAGE = "tutorial.md"
COMMANDS = {
    *("validate", "template", "inbox", "check", "score", "appraise"),
    *("explain", "report", "verify", "rescore", "init"),
}


@pytest.mark.parametrize("lang", FOLDERS)
def test_an_officer_can_follow_it(
    lang: str, followed: Callable[[str], tuple[Path, list[Ran]]]
) -> None:
    _, ran = followed(lang)
    ours = [command for command in ran if command.line.startswith("parindex")]
    assert {command.line.split()[1] for command in ours} == COMMANDS
    assert [command for command in ours if command.code] == [
        Ran("parindex validate ky-2025/criteria.yaml", 1),
        Ran("parindex check ky-2025 --annotate ky-2025/marked", 1),
    ]


def test_both_pages_take_the_same_steps() -> None:
    steps = re.compile(r"^```(?:sh|diff|csv|yaml).*?^```$|^## \d+|^\| [A-Z]\d+ \|", re.M | re.S)
    english, vietnamese = (
        steps.findall((FOLDERS[lang] / PAGE).read_text(encoding="utf-8")) for lang in ("en", "vi")
    )
    assert "export PARINDEX_LANG=en" in english.pop(0)
    assert english == vietnamese
