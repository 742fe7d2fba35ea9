"""Text that looks like a formula, typed into a form, comes out as text in every file."""

import csv
import re
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from parindex.model.submission import CLAIM
from parindex.reports.outputs import write_results
from parindex.reports.tables import safe
from tests.evaluation.made_rounds import criteria_text, filled, scored, send, write_round

EVIL = "=cmd|' /C calc'!A0"
STAND_IN = "THAYTHE"
ITEMS = ["max: 7, inputs: { n: { type: number, label: { vi: 'Số' } } }, rule: { kind: judged }"]


def typed(data: bytes) -> bytes:
    """Return the workbook with the evil text in place of its stand-in, as a text."""
    result = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(result, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, part.replace(STAND_IN.encode(), EVIL.encode()))
    return result.getvalue()


@pytest.fixture
def results(tmp_path: Path) -> Path:
    """Return the results of a round in which a unit, its file and its answers are evil."""
    path = write_round(tmp_path / "round", criteria_text([("7", ITEMS)], "7"), {"U1": EVIL})
    answers = {("1.1", "n"): STAND_IN, ("1.1", CLAIM): STAND_IN}
    send(path, "=1+1.xlsx", typed(filled(path, "U1", answers)))
    evaluation = scored(path)
    assert {"SUB031", "SUB043"} <= {finding.code for finding in evaluation.findings}
    assert any(EVIL in str(finding.values.get("raw")) for finding in evaluation.findings)
    write_results(path / "results", evaluation, evaluation.findings, "vi")
    return path / "results"


def test_no_formula_gets_into_the_workbook_of_results(results: Path) -> None:
    with ZipFile(results / "results.xlsx") as book:
        parts = {name: book.read(name) for name in book.namelist()}
    sheets = [part for name, part in parts.items() if "worksheets/sheet" in name]
    assert sheets
    assert not any(re.search(rb"<(f|hyperlink)[\s>/]", part) for part in sheets)
    assert EVIL in parts["xl/sharedStrings.xml"].decode()
    assert not any("externalLink" in name for name in parts)


@pytest.mark.parametrize("name", ["scores.csv", "ranking.csv"])
def test_no_cell_of_a_csv_begins_as_a_formula_does(name: str, results: Path) -> None:
    text = (results / name).read_text(encoding="utf-8-sig")
    cells = [cell for row in csv.reader(StringIO(text)) for cell in row]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    evil = EVIL if name == "ranking.csv" else "=1+1.xlsx"
    assert f"'{evil}" in cells


@pytest.mark.parametrize("start", [*"=+-@\t\r\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
def test_what_begins_a_formula_somewhere_is_made_text(start: str) -> None:
    assert safe(f"{start}1") == f"'{start}1"
    assert safe(f"Xã {start}1") == f"Xã {start}1"
