"""Fills the forms of the sample round: every answer is invented, and the same each time.

Run ``python samples/generate.py`` after a change to the criteria sets or to the form. The forms
are those that ``parindex template`` writes, with the answers in their cells; some are then spoiled
with openpyxl in the ways real units spoil them (see ``MISTAKES``).
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from random import Random
from unicodedata import normalize

from openpyxl import load_workbook
from openpyxl.cell import Cell as BookCell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

import dossiers
import years
from answers import answers
from appraisals import appraise
from packing import packed, written
from parindex.checks.round import exempt_items
from parindex.checks.submission import within_bounds
from parindex.forms.layout import Column, RowKey
from parindex.forms.rows import rows_of
from parindex.forms.write import FormOrder, write_form
from parindex.model.criteria import CriteriaSet, Criterion
from parindex.model.finding import Finding
from parindex.model.number import rounded
from parindex.model.round import Unit
from parindex.model.rule import Input, Outcome, Value, Values
from parindex.model.submission import Answer
from parindex.scoring.item import ItemScore, score_item
from parindex.scoring.rules.deadline import Deadline
from parindex.sources.round import RoundFolder, read_round
from parindex.sources.workbook import Cell

ROUND = Path(__file__).parent / "round-2025"
SEED = 2025
SAVED = datetime(2026, 1, 10, 8, 0)
Answering = Callable[[CriteriaSet, Criterion, float, Random], tuple[Values, ItemScore]]
"""Draws the answers to an item that come near a share of its maximum."""

_SECTIONS = ("I", "II", "III")
_FEW = (0, 0, 0, 0, 1, 1, 2, 3)
_MANY = (4, 6, 8, 10, 12, 15, 20, 24, 30, 48, 60, 96, 150, 240)


def main() -> None:
    """Write every submission of the sample round."""
    folder, findings = read_round(ROUND)
    if folder is None:
        raise SystemExit("\n".join(f"{finding.place} {finding.code}" for finding in findings))
    target = ROUND / "submissions"
    target.mkdir(exist_ok=True)
    for old in target.glob("*"):
        old.unlink()
    for number, unit in enumerate(folder.round.units):
        for name, data in submissions(folder, unit, number).items():
            (target / name).write_bytes(data)
    (ROUND / "surveys" / "answers.csv").write_bytes(answers(folder.round.units, SEED))
    years.write(ROUND / "history.csv", folder.round.units, SEED)
    dossiers.write(ROUND / "tables" / "ho-so-2025.csv", dossiers.register())
    appraise(ROUND)


def submissions(folder: RoundFolder, unit: Unit, number: int) -> dict[str, bytes]:
    """Return the files a unit sends, by name."""
    rng = Random(f"{SEED} {unit.code}")
    block = folder.round.block(unit.block)
    criteria = block.criteria
    if unit.code == "XA09":
        criteria = last_year(criteria)
    exempt = exempt_items(unit, block)
    data = write_form(filled(FormOrder(folder.round.spec, criteria, unit, exempt), rng))
    saved = SAVED + timedelta(minutes=7 * number)
    if unit.code == "XA15":
        return {}
    if unit.code == "XA12":
        book = load_workbook(BytesIO(data))
        row = claim_cell(book, criteria, 0).row
        book.worksheets[0].cell(row, Column.EXPLANATION + 1).value = "Bản đã sửa"
        second = packed(written(book), saved + timedelta(hours=5))
        return {"XA12.xlsx": packed(data, saved), "XA12 (ban sua).xlsx": second}
    if unit.code in MISTAKES:
        book = load_workbook(BytesIO(data))
        MISTAKES[unit.code](book, criteria)
        data = written(book)
    data = packed(data, saved)
    if unit.code == "XA22":
        data = data[: len(data) // 2]
    name = "Bieu tu danh gia - Cay Da.xlsx" if unit.code == "XA01" else f"{unit.code}.xlsx"
    return {name: data}


def filled(
    order: FormOrder, rng: Random, ability: float | None = None, answered: Answering | None = None
) -> FormOrder:
    """Answer every item as a unit of some ability would, with evidence of the round's year."""
    ability = rng.betavariate(7, 2) if ability is None else ability
    answered = answered or answer
    rows = rows_of(order.criteria)
    cells: dict[str, Cell] = {}
    answers = {}
    taken: set[int] = set()
    for item in order.criteria.items:
        if item.code in order.exempt:
            continue
        target = min(max(rng.gauss(ability, 0.2), 0), 1)
        values, score = answered(order.criteria, item, target, rng)
        if item.scored_by in {"survey", "table"}:
            continue
        at = rows.nodes[item.code]
        for name, value in values.items():
            cells[at.cell(Column.VALUE, name)] = shown(item.fields[name], value)
        claim = rounded(score.points, 2)
        cells[at.cell(Column.CLAIM)] = float(claim)
        answers[item.code] = Answer(values, claim=Fraction(claim))
        if item.evidence != "none":
            named = evidence(rng, taken, order.spec.year)
            cells |= {at.cell(column): held for column, held in named.items()}
    return replace(order, filled=cells, answers=answers)


def evidence(rng: Random, taken: set[int], year: int) -> dict[Column, str | datetime]:
    """Name an invented document of the year, under a number that is not taken."""
    day = datetime(year, 1, 2) + timedelta(days=rng.randrange(360))
    number = rng.randrange(10, 900)
    while number in taken:
        number += 1
    taken.add(number)
    kind = rng.choice(("BC", "KH", "QĐ", "CV"))
    return {
        Column.EVIDENCE_NUMBER: f"{number}/{kind}-MAU",
        Column.EVIDENCE_DAY: day,
        Column.EVIDENCE_ISSUER: "Đơn vị mẫu",
        Column.EVIDENCE_PLACE: f"Mục {rng.choice(_SECTIONS)}, trang {rng.randrange(1, 20)}",
        Column.EVIDENCE_FILE: f"{number}_{kind}.pdf",
    }


def answer(
    criteria: CriteriaSet, item: Criterion, target: float, rng: Random
) -> tuple[Values, ItemScore]:
    """Draw answers until one comes near the share of the maximum aimed at."""
    best: tuple[float, Values, ItemScore] | None = None
    for _ in range(60):
        drawn = draw(item, rng)
        claim = None
        if item.rule is not None and item.rule.from_claim:
            claim = Fraction(rng.randrange(5), 4) * item.max_points
            step = getattr(item.rule, "step", None) or Fraction(1, 4)
            claim = claim // step * step
        checked, outside = within_bounds(item, Answer(values=drawn, claim=claim), _ignore)
        score = score_item(item, checked, criteria.policies[item.code], exempt=False)
        if outside or score.outcome is not Outcome.SCORED:
            continue
        distance = abs(float(score.points / item.max_points) - target)
        if best is None or distance < best[0]:
            best = (distance, drawn, score)
        if distance < 0.08:
            break
    if best is None:
        raise RuntimeError(f"no answer fits {item.code}")
    return best[1], best[2]


def draw(item: Criterion, rng: Random) -> dict[str, Value]:
    """Draw a value for each input; those that bound others come first."""
    values: dict[str, Value] = {}
    fields = sorted(item.fields.items(), key=lambda pair: isinstance(pair[1].at_most, str))
    for name, field in fields:
        values[name] = draw_value(item, name, field, values, rng)
    return {name: values[name] for name in item.fields}


def draw_value(
    item: Criterion, name: str, field: Input, values: dict[str, Value], rng: Random
) -> Value:
    """Draw a value of the input's type, within its bounds."""
    match field.type:
        case "yes_no":
            return rng.random() < 0.8
        case "choice":
            return rng.choice(list(field.options))
        case "date":
            return draw_day(item, name, rng)
        case "text":
            return "Mẫu"
    least = field.at_least if isinstance(field.at_least, Fraction) else Fraction(0)
    bound = values.get(field.at_most) if isinstance(field.at_most, str) else field.at_most
    if isinstance(field.at_least, str):
        floor = values.get(field.at_least)
        least = floor if isinstance(floor, Fraction) else least
    if field.type == "count":
        if isinstance(bound, Fraction):
            share = rng.choice((1, 1, 0.98, 0.95, 0.92, 0.9, 0.85, 0.75, 0.5, 0.1, 0))
            drawn = Fraction(round(float(bound) * share))
        else:
            drawn = Fraction(rng.choice(rng.choice((_FEW, _MANY))))
        return max(drawn, least)
    most = bound if isinstance(bound, Fraction) else Fraction(1 if field.type == "percent" else 100)
    return least + (most - least) * Fraction(
        rng.choice((1000, 970, 945, 912, 880, 825, 700, 400)), 1000
    )


def draw_day(item: Criterion, name: str, rng: Random) -> datetime | None:
    """Draw a day, mostly before what is due falls due; now and then there is none."""
    if rng.random() < 0.03:
        return None
    due = datetime(2025, 12, 15)
    if isinstance(item.rule, Deadline):
        due = next(paper.due for paper in item.rule.papers if paper.of == name)
    day = due - timedelta(days=rng.choice((0, 1, 2, 3, 5, 8, 12, -1, -3, -9, -20)))
    return datetime(day.year, day.month, day.day)


def shown(field: Input, value: Value) -> str | int | float | datetime:
    """Return what a clerk types for a value."""
    match value:
        case None:
            return "Không"
        case bool():
            return "Có" if value else "Không"
        case Fraction():
            return int(value) if value.denominator == 1 else float(value)
        case str() if field.type == "choice":
            return field.options[value].vi
        case _:
            return value


def last_year(criteria: CriteriaSet) -> CriteriaSet:
    """Return the set as it stood for the year before."""
    return CriteriaSet.model_construct(**dict(criteria) | {"year": criteria.year - 1})


def row_numbers(sheet: Worksheet) -> dict[tuple[str, str, str], int]:
    """Return the row (from 1) of each row key."""
    found = {}
    for row in range(1, sheet.max_row + 1):
        key = RowKey.read(sheet.cell(row, Column.KEY + 1).value)
        if key is not None:
            found[tuple(key)] = row
    return found  # type: ignore[return-value]


def _ignore(code: str, item: Criterion, _: str, **values: object) -> Finding:
    return Finding(code, values=values, item=item.code)


def first_cell(book: Workbook, criteria: CriteriaSet, kind: str, number: int = 0) -> BookCell:
    """Return the cell of the n-th input of a type."""
    found = [
        (item.code, name)
        for item in criteria.items
        for name, field in item.fields.items()
        if field.type == kind
    ]
    code, name = found[number]
    sheet = book.worksheets[0]
    row = next(r for key, r in row_numbers(sheet).items() if key[1:] == (code, name))
    return plain_cell(sheet, row, Column.VALUE)


def claim_cell(book: Workbook, criteria: CriteriaSet, number: int) -> BookCell:
    """Return the claim of the n-th item."""
    code = criteria.items[number].code
    sheet = book.worksheets[0]
    row = next(r for key, r in row_numbers(sheet).items() if key[:2] == ("item", code))
    return plain_cell(sheet, row, Column.CLAIM)


def plain_cell(sheet: Worksheet, row: int, column: Column) -> BookCell:
    """Return the cell that holds a value, which no merged area hides."""
    cell = sheet.cell(row, column + 1)
    if not isinstance(cell, BookCell):
        raise TypeError(cell.coordinate)
    return cell


def decimal_comma(book: Workbook, criteria: CriteriaSet) -> None:
    """Type figures as text, with a decimal comma."""
    for number in range(6):
        cell = claim_cell(book, criteria, number)
        cell.value = str(cell.value).replace(".", ",")
    cell = first_cell(book, criteria, "count", 1)
    cell.value = f"{cell.value},0"


def missing_answers(book: Workbook, criteria: CriteriaSet) -> None:
    """Leave a figure and a date blank."""
    first_cell(book, criteria, "count", 0).value = None
    first_cell(book, criteria, "date", 0).value = None


def too_high_claim(book: Workbook, criteria: CriteriaSet) -> None:
    """Claim more than the maximum."""
    claim_cell(book, criteria, 2).value = float(criteria.items[2].max_points) + 1


def differing_claims(book: Workbook, criteria: CriteriaSet) -> None:
    """Claim the maximum whatever the data say."""
    for number in range(0, len(criteria.items), 4):
        claim_cell(book, criteria, number).value = float(criteria.items[number].max_points)


def inserted_row(book: Workbook, criteria: CriteriaSet) -> None:
    """Add a row by hand in the middle of the form; the cells below move down."""
    sheet = book.worksheets[0]
    cell = claim_cell(book, criteria, 5)
    row = cell.row
    merged = [area for area in sheet.merged_cells.ranges if area.min_row >= row]
    for area in merged:
        sheet.unmerge_cells(str(area))
    sheet.insert_rows(row)
    for area in merged:
        area.shift(row_shift=1)
        sheet.merge_cells(str(area))
    sheet.cell(row, Column.NAME + 1).value = "Việc làm thêm của xã"
    sheet.cell(row, Column.VALUE + 1).value = 3


def renamed_sheet(book: Workbook, _: CriteriaSet) -> None:
    """Give the sheet another name."""
    book.worksheets[0].title = "XA06 nộp ngày 10-01"


def error_value(book: Workbook, criteria: CriteriaSet) -> None:
    """Leave a formula's error in a cell, and a formula that nothing has calculated in another."""
    first_cell(book, criteria, "count", 2).value = "#DIV/0!"
    first_cell(book, criteria, "count", 3).value = "=10+5"


def out_of_bounds(book: Workbook, criteria: CriteriaSet) -> None:
    """Declare more done than was planned."""
    item, name = next(
        (item, name)
        for item in criteria.items
        for name, field in item.fields.items()
        if isinstance(field.at_most, str)
    )
    sheet = book.worksheets[0]
    row = next(r for key, r in row_numbers(sheet).items() if key[1:] == (item.code, name))
    sheet.cell(row, Column.VALUE + 1).value = 5000


def typed_dates(book: Workbook, criteria: CriteriaSet) -> None:
    """Type dates as text, and one that cannot be a date."""
    cell = first_cell(book, criteria, "date", 0)
    cell.value = "05/08/2025"
    first_cell(book, criteria, "date", 1).value = "đã nộp"


def typed_ticks(book: Workbook, criteria: CriteriaSet) -> None:
    """Answer yes with an x, a tick and decomposed letters."""
    first_cell(book, criteria, "yes_no", 0).value = "x"
    first_cell(book, criteria, "yes_no", 1).value = "✓"
    first_cell(book, criteria, "yes_no", 2).value = normalize("NFD", "Có") + "\u00a0"


def no_evidence(book: Workbook, criteria: CriteriaSet) -> None:
    """Name no evidence for some items and explain nothing."""
    sheet = book.worksheets[0]
    for number in (3, 4, 9):
        row = claim_cell(book, criteria, number).row
        for column in range(Column.EVIDENCE_NUMBER, Column.EXPLANATION + 1):
            sheet.cell(row, column + 1).value = None


MISTAKES: dict[str, Callable[[Workbook, CriteriaSet], None]] = {
    "SO03": decimal_comma,
    "SO05": missing_answers,
    "SO07": too_high_claim,
    "SO08": differing_claims,
    "SO11": error_value,
    "SO14": out_of_bounds,
    "XA04": inserted_row,
    "XA06": renamed_sheet,
    "XA17": typed_dates,
    "XA18": typed_ticks,
    "XA27": no_evidence,
}
"""What is wrong with whose form; XA09, XA12, XA15 and XA22 are spoiled in ``submissions``."""


if __name__ == "__main__":
    main()
