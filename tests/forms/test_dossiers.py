"""A register of dossiers, counted: by hand, and whatever stands in it."""

from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from parindex.forms.dossiers import Counts, Register, RegisterJob, read_register
from parindex.locale import speaker
from parindex.model.roster import Roster
from parindex.model.round import Unit
from parindex.model.tables import RegisterSpec

HEAD = ["unit", "dossier", "received", "due", "returned"]
UNITS = {"A1": "Xã An Bình", "A2": "Xã An Phú"}
ROSTER = Roster(Unit(code, name, "B") for code, name in UNITS.items())


def job(file: str = "ho-so.csv", sheet: str | None = None) -> RegisterJob:
    feeds = [{"item": "1.1", "count": "on_time"}]
    spec = {"file": file, "sheet": sheet, "source": {"vi": "Sổ"}, "feeds": feeds}
    last = date(2025, 12, 31)
    return RegisterJob(
        RegisterSpec.model_validate(spec), date(2025, 1, 1), last, last, tuple(UNITS), ROSTER
    )


def counted(folder: Path, *rows: str, head: str = ",".join(HEAD)) -> Register:
    path = folder / "ho-so.csv"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return read_register(job(), str(path))


def told(register: Register) -> dict[str, tuple[int, str]]:
    """Return how many rows each finding speaks of, and which it names."""
    return {
        finding.code: (finding.values["count"], finding.values["rows"])
        for finding in register.findings
        if finding.code != "RND096"
    }


STANDINGS = {
    "01/03/2025,10/03/2025,10/03/2025": "on_time",
    "01/03/2025,10/03/2025,10/03/2025 16:59": "on_time",
    "01/03/2025,10/03/2025 16:30,10/03/2025 16:30": "on_time",
    "01/03/2025,10/03/2025 16:30,10/03/2025": "on_time",
    "2025-03-01T07:30,2025-03-10,2025-03-09": "on_time",
    "1/3/2025,10/3/2025,9/3/2025": "on_time",
    "01/03/2025 14:00,10/03/2025,01/03/2025": "on_time",
    "01/03/2025,10/03/2025 16:30,10/03/2025 16:31": "late",
    "01/03/2025,10/03/2025,11/03/2025 00:05": "late",
    "20/12/2025,31/12/2025,": "overdue",
    "20/12/2025,31/12/2025,chưa": "overdue",
    "20/12/2025,31/12/2025,02/01/2026": "overdue",
    "20/12/2025,01/01/2026,": "open",
    "20/12/2025,05/01/2026,02/01/2026": "open",
    "31/12/2024,10/01/2025,09/01/2025": "outside",
    "01/01/2026,10/01/2026,": "outside",
}


@pytest.mark.parametrize("dates", STANDINGS)
def test_how_a_dossier_stands(tmp_path: Path, dates: str) -> None:
    register = counted(tmp_path, f"A1,H1,{dates}")
    standing = STANDINGS[dates]
    assert told(register) == {}
    if standing == "outside":
        assert (register.outside, register.counts) == (1, {})
        return
    returned = standing in {"on_time", "late"}
    wanted = Counts()._replace(received=1, returned=int(returned), **{standing: 1})
    assert register.counts == {"A1": wanted}


SPOILT = {
    "A1,H1,31/02/2025,10/03/2025,": ("RND091", "received"),
    "A1,H1,,10/03/2025,": ("RND091", "received"),
    "A1,H1,01/03/2025,,": ("RND091", "due"),
    "A1,H1,25-12-31,10/03/2025,": ("RND091", "received"),
    "A1,H1,01/03/2025,10/03/2025,sớm": ("RND091", "returned"),
    "A1,,01/03/2025,10/03/2025,": ("RND091", "dossier"),
    "A1,H1,01/03/2025,10/03/2025,,thừa": ("RND091", "…"),
    "A1,H1,11/03/2025,10/03/2025,": ("RND092", ""),
    "A1,H1,01/03/2025,10/03/2025,28/02/2025": ("RND092", ""),
    "A1,H1,01/03/2025 10:00,10/03/2025,01/03/2025 09:59": ("RND092", ""),
    "Xã An Phủ,H1,01/03/2025,10/03/2025,": ("RND093", "Xã An Phủ"),
}


@pytest.mark.parametrize("row", SPOILT)
def test_what_is_dropped_is_told_with_its_row(tmp_path: Path, row: str) -> None:
    register = counted(tmp_path, "A2,H0,01/03/2025,10/03/2025,09/03/2025", "", row)
    [found, _] = register.findings
    assert (found.code, found.values["name"]) == SPOILT[row]
    assert (found.values["count"], found.place.line) == (1, 4)
    assert (register.rows, register.dropped) == (2, 1)
    assert register.counts == {"A2": Counts(1, 1, 1)}


def test_a_unit_that_is_nearly_one_is_suggested(tmp_path: Path) -> None:
    [found, _] = counted(tmp_path, "Xã An Phủ,H1,01/03/2025,10/03/2025,").findings
    assert found.expected(speaker("en")) == "A2 (Xã An Phú)"


def test_a_dossier_counts_once_and_not_at_all_where_its_rows_differ(tmp_path: Path) -> None:
    good = "01/03/2025,10/03/2025,09/03/2025"
    late = "01/03/2025,10/03/2025,11/03/2025"
    register = counted(
        tmp_path,
        f"A1,H1,{good}",
        f"A1,H1,{good}",
        f"A1,H2,{good}",
        f"A1,H2,{late}",
        f"A1,H2,{good}",
        f"A1,H3,{good}",
        f"A2,H3,{good}",
    )
    assert register.counts == {"A1": Counts(1, 1, 1)}
    assert told(register) == {"RND094": (1, "3"), "RND095": (5, "5, 6, 8, …")}
    assert (register.rows, register.dropped) == (7, 6)


def test_like_rows_are_told_once_with_the_first_of_them(tmp_path: Path) -> None:
    register = counted(tmp_path, *(f"A1,H{n},sai,10/03/2025," for n in range(7)))
    [found, account] = register.findings
    assert found.wrong(speaker("en")) == (
        "7 rows cannot be read under “received”, the first for “sai”, and are not counted: "
        "rows 2, 3, 4, 5, 6, …."
    )
    assert account.values["dropped"] == 7


def test_many_unknown_units_are_told_with_the_most_frequent_first(tmp_path: Path) -> None:
    rows = [
        f"Z{n},H{n}-{k},01/03/2025,10/03/2025," for n in range(30) for k in range(2 if n else 9)
    ]
    register = counted(tmp_path, *rows)
    unknown = [f for f in register.findings if f.code == "RND093"]
    assert len(unknown) == 21
    assert sum(f.values["count"] for f in unknown) == len(rows) == register.dropped


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ("unit,dossier,received,due", "RND005"),
        ("unit,dossier,received,due,returned,due", "RND026"),
        ("đơn vị,mã,nhận,hẹn,trả", "RND005"),
    ],
)
def test_a_register_without_its_columns_is_not_counted(
    tmp_path: Path, head: str, code: str
) -> None:
    register = counted(tmp_path, "A1,H1,01/03/2025,10/03/2025,", head=head)
    assert [found.code for found in register.findings] == [code]
    assert register.counts == {}


def test_a_register_that_is_no_text_to_its_end_is_not_counted(tmp_path: Path) -> None:
    path = tmp_path / "ho-so.csv"
    lines = "A1,H1,01/03/2025,10/03/2025,\n" * 5000
    path.write_bytes(f"{','.join(HEAD)}\n{lines}".encode() + "Xã".encode("utf-16"))
    register = read_register(job(), str(path))
    assert [(f.code, str(f.place)) for f in register.findings] == [("CRI002", "ho-so.csv")]
    assert register.counts == {}


DATES = st.sampled_from(
    ["", "01/03/2025", "05/03/2025 10:00", "2025-03-10", "31/12/2025", "02/01/2026", "sai"]
)
ROW = st.tuples(
    st.sampled_from(["A1", "A2", "xã an bình", "Z9", ""]),
    st.sampled_from(["H1", "H2", "H3", "H4", ""]),
    DATES,
    DATES,
    DATES,
).map(",".join)


@given(st.lists(ROW, max_size=25), st.randoms())
def test_every_row_is_accounted_for_and_their_order_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory, rows: list[str], random: Random
) -> None:
    folder = tmp_path_factory.mktemp("so")
    register = counted(folder, *rows)
    received = sum(counts.received for counts in register.counts.values())
    filled = sum(row != ",,,," for row in rows)
    assert received + register.outside + register.dropped == register.rows == filled
    by_reason = [f.values["count"] for f in register.findings if "count" in f.values]
    assert sum(by_reason) == register.dropped
    for counts in register.counts.values():
        assert counts.returned == counts.on_time + counts.late
        assert counts.received == counts.returned + counts.open + counts.overdue
    random.shuffle(rows)
    again = counted(folder, *rows)
    assert again.counts == register.counts
    assert (again.outside, again.dropped) == (register.outside, register.dropped)


def workbook(path: Path, *rows: list[object]) -> str:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Sổ"
    sheet.append(["Sổ theo dõi hồ sơ"])
    sheet.append(HEAD)
    for row in rows:
        sheet.append(row)
    book.create_sheet("Khác")
    book.save(path)
    return str(path)


def test_a_workbook_is_counted_like_a_csv_file(tmp_path: Path) -> None:
    day = datetime(2025, 3, 1, 8, 30)
    path = workbook(
        tmp_path / "so.xlsx",
        ["A1", "H1", day, datetime(2025, 3, 10), datetime(2025, 3, 10, 16)],
        ["A1", "H2", day, "10/03/2025", None],
        ["Xã An Phú", 3, day, datetime(2025, 3, 10), datetime(2025, 2, 10)],
    )
    register = read_register(job("so.xlsx", "Sổ"), path)
    assert register.counts == {"A1": Counts(2, 1, 1, 0, 0, 1)}
    [early, _] = register.findings
    assert (early.code, str(early.place)) == ("RND092", "so.xlsx [Sổ!A5]")


@pytest.mark.parametrize(("cell", "code"), [("=1/0", "RND024"), ("#N/A", "RND024")])
def test_a_workbook_with_cells_of_which_nothing_is_known_is_refused(
    tmp_path: Path, cell: str, code: str
) -> None:
    """A formula never calculated or an error would pass for “not returned”."""
    row = ["A1", "H1", datetime(2025, 3, 1), datetime(2025, 3, 10), cell]
    register = read_register(job("so.xlsx"), workbook(tmp_path / "so.xlsx", row))
    [found] = register.findings
    assert found.code == code
    assert found.values["reason"].values == {"cell": "E3"}
    assert register.counts == {}


@pytest.mark.parametrize(("data", "code"), [(b"PDF", "RND024"), (b"", "RND024")])
def test_what_is_no_workbook_is_told(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "so.xlsx"
    path.write_bytes(data)
    assert [f.code for f in read_register(job("so.xlsx"), str(path)).findings] == [code]


def test_a_sheet_that_is_not_there_is_told(tmp_path: Path) -> None:
    path = workbook(tmp_path / "so.xlsx")
    [found] = read_register(job("so.xlsx", "2024"), path).findings
    assert (found.code, found.values["known"]) == ("RND084", ["Sổ", "Khác"])


def test_the_on_time_rate_of_a_hundred_dossiers(tmp_path: Path) -> None:
    """By hand: 82 of 90 returned are on time; 6 are overdue and 4 not yet due."""
    rows = [
        *(f"A1,S{n},01/03/2025,10/03/2025,08/03/2025" for n in range(82)),
        *(f"A1,T{n},01/03/2025,10/03/2025,12/03/2025" for n in range(8)),
        *(f"A1,Q{n},01/03/2025,10/03/2025," for n in range(6)),
        *(f"A1,M{n},25/12/2025,10/01/2026," for n in range(4)),
    ]
    found = counted(tmp_path, *rows).counts["A1"]
    assert found == Counts(received=100, returned=90, on_time=82, late=8, open=4, overdue=6)
    assert Fraction(found.on_time, found.returned) == Fraction(41, 45)
