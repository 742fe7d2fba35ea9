"""The good round's form, filled in; and what can be done to the round to spoil it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from unittest.mock import patch
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from typer.testing import CliRunner

from generate import packed, row_numbers
from parindex.cli.app import app
from parindex.forms.layout import Column, cell_name

ROUND = "round"
FORM = f"{ROUND}/submissions/MAU01.xlsx"
SECOND = f"{ROUND}/submissions/MAU01 (ban sua).xlsx"
SAVED = datetime(2026, 1, 10, 8, 0)

Do = Callable[[Path], object]
Rows = Mapping[tuple[str, str, str], int]
"""The row (from 1) of each row key of a form."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What is typed into a cell: at an item's input (by name) or column, or by the cell's name."""

    item: str
    where: str | Column
    value: object

    def cell(self, rows: Rows) -> str:
        """Return the name of the cell."""
        if not self.item:
            return str(self.where)
        if isinstance(self.where, Column):
            row = next(row for key, row in rows.items() if key[:2] == ("item", self.item))
            return cell_name(row - 1, self.where)
        row = next(row for key, row in rows.items() if key[1:] == (self.item, self.where))
        return cell_name(row - 1, Column.VALUE)


@dataclass(frozen=True, slots=True)
class Recipe:
    """What is done to the good round, and the command that tells of it."""

    vi: str = ""
    en: str = ""
    cells: tuple[Typed, ...] = ()
    book: Callable[[Workbook], object] = lambda _: None
    """What is done to the filled-in form before it is saved."""
    do: Do = lambda _: None
    """What is done to the folder that holds ``round/`` once the form has come in."""
    command: str = f"score {ROUND}"
    under: Callable[[], AbstractContextManager[object]] = nullcontext
    """What holds while the command runs: what no file can bring about."""

    def told(self, lang: str) -> str:
        """Say what is done; nothing where the cells say it."""
        return self.en if lang == "en" else self.vi


ANSWERS = (
    Typed("1.1", "answer", "Có"),
    Typed("1.1", Column.CLAIM, 1),
    Typed("1.1", Column.EVIDENCE_NUMBER, "12/KH-MAU"),
    Typed("1.1", Column.EVIDENCE_DAY, datetime(2025, 3, 20)),
    Typed("1.2", "planned", 10),
    Typed("1.2", "done", 9),
    Typed("1.2", Column.CLAIM, 0.9),
    Typed("1.3", "rules", 2),
    Typed("1.3", Column.CLAIM, 1),
    Typed("1.4", "hours", 24),
    Typed("1.4", Column.CLAIM, 0.5),
    Typed("1.5", Column.CLAIM, 0.5),
)
"""How the unit fills in its form well."""


def fill(book: Workbook, recipe: Recipe) -> bytes:
    """Fill a blank form in well, then spoil it as the recipe says; return the file's bytes."""
    type_in(book, *ANSWERS, *recipe.cells)
    recipe.book(book)
    return packed(book, SAVED)


def type_in(book: Workbook, *typed: Typed) -> None:
    """Type into cells of the form."""
    sheet = book.worksheets[0]
    rows = row_numbers(sheet)
    for each in typed:
        sheet[each.cell(rows)].value = each.value


def typed(item: str, where: str | Column, value: object) -> Recipe:
    """Return the recipe that types over one cell."""
    return Recipe(cells=(Typed(item, where, value),))


def swap(*edits: tuple[str, str, str]) -> Do:
    """Return what replaces texts in files of the round: file, old, new."""

    def do(folder: Path) -> None:
        for name, old, new in edits:
            path = folder / ROUND / name
            text = path.read_text(encoding="utf-8")
            if old not in text:
                raise ValueError(f"{old!r} is not in {name}")
            path.write_text(text.replace(old, new), encoding="utf-8")

    return do


def write(name: str, data: bytes) -> Do:
    """Return what writes a file."""

    def do(folder: Path) -> None:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)

    return do


def without_part(name: str, part: str) -> Do:
    """Return what leaves a part out of a workbook."""

    def do(folder: Path) -> None:
        with ZipFile(folder / name) as book:
            parts = {entry: book.read(entry) for entry in book.namelist() if entry != part}
        with ZipFile(folder / name, "w", ZIP_DEFLATED) as book:
            for entry, data in parts.items():
                book.writestr(entry, data)

    return do


def scored(then: Do) -> Do:
    """Return what scores the round first."""

    def do(folder: Path) -> None:
        CliRunner().invoke(app, ["score", str(folder / ROUND)], catch_exceptions=False)
        then(folder)

    return do


def send_again(later: timedelta) -> Do:
    """Return what sends a second form of the unit, with another answer, saved so much later."""

    def do(folder: Path) -> None:
        book = load_workbook(folder / FORM)
        type_in(book, Typed("1.1", Column.EXPLANATION, "Bản đã sửa"))
        (folder / SECOND).write_bytes(packed(book, SAVED + later))

    return do


def cut(folder: Path) -> None:
    """Cut the form off half way."""
    data = (folder / FORM).read_bytes()
    (folder / FORM).write_bytes(data[: len(data) // 2])


def last_row(sheet: Worksheet) -> int:
    """Return the row of the last item."""
    return max(row_numbers(sheet).values())


def copy_row(book: Workbook) -> None:
    """Copy the last item's row to the foot of the sheet."""
    sheet = book.worksheets[0]
    sheet.append([cell.value for cell in sheet[last_row(sheet)]])


def insert_row(book: Workbook) -> None:
    """Insert a row above the last item, and write into it."""
    sheet = book.worksheets[0]
    row = last_row(sheet)
    sheet.insert_rows(row)
    sheet.cell(row, Column.NAME + 1).value = "Việc làm thêm của xã"


def empty(book: Workbook) -> None:
    """Take every answer out again."""
    type_in(book, *(replace(answer, value=None) for answer in ANSWERS))


def nothing_applies(folder: Path) -> None:
    """Exempt the unit from all there is."""
    swap(
        ("criteria.yaml", "    max: 5\n", "    max: 5\n    not_applicable: exclude\n"),
        ("units.csv", "MAU01,Xã Mẫu Một,XA,", "MAU01,Xã Mẫu Một,XA,1"),
    )(folder)


def dead_reader() -> AbstractContextManager[object]:
    """Stand for a file on which its reader is stopped."""

    def stopped(_: object, __: object, files: list[str], **___: object) -> Iterator[object]:
        return ((file, None) for file in files)

    return patch("parindex.evaluation.files.run_guarded", stopped)


def no_serif() -> AbstractContextManager[object]:
    """Stand for an installation without the report's font."""
    from parindex.reports import pdf  # noqa: PLC0415

    pdf._letters()  # kept, so that only the typesetter lacks the font
    kept = [folder for folder in pdf._font_folders() if "serif" not in str(folder)]
    return patch.object(pdf, "_font_folders", lambda: kept)
