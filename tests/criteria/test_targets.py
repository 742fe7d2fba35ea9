"""The targets of a district: what is met, partly met and missed, and who signed."""

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from functools import partial
from pathlib import Path

import pytest

import targets as script
from filling import send_forms
from parindex.evaluation import accounts
from parindex.evaluation.rounds import Evaluation, evaluate
from parindex.model.result import UnitResult
from parindex.reports.account import account_lines
from tests.evaluation.made_rounds import opened, unit_of

ROUND = "targets-2019"
WORTH = {"Met": Fraction(1), "Partly met": Fraction(1, 2), "Missed": Fraction(0), None: Fraction(0)}


@pytest.fixture
def targets(sample_round: Callable[[str], Evaluation]) -> Evaluation:
    return sample_round(ROUND)


def labels(unit: UnitResult) -> list[str | None]:
    assert unit.score is not None
    assert unit.score.items.bands is not None
    return [label.en if label else None for label in unit.score.items.bands]


def test_twelve_offices_and_seven_communes_are_assessed(targets: Evaluation) -> None:
    assert [len(block.ranked) for block in targets.result.blocks] == [12, 7]
    assert not targets.findings


def test_the_total_is_what_the_targets_met_are_worth(targets: Evaluation) -> None:
    seen = set()
    for block in targets.result.blocks:
        for unit in block.units:
            assert unit.score is not None
            assert unit.score.points == sum(WORTH[label] for label in labels(unit))
            assert unit.score.max_points == sum(label is not None for label in labels(unit))
            seen |= set(labels(unit))
    assert seen == set(WORTH)


def test_an_office_has_no_quality_system_of_a_commune(targets: Evaluation) -> None:
    assert labels(unit_of(targets, "CQ12")) == [
        "Met",
        None,
        "Met",
        None,
        None,
        "Met",
        "Met",
        None,
        None,
    ]
    assert labels(unit_of(targets, "XA07"))[5] is None
    assert labels(unit_of(targets, "XA07"))[0] == "Missed"


def only(unit: str, samples: Path, tmp_path: Path) -> Path:
    """Return a copy of the round with one of its units."""
    folder = tmp_path / "samples" / ROUND
    shutil.copytree(samples.parent / "criteria", tmp_path / "criteria")
    (folder / "submissions").mkdir(parents=True)
    shutil.copy(samples / ROUND / "round.yaml", folder)
    shutil.copy(samples / ROUND / "submissions" / f"{unit}.xlsx", folder / "submissions")
    lines = (samples / ROUND / "units.csv").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line.startswith(("code,", f"{unit},"))]
    (folder / "units.csv").write_text("\n".join(kept), encoding="utf-8")
    return folder


def test_who_signed_and_when_stand_in_the_explanation(
    samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = opened(only("XA05", samples, tmp_path))
    with ThreadPoolExecutor(1) as lent:
        monkeypatch.setattr(accounts, "evaluate", partial(evaluate, executor=lent))
        account = accounts.account_of(folder, folder.round.units[0])
    text = "\n".join(account_lines(account, "en", "1.1"))
    assert "Day of signing = 24/05/2019" in text
    assert "Signed by: name and office = Chủ tịch (tên đặt ra)" in text
    assert "Items: Met: 7; Partly met: 1; Missed: 0" in text
    assert "result: 1 of 1 point (Met)" in text


def test_the_script_makes_the_forms_that_lie_there(samples: Path, tmp_path: Path) -> None:
    folder, form = only("CQ01", samples, tmp_path), Path("submissions") / "CQ01.xlsx"
    send_forms(folder, script.answers, script.SAVED)
    assert (folder / form).read_bytes() == (samples / ROUND / form).read_bytes()
