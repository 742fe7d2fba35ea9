"""The sample round, scored once a session."""

import sys
from pathlib import Path

import pytest

from parindex.evaluation import Evaluation, evaluate
from tests.evaluation.made_rounds import REPOSITORY, copy_sample, opened

sys.path.append(str(REPOSITORY / "samples"))


@pytest.fixture(scope="session")
def sample_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="session")
def sample(sample_path: Path) -> Evaluation:
    """Return the sample evaluated by two child processes."""
    return evaluate(opened(sample_path), workers=2)
