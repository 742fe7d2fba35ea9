"""The good round's form, filled in; and what can be done to the round to spoil it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from unittest.mock import patch
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

from filelock import FileLock
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from typer.testing import CliRunner

from generate import row_numbers
from packing import packed, written
from parindex.cli.app import app
from parindex.evaluation.appraising import Appraisal, appraisal_workbooks
from parindex.evaluation.blanks import blank_forms
from parindex.evaluation.rounds import evaluate
from parindex.forms.appraisal.layout import DAY, WHO, Key
from parindex.forms.appraisal.layout import Column as AppraisalColumn
from parindex.forms.layout import (
    LISTS_SHEET,
    REGISTER_HEAD_ROW,
    Column,
    RegisterColumn,
    cell_name,
)
from parindex.model.ledger import Stage
from parindex.sources.round import read_round

ROUND = "round"
FORM = f"{ROUND}/submissions/MAU01.xlsx"
OLD_FORM = FORM.replace(".xlsx", ".ods")
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
    Typed("1.1", Column.EVIDENCE_ISSUER, "UBND xã Mẫu Một"),
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
    return packed(written(book), SAVED)


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


def asked(cells: tuple[Typed, ...], *edits: tuple[str, str, str]) -> Do:
    """Return what changes the questions, and sends the form of those filled in."""

    def do(folder: Path) -> None:
        swap(*edits)(folder)
        opened, _ = read_round(folder / ROUND)
        if opened is None:
            raise ValueError("the round cannot be read")
        [(_, form)] = blank_forms(opened.round, ["MAU01"])
        (folder / FORM).write_bytes(fill(load_workbook(BytesIO(form)), Recipe(cells=cells)))

    return do


def write(name: str, data: bytes) -> Do:
    """Return what writes a file."""

    def do(folder: Path) -> None:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)

    return do


def append(name: str, data: bytes) -> Do:
    """Return what writes something at the end of a file."""
    return lambda folder: write(name, (folder / name).read_bytes() + data)(folder)


def without_part(name: str, part: str) -> Do:
    """Return what leaves a part out of a workbook."""

    def do(folder: Path) -> None:
        with ZipFile(folder / name) as book:
            parts = {entry: book.read(entry) for entry in book.namelist() if entry != part}
        with ZipFile(folder / name, "w", ZIP_DEFLATED) as book:
            for entry, data in parts.items():
                book.writestr(entry, data)

    return do


@dataclass(frozen=True, slots=True)
class Said:
    """What an appraiser types into a cell of the workbook: at an item's input, or at the item."""

    item: str
    column: AppraisalColumn
    value: object
    name: str = ""


def appraised(
    *typed: Said,
    name: str = "MAU01",
    folder: str = "appraisal",
    who: tuple[object, object] = ("Phòng CCHC", datetime(2026, 2, 3)),
    stage: Stage = Stage.APPRAISAL_1,
    book: Callable[[Workbook], object] = lambda _: None,
) -> Do:
    """Return what has an appraiser fill in the unit's workbook, and puts it into the round."""

    def do(here: Path) -> None:
        loaded, _ = read_round(here / ROUND)
        if loaded is None:
            raise ValueError("the round cannot be read")
        with ThreadPoolExecutor(1) as lent:
            evaluation = evaluate(loaded, executor=lent, stage=stage.before)
            [made] = appraisal_workbooks(loaded, evaluation, Appraisal(stage), lent)
        filled = load_workbook(BytesIO(made.data))
        _appraise(filled.worksheets[0], typed, who)
        book(filled)
        write(f"{ROUND}/{folder}/{name}.xlsx", written(filled))(here)

    return do


def _appraise(sheet: Worksheet, typed: Iterable[Said], who: tuple[object, object]) -> None:
    rows: dict[tuple[str, str], int] = {}
    for row in range(1, sheet.max_row + 1):
        text = sheet.cell(row, 1).value
        key = Key.read(text)
        if key is not None:
            rows.setdefault((key.item, ""), row)
            rows[key.item, key.name] = row
        if text in {WHO, DAY}:
            sheet.cell(row, AppraisalColumn.MAX + 1, who[text == DAY])  # type: ignore[call-overload]
    for each in typed:
        row = rows[each.item, each.name]
        sheet.cell(row, each.column + 1, each.value)  # type: ignore[call-overload]


def said_of(old: str, new: str) -> Callable[[Workbook], object]:
    """Return what replaces a text in the first column of an appraisal's sheet."""

    def do(book: Workbook) -> None:
        for cell in book.worksheets[0]["A"]:
            if isinstance(cell.value, str):
                cell.value = cell.value.replace(old, new)

    return do


def scored(then: Do) -> Do:
    """Return what scores the round first."""

    def do(folder: Path) -> None:
        CliRunner().invoke(app, ["score", str(folder / ROUND)], catch_exceptions=False)
        then(folder)

    return do


def scored_by_another(folder: Path) -> None:
    """Score the round as another version would."""
    with patch("parindex.reports.documents.__version__", "0.0.1"):
        scored(lambda _: None)(folder)


def send_again(later: timedelta) -> Do:
    """Return what sends a second form of the unit, with another answer, saved so much later."""

    def do(folder: Path) -> None:
        book = load_workbook(folder / FORM)
        type_in(book, Typed("1.1", Column.EXPLANATION, "Bản đã sửa"))
        (folder / SECOND).write_bytes(packed(written(book), SAVED + later))

    return do


def cut(folder: Path) -> None:
    """Cut the form off half way."""
    data = (folder / FORM).read_bytes()
    (folder / FORM).write_bytes(data[: len(data) // 2])


def repacked(change: Callable[[str, bytes], bytes], **more: bytes) -> Do:
    """Return what changes parts of the unit's form (name, bytes), and adds others under ``xl/``."""

    def do(folder: Path) -> None:
        path, result = folder / FORM, BytesIO()
        with ZipFile(path) as source, ZipFile(result, "w", ZIP_DEFLATED) as target:
            for name in source.namelist():
                target.writestr(name, change(name, source.read(name)))
            for name, part in more.items():
                target.writestr(f"xl/{name}.bin", part)
        path.write_bytes(result.getvalue())

    return do


def calculated(item: str, where: str | Column, formula: str) -> Do:
    """Return what puts a formula behind a value of the form, as Excel does that calculated it."""

    def do(folder: Path) -> None:
        sheet = load_workbook(folder / FORM).worksheets[0]
        cell = Typed(item, where, None).cell(row_numbers(sheet)).encode()
        head = re.compile(rb'(<c r="%b"[^<>]*>)(?!</c>)' % cell)
        holding = rb"\g<1><f>%b</f>" % formula.encode()
        repacked(lambda _, part: head.sub(holding, part))(folder)

    return do


def as_open_document(folder: Path) -> None:
    """Put an OpenDocument workbook with the same cells in the form's place."""
    tables = "".join(map(_table, load_workbook(folder / FORM).worksheets))
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    with ZipFile(folder / OLD_FORM, "w") as target:
        target.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        target.writestr("META-INF/manifest.xml", "<manifest:manifest/>")
        target.writestr(
            "content.xml",
            f"<office:document-content{names}><office:body><office:spreadsheet>{tables}"
            "</office:spreadsheet></office:body></office:document-content>",
        )
    (folder / FORM).unlink()


def _table(sheet: Worksheet) -> str:
    rows = (f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in sheet.rows)
    return f"<table:table table:name={quoteattr(sheet.title)}>{''.join(rows)}</table:table>"


def _cell(cell: Cell | MergedCell) -> str:
    value = cell.value
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, datetime):
        said = f'"date" office:date-value="{value.isoformat()}"'
    elif isinstance(value, int | float):
        said = f'"float" office:value="{value}"'
    else:
        said = '"string"'
    text = escape(str(value))
    return f"<table:table-cell office:value-type={said}><text:p>{text}</text:p></table:table-cell>"


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


def without_keys(book: Workbook) -> None:
    """Delete the first column, with its keys, and the hidden sheets."""
    book.worksheets[0].delete_cols(1)
    book.remove(book[LISTS_SHEET])


def copy_sheet(book: Workbook) -> None:
    """Keep a copy of the form's sheet."""
    book.copy_worksheet(book.worksheets[0]).title = "Bản nháp"


def add_sheet(book: Workbook) -> None:
    """Add a sheet with a figure."""
    book.create_sheet("Tính nháp")["A1"] = 15


def stray_document(book: Workbook) -> None:
    """Name a document for a component that there is not."""
    sheet = book.worksheets[2]
    row = REGISTER_HEAD_ROW + 2
    sheet.cell(row, RegisterColumn.ITEM + 1).value = "9.9"
    sheet.cell(row, RegisterColumn.NUMBER + 1).value = "15/KH-MAU"


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
    from parindex.reports import typeset  # noqa: PLC0415

    typeset._letters()  # kept, so that only the typesetter lacks the font
    kept = [folder for folder in typeset._font_folders() if "serif" not in str(folder)]
    return patch.object(typeset, "_font_folders", lambda: kept)


@contextmanager
def no_memory() -> Iterator[None]:
    """Stand for a system that ends the processes which set scorecards."""
    with (
        patch("parindex.reports.scorecards.making.FEW", 0),
        patch.object(ProcessPoolExecutor, "map", side_effect=BrokenProcessPool),
    ):
        yield


@contextmanager
def another_run() -> Iterator[None]:
    """Stand for another run that writes its results and does not end."""
    folder = Path(ROUND) / "results"
    folder.mkdir()
    with FileLock(folder / ".lock"), patch("parindex.reports.runs.PATIENCE", 0):
        yield
