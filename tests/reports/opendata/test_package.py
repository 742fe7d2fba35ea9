"""Open data: the tables hold the result, their descriptor fits them, the codebook says it all."""

import csv
import json
import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package, system
from hypothesis import given
from hypothesis import strategies as st

from parindex.evaluation.rounds import Evaluation
from parindex.model.result import ItemScores, PastRound, PastUnit, RoundResult
from parindex.reports.opendata.column import DIGITS, EXACT, Column, figures
from parindex.reports.opendata.contents import TABLES
from parindex.reports.opendata.package import make
from parindex.reports.tables import safe
from tests.reports.made_publications import published

ALWAYS = {"ranking", "areas", "items", "blocks", "criteria"}


def with_past(result: RoundResult) -> RoundResult:
    units = {
        unit.code: PastUnit(Decimal("81.50"), 3, "Tốt", "SO") for unit in result.blocks[0].units
    }
    return replace(result, past=(PastRound(2024, {**units, "SO01": PastUnit(Decimal("70.1"))}),))


def made(result: RoundResult, lang: str = "vi") -> dict[str, bytes]:
    return {file.path.removeprefix("data/"): file.data for file in make(published(result, lang))}


@pytest.fixture(scope="module")
def result(sample: Evaluation) -> RoundResult:
    return with_past(sample.result)


@pytest.fixture(scope="module")
def files(result: RoundResult) -> dict[str, bytes]:
    return made(result)


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"))))


def validated(folder: Path, files: dict[str, bytes]) -> list[tuple[str, str]]:
    """Return what frictionless finds in a package, by table and kind."""
    for name, data in files.items():
        (folder / name).write_bytes(data)
    with system.use_context(trusted=False):
        report = Package(str(folder / "datapackage.json")).validate()
    assert not report.errors
    assert {task.name for task in report.tasks} == {
        name.removesuffix(".csv") for name in files if name.endswith(".csv")
    }
    return [(task.name, error.type) for task in report.tasks for error in task.errors]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_tables_are_as_their_descriptor_says(
    lang: str, result: RoundResult, tmp_path: Path
) -> None:
    files = made(result, lang)
    assert {name.removesuffix(".csv") for name in files if name.endswith(".csv")} == {
        table.name for table in TABLES
    }
    assert validated(tmp_path, files) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "found"),
    [
        ("ranking.csv", b"\nSO,1,", b"\nSX,1,", ("ranking", "foreign-key")),
        ("ranking.csv", b"\nSO,1,", b"\nSO,first,", ("ranking", "type-error")),
        ("items.csv", b",scored,", b",perhaps,", ("items", "constraint-error")),
        ("items.csv", b"\nSO,SO12,1,1.1.1,", b"\nSO,SO12,1,9.9.9,", ("items", "foreign-key")),
        ("areas.csv", b"\nSO,SO12,2,", b"\nSO,SO12,1,", ("areas", "primary-key")),
        ("criteria.csv", b",item,", b",thing,", ("criteria", "constraint-error")),
    ],
)
def test_a_wrong_cell_does_not_fit_the_descriptor(
    name: str, old: bytes, new: bytes, found: tuple[str, str],
    files: dict[str, bytes], tmp_path: Path,
) -> None:  # fmt: skip
    assert old in files[name]
    described = json.loads(files["datapackage.json"])
    for resource in described["resources"]:
        del resource["hash"], resource["bytes"]
    spoiled = {
        **files,
        name: files[name].replace(old, new, 1),
        "datapackage.json": json.dumps(described).encode(),
    }
    assert found in validated(tmp_path, spoiled)


def test_a_changed_file_does_not_fit_its_hash(files: dict[str, bytes], tmp_path: Path) -> None:
    spoiled = {**files, "areas.csv": files["areas.csv"].replace(b"93.24", b"93.25", 1)}
    assert ("areas", "hash-count") in validated(tmp_path, spoiled)


def test_items_have_the_points_of_the_result(files: dict[str, bytes], sample: Evaluation) -> None:
    table = {(row["unit"], row["item"]): row for row in rows(files["items.csv"])}
    endless = 0
    for block in sample.result.blocks:
        for unit in (unit for unit in block.units if unit.score):
            assert unit.score is not None
            items: ItemScores = unit.score.items
            for place, heading in enumerate(block.items):
                row = table.pop((unit.code, heading.code))
                for name, exact in (
                    ("points", items.points[place]),
                    ("max_points", items.max_points[place]),
                    ("self_points", items.self_points[place]),
                ):
                    if exact is None:
                        assert not row[name] + row[f"{name}_exact"]
                        continue
                    assert Fraction(row[f"{name}_exact"]) == exact
                    assert abs(Fraction(row[name]) - exact) <= Fraction(1, 2 * 10**DIGITS)
                    endless += "/" in row[f"{name}_exact"]
                assert row["outcome"] == items.outcomes[place].value
                assert row["reason"] == (items.reasons[place].for_lang("vi"))
    assert not table
    assert endless


def test_the_stages_of_an_appraised_unit_are_told(
    files: dict[str, bytes], sample: Evaluation
) -> None:
    table = {(row["unit"], row["item"]): row for row in rows(files["items.csv"])}
    stages = ("points_self", "points_appraisal_1", "points_appraisal_2")
    assert [table["SO06", "1.1.4"][name] for name in stages] == ["2.5", "1.25", "2.5"]
    assert not any(table["SO12", "1.1.4"][name] for name in stages)
    [ranked] = [row for row in rows(files["ranking.csv"]) if row["unit"] == "SO06"]
    [unit] = [unit for unit in sample.result.blocks[0].units if unit.code == "SO06"]
    assert unit.score is not None
    assert Decimal(ranked["index_appraisal_2"]) == unit.score.index == Decimal(ranked["index"])


def test_json_has_the_same_lines(files: dict[str, bytes]) -> None:
    data = json.loads(files["data.json"])
    assert data["year"] == 2025
    for table in TABLES:
        lines = rows(files[f"{table.name}.csv"])
        records = data["tables"][table.name]
        assert len(lines) == len(records) > 0
        for line, record in zip(lines, records, strict=True):
            assert list(line) == list(record)
            for column in table.published:
                text, value = line[column.name], record[column.name]
                if value is None:
                    assert text == ""
                elif column.type in ("number", "integer"):
                    assert isinstance(value, int | float)
                    assert Fraction(text) == Fraction(str(value))
                else:
                    assert text in (value, safe(value))


def test_what_a_round_has_not_is_not_listed(sample: Evaluation) -> None:
    block = sample.result.blocks[0]
    bare = replace(
        sample.result,
        blocks=(replace(block, units=tuple(u for u in block.units if not u.score)),),
        adjustments=(), surveys=(), past=(),
    )  # fmt: skip
    files = made(bare)
    listed = {resource["name"] for resource in json.loads(files["datapackage.json"])["resources"]}
    assert listed == ALWAYS | {"bands"}
    assert rows(files["items.csv"]) == []
    assert b"survey.csv" not in files["codebook.md"]


def test_who_appraised_and_in_which_file_is_not_published(files: dict[str, bytes]) -> None:
    assert set(rows(files["ledger.csv"])[0]) == {
        "block", "unit", "item", "stage", "before", "before_exact", "after", "after_exact",
        "reason", "day",
    }  # fmt: skip
    for data in files.values():
        assert b".xlsx" not in data
        assert "phòng Cải cách hành chính".encode() not in data


def test_an_earlier_year_is_a_line_a_unit(files: dict[str, bytes]) -> None:
    table = {row["unit"]: row for row in rows(files["past.csv"])}
    assert table["SO01"] == {
        "year": "2024", "block": "", "unit": "SO01", "index": "70.1", "rank": "", "band": "",
    }  # fmt: skip
    assert [table["SO02"][name] for name in ("block", "rank")] == ["SO", "3"]


def test_the_descriptor_says_what_it_is_of_and_invents_no_licence(
    files: dict[str, bytes], result: RoundResult
) -> None:
    described = json.loads(files["datapackage.json"])
    assert described["title"] == result.title.vi
    assert described["sources"] == [
        {"title": f"{result.title.vi}, năm 2025; lượt chấm 0123456789ab"}
    ]
    assert "licenses" not in described
    for resource in described["resources"]:
        for field in resource["schema"]["fields"]:
            assert field["title"]
            assert field["description"]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_codebook_explains_every_column(lang: str, result: RoundResult) -> None:
    text = made(result, lang)["codebook.md"].decode()
    for table in TABLES:
        part = text.partition(f"## {table.name}.csv")[2].partition("\n## ")[0]
        lines = [line.split(" | ") for line in part.splitlines() if line.startswith("| `")]
        assert [line[0] for line in lines] == [f"| `{column.name}`" for column in table.published]
        for line, column in zip(lines, table.published, strict=True):
            assert len(line) == 7
            assert all(f"`{value}`" in line[5] for value in column.values)
            assert line[4].strip()


def test_the_same_result_gives_the_same_bytes(result: RoundResult, files: dict[str, bytes]) -> None:
    assert made(result) == files


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@x", "Xã | `a` <b> *c*"])
def test_a_name_that_begins_like_a_formula_stays_text(
    name: str, named: Callable[..., Evaluation], tmp_path: Path
) -> None:
    files = made(named(name).result)
    [row] = rows(files["ranking.csv"])
    assert row["name"] == safe(name)
    assert json.loads(files["data.json"])["tables"]["ranking"][0]["name"] == name
    assert validated(tmp_path, files) == []


@given(st.fractions())
def test_a_number_is_near_and_its_text_is_exact(value: Fraction) -> None:
    pair: tuple[Column[Any], ...] = figures("points", "", "", lambda row: row)
    near, exact = (column.value(value, "vi") for column in pair)
    assert isinstance(near, Decimal)
    assert isinstance(exact, str)
    assert abs(Fraction(near) - value) <= Fraction(1, 2 * 10**DIGITS)
    assert re.fullmatch(EXACT, exact)
    assert Fraction(exact) == value
