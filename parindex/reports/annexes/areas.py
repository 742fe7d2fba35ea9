"""The points, maxima and indices of each area, a line a unit."""

from fractions import Fraction

from parindex.locale import mark
from parindex.model.number import ONE, exact_sum
from parindex.model.result import AreaScore, UnitScore
from parindex.reports.annexes.checked import Cell, cell, number_of, place, rounds, shown, summed
from parindex.reports.annexes.sheets import ITEM_COLUMN, ITEM_ROW, Sheets, Span, spans
from parindex.reports.book import FIRST_ROW, HEAD_ROW, Value

FIRST_COLUMN = 3
"""The column of the points of the first area."""


def total_column(areas: int) -> int:
    """Return the column of the points that the areas come to together."""
    return FIRST_COLUMN + areas


def maxima_column(areas: int) -> int:
    """Return the column of the maximum of the first area; after the last stands their sum."""
    return FIRST_COLUMN + areas + 1


def index_column(areas: int) -> int:
    """Return the column of the index of the first area."""
    return maxima_column(areas) + areas + 1


def write_areas(sheets: Sheets) -> None:
    """Write points (the sum of the items), maxima that apply and indices, then the means."""
    book, view, say = sheets.book, sheets.view, sheets.say
    areas = view.block.areas
    sheet = sheets.areas
    total = say(mark("Total"))
    heads = sheets.unit_heads()
    named = mark("{code}. {name}")
    heads += [(say(named, code=area.code, name=area.name), 13.0) for area in areas]
    heads += [(total, 9.0), *((area.code, 8.0) for area in areas), (total, 9.0)]
    heads += [(area.code, 8.0) for area in areas]
    sheets.head_of(sheet, mark("Points and index by area"), heads)
    sheet.freeze_panes(FIRST_ROW, FIRST_COLUMN)
    sheet.repeat_rows(HEAD_ROW - 1, HEAD_ROW)
    sheet.repeat_columns(0, FIRST_COLUMN - 1)
    sheet.set_print_scale(52)
    sheet.set_v_pagebreaks([maxima_column(len(areas))])
    _groups(sheets)
    below = spans(view)
    for row, (unit, score) in enumerate(sheets.scored, start=FIRST_ROW):
        values = [*sheets.unit_cells(unit), *_points(sheets, row, score, below)]
        values += [*_maxima(row, score, len(areas)), *_indices(sheets, row, score)]
        book.line(sheet, row, values, view.decimals)
    last = FIRST_ROW + len(sheets.scored)
    blanks = [None] * (index_column(len(areas)) - FIRST_COLUMN)
    book.line(sheet, last, ["", "", say(mark("Mean")), *blanks, *_means(sheets)], view.decimals)
    book.stress(sheet, last, len(heads))
    if sheets.scored:
        sheet.autofilter(HEAD_ROW, 0, last - 1, len(heads) - 1)


def _groups(sheets: Sheets) -> None:
    areas, row = len(sheets.view.block.areas), HEAD_ROW - 1
    groups = (
        (FIRST_COLUMN, maxima_column(areas) - 1, mark("Points")),
        (maxima_column(areas), index_column(areas) - 1, mark("Maximum that applies")),
    )
    for first, last, text in groups:
        sheets.areas.merge_range(row, first, row, last, sheets.say(text), sheets.book.head)
    first, last = index_column(areas), index_column(areas) + areas - 1
    if first < last:
        sheets.areas.merge_range(row, first, row, last, "", sheets.book.head)
    sheets.areas.write_string(row, first, sheets.view.area_head, sheets.book.head)


def _points(sheets: Sheets, row: int, score: UnitScore, below: list[Span | None]) -> list[Value]:
    name, line = sheets.items.get_name(), row - FIRST_ROW + ITEM_ROW
    cells: list[Cell] = []
    for area, span in zip(score.areas, below, strict=True):
        points: Cell = area.points
        if span:
            where = (line, ITEM_COLUMN + span.first, line, ITEM_COLUMN + span.last)
            points = summed(where, name, span.of(score.items.points), area.points)
        cells.append(shown(points, sheets.view))
    parts = [number_of(points) for points in cells]
    where = (row, FIRST_COLUMN, row, FIRST_COLUMN + len(parts) - 1)
    whole = exact_sum([area.points for area in score.areas])
    return [*cells, shown(summed(where, "", parts, whole), sheets.view)]


def _maxima(row: int, score: UnitScore, areas: int) -> list[Value]:
    parts = [area.max_points for area in score.areas]
    where = (row, maxima_column(areas), row, maxima_column(areas) + areas - 1)
    return [*parts, summed(where, "", parts, exact_sum(parts))]


def _indices(sheets: Sheets, row: int, score: UnitScore) -> list[Value]:
    areas = len(score.areas)
    return [
        _index(sheets, area, cell(row, FIRST_COLUMN + at), cell(row, maxima_column(areas) + at))
        for at, area in enumerate(score.areas)
    ]


def _index(sheets: Sheets, area: AreaScore, points: str, most: str) -> Value:
    if area.index is None:
        return "–"
    of = sheets.view.block.criteria.most_of_area
    share = area.points / area.max_points * of if area.max_points else ONE
    text = f"{points}/{most}*{float(of):g}"
    return rounds(text, share, area.index, sheets.view.decimals)


def _means(sheets: Sheets) -> list[Value]:
    """Return the means of the printed indices over the ranked units."""
    first, means = index_column(len(sheets.view.block.areas)), sheets.view.area_means
    cells: list[Value] = []
    for at, mean in enumerate(means):
        indices = [
            Fraction(index)
            for score in sheets.view.scores()
            if (index := score.areas[at].index) is not None
        ]
        if mean is None:
            cells.append("–")
            continue
        column = first + at
        where = place((FIRST_ROW, column, FIRST_ROW + sheets.ranked - 1, column))
        mid = exact_sum(indices) / len(indices)
        cells.append(rounds(f"AVERAGE({where})", mid, mean, sheets.view.decimals))
    return cells
