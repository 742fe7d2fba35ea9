"""Finished tables, ranked as their publishers did, and told where they contradict themselves."""

import csv
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from parindex.evaluation.totals import RankedTables, rank_tables
from parindex.model.publication import Band
from parindex.model.roster import Roster
from parindex.model.round import Unit
from parindex.model.totals import Columns, RankedTotal, Ranking
from parindex.sources.history import read_history
from tests.cli.conftest import Run
from tests.library import COMMUNE, DEPARTMENT
from tests.truth.test_published import HUE_2021, ICT_2017, MINISTRIES

TABLE = """\
Kết quả các năm
Đơn vị;Khối;Năm;Chỉ số;Hạng
Sở A;Sở;2023;85,5;1
Sở B;Sở;2023;80;2
Sở C;Sở;2023;70;3
Sở A;Sở;2024;84,5;2
Sở B;Sở;2024;88,25;1
Sở D;Sở;2024;90;
Sở C;Sở;2024;84,5;3
Xã A;Xã;2024;;
Xã B;Xã;2024;70;1
"""


FOUND = Columns()
PLAIN = Ranking()


def ranked(path: Path, columns: Columns = FOUND, how: Ranking = PLAIN) -> RankedTables:
    with ThreadPoolExecutor(1) as lent:
        return rank_tables([path], columns, how, executor=lent)


def written(path: Path, *lines: Sequence[object]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(lines)
    return path


def told(found: RankedTables) -> list[tuple[str, str | None]]:
    return [(finding.code, finding.place.cell) for finding in found.findings]


def moves(units: Sequence[RankedTotal]) -> list[tuple[str, int | None, str, int | None]]:
    return [(unit.total.name, unit.rank, str(unit.gain), unit.places) for unit in units]


def test_the_ministries_of_2023(tmp_path: Path) -> None:
    rows = [(name, total) for _, name, _, _, total in MINISTRIES]
    found = ranked(
        written(tmp_path / "par-2023.csv", ("Bộ", "Tổng điểm"), *rows[::-1]), Columns("Bộ")
    )
    [table] = found.tables
    assert found.findings == ()
    assert (table.year, table.heading, table.decimals) == (2023, "Tổng điểm", 2)
    assert [(unit.rank, unit.total.name) for unit in table.units] == [
        (rank, name) for rank, name, *_ in MINISTRIES
    ]


def test_ties_of_the_ict_index_2017(tmp_path: Path) -> None:
    """Thanh Hóa and Bà Rịa - Vũng Tàu share rank 17, the next has 19 (published table)."""
    rows = [(f"T{number}", figure) for number, figure in enumerate(ICT_2017.split(), start=1)]
    path = written(tmp_path / "ict.csv", ("code", "score"), *rows)
    [table] = ranked(path).tables
    assert [unit.rank for unit in table.units][15:19] == [16, 17, 17, 19]
    [dense] = ranked(path, how=Ranking(ties="dense")).tables
    assert [unit.rank for unit in dense.units][15:19] == [16, 17, 17, 18]


def test_classes_by_criteria_and_as_stated(tmp_path: Path) -> None:
    """Departments of Thừa Thiên Huế 2021; the cuts at 90, 80 and 70 are inferred."""
    bands = [
        Band.model_validate({"label": {"vi": label}, "from": least})
        for label, least in (("Xuất sắc", 90), ("Tốt", 80), ("Khá", 70))
    ]
    rows = [[*unit] for unit in HUE_2021]
    head = ("Cơ quan", "Điểm", "Xếp hạng", "Xếp loại")
    assert ranked(written(tmp_path / "h.csv", head, *rows), how=Ranking(bands=bands)).findings == ()
    rows[1][3], rows[2][2] = "Khá", 4
    found = ranked(written(tmp_path / "h.csv", head, *rows), how=Ranking(bands=bands))
    assert told(found) == [("RND176", "B3"), ("RND175", "B4")]


def test_classes_that_are_parts_of_the_ranking(tmp_path: Path) -> None:
    """Equal units share a class; one without a figure counts for nothing."""
    halves = [Band.model_validate({"label": {"vi": f"{n}"}, "top": n}) for n in (50, 100)]
    rows = [("A", 9), ("B", 8), ("C", 8), ("D", 1), ("E", None)]
    path = written(tmp_path / "t.csv", ("Tỉnh", "Điểm"), *rows)
    [table] = ranked(path, how=Ranking(ties="dense", bands=halves)).tables
    assert [unit.band and unit.band.vi for unit in table.units] == ["50", "50", "50", "100", None]


def test_departments_of_hue_by_the_classes_of_the_library(tmp_path: Path, run: Run) -> None:
    """Ranks and tiers of 2021 are those that the set of departments gives the published points."""
    path = written(tmp_path / "hue-2021.csv", ("Cơ quan", "Điểm", "Hạng", "Xếp loại"), *HUE_2021)
    told = run("rank", path, "--criteria", DEPARTMENT, "--lang", "en", "--fail-on", "info")
    assert (told.code, "21 of 21 units ranked" in told.out) == (0, True)


def test_communes_of_hue_by_the_classes_of_the_library(tmp_path: Path, run: Run) -> None:
    """9, 62, 41 and 24 of 136 communes were 6.62, 45.59, 30.15 and 17.65% in 2021.

    The source (snv.thuathienhue.gov.vn, tc=12377) has the classes alone; the points are made up.
    """
    points = [95] * 9 + [85] * 62 + [75] * 41 + [60] * 24
    lines = [(f"Xã {place}", figure) for place, figure in enumerate(points)]
    path = written(tmp_path / "hue-xa-2021.csv", ("Xã", "Điểm"), *lines)
    told = run("rank", path, "--criteria", COMMUNE, "--lang", "vi")
    shares = "Xuất sắc: 9 (6,62%); Tốt: 62 (45,59%); Khá: 41 (30,15%); Trung bình: 24 (17,65%)"
    assert shares in told.out


def test_years_and_blocks_apart(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(TABLE, encoding="utf-8")
    found = ranked(path)
    assert [(table.block, table.year, table.before) for table in found.tables] == [
        ("Sở", 2024, 2023),
        ("Sở", 2023, None),
        ("Xã", 2024, None),
    ]
    assert moves(found.tables[0].units) == [
        ("Sở D", 1, "None", None),
        ("Sở B", 2, "8.25", 1),
        ("Sở A", 3, "-1.00", -1),
        ("Sở C", 3, "14.50", 1),  # second with Sở A among the three that were ranked before
    ]
    assert told(found) == [
        ("RND173", "D10"), ("RND175", "D6"), ("RND175", "D7"),
    ]  # fmt: skip


def test_binary_numbers_of_a_workbook_tie_where_people_see_a_tie(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Tên", "Chỉ số"], ["A", 0.1 + 0.2], ["B", 0.3], ["C", "#N/A"], ["D", "80 – 90"]):
        sheet.append(row)
    book.save(tmp_path / "b.xlsx")
    found = ranked(tmp_path / "b.xlsx")
    assert [(unit.total.name, unit.rank) for unit in found.tables[0].units] == [
        ("A", 1), ("B", 1), ("C", None), ("D", None),
    ]  # fmt: skip
    assert told(found) == [("SUB035", "B4"), ("RND172", "B5")]


def test_rounding_first_makes_ties_and_the_lowest_can_lead(tmp_path: Path) -> None:
    path = written(tmp_path / "t.csv", ("unit", "days", "index"), ("A", 3, 80.004), ("B", 5, 80))
    assert [unit.rank for unit in ranked(path).tables[0].units] == [1, 2]
    assert [unit.rank for unit in ranked(path, how=Ranking(decimals=2)).tables[0].units] == [1, 1]
    [days] = ranked(path, Columns(points="days"), Ranking(lowest_first=True)).tables
    assert [unit.total.name for unit in days.units] == ["A", "B"]


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        (Columns("Xã"), "RND170"),
        (Columns(points="Điểm"), "RND170"),
        (Columns(block="Cụm"), "RND171"),
    ],
)
def test_a_column_that_is_not_there(tmp_path: Path, columns: Columns, code: str) -> None:
    found = ranked(written(tmp_path / "t.csv", ("Đơn vị", "Chỉ số"), ("A", 1)), columns)
    assert [code for code, _ in told(found)] == [code]


@given(st.lists(st.decimals(0, 100, places=2), min_size=1, max_size=30))
def test_who_has_more_is_never_behind(
    tmp_path_factory: pytest.TempPathFactory, figures: list[Decimal]
) -> None:
    rows = [(f"U{number}", figure) for number, figure in enumerate(figures)]
    path = written(tmp_path_factory.mktemp("t") / "t.csv", ("code", "total"), *rows)
    [table] = ranked(path).tables
    units = {unit.total.code: unit for unit in table.units}
    for unit in units.values():
        better = sum(1 for figure in figures if figure > Fraction(unit.total.figure or 0))
        assert unit.rank == better + 1


def lines_of(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_gains_have_the_decimals_of_both_years(tmp_path: Path, run: Run) -> None:
    path = lines_of(tmp_path / "t.csv", "code;year;index", "A;2023;80,55", "A;2024;81,5")
    told = run("rank", path)
    assert (told.code, "+0,95" in told.out) == (0, True)


def test_a_code_of_one_year_and_a_name_of_the_other(tmp_path: Path) -> None:
    head = "code;name;year;index"
    path = lines_of(tmp_path / "t.csv", head, ";Sở A;2023;80", "S1;Sở A;2024;81", "S2;B;2024;82")
    [table, _] = ranked(path).tables
    assert [(unit.total.code, str(unit.gain)) for unit in table.units] == [
        ("S2", "None"), ("S1", "1"),
    ]  # fmt: skip
    path = lines_of(tmp_path / "t.csv", head, ";C;2023;80", "S1;A;2024;81")
    assert told(ranked(path)) == [("RND177", None)]


def test_a_year_in_words_a_range_of_ranks_and_a_row_of_means(tmp_path: Path) -> None:
    path = lines_of(
        tmp_path / "t.csv",
        "Đơn vị;Năm;Chỉ số;Hạng",
        "A;Năm 2024;90;1",
        "B;2024;80;2-3",
        "C;sau;80;",
        "Trung bình;2024;85;",
    )
    found = ranked(path)
    assert told(found) == [("RND178", "D3"), ("RND178", "B4"), ("RND179", "A5")]
    assert [(table.year, len(table.units)) for table in found.tables] == [(2024, 2), (None, 1)]


def test_years_that_nobody_tells_apart(tmp_path: Path) -> None:
    one, other = (lines_of(tmp_path / name, "code,index", "A,1") for name in ("a.csv", "b.csv"))
    with ThreadPoolExecutor(1) as lent:
        found = rank_tables([one, other], FOUND, PLAIN, executor=lent)
    [finding] = found.findings
    assert (finding.code, "a.csv" in str(finding.values["first"])) == ("RND174", True)


def test_the_lowest_first_has_no_classes_by_index(run: Run, tmp_path: Path) -> None:
    path = lines_of(tmp_path / "t.csv", "code,index", "A,1")
    assert run("rank", path, "--criteria", COMMUNE, "--lowest-first").code == 2


def test_a_nation_of_communes_is_ranked(tmp_path: Path) -> None:
    rows = (f"XA{number:04},{number % 1000 / 10}" for number in range(3300))
    [table] = ranked(lines_of(tmp_path / "t.csv", "code,index", *rows)).tables
    assert (table.units[0].rank, table.units[-1].rank) == (1, 3297)
    assert sum(unit.rank == 1 for unit in table.units) == 3


def test_what_it_writes_is_a_history(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "t.csv"
    path.write_text(TABLE, encoding="utf-8")
    out = tmp_path / "history.csv"
    assert run("rank", path, "--out", out, "--fail-on", "never").code == 0
    text = "\n".join(line for line in out.read_text("utf-8-sig").splitlines() if "Xã A" not in line)
    out.write_text(text, encoding="utf-8")
    roster = Roster(
        tuple(Unit(name, name, "B") for name in ("Sở A", "Sở B", "Sở C", "Sở D", "Xã B"))
    )
    years, findings = read_history(out, roster, 2025)
    assert findings == []
    assert [year.year for year in years] == [2024, 2023]
    assert years[0].units["Sở D"].rank == 1


def test_the_command(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "t.csv"
    path.write_text(TABLE, encoding="utf-8")
    found = run("rank", path, "--lang", "en", "--out", tmp_path / "t.xlsx")
    assert found.code == 1
    assert "2024 · Sở: 4 of 4 units ranked, mean 86.81" in found.out
    assert "RND175" in found.err
    sheet = load_workbook(tmp_path / "t.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[5]][:4] == [1, "Sở D", 90, "–"]
    assert run("rank", path, "--out", tmp_path / "t.pdf").code == 2
    assert run("rank", tmp_path / "none.csv").code == 2
