"""The reference of the criteria language says what the program does, with every key it knows."""

import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
from pydantic import BaseModel

from parindex.locale import speaker
from parindex.model.criteria import Basis, Case, CriteriaSet, Criterion, Ignored, LegalText
from parindex.model.finding import Severity
from parindex.model.publication import Adjustments, Band, Cap, Result, Rounded
from parindex.model.rule import Input, Outcome
from parindex.model.text import LocalText
from parindex.scoring.rules import RULE_KINDS
from parindex.scoring.rules.bands import Step
from parindex.scoring.rules.checklist import Tick
from parindex.scoring.rules.choice import Option
from parindex.scoring.rules.deadline import Due, Late
from parindex.scoring.rules.survey import AnswerOption, Group
from parindex.sources.criteria import parse_criteria, read_criteria
from parindex.sources.validation import validate_file
from parindex.sources.yaml import parse_yaml

DOCS = Path(__file__).parents[2] / "docs"
PAGES = (DOCS / "criteria-language.md", DOCS / "vi" / "criteria-language.md")
FENCE = re.compile(r"^```yaml(?P<info>[^\n]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
MODELS: tuple[type[BaseModel], ...] = (
    *(CriteriaSet, Criterion, Input, Band, Adjustments, Cap, Result, Case, LegalText, Basis),
    *(LocalText, Step, Option, Tick, Due, Late, Ignored, Rounded, AnswerOption, Group),
    *RULE_KINDS.values(),
)


def fences(page: Path) -> list[tuple[str, str]]:
    """Return the info string and the text of every YAML block of a page."""
    return [
        (found["info"].strip(), found["text"])
        for found in FENCE.finditer(page.read_text(encoding="utf-8"))
    ]


def examples(page: Path) -> list[tuple[str, str]]:
    """Return every example that is a set or an item."""
    return [(info, text) for info, text in fences(page) if info not in {"extends", "cases"}]


def first(page: Path, info: str) -> str:
    """Return the first block of a page with that info string."""
    return next(text for found, text in fences(page) if found == info)


def as_set(info: str, text: str) -> str:
    """Return an example as a whole criteria file."""
    if info == "set":
        return text
    item = plain(text)
    basis = item.get("basis")
    known = f"{{ {basis['ref']}: {{ title: 'A decision' }} }}" if basis else "{}"
    head = f"""\
        parindex: 1
        id: example
        year: 2025
        level: other
        status: illustrative
        title: {{ vi: 'Ví dụ' }}
        basis: {known}
        total: {item["max"] if "max" in item else item["scale"][1]}
        areas:
          -
        """
    return textwrap.dedent(head) + textwrap.indent(text, " " * 4)


def plain(text: str) -> dict[str, Any]:
    document, findings = parse_yaml(text, "example")
    assert document is not None
    assert not findings
    assert isinstance(document.value, dict)
    return document.value


def read(info: str, text: str) -> CriteriaSet:
    """Read an example, which must give neither an error nor a warning."""
    criteria, findings = parse_criteria(as_set(info, text), "example")
    say = speaker("en")
    told = [
        f"{finding.code} {finding.place} {finding.wrong(say)} ({finding.expected(say)})"
        for finding in findings
        if finding.severity in {Severity.ERROR, Severity.WARNING}
    ]
    assert not told, "\n".join([*told, text])
    assert criteria is not None
    return criteria


def models_in(value: object) -> Iterator[BaseModel]:
    """Yield every model at or under a value."""
    if isinstance(value, BaseModel):
        yield value
        for name in type(value).model_fields:
            yield from models_in(getattr(value, name))
    elif isinstance(value, dict):
        for part in value.values():
            yield from models_in(part)
    elif isinstance(value, tuple | list):
        for part in value:
            yield from models_in(part)


def words_in(annotation: object) -> Iterator[str]:
    """Yield the words a field allows."""
    if get_origin(annotation) is Literal:
        yield from (word for word in get_args(annotation) if isinstance(word, str))
    for part in get_args(annotation):
        yield from words_in(part)


@pytest.mark.parametrize("page", PAGES, ids=["en", "vi"])
def test_every_example_is_a_set_or_an_item(page: Path) -> None:
    kinds = [info for info, _ in examples(page)]
    assert kinds.count("set") == 4
    assert set(kinds) == {"set", "item"}


@pytest.mark.parametrize("page", PAGES, ids=["en", "vi"])
def test_every_example_can_be_read_and_its_cases_hold(page: Path) -> None:
    for info, text in examples(page):
        criteria = read(info, text)
        for item in criteria.items:
            assert item.cases, f"{item.code} {item.name.vi} has no case"


def test_a_set_that_starts_from_the_complete_one(tmp_path: Path) -> None:
    (tmp_path / "department.yaml").write_text(first(PAGES[0], "set"), encoding="utf-8")
    (tmp_path / "own.yaml").write_text(first(PAGES[0], "extends"), encoding="utf-8")
    loaded, findings = read_criteria(tmp_path / "own.yaml")
    assert not findings
    assert loaded is not None
    assert [item.code for item in loaded.criteria.items] == ["1.1.1", "1.1.2", "1.3", "2.1"]


def test_the_cases_of_whole_units_hold(tmp_path: Path) -> None:
    (tmp_path / "so.yaml").write_text(first(PAGES[0], "set"), encoding="utf-8")
    text = first(PAGES[0], "cases")
    (tmp_path / "so.cases.yaml").write_text(text, encoding="utf-8")
    assert validate_file(tmp_path / "so.yaml")[1] == []
    wrong = text.replace("total: 5.2", "total: 5.1")
    (tmp_path / "so.cases.yaml").write_text(wrong, encoding="utf-8")
    assert [finding.code for finding in validate_file(tmp_path / "so.yaml")[1]] == ["CRI064"]


def test_both_pages_have_the_same_examples() -> None:
    english, vietnamese = map(fences, PAGES)
    assert english == vietnamese


def test_both_pages_have_the_same_structure() -> None:
    english, vietnamese = (
        re.findall(r"^##+ \d+|^### [a-z_]+$|^\|---.*$|^```yaml.*$", text, re.MULTILINE)
        for text in (page.read_text(encoding="utf-8") for page in PAGES)
    )
    assert english == vietnamese


def test_every_key_stands_in_an_example() -> None:
    stated: dict[type[BaseModel], set[str]] = {model: set() for model in MODELS}
    for info, text in examples(PAGES[0]):
        for found in models_in(read(info, text)):
            stated.setdefault(type(found), set()).update(found.model_fields_set)
    missing = [
        f"{model.__name__}: {field.alias or name}"
        for model in MODELS
        for name, field in model.model_fields.items()
        if name not in stated[model]
    ]
    assert not missing
    assert stated.keys() == set(MODELS)


@pytest.mark.parametrize("page", PAGES, ids=["en", "vi"])
def test_every_word_a_key_allows_is_explained(page: Path) -> None:
    prose = FENCE.sub("", page.read_text(encoding="utf-8"))
    words = {
        word
        for model in MODELS
        for field in model.model_fields.values()
        for word in words_in(field.annotation)
    }
    wanted = words | set(RULE_KINDS) | {outcome.value for outcome in Outcome}
    assert not sorted(word for word in wanted if f"`{word}`" not in prose)


@pytest.mark.parametrize("page", PAGES, ids=["en", "vi"])
def test_links_within_a_page_lead_somewhere(page: Path) -> None:
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    heads = {
        re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-")
        for head in re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    }
    assert not sorted(set(re.findall(r"\]\(#([^)]+)\)", text)) - heads)
