"""What ``validate`` writes for machines, whatever state the files are in."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.reports.formats import annotations, junit_suite, sarif_files, sarif_run
from tests.sources.test_criteria import GOOD

UNREADABLE = {
    "binary.yaml": (bytes(range(256)), "CRI002"),
    "empty.yaml": (b"", "CRI009"),
    "utf-16.yaml": (GOOD.encode("utf-16"), "CRI002"),
    "zeros.yaml": (b"\0" * 100, "CRI004"),
}
NAMES = ["a b.yaml", "50%2C.yaml", "đơn vị số 1.yaml"]
if os.name == "posix":
    NAMES += ["1: hai.yaml", "new\nline.yaml", "#?&<>'\",.yaml"]

Read = Callable[[str], list[tuple[str | None, str]]]


def of_json(text: str) -> list[tuple[str | None, str]]:
    return [(record.get("file"), record["code"]) for record in json.loads(text)]


def of_json_lines(text: str) -> list[tuple[str | None, str]]:
    return of_json(f"[{','.join(text.split(chr(10))[:-1])}]")


def of_github(text: str) -> list[tuple[str | None, str]]:
    return [(told.get("file"), told["title"]) for _, told, _ in annotations(text)]


def of_sarif(text: str) -> list[tuple[str | None, str]]:
    run = sarif_run(text)
    codes = [result["ruleId"] for result in run["results"]]
    return list(zip(sarif_files(run), codes, strict=True))


def of_junit(text: str) -> list[tuple[str | None, str]]:
    """Return the first code a failed case tells."""
    found: list[tuple[str | None, str]] = []
    for case in junit_suite(text):
        failure = case.find("failure")
        if failure is not None:
            found.append((case.get("name"), str(failure.get("message"))[:6]))
    return found


READERS: dict[str, Read] = {
    "json": of_json,
    "jsonl": of_json_lines,
    "github": of_github,
    "sarif": of_sarif,
    "junit": of_junit,
}


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("form", READERS)
def test_a_file_that_cannot_be_read_is_told_in_every_format(
    form: str, lang: str, run: Run, tmp_path: Path
) -> None:
    for name, (content, _) in UNREADABLE.items():
        (tmp_path / name).write_bytes(content)
    told = run("validate", tmp_path, "--output-format", form, "--lang", lang)
    assert told.code == 1
    assert READERS[form](told.out) == [
        ((tmp_path / name).as_posix(), code) for name, (_, code) in UNREADABLE.items()
    ]


@pytest.mark.parametrize("form", READERS)
def test_a_file_or_folder_that_is_not_there_is_told_in_every_format(
    form: str, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "bare").mkdir()
    told = run("validate", "none.yaml", tmp_path / "bare", "--output-format", form)
    assert told.code == 2
    assert READERS[form](told.out) == [
        ("none.yaml", "CRI001"),
        ((tmp_path / "bare").as_posix(), "CRI049"),
    ]


@pytest.mark.parametrize("form", READERS)
@pytest.mark.parametrize("name", NAMES)
def test_an_odd_path_is_read_back_as_it_is(
    name: str, form: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "bộ tiêu chí"
    folder.mkdir()
    (folder / name).write_text(GOOD.replace("total: 12", "total: 13"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    near = f"bộ tiêu chí/{name}"
    for path in (near, (folder / name).as_posix()):
        told = run("validate", path, "--output-format", form)
        assert told.code == 1
        assert READERS[form](told.out) == [(path, "CRI023")]


@pytest.mark.parametrize("form", READERS)
def test_a_good_file_gives_a_readable_nothing(form: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "good.yaml"
    path.write_text(GOOD, encoding="utf-8")
    told = run("validate", path, "--output-format", form)
    assert told.code == 0
    assert READERS[form](told.out) == []


@pytest.mark.skipif(os.name != "posix", reason="names are bytes on POSIX alone")
@pytest.mark.parametrize("form", READERS)
def test_a_name_that_is_no_text_breaks_no_format(form: str, real: Run, tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.yaml")).write_text("x", encoding="utf-8")
    told = real("validate", tmp_path, "--output-format", form)
    assert told.code == 1
    assert [code for _, code in READERS[form](told.out)] == ["CRI009"]


@pytest.mark.parametrize("options", [[], ["--effective"], ["--explain", "1.1"]])
def test_a_name_too_long_for_any_file_is_told(run: Run, options: list[str]) -> None:
    told = run("validate", "a" * 5000, *options, "--lang", "en")
    assert told.code == 2
    assert "CRI001" in told.out + told.err


def test_a_name_with_no_room_for_its_cases_is_checked(run: Run, tmp_path: Path) -> None:
    path = tmp_path / f"{'a' * 248}.yaml"
    path.write_text(GOOD, encoding="utf-8")
    assert run("validate", path, "--fail-on", "error").code == 0


def test_unit_cases_without_their_set_are_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "set.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "sett.cases.yaml").write_text("parindex: 1\ncases: []\n", encoding="utf-8")
    told = run("validate", tmp_path, "--output-format", "json")
    assert of_json(told.out) == [((tmp_path / "sett.cases.yaml").as_posix(), "CRI068")]
    (tmp_path / "sett.cases.yaml").rename(tmp_path / "set.cases.yaml")
    told = run("validate", tmp_path, "--output-format", "json")
    assert of_json(told.out) == [((tmp_path / "set.cases.yaml").as_posix(), "CRI012")]


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs a device without an end")
def test_a_link_to_what_never_ends_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "zero.yaml").symlink_to("/dev/zero")
    told = run("validate", tmp_path, "--output-format", "json")
    assert of_json(told.out)[0][1] == "CRI001"
