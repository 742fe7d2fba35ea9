"""The sample round comes to what it came to: a change here is a change of somebody's rank."""

from collections.abc import Callable
from pathlib import Path

import pytest

from parindex.evaluation.accounts import account_of
from parindex.evaluation.rounds import Evaluation
from parindex.reports.account import account_lines, annex
from parindex.reports.markdown import markdown
from parindex.reports.tables import ranking_csv
from parindex.sources.round import RoundFolder
from tests.evaluation.made_rounds import opened

Golden = Callable[[str, str], None]


@pytest.fixture(scope="module")
def folder(sample_path: Path) -> RoundFolder:
    return opened(sample_path)


def test_ranking(sample: Evaluation, golden: Golden) -> None:
    golden("ranking.csv", ranking_csv(sample.result, "vi").decode("utf-8-sig"))


def test_account_of_a_criterion(folder: RoundFolder, golden: Golden) -> None:
    unit = folder.round.unit("SO08")
    assert unit is not None
    lines = account_lines(account_of(folder, unit), "vi", "1.1")
    golden("explain-SO08-1.1.txt", "".join(f"{line}\n" for line in lines))


def test_annex_of_an_item_that_was_appraised_twice(folder: RoundFolder, golden: Golden) -> None:
    unit = folder.round.unit("SO06")
    assert unit is not None
    golden("explain-SO06-1.1.4.md", markdown(annex(account_of(folder, unit), "vi", "1.1.4")))


def test_the_golden_files_are_all_used() -> None:
    names = {path.name for path in (Path(__file__).parent / "round-2025").iterdir()}
    assert names == {"ranking.csv", "explain-SO08-1.1.txt", "explain-SO06-1.1.4.md"}
