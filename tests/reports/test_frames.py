"""The frames of ``read_results``: the figures of the result, typed, from wherever it stands."""

import shutil
import subprocess
import sys
from dataclasses import fields, replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest

import parindex
from parindex.evaluation.rounds import Evaluation
from parindex.model.result import PastRound, PastUnit
from parindex.reports.documents import result_bytes
from parindex.reports.frames import Results
from parindex.reports.opendata.contents import TABLES

FRAMES = [field.name for field in fields(Results) if "DataFrame" in str(field.type)]


@pytest.fixture(scope="module")
def read(written: Path) -> Results:
    return parindex.read_results(written)


def test_items_hold_the_result(read: Results, sample: Evaluation) -> None:
    lines = iter(read.items.to_dict("records"))
    for block in sample.result.blocks:
        for unit in (unit for unit in block.units if unit.score):
            assert unit.score is not None
            items = unit.score.items
            for place, heading in enumerate(block.items):
                line = next(lines)
                assert [line[name] for name in ("block", "unit", "unit_name", "item", "name")] == [
                    block.code, unit.code, unit.name, heading.code, heading.name.vi,
                ]  # fmt: skip
                assert Fraction(line["points_exact"]) == items.points[place]
                assert line["points"] == pytest.approx(float(items.points[place]), abs=1e-10)
                assert line["outcome"] == items.outcomes[place].value
                claim = items.self_points[place]
                told = line["self_points_exact"]
                assert (None if pd.isna(told) else Fraction(told)) == claim
    assert next(lines, None) is None


def test_the_ranking_holds_the_result(read: Results, sample: Evaluation) -> None:
    units = [unit for block in sample.result.blocks for unit in block.units]
    for line, unit in zip(read.ranking.to_dict("records"), units, strict=True):
        assert (line["unit"], line["status"]) == (unit.code, unit.status)
        assert (None if pd.isna(line["rank"]) else line["rank"]) == unit.rank
        index = None if pd.isna(line["index"]) else Decimal(str(line["index"]))
        assert index == (unit.score.index if unit.score else None)


def test_columns_have_the_types_that_are_promised(read: Results) -> None:
    assert len(FRAMES) == 10
    for table in (table for table in TABLES if table.name in FRAMES):
        frame: pd.DataFrame = getattr(read, table.name)
        for column in table.columns:
            kind = str(frame[column.name].dtype)
            if column.values:
                wanted = "bool" if list(column.values) == ["yes"] else "category"
            else:
                wanted = {"string": "string", "integer": "Int64", "number": "float64"}.get(
                    column.type, "datetime64[s]"
                )
            assert kind == wanted, (table.name, column.name)
    assert str(read.findings["severity"].dtype) == "category"
    assert list(read.findings["severity"].cat.categories) == ["error", "warning", "info"]
    assert str(read.findings["line"].dtype) == "Int64"


def test_findings_are_those_of_the_run(read: Results, sample: Evaluation) -> None:
    assert list(read.findings["code"]) == [finding.code for finding in sample.findings]
    assert read.findings["message"].str.len().min() > 10


def test_what_a_round_has_not_is_an_empty_frame(sample: Evaluation, tmp_path: Path) -> None:
    file = tmp_path / "results.json"
    file.write_bytes(result_bytes(replace(sample.result, past=())))
    past = parindex.read_results(file).past
    assert past.empty
    assert list(past.columns) == ["year", "block", "unit", "index", "rank", "band"]
    assert str(past["rank"].dtype) == "Int64"


def test_earlier_years_are_read(sample: Evaluation, tmp_path: Path) -> None:
    past = PastRound(2024, {"SO01": PastUnit(Decimal("70.1"), 4)})
    file = tmp_path / "results.json"
    file.write_bytes(result_bytes(replace(sample.result, past=(past,))))
    read = parindex.read_results(file)
    [line] = read.past.drop(columns=["band", "block"]).to_dict("records")
    assert line == {"year": 2024, "unit": "SO01", "index": 70.1, "rank": 4}
    assert read.past["band"].isna().all()
    assert read.findings.empty
    assert read.run == ""


def test_names_follow_the_language(written: Path) -> None:
    english = parindex.read_results(written, lang="en")
    assert english.title == "Public administration reform index 2025"
    assert "Excellent" in set(english.ranking["band"].dropna())
    assert english.items["name"][0] == "Issuing the annual plan"


def test_a_round_its_results_and_the_file_are_the_same(written: Path, tmp_path: Path) -> None:
    shutil.copytree(written, tmp_path / "results")
    read = [
        parindex.read_results(path)
        for path in (tmp_path, str(tmp_path / "results"), tmp_path / "results" / "results.json")
    ]
    for name in FRAMES:
        for other in read[1:]:
            pd.testing.assert_frame_equal(getattr(read[0], name), getattr(other, name))
    assert read[0].run == read[2].run != ""


def test_where_there_are_no_results_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="parindex score"):
        parindex.read_results(tmp_path, lang="en")
    with pytest.raises(FileNotFoundError, match="chưa được chấm điểm"):
        parindex.read_results(tmp_path / "nowhere")


@pytest.mark.parametrize("text", ["", "{}", '{"format": 1, "result": {}}', '{"format": 99}'])
def test_results_that_cannot_be_used_are_a_value_error(text: str, tmp_path: Path) -> None:
    (tmp_path / "results.json").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"results\.json"):
        parindex.read_results(tmp_path, lang="en")


def test_another_language_is_a_value_error(written: Path) -> None:
    with pytest.raises(ValueError, match="'fr'"):
        parindex.read_results(written, lang="fr")


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = "import sys, parindex; parindex.read_results; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    modules = set(done.stdout.split())
    assert "parindex" in modules
    assert not modules & {"pandas", "pydantic", "numpy", "parindex.reports"}
