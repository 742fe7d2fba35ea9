"""A round in which a unit was appraised, explained itself, and was appraised again."""

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from parindex.evaluation.accounts import account_of
from parindex.evaluation.appraising import Appraisal, appraisal_workbooks
from parindex.evaluation.rounds import evaluate
from parindex.forms.appraisal.layout import DAY, WHO, Column, Key
from parindex.model.ledger import Stage
from parindex.model.submission import CLAIM
from parindex.reports.account import Account
from tests.evaluation.made_rounds import criteria_text, filled, opened, send, write_round

HOSTILE = "Chưa đủ | *hồ sơ* <b>thiếu</b> `x` _y_ [z](http://z.vn) &amp; $1$\n# Dòng hai\n- Dòng ba"
"""A reason that would be markup in Markdown, HTML and typst."""

_COUNT = "type: count, label: {{ vi: '{0}', en: '{1}' }}"
_DONE = f"inputs: {{ done: {{ {_COUNT.format('Số việc đã làm', 'Tasks done')} }} }}"
_TASKS = (
    f"max: 5, {_DONE}, rule: {{ kind: bands, of: done, bands: "
    "[{ from: 10, points: 5 }, { from: 8, points: 2 }, { from: 0, points: 0 }] }"
)
_AMONG = f"max: 10, {_DONE}, rule: {{ kind: cohort, of: done, when_zero: full }}"
CRITERIA = criteria_text(
    [("10", [_TASKS, "max: 5, rule: { kind: judged }"]), ("10", [_AMONG])], "20"
)
UNITS = {"A1": "Sở Một", "A2": "Sở Hai"}

Typed = Mapping[tuple[str, Column], object]


def appraised(path: Path, stage: Stage, typed: Typed, who: str) -> None:
    """Let the product make the workbook of A1, and put it back filled in."""
    folder = opened(path)
    evaluation = evaluate(folder, workers=1)
    wanted = Appraisal(stage, units=frozenset({"A1"}))
    [made] = appraisal_workbooks(folder, evaluation, wanted)
    book = load_workbook(BytesIO(made.data))
    sheet = book.worksheets[0]
    for row in range(1, sheet.max_row + 1):
        text = sheet.cell(row, 1).value
        said: dict[str, str | datetime] = {WHO: who, DAY: datetime(2026, 2, 3)}
        if text in said:
            sheet.cell(row, Column.MAX + 1, said[str(text)])
        key = Key.read(text)
        for (item, column), value in typed.items():
            if key is not None and key.item == item:
                sheet.cell(row, column + 1, value)  # type: ignore[call-overload]
    target = path / ("explanations" if stage is Stage.EXPLANATION else "appraisal")
    target.mkdir(exist_ok=True)
    book.save(target / f"{stage}.xlsx")


@pytest.fixture(scope="session")
def appraised_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the round; not to be changed."""
    path = write_round(tmp_path_factory.mktemp("appraised") / "round", CRITERIA, UNITS)
    answers = {
        "A1": {("1.1", "done"): 10, ("1.1", CLAIM): 5, ("1.2", CLAIM): 4, ("2.1", "done"): 20},
        "A2": {("1.1", "done"): 8, ("1.1", CLAIM): 2, ("1.2", CLAIM): 3, ("2.1", "done"): 80},
    }
    for unit, given in answers.items():
        send(path, f"{unit}.xlsx", filled(path, unit, given))
    first = {
        ("1.1", Column.AMENDED): 8,
        ("1.1", Column.REASON): HOSTILE,
        ("1.2", Column.POINTS): 3,
        ("1.2", Column.REASON): "Thiếu tài liệu",
        ("2.1", Column.AMENDED): 10,
        ("2.1", Column.REASON): "Theo sổ",
    }
    appraised(path, Stage.APPRAISAL_1, first, "Phòng CCHC")
    explained = {
        ("1.2", Column.POINTS): 4,
        ("1.2", Column.REASON): "Không thống nhất",
        ("1.2", Column.DOCUMENTS): "Quyết định 12",
    }
    appraised(path, Stage.EXPLANATION, explained, "Sở Một")
    second = {("1.2", Column.POINTS): 4, ("1.2", Column.REASON): "Chấp nhận"}
    appraised(path, Stage.APPRAISAL_2, second, "Hội đồng")
    return path


@pytest.fixture(scope="session")
def account(appraised_path: Path) -> Account:
    """Return the account of the unit that was appraised."""
    folder = opened(appraised_path)
    return account_of(folder, folder.round.units[0])


@pytest.fixture(scope="session")
def plain(appraised_path: Path) -> Account:
    """Return the account of the unit of which nothing was said."""
    folder = opened(appraised_path)
    return account_of(folder, folder.round.units[1])
