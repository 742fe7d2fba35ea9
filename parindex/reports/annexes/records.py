"""What stands beside the scores of a block: earlier years, surveys, and what appraisal changed."""

from collections.abc import Iterable
from fractions import Fraction

from parindex.locale import mark
from parindex.model.ledger import STAGES
from parindex.model.result import PastRound, RoundResult, UnitResult
from parindex.reports.annexes.checked import add_up, cell, rounds
from parindex.reports.annexes.sheets import Sheets, survey_lines
from parindex.reports.book import FIRST_ROW, HEAD_ROW, Value
from parindex.reports.view import BlockView


def write_records(sheets: Sheets, result: RoundResult) -> list[tuple[str, str]]:
    """Write a sheet of each kind of which there is anything; return their names and contents."""
    names, past, units = [], sheets.view.past, sheets.view.block.units
    if past and any(unit.code in past.units for unit in units):
        names.append(_change(sheets, result.year, past))
    if any(unit.score and unit.score.moves for unit in units):
        names.append(_moves(sheets))
    if survey_lines(result, sheets.view.block.code):
        names.append(_surveys(sheets, result))
    return names


def _table(
    sheets: Sheets,
    named: tuple[str, str],
    heads: list[tuple[str, float]],
    lines: Iterable[Iterable[Value]],
    decimals: int,
) -> tuple[str, str]:
    """Add a sheet of a name, with what is on it, headings as they are said, and lines."""
    book, (name, what) = sheets.book, named
    sheet = book.page(sheets.say(name, block=sheets.view.block.code))
    sheets.head_of(sheet, what, heads)
    row = FIRST_ROW
    for row, line in enumerate(lines, start=FIRST_ROW):
        book.line(sheet, row, line, decimals)
    sheet.autofilter(HEAD_ROW, 0, row, len(heads) - 1)
    return sheet.get_name(), sheets.say(what)


def _change(sheets: Sheets, year: int, past: PastRound) -> tuple[str, str]:
    """Write each unit's index, rank and band beside those of the year before."""
    say, view = sheets.say, sheets.view
    by_year = (
        (mark("Index {year}"), 10.0),
        (mark("Rank {year}"), 8.0),
        (mark("Band {year}"), 13.0),
    )
    index, rank, band = (
        [(say(text, year=then), width) for then in (past.year, year)] for text, width in by_year
    )
    heads = [(say(mark("Code")), 11.0), (say(mark("Unit")), 38.0)]
    heads += [*index, (say(mark("Change of index")), 10.0)]
    heads += [*rank, (say(mark("Places gained")), 9.0)]
    rows = enumerate(view.block.units, start=FIRST_ROW)
    lines = [_changed(unit, row, past, view) for row, unit in rows]
    if any(former or now for *_, former, now in lines):
        heads += band
    else:
        lines = [line[: len(heads)] for line in lines]
    return _table(sheets, _CHANGE, heads, lines, view.decimals)


def _changed(unit: UnitResult, row: int, past: PastRound, view: BlockView) -> list[Value]:
    then, change = past.units.get(unit.code), view.change(unit)
    moved: Value = change.moved
    if change.moved is not None:
        text = f"{cell(row, 3)}-{cell(row, 2)}"
        moved = rounds(text, Fraction(change.moved), change.moved, view.decimals)
    return [
        unit.code,
        unit.name,
        view.printed(Fraction(then.index)) if then else None,
        unit.score.index if unit.score else None,
        moved,
        then.rank if then else None,
        unit.rank,
        change.places,
        then.band if then else "",
        unit.band.for_lang(view.lang) if unit.band else "",
    ]


def _moves(sheets: Sheets) -> tuple[str, str]:
    """Write what each stage after self-assessment said of an item, with the difference."""
    say = sheets.say
    heads = [
        (mark("Code"), 11.0), (mark("Unit"), 30.0), (mark("Item"), 9.0), (mark("Stage"), 16.0),
        (mark("Before"), 9.0), (mark("After"), 9.0), (mark("Difference"), 10.0),
        (mark("Reason"), 50.0), (mark("Day"), 12.0),
    ]  # fmt: skip
    moves = [
        (unit, move)
        for unit in sheets.view.block.units
        for move in (unit.score.moves if unit.score else ())
    ]
    lines: list[list[Value]] = []
    for row, (unit, move) in enumerate(moves, start=FIRST_ROW):
        change = move.after - move.before
        difference = add_up(f"{cell(row, 5)}-{cell(row, 4)}", change, change)
        day = f"{move.day:%d/%m/%Y}" if move.day else ""
        figures = [move.before, move.after, difference]
        stage = say(STAGES[move.stage])
        lines.append([unit.code, unit.name, move.item, stage, *figures, move.reason, day])
    said = [(say(head), width) for head, width in heads]
    return _table(sheets, _APPRAISAL, said, lines, 0)


def _surveys(sheets: Sheets, result: RoundResult) -> tuple[str, str]:
    """Write what the groups of respondents said; no figure where too few did."""
    say = sheets.say
    heads = [
        (mark("Code"), 11.0), (mark("Unit"), 38.0), (mark("Item"), 9.0), (mark("Group"), 20.0),
        (mark("Answers counted"), 11.0), (mark("Not counted"), 11.0), (mark("Share (%)"), 10.0),
        (mark("± (%)"), 9.0), (mark("Remark"), 40.0),
    ]  # fmt: skip
    names = {unit.code: unit.name for unit in sheets.view.block.units}
    lines: list[list[Value]] = []
    for line in survey_lines(result, sheets.view.block.code):
        group = line.label.for_lang(sheets.view.lang) if line.label else line.group
        remark = _FEW if line.suppressed else _SMALL if line.small else ""
        lines.append([
            line.unit, names.get(line.unit, ""), line.item, group or say(mark("All groups")),
            line.counted, line.uncounted, line.share, line.half_width, say(remark),
        ])  # fmt: skip
    said = [(say(head), width) for head, width in heads]
    return _table(sheets, _SURVEY, said, lines, 2)


_CHANGE = (mark("Change {block}"), mark("Change against the year before"))
_APPRAISAL = (mark("Appraisal {block}"), mark("What appraisal changed"))
_SURVEY = (mark("Survey {block}"), mark("What the surveys say"))
_FEW = mark("Too few answered for a figure to be shown")
_SMALL = mark("Fewer answers than the survey asks for")
