"""An appraisal of the small set's unit XA01, whose form is filled in well."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from parindex.evaluation.plan import Plan
from parindex.forms.appraisal.layout import DAY, WHO, Column, Key
from parindex.forms.appraisal.order import AppraisalOrder, AppraisedItem
from parindex.forms.appraisal.read import Returned, read_appraisal
from parindex.forms.appraisal.write import write_appraisal
from parindex.forms.open import open_form
from parindex.forms.read import read_answers
from parindex.model.criteria import CriteriaSet
from parindex.model.ledger import Entry, Stage
from parindex.model.round import RoundSpec, Unit
from parindex.scoring.item import score_item
from tests.conftest import Clerk
from tests.office import opened_book

FORM = "0123456789abcdef" * 4
UNIT = Unit("XA01", "Xã Hoa Mai", "XA")


@pytest.fixture(scope="session")
def order(
    blank_form: Callable[[str], bytes],
    plan: Plan,
    criteria: CriteriaSet,
    spec: RoundSpec,
    tmp_path_factory: pytest.TempPathFactory,
) -> AppraisalOrder:
    """Return what the first appraisal of the unit is made from."""
    folder = tmp_path_factory.mktemp("order")
    form, _ = open_form(Clerk(blank_form("XA01"), plan, folder, "XA01.xlsx").fill().save())
    assert form is not None
    answers, _ = read_answers(form, criteria)
    items = []
    for item in criteria.items:
        answer = answers[item.code]
        score = score_item(item, answer, criteria.policies[item.code], exempt=False)
        items.append(
            AppraisedItem(UNIT, item, answer, answer, score.points, score.points, form=FORM)
        )
    return AppraisalOrder(spec, criteria, Stage.APPRAISAL_1, UNIT.name, tuple(items))


@pytest.fixture(scope="session")
def blank_appraisal(order: AppraisalOrder) -> bytes:
    """Return the workbook of the first appraisal."""
    return write_appraisal(order)


class Appraiser:
    """Fills in an appraisal workbook with openpyxl, saves it, and has it read back."""

    def __init__(self, data: bytes, criteria: CriteriaSet, folder: Path) -> None:
        self.book = opened_book(data)
        self.sheet = self.book.worksheets[0]
        self.criteria, self.path = criteria, folder / "appraisal.xlsx"
        self.sign()

    def sign(self, who: object = "Phòng CCHC", day: object = datetime(2026, 2, 3)) -> None:
        """Say who appraised, and when."""
        self.at(self.row_of(WHO), Column.MAX).value = who
        self.at(self.row_of(DAY), Column.MAX).value = day

    def row_of(self, key: str) -> int:
        """Return the row (from 1) with a key in column A."""
        keys = [cell.value for cell in self.sheet["A"]]
        return keys.index(key) + 1

    def row(self, item: str, name: str = "") -> int:
        """Return the row of an input, or the first one of an item."""
        for number, cell in enumerate(self.sheet["A"], start=1):
            key = Key.read(cell.value)
            if key and key.item == item and name in {"", key.name}:
                return number
        raise KeyError(item, name)

    def at(self, row: int, column: Column) -> Any:
        """Return a cell."""
        return self.sheet.cell(row, column + 1)

    def type(self, item: str, name: str, column: Column, value: object) -> str:
        """Type into a cell and return its name."""
        cell = self.at(self.row(item, name), column)
        cell.value = value
        return str(cell.coordinate)

    def lines(self) -> list[list[Any]]:
        """Return the rows of the sheet as lists of values."""
        return [list(line) for line in self.sheet.iter_rows(values_only=True)]

    def unmerge(self) -> None:
        """Take apart what is one cell over several."""
        for area in list(self.sheet.merged_cells.ranges):
            self.sheet.unmerge_cells(str(area))

    def rewrite(self, lines: list[list[Any]]) -> None:
        """Put other rows in place of all rows, as after sorting, inserting or deleting."""
        self.unmerge()
        self.sheet.delete_rows(1, self.sheet.max_row)
        for line in lines:
            self.sheet.append(line)

    def save(self) -> Path:
        """Save the workbook and return its path."""
        self.book.save(self.path)
        return self.path

    def read(self) -> Returned:
        """Save the workbook and read its one appraisal."""
        [returned] = read_appraisal(self.save(), "a.xlsx", {"XA01": self.criteria})
        return returned

    def entries(self) -> dict[str, Entry]:
        """Return what it says by item; nothing may be wrong with it."""
        returned = self.read()
        assert [(f.code, f.place.cell) for f in returned.findings] == []
        return {entry.item: entry for entry in returned.entries}

    def told(self) -> list[tuple[str, str | None]]:
        """Return code and cell of what is wrong."""
        return [(f.code, f.place.cell) for f in self.read().findings]


@pytest.fixture
def appraiser(blank_appraisal: bytes, criteria: CriteriaSet, tmp_path: Path) -> Appraiser:
    """Return an appraiser with the workbook of the first appraisal."""
    return Appraiser(blank_appraisal, criteria, tmp_path)


@pytest.fixture
def new_appraiser(tmp_path: Path) -> Callable[[AppraisalOrder], Appraiser]:
    """Return what gives an appraiser with the workbook of another order."""
    return lambda order: Appraiser(write_appraisal(order), order.criteria, tmp_path)
