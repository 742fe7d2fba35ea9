"""``parindex diff`` as a user runs it."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import MINI_SET


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """Return two criteria files that differ in one threshold."""
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    old.write_text(MINI_SET, encoding="utf-8")
    new.write_text(MINI_SET.replace("from: 0.7", "from: 0.65"), encoding="utf-8")
    return old, new


def test_a_file_does_not_differ_from_itself(run: Run, files: tuple[Path, Path]) -> None:
    told = run("diff", files[0], files[0], "--lang", "en")
    assert (told.code, told.err) == (0, "")
    assert told.out == "Nothing differs. Forms that are out still fit.\n"


def test_a_change_is_told_on_standard_output_and_by_the_code(
    real: Run, files: tuple[Path, Path]
) -> None:
    told = real("diff", *files)
    assert (told.code, told.err) == (1, "")
    assert told.out.startswith("Biểu mẫu đã gửi vẫn dùng được.\n")
    assert "    + Từ 65% đến 90%: 1 điểm\n" in told.out
    assert "\x1b" not in told.out


def test_json_is_alone_on_standard_output(run: Run, files: tuple[Path, Path]) -> None:
    told = run("diff", *files, "--output-format", "json")
    assert (told.code, told.err) == (1, "")
    [change] = json.loads(told.out)["changes"]
    assert (change["path"], change["old"], change["new"]) == (
        ["rule", "bands", 1, "from"], "0.7", "0.65",
    )  # fmt: skip


def test_the_language_does_not_change_the_json(run: Run, files: tuple[Path, Path]) -> None:
    one, other = (
        run("diff", *files, "--output-format", "json", "--lang", lang) for lang in ("vi", "en")
    )
    assert one == other


@pytest.mark.parametrize("place", [0, 1])
def test_a_file_that_is_not_there_is_told(run: Run, files: tuple[Path, Path], place: int) -> None:
    files[place].unlink()
    told = run("diff", *files)
    assert (told.code, told.out) == (2, "")
    assert "CRI001" in told.err
    assert files[place].name in told.err


def test_the_errors_of_both_files_are_told(run: Run, files: tuple[Path, Path]) -> None:
    for file in files:
        file.write_text(MINI_SET.replace("total: 20", "total: 21"), encoding="utf-8")
    told = run("diff", *files)
    assert (told.code, told.out) == (2, "")
    assert told.err.count("CRI023") == 2


def test_the_help_says_the_exit_code(run: Run) -> None:
    assert "mã 1" in run("diff", "--help").out
