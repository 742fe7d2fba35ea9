"""The sample round as it is written, and small rounds of one unit with a name to try."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from parindex.evaluation.rounds import Evaluation
from parindex.model.result import RoundResult
from parindex.model.submission import CLAIM
from parindex.reports.outputs import write_results
from tests.evaluation.made_rounds import (
    criteria_text,
    filled,
    scored,
    send,
    write_round,
)

BANDS = "[{ label: { vi: Tốt }, from: 50 }, { label: { vi: Yếu }, from: 0 }]"


FEW = frozenset({"SO06", "SO12", "SO18", "SO08", "XA20", "XA31", "XA17"})
"""Units that were appraised, are exempt from some, or have answers that cannot be used."""


@pytest.fixture(scope="session")
def few(sample: Evaluation) -> RoundResult:
    """Return the sample with a handful of units a block, for what takes long to make."""
    blocks = tuple(
        replace(block, units=tuple(u for u in block.units if u.rank is None or u.code in FEW))
        for block in sample.result.blocks
    )
    return replace(sample.result, blocks=blocks)


@pytest.fixture(scope="session")
def written(sample: Evaluation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of results written in Vietnamese; not to be changed."""
    folder = tmp_path_factory.mktemp("results")
    write_results(folder, sample, sample.findings, "vi")
    return folder


@pytest.fixture
def named(tmp_path: Path) -> Callable[..., Evaluation]:
    """Return the function that scores a round of one unit with that name, in its file too."""

    def run(name: str, file: str = "U1.xlsx", criteria: str = "") -> Evaluation:
        text = criteria or criteria_text(
            [("7", ["max: 7, rule: { kind: judged }"])], "7", bands=BANDS
        )
        path = write_round(tmp_path / "named", text, {"U1": name})
        send(path, file, filled(path, "U1", {("1.1", CLAIM): 4}))
        return scored(path)

    return run
