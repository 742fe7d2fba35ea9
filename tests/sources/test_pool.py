"""A file that kills, hangs or bloats its reader costs only itself."""

import signal
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from parindex.sources import pool
from parindex.sources.pool import run_guarded

READER = '''
"""Reads names: some of them kill the process that reads them."""

import os
import signal
import time

from parindex.sources import pool

pool.SECONDS_A_FILE = 1
pool.MEMORY = 1024**3


def read(shared, name):
    with open(os.environ["POOL_LOG"], "a") as log:
        print(name, file=log)
    if name.startswith("exit"):
        os._exit(3)
    if name.startswith("hang"):
        while True:
            pass
    if name.startswith("sleep"):
        time.sleep(60)
    if name.startswith("nap"):
        time.sleep(0.4)
    if name.startswith("abort"):
        os.abort()
    if name.startswith("memory"):
        return len(bytearray(3 * 1024**3))
    if name.startswith("signal"):
        return str(signal.getsignal(signal.SIGINT))
    if name.startswith("raise"):
        raise RuntimeError(name)
    return f"{shared} {name} {os.getpid()}"
'''
Read = Callable[[Any, str], str]


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Return a function that child processes can import."""
    (tmp_path / "pool_reader.py").write_text(READER, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("POOL_LOG", str(tmp_path / "log"))
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr("parindex.sources.pool.SECONDS_A_FILE", 10)  # put back after the import
    monkeypatch.setattr("parindex.sources.pool.MEMORY", 1024**3)
    monkeypatch.delitem(__import__("sys").modules, "pool_reader", raising=False)
    found: Read = import_module("pool_reader").read
    return found


GOOD = [f"{n}.xlsx" for n in range(10)]


def results(read: Read, files: list[str], **options: Any) -> dict[str, str | None]:
    found = list(run_guarded(read, "R", files, **options))
    assert len(found) == len(files)
    return dict(found)


def test_every_file_is_read_in_another_process(read: Read) -> None:
    found = results(read, GOOD, workers=2)
    assert {str(value).rpartition(" ")[0] for value in found.values()} == {f"R {n}" for n in GOOD}
    import os  # noqa: PLC0415 - only here

    assert str(os.getpid()) not in {str(value).split()[-1] for value in found.values()}


@pytest.mark.parametrize("bad", ["exit", "abort", "hang", "sleep", "memory", "raise"])
def test_a_bad_file_costs_only_itself(read: Read, bad: str) -> None:
    found = results(read, [*GOOD[:5], f"{bad}.xlsx", *GOOD[5:]], workers=2)
    assert found.pop(f"{bad}.xlsx") is None
    assert all(value is not None for value in found.values())


def test_several_bad_files_among_many(read: Read) -> None:
    files = [f"exit{n}.xlsx" if n % 12 == 7 else f"{n}.xlsx" for n in range(24)]
    found = results(read, files, workers=2)
    assert {name for name, value in found.items() if value is None} == {
        name for name in files if name.startswith("exit")
    }


@pytest.mark.parametrize(("bad", "times"), [("hang", 1), ("exit", 2)])
def test_a_bad_file_is_not_tried_in_vain_nor_are_those_beside_it(
    read: Read, tmp_path: Path, bad: str, times: int
) -> None:
    files = [f"{n}.xlsx" for n in range(40)]
    files[20:20] = [f"{bad}.xlsx"]
    found = results(read, files, workers=2)
    assert [name for name, value in found.items() if value is None] == [f"{bad}.xlsx"]
    tried = Counter((tmp_path / "log").read_text().split())
    assert tried[f"{bad}.xlsx"] == times, "one that died is tried once more alone, to be sure"
    assert max(tried.values()) <= 3
    assert tried.total() - len(files) < 20, "only what was under way is read again"


def test_the_last_words_of_a_dying_reader_are_not_printed(
    read: Read, capfd: pytest.CaptureFixture[str]
) -> None:
    results(read, [*GOOD, "abort.xlsx", "hang.xlsx"], workers=1)
    assert capfd.readouterr() == ("", "")


def test_an_interrupted_process_starts_and_dies_in_silence(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    class Noting(ProcessPoolExecutor):
        def submit(self, *given: Any, **options: Any) -> Any:
            seen.append(signal.getsignal(signal.SIGINT))
            return super().submit(*given, **options)

    monkeypatch.setattr("parindex.sources.pool.ProcessPoolExecutor", Noting)
    before = signal.getsignal(signal.SIGINT)
    assert results(read, ["signal.xlsx"], workers=1) == {"signal.xlsx": str(signal.SIG_DFL)}
    assert seen == [signal.SIG_IGN]
    assert signal.getsignal(signal.SIGINT) is before


def test_readers_have_ten_seconds_and_a_gigabyte() -> None:
    assert (pool.SECONDS_A_FILE, pool.MEMORY) == (10, 1024**3)


def test_no_file_at_all(read: Read) -> None:
    assert results(read, []) == {}


def test_a_lent_executor_is_used(read: Read) -> None:
    names = set()

    def noting(shared: str, file: str) -> str:
        names.add(threading.current_thread().name)
        return read(shared, file)

    with ThreadPoolExecutor(2, thread_name_prefix="lent") as executor:
        found = results(noting, GOOD, executor=executor)
    assert found.keys() == set(GOOD)
    assert all(name.startswith("lent") for name in names)


def test_slow_files_one_after_another_each_have_their_time(read: Read, tmp_path: Path) -> None:
    files = ["nap0.xlsx", "nap1.xlsx", "nap2.xlsx", *(f"{n}.xlsx" for n in range(62))]
    assert None not in results(read, files, workers=1, seconds=1).values()
    assert Counter((tmp_path / "log").read_text().split()).most_common(1)[0][1] == 1
