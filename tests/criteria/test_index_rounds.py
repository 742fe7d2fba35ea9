"""The sample rounds of indices score without a form, and come to what their notes say."""

import shutil
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

import sipas
from parindex.evaluation.rounds import Evaluation, evaluate
from parindex.model.result import BlockResult
from parindex.reports.method import method_lines
from parindex.reports.scorecards.gains import prospects
from parindex.reports.scorecards.peers import Subject, peers_of
from parindex.reports.view import block_views
from parindex.sources.round import read_round
from tests.library import LIBRARY

SAMPLES = LIBRARY.parent / "samples"
ROUNDS = (
    *("ddci-2021", "decision-766-2025", "dti-2022", "papi-2021", "par-index-2022", "pci-2013"),
    *("pci-2016", "sipas-2021", "ward-2021", "yen-bai-2021"),
)
TOLD = {
    "dti-2022": {"SCO008"},
    "papi-2021": {"RND088", "SCO010"},
    "sipas-2021": {"RND069", "SCO010"},
}
"""What is told on purpose."""


@pytest.fixture(scope="module")
def scored() -> Mapping[str, Evaluation]:
    return {name: _scored(SAMPLES / name) for name in ROUNDS}


def _scored(path: Path) -> Evaluation:
    folder, findings = read_round(path)
    assert folder is not None
    assert [finding.code for finding in findings] == []
    with ThreadPoolExecutor(1) as lent:
        return evaluate(folder, executor=lent)


def ranking(block: BlockResult) -> dict[str, tuple[str, str]]:
    """Return the index and the band of the ranked units by code, best first."""
    return {
        unit.code: (str(unit.score.index) if unit.score else "", unit.band.vi if unit.band else "")
        for unit in block.ranked
    }


@pytest.mark.parametrize("name", ROUNDS)
def test_a_round_says_only_what_it_is_meant_to_show(
    scored: Mapping[str, Evaluation], name: str
) -> None:
    assert {finding.code for finding in scored[name].findings} == TOLD.get(name, set())
    note = scored[name].result.note
    assert note is not None
    published = {"pci-2016", "dti-2022", "par-index-2022", "ward-2021", "yen-bai-2021"}
    assert ("công bố" if name in published else "mẫu") in note.vi


def test_published_figures_come_out(scored: Mapping[str, Evaluation]) -> None:
    [pci] = scored["pci-2016"].result.blocks
    assert ranking(pci) == {
        "DN": ("70.01", "Rất tốt"),
        "QN": ("65.62", "Rất tốt"),
        "DT": ("64.95", "Rất tốt"),
    }
    [dti] = scored["dti-2022"].result.blocks
    indices = ["0.8002", "0.7164", "0.7024", "0.6975", "0.6924"]
    assert [index for index, _ in ranking(dti).values()] == indices


def test_the_quarters_of_papi_leave_out_the_province_without_figures(
    scored: Mapping[str, Evaluation],
) -> None:
    [papi] = scored["papi-2021"].result.blocks
    groups = [group for _, group in ranking(papi).values()]
    names = ("Cao nhất", "Trung bình cao", "Trung bình thấp", "Thấp nhất")
    assert groups == [name for name in names for _ in range(3)]
    assert [(unit.code, unit.status) for unit in papi.units if not unit.rank] == [
        ("T09", "not_scored")
    ]
    [first] = [unit.score for unit in papi.units if unit.rank == 1]
    assert first is not None
    assert str(first.areas[0].index) == "5.13"  # out of 10, where the total is out of 80


def test_the_groups_of_ddci_are_set_among_themselves(scored: Mapping[str, Evaluation]) -> None:
    blocks = scored["ddci-2021"].result.blocks
    assert [len(block.ranked) for block in blocks] == [5, 3]
    for block in blocks:
        for item in range(len(block.items)):
            points = {unit.score.items.points[item] for unit in block.ranked if unit.score}
            assert (min(points), max(points)) == (Fraction(1), Fraction(10))


def test_a_commune_of_which_too_few_were_asked_has_no_index(
    scored: Mapping[str, Evaluation],
) -> None:
    evaluation = scored["sipas-2021"]
    [few] = [found for found in evaluation.findings if found.code == "RND069"]
    assert (few.unit, few.values["count"], few.values["least"]) == ("X04", 67, 77)
    [block] = evaluation.result.blocks
    assert set(ranking(block)) == {"X01", "X02", "X03", "X05", "X06"}


def test_ninh_thuan_2022_by_its_parts(scored: Mapping[str, Evaluation]) -> None:
    """85.78 was published; its parts, each rounded, come to 85.79 (sonv.ninhthuan.gov.vn)."""
    [block] = scored["par-index-2022"].result.blocks
    [unit] = block.units
    assert unit.score is not None
    assert str(unit.score.index) == "85.79"
    assert [str(area.index) for area in unit.score.areas] == ["88.13", "82.05"]


def test_nam_son_2021_by_its_parts(scored: Mapping[str, Evaluation]) -> None:
    """43.26 of 60 by appraisal and 39.95 of 40 of satisfaction: 83.21 (namson.kienan)."""
    [unit] = scored["ward-2021"].result.blocks[0].units
    assert unit.score is not None
    assert str(unit.score.index) == "83.21"


def test_yen_bai_2021_by_its_parts(scored: Mapping[str, Evaluation]) -> None:
    """62.88, 24.42 and 8.135 are 95.435, published as 95.44 (thanhphoyenbai.yenbai.gov.vn)."""
    [unit] = scored["yen-bai-2021"].result.blocks[0].units
    assert unit.score is not None
    assert (unit.score.points, str(unit.score.index)) == (Fraction("95.435"), "95.44")


def test_the_method_says_the_weights_and_the_quarters(scored: Mapping[str, Evaluation]) -> None:
    [pci] = block_views(scored["pci-2016"].result, "en")
    assert any("with the weights 0.5 (area 1)" in line for line in method_lines(pci))
    [papi] = block_views(scored["papi-2021"].result, "en")
    lines = method_lines(papi)
    assert any("× 80, for an area × 10" in line for line in lines)
    assert any("Highest the first 25%" in line for line in lines)


def test_bars_are_as_long_as_the_scale_says(scored: Mapping[str, Evaluation]) -> None:
    """A total of 40 out of 80 and a dimension of 5 out of 10 are both half of what there is."""
    [papi] = block_views(scored["papi-2021"].result, "en")
    lengths = papi.percent(Decimal(40)), papi.percent(Decimal(5), of_area=True)
    assert [Decimal(length) for length in lengths] == [50, 50]


def test_points_of_items_are_no_points_of_a_mean(scored: Mapping[str, Evaluation]) -> None:
    def told(name: str) -> list[str]:
        view = block_views(scored[name].result, "en")[0]
        return list(prospects(Subject(view, peers_of(view.block, (), "en"), view.block.ranked[-1])))

    assert [line.startswith("In all") for line in told("papi-2021")] == [False, False, True]
    assert not any(line.startswith("In all") for line in told("ddci-2021"))


def test_the_answers_of_the_sample_survey_are_made_the_same_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(SAMPLES / "sipas-2021", tmp_path / "samples" / "sipas-2021")
    shutil.copytree(LIBRARY / "sipas", tmp_path / "criteria" / "sipas")
    monkeypatch.setattr(sipas, "ROUND", tmp_path / "samples" / "sipas-2021")
    made = tmp_path / "samples" / "sipas-2021" / "surveys" / "answers.csv"
    before = made.read_bytes()
    made.unlink()
    sipas.main()
    assert made.read_bytes() == before
