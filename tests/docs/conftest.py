"""Lets the tests of the pages import the scripts that write them; follows the tutorial once."""

import shutil
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.docs.walking import DOCS, Ran, walk

sys.path.append(str(DOCS.parent / "samples"))


@pytest.fixture(scope="session")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], tuple[Path, list[Ran]]]:
    """Return the function that follows the tutorial in a language, once.

    It gives the folder in which that was done, which is not to be changed, and the commands.
    """

    @cache
    def follow(lang: str) -> tuple[Path, list[Ran]]:
        folder = tmp_path_factory.mktemp(f"tutorial-{lang}")
        shutil.copytree(DOCS.parent / "samples" / "tutorial", folder / "samples" / "tutorial")
        return folder, walk(lang, "tutorial.md", folder)

    return follow
