"""Larger published tables, read from the folder named by PARINDEX_ORACLES, computed by the sets.

Each table is written anew under the headings a set asks for and scored as ``parindex score
--table`` does; what comes out is compared with what was published.
"""

import csv
import os
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from unicodedata import normalize

import pytest
from openpyxl import Workbook

from parindex.evaluation.rounds import Evaluation
from parindex.evaluation.tables import evaluate_table
from parindex.model.number import exact
from parindex.model.result import UnitResult
from parindex.scoring.ranking import ranks
from parindex.sources.criteria import CriteriaFile, read_criteria
from tests.evaluation.made_rounds import only_block
from tests.library import LIBRARY

FOLDER = os.environ.get("PARINDEX_ORACLES")
pytestmark = pytest.mark.skipif(
    not FOLDER, reason="PARINDEX_ORACLES does not name the folder of published tables"
)
SETS = LIBRARY.parent / "docs" / "examples"

Row = dict[str, str]


def table(name: str) -> list[Row]:
    with (Path(FOLDER or "") / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def criteria_file(path: Path) -> CriteriaFile:
    loaded, findings = read_criteria(path)
    assert loaded is not None, [(f.code, str(f.place)) for f in findings]
    assert not findings
    return loaded


def written_csv(path: Path, lines: Sequence[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(lines)


def written_workbook(path: Path, lines: Sequence[Sequence[str]]) -> None:
    """Write figures as the binary numbers a spreadsheet holds."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(lines[0]))
    for code, *figures in lines[1:]:
        sheet.append([code, *map(float, figures)])
    book.save(path)


def scored(
    criteria: Path,
    tmp_path: Path,
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    name: str = "table.csv",
) -> tuple[Evaluation, dict[str, UnitResult]]:
    """Write a table, score it, and return the units by code; all must be ranked."""
    path = tmp_path / name
    write = written_csv if path.suffix == ".csv" else written_workbook
    write(path, [["code", *columns], *rows])
    with ThreadPoolExecutor(1) as lent:
        evaluation = evaluate_table(criteria_file(criteria), path, executor=lent)
    units = {unit.code: unit for unit in only_block(evaluation).units}
    unranked = [unit for unit in units.values() if unit.status != "ranked"]
    assert not unranked, [(f.code, str(f.place), f.values) for f in evaluation.findings][:5]
    return evaluation, units


def exact_index(unit: UnitResult) -> Fraction:
    assert unit.score is not None
    return unit.score.exact_index


def furthest(units: Mapping[str, UnitResult], published: Mapping[str, str]) -> Fraction:
    """Return how far the index furthest from its published figure is."""
    assert units.keys() == published.keys()
    return max(abs(exact_index(u) - exact(Decimal(published[code]))) for code, u in units.items())


# --- Vietnam: PCI and DTI

PCI_COMPONENTS = "entry land transparency time informal bias proactivity support labor legal"


@pytest.mark.parametrize("year", [2013, 2014, 2015, 2016])
def test_pci_is_the_weighted_mean_of_its_sub_indices(year: int, tmp_path: Path) -> None:
    rows = table(f"pci_vietnam/pci_{year}.csv")
    evaluation, units = scored(
        LIBRARY / "pci" / "pci-2016.yaml",
        tmp_path,
        [str(number) for number in range(1, 11)],
        [[row["province"], *(row[name] for name in PCI_COMPONENTS.split())] for row in rows],
    )
    assert not evaluation.findings
    assert len(units) == 63
    published = {row["province"]: row["pci_weighted"] for row in rows}
    assert furthest(units, published) <= Fraction(8, 10**6)
    assert {code: unit.rank for code, unit in units.items()} == {
        row["province"]: int(row["rank"]) for row in rows
    }
    tiers = {code: unit.band.vi for code, unit in units.items() if unit.band}
    assert tiers == {row["province"]: normalize("NFC", row["tier"]) for row in rows}


def test_pci_2013_policy_bias_by_minimum_and_maximum(tmp_path: Path) -> None:
    """Less is better: 1 at the greatest value, 10 at the least, in proportion between."""
    rows = table("pci_vietnam/pci2013_policy_bias_minmax.csv")
    criteria = criteria_file(LIBRARY / "pci" / "pci-2013-policy-bias.yaml").criteria
    evaluation, units = scored(
        LIBRARY / "pci" / "pci-2013-policy-bias.yaml",
        tmp_path,
        [item.code for item in criteria.items],
        [[row["province"], *(row[f"ind{n}"] for n in range(1, 15))] for row in rows],
    )
    assert not evaluation.findings
    assert len(units) == 63
    published = {row["province"]: row["subindex_published"] for row in rows}
    assert furthest(units, published) <= Fraction(103, 10**8)


DTI_COMPONENTS = "nhan_thuc_so the_che_so ha_tang_so nhan_luc_so attt do_thi_thong_minh \
    chinh_quyen_so kinh_te_so xa_hoi_so"


def test_dti_2022_with_a_component_of_weight_0_that_is_blank(tmp_path: Path) -> None:
    rows = table("vietnam_pages/dti_2022_top5.csv")
    weights = {r["component"]: r["max_points"] for r in table("vietnam_pages/dti_2022_weights.csv")}
    criteria = criteria_file(LIBRARY / "dti" / "dti-2022.yaml").criteria
    named = dict(zip(DTI_COMPONENTS.split(), criteria.areas, strict=True))
    assert {name: str(area.weight) for name, area in named.items()} == weights
    evaluation, units = scored(
        LIBRARY / "dti" / "dti-2022.yaml",
        tmp_path,
        DTI_COMPONENTS.split(),
        [[r["province"], *(r.get(name, "") for name in DTI_COMPONENTS.split())] for r in rows],
    )
    assert [f.code for f in evaluation.findings] == ["SCO008"] * 5
    published = {row["province"]: row["pdti"] for row in rows}
    assert furthest(units, published) <= Fraction(55, 10**6)
    assert [units[row["province"]].rank for row in rows] == [int(row["rank"]) for row in rows]


# --- the world


def test_doing_business_2020_ranks_on_the_unrounded_mean(tmp_path: Path) -> None:
    rows = [row for row in table("doing_business/db2020.csv") if row["Ease of doing business rank"]]
    topics = [column for column in rows[0] if column.startswith("Score-")]
    assert (len(rows), len(topics)) == (190, 10)
    evaluation, units = scored(
        SETS / "doing-business-2020.yaml",
        tmp_path,
        [str(number) for number in range(1, 11)],
        [[row["Country code"], *(row[topic] for topic in topics)] for row in rows],
        "table.xlsx",  # the file writes 100 as 100.00000000000001
    )
    assert not evaluation.findings
    score = "Ease of doing business score (DB17-20 methodology)"
    assert furthest(units, {row["Country code"]: row[score] for row in rows}) <= Fraction(7, 10**6)
    assert {code: unit.rank for code, unit in units.items()} == {
        row["Country code"]: int(float(row["Ease of doing business rank"])) for row in rows
    }


FREEDOM = {
    "PR": ("freedom-political-rights.yaml", "A1 A2 A3 B1 B2 B3 B4 C1 C2 C3"),
    "CL": ("freedom-civil-liberties.yaml", "D1 D2 D3 D4 E1 E2 E3 F1 F2 F3 F4 G1 G2 G3 G4"),
}


def whole(text: str) -> Fraction:
    return exact(Decimal(text)) if text.strip() else Fraction(0)


def freedom_code(row: Row) -> str:
    return f"{row['Country/Territory']} {row['C/T']} {row['Edition']}"


def freedom_units(part: str, rows: Sequence[Row], tmp_path: Path) -> dict[str, UnitResult]:
    """Return all assessments of one part; questions without a figure are checked not to be."""
    name, questions = FREEDOM[part]
    columns = [f"{question[0]}.{question[1]}" for question in questions.split()]
    extra = {"bonus": "Add A", "penalty": "Add Q"} if part == "PR" else {}
    _, units = scored(
        SETS / name,
        tmp_path,
        [*columns, *extra],
        [
            [freedom_code(row), *(row[q] for q in (*questions.split(), *extra.values()))]
            for row in rows
        ],
    )
    return units


def test_freedom_in_the_world_adds_up_and_is_rated(tmp_path: Path) -> None:
    """Points, bonus, penalty and bands of 2,515 published assessments, each figure exact."""
    rows = table("freedom_world/fiw_2013_2024.csv")
    assert len(rows) == 2515
    assert len({freedom_code(row) for row in rows}) == 2515
    units = {part: freedom_units(part, rows, tmp_path) for part in FREEDOM}
    below_zero = 0
    for row in rows:
        ratings = []
        for part, found in units.items():
            unit = found[freedom_code(row)]
            assert unit.score is not None
            assert unit.band is not None
            letters = dict.fromkeys(question[0] for question in FREEDOM[part][1].split())
            for area, letter in zip(unit.score.areas, letters, strict=True):
                assert area.points == whole(row[letter]), row
            wanted = whole(row[part])
            below_zero += wanted < 0
            uncut = unit.score.points if unit.score.uncut is None else unit.score.uncut
            assert uncut == wanted, row
            assert unit.score.points == max(wanted, Fraction(0)), row
            rating = int((unit.band.en or "").removeprefix("Rating "))
            assert rating == whole(row[f"{part} rating"]), row
            ratings.append(rating)
        mean = Fraction(sum(ratings), 2)
        status = "F" if mean <= Fraction(5, 2) else "PF" if mean <= 5 else "NF"
        assert status == row["Status"], row
    assert below_zero == 69, "parindex never goes under zero; these published totals do"


def test_ict_index_2017() -> None:
    rows = table("vietnam_pages/ict_index_2017.csv")
    assert len(rows) == 53
    assert ranks([Decimal(row["score"]) for row in rows]) == [int(row["rank"]) for row in rows]


# --- COINr's example: 49 indicators of 51 countries, three levels of weighted means


def asem_set(tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """Write the set its structure, weights and directions state; return codes by ASEM's names."""
    weight = {row["Code"]: row["Weight"] for row in table("coinr_asem/weights.csv")}
    direction = {
        row["IndCode"]: Decimal(row["Direction"]) for row in table("coinr_asem/meta_indicators.csv")
    }
    tree: dict[str, dict[str, list[str]]] = {}
    for row in table("coinr_asem/structure.csv"):
        tree.setdefault(row["Agg2"], {}).setdefault(row["Agg1"], []).append(row["IndCode"])
    codes: dict[str, str] = {}
    lines = [
        "parindex: 1",
        "id: asem",
        "year: 2018",
        "level: other",
        "status: adapted",
        "title: { vi: 'ASEM' }",
        "total: 100",
        "aggregate: weighted_mean",
        "missing: strict",
        "areas:",
    ]

    def node(code: str, name: str, deep: int, keys: str) -> None:
        codes[name] = code
        pad = " " * deep
        lines.append(f"{pad}- code: '{code}'")
        lines.append(f"{pad}  name: {{ vi: '{name}' }}")
        lines.append(f"{pad}  max: 100")
        lines.append(f"{pad}  weight: {weight[name]}")
        lines.append(f"{pad}  {keys}")

    group = "aggregate: weighted_mean"
    for one, (top, middles) in enumerate(tree.items(), start=1):
        node(f"{one}", top, 2, group)
        lines.append("    criteria:")
        for two, (middle, leaves) in enumerate(middles.items(), start=1):
            node(f"{one}.{two}", middle, 6, group)
            lines.append("        criteria:")
            for three, leaf in enumerate(leaves, start=1):
                better = "lower" if direction[leaf] < 0 else "higher"
                field = "inputs: { x: { type: number, label: { vi: x } } }"
                node(f"{one}.{two}.{three}", leaf, 10, field)
                lines.append(
                    "            rule: "
                    f"{{ kind: cohort, of: x, better: {better}, when_zero: full }}"
                )
    path = tmp_path / "asem.yaml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path, codes


def test_coinr_asem_from_treated_data_to_ranks(tmp_path: Path) -> None:
    criteria, codes = asem_set(tmp_path)
    treated = table("coinr_asem/coin_treated.csv")
    leaves = [row["IndCode"] for row in table("coinr_asem/structure.csv")]
    assert (len(treated), len(leaves)) == (51, 49)
    _, units = scored(
        criteria,
        tmp_path,
        [codes[leaf] for leaf in leaves],
        [[row["UnitCode"], *(row[leaf] for leaf in leaves)] for row in treated],
    )
    items = [item.code for item in criteria_file(criteria).criteria.items]
    normalised = {row["UnitCode"]: row for row in table("coinr_asem/coin_normalised.csv")}
    aggregated = {row["UnitCode"]: row for row in table("coinr_asem/coin_aggregated.csv")}
    scores = {row["UnitCode"]: row for row in table("coinr_asem/published_scores.csv")}
    published_ranks = {row["UnitCode"]: row for row in table("coinr_asem/published_ranks.csv")}
    for code, unit in units.items():
        assert unit.score is not None
        points = dict(zip(items, unit.score.items.points, strict=True))
        for leaf in leaves:
            wanted = exact(Decimal(normalised[code][leaf]))
            assert abs(points[codes[leaf]] - wanted) <= Fraction(2, 10**13), (code, leaf)
        for area, name in zip(unit.score.areas, ("Conn", "Sust"), strict=True):
            wanted = exact(Decimal(aggregated[code][name]))
            assert abs(area.points - wanted) <= Fraction(1, 10**13), (code, name)
            assert area.index == Decimal(scores[code][name]).quantize(Decimal("0.01"))
        wanted = exact(Decimal(aggregated[code]["Index"]))
        assert abs(unit.score.exact_index - wanted) <= Fraction(1, 10**13)
        assert unit.score.index == Decimal(scores[code]["Index"]).quantize(Decimal("0.01"))
        assert unit.rank == int(published_ranks[code]["Index"])
