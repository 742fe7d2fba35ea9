"""The sample's result, read back from its file as ``parindex report`` does."""

from pathlib import Path

import pytest

from parindex.evaluation.rounds import Evaluation
from parindex.model.result import RoundResult
from parindex.reports.documents import read_result, result_bytes


@pytest.fixture(scope="session")
def result(sample: Evaluation, tmp_path_factory: pytest.TempPathFactory) -> RoundResult:
    path: Path = tmp_path_factory.mktemp("results") / "results.json"
    path.write_bytes(result_bytes(sample.result))
    return read_result(path)
