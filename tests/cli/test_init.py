"""``parindex init``: every set of the library becomes a round that runs at once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from openpyxl import load_workbook

from parindex.evaluation.rounds import evaluate
from parindex.model.finding import Severity
from parindex.sources.library import library_sets
from parindex.sources.round import read_round
from tests.cli.conftest import Run
from tests.library import COMMUNE, SETS


def test_the_library_is_what_stands_in_criteria() -> None:
    assert [entry.path.name for entry in library_sets()] == [path.name for path in SETS]
    names = [entry.name for entry in library_sets()]
    assert len(names) == len(set(names)), "a set is asked for by its name alone"


def test_without_a_set_it_lists_them(run: Run) -> None:
    told = run("init", "--lang", "en")
    assert told.code == 0
    assert [entry.name for entry in library_sets() if entry.name not in told.out] == []


@pytest.mark.parametrize("name", [entry.name for entry in library_sets()])
def test_a_round_of_each_set_runs_at_once(name: str, tmp_path: Path, run: Run) -> None:
    made = tmp_path / "ky"
    assert run("init", name, made, "--units", 3).code == 0
    folder, findings = read_round(made)
    assert findings == []
    assert folder is not None
    with ThreadPoolExecutor(1) as lent:
        evaluation = evaluate(folder, executor=lent)
    wrong = [f for f in evaluation.findings if f.severity is not Severity.INFO]
    assert [(finding.code, str(finding.place)) for finding in wrong] == []
    [block] = evaluation.result.blocks
    assert [unit.status for unit in block.units] == ["ranked"] * 3


def test_several_sets_are_blocks_of_one_round(tmp_path: Path, run: Run) -> None:
    told = run("init", "department-2025", COMMUNE, COMMUNE, tmp_path / "ky", "--units", 1)
    assert told.code == 0
    assert f"parindex score {(tmp_path / 'ky').as_posix()}" in told.out
    folder, findings = read_round(tmp_path / "ky")
    assert folder is not None, findings
    assert [block.code for block in folder.round.blocks] == ["SO", "XA", "XA2"]
    assert [unit.name for unit in folder.round.units] == ["Sở Mẫu 1", "Xã Mẫu 1", "Xã Mẫu 1"]
    assert sorted(path.name for path in (tmp_path / "ky" / "submissions").iterdir()) == [
        "SO01.xlsx", "XA01.xlsx", "XA2-01.xlsx",
    ]  # fmt: skip


def test_sets_of_one_name_stay_apart(tmp_path: Path, run: Run) -> None:
    for name, total in (("a", "Một"), ("b", "Hai")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "own.yaml").write_text(
            f"parindex: 1\nextends: {COMMUNE.as_posix()}\nid: {name}\n"
            f"title: {{ vi: {total}, en: {total} }}\n",
            encoding="utf-8",
        )
    sets = [tmp_path / name / "own.yaml" for name in ("a", "b")]
    assert run("init", *sets, tmp_path / "ky", "--units", 1).code == 0
    folder, findings = read_round(tmp_path / "ky")
    assert folder is not None, findings
    assert [block.criteria.title.vi for block in folder.round.blocks] == ["Một", "Hai"]


def test_in_english(tmp_path: Path, run: Run) -> None:
    assert run("init", "commune-2025", tmp_path / "ky", "--units", 1, "--lang", "en").code == 0
    folder, _ = read_round(tmp_path / "ky")
    assert folder is not None
    block = folder.round.blocks[0]
    assert (block.name.vi, block.name.en) == ("Khối xã, phường", "Communes")
    assert folder.round.units[0].name == "Example Commune 1"
    book = load_workbook(tmp_path / "ky" / "submissions" / "XA01.xlsx")
    words = {str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row}
    assert "Yes" in words
    assert not words & {"Có", "Đơn vị mẫu"}


def test_a_blank_round_has_no_answers(tmp_path: Path, run: Run) -> None:
    assert run("init", "commune-2025", tmp_path / "ky", "--blank", "--lang", "en").code == 0
    assert not (tmp_path / "ky" / "submissions").exists()
    assert "Example Commune 5" in (tmp_path / "ky" / "units.csv").read_text("utf-8")


def test_the_same_round_each_time(tmp_path: Path, run: Run) -> None:
    for name in ("a", "b"):
        run("init", "commune-2025", tmp_path / name, "--units", 1)
    one, other = (
        {file.relative_to(tmp_path / name): file.read_bytes() for file in files if file.is_file()}
        for name in ("a", "b")
        for files in [sorted((tmp_path / name).rglob("*"))]
    )
    assert one == other


def test_nothing_is_written_over(tmp_path: Path, run: Run) -> None:
    (tmp_path / "note.txt").write_text("mine", encoding="utf-8")
    told = run("init", "commune-2025", tmp_path, "--lang", "en")
    assert (told.code, "RND180" in told.err) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == ["note.txt"]


def test_sets_of_different_years_are_no_round(tmp_path: Path, run: Run) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        f"parindex: 1\nextends: {COMMUNE.as_posix()}\nid: own\nyear: 2024\n", encoding="utf-8"
    )
    told = run("init", "commune-2025", own, tmp_path / "ky")
    assert (told.code, "RND016" in told.err) == (2, True)
    assert not (tmp_path / "ky").exists()


def test_a_set_is_needed_and_a_folder(tmp_path: Path, run: Run) -> None:
    assert run("init", "commune-2025").code == 2
    told = run("init", "xa-2025", tmp_path / "ky")
    assert (told.code, "RND181" in told.err, "commune-2025" in told.err) == (2, True, True)
