"""results.xlsx read back: the figures of results.json, and texts that stay texts."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from parindex.evaluation.rounds import Evaluation
from parindex.model.number import exact
from parindex.model.result import RoundResult
from parindex.reports.documents import read_result
from parindex.reports.workbook import workbook_bytes

HEAD_ROW = 4


@pytest.fixture(scope="module")
def book(written: Path) -> Workbook:
    return load_workbook(written / "results.xlsx")


@pytest.fixture(scope="module")
def result(written: Path) -> RoundResult:
    return read_result(written / "results.json")


def body(sheet: Worksheet) -> Iterator[tuple[object, ...]]:
    return sheet.iter_rows(min_row=HEAD_ROW + 1, values_only=True)


def near(value: object, wanted: Fraction) -> bool:
    """Tell whether a cell holds the number, as far as Excel can."""
    assert isinstance(value, int | float)
    return abs(exact(value) - wanted) <= abs(wanted) * Fraction(1, 10**13)


def printed(value: object) -> Decimal:
    assert isinstance(value, int | float)
    number = exact(value)
    return (Decimal(number.numerator) / Decimal(number.denominator)).quantize(Decimal("0.01"))


def test_a_sheet_a_block_and_table_then_the_findings(book: Workbook) -> None:
    assert book.sheetnames == [
        "Xếp hạng SO", "Xếp hạng XA", "Lĩnh vực SO", "Lĩnh vực XA",
        "Tiêu chí SO", "Tiêu chí XA", "Thẩm định", "Vấn đề phát hiện",
    ]  # fmt: skip


def test_the_ranking_is_that_of_results_json(book: Workbook, result: RoundResult) -> None:
    for block in result.blocks:
        lines = list(body(book[f"Xếp hạng {block.code}"]))
        assert len(lines) == len(block.units)
        for line, unit in zip(lines, block.units, strict=True):
            rank, code, name, points, most, index, *stages, band, bonus, penalty, remark = line
            assert (code, name, rank) == (unit.code, unit.name, unit.rank)
            if unit.score is None:
                assert not any((points, most, index, band, bonus, penalty))
                assert isinstance(remark, str)
                assert all(reason.code in remark for reason in unit.reasons)
                continue
            assert unit.band is not None
            assert (band, remark or None) == (unit.band.vi, None)
            assert printed(index) == unit.score.index
            reached = {stage.stage: stage.index for stage in unit.score.stages}
            shown = [printed(value) for value in stages if value is not None]
            assert shown == list(reached.values()) or set(shown) == {unit.score.index}
            assert abs(Fraction(printed(points)) - unit.score.points) <= Fraction(1, 200)
            assert near(most, unit.score.max_points)
            assert near(bonus, unit.score.bonus)
            assert near(penalty, unit.score.penalty)


def test_the_areas_are_those_of_results_json(book: Workbook, result: RoundResult) -> None:
    for block in result.blocks:
        *lines, means = body(book[f"Lĩnh vực {block.code}"])
        assert len(lines) == len(block.ranked)
        columns: list[list[Fraction]] = [[] for _ in block.areas]
        for line, unit in zip(lines, block.ranked, strict=True):
            assert unit.score is not None
            assert line[:3] == (unit.rank, unit.code, unit.name)
            half = 3 + len(block.areas)
            for column, value, area in zip(columns, line[3:half], unit.score.areas, strict=True):
                assert area.index is not None
                assert printed(value) == area.index
                column.append(Fraction(area.index))
            for value, area in zip(line[half:], unit.score.areas, strict=True):
                assert near(value, area.max_points)
        for mean, column in zip(means[3:half], columns, strict=True):
            wanted = sum(column, Fraction(0)) / len(column)
            assert abs(Fraction(printed(mean)) - wanted) <= Fraction(1, 200)


def test_the_items_are_those_of_results_json(book: Workbook, result: RoundResult) -> None:
    marks = {"missing": "–", "invalid": "!", "not_applicable": "KAD"}
    seen: set[str] = set()
    for block in result.blocks:
        sheet = book[f"Tiêu chí {block.code}"]
        heads = [cell.value for cell in sheet[HEAD_ROW]]
        assert heads[3:] == [unit.code for unit in block.ranked]
        *lines, maxima = body(sheet)
        assert len(lines) == len(block.items)
        for value, unit in zip(maxima[3:], block.ranked, strict=True):
            assert unit.score is not None
            assert near(value, unit.score.max_points)
        for place, (line, heading) in enumerate(zip(lines, block.items, strict=True)):
            assert line[:2] == (heading.code, heading.name.vi)
            assert near(line[2], heading.max_points)
            for value, unit in zip(line[3:], block.ranked, strict=True):
                assert unit.score is not None
                points = unit.score.items.points[place]
                outcome = unit.score.items.outcomes[place].value
                seen.add(outcome)
                if outcome == "scored" or points:
                    assert near(value, points)
                else:
                    assert isinstance(value, str)
                    assert outcome != "missing" or value == marks["missing"]
                    assert outcome != "invalid" or value == marks["invalid"]
    assert seen == {"scored", "missing", "invalid", "not_applicable"}


def test_every_finding_has_its_line(book: Workbook, sample: Evaluation) -> None:
    lines = list(body(book["Vấn đề phát hiện"]))
    assert len(lines) == len(sample.findings)
    for line, finding in zip(lines, sample.findings, strict=True):
        assert line[1] == finding.code
        assert line[2] == (finding.unit or None) or not (line[2] or finding.unit)
        assert line[4] == finding.place.file
        assert all(line[n] for n in (0, 6, 8))


def test_it_is_ready_to_print_and_says_that_criteria_are_illustrative(book: Workbook) -> None:
    for sheet in book.worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert str(sheet.page_setup.paperSize) == "9"
        assert sheet.freeze_panes is not None
        assert sheet.print_title_rows in {f"${HEAD_ROW}:${HEAD_ROW}", f"{HEAD_ROW}:{HEAD_ROW}"}
    for name in ("Xếp hạng SO", "Lĩnh vực XA"):
        assert "minh họa" in str(book[name]["A2"].value)


def test_printed_figures_show_two_decimals(book: Workbook) -> None:
    sheet = book["Xếp hạng SO"]
    assert {sheet.cell(5, column).number_format for column in (4, 5, 6)} == {"0.00"}


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@A1", '=HYPERLINK("http://x","y")'])
def test_a_name_that_begins_like_a_formula_stays_text(
    named: Callable[..., Evaluation], name: str
) -> None:
    evaluation = named(name, file="=cmd.xlsx")
    data = workbook_bytes(evaluation.result, evaluation.findings, "vi")
    cells = [
        cell
        for sheet in load_workbook(BytesIO(data)).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert [cell for cell in cells if cell.value == name]


def test_names_of_blocks_that_a_sheet_cannot_have_are_changed(
    named: Callable[..., Evaluation],
) -> None:
    result = named("Xã").result
    block = result.blocks[0]
    both = (replace(block, code="KHOI_XA_PHUONG_DAC_KHU1"), replace(block, code="khoi_xa"))
    twice = (*both, replace(block, code="KHOI_XA"))
    data = workbook_bytes(replace(result, blocks=twice), [], "vi")
    names = load_workbook(BytesIO(data)).sheetnames
    assert len({name.lower() for name in names}) == 10
    assert all(len(name) <= 31 for name in names)


def test_the_same_result_gives_the_same_bytes(written: Path, sample: Evaluation) -> None:
    data = workbook_bytes(sample.result, sample.findings, "vi")
    assert data == (written / "results.xlsx").read_bytes()
