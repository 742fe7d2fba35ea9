"""A returned form: what was filled in is what is read, whatever was done to the sheet since."""

from collections.abc import Callable, Mapping
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from parindex.evaluation.files import assess_file, read_all
from parindex.evaluation.plan import Plan
from parindex.evaluation.rounds import evaluate
from parindex.forms.layout import (
    COLUMN_KEYS_ROW,
    HEADER_ROW,
    LISTS_SHEET,
    REGISTER_HEAD_ROW,
    Column,
    RegisterColumn,
)
from parindex.forms.open import Form, open_form
from parindex.forms.read import read_answers
from parindex.locale import speaker
from parindex.model.criteria import CriteriaSet
from parindex.model.finding import Finding, Severity
from parindex.model.rule import Outcome
from parindex.model.submission import Answer
from parindex.sources.round import read_round

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from tests.conftest import Clerk

NewClerk = Callable[[str], "Clerk"]


def answers(path: Path, criteria: CriteriaSet) -> Mapping[str, Answer]:
    """Return the answers in a file, in which nothing is wrong."""
    form, findings = open_form(path)
    assert form is not None
    found, more = read_answers(form, criteria)
    assert [finding.code for finding in (*findings, *more)] == []
    return found


def test_what_was_filled_in_is_read(clerk: "Clerk", criteria: CriteriaSet) -> None:
    found = answers(clerk.save(), criteria)
    values = {(code, name): v for code, a in found.items() for name, v in a.values.items()}
    assert values == {
        ("1.1", "issued"): datetime(2025, 3, 20),
        ("1.2", "planned"): 10,
        ("1.2", "done"): 8,
        ("1.3.1", "answer"): True,
        ("1.3.2", "level"): "in_time",
        ("1.4", "plan"): True,
        ("1.4", "web"): False,
        ("2.1", "received"): 400,
        ("2.1", "online"): 300,
        ("2.2", "rate"): Fraction(17, 20),
        ("2.3", "rules"): 3,
        ("2.4", "wrong"): 1,
        ("2.5", "hours"): 24,
        ("2.5", "remark"): "Đã niêm yết",
    }
    assert found["1.1"].documents[0].number == "12/KH-UBND"
    assert found["1.1"].documents[0].day == datetime(2025, 3, 20)
    assert found["2.2"].claim == Fraction(17, 10)
    assert found["3.2"].claim is None
    cells = {name: clerk.cell("1.2", name).coordinate for name in ("planned", "done")}
    assert found["1.2"].cells == cells | {"claim": clerk.cell("1.2", Column.CLAIM).coordinate}


def test_a_good_form_scores_what_it_claims(clerk: "Clerk") -> None:
    assessment = clerk.assess()
    assert [(f.code, f.item) for f in assessment.findings] == [("SCO002", "3.2")]
    assert assessment.items is not None
    assert sum(assessment.items.points) == Fraction("13.45")
    assert assessment.items.self_points[:-1] == assessment.items.points[:-1]


def test_a_blank_form_has_no_answer_and_no_zero(new_clerk: NewClerk) -> None:
    blank = new_clerk("XA01")
    assessment = blank.assess()
    questions = [cell for cell in (f.place.cell for f in assessment.findings) if cell]
    assert {f.code for f in assessment.findings} == {"SUB030", "SCO002"}
    assert len(questions) == len(set(questions)) == 16  # 14 inputs, a proposal, the council's
    assert assessment.items is not None
    assert set(assessment.items.outcomes) == {Outcome.MISSING}


ALL_TYPES = [
    ("1.1", "issued", "không", None),
    ("1.1", "issued", "31.12.2025 17h00", datetime(2025, 12, 31, 17)),
    ("1.2", "planned", "1.234", Fraction(1234)),
    ("1.3.1", "answer", normalize("NFD", "Có") + "\u00a0", True),
    ("1.3.1", "answer", True, True),
    ("1.3.2", "level", "không kịp thời", "late"),
    ("1.4", "plan", "✓", True),
    ("2.2", "rate", "85,5%", Fraction(171, 200)),
    ("2.5", "hours", "23,5", Fraction(47, 2)),
    ("2.5", "hours", 0.1 + 0.2, Fraction(3, 10)),
    ("2.5", "remark", "=không phải công thức", None),
]


@pytest.mark.parametrize(("code", "name", "typed", "value"), ALL_TYPES[:-1])
def test_what_is_typed_is_read_through_a_file(
    clerk: "Clerk", criteria: CriteriaSet, code: str, name: str, typed: object, value: object
) -> None:
    clerk.type(code, name, typed)
    form, _ = open_form(clerk.save())
    assert form is not None
    found, _ = read_answers(form, criteria)
    assert found[code].values[name] == value
    assert type(found[code].values[name]) is type(value)


def test_error_uncalculated_and_blank_are_three_findings(clerk: "Clerk") -> None:
    wrong = clerk.type("1.2", "planned", "#DIV/0!")
    bare = clerk.type("2.1", "received", "=SUM(1,2)")
    blank = clerk.type("2.3", "rules", None)
    told = clerk.told(least=Severity.ERROR)
    assert told == [("SUB035", wrong), ("SUB036", bare), ("SUB030", blank)]


@pytest.mark.parametrize("value", ["<v/>", "<v></v>", "<v />", ""])
def test_a_formula_without_a_value_was_never_calculated(clerk: "Clerk", value: str) -> None:
    cell = clerk.type("2.3", "rules", 4711)
    patch_cell(clerk.save(), cell, "", f"<f>1+2</f>{value}")
    assert ("SUB036", cell) in told(assess_file(clerk.plan, str(clerk.path)).findings)


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("", "<f>1+2</f><v>3</v>"),
        ("", "<f>1+2</f><v xml:space='preserve'>3</v>"),
        ("", "<v>3</v>"),
        ("", "<v>3.0000000000000001</v>"),
        (' t="str"', "<f>T(3)</f><v>3</v>"),
        (' t="inlineStr"', "<is><t>3</t></is>"),
    ],
)
def test_a_calculated_formula_is_its_value(
    clerk: "Clerk", criteria: CriteriaSet, kind: str, content: str
) -> None:
    cell = clerk.type("2.3", "rules", 4711)
    patch_cell(clerk.save(), cell, kind, content)
    form, _ = open_form(clerk.path)
    assert form is not None
    found, _ = read_answers(form, criteria)
    assert found["2.3"].values["rules"] == 3


def test_a_formula_that_gives_an_empty_text_is_blank(clerk: "Clerk") -> None:
    cell = clerk.type("2.3", "rules", 4711)
    patch_cell(clerk.save(), cell, ' t="str"', '<f>""</f><v></v>')
    assert ("SUB030", cell) in told(assess_file(clerk.plan, str(clerk.path)).findings)


def patch_cell(path: Path, cell: str, kind: str, content: str) -> None:
    """Give a cell of the first sheet (which holds 4711) another type and content."""
    part = "xl/worksheets/sheet1.xml"
    with ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    xml = entries[part].decode()
    head, _, rest = xml.partition(f'<c r="{cell}"')
    attributes, _, tail = rest.partition("><v>4711</v></c>")
    assert tail, "the cell was not found"
    attributes = attributes.replace(' t="n"', "") + kind
    entries[part] = f'{head}<c r="{cell}"{attributes}>{content}</c>{tail}'.encode()
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)


def told(findings: tuple[Finding, ...]) -> list[tuple[str, str | None]]:
    return [(finding.code, finding.place.cell) for finding in findings if finding.code != "SCO002"]


# What people do to sheets


def test_a_renamed_sheet_is_found(clerk: "Clerk") -> None:
    clerk.sheet.title = "Xã Hoa Mai nộp"
    assessment = clerk.assess()
    assert told(assessment.findings) == [("SUB015", None)]
    assert assessment.sheet == "Xã Hoa Mai nộp"
    assert assessment.items is not None


def test_other_sheets_do_no_harm(clerk: "Clerk") -> None:
    clerk.book.create_sheet("Ghi chú", 0)["A1"] = "Bảng phụ"
    clerk.book.create_sheet("Trống", 0)
    clerk.book.create_sheet("Định dạng cả cột")["J1048576"] = 1
    [finding] = clerk.assess().findings[:1]
    assert (finding.code, finding.place.sheet) == ("SUB026", "Ghi chú")
    assert clerk.told(least=Severity.WARNING) == []


def test_a_renamed_sheet_is_found_beside_a_sheet_with_a_stray_cell(clerk: "Clerk") -> None:
    clerk.sheet.title = "Xã Hoa Mai nộp"
    clerk.book.create_sheet("Định dạng cả cột", 0)["J1048576"] = 1
    assert clerk.told() == [("SUB015", None)]


def breaks(sheet: "Worksheet") -> None:
    """Write a cell of a type that there is not, as a bad program may: the sheet is not taken."""
    sheet["Z3"].data_type, sheet["Z3"]._value = "n9", "1"


def test_a_form_is_not_looked_for_in_other_sheets_where_its_own_is_refused(clerk: "Clerk") -> None:
    clerk.book.copy_worksheet(clerk.sheet).title = "Bản sao"
    breaks(clerk.sheet)
    assert clerk.told() == [("SUB003", None)]


def test_a_sheet_that_is_refused_is_told_where_no_form_is_found(clerk: "Clerk") -> None:
    breaks(clerk.book.create_sheet("Bảng hỏng"))
    del clerk.book["Tự đánh giá"]
    assert clerk.told() == [("SUB003", None)]


def test_a_cell_far_out_is_told_and_the_form_is_read(clerk: "Clerk") -> None:
    clerk.sheet["XFD1048576"], clerk.sheet["J1048576"] = 1, 1
    assert clerk.told() == [("SUB007", "J1048576"), ("SUB007", "XFD1048576")]
    assert clerk.assess().items is not None


def test_the_hidden_sheets_may_go(clerk: "Clerk", criteria: CriteriaSet) -> None:
    """Programs that save a copy drop them."""
    before = answers(clerk.save(), criteria)
    for sheet in clerk.book.worksheets[1:]:
        clerk.book.remove(sheet)
    assert clerk.told() == []
    assert answers(clerk.path, criteria) == before


def test_without_the_keys_it_is_no_form(clerk: "Clerk") -> None:
    del clerk.book[LISTS_SHEET]
    clerk.sheet["A1"] = None
    assert [f.code for f in clerk.assess().findings] == ["SUB010"]


def test_without_its_sheet_the_form_cannot_be_read(clerk: "Clerk") -> None:
    del clerk.book["Tự đánh giá"]
    assessment = clerk.assess()
    assert [f.code for f in assessment.findings] == ["SUB016"]
    assert not assessment.unit, "the sheet itself says whose it is"


def test_an_inserted_row_is_told_and_moves_nothing(clerk: "Clerk", criteria: CriteriaSet) -> None:
    before = answers(clerk.save(), criteria)
    lines = clerk.lines()
    new = [None, None, "Việc làm thêm", *[None] * 3, 3]
    at = clerk.row("2.1")
    clerk.rewrite([*lines[: at - 1], new, *lines[at - 1 :]])
    assert clerk.told() == [("SUB022", f"C{at}")]
    form, _ = open_form(clerk.path)
    assert form is not None
    after, _ = read_answers(form, criteria)
    assert {c: a.values for c, a in after.items()} == {c: a.values for c, a in before.items()}
    assert after["2.1"].cells["online"] == f"G{at + 2}"


def test_empty_rows_are_not_worth_a_word(clerk: "Clerk") -> None:
    lines = clerk.lines()
    at = clerk.row("2.1")
    clerk.rewrite([*lines[: at - 1], [], [None], *lines[at - 1 :]])
    assert clerk.told() == []


def test_sorted_and_moved_rows_are_read(clerk: "Clerk", criteria: CriteriaSet) -> None:
    before = answers(clerk.save(), criteria)
    lines = clerk.lines()
    end = next(number for number, line in enumerate(lines) if line[0] == "end")
    head, body, rest = lines[:11], lines[11:end], lines[end:]
    clerk.rewrite([*head, *sorted(body, key=lambda line: str(line[2]), reverse=True), *rest])
    after = answers(clerk.save(), criteria)
    assert {c: a.values for c, a in after.items()} == {c: a.values for c, a in before.items()}
    assert {c: a.claim for c, a in after.items()} == {c: a.claim for c, a in before.items()}


def test_rows_moved_below_the_total_are_read(clerk: "Clerk", criteria: CriteriaSet) -> None:
    before = answers(clerk.save(), criteria)
    lines = clerk.lines()
    at = clerk.row("2.3") - 1
    clerk.rewrite([*lines[:at], *lines[at + 1 :], lines[at]])
    after = answers(clerk.save(), criteria)
    assert after["2.3"].values == before["2.3"].values


def test_inputs_sorted_without_their_keys_are_not_read(clerk: "Clerk") -> None:
    lines = clerk.lines()
    planned, done = clerk.row("1.2", "planned") - 1, clerk.row("1.2", "done") - 1
    lines[planned][5:7], lines[done][5:7] = lines[done][5:7], lines[planned][5:7]
    clerk.rewrite(lines)
    assert clerk.told() == [("SUB023", f"F{planned + 1}"), ("SUB023", f"F{done + 1}")]


@pytest.mark.parametrize(
    ("first", "count", "code"), [(4, 4, "SUB010"), (2, 1, "SUB010"), (1, 8, "SUB016")]
)
def test_a_form_without_its_first_rows_says_so(
    clerk: "Clerk", first: int, count: int, code: str
) -> None:
    lines = clerk.lines()
    clerk.rewrite([*lines[: first - 1], *lines[first - 1 + count :]])
    assert [finding.code for finding in clerk.assess().findings] == [code]


def test_a_deleted_row_is_missing_and_no_other_is(clerk: "Clerk") -> None:
    lines = clerk.lines()
    at = clerk.row("2.3")
    clerk.rewrite([*lines[: at - 1], *lines[at:]])
    assessment = clerk.assess()
    assert [(f.code, f.item) for f in assessment.findings if f.code != "SCO002"] == [
        ("SUB020", "2.3")
    ]
    assert assessment.items is not None
    assert assessment.items.outcomes[7] is Outcome.INVALID


def test_a_deleted_row_of_an_input_is_missing(clerk: "Clerk") -> None:
    lines = clerk.lines()
    at = clerk.row("1.2", "done")
    clerk.rewrite([*lines[: at - 1], *lines[at:]])
    assessment = clerk.assess()
    assert [(f.code, f.item) for f in assessment.findings if f.code != "SCO002"] == [
        ("SUB020", "1.2")
    ]


@pytest.mark.parametrize(("code", "name"), [("2.3", "rules"), ("1.2", "done")])
def test_a_row_that_stands_twice_is_told_once_and_not_read(
    clerk: "Clerk", code: str, name: str
) -> None:
    lines = clerk.lines()
    at = clerk.row(code, name)
    clerk.rewrite([*lines[:at], lines[at - 1], *lines[at:]])
    assessment = clerk.assess()
    found = [(f.code, f.item) for f in assessment.findings if f.code != "SCO002"]
    assert found == [("SUB021", code)]
    assert assessment.items is not None
    assert assessment.items.outcomes[7 if code == "2.3" else 1] is Outcome.INVALID


# Claims, grey cells, ticks, evidence


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (None, "SUB039"),
        (2, "SUB038"),
        (2.5, "SUB037"),
        (-1, "SUB037"),
        ("1,5", "SUB044"),
        ("1.5", "SUB044"),
        ("nhiều", "SUB043"),
        ("1,234", "SUB043"),
        (True, "SUB043"),
        (datetime(2025, 5, 1), "SUB043"),
        ("#N/A", "SUB035"),
        ("=1+2", "SUB036"),
        (1.5, None),
    ],
)
def test_claims(clerk: "Clerk", typed: object, code: str | None) -> None:
    cell = clerk.type("2.3", Column.CLAIM, typed)
    assert clerk.told() == ([(code, cell)] if code else [])
    items = clerk.assess().items
    assert items is not None
    assert items.points[7] == Fraction(3, 2)  # whatever is claimed


def test_a_claim_in_error_names_the_error(clerk: "Clerk") -> None:
    clerk.type("2.3", Column.CLAIM, "#REF!")
    [finding] = [f for f in clerk.assess().findings if f.code != "SCO002"]
    assert "#REF!" in finding.wrong(speaker("vi"))


def test_claims_rounded_to_two_or_three_places_agree(clerk: "Clerk") -> None:
    clerk.type("2.1", "received", 300)
    clerk.type("2.1", "online", 100)
    for claim, agrees in ((0.67, True), (0.667, True), (0.66, False), (0.68, False)):
        cell = clerk.type("2.1", Column.CLAIM, claim)
        assert clerk.told() == ([] if agrees else [("SUB038", cell)])


@pytest.mark.parametrize(
    ("code", "column"),
    [
        pytest.param("3.2", Column.CLAIM, id="the council's points"),
        pytest.param("3.1", Column.VALUE, id="an item without inputs"),
        pytest.param("3.1", Column.EVIDENCE_NUMBER, id="no evidence asked for"),
    ],
)
def test_what_stands_in_a_grey_cell_is_told(clerk: "Clerk", code: str, column: Column) -> None:
    cell = clerk.type(code, column, 1)
    assert clerk.told() == [("SUB042", cell)]


def test_what_stands_in_the_cells_of_an_exempt_item_is_told(new_clerk: NewClerk) -> None:
    exempt = new_clerk("XA03").fill()
    assert exempt.told() == []
    cell = exempt.type("2.1", "received", 400)
    assert exempt.told() == [("SUB042", cell)]


@pytest.mark.parametrize(
    ("where", "value"),
    [
        ("received", "nhiều"),
        ("received", -3),
        ("online", "#N/A"),
        ("received", "=1+2"),
        (Column.CLAIM, 1),
        (Column.CLAIM, "1,5"),
        (Column.CLAIM, "nhiều"),
        (Column.CLAIM, "#N/A"),
        (Column.NOT_APPLICABLE, "x"),
        (Column.NOT_APPLICABLE, "có lẽ"),
        (Column.EVIDENCE_NUMBER, "12/KH"),
        (Column.EVIDENCE_DAY, "tháng ba"),
        (Column.EXPLANATION, "Được miễn"),
    ],
)
def test_what_is_written_at_an_exempt_item_is_not_read_and_nothing_else(
    new_clerk: NewClerk, where: str | Column, value: object
) -> None:
    exempt = new_clerk("XA03").fill()
    cell = exempt.type("2.1", where, value)
    assert exempt.told() == [("SUB042", cell)]


def test_evidence_of_an_item_that_asks_for_none_is_told_cell_by_cell(
    clerk: "Clerk", criteria: CriteriaSet
) -> None:
    cells = [
        clerk.type("3.1", Column.EVIDENCE_DAY, "tháng ba"),
        clerk.type("3.1", Column.EVIDENCE_FILE, "#REF!"),
    ]
    assert clerk.told() == [("SUB042", cell) for cell in cells]
    form, _ = open_form(clerk.path)
    assert form is not None
    assert not read_answers(form, criteria)[0]["3.1"].documents


def test_errors_in_evidence_and_explanations_are_told(clerk: "Clerk") -> None:
    """They look like blank cells otherwise, and the unit would hear that it explained nothing."""
    cells = [
        clerk.type("1.1", Column.EVIDENCE_NUMBER, "#N/A"),
        clerk.type("2.3", Column.EXPLANATION, "=T(1)"),
    ]
    told = clerk.told()
    assert {("SUB035", cells[0]), ("SUB036", cells[1])} <= {*told}


def test_what_stands_beside_the_form_is_told(clerk: "Clerk") -> None:
    clerk.sheet["T3"] = "Đã gửi lại"
    clerk.sheet.cell(clerk.row("2.3"), len(Column) + 1, 12)
    clerk.sheet["R5"] = ""
    cell = f"S{clerk.row('2.3')}"
    assert sorted(clerk.told()) == [("SUB046", cell), ("SUB046", "T3")]


def test_what_stands_in_unmerged_cells_is_told(clerk: "Clerk") -> None:
    """Google Sheets and clerks unmerge cells: then further rows of an item look open too."""
    for merged in list(clerk.sheet.merged_cells.ranges):
        clerk.sheet.unmerge_cells(str(merged))
    second, total = clerk.row("1.2", "done"), clerk.row("3.2") + 1
    level = next(row for key, row in clerk.rows.items() if key[:2] == ("group", "1.3"))
    cells = [f"I{second}", f"J{second}", f"P{second}", f"G{level}", f"J{level}", f"K{total}"]
    for number, cell in enumerate(cells):
        clerk.sheet[cell] = number
    assert sorted(clerk.told()) == sorted(("SUB046", cell) for cell in cells)


def test_answers_below_the_table_are_told_and_signatures_are_not(clerk: "Clerk") -> None:
    row = clerk.row("3.2") + 20
    clerk.sheet[f"C{row}"] = "Nguyễn Văn A"
    clerk.sheet[f"K{row}"] = "Trần Thị B"
    clerk.sheet[f"B{row + 1}"] = "2.3"
    clerk.sheet[f"G{row + 2}"] = 0
    assert clerk.told() == [("SUB022", f"B{row + 1}"), ("SUB022", f"G{row + 2}")]


@pytest.mark.parametrize("tick", ["x", "X", "✓", True, 1])
def test_a_tick_where_it_is_allowed(clerk: "Clerk", tick: object) -> None:
    clerk.type("2.1", "received", None)
    clerk.type("2.1", "online", None)
    clerk.type("2.1", Column.CLAIM, None)
    clerk.type("2.1", Column.NOT_APPLICABLE, tick)
    assert clerk.told() == []
    items = clerk.assess().items
    assert items is not None
    assert [items.points[5], items.max_points[5]] == [0, 0]
    assert items.outcomes[5] is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize(("code", "points", "most"), [("2.1", 0, 0), ("2.2", 2, 2), ("2.4", 0, 1)])
def test_a_tick_does_what_the_policy_says(
    clerk: "Clerk", criteria: CriteriaSet, code: str, points: int, most: int
) -> None:
    clerk.type(code, Column.NOT_APPLICABLE, "x")
    items = clerk.assess().items
    assert items is not None
    at = [item.code for item in criteria.items].index(code)
    assert [items.points[at], items.max_points[at]] == [points, most]


@pytest.mark.parametrize("text", ["√", "KAD", "không áp dụng", "có"])
def test_a_tick_in_other_words_counts_and_is_told(clerk: "Clerk", text: str) -> None:
    for where in ("received", "online", Column.CLAIM):
        clerk.type("2.1", where, None)
    cell = clerk.type("2.1", Column.NOT_APPLICABLE, text)
    assert clerk.told() == [("SUB033", cell)]
    items = clerk.assess().items
    assert items is not None
    assert items.outcomes[5] is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize("text", ["có lẽ", "12/QĐ", 2, datetime(2025, 5, 1), "#N/A"])
def test_what_is_no_tick_is_told_and_does_not_count(clerk: "Clerk", text: object) -> None:
    cell = clerk.type("2.1", Column.NOT_APPLICABLE, text)
    assert clerk.told() == [("SUB045", cell)]
    items = clerk.assess().items
    assert items is not None
    assert (items.points[5], items.outcomes[5]) == (Fraction(3, 2), Outcome.SCORED)


@pytest.mark.parametrize("text", ["không", "☐", " ", False])
def test_a_tick_denied_is_none(clerk: "Clerk", text: object) -> None:
    clerk.type("2.1", Column.NOT_APPLICABLE, text)
    assert clerk.told() == []


@pytest.mark.parametrize("column", [Column.EVIDENCE_NUMBER, Column.EXPLANATION])
@pytest.mark.parametrize("text", [12, "12/KH", "Đang chờ ký"])
def test_evidence_or_an_explanation_is_enough(clerk: "Clerk", column: Column, text: object) -> None:
    clerk.type("1.1", Column.EVIDENCE_NUMBER, None)
    day = clerk.type("1.1", Column.EVIDENCE_DAY, None)
    clerk.type("1.1", Column.EVIDENCE_ISSUER, None)
    assert clerk.told() == [("EVI001", clerk.cell("1.1", Column.CLAIM).coordinate)]
    clerk.type("1.1", column, text)
    half_named = column is Column.EVIDENCE_NUMBER
    assert clerk.told() == ([("EVI003", day)] if half_named else [])


# Several files of a unit, and what only a round can have


def round_codes(folder: Path) -> set[str]:
    loaded, findings = read_round(folder)
    assert loaded is not None, findings
    return {finding.code for finding in evaluate(loaded, workers=1).findings}


@pytest.mark.usefixtures("processes")
def test_sub006_a_file_that_kills_its_reader(
    clerk: "Clerk", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    modules = tmp_path / "modules"
    modules.mkdir()
    text = "import os\ndef die(plan, path):\n    os._exit(7)\n"
    (modules / "deadly_reader.py").write_text(text, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(modules))
    monkeypatch.syspath_prepend(modules)
    import deadly_reader  # type: ignore[import-not-found]  # noqa: PLC0415 - made above

    [assessment] = read_all(clerk.plan, [clerk.save()], workers=1, read=deadly_reader.die)
    assert [f.code for f in assessment.findings] == ["SUB006"]
    assert assessment.findings[0].place.file == "XA01.xlsx"


def resave(folder: Path, clerk: "Clerk", name: str, saved: datetime) -> None:
    """Save another form of the clerk's unit, saved at a stated time."""
    clerk.path = folder / name
    clerk.type("2.3", Column.EXPLANATION, name)
    clerk.save()
    with ZipFile(clerk.path) as archive:
        entries = {entry: archive.read(entry) for entry in archive.namelist()}
    head, _, rest = entries["docProps/core.xml"].partition(b"<dcterms:modified")
    tail = rest.partition(b"</dcterms:modified>")[2]
    stamp = f'<dcterms:modified xsi:type="dcterms:W3CDTF">{saved.isoformat()}Z</dcterms:modified>'
    entries["docProps/core.xml"] = head + stamp.encode() + tail
    with ZipFile(clerk.path, "w") as archive:
        for entry, data in entries.items():
            archive.writestr(entry, data)


def test_sub013_the_file_saved_last_counts(mini_round: Path, clerk: "Clerk") -> None:
    folder = mini_round / "submissions"
    resave(folder, clerk, "XA01.xlsx", datetime(2026, 1, 10, 9))
    resave(folder, clerk, "XA01 sua.xlsx", datetime(2026, 1, 10, 10))
    assert round_codes(mini_round) == {"SCO002", "SUB013"}
    loaded, _ = read_round(mini_round)
    assert loaded is not None
    result = evaluate(loaded, workers=1).result
    assert {u.code: u.file for u in result.blocks[0].units}["XA01"] == "XA01 sua.xlsx"


def test_sco005_a_total_that_is_cut(mini_round: Path) -> None:
    criteria = mini_round / "criteria.yaml"
    text = criteria.read_text(encoding="utf-8")
    text = text.replace("bonus: { max: 1 }", "penalty: { max: 20 }")
    criteria.write_text(text, encoding="utf-8")
    lines = mini_round / "adjustments.csv"
    text = lines.read_text(encoding="utf-8").replace('bonus,"0,5"', "penalty,20")
    lines.write_text(text, encoding="utf-8")
    assert round_codes(mini_round) == {"SCO002", "SCO005"}
    loaded, _ = read_round(mini_round)
    assert loaded is not None
    evaluation = evaluate(loaded, workers=1)
    [found] = [finding for finding in evaluation.findings if finding.code == "SCO005"]
    assert (found.unit, found.place.file, found.severity) == ("XA02", "XA02.xlsx", Severity.INFO)
    assert (found.values["sum"], found.values["points"]) == (Fraction("-6.55"), 0)
    for lang in ("vi", "en"):
        assert "{" not in found.wrong(speaker(lang)) + found.expected(speaker(lang))


def test_a_form_of_another_year_is_not_counted(clerk: "Clerk", criteria: CriteriaSet) -> None:
    old = CriteriaSet.model_construct(**dict(criteria) | {"year": 2024})
    plan = Plan(sets={"XA": old}, blocks={"XA01": "XA"})
    assessment = assess_file(plan, str(clerk.save()))
    [finding] = assessment.findings
    assert finding.code == "SUB011"
    assert assessment.items is None
    assert "2024" in finding.wrong(speaker("vi"))
    assert "2025" in finding.wrong(speaker("vi"))


def test_loose_files_are_read_for_any_unit(clerk: "Clerk", criteria: CriteriaSet) -> None:
    for [key] in clerk.sheet.iter_rows(max_col=1, max_row=COLUMN_KEYS_ROW):
        if key.value == "unit=XA01":
            key.value = "unit=ZZ"
    assessment = assess_file(Plan({"": criteria}, {}, loose=True), str(clerk.save()))
    assert assessment.unit == "ZZ"
    assert assessment.items is not None


def test_the_lists_may_go(clerk: "Clerk") -> None:
    del clerk.book[LISTS_SHEET]
    assert clerk.told() == []


def opened(path: Path) -> Form:
    form, findings = open_form(path)
    assert form is not None, findings
    return form


def test_columns_put_in_or_moved_change_nothing(clerk: "Clerk", criteria: CriteriaSet) -> None:
    before = answers(clerk.save(), criteria)
    lines = clerk.lines()
    order = [*range(7), 8, 7, *range(9, len(Column))]
    clerk.rewrite([[line[0], "", *[line[c] for c in order[1:]]] for line in lines])
    form, findings = open_form(clerk.save())
    assert form is not None, findings
    after, more = read_answers(form, criteria)
    assert [f.code for f in [*findings, *more] if f.severity is Severity.ERROR] == []
    assert {c: (a.values, a.claim, a.explanation) for c, a in after.items()} == {
        c: (a.values, a.claim, a.explanation) for c, a in before.items()
    }
    assert after["2.1"].cells["online"] == f"H{clerk.row('2.1', 'online')}"


def test_a_deleted_column_stops_the_reading(clerk: "Clerk") -> None:
    clerk.rewrite([[*line[: Column.CLAIM], *line[Column.CLAIM + 1 :]] for line in clerk.lines()])
    [finding] = clerk.assess().findings
    assert finding.code == "SUB024"
    assert "“Điểm tự chấm”" in finding.wrong(speaker("vi"))


def test_rows_sorted_with_their_keys_are_read_alike(clerk: "Clerk", criteria: CriteriaSet) -> None:
    before = answers(clerk.save(), criteria)
    lines = clerk.lines()
    top, body = lines[: HEADER_ROW + 2], lines[HEADER_ROW + 2 :]
    clerk.rewrite([*top, *reversed(body)])
    form, _ = open_form(clerk.save())
    assert form is not None
    after, _ = read_answers(form, criteria)
    assert {c: a.values for c, a in after.items()} == {c: a.values for c, a in before.items()}


def test_rows_sorted_without_their_keys_are_told_and_not_read(clerk: "Clerk") -> None:
    lines = clerk.lines()
    one, other = clerk.row("2.3") - 1, clerk.row("2.4") - 1
    swapped = [list(line) for line in lines]
    swapped[one][1:], swapped[other][1:] = lines[other][1:], lines[one][1:]
    clerk.rewrite(swapped)
    told = [(f.code, f.place.cell) for f in clerk.assess().findings if f.code == "SUB023"]
    assert told == [("SUB023", f"B{one + 1}"), ("SUB023", f"B{other + 1}")]
    scores = clerk.assess().items
    assert scores is not None
    assert [scores.outcomes[n] for n in (7, 8)] == [Outcome.INVALID, Outcome.INVALID]


def test_a_copy_of_the_form_beside_it_is_told(clerk: "Clerk") -> None:
    clerk.book.copy_worksheet(clerk.sheet).title = "Bản nháp"
    [finding] = [f for f in clerk.assess().findings if f.code == "SUB025"]
    assert finding.place.sheet == "Bản nháp"


def test_the_form_in_another_workbook_is_read_alike(clerk: "Clerk", criteria: CriteriaSet) -> None:
    """Its own sheet says whose form it is."""
    before = answers(clerk.save(), criteria)
    lines = clerk.lines()
    clerk.book = Workbook()
    sheet = clerk.book.create_sheet("Bảng 2")
    for line in lines:
        sheet.append(line)
    assert clerk.told() == [("SUB015", None)]
    assert read_answers(opened(clerk.path), criteria)[0] == before


def test_further_documents_belong_to_their_item(clerk: "Clerk", criteria: CriteriaSet) -> None:
    sheet = clerk.book["Tài liệu kiểm chứng"]
    texts = ("1.1", "15/BC-UBND", datetime(2025, 7, 1), "UBND xã", "Mục I", "15_BC.pdf", "Báo cáo")
    for column, text in enumerate(texts, start=RegisterColumn.ITEM + 1):
        sheet.cell(REGISTER_HEAD_ROW + 3, column).value = text  # type: ignore[assignment]
    sheet.cell(REGISTER_HEAD_ROW + 5, RegisterColumn.NUMBER + 1).value = "16/BC-UBND"
    found, told = read_answers(opened(clerk.save()), criteria)
    first, second = found["1.1"].documents
    assert (first.number, second.number) == ("12/KH-UBND", "15/BC-UBND")
    assert second.spot("file") == ("Tài liệu kiểm chứng", f"G{REGISTER_HEAD_ROW + 3}")
    assert [(f.code, f.place.cell) for f in told] == [("SUB027", f"B{REGISTER_HEAD_ROW + 5}")]


def test_lost_columns_are_told_by_their_headings(clerk: "Clerk") -> None:
    clerk.sheet.cell(COLUMN_KEYS_ROW + 1, Column.CLAIM + 1).value = None
    [finding] = clerk.assess().findings
    assert finding.code == "SUB024"
    assert "bị lặp: “Điểm tự chấm”." in finding.wrong(speaker("vi"))


def test_another_name_over_the_title_is_told(clerk: "Clerk") -> None:
    clerk.sheet["B2"] = "ỦY BAN NHÂN DÂN XÃ LẠ"
    assert clerk.told() == [("SUB051", "B2")]
    clerk.sheet["B2"] = "  xã  hoa mai "
    assert clerk.told() == []
