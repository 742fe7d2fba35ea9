"""Runs a function over untrusted files in child processes, so that a bad file costs only itself.

Any ``concurrent.futures`` executor can be lent instead (a Dask client's, say); files are then as
safe as that executor makes them.
"""

import faulthandler
import gc
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import partial
from typing import Any, TypeVar

R = TypeVar("R")
Chunk = list[str]

SECONDS_A_FILE = 30
MEMORY = 2 * 1024**3
MOST_WORKERS = 61
"""What Windows can wait for."""

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
    """Yield ``(file, function(shared, file))``; none for a file on which its reader died or failed.

    ``shared`` is sent to each process once. Order is not kept; the caller sorts.
    """
    if executor is not None:
        futures = {executor.submit(_attempt, function, shared, file): file for file in files}
        yield from ((file, future.result()) for future, file in futures.items())
        return
    start = partial(_pool, function, shared)
    count = min(workers or os.cpu_count() or 1, MOST_WORKERS, max(len(files) // 8, 1))
    queue = deque(_chunks(list(files)))
    while queue:
        lost: list[Chunk] = []
        yield from _pool_pass(start, queue, count, lost)
        for chunk in lost:
            if len(chunk) > 1:
                queue.extendleft([file] for file in reversed(chunk))
                continue
            again: list[Chunk] = []
            yield from _pool_pass(start, deque([chunk]), 1, again)
            yield from ((file, None) for one in again for file in one)


def _chunks(files: list[str]) -> Iterator[Chunk]:
    size = _CHUNK if len(files) > 4 * _CHUNK else max(len(files) // 8, 1)
    return (files[start : start + size] for start in range(0, len(files), size))


def _pool(function: Callable[[Any, str], Any], shared: Any, workers: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, context, _start, (function, shared))


def _pool_pass(
    start: Callable[[int], ProcessPoolExecutor],
    queue: deque[Chunk],
    workers: int,
    lost: list[Chunk],
) -> Iterator[tuple[str, Any]]:
    """Work the queue off until it is empty or a process dies; what was under way is then lost.

    Few chunks are under way at once, so that few files are under suspicion.
    """
    under_way: dict[Future[list[Any]], Chunk] = {}
    with start(workers) as pool:
        while (queue or under_way) and not lost:
            try:
                while queue and len(under_way) <= workers:
                    future = pool.submit(_work, queue[0])
                    under_way[future] = queue.popleft()
            except BrokenProcessPool:
                pass
            finished, _ = wait(under_way, return_when=FIRST_COMPLETED)
            for future in finished:
                try:
                    results = future.result()
                except BrokenProcessPool:
                    lost += under_way.values()
                    under_way.clear()
                    break
                yield from zip(under_way.pop(future), results, strict=True)


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


def _work(files: Chunk) -> list[Any]:
    results = []
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - os.devnull is no path
        for file in files:
            faulthandler.dump_traceback_later(SECONDS_A_FILE, exit=True, file=nowhere)
            try:
                results.append(_attempt(_state["function"], _state["shared"], file))
            finally:
                faulthandler.cancel_dump_traceback_later()
    return results


def _attempt(function: Callable[[Any, str], R], shared: Any, file: str) -> R | None:
    try:
        return function(shared, file)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:
        return None
