"""annexes.xlsx read back: the figures of the result, formulas that come to them, and the look."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from parindex.evaluation.rounds import Evaluation
from parindex.model.imprint import Colours, Imprint
from parindex.model.number import ONE, ZERO, Rounding, exact, rounded
from parindex.model.result import BandInfo, PastRound, PastUnit, RoundResult, SetInfo
from parindex.model.text import LocalText
from parindex.reports.annexes.checked import add_up, rounds
from parindex.reports.book import Formula
from parindex.reports.products import make
from parindex.reports.publication import Publication
from parindex.reports.view import BlockView
from tests.reports.made_publications import published

HEAD = 4
POINTS, MAXIMUM, INDEX = 3, 4, 5


def annexes(publication: Publication) -> bytes:
    [made] = make(["annexes"], publication)
    assert made.path == "annexes.xlsx"
    return made.data


def opened(publication: Publication, *, formulas: bool = False) -> Workbook:
    return load_workbook(BytesIO(annexes(publication)), data_only=not formulas)


@pytest.fixture(scope="module")
def book(sample: Evaluation) -> Workbook:
    return opened(published(sample.result))


@pytest.fixture(scope="module")
def formulas(sample: Evaluation) -> Workbook:
    return opened(published(sample.result), formulas=True)


@pytest.fixture(scope="module")
def small(sample: Evaluation) -> RoundResult:
    """Return the first units of a block: enough to show how a cell is made."""
    block = sample.result.blocks[0]
    return replace(sample.result, blocks=(replace(block, units=block.ranked[:5]),), surveys=())


def body(sheet: Worksheet, first: int = HEAD + 1) -> list[tuple[object, ...]]:
    return list(sheet.iter_rows(min_row=first, values_only=True))


def shown(value: object, decimals: int = 2) -> Decimal:
    """Return a number as a cell with so many decimals shows it."""
    assert isinstance(value, int | float)
    return rounded(exact(value), decimals)


def near(value: object, wanted: Fraction) -> bool:
    assert isinstance(value, int | float)
    return abs(exact(value) - wanted) <= abs(wanted) * Fraction(1, 10**13)


def test_each_block_has_its_sheets_and_the_cover_leads_to_them(book: Workbook) -> None:
    kinds = [
        "Xếp hạng", "Lĩnh vực", "Tiêu chí", "Bộ tiêu chí", "Biểu đồ", "So sánh", "Thẩm định",
        "Điều tra",
    ]  # fmt: skip
    wanted = [f"{kind} {block}" for block in ("SO", "XA") for kind in kinds]
    assert book.sheetnames == ["Bìa", *wanted]
    links = [cell.hyperlink for row in book["Bìa"].iter_rows() for cell in row if cell.hyperlink]
    assert [link.location for link in links] == [f"'{name}'!A1" for name in wanted]
    cover = [cell.value for row in book["Bìa"].iter_rows() for cell in row if cell.value]
    assert "Mã lượt chấm: 0123456789ab" in cover
    assert "Bộ tiêu chí minh họa hoặc phỏng theo; không phải kết quả chính thức" in cover


def test_the_ranking_is_that_of_the_result(sample: Evaluation, book: Workbook) -> None:
    for block in sample.result.blocks:
        view = BlockView(block, "vi")
        *lines, mean = body(book[f"Xếp hạng {block.code}"])
        assert shown(mean[INDEX]) == view.summary().mean
        for line, row in zip(lines, view.rows(), strict=True):
            assert line[:3] == (row.rank, row.unit.code, row.unit.name)
            assert (line[8] or "") == row.band
            assert (line[-1] or "") == row.remark
            if row.unit.score is None:
                assert not any(line[POINTS:8])
                continue
            figures = (row.points, row.max_points, row.index)
            assert tuple(map(shown, line[POINTS : INDEX + 1])) == figures
            assert near(line[6], row.unit.score.bonus)
            assert near(line[7], row.unit.score.penalty)


def test_points_and_indices_of_areas_are_those_of_the_result(
    sample: Evaluation, book: Workbook
) -> None:
    for block in sample.result.blocks:
        view, areas = BlockView(block, "vi"), len(block.areas)
        *lines, means = body(book[f"Lĩnh vực {block.code}"])
        for line, unit in zip(lines, block.ranked, strict=True):
            assert unit.score
            points, most, index = line[3 : 3 + areas], line[4 + areas : -1 - areas], line[-areas:]
            assert [shown(v) for v in points] == [view.printed(a.points) for a in unit.score.areas]
            assert all(map(near, most, (area.max_points for area in unit.score.areas)))
            assert [shown(v) for v in index] == [area.index for area in unit.score.areas]
        assert tuple(shown(mean) for mean in means[-areas:]) == view.area_means


def test_the_points_of_items_are_exact_and_grouped_by_area(
    sample: Evaluation, book: Workbook
) -> None:
    seen = set()
    for block in sample.result.blocks:
        sheet = book[f"Tiêu chí {block.code}"]
        assert [cell.value for cell in sheet[HEAD]][3:] == [item.code for item in block.items]
        groups = [cell.value for cell in sheet[HEAD - 1] if cell.value]
        assert groups == [f"{area.code}. {area.name.vi}" for area in block.areas]
        maxima, *lines = body(sheet)
        assert all(map(near, maxima[3:], (item.max_points for item in block.items)))
        for line, unit in zip(lines, block.ranked, strict=True):
            assert unit.score
            items = unit.score.items
            for value, points, outcome in zip(line[3:], items.points, items.outcomes, strict=True):
                seen.add(outcome.value)
                if isinstance(value, str):
                    assert value == {"missing": "–", "invalid": "!"}.get(outcome.value, "KAD")
                    assert points == 0
                else:
                    assert near(value, points)
    assert seen == {"scored", "missing", "invalid", "not_applicable"}


def test_what_the_items_reached_stands_beside_their_points(small: RoundResult) -> None:
    [block] = small.blocks
    unit = block.units[0]
    assert unit.score
    met, missed = LocalText(vi="Đạt", en="Met"), LocalText(vi="Không đạt", en="Missed")
    bands = (met, missed, None, *[met] * (len(block.items) - 3))
    score = replace(unit.score, items=replace(unit.score.items, bands=bands))
    criteria = replace(block.criteria, item_bands=(BandInfo(met, ONE), BandInfo(missed, ZERO)))
    named = replace(block, criteria=criteria, units=(replace(unit, score=score),))
    sheet = opened(published(replace(small, blocks=(named,))))["Tiêu chí SO"]
    after = 3 + len(block.items)
    codes = [item.code for item in block.items]
    assert [cell.value for cell in sheet[HEAD]][after:] == ["Đạt", "Không đạt", *codes]
    maxima, line = body(sheet)
    assert set(maxima[after:]) == {None}
    assert line[after : after + 6] == (len(codes) - 2, 1, "Đạt", "Không đạt", "đã chấm điểm", "Đạt")
    assert sheet.col_breaks.brk[-1].id == after


def test_what_a_reader_would_check_is_a_formula(sample: Evaluation, formulas: Workbook) -> None:
    for block in sample.result.blocks:
        ranking, areas = formulas[f"Xếp hạng {block.code}"], formulas[f"Lĩnh vực {block.code}"]
        count = len(block.ranked)
        for line in body(ranking)[:count]:
            rank, points, most, index = (str(line[place]) for place in (0, 3, 4, 5))
            assert rank.startswith("=RANK(F")
            assert points.startswith(f"=MIN('Lĩnh vực {block.code}'!")
            assert most.startswith(f"='Lĩnh vực {block.code}'!")
            assert index.startswith("=ROUND(D")
        for line in body(areas)[:count]:
            sums = line[3 : 3 + len(block.areas)]
            assert all(str(cell).startswith("=SUM('Tiêu chí ") for cell in sums)
            assert str(line[3 + len(block.areas)]).startswith("=SUM(D")
            assert all(str(cell).startswith("=ROUND(") for cell in line[-len(block.areas) :])
        assert "AVERAGE" in str(body(ranking)[-1][INDEX])
        maxima = [row[2] for row in body(formulas[f"Bộ tiêu chí {block.code}"])]
        assert sum(str(most).startswith("=SUM(") for most in maxima) == len(block.areas)


def changed(result: RoundResult, change: Callable[[SetInfo], SetInfo]) -> RoundResult:
    blocks = [replace(block, criteria=change(block.criteria)) for block in result.blocks]
    return replace(result, blocks=tuple(blocks))


OTHERWISE: dict[str, Callable[[SetInfo], SetInfo]] = {
    "ties": lambda one: replace(one, ties="dense"),
    "rank_on": lambda one: replace(one, rank_on="exact"),
}


@pytest.mark.parametrize("key", OTHERWISE)
def test_ranks_made_otherwise_are_values(small: RoundResult, key: str) -> None:
    result = changed(small, OTHERWISE[key])
    sheet = opened(published(result), formulas=True)["Xếp hạng SO"]
    ranks = [line[0] for line in body(sheet)][:-1]
    assert ranks == [unit.rank for unit in result.blocks[0].units]


def test_what_does_not_add_up_is_a_value(small: RoundResult) -> None:
    """A mean in place of a sum: the area's points are not those of its items."""
    block = small.blocks[0]
    [first, *others] = block.units
    assert first.score
    area = replace(first.score.areas[0], points=Fraction(1, 3))
    score = replace(first.score, areas=(area, *first.score.areas[1:]))
    block = replace(block, units=(replace(first, score=score), *others))
    book = opened(published(replace(small, blocks=(block,))), formulas=True)
    line = body(book["Lĩnh vực SO"])[0]
    assert line[3] == 0.33
    assert str(line[4]).startswith("=SUM(")
    points = body(book["Xếp hạng SO"])[0][POINTS]
    assert isinstance(points, float)
    assert shown(points) == BlockView(block, "vi").printed(score.points)


@given(
    st.fractions(0, 100, max_denominator=4000),
    st.sampled_from(["half_up", "half_even", "down"]),
    st.integers(0, 4),
)
def test_a_formula_rounds_to_what_was_published(
    value: Fraction, mode: Rounding, decimals: int
) -> None:
    published_ = rounded(value, decimals, mode)
    made = rounds("A1", value, published_, decimals)
    if rounded(value, decimals) == published_:
        assert made == Formula(f"=ROUND(A1,{decimals})", published_)
    else:
        assert made == published_


@given(st.fractions(), st.fractions())
def test_a_sum_that_is_not_the_figure_is_no_formula(one: Fraction, other: Fraction) -> None:
    assert add_up("A1", one, one) == Formula("=A1", one)
    if one != other:
        assert add_up("A1", one, other) == other


def test_the_year_before_stands_beside_this_one(small: RoundResult) -> None:
    block = small.blocks[0]
    first, second, third, *_ = block.ranked
    past = PastRound(
        2024, MappingProxyType({first.code: PastUnit(Decimal("80.5"), 3, "Tốt"),
                                second.code: PastUnit(Decimal("99.123")),
                                third.code: PastUnit(Decimal("90"), 1)}),
    )  # fmt: skip
    result = replace(small, past=(past,))
    with_values = body(opened(published(result))["So sánh SO"])
    with_formulas = body(opened(published(result), formulas=True)["So sánh SO"])
    assert first.score
    assert second.score
    code, _, then, now, change, rank_then, rank, gained, band, _ = with_values[0]
    assert (code, then, rank_then, rank, gained, band) == (first.code, 80.5, 3, 1, 1, "Tốt")
    assert shown(now) == first.score.index
    assert shown(change) == first.score.index - Decimal("80.5")
    assert with_formulas[0][4] == "=ROUND(D5-C5,2)"
    assert shown(with_values[1][4]) == second.score.index - Decimal("99.12")
    assert "So sánh SO" not in opened(published(replace(small, past=()))).sheetnames


def test_moves_of_the_ledger_have_their_difference(sample: Evaluation, book: Workbook) -> None:
    moves = [
        (unit.code, move) for unit in sample.result.blocks[0].units if unit.score
        for move in unit.score.moves
    ]  # fmt: skip
    lines = body(book["Thẩm định SO"])
    assert len(lines) == len(moves) > 0
    for line, (code, move) in zip(lines, moves, strict=True):
        assert (line[0], line[2], line[7]) == (code, move.item, move.reason)
        assert all(map(near, line[4:7], (move.before, move.after, move.after - move.before)))


def test_survey_figures_are_those_of_the_result(sample: Evaluation, book: Workbook) -> None:
    lines = body(book["Điều tra XA"])
    held = [line for line in sample.result.surveys if line.block == "XA"]
    for line, wanted in zip(lines, held, strict=True):
        assert (line[0], line[2], line[4]) == (wanted.unit, wanted.item, wanted.counted)
        assert line[6] is None if wanted.share is None else shown(line[6]) == wanted.share
        assert bool(line[8]) == (wanted.suppressed or wanted.small)
    assert any(wanted.share is None for wanted in held) or any(wanted.small for wanted in held)


def test_every_sheet_is_ready_to_print(book: Workbook) -> None:
    for sheet in book.worksheets[1:]:
        assert str(sheet.page_setup.paperSize) == "9"
        assert sheet.print_title_rows
        assert sheet.freeze_panes
        assert sheet.oddHeader
        assert "Chỉ số cải cách hành chính năm 2025" in str(sheet.oddHeader.left.text)
        assert sheet.oddFooter
        assert "&P" in str(sheet.oddFooter.right.text)
        portrait = sheet.title.startswith(("Bộ tiêu chí", "Biểu đồ"))
        assert sheet.page_setup.orientation == ("portrait" if portrait else "landscape")
    for kind in ("Lĩnh vực", "Tiêu chí"):
        assert book[f"{kind} SO"].print_title_cols in {"$A:$C", "A:C"}
        assert book[f"{kind} SO"].col_breaks.brk


def charts(book: Workbook) -> Iterator[tuple[str, str, str]]:
    """Yield the title, names and values of each chart."""
    for sheet in book.worksheets:
        for chart in sheet._charts:  # type: ignore[attr-defined]  # openpyxl has no other way
            [one] = chart.series
            text = "".join(run.t for par in chart.title.tx.rich.p for run in par.r)
            yield text, one.cat.strRef.f, one.val.numRef.f


def test_charts_show_the_cells_of_the_tables(sample: Evaluation, book: Workbook) -> None:
    found = list(charts(book))
    assert len(found) == 3 * len(sample.result.blocks)
    ranked = len(sample.result.blocks[0].ranked)
    title, names, values = found[2]
    assert title == "Chỉ số của các đơn vị được xếp hạng: Khối sở, ban, ngành"
    assert names == f"'Xếp hạng SO'!$C$5:$C${ranked + 4}"
    assert values == f"'Xếp hạng SO'!$F$5:$F${ranked + 4}"
    sheet = book["Biểu đồ SO"]
    view = BlockView(sample.result.blocks[0], "vi")
    areas = len(view.block.areas)
    lines = body(sheet)
    assert [shown(line[1]) for line in lines[:areas]] == list(view.area_means)
    bands = view.summary().bands
    assert [(line[0], line[2]) for line in lines[areas : areas + len(bands)]] == list(bands)


def test_the_colour_of_the_office_is_taken(small: RoundResult) -> None:
    imprint = Imprint(parindex=1, colours=Colours(accent="#7A1F1F"))
    book = opened(published(small, imprint=imprint))
    for sheet in book.worksheets:
        assert sheet.sheet_properties.tabColor
        assert sheet.sheet_properties.tabColor.rgb == "FF7A1F1F"
    [bars, *_] = book["Biểu đồ SO"]._charts  # type: ignore[attr-defined]
    assert bars.series[0].spPr.solidFill.srgbClr == "7A1F1F"


EVIL = ["=1+1", "@SUM(A1)", "<b>&amp;", "{{ 7*7 }}", "Xã & 'B'"]


@pytest.mark.parametrize("name", EVIL)
def test_a_name_stays_text(named: Callable[..., Evaluation], name: str) -> None:
    book = opened(published(named(name).result), formulas=True)
    sheets = [sheet for sheet in book.worksheets if sheet.title.startswith("Xếp hạng")]
    cell = sheets[0]["C5"]
    assert (cell.value, cell.data_type) == (name, "s")


def test_a_band_that_countif_would_misread_is_counted_as_a_value(small: RoundResult) -> None:
    block = small.blocks[0]
    assert block.ranked[0].band
    label = block.ranked[0].band.model_copy(update={"vi": ">1"})
    bands = tuple(
        replace(band, label=label) if band.label == block.ranked[0].band else band
        for band in block.criteria.bands
    )
    units = tuple(
        replace(unit, band=label) if unit.band == block.ranked[0].band else unit
        for unit in block.units
    )
    block = replace(block, criteria=replace(block.criteria, bands=bands), units=units)
    book = opened(published(replace(small, blocks=(block,))), formulas=True)
    line = body(book["Biểu đồ SO"])[len(block.areas)]
    assert line[0] == ">1"
    assert line[2] == sum(unit.band == label for unit in units)


def test_the_bytes_are_always_the_same(small: RoundResult) -> None:
    assert annexes(published(small)) == annexes(published(small))


def test_english_says_it_in_english(small: RoundResult) -> None:
    book = opened(published(small, "en"))
    assert book.sheetnames[:4] == ["Cover", "Ranking SO", "Areas SO", "Items SO"]
    assert book["Ranking SO"]["C5"].value == small.blocks[0].units[0].name


def test_nobody_ranked_is_no_hindrance(sample: Evaluation) -> None:
    blocks = tuple(
        replace(block, units=tuple(unit for unit in block.units if not unit.rank))
        for block in sample.result.blocks
    )
    book = opened(published(replace(sample.result, blocks=blocks)))
    assert not list(charts(book))


def test_where_halves_are_not_rounded_up_no_formula_stands(small: RoundResult) -> None:
    blocks = tuple(
        replace(block, criteria=replace(block.criteria, rounding="down")) for block in small.blocks
    )
    book = opened(published(replace(small, blocks=blocks)), formulas=True)
    cells = (cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
