"""The sets of published indices come to the figures their publishers printed.

Where nothing was printed that can be recomputed, made-up units come to fractions worked by hand.
"""

from collections import Counter
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from parindex.sources.criteria import read_criteria
from tests.criteria.made_tables import band, exact_index, index, listed, load, scored
from tests.library import LIBRARY

PAPI = LIBRARY / "papi" / "papi-2021.yaml"


def test_pci_2016(tmp_path: Path) -> None:
    """Three provinces, sub-indices at 2 decimals (PCI 2016, VCCI): so within 0.02 of the total."""
    units = scored(
        LIBRARY / "pci" / "pci-2016.yaml",
        tmp_path,
        "Mã,1,2,3,4,5,6,7,8,9,10",
        "Đồng Tháp,8.98,6.57,6.92,8.69,6.86,6.62,6.26,5.49,5.66,6.77",
        "Quảng Ninh,9.28,6.07,6.84,6.86,6.38,5.00,5.70,6.26,6.94,5.40",
        "Đà Nẵng,9.22,6.29,7.22,7.74,6.51,5.45,7.06,5.99,7.98,6.47",
    )
    published = {"Đà Nẵng": "70.00", "Quảng Ninh": "65.60", "Đồng Tháp": "64.96"}
    assert [units[name].rank for name in published] == [1, 2, 3]
    for name, total in published.items():
        assert abs(index(units[name]) - Decimal(total)) <= Decimal("0.02")


def test_pci_2013_policy_bias(tmp_path: Path) -> None:
    """Hà Nội between the least and the greatest of 63 provinces has 4.353018 (PCI 2013, VCCI)."""
    criteria = load(LIBRARY / "pci" / "pci-2013-policy-bias.yaml").criteria
    units = scored(
        LIBRARY / "pci" / "pci-2013-policy-bias.yaml",
        tmp_path,
        ",".join(["code", *(item.code for item in criteria.items)]),
        "HN,0.3514644,0.3493151,0.3630137,0.1986301,0.2123288,0.369863,0.425,0.36,0.1622517,"
        "0.1225166,0.102649,0.1556291,0.9745223,0.4705882",
        "least,0.1826087,0.1304348,0.1304348,0.0588235,0.057971,0.1304348,0.1153846,0.1780822,"
        "0.0470588,0.0285714,0.0365854,0.0617284,0.75,0.1756757",
        "greatest,0.4285714,0.5111111,0.4791667,0.3541667,0.4520548,0.5625,0.4925373,0.462963,"
        "0.2666667,0.2481203,0.2206897,0.2689655,1,0.6091954",
    )
    found = units["HN"].score
    assert found is not None
    assert abs(found.exact_index - Fraction("4.353018")) < Fraction(2, 10**6)
    assert [index(units[code]) for code in ("least", "greatest")] == [
        Decimal("10.00"),
        Decimal("1.00"),
    ]


def test_dti_2022(tmp_path: Path) -> None:
    """Published in 4 decimals; the smart city was not counted (Bộ TT&TT, DTI 2022)."""
    names = (
        "nhan_thuc_so the_che_so ha_tang_so nhan_luc_so attt do_thi_thong_minh "
        "chinh_quyen_so kinh_te_so xa_hoi_so"
    )
    units = scored(
        LIBRARY / "dti" / "dti-2022.yaml",
        tmp_path,
        ",".join(["Mã", *names.split()]),
        "TP. Đà Nẵng,1.0000,0.9000,0.8253,0.8487,0.7578,,0.8575,0.7836,0.5197",
        "TP. Hồ Chí Minh,0.8917,0.9000,0.8258,0.6267,0.5580,,0.8406,0.7611,0.3590",
        "Quảng Ninh,0.9581,0.9000,0.7648,0.6250,0.5382,,0.8385,0.5904,0.4505",
        "Thừa Thiên - Huế,0.9500,0.9000,0.6823,0.6794,0.6423,,0.8262,0.6787,0.3001",
        "TP. Cần Thơ,0.9000,0.8000,0.7233,0.7376,0.7226,,0.7325,0.7556,0.2947",
    )
    published = ["0.8002", "0.7163", "0.7024", "0.6975", "0.6924"]
    for unit, figure in zip(units.values(), published, strict=True):
        assert abs(index(unit) - Decimal(figure)) <= Decimal("0.0001")
    assert str(index(units["TP. Đà Nẵng"])) == "0.8002"
    assert [unit.rank for unit in units.values()] == [1, 2, 3, 4, 5]


PAPI_TABLE = (
    "code,1,2,3,4,5,6,7,8",
    "North,5.5,5.25,4.5,6.75,7.25,8,3.5,3.05",  # 43.8
    "South,5,5,5,5,5,5,5,5.62",  # 40.62, the total of Bà Rịa - Vũng Tàu in 2021
    "East,5,5,5,5,5,5,,5.62",
)


def test_papi_2021(tmp_path: Path) -> None:
    """A sum on 80; a made-up province without a dimension is listed, not ranked."""
    units = listed(load(PAPI), tmp_path, *PAPI_TABLE)
    assert [str(index(units[code])) for code in ("North", "South")] == ["43.80", "40.62"]
    assert [units[code].rank for code in ("North", "South", "East")] == [1, 2, None]
    assert units["East"].status == "not_scored"


def test_papi_groups_are_quarters_of_the_provinces_that_have_a_rank(tmp_path: Path) -> None:
    """63 made-up provinces and two without figures: 16, 16, 15, 16, as published for 2019."""
    lines = [f"P{n},5,5,5,5,5,5,5,5.{n:02}" for n in range(63)]
    blank = ["A,5,5,5,5,5,5,5,", "B,,,,,,,,"]
    units = listed(load(PAPI), tmp_path, PAPI_TABLE[0], *lines, *blank)
    groups = Counter(band(unit) for unit in units.values() if unit.rank)
    assert list(groups.items()) == [
        ("Highest", 16),
        ("High average", 16),
        ("Low average", 15),
        ("Lowest", 16),
    ]
    assert {unit.code for unit in units.values() if unit.band is None} == {"A", "B"}


@pytest.mark.parametrize(
    ("rounding", "percent"), [("down", "50.77"), ("half_up", "50.78"), ("half_even", "50.78")]
)
def test_papi_2021_as_a_percentage(tmp_path: Path, rounding: str, percent: str) -> None:
    """40.62 of 80 was printed as 50.77% (baobariavungtau.com.vn, 7/2022): cut off, not rounded."""
    own = tmp_path / "percent.yaml"
    own.write_text(
        f"parindex: 1\nextends: {PAPI.as_posix()}\nid: papi-phan-tram\n"
        f"result: {{ out_of: 100, decimals: 2, rounding: {rounding} }}\n",
        encoding="utf-8",
    )
    criteria, findings = read_criteria(own)
    assert findings == []
    assert criteria is not None
    south = listed(criteria, tmp_path, *PAPI_TABLE)["South"]
    assert exact_index(south) == Fraction("50.775")
    assert str(index(south)) == percent


def test_decision_766(tmp_path: Path) -> None:
    """Ho Chi Minh City, week 47 of 2025 (nld.com.vn, 26/11/2025), and three made-up offices."""
    units = scored(
        LIBRARY / "decision-766" / "decision-766-2025.yaml",
        tmp_path,
        "code,1,2.on_time,3,4,5.1,5.2,5.3",
        "City,15.41,0.9395,16.92,16.1,0.9998,0.99,0.9393",
        "Full,18,1,22,22,1,1,0.9",
        "Edge,18,1,22,19.79,0.5,0.5,0.63",  # 79.79 + 3 + 3 + 6 * 0.63 / 0.9 = 89.99
        "Weak,9,0.5,11,10.99,0.5,0.5,0.45",  # 9 + 10 + 11 + 10.99 + 3 + 3 + 3 = 49.99
    )
    satisfaction = Fraction("17.9388")  # 6 * 0.9998 + 6 * 0.99 + 6, printed as 17.94
    assert exact_index(units["City"]) == Fraction("67.22") + satisfaction
    assert {code: str(index(unit)) for code, unit in units.items()} == {
        "Full": "100.00",
        "Edge": "89.99",
        "City": "85.16",
        "Weak": "49.99",
    }
    assert {code: band(unit) for code, unit in units.items()} == {
        "Full": "Excellent",
        "Edge": "Good, fair or average",
        "City": "Good, fair or average",
        "Weak": "Weak",
    }


def test_sipas_2021(tmp_path: Path) -> None:
    """Two made-up provinces: each factor is the mean of the shares of both groups."""
    answers = ("satisfied", "fair", "dissatisfied", "unsure")
    kinds = [f"{group}_{answer}" for group in ("people", "bodies") for answer in answers]
    header = [f"{factor}.{kind}" for factor in range(1, 6) for kind in kinds]
    first = "2,1,0,9,1,1,0,0"  # (2/3 + 1/2) / 2 = 7/12
    others = "3,1,0,0,9,0,1,5"  # (3/4 + 9/10) / 2 = 33/40
    units = scored(
        LIBRARY / "sipas" / "sipas-2021.yaml",
        tmp_path,
        ",".join(["code", *header]),
        ",".join(["North", first, *[others] * 4]),
        ",".join(["South", *[others] * 5]),
    )
    assert exact_index(units["North"]) == 100 * (Fraction(7, 12) + 4 * Fraction(33, 40)) / 5
    assert {code: str(index(unit)) for code, unit in units.items()} == {
        "South": "82.50",
        "North": "77.67",
    }


def test_ddci_2021(tmp_path: Path) -> None:
    """Three made-up departments; the worst of an indicator has 1 point, the best 10."""
    units = scored(
        LIBRARY / "ddci" / "ddci-2021.yaml",
        tmp_path,
        "code,1.1,1.2,2.1,2.2,3.1,3.2,4.1,4.2,5.1,5.2",
        "Best,0.9,100,0.9,100,0.1,100,0.9,100,0.1,0",
        "Midway,0.6,80,0.8,70,0.2,90,0.7,80,0.3,1",
        "Worst,0.5,60,0.5,60,0.5,80,0.6,70,0.4,4",
    )
    # each 1 + 9 * share of the way from the worst to the best
    shares = ("1/4", "1/2", "3/4", "1/4", "3/4", "1/2", "1/3", "1/3", "1/3", "3/4")
    midway = sum((1 + 9 * Fraction(share) for share in shares), Fraction()) / 10
    assert {code: exact_index(unit) for code, unit in units.items()} == {
        "Best": 10,
        "Midway": midway,
        "Worst": 1,
    }
    assert str(index(units["Midway"])) == "5.28"
