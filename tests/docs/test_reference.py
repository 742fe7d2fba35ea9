"""The pages of reference are those that the code makes, and name what there is."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
import typer.main

import document
import reference
import reference_words
from parindex.cli.app import app
from parindex.locale import LANGUAGES
from parindex.model.roster import Roster
from parindex.model.rule import Outcome
from parindex.scoring.rules import RULE_KINDS
from parindex.sources import adjustments, history, predecessors, received
from parindex.sources import round as rounds
from reference_keys import slug

pages = cache(reference.pages)
STALE = "a page is not up to date; run: python samples/document.py"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_pages_are_up_to_date(lang: str) -> None:
    for name, text in pages(lang).items():
        stored = (document.REPOSITORY / name).read_text(encoding="utf-8")
        assert stored == text, f"{name}: {STALE}"
        headings = {slug(found) for found in re.findall(r"^#+ (.*)", text, re.MULTILINE)}
        links = re.findall(r"\]\(([^)#]*)(#[^)]*)?\)", text)
        assert links
        for file, anchor in links:
            assert file or anchor in headings, anchor
            assert (document.REPOSITORY / name).parent.joinpath(file).exists(), file


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_option_that_help_names_stands_on_the_page(lang: str) -> None:
    [page] = [text for name, text in pages(lang).items() if "commands" in name]
    sections = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL))
    group: Any = typer.main.get_command(app)
    for name, command in group.commands.items():
        known = {option for each in command.params for option in each.opts if option[0] == "-"}
        assert set(re.findall(r"`(--?[a-z][a-z-]*)`", sections[name])) == known, name


def test_every_kind_and_outcome_is_there() -> None:
    text = pages("en")["docs/reference/criteria.md"]
    assert re.findall(r"^### ([a-z_]+)$", text, re.MULTILINE) == [*RULE_KINDS]
    assert reference_words.OUTCOMES.keys() == {outcome.value for outcome in Outcome}


READERS: dict[str, tuple[Any, Callable[[Path], object]]] = {
    "units.csv": (rounds, lambda path: rounds._units(path, [])),
    "predecessors.csv": (predecessors, lambda path: predecessors.read_predecessors(path, {})),
    "adjustments.csv": (adjustments, lambda path: adjustments.read_adjustments(path, Roster([]))),
    "received.csv": (received, lambda path: received.read_received(path, frozenset())),
    "history.csv": (history, lambda path: history.read_history(path, Roster([]), 2025)),
}


@pytest.mark.parametrize("name", reference_words.TABLES)
def test_the_columns_of_a_table_are_those_that_are_read(name: str, tmp_path: Path) -> None:
    module, read = READERS[name]
    (tmp_path / name).write_text("", encoding="utf-8")
    with patch.object(module, "read_table", return_value=([], [])) as asked:
        read(tmp_path / name)
    _, columns = reference_words.TABLES[name]
    needed = {column for column, (must, _) in columns.items() if must}
    assert needed == set(asked.call_args.kwargs["required"])
    assert columns.keys() - needed == set(asked.call_args.kwargs["optional"])
