"""Runs a function over untrusted files in child processes, so that a bad file costs only itself.

Any ``concurrent.futures`` executor can be lent instead (a Dask client's, say); files are then as
safe as that executor makes them.
"""

import faulthandler
import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

from parindex.sources.memory import settle_memory

R = TypeVar("R")
Job = tuple[int, str]
"""A file and its number, from 0."""
Chunk = list[Job]

SECONDS_A_FILE = 10
MEMORY = 1024**3
MOST_WORKERS = 61
"""What Windows can wait for."""

_CHUNK = 16
_AT_LEAST = 0.9
"""The share of its time that each file has: a new watch for each would cost a thread each."""
_state: dict[str, Any] = {}


def run_guarded(
    function: Callable[[Any, str], R],
    shared: Any,
    files: Sequence[str],
    *,
    executor: Executor | None = None,
    workers: int | None = None,
    seconds: int = SECONDS_A_FILE,
) -> Iterator[tuple[str, R | None]]:
    """Yield ``(file, function(shared, file))``; none for a file on which its reader died or failed.

    ``shared`` is sent to each process once; no file may take longer than ``seconds``. Order is not
    kept; the caller sorts.
    """
    if executor is not None:
        futures = {executor.submit(_attempt, function, shared, file): file for file in files}
        yield from ((file, future.result()) for future, file in futures.items())
        return
    count = min(workers or os.cpu_count() or 1, MOST_WORKERS, max(len(files) // 8, 1))
    queue = deque(_chunks(list(enumerate(files))))
    while queue:
        crew = _Crew(function, shared, count, seconds)
        lost: list[Chunk] = []
        yield from _pool_pass(crew, queue, lost)
        if not lost:
            continue
        hung, suspects = crew.at_hand([job for chunk in lost for job in chunk])
        yield from ((file, None) for _, file in hung)
        for job in suspects:
            again: list[Chunk] = []
            yield from _pool_pass(_Crew(function, shared, 1, seconds), deque([[job]]), again)
            yield from ((job[1], None) for _ in again)
        settled = {*hung, *suspects}
        rest = ([job for job in chunk if job not in settled] for chunk in lost)
        queue.extendleft(chunk for chunk in rest if chunk)


def _chunks(jobs: list[Job]) -> Iterator[Chunk]:
    size = _CHUNK if len(jobs) > 4 * _CHUNK else max(len(jobs) // 8, 1)
    return (jobs[start : start + size] for start in range(0, len(jobs), size))


class _Crew:
    """Processes to be, and a board on which each notes the file in its hands, and since when."""

    def __init__(
        self, function: Callable[[Any, str], Any], shared: Any, size: int, seconds: int
    ) -> None:
        context = multiprocessing.get_context("spawn")
        self.size, self.seconds = size, seconds
        self.board = context.RawArray("d", 2 * size)
        places = context.Value("i", 0)
        arguments = (function, shared, self.board, places, seconds)
        self.pool = ProcessPoolExecutor(size, context, _start, arguments)

    def at_hand(self, lost: list[Job]) -> tuple[list[Job], list[Job]]:
        """Return the files of dead processes: those that took too long, and other suspects.

        Without any, as when a process dies before its first file, the first lost one is suspected.
        """
        now, jobs = time.monotonic(), dict(lost)
        hung: list[Job] = []
        suspects: list[Job] = []
        for place in range(0, 2 * self.size, 2):
            number, since = int(self.board[place]) - 1, self.board[place + 1]
            if number in jobs:
                too_long = now - since >= _AT_LEAST * self.seconds
                (hung if too_long else suspects).append((number, jobs[number]))
        return hung, suspects if hung or suspects else lost[:1]


def _pool_pass(crew: _Crew, queue: deque[Chunk], lost: list[Chunk]) -> Iterator[tuple[str, Any]]:
    """Work the queue off until it is empty or a process dies; what was under way is then lost.

    Few chunks are under way at once, so that few files need to be read again.
    """
    under_way: dict[Future[list[Any]], Chunk] = {}
    with crew.pool as pool:
        while (queue or under_way) and not lost:
            try:
                while queue and len(under_way) <= crew.size:
                    with undisturbed():
                        future = pool.submit(_work, queue[0])
                    under_way[future] = queue.popleft()
            except BrokenProcessPool:
                if not under_way:
                    return
            finished, _ = wait(under_way, return_when=FIRST_COMPLETED)
            for future in finished:
                try:
                    results = future.result()
                except BrokenProcessPool:
                    lost += under_way.values()
                    under_way.clear()
                    break
                files = (file for _, file in under_way.pop(future))
                yield from zip(files, results, strict=True)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Keep Ctrl-C from processes that start: each would print where it was met.

    They inherit that it is ignored until they are ready to die of it in silence.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _start(
    function: Callable[[Any, str], Any], shared: Any, board: Any, places: Any, seconds: int
) -> None:
    with places.get_lock():
        place = places.value
        places.value += 1
    _state.update(function=function, shared=shared, board=board, place=2 * place, seconds=seconds)
    settle_memory()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # a dying reader's last words help nobody
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not there on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _work(chunk: Chunk) -> list[Any]:
    results = []
    board, place, limit = _state["board"], _state["place"], _state["seconds"]
    rewatch = 0.0
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - os.devnull is no path
        try:
            for number, file in chunk:
                now = time.monotonic()
                board[place + 1], board[place] = now, number + 1
                if now >= rewatch:
                    faulthandler.dump_traceback_later(limit, exit=True, file=nowhere)
                    rewatch = now + (1 - _AT_LEAST) * limit
                results.append(_attempt(_state["function"], _state["shared"], file))
        finally:
            faulthandler.cancel_dump_traceback_later()
    board[place] = 0
    return results


def _attempt(function: Callable[[Any, str], R], shared: Any, file: str) -> R | None:
    try:
        return function(shared, file)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:
        return None
