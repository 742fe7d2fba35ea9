"""Discipline of officials: published counts out of registers, deductions, the head's own points."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

import discipline
from parindex.evaluation.rounds import Evaluation
from parindex.evaluation.supplied import supplied
from tests.evaluation.made_rounds import opened, unit_of

THEME, CONDUCT = "discipline-2017", "conduct-2018"
DISTRICTS = [f"DP{number:02}" for number in range(1, 15)]


@pytest.fixture(scope="session")
def figures(samples: Path) -> Callable[[str, str, str], Fraction]:
    """Return what gives the figure of a unit, by item and input."""
    with ThreadPoolExecutor(1) as lent:
        read = supplied(opened(samples / THEME), executor=lent)
    assert {finding.code for finding in read.findings} == {"RND163"}

    def figure(unit: str, item: str, name: str) -> Fraction:
        value = read.by_unit[unit][item].values[name]
        assert isinstance(value, Fraction)
        return value

    return figure


def test_the_registers_add_up_to_what_was_published(
    figures: Callable[[str, str, str], Fraction],
) -> None:
    assert figures("CQ06", "1.1", "received") == 30_783
    assert sum(figures(unit, "1.1", "received") for unit in DISTRICTS) == 159_000
    assert sum(figures(unit, "1.2", "received") for unit in DISTRICTS) == 295_807
    held = [figures(f"CQ0{number}", "2.1", "held") for number in range(1, 6)]
    assert held == [19, 40, 31, 25, 36]
    assert sum(figures(unit, "3.1", "visits") for unit in DISTRICTS) == 56


def test_more_than_99_percent_are_on_time_at_each_place(
    figures: Callable[[str, str, str], Fraction],
) -> None:
    for units, item in ((["CQ06"], "1.1"), (DISTRICTS, "1.1"), (DISTRICTS, "1.2")):
        settled, on_time = (
            sum(figures(unit, item, name) for unit in units) for name in ("settled", "on_time")
        )
        assert on_time / settled > Fraction(99, 100)


def test_offices_are_assessed_by_published_counts_alone(
    sample_round: Callable[[str], Evaluation],
) -> None:
    evaluation = sample_round(THEME)
    indices = {}
    for number in range(1, 6):
        score = unit_of(evaluation, f"CQ0{number}").score
        assert score is not None
        assert score.max_points == 20
        indices[number] = score.index
    assert indices == {
        1: Decimal(75), 2: Decimal(100), 3: Decimal("87.5"), 4: Decimal("87.5"), 5: Decimal(100)
    }  # fmt: skip
    centre = unit_of(evaluation, "CQ06")
    assert (centre.status, centre.rank) == ("not_ranked", None)
    assert [len(block.ranked) for block in evaluation.result.blocks] == [5, 14]


def test_the_script_makes_the_registers_that_lie_there(
    samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(discipline, "TABLES", tmp_path)
    discipline.main()
    for file in (samples / THEME / "tables").iterdir():
        assert (tmp_path / file.name).read_bytes() == file.read_bytes()


def test_commendations_and_grave_cases_move_the_total(
    sample_round: Callable[[str], Evaluation],
) -> None:
    evaluation = sample_round(CONDUCT)
    assert {finding.code for finding in evaluation.findings} == {"SCO005"}
    adjusted = {
        unit.code: (int(unit.score.bonus), int(unit.score.penalty))
        for block in evaluation.result.blocks
        for unit in block.units
        if unit.score and (unit.score.bonus or unit.score.penalty)
    }
    assert adjusted == {"SO2": (2, 0), "SO4": (0, 3), "XA1": (1, 0)}
    best = unit_of(evaluation, "SO2").score
    assert best is not None
    assert best.points == 95
    assert best.uncut == 97


def test_the_head_loses_points_of_an_own_item_for_what_others_found(
    sample_round: Callable[[str], Evaluation],
) -> None:
    evaluation = sample_round(CONDUCT)
    codes = [item.code for item in evaluation.result.blocks[0].items]
    points = {}
    for code in ("SO1", "SO4", "XA4"):
        score = unit_of(evaluation, code).score
        assert score is not None
        points[code] = score.items.points[codes.index("3.1")]
    assert points["SO1"] == 15
    assert points["SO4"] < 15
    assert points["XA4"] < 15
