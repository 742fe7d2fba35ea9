"""Figures that others published, recomputed by the whole chain: form, rules, index, rank, band.

What a form, a criteria set and a round make of the published inputs must be the published
outputs. The small tables are typed in; the sources are named at each.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from parindex.evaluation.rounds import Evaluation
from parindex.evaluation.tables import evaluate_table
from parindex.model.number import exact_sum, rounded
from parindex.model.result import AreaScore, UnitResult, UnitScore
from parindex.model.submission import CLAIM
from parindex.reports.view import BlockView
from parindex.scoring.ranking import percents, ranks
from parindex.sources.criteria import read_criteria
from tests.evaluation.made_rounds import (
    REPOSITORY,
    Answers,
    criteria_text,
    filled,
    only_block,
    scored,
    send,
    write_round,
)
from tests.library import LIBRARY

MINISTRIES = (
    (1, "Bộ Tư pháp", "61.86", "28.10", "89.95"),
    (2, "Ngân hàng Nhà nước Việt Nam", "62.67", "27.21", "89.89"),
    (3, "Bộ Tài chính", "61.52", "27.66", "89.18"),
    (4, "Bộ Nội vụ", "60.65", "26.38", "87.04"),
    (5, "Bộ Tài nguyên và Môi trường", "61.15", "25.85", "87.01"),
    (6, "Bộ Nông nghiệp và Phát triển Nông thôn", "60.25", "26.17", "86.41"),
    (7, "Bộ Xây dựng", "61.18", "25.10", "86.28"),
    (8, "Bộ Giao thông vận tải", "60.27", "25.91", "86.18"),
    (9, "Bộ Thông tin và Truyền thông", "60.50", "25.33", "85.83"),
    (10, "Bộ Lao động - Thương binh và Xã hội", "60.99", "24.81", "85.81"),
    (11, "Bộ Văn hóa, Thể thao và Du lịch", "58.10", "25.47", "83.56"),
    (12, "Bộ Giáo dục và Đào tạo", "55.46", "25.07", "80.53"),
    (13, "Bộ Khoa học và Công nghệ", "56.49", "23.88", "80.38"),
    (14, "Bộ Kế hoạch và Đầu tư", "54.59", "25.48", "80.07"),
    (15, "Bộ Y Tế", "55.81", "23.99", "79.80"),
    (16, "Bộ Ngoại giao", "52.12", "26.35", "78.48"),
    (17, "Bộ Công Thương", "54.21", "23.82", "78.03"),
)
"""PAR INDEX 2023 of the ministries: rank, ministry, appraised of 68,5, survey of 31,5, total.

Source: the table published on the government's portal on 17/04/2024 (xaydungchinhsach.chinhphu.vn,
chi-tiet-bang-xep-hang-par-index-2023-cua-cac-bo-co-quan-ngang-bo). The split 68,5 + 31,5 is that
of Quyết định 876/QĐ-BNV (2022).
"""

ICT_2017 = (
    "0.727 0.716 0.714 0.703 0.688 0.679 0.678 0.677 0.665 0.662 0.659 0.656 0.651 0.649 0.648 "
    "0.640 0.633 0.633 0.624 0.623 0.614 0.609 0.606 0.602 0.594 0.589 0.588 0.584 0.580 0.578 "
    "0.572 0.567 0.567 0.565 0.564 0.561 0.559 0.558 0.549 0.546 0.546 0.545 0.544 0.543 0.540 "
    "0.534 0.527 0.525 0.510 0.504 0.490 0.485 0.476"
)
"""ICT Index 2017, 53 provinces, best first (the published table of that year)."""

HUE_2021 = (
    ("Văn phòng UBND tỉnh", "97.685", 1, "Xuất sắc"),
    ("Sở Tư pháp", "87.187", 2, "Tốt"),
    ("Sở Công Thương", "85.804", 3, "Tốt"),
    ("Sở Y tế", "85.584", 4, "Tốt"),
    ("Sở Nông nghiệp và Phát triển nông thôn", "85.234", 5, "Tốt"),
    ("Sở Thông tin và Truyền thông", "85.162", 6, "Tốt"),
    ("Sở Nội vụ", "85.057", 7, "Tốt"),
    ("Sở Ngoại vụ", "83.838", 8, "Tốt"),
    ("Sở Du lịch", "83.533", 9, "Tốt"),
    ("Sở Tài chính", "83.271", 10, "Tốt"),
    ("Sở Tài nguyên và Môi trường", "83.226", 11, "Tốt"),
    ("Sở Xây dựng", "83.218", 12, "Tốt"),
    ("Sở Khoa học và Công nghệ", "83.038", 13, "Tốt"),
    ("Sở Kế hoạch và Đầu tư", "83.034", 14, "Tốt"),
    ("Ban Dân tộc tỉnh", "80.696", 15, "Tốt"),
    ("Sở Giáo dục và Đào tạo", "79.455", 16, "Khá"),
    ("Sở Lao động - Thương binh và Xã hội", "79.077", 17, "Khá"),
    ("Sở Giao thông Vận tải", "79.027", 18, "Khá"),
    ("Sở Văn hóa và Thể thao", "73.663", 19, "Khá"),
    ("Thanh tra tỉnh", "73.559", 20, "Khá"),
    ("Ban Quản lý Khu Kinh tế, công nghiệp tỉnh", "73.475", 21, "Khá"),
)
"""Departments of Thừa Thiên Huế, 2021: points, rank, tier (snv.thuathienhue.gov.vn).

The cuts 90, 80 and 70 are inferred; no text that states them was found.
"""

DTI_2022 = (
    ("TP. Đà Nẵng", "1 0.9 0.8253 0.8487 0.7578 0.8575 0.7836 0.5197", "0.8002"),
    ("TP. Hồ Chí Minh", "0.8917 0.9 0.8258 0.6267 0.5580 0.8406 0.7611 0.3590", "0.7163"),
    ("Quảng Ninh", "0.9581 0.9 0.7648 0.6250 0.5382 0.8385 0.5904 0.4505", "0.7024"),
    ("Thừa Thiên - Huế", "0.95 0.9 0.6823 0.6794 0.6423 0.8262 0.6787 0.3001", "0.6975"),
    ("TP. Cần Thơ", "0.9 0.8 0.7233 0.7376 0.7226 0.7325 0.7556 0.2947", "0.6924"),
)
DTI_WEIGHTS = (100, 100, 100, 100, 100, 200, 150, 150)
"""DTI 2022, the first five provinces (dti.gov.vn): eight components and the index.

The maxima are those of Quyết định 922/QĐ-BTTTT (2022); a ninth component has the maximum 0.
"""

JUDGED = "max: {most}, rule: {{ kind: judged }}"
LAST_DIGIT = Decimal("0.01")


class Chain:
    """Scores units whose points are proposed, through forms, in one block."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def run(self, criteria: str, units: Mapping[str, Answers]) -> Evaluation:
        """Send a form a unit, named as it is, and evaluate the round."""
        codes = {f"U{number:02d}": name for number, name in enumerate(units, start=1)}
        write_round(self.path, criteria, codes)
        for code, name in codes.items():
            send(self.path, f"{code}.xlsx", filled(self.path, code, units[name]))
        evaluation = scored(self.path)
        assert not [f.code for f in evaluation.findings if f.code not in {"SUB039"}]
        return evaluation

    def judged(
        self,
        parts: Sequence[str],
        units: Mapping[str, Sequence[str]],
        result: str = "{}",
        bands: str = "[]",
    ) -> dict[str, UnitResult]:
        """Score units by the points of their parts, an area a part; return them by name."""
        areas = [(most, [JUDGED.format(most=most)]) for most in parts]
        total = str(sum((Decimal(most) for most in parts), Decimal(0)))
        answers: dict[str, Answers] = {
            name: {(f"{n}.1", CLAIM): float(p) for n, p in enumerate(points, start=1)}
            for name, points in units.items()
        }
        text = criteria_text(areas, total, result, bands)
        return {unit.name: unit for unit in only_block(self.run(text, answers)).units}


@pytest.fixture
def chain(tmp_path: Path) -> Chain:
    return Chain(tmp_path / "round")


def score(unit: UnitResult) -> UnitScore:
    assert unit.score is not None
    return unit.score


def area_indices(areas: Sequence[AreaScore]) -> list[str]:
    return [str(area.index) for area in areas]


def test_par_index_2023_of_the_ministries_from_their_parts() -> None:
    """The sample round of the published parts: ranks exact, totals off by 0,01 at most."""
    block = only_block(scored(REPOSITORY / "samples" / "par-index-2023"))
    units = {unit.name: unit for unit in block.units}
    assert len(units) == len(MINISTRIES)
    off = 0
    for rank, name, appraised, survey, total in MINISTRIES:
        found = score(units[name])
        assert [area.points for area in found.areas] == [Fraction(appraised), Fraction(survey)]
        assert abs(found.index - Decimal(total)) <= LAST_DIGIT, name
        off += found.index != Decimal(total)
        assert units[name].rank == rank, name
    assert off == 9, "published totals come from parts that were not rounded"
    view = BlockView(block, "vi")
    assert view.figure(view.summary().mean) == "84,38"
    assert [unit.band.vi for unit in units.values() if unit.band].count("Trên 80%") == 14


def test_par_index_2023_of_the_ministries_from_their_totals(chain: Chain) -> None:
    """The published totals themselves: exact index and rank, mean 84,38, 14 above 80."""
    units = chain.judged(("100",), {name: (total,) for _, name, _, _, total in MINISTRIES})
    for rank, name, _, _, total in MINISTRIES:
        assert (str(score(units[name]).index), units[name].rank) == (total, rank)
    view = BlockView(only_block(scored(chain.path)), "vi")
    assert view.figure(view.summary().mean) == "84,38"
    assert len([u for u in units.values() if score(u).index > 80]) == 14


def test_ties_of_the_ict_index_2017_share_the_better_rank() -> None:
    """Thanh Hóa and Bà Rịa - Vũng Tàu are both 17, Phú Thọ is 19."""
    found = ranks([Decimal(text) for text in ICT_2017.split()])
    assert len(found) == 53
    wanted = list(range(1, 54))
    wanted[17], wanted[32], wanted[40] = 17, 32, 40
    assert found == wanted
    assert found[16:19] == [17, 17, 19]


def test_ties_of_the_ict_index_2017_through_the_chain(chain: Chain) -> None:
    units = chain.judged(
        ("1",), {f"Tỉnh {n}": (ICT_2017.split()[n],) for n in range(15, 20)}, "{ decimals: 1 }"
    )
    assert [units[f"Tỉnh {n}"].rank for n in range(15, 20)] == [1, 2, 2, 4, 5]


def test_departments_of_hue_2021_rank_and_tier(chain: Chain) -> None:
    bands = (
        "[{ label: { vi: Xuất sắc }, from: 90 }, { label: { vi: Tốt }, from: 80 },"
        " { label: { vi: Khá }, from: 70 }, { label: { vi: Trung bình }, from: 0 }]"
    )
    units = chain.judged(
        ("100",), {name: (points,) for name, points, _, _ in HUE_2021}, "{ decimals: 3 }", bands
    )
    for name, points, rank, tier in HUE_2021:
        unit = units[name]
        assert unit.band is not None
        assert (str(score(unit).index), unit.rank, unit.band.vi) == (points, rank, tier)


def test_dti_2022_is_the_weighted_mean_of_its_components(chain: Chain) -> None:
    item = (
        "max: {most}, inputs: {{ x: {{ type: number, min: 0, max: 1, label: {{ vi: Chỉ số }} }} }},"
        " rule: {{ kind: proportional, of: x }}"
    )
    areas = [(str(weight), [item.format(most=weight)]) for weight in DTI_WEIGHTS]
    answers: dict[str, Answers] = {
        name: {(f"{n}.1", "x"): float(x) for n, x in enumerate(components.split(), start=1)}
        for name, components, _ in DTI_2022
    }
    evaluation = chain.run(criteria_text(areas, "1000"), answers)
    units = only_block(evaluation).units
    assert [unit.name for unit in units] == [name for name, _, _ in DTI_2022]
    for unit, (_, components, index) in zip(units, DTI_2022, strict=True):
        exact = exact_sum(
            Fraction(w) * Fraction(x) for w, x in zip(DTI_WEIGHTS, components.split(), strict=True)
        )
        assert score(unit).points == exact
        assert score(unit).index == rounded(exact / 10, 2)
        # components are themselves rounded to 4 decimals: off by half a last digit, and rounding
        assert abs(score(unit).exact_index / 100 - Fraction(index)) <= Fraction(55, 10**6)


def test_ninh_thuan_2022(tmp_path: Path) -> None:
    """54,2 of 61,5 appraised; SIPAS 10, survey 22, economy 6,5 (sonv.ninhthuan.gov.vn, p=31918)."""
    loaded, _ = read_criteria(LIBRARY / "par-index" / "provinces-876-parts.yaml")
    assert loaded is not None
    table = tmp_path / "table.csv"
    table.write_text("code,1,2.1,2.2,2.3\nNinh Thuận,54.2,8.23,18.05,5.31\n", encoding="utf-8")
    with ThreadPoolExecutor(1) as lent:
        [unit] = only_block(evaluate_table(loaded, table, executor=lent)).units
    assert area_indices(score(unit).areas) == ["88.13", "82.05"]
    assert score(unit).areas[1].points == Fraction("31.59")
    # published 85,78: rounded parts add to 85,79
    assert score(unit).index - Decimal("85.78") == LAST_DIGIT


@pytest.mark.parametrize(
    ("rounding", "index"), [("half_up", "95.44"), ("half_even", "95.44"), ("down", "95.43")]
)
def test_thanh_pho_yen_bai_2021_is_a_half_rounded_up(
    chain: Chain, rounding: str, index: str
) -> None:
    """62,88 + 24,42 + 8,135 = 95,435, published 95,44 (thanhphoyenbai.yenbai.gov.vn)."""
    units = chain.judged(
        ("65", "25", "10"),
        {"TP Yên Bái": ("62.88", "24.42", "8.135")},
        f"{{ rounding: {rounding} }}",
    )
    found = score(units["TP Yên Bái"])
    assert (found.points, str(found.index)) == (Fraction("95.435"), index)


@pytest.mark.parametrize(
    ("name", "maxima", "points", "total"),
    [
        # baolangson.vn/xa-hoi/218859; the maxima are made up, but for their sum
        ("Lạng Sơn 2018", ("60", "10", "23.5", "6.5"), ("47.75", "9.15", "16.85", "3.5"), "77.25"),
        # namson.kienan.haiphong.gov.vn …-90358.html
        ("Phường Nam Sơn 2021", ("60", "40"), ("43.26", "39.95"), "83.21"),
    ],
)
def test_totals_that_are_the_sum_of_their_parts(
    chain: Chain, name: str, maxima: Sequence[str], points: Sequence[str], total: str
) -> None:
    found = score(chain.judged(maxima, {name: points})[name])
    assert str(found.index) == total
    assert found.points == Fraction(total)


@pytest.mark.parametrize(("rounding", "departments"), [("down", "89.45"), ("half_up", "89.46")])
def test_nam_dinh_2020_is_in_percent_of_the_appraised_maximum(
    chain: Chain, rounding: str, departments: str
) -> None:
    """61,46 of 70 → 87,80; 62,62 of 70 was published as 89,45 (sonoivu.namdinh.gov.vn …-1737)."""
    units = chain.judged(
        ("70",),
        {"Khối huyện": ("61.46",), "Khối sở": ("62.62",)},
        f"{{ rounding: {rounding} }}",
    )
    assert str(score(units["Khối huyện"]).index) == "87.80"
    assert str(score(units["Khối sở"]).index) == departments


@pytest.mark.parametrize(
    ("rounding", "index"), [("down", "50.77"), ("half_up", "50.78"), ("half_even", "50.78")]
)
def test_papi_of_ba_ria_vung_tau_2021_was_cut_off(chain: Chain, rounding: str, index: str) -> None:
    """40,62 of 80 is 50,775; published 50,77 (baobariavungtau.com.vn …955613)."""
    units = chain.judged(("80",), {"BR-VT": ("40.62",)}, f"{{ rounding: {rounding} }}")
    assert score(units["BR-VT"]).exact_index == Fraction("50.775")
    assert str(score(units["BR-VT"]).index) == index


def test_communes_of_hue_2021_by_tier() -> None:
    """9, 62, 41 and 24 of 136 (snv.thuathienhue.gov.vn, tc=12377); the shares add to 100,01."""
    found = percents((9, 62, 41, 24))
    assert [str(share) for share in found] == ["6.62", "45.59", "30.15", "17.65"]
    assert sum(found) == Decimal("100.01")
