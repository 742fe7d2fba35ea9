"""The files of a run take their places all or none, and those of the run before are kept."""

import hashlib
import json
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parindex.model.finding import CannotGoOn
from parindex.reports.documents import read_run, run_bytes
from parindex.reports.runs import kept_run, put_in_place, run_id, settled

OWN = {"ghi-chu.docx": b"mine", "report.pdf": b"a report"}
"""What a user, or another command, keeps among the results."""

CALLS = {"mkdir": 5, "open": 4, "rename": 2, "replace": 8, "rmdir": 1}
"""How often each is called on the way."""

DYING = """
import os, sys
from pathlib import Path
from parindex.reports import runs
from tests.reports.test_runs import CALLS, made, reading

left = int(sys.argv[2])

def mortal(real):
    def step(self, *arguments, **options):
        global left
        left -= not reading(arguments, options)
        if left < 0:
            os.kill(os.getpid(), 9)
        return real(self, *arguments, **options)
    return step

for name in CALLS:
    setattr(Path, name, mortal(getattr(Path, name)))
runs.put_in_place(Path(sys.argv[1]), made("new"))
"""


def reading(arguments: tuple[object, ...], options: Mapping[str, object]) -> bool:
    """Tell whether a file is opened by these arguments to be read."""
    return (*arguments, options.get("mode"))[0] in {"r", "rb"}


def made(what: str) -> dict[str, bytes]:
    """Return the files of a run, told apart by a word."""
    files = {name: f"{what} {name}".encode() for name in ("results.json", "results.xlsx", "a.csv")}
    return {**files, "run.json": run_bytes({"units.csv": what}, files)}


def content(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.iterdir() if path.is_file() and path.name != ".lock")
    return {path.name: path.read_bytes() for path in files}


def kept(folder: Path) -> list[dict[str, bytes]]:
    return [content(path) for path in sorted((folder / "runs").glob("*"))]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the results of a run, and files of the user's."""
    folder = tmp_path / "results"
    put_in_place(folder, made("old"))
    for name, data in OWN.items():
        (folder / name).write_bytes(data)
    return folder


def test_a_new_run_takes_the_place_of_the_old_one_which_is_kept(folder: Path) -> None:
    assert not (folder / "runs").exists()
    put_in_place(folder, made("new"))
    assert content(folder) == {**made("new"), **OWN}
    assert kept(folder) == [made("old")]
    [name] = [path.name for path in (folder / "runs").iterdir()]
    assert name.endswith(f"_{json.loads(made('old')['run.json'])['id']}")
    assert {path.name for path in folder.iterdir()} == {*made("new"), *OWN, "runs"}


def test_the_same_run_again_changes_and_keeps_nothing(folder: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    put_in_place(folder, made("old"))
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before


def test_runs_that_come_and_go_are_kept_once(folder: Path) -> None:
    for what in ("new", "old", "new", "old", "third"):
        put_in_place(folder, made(what))
    assert content(folder) == {**made("third"), **OWN}
    found = sorted(kept(folder), key=lambda files: files["a.csv"])
    assert found == [made("new"), made("old")]


def test_a_kept_file_that_was_changed_by_hand_is_kept_too(folder: Path) -> None:
    put_in_place(folder, made("new"))
    put_in_place(folder, made("old"))
    (folder / "results.xlsx").write_bytes(b"with remarks")
    put_in_place(folder, made("new"))
    xlsx = sorted(files["results.xlsx"] for files in kept(folder))
    assert xlsx == [b"new results.xlsx", b"old results.xlsx", b"with remarks"]


def test_files_of_those_names_without_a_run_are_kept(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"mine")
    put_in_place(tmp_path, made("new"))
    assert content(tmp_path) == made("new")
    assert kept(tmp_path) == [{"a.csv": b"mine"}]


@contextmanager
def refusing(name: str, number: int) -> Iterator[None]:
    """Let the system refuse a call: of those of that name the one with this number, from 0."""
    real, calls = getattr(Path, name), count()

    def refused(path: Path, *arguments: object, **options: object) -> object:
        if not reading(arguments, options) and next(calls) == number:
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, *arguments, **options)

    with patch.object(Path, name, refused):
        yield


@pytest.mark.parametrize(
    ("name", "number"), [(name, number) for name, most in CALLS.items() for number in range(most)]
)
def test_what_the_system_refuses_leaves_the_old_run(folder: Path, name: str, number: int) -> None:
    with refusing(name, number), pytest.raises(CannotGoOn) as stop:
        put_in_place(folder, made("new"))
    assert [finding.code for finding in stop.value.findings] == ["RPT003"]
    settled(folder)
    assert content(folder) == {**made("old"), **OWN}
    put_in_place(folder, made("new"))
    assert content(folder) == {**made("new"), **OWN}
    assert kept(folder) == [made("old")]


REFUSALS = st.tuples(st.sampled_from(sorted(CALLS)), st.integers(0, 8))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.sampled_from("ABC"), st.none() | REFUSALS), max_size=8))
def test_whatever_is_refused_every_run_that_counted_is_there_whole(
    runs: list[tuple[str, tuple[str, int] | None]],
) -> None:
    with TemporaryDirectory() as directory:
        folder, latest = Path(directory), ""
        counted = set[str]()
        for what, refusal in runs:
            with suppress(CannotGoOn), refusing(*refusal) if refusal else nullcontext():
                put_in_place(folder, made(what))
                latest = what
                counted.add(what)
            assert content(folder) == (made(latest) if latest else {})
            found = [files["a.csv"][:1].decode() for files in kept(folder)]
            assert sorted({*found, *([latest] if latest else [])}) == sorted(counted)
            assert len(set(found)) == len(found)


def test_a_disk_that_is_full_leaves_the_old_run(folder: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    full = OSError(28, "No space left on device")
    with patch("parindex.reports.runs.os.fsync", side_effect=full), pytest.raises(CannotGoOn):
        put_in_place(folder, made("new"))
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before


@pytest.mark.parametrize("step", range(sum(CALLS.values()) + 1))
def test_a_process_that_is_killed_leaves_one_run_whole(folder: Path, step: int) -> None:
    """Wherever it dies: the old run as it was, or the new one as soon as anybody looks."""
    done = subprocess.run(
        [sys.executable, "-c", DYING, folder, str(step)],
        cwd=Path(__file__).parents[2],
        check=False,
    )
    counts = (folder / ".next").exists() or (folder / ".former").exists()
    if not counts:
        assert content(folder) in ({**made("old"), **OWN}, {**made("new"), **OWN})
    settled(folder)
    assert content(folder) in ({**made("old"), **OWN}, {**made("new"), **OWN})
    assert done.returncode == (0 if kept(folder) and not counts else -signal.SIGKILL)
    put_in_place(folder, made("new"))
    assert content(folder) == {**made("new"), **OWN}
    assert kept(folder) == [made("old")]
    assert {path.name for path in folder.iterdir()} == {*made("new"), *OWN, "runs"}


def test_a_run_is_found_by_the_beginning_of_its_id(folder: Path) -> None:
    first = run_id(folder)
    put_in_place(folder, made("new"))
    second = run_id(folder)
    assert first != second
    assert kept_run(folder, second[:4]) == folder
    assert content(kept_run(folder, first[:5])) == made("old")
    assert kept_run(folder, kept_run(folder, first).name) == kept_run(folder, first)
    with pytest.raises(CannotGoOn) as stop:
        kept_run(folder, "zz")
    [found] = stop.value.findings
    assert (found.code, found.values["known"]) == ("RPT027", [first, second])


def test_an_id_written_by_hand_leads_nowhere_else(folder: Path) -> None:
    (folder / "run.json").write_text('{"id": "../../x"}', encoding="utf-8")
    put_in_place(folder, made("new"))
    [path] = (folder / "runs").iterdir()
    assert path.name.endswith("_unknown")
    assert {path.name for path in folder.parent.iterdir()} == {"results"}


def test_the_id_is_of_the_content_and_a_change_shows(folder: Path) -> None:
    record = read_run(folder)
    assert record.sealed
    assert record.files["a.csv"] == hashlib.sha256(b"old a.csv").hexdigest()
    text = (folder / "run.json").read_text(encoding="utf-8")
    (folder / "run.json").write_text(text.replace("units.csv", "units.csw"), encoding="utf-8")
    assert not read_run(folder).sealed


@pytest.mark.parametrize(
    ("text", "code"),
    [(None, "RND019"), ("", "RND020"), ("[]", "RND020"), ('{"id": "1"}', "RND020")],
)
def test_a_record_that_cannot_be_used_is_told(tmp_path: Path, text: str | None, code: str) -> None:
    if text is not None:
        (tmp_path / "run.json").write_text(text, encoding="utf-8")
    with pytest.raises(CannotGoOn) as stop:
        read_run(tmp_path)
    assert [finding.code for finding in stop.value.findings] == [code]
