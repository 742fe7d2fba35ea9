"""Larger published tables, read from the folder named by PARINDEX_ORACLES, recomputed."""

import csv
import os
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from parindex.evaluation.standing import unit_score
from parindex.model.criteria import Adjustments, Band, CriteriaSet
from parindex.model.number import exact, exact_sum
from parindex.model.result import ItemScores
from parindex.model.rule import Outcome
from parindex.model.text import LocalText
from parindex.scoring.index import Sum, total
from parindex.scoring.ranking import band, ranks
from parindex.scoring.rules.proportional import Proportional
from parindex.sources.criteria import parse_criteria
from tests.evaluation.made_rounds import criteria_text

FOLDER = os.environ.get("PARINDEX_ORACLES")
pytestmark = pytest.mark.skipif(
    not FOLDER, reason="PARINDEX_ORACLES does not name the folder of published tables"
)

Row = dict[str, str]

PCI_COMPONENTS = "entry land transparency time informal bias proactivity support labor legal"
PCI_WEIGHTS = [Fraction(w) for w in ("1/2", "1/2", "2", "1/2", "1", "1/2", "1/2", "2", "2", "1/2")]


def table(name: str) -> list[Row]:
    with (Path(FOLDER or "") / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def whole(text: str) -> Fraction:
    return exact(Decimal(text)) if text.strip() else Fraction(0)


@pytest.mark.parametrize("year", [2013, 2014, 2015, 2016])
def test_pci_is_the_weighted_sum_of_its_sub_indices(year: int) -> None:
    rows = table(f"pci_vietnam/pci_{year}.csv")
    assert len(rows) == 63
    found = []
    for row in rows:
        sums = [
            Sum(weight * exact(Decimal(row[name])), weight * 10)
            for name, weight in zip(PCI_COMPONENTS.split(), PCI_WEIGHTS, strict=True)
        ]
        whole_index = total(sums, Adjustments())
        assert whole_index is not None
        assert whole_index.max_points == 100
        found.append(whole_index.index)
        assert abs(whole_index.index - exact(Decimal(row["pci_weighted"]))) <= Fraction(8, 10**6)
    assert ranks(found) == [int(row["rank"]) for row in rows]


def test_pci_2013_policy_bias_by_minimum_and_maximum() -> None:
    """Less is better: 1 at the greatest value, 10 at the least, in proportion between."""
    rows = table("pci_vietnam/pci2013_policy_bias_minmax.csv")
    assert len(rows) == 63
    weights = [Fraction(34, 600)] * 6 + [Fraction(33, 600)] * 6 + [Fraction(33, 200)] * 2
    columns = [[exact(Decimal(row[f"ind{n}"])) for row in rows] for n in range(1, 15)]
    for place, row in enumerate(rows):
        parts = []
        for weight, column in zip(weights, columns, strict=True):
            rule = Proportional.model_validate(
                {"kind": "proportional", "of": "x", "zero_at": max(column), "full_at": min(column)}
            )
            points = rule.points_of(column[place], {}, Fraction(9)).points
            parts.append(weight * (1 + points))
        assert abs(exact_sum(parts) - exact(Decimal(row["subindex_published"]))) < Fraction(
            11, 10**7
        )


def test_ict_index_2017() -> None:
    rows = table("vietnam_pages/ict_index_2017.csv")
    assert len(rows) == 53
    assert ranks([Decimal(row["score"]) for row in rows]) == [int(row["rank"]) for row in rows]


def test_doing_business_2020_ranks_on_the_unrounded_mean() -> None:
    rows = [row for row in table("doing_business/db2020.csv") if row["Ease of doing business rank"]]
    topics = [column for column in rows[0] if column.startswith("Score-")]
    assert (len(rows), len(topics)) == (190, 10)
    found = []
    for row in rows:
        sums = [Sum(exact(float(row[topic])), Fraction(100)) for topic in topics]
        mean = total(sums, Adjustments())
        assert mean is not None
        published = exact(float(row["Ease of doing business score (DB17-20 methodology)"]))
        assert abs(mean.index - published) <= Fraction(7, 10**6), row["Economy"]
        found.append(mean.index)
    wanted = [int(float(row["Ease of doing business rank"])) for row in rows]
    assert ranks(found) == wanted


QUESTIONS = {
    "PR": ("A1 A2 A3", "B1 B2 B3 B4", "C1 C2 C3"),
    "CL": ("D1 D2 D3 D4", "E1 E2 E3", "F1 F2 F3 F4", "G1 G2 G3 G4"),
}


def bands(cuts: Sequence[int]) -> list[Band]:
    """Return the ratings 1 to 7 as bands, each from the points it begins at."""
    return [
        Band.model_validate({"label": LocalText(vi=str(rating)), "from": Decimal(cut)})
        for rating, cut in enumerate(cuts, start=1)
    ]


RATINGS = {
    "PR": bands((36, 30, 24, 18, 12, 6, -1000)),
    "CL": bands((53, 44, 35, 26, 17, 8, -1000)),
}


def freedom_set(part: str) -> CriteriaSet:
    """Return 0 to 4 points a question, as a criteria set, with room for a bonus and a penalty."""
    areas = [
        (
            str(4 * len(area.split())),
            ["max: 4, rule: { kind: judged, step: 1 }"] * len(area.split()),
        )
        for area in QUESTIONS[part]
    ]
    most = str(sum(int(area[0]) for area in areas))
    text = criteria_text(areas, most).replace(
        "areas:", "adjustments: { bonus: { max: 4 }, penalty: { max: 4 } }\nareas:", 1
    )
    criteria, findings = parse_criteria(text)
    assert criteria is not None, findings
    return criteria


def test_freedom_in_the_world_adds_up_and_is_rated() -> None:
    """Points, bonus, penalty and bands of 2,515 published assessments, each figure exact."""
    sets = {part: freedom_set(part) for part in QUESTIONS}
    rows = table("freedom_world/fiw_2013_2024.csv")
    assert len(rows) == 2515
    below_zero = 0
    for row in rows:
        ratings = []
        for part, areas in QUESTIONS.items():
            points = tuple(whole(row[code]) for area in areas for code in area.split())
            items = ItemScores(
                points=points,
                max_points=(Fraction(4),) * len(points),
                outcomes=(Outcome.SCORED,) * len(points),
                self_points=(None,) * len(points),
                cells=("",) * len(points),
            )
            bonus, penalty = Fraction(0), Fraction(0)
            if part == "PR":
                bonus, penalty = whole(row["Add A"]), whole(row["Add Q"])
            found = unit_score(sets[part], items, bonus, penalty)
            assert found is not None
            for area, letters in zip(found.areas, areas, strict=True):
                assert area.points == whole(row[letters[0]]), row
            wanted = whole(row[part])
            below_zero += wanted < 0
            assert found.points == max(wanted, Fraction(0)), row
            rating = band(wanted, RATINGS[part])
            assert rating is not None
            assert int(rating.label.vi) == whole(row[f"{part} rating"]), row
            ratings.append(int(rating.label.vi))
        mean = Fraction(sum(ratings), 2)
        status = "F" if mean <= Fraction(5, 2) else "PF" if mean <= 5 else "NF"
        assert status == row["Status"], row
    assert below_zero == 69, "parindex never goes under zero; these published totals do"
