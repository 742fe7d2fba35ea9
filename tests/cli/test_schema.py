"""The JSON Schema as the command prints it."""

import json
from pathlib import Path

import pytest

from parindex.sources.schema import criteria_schema
from tests.cli.conftest import Run


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_schema_is_printed_in_the_language_asked_for(run: Run, lang: str) -> None:
    told = run("schema", "--lang", lang)
    assert (told.code, told.err) == (0, "")
    assert json.loads(told.out) == criteria_schema(lang)


def test_without_a_language_it_is_vietnamese_and_names_no_path(real: Run) -> None:
    told = real("schema")
    assert (told.code, told.err) == (0, "")
    assert json.loads(told.out) == criteria_schema("vi")
    assert str(Path(__file__).parents[2]) not in told.out
    assert real("schema", env={"PARINDEX_LANG": "en"}).out == real("schema", "--lang", "en").out
