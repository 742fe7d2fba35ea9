"""Appraisals for tests: workbooks that the product makes, filled in as an appraiser does."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from parindex.evaluation.appraising import Appraisal, appraisal_workbooks
from parindex.evaluation.rounds import Evaluation, evaluate
from parindex.forms.appraisal.layout import DAY, WHO, Column, Key
from parindex.model.ledger import Stage
from tests.evaluation.made_rounds import opened

Typed = Mapping[tuple[str, str, Column], object]
"""What is typed, by item, input (empty: the first row of the item) and column."""

WHO_SAYS, ON = "Phòng CCHC", datetime(2026, 2, 3)


def evaluated(path: Path, stage: Stage | None = None) -> Evaluation:
    """Evaluate a round on a lent thread, without child processes."""
    with ThreadPoolExecutor(1) as lent:
        return evaluate(opened(path), executor=lent, stage=stage)


def made(path: Path, stage: Stage, **wanted: object) -> dict[str, bytes]:
    """Return the workbooks that are made for a stage, by name."""
    order = Appraisal(stage, **wanted)  # type: ignore[arg-type]
    with ThreadPoolExecutor(1) as lent:
        evaluation = evaluate(opened(path), executor=lent, stage=stage.before)
        books = appraisal_workbooks(opened(path), evaluation, order, lent)
        return {book.name: book.data for book in books}


def workbook(path: Path, unit: str, stage: Stage = Stage.APPRAISAL_1) -> bytes:
    """Return the workbook of a unit at a stage."""
    [book] = made(path, stage, units=frozenset({unit})).values()
    return book


def rows_of(sheet: Worksheet, unit: str) -> dict[tuple[str, str], int]:
    """Return the rows (from 1) of a unit's inputs; those of items stand under an empty name."""
    rows: dict[tuple[str, str], int] = {}
    for row in range(1, sheet.max_row + 1):
        key = Key.read(sheet.cell(row, 1).value)
        if key is not None and key.unit == unit:
            rows.setdefault((key.item, ""), row)
            rows[key.item, key.name] = row
    return rows


def signed(sheet: Worksheet, who: str | None, day: object) -> None:
    """Say who filled a workbook in, and when."""
    for row in range(1, 15):
        said = {WHO: who, DAY: day}
        if sheet.cell(row, 1).value in said:
            sheet.cell(row, Column.MAX + 1).value = said[str(sheet.cell(row, 1).value)]  # type: ignore[assignment]


def filled_in(
    data: bytes, unit: str, typed: Typed, *, who: str | None = WHO_SAYS, day: object = ON
) -> Workbook:
    """Return a workbook with what is typed for a unit."""
    book = load_workbook(BytesIO(data))
    sheet = book.worksheets[0]
    signed(sheet, who, day)
    rows = rows_of(sheet, unit)
    for (item, name, column), value in typed.items():
        sheet.cell(rows[item, name], column + 1).value = value  # type: ignore[assignment]
    return book


def return_(
    path: Path,
    name: str,
    unit: str,
    typed: Typed,
    *,
    stage: Stage = Stage.APPRAISAL_1,
    who: str | None = WHO_SAYS,
    day: object = ON,
) -> Path:
    """Put what an appraiser, or a unit that explains itself, returns into the round's folder."""
    folder = "explanations" if stage is Stage.EXPLANATION else "appraisal"
    target = path / folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    filled_in(workbook(path, unit, stage), unit, typed, who=who, day=day).save(target)
    return target
