"""The ranking of a block: points, index and rank as formulas a reader can check."""

from fractions import Fraction

from parindex.locale import mark
from parindex.model.ledger import Stage
from parindex.model.number import ZERO, exact_sum
from parindex.model.result import UnitResult, UnitScore
from parindex.reports.annexes.areas import maxima_column, total_column
from parindex.reports.annexes.checked import Cell, add_up, cell, number_of, place, rounds, shown
from parindex.reports.annexes.sheets import Sheets
from parindex.reports.book import FIRST_ROW, HEAD_ROW, Formula, Value

POINTS, MAXIMUM, INDEX, BONUS, PENALTY, BAND = 3, 4, 5, 6, 7, 8


def write_ranking(sheets: Sheets) -> None:
    """Write a line a unit, in the order of print, then the mean of those ranked."""
    book, view, say = sheets.book, sheets.view, sheets.say
    sheet = sheets.ranking
    texts = (mark("Points"), mark("Maximum")), (mark("Bonus"), mark("Penalty"))
    heads = [*sheets.unit_heads(), *((say(text), 10.0) for text in texts[0])]
    heads += [(view.index_head, 10.0), *((say(text), 10.0) for text in texts[1])]
    bands = [(say(mark("Band")), 13.0)] if view.banded else []
    heads += bands
    before_at = len(heads)
    if sheets.appraised:
        heads += [(say(mark("Index by self-assessment")), 12.0), (say(mark("Difference")), 10.0)]
    heads += [(say(mark("Remark")), 34.0)]
    sheets.head_of(sheet, mark("Ranking"), heads)
    sheet.freeze_panes(FIRST_ROW, POINTS)
    lines = {unit.code: line for line, (unit, _) in enumerate(sheets.scored, start=FIRST_ROW)}
    ranks = _ranks(sheets)
    rows = list(view.rows())
    for at, row in enumerate(rows, start=FIRST_ROW):
        score = row.unit.score
        figures = _figures(sheets, at, lines[row.unit.code], score) if score else [None] * 5
        before = _before(sheets, (at, before_at), row.unit) if sheets.appraised else []
        rank = _rank(at, sheets.ranked, row.rank) if ranks and row.rank else row.rank
        band = [row.band] if bands else []
        values = [rank, row.unit.code, row.unit.name, *figures, *band, *before, row.remark]
        book.line(sheet, at, values, view.decimals)
    last = FIRST_ROW + len(rows)
    blanks = [None] * (len(heads) - INDEX - 1)
    mean = ["", "", say(mark("Mean of those ranked")), None, None, _mean(sheets), *blanks]
    book.line(sheet, last, mean, view.decimals)
    book.stress(sheet, last, len(heads))
    sheet.autofilter(HEAD_ROW, 0, max(last - 1, FIRST_ROW), len(heads) - 1)


def _figures(sheets: Sheets, row: int, line: int, score: UnitScore) -> list[Value]:
    """Return points, maximum, index, bonus and penalty of a unit."""
    points = shown(_points(sheets, row, line, score), sheets.view)
    most = shown(_maximum(sheets, line, score), sheets.view)
    of = sheets.view.block.criteria.out_of
    text = f"{cell(row, POINTS)}/{cell(row, MAXIMUM)}*{float(of):g}"
    index = number_of(points) / number_of(most) * of
    checked = rounds(text, index, score.index, sheets.view.decimals)
    return [points, most, checked, score.bonus, score.penalty]


def _points(sheets: Sheets, row: int, line: int, score: UnitScore) -> Cell:
    """Return the sum of the areas with bonus and penalty, never over the maximum or under 0."""
    comes_to = exact_sum([area.points for area in score.areas]) + score.bonus - score.penalty
    text = cell(line, total_column(len(score.areas)), sheets.areas.get_name())
    text += f"+{cell(row, BONUS)}-{cell(row, PENALTY)}"
    if comes_to < ZERO:
        text, comes_to = f"MAX({text},0)", ZERO
    if sheets.view.block.criteria.cap_total:
        text = f"MIN({text},{cell(row, MAXIMUM)})"
        comes_to = min(comes_to, score.max_points)
    return add_up(text, comes_to, score.points)


def _maximum(sheets: Sheets, line: int, score: UnitScore) -> Cell:
    text = cell(line, maxima_column(len(score.areas)) + len(score.areas), sheets.areas.get_name())
    most = exact_sum([area.max_points for area in score.areas])
    return add_up(text, most, score.max_points)


def _before(sheets: Sheets, at: tuple[int, int], unit: UnitResult) -> list[Value]:
    """Return the index before any appraisal, which stands there, and what appraisal made of it."""
    first = sheets.view.index_at(unit, Stage.SELF)
    if first is None or unit.score is None:
        return [None, None]
    change = unit.score.index - first
    text = f"{cell(at[0], INDEX)}-{cell(*at)}"
    return [first, rounds(text, Fraction(change), change, sheets.view.decimals)]


def _ranks(sheets: Sheets) -> bool:
    """Tell whether the ranks are those that RANK gives: by the printed index, ties left out."""
    criteria = sheets.view.block.criteria
    if (criteria.rank_on, criteria.ties) != ("published", "competition"):
        return False
    indices = [score.index for score in sheets.view.scores()]
    firsts = {index: at for at, index in reversed(list(enumerate(indices, start=1)))}
    ranks = [unit.rank for unit in sheets.view.block.ranked]
    return ranks == [firsts[index] for index in indices]


def _rank(row: int, ranked: int, rank: int) -> Formula:
    among = place((FIRST_ROW, INDEX, FIRST_ROW + ranked - 1, INDEX), fixed=True)
    return Formula(f"=RANK({cell(row, INDEX)},{among})", rank)


def _mean(sheets: Sheets) -> Value:
    mean = sheets.view.summary().mean
    if mean is None:
        return None
    indices = [Fraction(score.index) for score in sheets.view.scores()]
    among = place((FIRST_ROW, INDEX, FIRST_ROW + sheets.ranked - 1, INDEX))
    mid = exact_sum(indices) / len(indices)
    return rounds(f"AVERAGE({among})", mid, mean, sheets.view.decimals)
