"""A folder of results: the files of the latest run, and those of earlier runs under ``runs/ID``.

A new run is written whole beside the old one (``.draft``), then counts by being renamed
(``.next``), and its files take the place of the old ones, which go to ``runs/ID`` (by way of
``.former``). Until it counts, a run that ends in any way leaves everything as it was; after that,
whoever comes next finishes what is left to be moved. Files of other names are never touched.
"""

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from errno import EISDIR
from itertools import chain, count
from pathlib import Path

from parindex.model.finding import CannotGoOn, Finding, Place, system_reason
from parindex.model.moment import office_time

RUN = "run.json"
RUNS = "runs"
PATIENCE = 30.0
"""So many seconds a run waits for another one to have written its results."""

_DRAFT, _NEXT, _FORMER, _LOCK = ".draft", ".next", ".former", ".lock"


def put_in_place(folder: Path, made: Mapping[str, bytes]) -> None:
    """Make the files of a run those of the folder, all or none; keep those of the run before.

    Raises :class:`CannotGoOn` where that cannot be done (a file is open in Excel, say).
    """
    with _told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        _put(folder, made)


def _put(folder: Path, made: Mapping[str, bytes]) -> None:
    with _alone(folder):
        _finish(folder)
        if all(_content(folder / name) == data for name, data in made.items()):
            return
        draft = folder / _DRAFT
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir()
        try:
            for name, data in made.items():
                _write_through(draft / name, data)
            draft.rename(folder / _NEXT)
        except OSError:
            shutil.rmtree(draft, ignore_errors=True)
            raise
        try:
            _finish(folder)
        except OSError:
            _turn_back(folder, made)
            raise


def settled(folder: Path) -> None:
    """Finish what a run left to be moved that was stopped in the middle."""
    if (folder / _NEXT).is_dir() or (folder / _FORMER).is_dir():
        with _told(folder), _alone(folder):
            _finish(folder)


def kept_run(folder: Path, run: str) -> Path:
    """Return the folder of the run of that id, the latest or an earlier one.

    Raises :class:`CannotGoOn` where there is none, or several begin with these letters.
    """
    kept = sorted(path for path in (folder / RUNS).glob("*") if path.is_dir())
    runs = {path.name.partition("_")[2]: path for path in kept} | {run_id(folder): folder}
    found = [path for name, path in runs.items() if name.startswith(run) or path.name == run]
    if len(found) == 1:
        return found[0]
    known = [name for name in runs if name] or ["–"]
    raise CannotGoOn(Finding("RPT027", values={"run": run, "known": known}))


def run_id(folder: Path) -> str:
    """Return the id of the run whose files stand in a folder; empty where it says none."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        run = str(json.loads((folder / RUN).read_bytes())["id"])
        return run if run.isalnum() else ""
    return ""


def _finish(folder: Path) -> None:
    """Move what stands in ``.next`` into the folder, and what it replaces to where it is kept."""
    coming, former = folder / _NEXT, folder / _FORMER
    if coming.is_dir():
        former.mkdir(exist_ok=True)
        for file in sorted(coming.iterdir()):
            target, old = folder / file.name, former / file.name
            if target.is_dir():
                raise IsADirectoryError(EISDIR, os.strerror(EISDIR), str(target))
            if target.exists() and not old.exists():
                target.replace(old)
            file.replace(target)
        coming.rmdir()
    if former.is_dir():
        _keep(former, folder / RUNS)


def _turn_back(folder: Path, names: Iterable[str]) -> None:
    """Put the files of the run before back, as if the new one had never counted."""
    coming, former = folder / _NEXT, folder / _FORMER
    coming.mkdir(exist_ok=True)
    for name in names:
        if not (coming / name).exists() and (folder / name).exists():
            (folder / name).replace(coming / name)
        if (former / name).exists():
            (former / name).replace(folder / name)
    if former.is_dir():
        former.rmdir()
    coming.rename(folder / _DRAFT)
    shutil.rmtree(folder / _DRAFT, ignore_errors=True)


def _keep(former: Path, runs: Path) -> None:
    """Move the files of an earlier run to where they are kept, unless they are there already."""
    files = {file.name: file.read_bytes() for file in former.iterdir()}
    run = run_id(former) or "unknown"
    kept = runs.glob(f"*_{run}*")
    if not files or any(files == {f.name: f.read_bytes() for f in path.iterdir()} for path in kept):
        shutil.rmtree(former)
        return
    written = max(file.stat().st_mtime for file in former.iterdir())
    moment = office_time(datetime.fromtimestamp(written, UTC))
    name = f"{moment:%Y-%m-%d-%H%M%S}_{run}"
    runs.mkdir(exist_ok=True)
    names = chain([name], (f"{name}-{number}" for number in count(2)))
    former.rename(next(path for each in names if not (path := runs / each).exists()))


def _content(path: Path) -> bytes | None:
    with suppress(OSError):
        return path.read_bytes()
    return None


def _write_through(path: Path, data: bytes) -> None:
    """Write a file so that it is on the disk, whatever happens to the machine afterwards."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder; the system lets go of it when the process ends, however it ends."""
    from filelock import FileLock, Timeout  # noqa: PLC0415 - most that is done only reads runs

    lock = folder / _LOCK
    try:
        with FileLock(lock, timeout=PATIENCE):
            try:
                yield
            finally:
                with suppress(OSError):  # Windows removes it by itself, once it is let go of
                    lock.unlink()
    except Timeout:
        values = {"folder": folder.as_posix()}
        raise CannotGoOn(Finding("RPT020", Place(folder.as_posix()), values)) from None


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Tell what the system refuses as a finding."""
    try:
        yield
    except OSError as error:
        path = folder / Path(error.filename or folder).name
        values = {"name": path.name, "reason": system_reason(error)}
        raise CannotGoOn(Finding("RPT003", Place(path.as_posix()), values)) from None
