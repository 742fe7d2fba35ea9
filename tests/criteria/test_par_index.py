"""The sets of the PAR Index: what sources state of their structure is in them, and samples run."""

import csv
import importlib
import shutil
from collections import Counter
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from parindex.evaluation.files import assess_file
from parindex.evaluation.plan import make_plan
from parindex.evaluation.rounds import Evaluation
from parindex.forms.layout import Column
from parindex.forms.rows import rows_of
from parindex.model.criteria import CriteriaSet, Criterion
from parindex.reports.annual.survey import survey_parts
from parindex.reports.view import BlockView
from parindex.scoring.rules import RULE_KINDS
from parindex.sources.criteria import read_criteria
from tests.evaluation.made_rounds import REPOSITORY, opened, scored, unit_of
from tests.library import LIBRARY

FOLDER = LIBRARY / "par-index"
ROUND = REPOSITORY / "samples" / "par-index-2024"
MINISTRY_AREAS = ((7, 6), (9, 15), (6, 19), (4, 14), (6, 16), (3, 13), (3, 14))
"""Criteria and components by area (876/QĐ-BNV as tintuc.thuvienphapluat.com, 43855, tells it)."""
PROVINCE_MAXIMA = dict(zip("3458", map(Fraction, ("13", "10.5", "15", "16.5")), strict=True))
"""The maxima of the 2024 round that thongtindoingoai.sonla.gov.vn states."""
UNITS = ("T01", "T03", "B05")


def load(name: str) -> CriteriaSet:
    file, findings = read_criteria(FOLDER / name)
    assert file is not None
    assert not findings, [(f.code, str(f.place)) for f in findings]
    return file.criteria


@pytest.fixture(scope="module")
def provinces() -> CriteriaSet:
    return load("provinces-2024.yaml")


@pytest.fixture(scope="module")
def ministries() -> CriteriaSet:
    return load("ministries-876.yaml")


def counts(area: Criterion) -> tuple[int, int]:
    """Return how many criteria an area has, and how many components they have."""
    return len(area.criteria), sum(len(criterion.criteria) for criterion in area.criteria)


def by_source(criteria: CriteriaSet) -> dict[str, Fraction]:
    """Return the points that the unit declares, that are surveyed and that tables give."""
    found: dict[str, Fraction] = {}
    for item in criteria.items:
        found[item.scored_by] = found.get(item.scored_by, Fraction(0)) + item.max_points
    return found


def test_provinces_have_the_structure_that_is_sourced(provinces: CriteriaSet) -> None:
    assert len(provinces.areas) == 8
    assert tuple(map(sum, zip(*map(counts, provinces.areas), strict=True))) == (37, 88)
    maxima = {area.code: area.max_points for area in provinces.areas}
    assert {code: maxima.pop(code) for code in PROVINCE_MAXIMA} == PROVINCE_MAXIMA
    assert sum(maxima.values()) == 45
    appraised = Fraction("61.5")
    assert by_source(provinces) == {"unit": appraised, "survey": 22, "table": Fraction("16.5")}
    sipas, economy = provinces.areas[-1].criteria
    assert (sipas.max_points, economy.max_points) == (Fraction(10), Fraction("6.5"))
    assert {i.scored_by for i in provinces.items if i.code.startswith("8.")} == {"table"}


def test_ministries_have_the_structure_that_is_sourced(ministries: CriteriaSet) -> None:
    assert tuple(map(counts, ministries.areas)) == MINISTRY_AREAS
    assert tuple(map(sum, zip(*MINISTRY_AREAS, strict=True))) == (38, 97)
    assert by_source(ministries) == {"unit": Fraction("68.5"), "survey": Fraction("31.5")}


@pytest.mark.parametrize("name", ["provinces-2024.yaml", "ministries-876.yaml"])
def test_the_groups_are_those_published(name: str) -> None:
    bands = [(band.label.vi, band.at_least) for band in load(name).bands]
    groups = {"Nhóm A": Fraction(90), "Nhóm B": Fraction(80), "Nhóm C": Fraction(70)}
    assert bands[:3] == list(groups.items())


def test_both_sets_show_every_kind_of_rule_but_the_comparison_of_units(
    provinces: CriteriaSet, ministries: CriteriaSet
) -> None:
    kinds = {i.rule.kind for i in (*provinces.items, *ministries.items) if i.rule}
    assert set(RULE_KINDS) - kinds == {"cohort"}


def test_the_sample_has_every_unit_and_names_its_predecessors() -> None:
    folder = opened(ROUND)
    forms, others = folder.submissions()
    assert Counter(unit.block for unit in folder.round.units) == {"TINH": 34, "BO": 17}
    assert sorted(form.stem for form in forms) == sorted(u.code for u in folder.round.units)
    assert not others
    into = Counter(step for former in folder.round.former for step in former.successors)
    assert (into.total(), len(into)) == (52, 23)  # the other 11 of 63 provinces stayed as they were


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sample cut down to two provinces and a ministry."""
    root = tmp_path_factory.mktemp("par-index")
    shutil.copytree(FOLDER, root / "criteria" / "par-index")
    path = root / "samples" / ROUND.name
    keep = {f"{code}.xlsx" for code in UNITS}
    shutil.copytree(ROUND, path, ignore=lambda _, names: {"results", "predecessors.csv"} & {*names})
    for form in (path / "submissions").iterdir():
        if form.name not in keep:
            form.unlink()
    for file in path.rglob("*.csv"):
        head, *rows = file.read_text(encoding="utf-8").splitlines()
        kept = [row for row in rows if any(cell in UNITS for cell in row.split(","))]
        file.write_text("\n".join([head, *kept, ""]), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def evaluation(few: Path) -> Evaluation:
    return scored(few)


def test_the_sample_scores_without_a_finding(evaluation: Evaluation) -> None:
    assert [(f.code, f.unit, f.item) for f in evaluation.findings] == []
    assert all(unit_of(evaluation, code).rank for code in UNITS)


def figures(path: Path, name: str, unit: str) -> dict[str, Fraction]:
    with (path / "tables" / name).open(encoding="utf-8") as file:
        [row] = [row for row in csv.DictReader(file) if row.pop("code") == unit]
    return {column: Fraction(value) for column, value in row.items()}


def within(share: Fraction) -> Fraction:
    return min(max(share, Fraction(0)), Fraction(1))


def test_impact_is_worked_out_from_the_tables(few: Path, evaluation: Evaluation) -> None:
    sipas = figures(few, "sipas-2024.csv", "T01")["SIPAS"]
    now, before = (figures(few, f"kinh-te-{year}.csv", "T01") for year in (2024, 2023))
    capital = within((now["Vốn đăng ký"] / before["Vốn đăng ký"] - 1) / Fraction("0.2"))
    firms = now["Doanh nghiệp mới"] / before["Doanh nghiệp mới"] - 1
    revenue = now["Thu ngân sách"] / now["Dự toán thu"]
    growth = within((now["Tăng GRDP"] / now["Mục tiêu GRDP"] - Fraction("0.5")) * 2)
    steps = ((Fraction("1.05"), "1.5"), (Fraction(1), "1"), (Fraction("0.9"), "0.5"))
    expected = (
        sipas / 10
        + Fraction("1.5") * capital
        + (Fraction("1.5") if firms >= Fraction("0.1") else 1 if firms > 0 else Fraction("0.5"))
        + next(Fraction(points) for bound, points in steps if revenue >= bound)
        + 2 * growth
    )
    score = unit_of(evaluation, "T01").score
    assert score is not None
    assert score.areas[-1].points == expected


def test_what_leaders_said_is_worked_out_from_the_answers(
    few: Path, evaluation: Evaluation, ministries: CriteriaSet
) -> None:
    """Item 1.7.1 of a ministry: the mean of two groups; those with no opinion do not count."""
    shares = {"T": Fraction(1), "K": Fraction("0.6"), "TB": Fraction("0.2"), "Y": Fraction(0)}
    with (few / "surveys" / "ministries.csv").open(encoding="utf-8") as file:
        rows = [(row["Đối tượng"], row["c1"]) for row in csv.DictReader(file)]
    means = []
    for group in ("Bộ", "Sở"):
        counted = [shares[said] for asked, said in rows if asked == group and said in shares]
        means.append(sum(counted, Fraction(0)) / len(counted))
    score = unit_of(evaluation, "B05").score
    assert score is not None
    place = [item.code for item in ministries.items].index("1.7.1")
    assert score.items.points[place] == Fraction("1.5") * sum(means) / 2


def test_a_page_shows_the_shares_of_a_few_of_many_surveyed_items(evaluation: Evaluation) -> None:
    [block] = [block for block in evaluation.result.blocks if block.code == "TINH"]
    surveys = evaluation.result.surveys
    parts = [p for p in survey_parts(BlockView(block, "vi"), surveys) if p["kind"] == "table"]
    assert [len(part["heads"]) for part in parts] == [7, 1 + 8, 1 + 8, 1 + 3]
    surveyed = [item.code for item in block.items if item.scored_by == "survey"]
    assert [head for part in parts[1:] for head in part["heads"][1:]] == surveyed
    share = {line.unit: line.share for line in surveys if (line.item, line.group) == ("1.6.1", "")}
    names = {"Thành phố Hà Nội (giả định)": "T01", "Tỉnh Tuyên Quang (giả định)": "T03"}
    assert {names[row[0]]: row[1] for row in parts[1]["rows"]} == {
        unit: f"{share[unit]}%".replace(".", ",") for unit in names.values()
    }


def test_what_a_survey_counts_has_one_closed_row_on_the_form(
    provinces: CriteriaSet, few: Path, tmp_path: Path
) -> None:
    rows = rows_of(provinces)
    surveyed = [item.code for item in provinces.items if item.scored_by == "survey"]
    assert all(rows.nodes[code].first == rows.nodes[code].last for code in surveyed)
    book = load_workbook(few / "submissions" / "T03.xlsx")
    book.worksheets[0][rows.nodes["1.6.1"].cell(Column.VALUE)] = 20
    book.save(tmp_path / "T03.xlsx")
    found = assess_file(make_plan(opened(few).round), str(tmp_path / "T03.xlsx")).findings
    assert [(f.code, f.item) for f in found if f.code[:3] == "SUB"] == [("SUB042", "1.6.1")]


def test_the_forms_are_those_that_the_generator_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(REPOSITORY / "samples")
    maker = importlib.import_module("par_index")
    folder = opened(ROUND)
    [unit] = [unit for unit in folder.round.units if unit.code == "B05"]
    kept = (ROUND / "submissions" / "B05.xlsx").read_bytes()
    assert sheets(maker.form(folder, unit)) == sheets(kept)


def sheets(data: bytes) -> dict[str, bytes]:
    """Return the sheets of a workbook and the texts in them."""
    with ZipFile(BytesIO(data)) as book:
        names = [name for name in book.namelist() if "sheet" in name or "sharedStrings" in name]
        return {name: book.read(name) for name in names}
