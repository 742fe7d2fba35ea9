"""What a sheet's XML tells that values do not: errors, formulas, cells far out; in any spelling."""

import re
import time

import pytest

from parindex.sources.guard import Refused
from parindex.sources.sheet import plain_cells, text_in

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
    cells = plain_cells(spell(xml(CELLS)).encode())
    faults = cells.faults()
    assert faults.pop("B8", "#") == "#", "an error cell without a value may be told"
    assert faults == FAULTS
    assert {name: text_in(formula) for name, formula in cells.formulas.items()} == FORMULAS
    assert b"<f" not in cells.xml, "formulas are nothing to the reader of values"
    assert cells.far == ()


@pytest.mark.parametrize("quoted", ['t="e"', "t='e'"])
def test_a_pasted_error_is_a_fault_however_it_is_quoted(quoted: str) -> None:
    cells = plain_cells(xml(f'<c r="A1" {quoted}><v>#N/A</v></c>').encode())
    assert cells.faults() == {"A1": "#N/A"}


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
    cells = plain_cells(xml(text).encode())
    assert cells.far == ((name.upper(),) if is_far else ())
    assert (b"<v>2</v>" in cells.xml) is not is_far
    assert b"<v>1</v>" in cells.xml


def test_far_cells_that_are_only_coloured_are_not_told() -> None:
    cells = plain_cells(xml('<c r="A1"><v>1</v></c><c r="XFD1" s="4"/>').encode())
    assert cells.far == ()


def test_cells_without_names_are_named_by_their_place() -> None:
    text = (
        "<worksheet><sheetData><row><c/><c><v>1</v></c></row><row r='5'><c><v>2</v></c>"
        "<c r='D5'><v>3</v></c><c><f>1+1</f></c></row><row><c><v>4</v></c></row>"
        "</sheetData></worksheet>"
    )
    cells = plain_cells(text.encode())
    found = re.findall(rb'r="(\w+)"><v>(\d)', cells.xml)
    assert found == [(b"B1", b"1"), (b"A5", b"2"), (b"D5", b"3"), (b"A6", b"4")]
    assert cells.faults() == {"E5": ""}


def test_texts_are_kept_as_they_are_without_their_reading_aid() -> None:
    runs = "<r><rPr/><t>a &lt; </t></r><r><t>b</t></r><rPh><t>x</t></rPh>"
    rich = f"<c t='inlineStr'><is>{runs}</is></c>"
    assert b'<t xml:space="preserve">a &lt; b</t>' in plain_cells(xml(rich).encode()).xml


@pytest.mark.parametrize("text", ["", "<worksheet>", "<worksheet><sheetData><row>", "no XML", "\0"])
def test_what_is_no_sheet_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        plain_cells(text.encode())
    assert refused.value.code == "SUB003"


def test_the_cells_are_looked_through_in_proportion_to_their_number() -> None:
    def seconds(count: int) -> float:
        cells = b'<c r="A1"><f>' * count + b"<f/>" * count
        start = time.process_time()
        plain_cells(b"<sheetData>" + cells + b"</sheetData>").faults()
        return time.process_time() - start

    small = min(seconds(400) for _ in range(3))
    assert seconds(3200) < max(small, 0.001) * 30, "eight times the size, far more of the time"
