"""Sample rounds of the library, scored once a session."""

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest

from parindex.evaluation.rounds import Evaluation, evaluate
from tests.evaluation.made_rounds import REPOSITORY, opened

SAMPLES = REPOSITORY / "samples"
sys.path.append(str(SAMPLES))


@pytest.fixture(scope="session")
def sample_round() -> Callable[[str], Evaluation]:
    """Return what scores a sample round, by the name of its folder; without child processes."""

    @cache
    def scored(name: str) -> Evaluation:
        with ThreadPoolExecutor(1) as lent:
            return evaluate(opened(SAMPLES / name), executor=lent)

    return scored


@pytest.fixture(scope="session")
def samples() -> Path:
    """Return the folder of samples."""
    return SAMPLES
