"""The pages of tasks: their commands run on the round of the tutorial, as their output shows."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.docs.walking import DOCS, FOLDERS, Ran, walk

PAGES = sorted(page.name for page in (DOCS / "tasks").iterdir())
FOUND = {
    "parindex validate bo-tieu-chi.yaml",
    "parindex diff ky-2025/criteria.yaml bo-tieu-chi.yaml",
    "parindex validate new-set.yaml",
    "parindex diff ky-2025/criteria.yaml new-set.yaml",
    "parindex score ky-2025",
    "parindex rank cac-nam.csv",
    "parindex rank years.csv",
    "parindex diff ky-2025/criteria.yaml ky-2025/criteria-v2.yaml",
    "parindex diff ky-2025/criteria.yaml ky-2026/criteria.yaml",
    "parindex check ky-2025/submissions/XA01.xlsx",
}
"""Commands that leave with 1 where a page has them."""


@pytest.mark.parametrize("lang", FOLDERS)
@pytest.mark.parametrize("page", PAGES)
def test_its_commands_do_what_it_says(
    page: str, lang: str, followed: Callable[[str], tuple[Path, list[Ran]]], tmp_path: Path
) -> None:
    shutil.copytree(followed("vi")[0], tmp_path, dirs_exist_ok=True)
    ran = walk(lang, f"tasks/{page}", tmp_path)
    assert ran
    for command in ran:
        assert command.code == int(command.line in FOUND), command


def test_every_page_is_there_in_both_languages_with_the_same_steps() -> None:
    steps = re.compile(r"^ *```(?:sh|diff|csv|yaml|text)|^## |^\d\. |^- ", re.MULTILINE)
    assert len(PAGES) == 9
    for page in PAGES:
        english, vietnamese = (
            steps.findall((FOLDERS[lang] / "tasks" / page).read_text(encoding="utf-8"))
            for lang in ("en", "vi")
        )
        assert english == vietnamese, page
