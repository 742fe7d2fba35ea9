"""Rounds of units that have no form to fill in: tables alone, and beside a block with forms."""

from datetime import datetime
from pathlib import Path

import pytest

from parindex.evaluation.accounts import account_of
from parindex.evaluation.inbox import inbox_of
from parindex.reports.account.lines import account_lines
from parindex.sources.round import read_round
from tests.cli.conftest import Run
from tests.evaluation.made_rounds import codes, criteria_text, opened, scored, unit_of

NOW = datetime(2026, 2, 5, 8, 0)
INDEX = "max: 10, scored_by: table, evidence: none, rule: { kind: index, out_of: 100 }"
YES = "max: 10, rule: { kind: yes_no }"
ROUND = """\
parindex: 1
title: { vi: "Chỉ số từ bảng" }
year: 2025
organisation: { vi: "Cơ quan thử" }
blocks: [{ code: T, name: { vi: "Khối tỉnh" }, criteria: tables.yaml }]
tables:
  - file: sipas.csv
    year: 2025
    source: { vi: "Bảng công bố" }
    feeds: [{ item: "1.1", column: sipas, as: percent }]
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a round of three units and a table with the figures of two."""
    (tmp_path / "round.yaml").write_text(ROUND, encoding="utf-8")
    (tmp_path / "tables.yaml").write_text(criteria_text([("10", [INDEX])], "10"), encoding="utf-8")
    (tmp_path / "units.csv").write_text("code,name,block\nA,Một,T\nB,Hai,T\nC,Ba,T\n", "utf-8")
    (tmp_path / "sipas.csv").write_text("code,sipas\nA,82.3\nB,90\n", "utf-8")
    return tmp_path


def with_forms(path: Path) -> None:
    """Add a block whose unit has a form to fill in."""
    file = path / "round.yaml"
    asking = "{ code: F, name: { vi: 'Khối sở' }, criteria: forms.yaml }"
    text = file.read_text(encoding="utf-8").replace("tables.yaml }]", f"tables.yaml }}, {asking}]")
    text = text.replace("column: sipas", "blocks: [T], column: sipas")
    file.write_text(text, encoding="utf-8")
    (path / "forms.yaml").write_text(criteria_text([("10", [YES])], "10"), encoding="utf-8")
    with (path / "units.csv").open("a", encoding="utf-8") as roster:
        roster.write("S1,Sở Một,F\n")


def test_units_are_ranked_by_what_the_table_says(path: Path) -> None:
    evaluation = scored(path)
    assert [
        (unit.code, unit.rank, unit.score and str(unit.score.index), unit.file)
        for unit in (unit_of(evaluation, code) for code in "BAC")
    ] == [("B", 1, "90.00", None), ("A", 2, "82.30", None), ("C", None, None, None)]
    assert codes(evaluation, "A") == codes(evaluation, "B") == []
    assert codes(evaluation) == codes(evaluation, "C") == ["RND088", "SCO010"], "no form is missing"


def test_the_account_names_the_cell_of_the_table(path: Path) -> None:
    folder = opened(path)
    account = account_of(folder, folder.round.units[0])
    text = "\n".join(account_lines(account, "en"))
    assert "No form: every figure comes from surveys and tables." in text
    assert "sipas.csv [B2]" in text
    assert "result: 8.23 of 10 points (scored)" in text


def test_nobody_is_waited_for(path: Path) -> None:
    inbox, findings = inbox_of(opened(path), NOW)
    assert (inbox.units, inbox.blocks, findings) == ((), (), [])


def test_there_is_no_form_to_write(path: Path, run: Run) -> None:
    told = run("template", path, "--lang", "en")
    assert (told.code, "No form to write" in told.err) == (0, True)
    assert not (path / "forms").exists()


def test_a_round_without_forms_is_published(path: Path, run: Run) -> None:
    assert run("score", path, "--quiet").code == 0
    assert run("verify", path).code == 0
    assert run("report", path, "--format", "csv").code == 0


def test_a_block_with_forms_needs_a_deadline_and_the_others_do_not(path: Path, run: Run) -> None:
    with_forms(path)
    folder, findings = read_round(path)
    assert folder is None
    assert [(finding.code, finding.values) for finding in findings] == [
        ("CRI010", {"key": "deadline"})
    ]
    file = path / "round.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "deadline: 2026-01-15\n", encoding="utf-8")
    evaluation = scored(path)
    assert unit_of(evaluation, "B").rank == 1
    assert unit_of(evaluation, "S1").status == "not_submitted"
    assert codes(evaluation) == ["RND088", "RND011", "SCO010", "RND012"]
    assert [unit.code for unit in inbox_of(opened(path), NOW)[0].units] == ["S1"]
    assert run("template", path).code == 0
    assert [form.name for form in (path / "forms").iterdir()] == ["S1.xlsx"]
