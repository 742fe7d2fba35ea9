"""The values of a sheet, and what they do not tell: errors, formulas, cells far out.

Read from its XML in any spelling, and held against what python-calamine reads.
"""

import re
import time
from contextlib import suppress
from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook as Book

from parindex.sources.formats import DATE, DURATION
from parindex.sources.grid import Cell, Grid, Shared, Sheet, formula_in, read_sheet
from parindex.sources.guard import Refused
from parindex.sources.texts import shared_texts
from parindex.sources.workbook import open_workbook

CELLS = """
<c r="A1"><v>1</v></c><c r="A2" t="e"><v>#DIV/0!</v></c><c r="A3" s="1" t="e"><v>#N/A</v></c>
<c r="A4"><f>1+1</f></c><c r="A5"><f>1+1</f><v>2</v></c><c r="A6" s="1"/>
<c r="A7"><f t="shared" si="0"/></c><c r="A8" t="inlineStr"><is><t>a:f t="e"</t></is></c>
<c r="A9" t="str"><f>""</f><v></v></c><c r="B1"><f>A1&amp;"x"</f><v></v></c>
<c r="B2"><f ca="1">NOW()</f><v/></c><c r="B3" t="str"><f>"a"</f><v>a</v></c>
<c r="B4"><f t="shared" si="0"/><v>3</v></c><c r="B5" t="e"><f>1/0</f><v>#DIV/0!</v></c>
<c r="B6" t="b"><f>TRUE()</f><v>1</v></c><c r="B8" t="e"/>
<c r="B7" t="inlineStr"><f>"b"</f><is><t>b</t></is></c>
"""
FAULTS = {
    "A2": "#DIV/0!", "A3": "#N/A", "A4": "", "A7": "", "B1": "", "B2": "", "B5": "#DIV/0!",
}  # fmt: skip
FORMULAS = {
    "A4": "1+1", "A5": "1+1", "A7": "", "A9": '""', "B1": 'A1&"x"', "B2": "NOW()", "B3": '"a"',
    "B4": "", "B5": "1/0", "B6": "TRUE()", "B7": '"b"',
}  # fmt: skip


GRID = [
    [1.0, ""], ["", ""], ["", "a"], ["", 3.0], [2.0, ""], ["", True], ["", "b"],
    ['a:f t="e"', ""], ["", ""],
]  # fmt: skip


def read(xml: str, shared: Shared | None = None) -> Sheet:
    return read_sheet("A", xml.encode(), shared or Shared({}, {}))


def values(cells: str, shared: Shared | None = None) -> list[Cell]:
    """Return the values of cells in the first row."""
    grid = read(xml(cells), shared).grid
    return list(grid[0]) if grid else []


def xml(cells: str) -> str:
    return f"<worksheet><sheetData><row>{cells}</row></sheetData></worksheet>"


def prefixed(text: str) -> str:
    text = re.sub(r"<(/?)(c|v|f|is|t|row|sheetData|worksheet)\b", r"<\1x:\2", text)
    return text.replace("<x:worksheet", '<x:worksheet xmlns:x="urn:x"')


def reordered(text: str) -> str:
    return re.sub(r'<c r="(\w+)"([^>/]*)', r'<c\2 r="\1"', text)


def single_quoted(text: str) -> str:
    return re.sub(r'(\w+)="([^"]*)"(?=[^<]*>)', r"\1 = '\2'", text)


@pytest.mark.parametrize(
    "spell", [str, prefixed, reordered, single_quoted], ids=lambda spell: spell.__name__
)
def test_errors_and_formulas_are_told_however_the_cells_are_spelt(spell: type[str]) -> None:
    sheet = read(spell(xml(CELLS)))
    faults = dict(sheet.faults)
    assert faults.pop("B8", "#") == "#", "an error cell without a value may be told"
    assert faults == FAULTS
    assert {name: formula_in(formula) for name, formula in sheet.formulas.items()} == FORMULAS
    assert sheet.far == ()
    assert sheet.grid == GRID


@pytest.mark.parametrize("quoted", ['t="e"', "t='e'"])
def test_a_pasted_error_is_a_fault_however_it_is_quoted(quoted: str) -> None:
    assert read(xml(f'<c r="A1" {quoted}><v>#N/A</v></c>')).faults == {"A1": "#N/A"}


@pytest.mark.parametrize(
    ("name", "is_far"),
    [
        ("ZZ1", False),
        ("A9999", False),
        ("ZZ9999", False),
        ("AAA1", True),
        ("A10000", True),
        ("XFD1048576", True),
        ("xfd1048576", True),
    ],
)
@pytest.mark.parametrize("pattern", ['<c r="{}">', '<c s="1" r="{}">', "<c\n r = '{}'>"])
def test_a_cell_far_out_is_left_out_and_told(name: str, is_far: bool, pattern: str) -> None:
    text = '<c r="A1"><v>1</v></c>' + pattern.format(name) + "<v>2</v></c>"
    sheet = read(xml(text))
    assert sheet.far == ((name.upper(),) if is_far else ())
    assert (2.0 in sheet.grid[-1]) is not is_far
    assert sheet.grid[0][0] == 1.0


def test_far_cells_that_are_only_coloured_are_not_told() -> None:
    sheet = read(xml('<c r="A1"><v>1</v></c><c r="XFD1" s="4"/>'))
    assert sheet.far == ()
    assert sheet.grid == [[1.0]]


def test_cells_without_names_are_named_by_their_place() -> None:
    text = (
        "<worksheet><sheetData><row><c/><c><v>1</v></c></row><row r='5'><c><v>2</v></c>"
        "<c r='D5'><v>3</v></c><c><f>1+1</f></c></row><row><c><v>4</v></c></row>"
        "</sheetData></worksheet>"
    )
    sheet = read(text)
    filled = {(r, c): v for r, row in enumerate(sheet.grid) for c, v in enumerate(row) if v != ""}
    assert filled == {(0, 1): 1.0, (4, 0): 2.0, (4, 3): 3.0, (5, 0): 4.0}
    assert sheet.faults == {"E5": ""}


def test_texts_are_kept_as_they_are_without_their_reading_aid() -> None:
    runs = "<r><rPr/><t>a &lt; </t></r><r><t>b</t></r><rPh><t>x</t></rPh>"
    assert values(f"<c t='inlineStr'><is>{runs}</is></c>") == ["a < b"]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('t="b"><v>1</v>', True),
        ('t="b"><v>0</v>', False),
        ('t="str"><v> a &amp; b_x000D_c&#10;</v>', " a & b\rc\n"),
        ('t="str"><v>_x005F_x000D_</v>', "_x000D_"),
        ('t="d"><v>2025-01-02</v>', date(2025, 1, 2)),
        ('t="d"><v>2025-01-02T10:30:00</v>', datetime(2025, 1, 2, 10, 30)),
        ('t="d"><v>Tết</v>', "Tết"),
        ("><v>1e3</v>", 1000.0),
        ("><v>một</v>", "một"),
        ("><v>1_0</v>", "1_0"),
        ("><v>nan</v>", "nan"),
        ('s=""><v>1</v>', 1.0),
    ],
)
def test_a_cell_says_what_it_holds(cell: str, value: Cell) -> None:
    [found] = values(f'<c r="A1" {cell}</c>'.replace(" >", ">"))
    assert found == value
    assert type(found) is type(value)


TEXTS = b"""<sst><si><t>a</t></si><si><r><t>x</t></r><r><t xml:space="preserve"> y</t></r><rPh>
    <t>ph</t></rPh></si><si/><si><t>&lt;</t><phoneticPr fontId="1"/></si></sst>"""


def test_cells_share_texts() -> None:
    shared = Shared(shared_texts(TEXTS), {})
    cells = "".join(f'<c r="{c}1" t="s"><v>{n}</v></c>' for n, c in enumerate("ABCD"))
    assert values(cells, shared) == ["a", "x y", "", "<"]
    prefixed_texts = re.sub(rb"<(/?)(\w)", rb"<\1z:\2", TEXTS).replace(
        b"sst>", b'sst xmlns:z="z">', 1
    )
    assert shared_texts(prefixed_texts) == shared.texts


SPELT = {
    "plain": "<si><t>{0}</t></si>",
    "spaced": '<si><t xml:space="preserve">{0}</t></si>',
    "runs": "<si><r><t>{0}</t></r><r><rPr><b/></rPr><t>x</t></r></si>",
    "aided": '<si><t>{0}</t><phoneticPr fontId="1"/></si>',
    "blank": "<si><t/></si>",
    "none": "<si/>",
}
ADDED = {"runs": "x"}


@given(st.lists(st.sampled_from(sorted(SPELT)), max_size=12), st.sampled_from(["", "\r\n", " "]))
def test_each_text_has_its_number_however_its_neighbours_are_spelt(
    spelt: list[str], before: str
) -> None:
    texts = [f"t{number}" for number in range(len(spelt))]
    items = "".join(SPELT[kind].format(text) for kind, text in zip(spelt, texts, strict=True))
    found = shared_texts(f'<?xml version="1.0"?>{before}<sst count="9">{items}</sst>'.encode())
    assert list(found.values()) == [
        "" if kind in {"blank", "none"} else text + ADDED.get(kind, "")
        for kind, text in zip(spelt, texts, strict=True)
    ]


def test_what_excel_writes_is_read_without_being_written_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It breaks the line after the declaration, and keeps the space around texts."""

    def parsed(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("parindex.sources.sheet.parse_xml", parsed)
    monkeypatch.setattr("parindex.sources.texts.parse_xml", parsed)
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
    table = head + '<sst><si><t>Có</t></si><si><t xml:space="preserve"> b </t></si></sst>'
    shared = Shared(shared_texts(table.encode()), {})
    cells = '<c r="A1" t="s"><v>0</v></c><c r="B1" s="2"/><c r="C1" t="s"><v>1</v></c>'
    assert read(head + xml(cells), shared).grid == [["Có", "", " b "]]


@pytest.mark.parametrize("broken", ["<sx><t>b</t></si>", "<si><t>b</t></sx>", "<si><t>b</si>"])
@pytest.mark.parametrize("before", ["", "<si><r><t>a</t></r></si>"])
def test_a_broken_text_does_not_shift_the_numbers_of_others(before: str, broken: str) -> None:
    with pytest.raises(Refused) as refused:
        shared_texts(f"<sst>{before}<si><t>a</t></si>{broken}<si><t>c</t></si></sst>".encode())
    assert refused.value.code == "SUB003"


@pytest.mark.parametrize("value", ["<v>", "<v>1", "<v>1</v><v>"])
@pytest.mark.parametrize("kind", ["", ' t="s"', ' t="str"', ' t="b"', ' t="e"'])
def test_a_value_that_is_not_closed_is_refused(value: str, kind: str) -> None:
    with pytest.raises(Refused) as refused:
        values(f'<c r="A1"{kind}>{value}</c>', Shared(shared_texts(TEXTS), {}))
    assert refused.value.code == "SUB003"


@pytest.mark.parametrize("number", ["4", "-1", "x", "1.0"])
def test_a_text_that_is_not_there_is_refused(number: str) -> None:
    with pytest.raises(Refused) as refused:
        values(f'<c r="A1" t="s"><v>{number}</v></c>', Shared(shared_texts(TEXTS), {}))
    assert refused.value.code == "SUB003"


@pytest.mark.parametrize(
    "between",
    ["<!-- -->", '<c r="A2" s="1"><v>7</v></c >', "<x:c r='A2'><x:v>7</x:v></x:c>", "7", "<d/>"],
)
def test_nothing_between_two_cells_is_passed_over(between: str) -> None:
    text = f'<c r="A1"><v>1</v></c>{between}<c r="B1"><v>2</v></c>'
    try:
        found = read(xml(text).replace("<worksheet>", '<worksheet xmlns:x="urn:x">'))
    except Refused:
        return
    assert [found.grid[0][0], found.grid[0][1]] == [1.0, 2.0]
    assert len(found.grid) == (2 if "c>" in between.replace(" ", "") else 1)


SHOWN = (
    "General", "0", "dd/mm/yyyy", "d-mmm", "h:mm", "[h]:mm", "[mm]:ss", "mm:ss.0", "#,##0", '"d"0',
    "yyyy-mm-dd hh:mm", "\\d0", "[Red]0", "[$-409]dd/mm/yyyy", "0.00E+00", "h AM/PM", "General;d",
    '"Ngày" dd', "_-* #,##0_-", "[>100]0;yy", "@",
)  # fmt: skip
NUMBERS = st.one_of(
    st.integers(0, 2_900_000).map(float),
    st.floats(0, 80_000).map(lambda number: round(number, 3)),
    st.sampled_from([0.5, 1.0, 59.0, 60.0, 61.0, 45765.5, 1e-7, 1e15]),
)
CELLS_OF_A_ROW = st.lists(
    st.one_of(
        st.tuples(NUMBERS, st.sampled_from(SHOWN)),
        st.tuples(
            st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=9)
        ),
        st.tuples(st.booleans()),
        st.none(),
    ),
    max_size=6,
)


@given(st.lists(CELLS_OF_A_ROW, max_size=4))
def test_values_are_those_that_calamine_reads(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[tuple[object, ...] | None]]
) -> None:
    buffer = BytesIO()
    with Book(buffer, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        page = book.add_worksheet("A")
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell is not None:
                    look = book.add_format({"num_format": cell[1]}) if len(cell) > 1 else None
                    page.write(number, column, cell[0], look)
    path = tmp_path_factory.getbasetemp() / "calamine.xlsx"
    path.write_bytes(buffer.getvalue())
    theirs = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("A")
    mine = open_workbook(path).read("A").grid
    try:
        expected = filled(theirs.to_python(skip_empty_area=False))
    except OverflowError:  # a duration of more days than Python counts
        reject()
    assert filled(mine) == expected


def test_a_duration_without_measure_is_a_number() -> None:
    shared = Shared({}, {1: DURATION})
    assert values('<c r="A1" s="1"><v>1e15</v></c><c r="B1" s="1"><v>1.5</v></c>', shared) == [
        1e15,
        timedelta(days=1.5),
    ]


def filled(grid: Grid) -> dict[tuple[int, int], object]:
    """Return the filled cells; blanks at the ends of a text are no matter."""
    return {
        (number, column): value.strip() if isinstance(value, str) else (type(value), value)
        for number, row in enumerate(grid)
        for column, value in enumerate(row)
        if not isinstance(value, str) or value.strip()
    }


def test_days_are_shown_by_the_format_of_their_cell() -> None:
    shared = Shared({}, {1: DATE, 2: DURATION})
    cells = (
        '<c r="A1" s="1"><v>45765</v></c><c r="B1" s="2"><v>1.5</v></c><c r="C1" s="3"><v>1</v></c>'
    )
    assert [str(value) for value in values(cells, shared)] == [
        "2025-04-18",
        "1 day, 12:00:00",
        "1.0",
    ]
    assert values('<c r="A1" s="1"><v>-3</v></c>', shared) == [-3.0], "no day: the number stays"


@pytest.mark.parametrize("text", ["", "<worksheet>", "<worksheet><sheetData><row>", "no XML", "\0"])
def test_what_is_no_sheet_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        read(text)
    assert refused.value.code == "SUB003"


@pytest.mark.parametrize(
    "part", ['<c r="A1"><f>', '<c r="A1" s="1"/>', '<c r="A1"><v>1</v></c>', '<c r="A1"><v/></c>']
)
def test_the_cells_are_looked_through_in_proportion_to_their_number(part: str) -> None:
    def seconds(count: int) -> float:
        text = f"<sheetData>{part * count}<c/></sheetData>"
        start = time.process_time()
        with suppress(Refused):
            read(text)
        return time.process_time() - start

    small = min(seconds(400) for _ in range(3))
    large = min(seconds(3200) for _ in range(3))
    assert large < max(small, 0.001) * 30, "eight times the size, far more of the time"


def test_an_error_after_a_value_in_the_same_place_counts() -> None:
    assert values('<c r="A1"><v>1</v></c><c r="A1" t="e"><v>#N/A</v></c>') == [""]
