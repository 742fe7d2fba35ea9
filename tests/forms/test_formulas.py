"""Formulas where answers are expected: the last result counts, and it is said that it does."""

import re
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape
from zipfile import ZipFile

import pytest

from parindex.evaluation.files import assess_file
from parindex.forms.layout import Column

if TYPE_CHECKING:
    from tests.conftest import Clerk


@pytest.mark.parametrize(
    ("formula", "told"),
    [
        ("4+5", "SUB047"),
        ("SUM(Bang1[2])", "SUB047"),
        ("Bang1[[2]]+9", "SUB047"),
        ('LEN("[1]")', "SUB047"),
        ("[1]Sheet1!B2", "SUB048"),
        ("'[12]Tờ 1'!B2*2", "SUB048"),
        ("5+[2]!Tong", "SUB048"),
    ],
)
def test_a_formula_in_an_answer_gives_its_last_result(
    clerk: "Clerk", formula: str, told: str
) -> None:
    cell, plain = clerk.cell("1.2", "done"), clerk.assess()
    path = calculated(clerk.save(), cell.coordinate, formula)
    assessment = assess_file(clerk.plan, str(path))
    [finding] = [f for f in assessment.findings if f.code in {"SUB047", "SUB048"}]
    assert (finding.code, finding.place.cell, finding.item) == (told, cell.coordinate, "1.2")
    assert finding.values["formula"] == f"={formula}"
    assert str(finding.values["value"]) == str(cell.value)
    assert [f for f in assessment.findings if f is not finding] == [*plain.findings]
    assert assessment.items == plain.items


@pytest.mark.parametrize("column", [Column.CLAIM, Column.EVIDENCE_DAY])
def test_a_formula_in_a_claim_or_a_day_is_told(clerk: "Clerk", column: Column) -> None:
    cell = clerk.cell("1.1", column)
    path = calculated(clerk.save(), cell.coordinate, "A1")
    findings = assess_file(clerk.plan, str(path)).findings
    assert [f.place.cell for f in findings if f.code == "SUB047"] == [cell.coordinate]


def test_a_formula_elsewhere_is_not_told(clerk: "Clerk") -> None:
    plain = clerk.assess()
    path = calculated(clerk.save(), clerk.cell("1.1", Column.MAX).coordinate, "1+0")
    assert assess_file(clerk.plan, str(path)).findings == plain.findings


def calculated(path: Path, cell: str, formula: str) -> Path:
    """Put a formula behind the value of a cell of the form's sheet, as Excel does."""
    head = re.compile(rb'(<c r="%b"[^<>]*>)(?=<)' % cell.encode())
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    text = escape(formula).encode()
    parts[name], found = head.subn(lambda match: match[1] + b"<f>%b</f>" % text, parts[name])
    assert found == 1
    with ZipFile(path, "w") as archive:
        for part, data in parts.items():
            archive.writestr(part, data)
    return path
