"""Where files are read: in the tests here, in the product in child processes."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager, contextmanager

import pytest

from parindex.evaluation import (
    accounts,
    appraising,
    blanks,
    files,
    ledger,
    supplied,
    tables,
    totals,
)
from parindex.sources.pool import run_guarded

READERS = (accounts, appraising, blanks, files, ledger, supplied, tables, totals)
"""The modules that have files read."""


def in_this_process() -> AbstractContextManager[None]:
    """Read every file here, unless an executor is lent.

    A child takes longer to start than a small round to score; and what would end a child, or be
    kept by it as a file that cannot be read, is an exception here and fails the test.
    """
    return _read_by(_unguarded)


def in_child_processes() -> AbstractContextManager[None]:
    """Read files as the product does."""
    return _read_by(run_guarded)


@contextmanager
def _read_by(run: Callable[..., Iterator[tuple[str, object]]]) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for module in READERS:
            patch.setattr(module, "run_guarded", run)
        yield


def _unguarded(
    function: Callable[[object, str], object],
    shared: object,
    names: Sequence[str],
    *,
    executor: Executor | None = None,
    **_: object,
) -> Iterator[tuple[str, object]]:
    if executor is not None:
        return run_guarded(function, shared, names, executor=executor)
    return ((name, function(shared, name)) for name in names)
