"""Sets of indices: PCI in points, PAPI in classes by rank, DDCI without classes."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from functools import cache
from io import BytesIO, StringIO
from typing import Any

import pytest
from openpyxl import load_workbook
from rich.console import Console

from parindex.evaluation.rounds import evaluate
from parindex.model.result import RoundResult
from parindex.reports.annexes import make as annexes
from parindex.reports.annual import documents
from parindex.reports.annual import make as annual
from parindex.reports.charts.position import BandSpan, crowded, position
from parindex.reports.console import print_result
from parindex.reports.page import make as page
from parindex.reports.scorecards.areas import place_chart
from parindex.reports.scorecards.gains import prospects
from parindex.reports.workbook import workbook_bytes
from parindex.sources.round import read_round
from tests.library import LIBRARY
from tests.reports.made_publications import published
from tests.reports.pdf_structure import problems
from tests.reports.scorecards.made_cards import subjects


@cache
def result(name: str) -> RoundResult:
    folder, _ = read_round(LIBRARY.parent / "samples" / name)
    assert folder is not None
    with ThreadPoolExecutor(1) as lent:
        return evaluate(folder, executor=lent).result


def flat(parts: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield parts, those that stand together one by one."""
    for part in parts:
        yield from flat(part["parts"]) if part["kind"] == "together" else [part]


def test_areas_of_a_single_item_share_pages_and_a_table() -> None:
    [(_, told)] = documents(published(result("pci-2016")))
    kinds = [part["kind"] for part in told["parts"]]
    assert "page" not in kinds
    assert kinds.count("together") == 10
    tables = [part for part in flat(told["parts"]) if "Điểm mất" in part.get("heads", ())]
    [table] = tables
    assert sorted(int(row[0]) for row in table["rows"]) == list(range(1, 11))
    [points] = [part for part in told["annexes"] if part.get("heads", [""])[0] == "Hạng"]
    assert points["heads"][2:] == [str(code) for code in range(1, 11)]
    [made] = annual(published(result("pci-2016")))
    assert list(problems(made.data)) == []


def test_areas_of_many_items_keep_their_pages() -> None:
    [(_, told)] = documents(published(result("pci-2013")))
    kinds = [part["kind"] for part in told["parts"]]
    assert (kinds.count("page"), kinds.count("together")) == (2, 1), "of six, six and two items"


def test_an_index_in_points_has_no_percent_sign() -> None:
    [(_, told)] = documents(published(result("pci-2016")))
    figures = [dict(part["figures"]) for part in told["parts"] if part["kind"] == "figures"]
    assert figures[0]["cao nhất"] == "70,01"
    ranking = next(part for part in told["parts"] if part["kind"] == "ranking")
    assert ranking["heads"][4] == "Chỉ số (0 đến 100)"
    sentences = [line for part in flat(told["parts"]) for line in part.get("lines", ())]
    assert sentences
    percents = [line for line in sentences if "%" in line]
    shares = {line for line in percents if line.startswith("Theo xếp loại:")}
    assert shares == set(percents), "the share of units in each class alone"
    [made] = page(published(result("pci-2016")))
    data = made.data.decode().partition('id="data">')[2].partition("</script>")[0]
    assert json.loads(data)["blocks"][0]["sign"] == ""


def test_without_classes_no_table_has_a_column_of_them() -> None:
    ddci = result("ddci-2021")
    [(_, told)] = documents(published(ddci))
    for part in told["parts"]:
        if part["kind"] == "ranking":
            assert part["heads"] == ["Hạng", "Đơn vị", "Điểm", "Tối đa", "Chỉ số (0 đến 10)"]
            assert {len(row["cells"]) for row in part["rows"]} == {5}
    console = Console(file=StringIO(), width=120)
    print_result(console, ddci, "vi")
    [made] = page(published(ddci))
    [book] = annexes(published(ddci))
    books = [load_workbook(BytesIO(data)) for data in (book.data, workbook_bytes(ddci, [], "vi"))]
    cells = {cell for one in books for sheet in one for row in sheet.values for cell in row}
    assert {"Hạng", "Điểm tối đa"} & cells
    assert "Xếp loại" not in cells
    for text in (console.file.getvalue(), made.data.decode().partition("<script")[0]):  # type: ignore[attr-defined]
        assert "Hạng" in text
        assert "Xếp loại" not in text


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_next_class_by_rank_is_reached_with_what_is_told(lang: str) -> None:
    block = result("papi-2021").blocks[0]
    last = {unit.band: unit.score.index for unit in block.ranked if unit.score}
    labels = [band.label for band in block.criteria.bands]
    for subject in subjects(result("papi-2021"), lang):
        score, band = subject.unit.score, subject.unit.band
        assert score
        assert band
        first = next(iter(prospects(subject)))
        place = labels.index(band)
        better = labels[max(place - 1, 0)]
        assert better.for_lang(lang) in first
        if place:
            need = Decimal(last[better]) - score.index
            words = [subject.view.figure(figure) for figure in (last[better], need)]
            assert all(word in first for word in words), first


def test_cut_points_that_stand_close_are_listed_below_the_strip() -> None:
    for subject in subjects(result("pci-2016")):
        assert subject.unit.score
        chart = place_chart(subject, subject.unit.score, "#1F4E79")
        assert chart
        assert "Trung bình từ 55,5; Tương đối thấp từ 53,5" in chart["note"]
    bounds = (0, 53.5, 55.5, 56.9, 60, 62)
    bands = [BandSpan(f"Loại {n}", b / 100, f"{b}") for n, b in enumerate(bounds)]
    shown = [bound for bound in map(str, bounds) if f">{bound}<" in position("", bands, [])]
    assert shown == ["53.5", "60"], "the others have no room"
    assert not crowded([BandSpan("Yếu", 0, "0"), BandSpan("Tốt", 0.5, "50")])
