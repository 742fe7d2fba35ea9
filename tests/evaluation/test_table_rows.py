"""Wide tables as offices make them: nothing in a row is lost or read as something else."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from parindex.evaluation.tables import evaluate_table
from parindex.model.finding import CannotGoOn
from parindex.model.result import UnitResult
from parindex.sources.criteria import read_criteria

CRITERIA = """\
parindex: 1
id: bang
year: 2025
level: other
status: illustrative
title: { vi: "Bảng" }
total: 10
adjustments: { bonus: { max: 2 }, cap_total: false }
areas:
  - code: "1"
    name: { vi: "Một" }
    max: 10
    criteria:
      - code: "1.1"
        name: { vi: "Tỷ lệ" }
        max: 8
        scored_by: table
        inputs: { x: { type: number, min: 0, label: { vi: "x" } } }
        rule: { kind: proportional, of: x, full_at: 8 }
      - code: "1.2"
        name: { vi: "Công khai" }
        max: 2
        scored_by: table
        rule: { kind: yes_no }
"""
HEAD = ["code", "1.1", "1.2", "bonus", "penalty"]
Told = list[tuple[str, str | None]]


def evaluated(folder: Path, table: Path) -> tuple[dict[str, UnitResult], Told]:
    """Return the units by code, and code and cell of what is found."""
    (folder / "bang.yaml").write_text(CRITERIA, encoding="utf-8")
    loaded, early = read_criteria(folder / "bang.yaml")
    assert loaded is not None, early
    done = evaluate_table(loaded, table)
    units = {unit.code: unit for block in done.result.blocks for unit in block.units}
    return units, [(found.code, found.place.cell) for found in done.findings]


def csv(folder: Path, text: str) -> tuple[dict[str, UnitResult], Told]:
    table = folder / "bang.csv"
    table.write_text(",".join(HEAD) + "\n" + text, encoding="utf-8")
    return evaluated(folder, table)


def xlsx(folder: Path, *rows: list[Any]) -> tuple[dict[str, UnitResult], Told]:
    book = Workbook()
    assert book.active is not None
    for row in (HEAD, *rows):
        book.active.append(row)
    book.save(folder / "bang.xlsx")
    return evaluated(folder, folder / "bang.xlsx")


def points(unit: UnitResult) -> Fraction:
    assert unit.score is not None
    return unit.score.points


def test_codes_of_a_csv_file_keep_their_zeros(tmp_path: Path) -> None:
    units, told = csv(tmp_path, "001,4,Có\n1,8,Có\n1.10,6,Có\n1.1,6,Có\n")
    assert {code: points(unit) for code, unit in units.items()} == {
        "001": 6, "1": 10, "1.10": 8, "1.1": 8,
    }  # fmt: skip
    assert told == []


def test_yes_and_no_as_1_and_0_are_read_alike_from_both_kinds_of_file(tmp_path: Path) -> None:
    from_csv, told = csv(tmp_path, "A,4,1\nB,4,0\n")
    assert told == [("SUB033", "C2"), ("SUB033", "C3")]
    from_xlsx, told = xlsx(tmp_path, ["A", 4, 1], ["B", 4, 0])
    assert told == [("SUB033", "C2"), ("SUB033", "C3")]
    assert [points(u) for u in from_csv.values()] == [points(u) for u in from_xlsx.values()]


def test_a_comma_that_pushes_cells_aside_is_told(tmp_path: Path) -> None:
    units, told = csv(tmp_path, "A,3,5,Có,0,0\nB,3.5,Có,0,0,,\n")
    assert told == [("RND023", "A2")]
    assert {code: points(unit) for code, unit in units.items()} == {"B": Fraction("5.5")}


def test_a_quote_left_open_does_not_swallow_units(tmp_path: Path) -> None:
    with pytest.raises(CannotGoOn) as stopped:
        csv(tmp_path, 'A,3,"Có\nB,3,Có\n')
    assert [finding.code for finding in stopped.value.findings] == ["RND024"]


def test_marks_nobody_sees_make_no_other_unit(tmp_path: Path) -> None:
    units, told = xlsx(
        tmp_path, ["A", 4, "Có"], ["A\u200b", 8, "Có"], ["\u200b", 8, "Có"], ["\u200b"]
    )
    assert told == [("RND004", "A3"), ("RND006", "A4")]
    assert list(units) == ["A"]


def test_a_row_of_errors_is_told(tmp_path: Path) -> None:
    units, told = xlsx(tmp_path, ["#N/A"] * 3, ["A", 4, "Có"])
    assert told == [("RND006", "A2")]
    assert list(units) == ["A"]


@pytest.mark.parametrize(
    ("row", "bonus", "wanted"),
    [
        (["A", 4, "Có", 2, 0], 2, []),
        (["A", 4, "Có", None, ""], 0, []),
        (["A", 4, "Có", "1,5"], Fraction("1.5"), [("SUB033", "D2")]),
        (["A", 4, "Có", "=1+1"], 0, [("SUB036", "D2")]),
        (["A", 4, "Có", "#REF!"], 0, [("SUB035", "D2")]),
        (["A", 4, "Có", -1], 0, [("RND013", "D2")]),
        (["A", 4, "Có", 3], 2, [("RND014", "D2")]),
        (["A", 4, "Có", 0, 1], 0, [("RND015", "E2")]),
    ],
    ids=["plain", "blank", "text", "uncomputed", "error", "negative", "over-the-cap", "no-penalty"],
)
def test_what_becomes_of_a_bonus(
    tmp_path: Path, row: list[Any], bonus: Fraction, wanted: Told
) -> None:
    units, told = xlsx(tmp_path, row)
    assert (points(units["A"]), told) == (6 + bonus, wanted)
