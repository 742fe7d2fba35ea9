"""Runs a function over untrusted files in child processes, so that a bad file costs only itself.

Any ``concurrent.futures`` executor can be lent instead (a Dask client's, say); files are then as
safe as that executor makes them.
"""

import faulthandler
import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from typing import Any, TypeVar

R = TypeVar("R")

SECONDS_A_FILE = 30
MEMORY = 2 * 1024**3
_CHUNK = 16
_state: dict[str, Any] = {}


def run_guarded(
    function: Callable[[Any, str], R],
    shared: Any,
    files: Sequence[str],
    *,
    executor: Executor | None = None,
    workers: int | None = None,
) -> Iterator[tuple[str, R | None]]:
    """Yield ``(file, function(shared, file))``; none for a file that killed its reader.

    ``shared`` is sent to each process once. Order is not kept; the caller sorts.
    """
    if executor is not None:
        futures = {executor.submit(function, shared, file): file for file in files}
        yield from ((file, future.result()) for future, file in futures.items())
        return
    pending = list(files)
    count = workers or min(os.cpu_count() or 1, max(len(pending) // 8, 1))
    while pending:
        done, suspects = [], []
        for chunk, results in _pool_pass(function, shared, _chunks(pending), count):
            if results is None:
                suspects += chunk
            else:
                done += chunk
                yield from zip(chunk, results, strict=True)
        for file in suspects[: (count + 2) * _CHUNK]:
            for chunk, results in _pool_pass(function, shared, [[file]], 1):
                yield chunk[0], results[0] if results else None
            done.append(file)
        finished = set(done)
        pending = [file for file in pending if file not in finished]


def _chunks(files: list[str]) -> list[list[str]]:
    size = _CHUNK if len(files) > 4 * _CHUNK else max(len(files) // 8, 1)
    return [files[start : start + size] for start in range(0, len(files), size)]


def _pool_pass(
    function: Callable[[Any, str], R], shared: Any, chunks: list[list[str]], workers: int
) -> Iterator[tuple[list[str], list[R] | None]]:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, _start, (function, shared)) as pool:
        futures: list[tuple[list[str], Future[list[R]] | None]] = []
        for chunk in chunks:
            try:
                futures.append((chunk, pool.submit(_work, chunk)))
            except BrokenProcessPool:
                futures.append((chunk, None))
        for chunk, future in futures:
            try:
                yield chunk, future.result() if future else None
            except BrokenProcessPool:
                yield chunk, None


def settle_memory() -> None:
    """Tell the garbage collector that what is loaded stays, and to look less often.

    Reading a form makes many small objects and no cycles; looking for cycles after every few
    hundred of them took a sixth of the time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def _start(function: Callable[[Any, str], Any], shared: Any) -> None:
    _state["function"], _state["shared"] = function, shared
    settle_memory()
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not there on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _work(files: list[str]) -> list[Any]:
    results = []
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - os.devnull is no path
        for file in files:
            faulthandler.dump_traceback_later(SECONDS_A_FILE, exit=True, file=nowhere)
            try:
                results.append(_state["function"](_state["shared"], file))
            finally:
                faulthandler.cancel_dump_traceback_later()
    return results
