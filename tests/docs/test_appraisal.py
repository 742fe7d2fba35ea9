"""The pages on appraisal: what they name is there, and both say the same."""

import re
from pathlib import Path

import pytest
import typer.main
import yaml

import parindex.cli  # noqa: F401 - registers the commands
from parindex.cli.app import app
from parindex.forms.appraisal.layout import HEADS, Column
from parindex.forms.appraisal.live import LATER
from parindex.locale import speaker
from parindex.model.codes import KINDS
from parindex.model.ledger import STAGES
from parindex.model.round import RoundSpec, StageLimits

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {"en": DOCS / "appraisal.md", "vi": DOCS / "vi" / "appraisal.md"}


def text(lang: str) -> str:
    return PAGES[lang].read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", PAGES)
def test_it_names_columns_and_stages_as_they_are_called(lang: str) -> None:
    say = speaker(lang)
    named = [HEADS[column].text for column in (Column.AMENDED, Column.POINTS, Column.NOW)]
    for word in (*named, *STAGES.values(), LATER):
        assert say(word) in text(lang), word


@pytest.mark.parametrize("lang", PAGES)
def test_the_codes_it_names_say_what_it_says(lang: str) -> None:
    links = re.findall(r"\[(RND\d+)\]\(findings\.md#(\w+)\)", text(lang))
    assert [code for code, _ in links] == ["RND135", "RND136", "RND138", "RND140", "RND142"]
    assert all(code.lower() == anchor and code in KINDS for code, anchor in links)


@pytest.mark.parametrize("lang", PAGES)
def test_its_keys_are_those_of_the_round(lang: str) -> None:
    [block] = re.findall(r"^```yaml\n(.*?)^```", text(lang), re.MULTILINE | re.DOTALL)
    keys = yaml.safe_load(block)
    assert set(keys) <= set(RoundSpec.model_fields)
    limits = StageLimits.model_validate({key: str(v) for key, v in keys["stages"].items()})
    assert all(limit is not None for _, limit in limits)
    assert set(keys["stages"]) == set(StageLimits.model_fields)


def test_both_pages_have_the_same_structure() -> None:
    shape = re.compile(r"^(?:#+ |\d\. |- |\||```\w*)", re.MULTILINE)
    assert shape.findall(text("vi")) == shape.findall(text("en"))


@pytest.mark.parametrize("lang", PAGES)
def test_the_options_it_names_exist(lang: str) -> None:
    command = typer.main.get_command(app).commands["appraise"]  # type: ignore[attr-defined]
    known = {option for param in command.params for option in param.opts}
    options = set(re.findall(r"(?<![-|])(--[a-z][a-z-]*)", text(lang)))
    assert len(options) > 5
    assert not options - known
