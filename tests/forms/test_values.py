"""What a clerk types and how it is read: a table a type, as the office would write it down."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from unicodedata import normalize

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from parindex.forms.values import (
    AMBIGUOUS,
    BLANK,
    PLAIN,
    UNDERSTOOD,
    UNREADABLE,
    read_number,
    read_tick,
    read_value,
)
from parindex.model.rule import Input, Value
from parindex.model.text import LocalText
from parindex.sources.workbook import Cell

TYPED = """
| type    | typed in the cell            | state      | read as          |
|---------|------------------------------|------------|------------------|
| number  | 85,5                         | understood | 171/2            |
| number  | 85.5                         | understood | 171/2            |
| number  | 1.234,5                      | understood | 2469/2           |
| number  | 1,234.5                      | understood | 2469/2           |
| number  | 1 234                        | understood | 1234             |
| number  | 1 234,5                      | understood | 2469/2           |
| number  | 1.234                        | ambiguous  | 617/500 or 1234  |
| number  | 1,234                        | ambiguous  | 617/500 or 1234  |
| number  | 0,125                        | understood | 1/8              |
| number  | ８５，５                         | understood | 171/2            |
| number  | '85                          | understood | 85               |
| number  | ’85,5                        | understood | 171/2            |
| number  | −3                           | understood | -3               |
| number  | –3                           | understood | -3               |
| number  | －３                           | understood | -3               |
| number  | - 3                          | understood | -3               |
| number  | 24 giờ                       | understood | 24               |
| number  | 1.234,5 Giờ.                 | understood | 2469/2           |
| number  | 24hours                      | understood | 24               |
| number  | 1.234 giờ                    | ambiguous  | 617/500 or 1234  |
| number  | 24 ngày                      | unreadable |                  |
| number  | khoảng 24 giờ                | unreadable |                  |
| number  | (3)                          | unreadable |                  |
| number  | 3-                           | unreadable |                  |
| number  | 2³                           | unreadable |                  |
| number  | 1−2                          | unreadable |                  |
| number  | 85.                          | unreadable |                  |
| number  | ,5                           | unreadable |                  |
| number  | ٣                            | unreadable |                  |
| number  | ''                           | blank      | none             |
| number  | -3                           | understood | -3               |
| number  | +3                           | understood | 3                |
| number  | 85,5%                        | unreadable |                  |
| number  | 1,2,3                        | unreadable |                  |
| number  | 1.234.56                     | unreadable |                  |
| number  | 1/2                          | unreadable |                  |
| number  | ½                            | unreadable |                  |
| number  | 1e5                          | unreadable |                  |
| number  | nan                          | unreadable |                  |
| number  | inf                          | unreadable |                  |
| number  | 12 người                     | unreadable |                  |
| count   | 12                           | understood | 12               |
| count   | 1.234                        | understood | 1234             |
| count   | 1,234                        | understood | 1234             |
| count   | 1.000                        | ambiguous  | 1 or 1000        |
| count   | 85,0                         | understood | 85               |
| count   | 85,5                         | unreadable |                  |
| count   | 1.234 giờ                    | understood | 1234             |
| percent | 85,5%                        | understood | 171/200          |
| percent | 85.5 %                       | understood | 171/200          |
| percent | 85,5                         | understood | 171/200          |
| percent | 100%                         | understood | 1                |
| percent | 0%                           | understood | 0                |
| percent | 0,85                         | ambiguous  | 17/20 or 17/2000 |
| percent | 1                            | ambiguous  | 1 or 1/100       |
| percent | 1.234%                       | ambiguous  | 617/50000 or 617/50 |
| percent | 85,5％                        | understood | 171/200          |
| percent | 85,5 phần trăm               | understood | 171/200          |
| percent | 1.234,5%                     | understood | 2469/200         |
| percent | 85 % số hồ sơ                | unreadable |                  |
| percent | 85,5‰                        | unreadable |                  |
| percent | 85,5%%                       | unreadable |                  |
| percent | cao                          | unreadable |                  |
| date    | 31/12/2025                   | understood | 2025-12-31 00:00 |
| date    | 31-12-2025                   | understood | 2025-12-31 00:00 |
| date    | 31.12.2025                   | understood | 2025-12-31 00:00 |
| date    | 1/2/2025                     | understood | 2025-02-01 00:00 |
| date    | 31.12.2025 17h00             | understood | 2025-12-31 17:00 |
| date    | 31.12.2025 17:00             | understood | 2025-12-31 17:00 |
| date    | 31/12/2025 17h               | understood | 2025-12-31 17:00 |
| date    | 31/12/2025, 17g30            | understood | 2025-12-31 17:30 |
| date    | Ngày 31/12/2025 lúc 17h00    | understood | 2025-12-31 17:00 |
| date    | 2025-12-31                   | understood | 2025-12-31 00:00 |
| date    | 2025-12-31T17:00             | understood | 2025-12-31 17:00 |
| date    | 12/31/2025                   | unreadable |                  |
| date    | 29/02/2025                   | unreadable |                  |
| date    | 03/04/2025                   | understood | 2025-04-03 00:00 |
| date    | 31 / 12 / 2025               | understood | 2025-12-31 00:00 |
| date    | 31/12/2025.                  | understood | 2025-12-31 00:00 |
| date    | '31/12/2025                  | understood | 2025-12-31 00:00 |
| date    | ３１／１２／２０２５                   | understood | 2025-12-31 00:00 |
| date    | 31–12–2025                   | understood | 2025-12-31 00:00 |
| date    | 2025/12/31                   | understood | 2025-12-31 00:00 |
| date    | 31 tháng 12 năm 2025         | understood | 2025-12-31 00:00 |
| date    | Ngày 5 tháng 3, năm 2025     | understood | 2025-03-05 00:00 |
| date    | 17h00 ngày 31/12/2025        | understood | 2025-12-31 17:00 |
| date    | 31/12/25                     | understood | 2025-12-31 00:00 |
| date    | 31.12.25                     | understood | 2025-12-31 00:00 |
| date    | 25-12-31                     | ambiguous  | 2031-12-25 00:00 or 2025-12-31 00:00 |
| date    | 31-12-99                     | understood | 2099-12-31 00:00 |
| date    | 25-12-25                     | understood | 2025-12-25 00:00 |
| date    | 12/31/25                     | unreadable |                  |
| date    | 29/02/25                     | unreadable |                  |
| date    | 31/12/0025                   | unreadable |                  |
| date    | 17/07/1905                   | unreadable |                  |
| date    | 31/12/925                    | unreadable |                  |
| date    | 12/2025                      | unreadable |                  |
| date    | 45658                        | unreadable |                  |
| date    | 31/12/2025 24:00             | unreadable |                  |
| date    | 17:00                        | unreadable |                  |
| date    | đã nộp                       | unreadable |                  |
| date    | Có                           | unreadable |                  |
| date    | Không                        | plain      | none             |
| date    | không                        | understood | none             |
| date    | chưa ban hành                | understood | none             |
| date    | Chưa ban hành.               | understood | none             |
| yes_no  | Có                           | plain      | yes              |
| yes_no  | Không                        | plain      | no               |
| yes_no  | KHÔNG                        | understood | no               |
| yes_no  | x                            | understood | yes              |
| yes_no  | ✓                            | understood | yes              |
| yes_no  | ☑                            | understood | yes              |
| yes_no  | ko                           | understood | no               |
| yes_no  | Chưa                         | understood | no               |
| yes_no  | Có.                          | understood | yes              |
| yes_no  | 'Có                          | understood | yes              |
| yes_no  | √                            | understood | yes              |
| yes_no  | ✔️                            | understood | yes              |
| yes_no  | 1                            | understood | yes              |
| yes_no  | ０                            | understood | no               |
| yes_no  | ✘                            | understood | no               |
| yes_no  | ☒                            | unreadable |                  |
| yes_no  | ❌                            | unreadable |                  |
| yes_no  | +                            | unreadable |                  |
| yes_no  | có ạ                         | unreadable |                  |
| yes_no  | 50%                          | unreadable |                  |
| choice  | Kịp thời                     | plain      | in_time          |
| choice  | In time                      | plain      | in_time          |
| choice  | kịp  thời.                   | understood | in_time          |
| choice  | late                         | understood | late             |
| choice  | Muộn                         | unreadable |                  |
| text    | Đã niêm yết                  | plain      | Đã niêm yết      |
"""

ROWS = [
    tuple(cell.strip() for cell in line.strip().strip("|").split("|"))
    for line in TYPED.strip().splitlines()[2:]
]


def field(kind: str) -> Input:
    """Return an input of a type; one of the type ``choice`` has two options."""
    options = {
        "in_time": LocalText(vi="Kịp thời", en="In time"),
        "late": LocalText(vi="Không kịp thời"),
    }
    return Input.model_validate(
        {
            "type": kind,
            "label": LocalText(vi="Số liệu"),
            "unit": LocalText(vi="giờ", en="hours") if kind in {"count", "number"} else None,
            "options": options if kind == "choice" else {},
        }
    )


def written(value: Value) -> str:
    """Write a value as the table does."""
    match value:
        case None:
            return "none"
        case bool():
            return "yes" if value else "no"
        case datetime():
            return value.isoformat(" ", "minutes")
        case _:
            return str(value)


@pytest.mark.parametrize(("kind", "typed", "state", "expected"), ROWS)
def test_text_is_read_as_the_table_says(kind: str, typed: str, state: str, expected: str) -> None:
    reading = read_value(field(kind), typed)
    assert reading.state == state
    if state == AMBIGUOUS:
        assert [written(value) for value in reading.readings] == expected.split(" or ")
    elif state != UNREADABLE:
        assert written(reading.value) == expected


@pytest.mark.parametrize("kind", ["number", "count"])
@pytest.mark.parametrize("typed", ["1.234.567", "1,234,567", "1 234 567", "12.345.678.901"])
def test_figures_grouped_several_times_have_one_reading(kind: str, typed: str) -> None:
    value = Fraction("".join(mark for mark in typed if mark.isdigit()))
    assert read_value(field(kind), typed) == (UNDERSTOOD, value, ())


@pytest.mark.parametrize("typed", ["0", "0,0", "0.00"])
def test_no_percent_is_none_whichever_way_it_is_read(typed: str) -> None:
    assert read_value(field("percent"), typed) == (UNDERSTOOD, Fraction(0), ())


CELLS: list[tuple[str, Cell, str, Value]] = [
    ("number", 5, PLAIN, Fraction(5)),
    ("number", 85.5, PLAIN, Fraction(171, 2)),
    ("number", 0.1 + 0.2, PLAIN, Fraction(3, 10)),
    ("number", float("nan"), UNREADABLE, None),
    ("number", float("inf"), UNREADABLE, None),
    ("number", True, UNREADABLE, None),
    ("number", date(2025, 1, 1), UNREADABLE, None),
    ("number", timedelta(days=1), UNREADABLE, None),
    ("number", time(1, 2), UNREADABLE, None),
    ("count", 5.0, PLAIN, Fraction(5)),
    ("count", 5.5, UNREADABLE, None),
    ("count", False, UNREADABLE, None),
    ("percent", 0.855, PLAIN, Fraction(171, 200)),
    ("percent", 85.5, PLAIN, Fraction(171, 2)),
    ("date", datetime(2025, 12, 31, 17), PLAIN, datetime(2025, 12, 31, 17)),
    ("date", date(2025, 12, 31), PLAIN, datetime(2025, 12, 31)),
    ("date", 45658, UNDERSTOOD, datetime(2025, 1, 1)),
    ("date", 45658.5, UNDERSTOOD, datetime(2025, 1, 1, 12)),
    ("date", 2025, UNREADABLE, None),
    ("date", datetime(1905, 7, 17), UNREADABLE, None),  # 2025 in a cell with a date's format
    ("date", date(1900, 1, 5), UNREADABLE, None),
    ("date", date(1954, 10, 3), PLAIN, datetime(1954, 10, 3)),
    ("date", float("nan"), UNREADABLE, None),
    ("date", True, UNREADABLE, None),
    ("date", time(17), UNREADABLE, None),
    ("yes_no", True, PLAIN, True),
    ("yes_no", False, PLAIN, False),
    ("yes_no", 1.0, UNDERSTOOD, True),
    ("yes_no", 0, UNDERSTOOD, False),
    ("yes_no", 2, UNREADABLE, None),
    ("yes_no", float("nan"), UNREADABLE, None),
    ("yes_no", date(2025, 1, 1), UNREADABLE, None),
    ("choice", 1.0, UNREADABLE, None),
    ("choice", True, UNREADABLE, None),
]


@pytest.mark.parametrize(("kind", "raw", "state", "value"), CELLS)
def test_cells_that_are_no_text(kind: str, raw: Cell, state: str, value: Value) -> None:
    reading = read_value(field(kind), raw)
    assert (reading.state, reading.value) == (state, value)
    assert type(reading.value) is type(value)


@pytest.mark.parametrize("kind", ["count", "number", "percent", "date", "yes_no", "choice", "text"])
@pytest.mark.parametrize("raw", [None, "", "  ", "\u00a0", "\u200b", "\t\n\u202f"])
def test_what_shows_nothing_is_blank(kind: str, raw: Cell) -> None:
    assert read_value(field(kind), raw) == (BLANK, None, ())


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        ("yes_no", normalize("NFD", "Có"), True),
        ("yes_no", "Có\u00a0", True),
        ("yes_no", "\u200bCó", True),
        ("yes_no", normalize("NFD", "không đạt"), False),
        ("choice", normalize("NFD", "Không kịp thời"), "late"),
        ("choice", "Kịp\u00a0thời", "in_time"),
        ("date", normalize("NFD", "Chưa ban hành"), None),
        ("date", "31/12/2025\u00a017:00", datetime(2025, 12, 31, 17)),
        ("number", "1\u00a0234", Fraction(1234)),
        ("number", "1\u202f234,5", Fraction(2469, 2)),
        ("number", "1\u2009234", Fraction(1234)),
        ("number", "1\u3000234", Fraction(1234)),
        ("number", "\ufeff85,5\u2060", Fraction(171, 2)),
        ("number", "\u200e85,5\u00ad\u200f", Fraction(171, 2)),
        ("number", normalize("NFD", "24 giờ"), Fraction(24)),
        ("date", normalize("NFD", "ngày 31 tháng 12 năm 2025"), datetime(2025, 12, 31)),
        ("percent", normalize("NFD", "85,5 phần trăm"), Fraction(171, 200)),
        ("percent", "85,5\u00a0%", Fraction(171, 200)),
    ],
)
def test_odd_letters_and_spaces_are_understood(kind: str, raw: str, value: Value) -> None:
    assert read_value(field(kind), raw) == (UNDERSTOOD, value, ())


@pytest.mark.parametrize("kind", ["count", "number", "percent", "date", "yes_no", "choice"])
@pytest.mark.parametrize("letter", ["9", "x", "1.", "Có ", "31/12/"])
def test_huge_text_is_no_answer(kind: str, letter: str) -> None:
    assert read_value(field(kind), letter * 30_000).state == UNREADABLE


@given(
    kind=st.sampled_from(["count", "number", "percent", "date", "yes_no", "choice", "text"]),
    raw=st.text() | st.floats() | st.integers() | st.datetimes() | st.timedeltas() | st.times(),
)
@example(kind="date", raw="00/00/0000")
@example(kind="number", raw="0" * 40)
def test_any_cell_is_read_or_refused_and_never_breaks(kind: str, raw: Cell) -> None:
    reading = read_value(field(kind), raw)
    assert reading.state in {BLANK, PLAIN, UNDERSTOOD, AMBIGUOUS, UNREADABLE}
    assert len(reading.readings) > 1 or reading.state != AMBIGUOUS


MARKS = {"vi": (".", ","), "en": (",", "."), "space": (" ", ",")}
"""How whole numbers are grouped, and where decimals begin, by the way of writing."""


def grouped(whole: str, mark: str) -> str:
    return f"{int(whole):,}".replace(",", mark)


def meant(text: str) -> set[Fraction]:
    """Return what a text can mean to a reader of each way of writing."""
    found = set()
    for group, point in MARKS.values():
        whole, _, part = text.lstrip("-").partition(point)
        plain = whole.replace(group, "")
        fits = plain.isdigit() and whole in {plain, grouped(plain, group)}
        if fits and (part.isdigit() or text.lstrip("-") == whole):
            sign = "-" if text.startswith("-") else ""
            found.add(Fraction(f"{sign}{plain}.{part or 0}"))
    return found


@given(
    whole=st.integers(0, 10**15).map(str),
    part=st.text("0123456789", max_size=6),
    way=st.sampled_from(sorted(MARKS)),
    grouping=st.booleans(),
    negative=st.booleans(),
)
@example(whole="1234", part="5", way="vi", grouping=True, negative=False)
@example(whole="1", part="234", way="vi", grouping=False, negative=False)
def test_a_number_is_read_back_exactly_where_it_has_one_reading(
    whole: str, part: str, way: str, grouping: bool, negative: bool
) -> None:
    group, point = MARKS[way]
    text = ("-" if negative else "") + (grouped(whole, group) if grouping else whole)
    text += point + part if part else ""
    value = Fraction(f"{'-' if negative else ''}{whole}.{part or 0}")
    reading = read_number(text, text)
    readings = meant(text)
    assert value in readings
    if len(readings) == 1:
        assert (reading.state, reading.value) == (UNDERSTOOD, value)
    else:
        assert reading.state == AMBIGUOUS
        assert set(reading.readings) == readings


@given(
    value=st.decimals(-(10**6), 10**6, places=3, allow_nan=False, allow_infinity=False)
    | st.integers(-(10**6), 10**6).map(Decimal),
    way=st.sampled_from(sorted(MARKS)),
    space=st.sampled_from(["", " ", "\u00a0", "\u2009", "\u202f"]),
    wide=st.booleans(),
    kind=st.sampled_from(["number", "count", "percent"]),
)
@example(value=Decimal("1234"), way="vi", space="", wide=False, kind="number")
def test_a_printed_number_never_reads_back_as_another_in_silence(
    value: Decimal, way: str, space: str, wide: bool, kind: str
) -> None:
    assume(kind != "count" or value % 1 == 0)
    group, point = MARKS[way]
    text = f"{value.normalize():,f}".replace(",", "_").replace(".", point).replace("_", group)
    text += space + ("%" if kind == "percent" else "giờ")
    if wide:
        text = text.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789.,%-"})
    expected = Fraction(str(value)) / (100 if kind == "percent" else 1)
    reading = read_value(field(kind), text)
    if reading.state == AMBIGUOUS:
        assert expected in reading.readings
    else:
        assert (reading.state, reading.value) == (UNDERSTOOD, expected)


@given(st.decimals(-(10**9), 10**9, places=4, allow_nan=False, allow_infinity=False))
def test_a_numeric_cell_is_the_decimal_that_excel_shows(shown: object) -> None:
    reading = read_value(field("number"), float(str(shown)))
    assert (reading.state, reading.value) == (PLAIN, Fraction(str(shown)))


TICKS: list[tuple[Cell, str, Value]] = [
    *((raw, PLAIN, True) for raw in ("x", "X ", "✓", "✔", "v", "1", True, 1, 1.0)),
    *((raw, UNDERSTOOD, True) for raw in ("có", "KAD", "không áp dụng", "Không áp dụng.", "√")),
    *((raw, UNDERSTOOD, True) for raw in ("N/A", normalize("NFD", "có"), "☑", "đúng")),
    *((raw, PLAIN, False) for raw in ("không", "Không.", "chưa", "☐", False)),
    *((raw, BLANK, None) for raw in ("", None, " ", "\u200b", "\u00a0")),
    *((raw, UNREADABLE, None) for raw in ("có lẽ", "12/QĐ", "#N/A", 0, 2, float("nan"))),
    *((raw, UNREADABLE, None) for raw in (datetime(2025, 1, 1), time(1), "x" * 30_000)),
]


@pytest.mark.parametrize(("raw", "state", "value"), TICKS)
def test_ticks(raw: Cell, state: str, value: Value) -> None:
    assert read_tick(raw) == (state, value, ())
