"""Districts before July 2025, and the communes of two-tier government that took their place."""

from collections.abc import Callable
from pathlib import Path

from parindex.evaluation.rounds import Evaluation
from tests.evaluation.made_rounds import opened, unit_of


def test_a_district_without_a_survey_is_measured_against_seventy_points(
    sample_round: Callable[[str], Evaluation],
) -> None:
    evaluation = sample_round("districts-2020")
    assert not evaluation.findings
    maxima = {
        unit.code: unit.score.max_points
        for block in evaluation.result.blocks
        for unit in block.ranked
        if unit.score
    }
    assert maxima == {"QH01": 100, "QH02": 100, "QH03": 100, "QH04": 100, "QH05": 70}


def test_a_special_zone_stands_by_the_form_of_the_district_it_was(
    sample_round: Callable[[str], Evaluation],
) -> None:
    evaluation = sample_round("communes-2025")
    [finding] = evaluation.findings
    assert (finding.code, finding.place.file) == ("RND110", "HU01.xlsx")
    zone = unit_of(evaluation, "XA07")
    assert (zone.name, zone.file, zone.status) == ("Đặc khu Hòn Khơi", "HU01.xlsx", "ranked")
    assert len(evaluation.result.blocks[0].ranked) == 7


def test_thirteen_units_went_into_seven(samples: Path) -> None:
    former = opened(samples / "communes-2025").round.former
    renamed = {one.code: one.successors for one in former if one.renamed}
    assert len(former) == 13
    assert renamed == {"CU12": ("XA06",), "HU01": ("XA07",)}
    assert {successor for one in former for successor in one.successors} == {
        f"XA{number:02}" for number in range(1, 8)
    }
