"""results.json, findings.json and run.json, and how files are written."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from parindex import __version__
from parindex.evaluation.rounds import Evaluation
from parindex.model.finding import CannotGoOn
from parindex.reports import outputs
from parindex.reports.documents import read_result, result_bytes, write_whole
from parindex.reports.outputs import write_results
from tests.library import COMMUNE, DEPARTMENT, LIBRARY

FILES = {
    "results.json",
    "results.xlsx",
    "scores.csv",
    "ranking.csv",
    "findings.json",
    "run.json",
    "ledger.csv",
    "survey.csv",
    "survey-dropped.csv",
}


def told(stop: pytest.ExceptionInfo[CannotGoOn]) -> list[str]:
    return [finding.code for finding in stop.value.findings]


def test_every_file_is_written_and_nothing_else(written: Path) -> None:
    assert {path.name for path in written.iterdir()} == FILES


def test_results_json_read_back_is_the_result(written: Path, sample: Evaluation) -> None:
    back = read_result(written / "results.json")
    assert result_bytes(back) == result_bytes(sample.result)
    assert back == read_result(written / "results.json")
    assert [unit.score and unit.score.points for unit in back.blocks[0].units] == [
        unit.score and unit.score.points for unit in sample.result.blocks[0].units
    ]


def test_endless_fractions_survive(sample: Evaluation, tmp_path: Path) -> None:
    block = sample.result.blocks[0]
    unit = block.ranked[0]
    assert unit.score is not None
    third = replace(unit, score=replace(unit.score, points=Fraction(1, 3)))
    result = replace(sample.result, blocks=(replace(block, units=(third,)),))
    (tmp_path / "results.json").write_bytes(result_bytes(result))
    assert '"1/3"' in (tmp_path / "results.json").read_text(encoding="utf-8")
    back = read_result(tmp_path / "results.json").blocks[0].units[0]
    assert back.score is not None
    assert back.score.points == Fraction(1, 3)
    assert back.score.items.points == unit.score.items.points


def test_results_json_holds_no_binary_number(written: Path) -> None:
    found: list[str] = []

    def keep(text: str) -> str:
        found.append(text)
        return text

    json.loads((written / "results.json").read_bytes(), parse_float=keep)
    assert not found


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (None, "RND019"),
        (b"", "RND020"),
        (b"{", "RND020"),
        (b"[]", "RND020"),
        (b"null", "RND020"),
        (b"\xff\xfe", "RND020"),
        (b'{"format": 0, "result": {}}', "RND020"),
        (b'{"format": 1}', "RND020"),
        (b'{"format": 1, "result": {"year": 2025}}', "RND020"),
    ],
)
def test_a_result_that_cannot_be_used_is_told(
    tmp_path: Path, data: bytes | None, code: str
) -> None:
    if data is not None:
        (tmp_path / "results.json").write_bytes(data)
    with pytest.raises(CannotGoOn) as stop:
        read_result(tmp_path / "results.json")
    assert told(stop) == [code]


def test_a_number_that_is_none_is_told(written: Path, tmp_path: Path) -> None:
    text = (written / "results.json").read_text(encoding="utf-8")
    assert '"penalty":"2"' in text
    broken = text.replace('"penalty":"2"', '"penalty":"two"', 1)
    (tmp_path / "results.json").write_text(broken, encoding="utf-8")
    with pytest.raises(CannotGoOn) as stop:
        read_result(tmp_path / "results.json")
    assert told(stop) == ["RND020"]


def test_findings_json_holds_code_place_and_texts(written: Path, sample: Evaluation) -> None:
    records = json.loads((written / "findings.json").read_bytes())
    assert len(records) == len(sample.findings)
    for record, finding in zip(records, sample.findings, strict=True):
        assert record["code"] == finding.code
        assert record["severity"] == finding.severity.value
        assert record["message"]
        assert record["remedy"]
        assert record.get("unit") == finding.unit
        place = finding.place
        found = (record.get("file"), record.get("line"), record.get("sheet"), record.get("cell"))
        assert found == (place.file, place.line, place.sheet, place.cell)
    late = next(record for record in records if record["code"] == "SUB038")
    assert late["message"] == "Đơn vị tự chấm 1,25 điểm; số liệu kê khai cho 0,75 điểm."
    assert late["cell"] == "I14"


def test_findings_json_speaks_english_if_asked(sample: Evaluation, tmp_path: Path) -> None:
    write_results(tmp_path, sample, sample.findings, "en")
    records = json.loads((tmp_path / "findings.json").read_bytes())
    late = next(record for record in records if record["code"] == "SUB038")
    assert late["message"] == "The unit claims 1.25 points; the declared data give 0.75."
    assert (tmp_path / "results.json").read_bytes() == result_bytes(sample.result)


def run_record(written: Path) -> dict[str, Any]:
    record = json.loads((written / "run.json").read_bytes())
    assert isinstance(record, dict)
    return record


def test_run_json_holds_true_hashes(written: Path, sample_path: Path) -> None:
    record = run_record(written)
    assert record["parindex"] == __version__
    results = (written / "results.json").read_bytes()
    assert record["results.json"] == hashlib.sha256(results).hexdigest()
    assert len(record["inputs"]) > 60
    for name, digest in record["inputs"].items():
        assert digest == hashlib.sha256((sample_path / name).read_bytes()).hexdigest(), name


def test_run_json_names_every_file_that_decides(written: Path, sample_path: Path) -> None:
    names = {(sample_path / name).resolve() for name in run_record(written)["inputs"]}
    tables = {
        sample_path / name for name in ("round.yaml", "units.csv", "adjustments.csv", "history.csv")
    }
    forms = set((sample_path / "submissions").glob("*.xlsx"))
    assert sample_path / "submissions" / "XA22.xlsx" in forms, "one that cannot be opened"
    sets = {
        sample_path.parents[1] / path.relative_to(LIBRARY.parent) for path in (DEPARTMENT, COMMUNE)
    }
    others = {
        path
        for folder in ("appraisal", "explanations", "surveys", "tables")
        for path in (sample_path / folder).iterdir()
    }
    assert len(others) == 7
    assert names == {path.resolve() for path in tables | forms | sets | others}


def test_the_same_evaluation_writes_the_same_bytes(
    written: Path, sample: Evaluation, tmp_path: Path
) -> None:
    write_results(tmp_path, sample, sample.findings, "vi")
    for name in FILES:
        assert (tmp_path / name).read_bytes() == (written / name).read_bytes(), name


@pytest.mark.parametrize("step", ["write_bytes", "replace"])
def test_a_failing_write_leaves_the_old_file(tmp_path: Path, step: str) -> None:
    target = tmp_path / "results.json"
    target.write_bytes(b"old")
    with (
        patch.object(Path, step, side_effect=PermissionError(13, "Permission denied")),
        pytest.raises(CannotGoOn) as stop,
    ):
        write_whole(target, b"new")
    assert told(stop) == ["RPT003"]
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_disk_that_fills_up_half_way_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "results.json"
    target.write_bytes(b"old")
    real = Path.write_bytes

    def half(path: Path, data: bytes) -> int:
        real(path, data[: len(data) // 2])
        raise OSError(28, "No space left on device")

    with patch.object(Path, "write_bytes", half), pytest.raises(CannotGoOn) as stop:
        write_whole(target, b"new and long")
    assert told(stop) == ["RPT003"]
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_report_that_cannot_be_made_leaves_every_old_file(
    tmp_path: Path, sample: Evaluation
) -> None:
    for name in FILES:
        (tmp_path / name).write_bytes(b"old")
    with (
        patch.object(outputs, "workbook_bytes", side_effect=RuntimeError("made up")),
        pytest.raises(RuntimeError, match="made up"),
    ):
        write_results(tmp_path, sample, sample.findings, "vi")
    assert {path.read_bytes() for path in tmp_path.iterdir()} == {b"old"}


def test_writing_makes_the_folders_it_needs(tmp_path: Path) -> None:
    write_whole(tmp_path / "a" / "b" / "c.txt", b"text")
    assert (tmp_path / "a" / "b" / "c.txt").read_bytes() == b"text"


def test_a_file_where_the_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "results").write_bytes(b"a file")
    with pytest.raises(CannotGoOn) as stop:
        write_whole(tmp_path / "results" / "results.json", b"new")
    assert told(stop) == ["RPT003"]
    assert (tmp_path / "results").read_bytes() == b"a file"


def test_a_folder_where_the_file_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "results.json").mkdir()
    with pytest.raises(CannotGoOn) as stop:
        write_whole(tmp_path / "results.json", b"new")
    assert told(stop) == ["RPT003"]
    assert [path.name for path in tmp_path.iterdir()] == ["results.json"]


def test_a_name_in_results_json_is_as_it_was_given(named: Callable[..., Evaluation]) -> None:
    name = 'Xã "=1+1" <b> 🎉'
    assert (
        json.loads(result_bytes(named(name).result))["result"]["blocks"][0]["units"][0]["name"]
        == name
    )
