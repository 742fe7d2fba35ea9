"""A wide table, a row a unit: headings, cells that are no figures, what is told and where."""

import csv
from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from parindex.forms.table import TableRow, WideTable, read_wide_table
from parindex.locale import speaker
from parindex.model.criteria import CriteriaSet
from parindex.model.finding import Finding
from parindex.sources.criteria import parse_criteria

SET = """\
parindex: 1
id: thu
year: 2025
level: other
status: illustrative
title: { vi: "Bộ thử" }
total: 12
adjustments: { bonus: { max: 2 }, penalty: { max: 2 } }
areas:
  - code: "1"
    name: { vi: "Một" }
    max: 8
    criteria:
      - code: "1.1"
        name: { vi: "Tỷ lệ" }
        max: 2
        not_applicable: exclude
        inputs: { rate: { type: percent, label: { vi: "Tỷ lệ" } } }
        rule: { kind: proportional, of: rate }
      - code: "1.2"
        name: { vi: "Hoàn thành" }
        max: 2
        inputs:
          planned: { type: count, min: 1, label: { vi: "Kế hoạch" } }
          done: { type: count, max: planned, label: { vi: "Xong" } }
          remark: { type: text, label: { vi: "Nhận xét" } }
        rule: { kind: proportional, of: done / planned }
      - code: "1.10"
        name: { vi: "Chỉ số" }
        max: 4
        scored_by: table
        rule: { kind: index, out_of: 100 }
  - code: "2"
    name: { vi: "Hai" }
    max: 4
    criteria:
      - code: "2.1"
        name: { vi: "Công khai" }
        max: 2
        rule: { kind: yes_no }
      - code: "2.2"
        name: { vi: "Hội đồng" }
        max: 2
        scored_by: council
        rule: { kind: judged }
"""
HEADER = ["code", "name", "1.1", "1.2.planned", "1.2.done", "1.10", "2.1", "2.2"]
GOOD: list[Any] = ["U1", "Sở Một", 0.855, 10, 9, 82.5, "Có", 1.5]
VALUES = {
    "rate": Fraction("0.855"),
    "planned": Fraction(10),
    "done": Fraction(9),
    "index": Fraction("82.5"),
    "answer": True,
    "claim": Fraction("1.5"),
}


@pytest.fixture(scope="module")
def criteria() -> CriteriaSet:
    loaded, findings = parse_criteria(SET)
    assert [finding.code for finding in findings] == []
    assert loaded is not None
    return loaded


def workbook(path: Path, lines: Sequence[Sequence[Any]]) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Bảng"
    for line in lines:
        sheet.append(list(line))
    file = path / "table.xlsx"
    book.save(file)
    return file


def written(path: Path, lines: Sequence[Sequence[Any]], delimiter: str = ",") -> Path:
    file = path / "table.csv"
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out, delimiter=delimiter).writerows(lines)
    return file


def good(criteria: CriteriaSet, file: Path) -> WideTable:
    table, findings = read_wide_table(file, criteria)
    assert table is not None
    told = [*findings, *(f for row in table.rows for f in row.findings)]
    assert [(f.code, f.place.cell) for f in told] == []
    return table


def told(criteria: CriteriaSet, file: Path) -> list[tuple[str, str | None]]:
    """Return code and cell of everything told, each of which must be fit to be read."""
    table, findings = read_wide_table(file, criteria)
    found = [*findings, *(f for row in (table.rows if table else ()) for f in row.findings)]
    for finding in found:
        assert finding.place.file == file.as_posix()
        assert (finding.place.sheet == "Bảng") == (file.suffix == ".xlsx")
        sayable(finding)
    return [(finding.code, finding.place.cell) for finding in found]


def sayable(finding: Finding) -> None:
    for lang in ("vi", "en"):
        say = speaker(lang)
        sentences = (finding.wrong(say), finding.expected(say), finding.remedy(say))
        assert sentences[0]
        assert not any("{" in sentence for sentence in sentences)


def values(row: TableRow) -> dict[str, object]:
    found: dict[str, object] = {n: v for a in row.answers.values() for n, v in a.values.items()}
    claim = row.answers["2.2"].claim
    return found if claim is None else found | {"claim": claim}


def test_a_workbook_and_a_csv_file_say_the_same(criteria: CriteriaSet, tmp_path: Path) -> None:
    for file in (workbook(tmp_path, [HEADER, GOOD]), written(tmp_path, [HEADER, GOOD])):
        table = good(criteria, file)
        [row] = table.rows
        assert (row.source.unit, row.name, row.cell) == ("U1", "Sở Một", "A2")
        assert values(row) == VALUES
        assert row.answers["1.2"].cells == {"planned": "D2", "done": "E2", "claim": "D2"}
        assert len(table.sha256) == 64


@pytest.mark.parametrize(
    "header",
    [
        ["Mã", "Tên", *HEADER[2:]],
        ["MÃ ĐƠN VỊ", " Tên  đơn vị ", *HEADER[2:]],
        ["ma", "ten", *HEADER[2:]],
        ["M\u0061\u0303", "Đơn vị", *HEADER[2:]],
        ["code", "name", "rate", "planned", "done", "index", "answer", "2.2"],
        [
            "code",
            "name",
            "1.1.rate",
            "planned",
            "1.2.done",
            "1.10.index",
            "2.1.answer",
            "2.2.claim",
        ],
    ],
)
def test_a_heading_may_be_spelled_in_several_ways(
    header: list[str], criteria: CriteriaSet, tmp_path: Path
) -> None:
    for file in (workbook(tmp_path, [header, GOOD]), written(tmp_path, [header, GOOD])):
        [row] = good(criteria, file).rows
        assert (row.source.unit, row.name) == ("U1", "Sở Một")
        assert values(row) == VALUES


def test_columns_may_stand_in_any_order(criteria: CriteriaSet, tmp_path: Path) -> None:
    turned = [list(reversed(line)) for line in (HEADER, GOOD)]
    [row] = good(criteria, workbook(tmp_path, turned)).rows
    assert values(row) == VALUES


def test_titles_may_stand_above_the_header(criteria: CriteriaSet, tmp_path: Path) -> None:
    lines = [["Bảng điểm, năm 2025"], [], ["Đơn vị tính: %"], HEADER, GOOD, [], ["U2", *GOOD[1:]]]
    for file in (
        workbook(tmp_path, lines),
        written(tmp_path, lines),
        written(tmp_path, lines, ";"),
        written(tmp_path, lines, "\t"),
    ):
        assert [(row.source.unit, row.cell) for row in good(criteria, file).rows] == [
            ("U1", "A5"),
            ("U2", "A7"),
        ]


def test_a_header_too_far_down_is_not_found(criteria: CriteriaSet, tmp_path: Path) -> None:
    lines = [*[["x"]] * 20, HEADER, GOOD]
    assert told(criteria, workbook(tmp_path, lines)) == [("RND005", "A1")]


def test_between_semicolons_a_comma_marks_the_decimals(
    criteria: CriteriaSet, tmp_path: Path
) -> None:
    line = ["U1", "Sở Một", "0,855", "10", "9", "82,5", "Có", "1,5"]
    [row] = good(criteria, written(tmp_path, [HEADER, line], ";")).rows
    assert values(row) == VALUES


def test_numbers_of_statistics_programs_are_read(criteria: CriteriaSet, tmp_path: Path) -> None:
    line = ["U1", "Sở Một", ".855", "1E+1", "09", "+82.50", "Có", "15e-1"]
    [row] = good(criteria, written(tmp_path, [HEADER, line])).rows
    assert values(row) == VALUES


@pytest.mark.parametrize("code", ["01", "1.10", "1e5", "+84", "0,5", "Hà Nội"])
def test_the_code_of_a_unit_stays_as_it_was_typed(
    code: str, criteria: CriteriaSet, tmp_path: Path
) -> None:
    for file in (
        workbook(tmp_path, [HEADER, [code, *GOOD[1:]]]),
        written(tmp_path, [HEADER, [code, *GOOD[1:]]]),
        written(tmp_path, [HEADER, [code, *GOOD[1:]]], ";"),
    ):
        [row] = good(criteria, file).rows
        assert row.source.unit == code


def test_a_code_that_is_a_number_is_written_plainly(criteria: CriteriaSet, tmp_path: Path) -> None:
    [row] = good(criteria, workbook(tmp_path, [HEADER, [79, *GOOD[1:]]])).rows
    assert row.source.unit == "79"


# --- codes that a spreadsheet takes for numbers: 1.10 in a cell is the number 1.1


def test_a_number_that_fits_two_codes_is_taken_for_neither(
    criteria: CriteriaSet, tmp_path: Path
) -> None:
    header = ["code", "name", 1.1, "planned", "done", "x", 2.1, 2.2]
    file = workbook(tmp_path, [header, GOOD])
    assert told(criteria, file) == [("RND027", "C1"), ("RND022", "F1")]
    table, [finding, _] = read_wide_table(file, criteria)
    assert list(finding.values["codes"]) == ["1.1", "1.10"]
    assert table is not None
    assert not {"rate", "index"} & values(table.rows[0]).keys()


def test_a_number_beside_the_other_code_as_a_text_means_the_one_left(
    criteria: CriteriaSet, tmp_path: Path
) -> None:
    header = ["code", "name", 1.1, "planned", "done", "1.10", 2.1, 2.2]
    [row] = good(criteria, workbook(tmp_path, [header, GOOD])).rows
    assert values(row) == VALUES


def test_two_such_numbers_are_both_left(criteria: CriteriaSet, tmp_path: Path) -> None:
    header = ["code", "name", 1.1, "planned", "done", 1.1, 2.1, 2.2]
    file = workbook(tmp_path, [header, GOOD])
    assert told(criteria, file) == [("RND027", "C1"), ("RND027", "F1")]
    table, _ = read_wide_table(file, criteria)
    assert table is not None
    [row] = table.rows
    assert not {"rate", "index"} & values(row).keys()
    assert row.answers["1.1"].unreadable == {"rate"}


def test_a_number_that_fits_one_code_means_it(tmp_path: Path) -> None:
    only, findings = parse_criteria(SET.replace('code: "1.10"', 'code: "1.20"'))
    assert only is not None, findings
    header = ["code", "name", 1.1, "planned", "done", "1.20", 2.1, 2.2]
    [row] = good(only, workbook(tmp_path, [header, GOOD])).rows
    assert values(row) == VALUES


def test_in_a_csv_file_110_is_not_11(criteria: CriteriaSet, tmp_path: Path) -> None:
    swapped = (
        [HEADER[n] for n in (0, 1, 5, 3, 4, 2, 6, 7)],
        [GOOD[n] for n in (0, 1, 5, 3, 4, 2, 6, 7)],
    )
    [row] = good(criteria, written(tmp_path, swapped)).rows
    assert values(row) == VALUES


def test_a_csv_file_in_which_110_became_11_is_not_read_by_guess(
    criteria: CriteriaSet, tmp_path: Path
) -> None:
    header = [*HEADER[:5], "1.1", *HEADER[6:]]
    file = written(tmp_path, [header, GOOD])
    assert told(criteria, file) == [("RND026", "F1"), ("RND005", "A1")]
    table, _ = read_wide_table(file, criteria)
    assert table is not None
    assert not {"rate", "index"} & values(table.rows[0]).keys()


# --- columns and rows


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        (
            ["code", "name", "1.1", "planned", "done", "1.10", "2.1", "ghi chú"],
            ["RND022 H1", "RND005 A1"],
        ),
        (["code", "name", "1.1", "planned", "done", "1.10", "2.1", ""], ["RND005 A1"]),
        (
            ["code", "name", "1.1", "planned", "1.2", "1.10", "2.1", "2.2"],
            ["RND022 E1", "RND005 A1"],
        ),
        (["code", "Mã", "1.1", "planned", "done", "1.10", "2.1", "2.2"], ["RND026 B1"]),
        (
            ["code", "name", "1.1", "planned", "1.2.planned", "1.10", "2.1", "2.2"],
            ["RND026 E1", "RND005 A1"],
        ),
        (
            ["code", "name", "1.1", "planned", "done", "1.10", "2.1", "2.1"],
            ["RND026 H1", "RND005 A1"],
        ),
    ],
)
def test_columns_that_are_missing_strange_or_double_are_told(
    header: list[str], wanted: list[str], criteria: CriteriaSet, tmp_path: Path
) -> None:
    for file in (workbook(tmp_path, [header, GOOD]), written(tmp_path, [header, GOOD])):
        found = [f"{code} {cell}" for code, cell in told(criteria, file)]
        assert [one for one in found if one[:3] == "RND"] == wanted


def test_a_double_column_is_not_read(criteria: CriteriaSet, tmp_path: Path) -> None:
    file = workbook(tmp_path, [[*HEADER, "rate"], [*GOOD, 0.1]])
    assert told(criteria, file) == [("RND026", "I1")]
    table, _ = read_wide_table(file, criteria)
    assert table is not None
    assert table.rows[0].answers["1.1"].unreadable == {"rate"}
    assert not table.rows[0].answers["1.1"].values


def test_codes_that_are_blank_or_double_are_told(criteria: CriteriaSet, tmp_path: Path) -> None:
    lines = [HEADER, GOOD, ["", *GOOD[1:]], ["U1", *GOOD[1:]], ["U3", *GOOD[1:]]]
    for file in (workbook(tmp_path, lines), written(tmp_path, lines)):
        assert told(criteria, file) == [("RND006", "A3"), ("RND004", "A4")]
        table, _ = read_wide_table(file, criteria)
        assert table is not None
        assert [row.source.unit for row in table.rows] == ["U1", "U3"]


def test_a_table_without_a_unit_is_told(criteria: CriteriaSet, tmp_path: Path) -> None:
    for file in (workbook(tmp_path, [HEADER]), written(tmp_path, [HEADER, []])):
        assert told(criteria, file) == [("RND028", None)]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", "code\n".encode("utf-16"), "CRI002"),
        ("a.csv", None, "CRI001"),
        ("a.csv", b"", "RND005"),
        ("a.csv", b"U1,1,2\n", "RND005"),
        ("a.csv", b'code,1.1\n"U1' + b"x" * 200_000, "RND024"),
        ("a.xlsx", b"code,1.1\n", "SUB004"),
        ("a.xlsx", None, "SUB001"),
        ("a.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 9000, "SUB004"),
    ],
)
def test_what_cannot_be_read_at_all_is_told(
    name: str, content: bytes | None, code: str, criteria: CriteriaSet, tmp_path: Path
) -> None:
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    table, findings = read_wide_table(file, criteria)
    assert table is None
    assert [finding.code for finding in findings] == [code]
    sayable(findings[0])


# --- cells


@pytest.mark.parametrize(
    ("column", "value", "wanted"),
    [
        ("C", "85,5%", "SUB033"),
        ("C", "nhiều", "SUB031"),
        ("C", "0.5", "SUB034"),
        ("D", 10.5, "SUB031"),
        ("D", " 1 0", "SUB031"),
        ("D", "mười", "SUB031"),
        ("F", "82,5", "SUB033"),
        ("F", "1.234", "SUB034"),
        ("F", datetime(2025, 8, 25), "SUB031"),
        ("F", True, "SUB031"),
        ("F", "#DIV/0!", "SUB035"),
        ("F", "=1+2", "SUB036"),
        ("G", "x", "SUB033"),
        ("G", "có lẽ", "SUB031"),
        ("H", "tối đa", "SUB043"),
        ("H", "1,5", "SUB044"),
        ("H", "#N/A", "SUB035"),
    ],
)
def test_a_cell_that_is_no_figure_is_told(
    column: str, value: object, wanted: str, criteria: CriteriaSet, tmp_path: Path
) -> None:
    line = list(GOOD)
    line["ABCDEFGH".index(column)] = value
    assert told(criteria, workbook(tmp_path, [HEADER, line])) == [(wanted, f"{column}2")]


@pytest.mark.parametrize(
    ("column", "value", "wanted"),
    [
        ("C", "85,5%", "SUB033"),
        ("F", "82,5", "SUB033"),
        ("F", "82.5 điểm", "SUB031"),
        ("D", "1,000", "SUB034"),
        ("G", "1", "SUB033"),
    ],
)
def test_a_text_of_a_csv_file_that_is_no_plain_number_is_told(
    column: str, value: str, wanted: str, criteria: CriteriaSet, tmp_path: Path
) -> None:
    line = list(GOOD)
    line["ABCDEFGH".index(column)] = value
    assert told(criteria, written(tmp_path, [HEADER, line])) == [(wanted, f"{column}2")]


# --- bonus, penalty, not applicable


def test_bonus_and_penalty_stand_in_columns_of_their_own(
    criteria: CriteriaSet, tmp_path: Path
) -> None:
    for heads in (["bonus", "penalty"], ["Điểm thưởng", "Điểm trừ"]):
        lines = [[*HEADER, *heads], [*GOOD, 1.5, 0.5], ["U2", *GOOD[1:], "", ""]]
        for file in (workbook(tmp_path, lines), written(tmp_path, lines)):
            rows = good(criteria, file).rows
            assert [(row.bonus, row.penalty) for row in rows] == [
                (Fraction(3, 2), Fraction(1, 2)),
                (0, 0),
            ]


@pytest.mark.parametrize(
    ("value", "wanted"),
    [(-1, "RND013"), ("một", "RND013"), ("#REF!", "SUB035"), ("=1+1", "SUB036")],
)
def test_a_bonus_that_is_no_number_is_told(
    value: object, wanted: str, criteria: CriteriaSet, tmp_path: Path
) -> None:
    file = workbook(tmp_path, [[*HEADER, "bonus"], [*GOOD, value]])
    assert told(criteria, file) == [(wanted, "I2")]


def test_an_item_may_be_ticked_as_not_applicable(criteria: CriteriaSet, tmp_path: Path) -> None:
    lines = [[*HEADER, "1.1.not_applicable"], [*GOOD, "x"], ["U2", *GOOD[1:], ""]]
    for file in (workbook(tmp_path, lines), written(tmp_path, lines)):
        rows = good(criteria, file).rows
        assert [row.answers["1.1"].not_applicable for row in rows] == [True, False]
        assert not rows[0].answers["1.2"].not_applicable
