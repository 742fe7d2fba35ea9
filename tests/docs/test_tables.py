"""The page on tables and registers: its example gives the points that it says."""

import re
from fractions import Fraction
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from parindex.model.submission import CLAIM
from parindex.model.tables import (
    Count,
    Counted,
    Entered,
    EntriesSpec,
    Feed,
    RegisterSpec,
    TableSpec,
)
from tests.evaluation.made_rounds import codes, filled, scored, send, unit_of, write_round

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {"en": DOCS / "tables.md", "vi": DOCS / "vi" / "tables.md"}
FENCE = re.compile(r"^```(\w+) (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def fences(lang: str) -> dict[str, str]:
    text = PAGES[lang].read_text(encoding="utf-8")
    return {name: body for _, name, body in FENCE.findall(text)}


@pytest.mark.parametrize("lang", PAGES)
def test_the_example_gives_what_the_page_says(lang: str, tmp_path: Path) -> None:
    found = fences(lang)
    units = {"XA01": "Xã An Bình", "XA02": "Xã An Phú"}
    path = write_round(tmp_path, found.pop("set"), units)
    returned, on_time, claim = ("1.3", "returned"), ("1.3", "on_time"), ("1.3", CLAIM)
    declared = {returned: 2, on_time: 2, claim: 3}
    send(path, "XA01.xlsx", filled(path, "XA01", declared))
    send(path, "XA02.xlsx", filled(path, "XA02", {claim: 3}))
    with (path / "round.yaml").open("a", encoding="utf-8") as file:
        file.write(found.pop("round"))
    assert len(found) == 4
    for name, text in found.items():
        (path / name).parent.mkdir(exist_ok=True)
        (path / name).write_text(text, encoding="utf-8")
    evaluation = scored(path)
    points = {
        code: unit.score.items.points
        for code in units
        if (unit := unit_of(evaluation, code)).score is not None
    }
    assert points == {
        "XA01": (Fraction("8.23"), Fraction(1), Fraction(3)),
        "XA02": (Fraction(9), Fraction(2), Fraction(3)),
    }
    assert codes(evaluation, "XA01") == ["SUB060"]
    assert codes(evaluation, "XA02") == ["SUB061", "SUB061"]
    assert codes(evaluation, None) == ["RND096", "SUB060", "SUB061", "SUB061"]


def test_both_pages_show_the_same_example() -> None:
    assert fences("en") == fences("vi")


@pytest.mark.parametrize("lang", PAGES)
@pytest.mark.parametrize("model", [TableSpec, RegisterSpec, EntriesSpec, Feed, Counted, Entered])
def test_every_key_is_described(lang: str, model: type[BaseModel]) -> None:
    text = PAGES[lang].read_text(encoding="utf-8")
    keys = {field.alias or name for name, field in model.model_fields.items()}
    assert not [key for key in keys | set(get_args(Count)) if f"`{key}`" not in text]


def test_every_link_leads_somewhere() -> None:
    for page in PAGES.values():
        links = re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))
        assert links
        assert all((page.parent / link).is_file() for link in links)
