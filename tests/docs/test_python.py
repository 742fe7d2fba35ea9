"""The page on results in Python: its examples print what it says they print."""

import re
from contextlib import redirect_stdout
from dataclasses import fields
from io import StringIO
from pathlib import Path

import pytest

from parindex.evaluation.rounds import evaluate
from parindex.reports.frames import Results
from parindex.reports.outputs import write_results
from tests.evaluation.made_rounds import copy_sample, opened

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {"en": DOCS / "python.md", "vi": DOCS / "vi" / "python.md"}
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def fences(lang: str, kind: str) -> list[str]:
    text = PAGES[lang].read_text(encoding="utf-8")
    return [body for found, body in FENCE.findall(text) if found == kind]


def test_the_examples_print_what_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = copy_sample(tmp_path)
    evaluated = evaluate(opened(path), workers=1)
    write_results(path / "results", evaluated, evaluated.findings, "vi")
    monkeypatch.chdir(tmp_path)
    known: dict[str, object] = {}
    printed = []
    for example in fences("en", "python"):
        with redirect_stdout(StringIO()) as told:
            exec(compile(example, "docs/python.md", "exec"), known)  # noqa: S102 - the page's own
        printed.append(told.getvalue())
    assert printed == fences("en", "text")


def test_both_pages_show_the_same_examples() -> None:
    assert FENCE.findall(PAGES["en"].read_text("utf-8")) == FENCE.findall(
        PAGES["vi"].read_text("utf-8")
    )


@pytest.mark.parametrize("lang", PAGES)
def test_every_frame_is_named(lang: str) -> None:
    text = PAGES[lang].read_text(encoding="utf-8")
    for field in fields(Results):
        assert f"`{field.name}`" in text or f"`results.{field.name}`" in text
