"""An appraisal saved by LibreOffice is read alike, and its formulas give what scoring gives."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from parindex.forms.appraisal.layout import Column
from parindex.forms.appraisal.order import AppraisalOrder
from parindex.forms.appraisal.read import read_appraisal
from parindex.model.criteria import CriteriaSet
from parindex.model.ledger import Stage
from parindex.scoring.item import score_item
from parindex.scoring.ledger import Step, next_step
from tests.office import LIBREOFFICE, Office

if TYPE_CHECKING:
    from tests.forms.appraisal.conftest import Appraiser

pytestmark = LIBREOFFICE

AMENDED = {
    ("1.1", "issued"): datetime(2025, 4, 5),
    ("1.2", "done"): 10,
    ("1.3.1", "answer"): "Không",
    ("1.3.2", "level"): "Không kịp thời",
    ("1.4", "web"): "Có",
    ("2.1", "online"): 100,
    ("2.2", "rate"): 0.5,
    ("2.3", "rules"): 1,
    ("2.4", "wrong"): 3,
}
GIVEN = {"2.5": 0.25, "3.1": 0.5, "3.2": 1.5}


def test_what_libreoffice_saves(
    appraiser: "Appraiser",
    order: AppraisalOrder,
    criteria: CriteriaSet,
    office: Office,
    tmp_path: Path,
) -> None:
    for (item, name), value in AMENDED.items():
        appraiser.type(item, name, Column.AMENDED, value)
    for item, given in GIVEN.items():
        appraiser.type(item, "", Column.POINTS, given)
    appraiser.type("1.2", "", Column.REASON, "Đếm lại")
    before = appraiser.entries()
    [saved] = office.converted([appraiser.path], "xlsx", tmp_path / "out")
    [returned] = read_appraisal(saved, "a.xlsx", {"XA01": criteria})
    assert [f.code for f in returned.findings] == []
    after = {entry.item: entry for entry in returned.entries}
    assert after == before

    sheet = load_workbook(saved, data_only=True).worksheets[0]
    for row in order.items:
        code, policy = row.item.code, criteria.policies[row.item.code]
        begun = Step(Stage.SELF, row.answer, score_item(row.item, row.answer, policy, exempt=False))
        entry = after.get(code)
        points = next_step(row.item, begun, entry, policy).score.points if entry else row.former
        assert points != begun.score.points, code
        shown = sheet.cell(appraiser.row(code), Column.NOW + 1).value
        assert float(str(shown)) == pytest.approx(float(points)), code
