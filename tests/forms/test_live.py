"""The form's own formulas against the rules: recalculated by LibreOffice, equal to every digit.

Forms of sets with every rule kind and aggregate are filled in at random, at the edges of the rules
and with mistakes, by openpyxl, which drops what formulas came to; LibreOffice computes them anew.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from parindex.evaluation.files import assess_answers
from parindex.forms.layout import Column, cell_name
from parindex.forms.open import open_form
from parindex.forms.read import read_answers
from parindex.forms.rows import rows_of
from parindex.forms.write import FormOrder, write_form
from parindex.model.criteria import CriteriaSet, Criterion
from parindex.model.number import exact
from parindex.model.round import RoundSpec, Unit
from parindex.model.rule import Input, Outcome
from parindex.scoring.aggregate import Sum, whole_sum
from parindex.scoring.index import level_sums, published, total
from parindex.scoring.item import ItemScore
from parindex.scoring.rules.deadline import Deadline
from parindex.sources.criteria import read_criteria
from tests.library import FORMS, INDICES
from tests.office import LIBREOFFICE, Office, opened_book

ROOT = Path(__file__).parents[2]
LIVE = Path(__file__).parent / "live.yaml"
FORMS_A_SET = 2
WORDS = {
    Outcome.MISSING: "Thiếu số liệu",
    Outcome.INVALID: "Xem lại số liệu",
    Outcome.NOT_APPLICABLE: "Không áp dụng",
}
COUNCIL = "Hội đồng chấm"
ELSEWHERE = {"survey": "Theo điều tra", "table": "Theo bảng số liệu"}
COUNTED = {
    COUNCIL: "Số tiêu chí thành phần do Hội đồng chấm",
    ELSEWHERE["survey"]: "Số tiêu chí thành phần tính từ điều tra xã hội học",
    ELSEWHERE["table"]: "Số tiêu chí thành phần tính từ bảng số liệu",
}
LATER = {COUNCIL, *ELSEWHERE.values()}
DIGITS = Fraction(1, 10**12)
"""What is left of a double's 15 digits for points of 100."""

pytestmark = LIBREOFFICE

Grid = Sequence[Sequence[object]]


class Filled(NamedTuple):
    """A form filled in, what parindex makes of it, and its sheets as recalculated."""

    criteria: CriteriaSet
    scores: dict[str, ItemScore]
    form: Grid
    summary: Grid

    def at(self, row: int, column: Column) -> object:
        return self.form[row][column]

    def later(self, code: str) -> bool:
        row = rows_of(self.criteria).nodes[code].first
        return self.at(row, Column.COMPUTED) in LATER

    def columns(self) -> list[tuple[Fraction, Fraction, Outcome]]:
        """Return what counts in the form: what is computed later counts as missing."""
        items = self.criteria.items
        return [
            (Fraction(0), item.max_points, Outcome.MISSING)
            if self.later(item.code)
            else (s.points, s.max_points, s.outcome)
            for item, s in zip(items, self.scores.values(), strict=True)
        ]


def answered_by_units(node: Criterion) -> Criterion:
    """Return the node as if the unit itself declared what surveys and tables say."""
    parts = tuple(answered_by_units(part) for part in node.criteria)
    own = {"scored_by": "unit"} if node.rule else {}
    return node.model_copy(update={"criteria": parts, **own})


def sets(mini: CriteriaSet) -> Iterator[CriteriaSet]:
    yield mini
    tables = [*INDICES, *sorted((ROOT / "docs" / "examples").glob("*.yaml"))]
    for path in [LIVE, *FORMS, *tables]:
        loaded, findings = read_criteria(path)
        assert loaded is not None, findings
        criteria = loaded.criteria
        if path in tables:
            areas = tuple(answered_by_units(area) for area in criteria.areas)
            criteria = criteria.model_copy(update={"areas": areas})
        yield criteria


def typed(rng: Random, field: Input, item: Criterion) -> object:
    """Return what a unit might type: often a round figure, on which bounds lie."""
    least = field.least if isinstance(field.least, Fraction) else Fraction(0)
    most = field.most if isinstance(field.most, Fraction) else Fraction(20)
    match field.type:
        case "yes_no":
            return rng.choice(("Có", "Không"))
        case "choice":
            return rng.choice([label.vi for label in field.options.values()])
        case "date":
            return day(rng, item)
        case "percent":
            few, many = Fraction(rng.randrange(21), 20), Fraction(rng.randrange(1001), 1000)
            return float(rng.choice((few, many, Fraction(1, 3))))
        case "count":
            low, high = int(least), int(most)
            return rng.choice((low, rng.randint(low, high), rng.randint(low, high), 5, 10, 20, 100))
        case "number":
            step = (most - least) * Fraction(rng.randrange(21), 20)
            return float(rng.choice((least, most, least + step, Fraction(rng.randrange(201), 10))))
    return "văn bản"


def day(rng: Random, item: Criterion) -> datetime | str:
    """Return a moment around what is due, with or without an hour, or that there is none."""
    due = rng.choice(item.rule.papers).due if isinstance(item.rule, Deadline) else None
    late = timedelta(days=rng.choice((0, 0, 1, 2, 5, 6, 9, 10, 11, -3)), minutes=rng.choice((0, 1)))
    moment = (due or datetime(2025, 6, 1)) + late
    return rng.choice((moment, datetime(moment.year, moment.month, moment.day), "Không"))


def fill(rng: Random, spec: RoundSpec, criteria: CriteriaSet, path: Path) -> frozenset[str]:
    """Write a form filled in at random; return the codes of the items it is exempt from."""
    exempt = frozenset(item.code for item in criteria.items if rng.random() < 0.03)
    book = opened_book(write_form(FormOrder(spec, criteria, Unit("XA01", "Xã Mẫu", "XA"), exempt)))
    sheet = book.worksheets[0]
    for title in book.sheetnames[2:4]:
        del book[title]  # evidence and guide, without a formula: half of what there is to convert
    rows = rows_of(criteria)
    for item in criteria.items:
        at = rows.nodes[item.code]
        if item.code in exempt or item.scored_by in {"survey", "table"}:
            continue
        for name, field in item.fields.items():
            value = typed(rng, field, item)
            if rng.random() < 0.08:
                value = rng.choice((None, "abc", -1, "=1/0"))
            cell = sheet[at.cell(Column.VALUE, name)]
            cell.value = value
            if isinstance(value, str) and value != "=1/0":
                cell.data_type = "s"
        if item.claimed and rng.random() < 0.9:
            share = rng.choice((0, 0.25, 0.5, 0.75, 1, 1.1, 0.3))
            sheet[at.cell(Column.CLAIM)] = float(item.max_points) * share
        if item.not_applicable and rng.random() < 0.2:
            sheet[at.cell(Column.NOT_APPLICABLE)] = rng.choice(("x", "X", "✓"))
    book.save(path)
    return exempt


@pytest.fixture(scope="module")
def filled(
    spec: RoundSpec,
    criteria: CriteriaSet,
    office: Office,
    tmp_path_factory: pytest.TempPathFactory,
) -> list[Filled]:
    folder = tmp_path_factory.mktemp("live")
    jobs = []
    for number, one in enumerate(sets(criteria)):
        for copy in range(FORMS_A_SET * (6 if one.id in {"live", criteria.id} else 1)):
            path = folder / f"{number:02}-{copy}.xlsx"
            jobs.append((path, one, fill(Random(f"{one.id} {copy}"), spec, one, path)))
    sources = [path for path, _, _ in jobs]
    computed = office.converted(sources, "xlsx", folder / "computed")
    return [
        told(path, again, one, exempt)
        for (path, one, exempt), again in zip(jobs, computed, strict=True)
    ]


def told(path: Path, computed: Path, criteria: CriteriaSet, exempt: frozenset[str]) -> Filled:
    opened, findings = open_form(path)
    assert opened is not None, findings
    answers, _ = read_answers(opened, criteria, exempt)
    done = assess_answers(opened.source, criteria, answers, exempt)
    book = CalamineWorkbook.from_path(str(computed))
    scores = dict(zip([item.code for item in criteria.items], done.scores, strict=True))
    form, summary = (book.get_sheet_by_index(number).to_python() for number in (0, 1))
    return Filled(criteria, scores, form, summary)


def assert_same(cell: object, points: Fraction, where: object) -> None:
    assert isinstance(cell, float), (where, cell, points)
    assert abs(exact(cell) - points) <= DIGITS * max(Fraction(1), points), (where, cell, points)


def test_every_rule_kind_is_met(filled: list[Filled]) -> None:
    scored = {
        item.rule.kind
        for one in filled
        for item in one.criteria.items
        if item.rule
        and one.scores[item.code].outcome is Outcome.SCORED
        and not one.later(item.code)
    }
    assert scored == {
        "yes_no", "choice", "checklist", "bands", "proportional", "per_item", "deduction",
        "deadline", "judged", "formula", "survey", "index", "improvement",
    }  # fmt: skip
    outcomes = {score.outcome for one in filled for score in one.scores.values()}
    assert outcomes == set(Outcome)


def test_points_of_items_are_those_of_parindex(filled: list[Filled]) -> None:
    for one in filled:
        rows = rows_of(one.criteria)
        for item in one.criteria.items:
            score, row = one.scores[item.code], rows.nodes[item.code].first
            cell, where = one.at(row, Column.COMPUTED), (one.criteria.id, item.code)
            if cell in LATER:
                over_units = item.rule is not None and item.rule.over_units
                assert over_units or item.scored_by != "unit", where
                assert cell == ELSEWHERE.get(item.scored_by, COUNCIL), where
            elif score.outcome is Outcome.SCORED or (
                score.outcome is Outcome.NOT_APPLICABLE and score.max_points
            ):
                assert_same(cell, score.points, where)
            else:
                assert cell == WORDS[score.outcome], (where, score.reason)


def test_levels_and_the_total_are_those_of_parindex(filled: list[Filled]) -> None:
    for one in filled:
        rows, criteria = rows_of(one.criteria), one.criteria
        sums = level_sums(criteria, *zip(*one.columns(), strict=True))
        whole = whole_sum(criteria, [sums[area.code] for area in criteria.areas])
        levels = {c: s for c, s in sums.items() if criteria.nodes[c].criterion.rule is None}
        spots = [(rows.nodes[code].first, found) for code, found in levels.items()]
        for row, found in [*spots, (rows.total, whole)]:
            same_sum(one, row, found)


def same_sum(one: Filled, row: int, found: Sum | None) -> None:
    cell, where = one.at(row, Column.COMPUTED), (one.criteria.id, cell_name(row, Column.COMPUTED))
    if found is None:
        assert cell == WORDS[Outcome.MISSING], where
    elif found.max_points:
        assert_same(cell, found.points, where)
        assert_same(one.at(row, Column.APPLIES), found.max_points, where)


def test_the_index_so_far_is_the_index_that_is_published(filled: list[Filled]) -> None:
    """Where the total needs no bonus, and rounding is one that spreadsheet programs have."""
    compared = 0
    for one in filled:
        criteria = one.criteria
        sums = level_sums(criteria, *zip(*one.columns(), strict=True))
        whole = whole_sum(criteria, [sums[area.code] for area in criteria.areas])
        [line] = [line for line in one.summary if str(line[0]).startswith("Chỉ số tạm tính")]
        found = total(whole, criteria.adjustments)
        if found is None or criteria.result.rounding == "half_even":
            continue
        shown = published(found.share * criteria.result.out_of, criteria.result)
        assert_same(line[5], Fraction(shown), criteria.id)
        compared += 1
    assert compared > len(filled) // 2


def test_the_summary_counts_what_others_score(filled: list[Filled]) -> None:
    """Who scores an item has a line where the form has such an item; the council always has."""
    for one in filled:
        words = [row[Column.COMPUTED] for row in one.form if len(row) > Column.COMPUTED]
        lines = {row[0]: row[5] for row in one.summary}
        for word, said in COUNTED.items():
            held = words.count(word)
            assert lines.get(said, 0 if word != COUNCIL else None) == held, (one.criteria.id, word)


SENT = [
    ROOT / "samples" / name
    for name in (
        *("round-2025/submissions/SO01.xlsx", "round-2025/submissions/XA02.xlsx"),
        "par-index-2024/submissions/T01.xlsx",
    )
]


@pytest.fixture(scope="module")
def recomputed(office: Office, tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Path]:
    folder = tmp_path_factory.mktemp("sent")
    for sent in SENT:
        load_workbook(sent).save(folder / sent.name)
    bare = [folder / sent.name for sent in SENT]
    return dict(zip(SENT, office.converted(bare, "xlsx", folder / "out"), strict=True))


@pytest.mark.parametrize("sent", SENT, ids=lambda path: path.name)
def test_a_form_that_goes_out_filled_in_shows_what_its_formulas_come_to(
    sent: Path, recomputed: dict[Path, Path]
) -> None:
    """Some programs do not compute what they open."""
    before, after = (CalamineWorkbook.from_path(str(path)) for path in (sent, recomputed[sent]))
    for sheet in (0, 1):
        grids = [book.get_sheet_by_index(sheet).to_python() for book in (before, after)]
        for row, column, cell in cells(grids[0]):
            computed, where = grids[1][row][column], cell_name(row, column)
            if isinstance(cell, float):
                assert_same(computed, exact(cell), where)
            else:
                assert computed == cell, where


def cells(grid: Grid) -> Iterator[tuple[int, int, object]]:
    """Yield what a sheet holds, but for the hidden figures, which are computed when needed."""
    for row, line in enumerate(grid):
        for column, cell in enumerate(line):
            if cell != "" and column != Column.FIGURE:
                yield row, column, cell
