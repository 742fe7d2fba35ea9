"""Fills the forms of the sample round: every answer is invented, and the same each time.

Run ``python samples/generate.py`` after a change to the criteria sets or to the form. The forms
are those that ``parindex template`` writes, with the answers in their cells; some are then spoiled
with openpyxl in the ways real units spoil them (see ``MISTAKES``).
"""

from collections.abc import Callable
from datetime import datetime, timedelta
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
from parindex.evaluation.made_up import filled
from parindex.forms.layout import Column, RowKey
from parindex.forms.write import FormOrder, write_form
from parindex.model.criteria import CriteriaSet
from parindex.model.round import Unit
from parindex.sources.round import RoundFolder, read_round

ROUND = Path(__file__).parent / "round-2025"
SEED = 2025
SAVED = datetime(2026, 1, 10, 8, 0)


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
