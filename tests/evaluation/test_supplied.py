"""Tables and registers of a round: what they feed is scored, compared with the forms, and told."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from parindex.checks.supplied import same_figure
from parindex.evaluation.accounts import account_of
from parindex.evaluation.checking import batches, check_files
from parindex.evaluation.rounds import Evaluation
from parindex.forms.layout import Column
from parindex.locale import speaker
from parindex.model.finding import Finding
from parindex.model.result import UnitResult
from parindex.model.submission import CLAIM
from parindex.reports.account import account_lines
from parindex.sources.round import read_round
from tests.evaluation.made_rounds import (
    SAVED,
    Answers,
    codes,
    criteria_text,
    filled,
    opened,
    scored,
    send,
    stamped,
    unit_of,
    write_round,
)

SIPAS = "max: 10, scored_by: table, rule: { kind: index, of: sipas, out_of: 100 }"
"""Ninh Thuận 2022 counted its SIPAS, a percentage, for 10 points."""
REVENUE = (
    "max: 2, scored_by: table, inputs: {"
    " now: { type: number, label: { vi: 'Thu năm nay' } },"
    " before: { type: number, min: 1, label: { vi: 'Thu năm trước' } } },"
    " rule: { kind: improvement, of: now, last: before, change: relative, full_at: 0.1 }"
)
DOSSIERS = (
    "max: 3, inputs: {"
    " returned: { type: count, min: 1, label: { vi: 'Hồ sơ đã trả' } },"
    " on_time: { type: count, max: returned, label: { vi: 'Hồ sơ trả đúng hạn' } } },"
    " rule: { kind: proportional, of: on_time / returned }"
)
UNITS = {"A1": "Xã An Bình", "A2": "Xã An Phú", "A3": "Phường Tân Lập"}
SIPAS_TABLE = """\
tables:
  - file: tables/sipas.csv
    year: 2025
    source: { vi: "Quyết định công bố SIPAS", en: "The SIPAS decision" }
    unit: "Đơn vị"
    scale: [0, 100]
    feeds:
      - { item: "1.1", column: "Chỉ số", as: percent }
"""
REGISTER = """\
registers:
  - file: tables/ho-so.csv
    source: { vi: "Sổ theo dõi hồ sơ", en: "The register of dossiers" }
    feeds:
      - { item: "1.1", input: returned, count: returned }
      - { item: "1.1", input: on_time, count: on_time }
"""
HEAD = "unit,dossier,received,due,returned"


def made(
    path: Path,
    items: list[str],
    sources: str,
    files: dict[str, str],
    answers: Mapping[str, Answers] | None = None,
) -> Path:
    """Write a round with these items, tables and answers; units that are not named send nothing."""
    most = sum(Fraction(item.split(",")[0].split()[-1]) for item in items)
    criteria = criteria_text([(str(most), items)], str(most))
    write_round(path, criteria, UNITS)
    for unit, given in (answers or {unit: {} for unit in UNITS}).items():
        send(path, f"{unit}.xlsx", filled(path, unit, given))
    with (path / "round.yaml").open("a", encoding="utf-8") as file:
        file.write(sources)
    for name, text in files.items():
        (path / name).parent.mkdir(exist_ok=True)
        (path / name).write_text(text, encoding="utf-8")
    return path


def points(evaluation: Evaluation, unit: str) -> tuple[Fraction | int, ...]:
    found: UnitResult = unit_of(evaluation, unit)
    assert found.score is not None
    return found.score.items.points


def told(evaluation: Evaluation, code: str) -> list[Finding]:
    return [finding for finding in evaluation.findings if finding.code == code]


def places(evaluation: Evaluation, code: str) -> list[str]:
    return [str(finding.place) for finding in told(evaluation, code)]


def test_sipas_of_ninh_thuan_in_2022_gives_8_23_of_10(tmp_path: Path) -> None:
    table = 'Đơn vị,Chỉ số\nA1,"82,3"\nXã An  phú,82.3%\nA3,100\n'
    path = made(tmp_path, [SIPAS], SIPAS_TABLE, {"tables/sipas.csv": table})
    evaluation = scored(path)
    assert [points(evaluation, unit) for unit in UNITS] == [
        (Fraction("8.23"),),
        (Fraction("8.23"),),
        (Fraction(10),),
    ]
    assert codes(evaluation) == ["RND103"]
    assert places(evaluation, "RND103") == ["tables/sipas.csv [A3]"]


def test_a_gain_on_last_year_is_taken_from_two_tables(tmp_path: Path) -> None:
    """10% more gives 2 points: 105 after 100 gives 1, 110 gives 2, 99 gives none."""
    table = """\
tables:
  - file: tables/thu-2025.csv
    year: 2025
    source: { vi: "Quyết toán 2025" }
    feeds: [{ item: "1.1", input: now, column: "Thu" }]
  - file: tables/thu-2024.csv
    year: 2024
    source: { vi: "Quyết toán 2024" }
    feeds: [{ item: "1.1", input: before, column: "Thu", year: 2024 }]
"""
    files = {
        "tables/thu-2025.csv": "code;Thu\nA3;99\nA1;105\nA2;110,0\n",
        "tables/thu-2024.csv": "code,Thu\nA1,100\nA2,100\nA3,100\n",
    }
    evaluation = scored(made(tmp_path, [REVENUE], table, files))
    assert [points(evaluation, unit) for unit in UNITS] == [(1,), (2,), (0,)]
    assert codes(evaluation) == []


def rows(unit: str, on_time: int, late: int) -> str:
    """Return rows of dossiers, due on 10 March, returned that day or the next."""
    return "".join(
        f"{unit},{unit}-{number},01/03/2025,10/03/2025,{day}/03/2025\n"
        for number, day in enumerate([10] * on_time + [11] * late)
    )


def declared(returned: int | None, on_time: int | None, claim: float) -> Answers:
    return {("1.1", "returned"): returned, ("1.1", "on_time"): on_time, ("1.1", CLAIM): claim}


CLAIMS = {"A1": declared(4, 3, 2.25), "A2": declared(4, 4, 3), "A3": declared(None, None, 1.5)}
"""The first declares what the register says, the second more, the third nothing."""
ONE_IN_FOUR_LATE = f"{HEAD}\n{rows('A1', 3, 1)}{rows('A2', 3, 1)}{rows('Phường tân lập', 2, 2)}"


@pytest.mark.parametrize(("use", "of_a2"), [("declared", 3), ("supplied", Fraction(9, 4))])
def test_declared_figures_are_set_beside_the_register(
    tmp_path: Path, use: str, of_a2: Fraction
) -> None:
    sources = REGISTER.replace("    feeds:", f"    use: {use}\n    feeds:")
    path = made(tmp_path, [DOSSIERS], sources, {"tables/ho-so.csv": ONE_IN_FOUR_LATE}, CLAIMS)
    evaluation = scored(path)
    assert codes(evaluation, "A1") == []
    assert points(evaluation, "A1") == (Fraction(9, 4),)
    assert points(evaluation, "A2") == (of_a2,)
    assert points(evaluation, "A3") == (Fraction(3, 2),)
    [differs] = told(evaluation, "SUB060")
    assert (differs.unit, differs.place.file, differs.place.cell) == ("A2", "A2.xlsx", "G14")
    text = differs.wrong(speaker("en"))
    assert text.startswith(
        "The unit declares 4 for “Hồ sơ trả đúng hạn”; “The register of dossiers” says 3 "
        "(tables/ho-so.csv)."
    )
    assert text.endswith(f"The {use} figure counts.")
    assert [(f.unit, f.values["supplied"]) for f in told(evaluation, "SUB061")] == [
        ("A3", 4),
        ("A3", 2),
    ]
    assert ("SUB038" in codes(evaluation, "A2")) == (use == "supplied")


@pytest.mark.usefixtures("processes")
def test_check_compares_too_and_reads_in_processes_of_its_own(tmp_path: Path) -> None:
    files = {"tables/ho-so.csv": ONE_IN_FOUR_LATE + "A1,H,sai,10/03/2025,\n"}
    path = made(tmp_path, [DOSSIERS], REGISTER, files, {"A2": CLAIMS["A2"]})
    checked = check_files(batches([path]))
    [form] = checked.files
    assert [finding.code for finding in form.findings] == ["SUB060"]
    assert [finding.code for finding in checked.rest] == ["RND091", "RND096"]


def test_a_figure_rounded_as_people_round_it_is_no_difference() -> None:
    assert same_figure(Fraction("0.86"), Fraction("0.8551"))
    assert not same_figure(Fraction("0.86"), Fraction("0.854"))
    assert not same_figure(Fraction("0.855"), Fraction("0.8584"))
    assert not same_figure(Fraction(85), Fraction(86))
    assert same_figure(Fraction(1, 3), Fraction(1, 3))
    assert not same_figure(Fraction(1, 3), Fraction("0.333"))
    assert not same_figure(True, False)


def test_nothing_is_compared_where_the_item_does_not_apply(tmp_path: Path) -> None:
    item = DOSSIERS.replace("inputs", "not_applicable: exclude, inputs", 1)
    other = "max: 1, rule: { kind: yes_no }"
    files = {"tables/ho-so.csv": ONE_IN_FOUR_LATE}
    answers = {"A1": {("1.2", "answer"): "Có", ("1.2", CLAIM): 1}}
    path = made(tmp_path, [item, other], REGISTER, files, answers)
    form = path / "submissions" / "A1.xlsx"
    book = load_workbook(form)
    book.worksheets[0].cell(13, Column.NOT_APPLICABLE + 1, "x")
    book.save(form)
    form.write_bytes(stamped(form.read_bytes(), SAVED))
    evaluation = scored(path)
    assert points(evaluation, "A1") == (0, 1)
    assert codes(evaluation, "A1") == []


def test_explain_says_where_a_supplied_figure_comes_from(tmp_path: Path) -> None:
    path = made(
        tmp_path,
        [DOSSIERS, SIPAS],
        REGISTER + SIPAS_TABLE.replace("1.1", "1.2"),
        {
            "tables/ho-so.csv": ONE_IN_FOUR_LATE,
            "tables/sipas.csv": "Đơn vị,Chỉ số\nA1,80\nA2,90\nA3,\n",
        },
        {"A3": CLAIMS["A3"]},
    )
    folder = opened(path)
    account = account_of(folder, folder.round.units[2])
    lines = list(account_lines(account, "en"))
    assert "  tables/ho-so.csv: Hồ sơ đã trả = 4 (The register of dossiers)" in lines
    assert "  tables/sipas.csv [B4]: Index = no answer (The SIPAS decision)" in lines


def test_the_files_read_are_in_the_hashes(tmp_path: Path) -> None:
    files = {"tables/sipas.csv": "Đơn vị,Chỉ số\nA1,80\nA2,90\nA3,70\n"}
    evaluation = scored(made(tmp_path, [SIPAS], SIPAS_TABLE, files))
    assert len(evaluation.hashes["tables/sipas.csv"]) == 64


SIPAS_FAULTS = {
    "A1,80\nA2,90\n": ("RND088", "A3", "tables/sipas.csv"),
    "A1,80\nA2,90\nA3,\n": ("RND088", "A3", "tables/sipas.csv [B4]"),
    "A1,80\nA2,90\nA3,101\n": ("RND089", "A3", "tables/sipas.csv [B4]"),
    "A1,80\nA2,90\nA3,-5\n": ("RND089", "A3", "tables/sipas.csv [B4]"),
    "A1,80\nA2,90\nA3,cao\n": ("SUB031", "A3", "tables/sipas.csv [B4]"),
    "A1,80\nA2,90\nA3,0.8\n": ("SUB034", "A3", "tables/sipas.csv [B4]"),
    "A1,80\nA2,90\nA3,70\nA4,60\n": ("RND086", None, "tables/sipas.csv [A5]"),
    "A1,80\nA2,90\nA3,70\n,60\n": ("RND006", None, "tables/sipas.csv [A5]"),
    "A1,80\nA2,90\nA3,70\nXã An Bình,80\n": ("RND087", "A1", "tables/sipas.csv [A5]"),
}


@pytest.mark.parametrize("body", SIPAS_FAULTS)
def test_what_is_wrong_in_a_table_is_told_by_cell(tmp_path: Path, body: str) -> None:
    files = {"tables/sipas.csv": f"Đơn vị,Chỉ số\n{body}"}
    evaluation = scored(made(tmp_path, [SIPAS], SIPAS_TABLE, files))
    code, unit, place = SIPAS_FAULTS[body]
    [found] = [f for f in evaluation.findings if f.code != "RND088" or code == "RND088"]
    assert (found.code, found.unit, str(found.place)) == (code, unit, place)
    assert "SCO006" not in codes(evaluation)


def test_a_name_that_is_nearly_one_is_suggested(tmp_path: Path) -> None:
    files = {"tables/sipas.csv": "Đơn vị,Chỉ số\nA1,80\nXã An Phủ,90\nA3,70\n"}
    evaluation = scored(made(tmp_path, [SIPAS], SIPAS_TABLE, files))
    [unknown] = told(evaluation, "RND086")
    assert unknown.expected(speaker("en")) == "A2 (Xã An Phú)"
    assert [f.unit for f in told(evaluation, "RND088")] == ["A2"]


@pytest.mark.parametrize(
    ("header", "code"), [("Đơn vị,Chi so", "RND005"), ("Đơn vị,Chỉ số,Chỉ số", "RND026")]
)
def test_a_column_that_is_missing_or_twice(tmp_path: Path, header: str, code: str) -> None:
    files = {"tables/sipas.csv": f"{header}\nA1,80,80\n"}
    evaluation = scored(made(tmp_path, [SIPAS], SIPAS_TABLE, files))
    assert [f.code for f in evaluation.findings if f.code != "SCO006"] == [code]
    assert codes(evaluation).count("SCO006") == 3


def test_a_table_that_is_not_there_leaves_its_items_waiting(tmp_path: Path) -> None:
    evaluation = scored(made(tmp_path, [SIPAS], SIPAS_TABLE, {}))
    assert codes(evaluation) == ["CRI001", "SCO006", "SCO006", "SCO006"]
    assert places(evaluation, "CRI001") == ["tables/sipas.csv"]


UNREADABLE = {
    (SIPAS_TABLE, "tables/sipas.csv", ""): "RND005",
    (SIPAS_TABLE.replace(".csv", ".xlsx"), "tables/sipas.xlsx", "no workbook"): "SUB004",
    (REGISTER, "tables/khac.csv", ""): "CRI001",
    (REGISTER, "tables/ho-so.csv", ""): "RND005",
    (REGISTER, "tables/ho-so.csv", f"{HEAD}\n"): "RND028",
    (REGISTER, "tables/ho-so.csv", f'{HEAD}\n"A1,H1,\n'): "RND024",
    (REGISTER.replace(".csv", ".xlsx"), "tables/khac.csv", ""): "SUB001",
}


@pytest.mark.parametrize(("sources", "name", "text"), UNREADABLE)
def test_a_file_of_which_nothing_can_be_read_is_told_once(
    tmp_path: Path, sources: str, name: str, text: str
) -> None:
    item = SIPAS if sources.startswith("tables") else DOSSIERS
    evaluation = scored(made(tmp_path, [item], sources, {name: text}))
    told_of_forms = {"SCO006", "SUB030"}
    [found] = [f for f in evaluation.findings if f.code not in told_of_forms]
    assert found.code == UNREADABLE[sources, name, text]
    assert found.place.file in sources


def test_two_sources_of_one_figure_are_told_and_neither_counts(tmp_path: Path) -> None:
    second = SIPAS_TABLE.replace("sipas.csv", "khac.csv").removeprefix("tables:\n")
    files = {
        "tables/sipas.csv": "Đơn vị,Chỉ số\nA1,80\nA2,90\nA3,70\n",
        "tables/khac.csv": "Đơn vị,Chỉ số\nA1,80\nA2,90\nA3,70\n",
    }
    evaluation = scored(made(tmp_path, [SIPAS], SIPAS_TABLE + second, files))
    assert places(evaluation, "RND085") == [f"tables/khac.csv [B{row}]" for row in (2, 3, 4)]
    assert points(evaluation, "A1") == (0,)
    assert codes(evaluation) == ["RND085"] * 3


def test_tables_of_different_blocks_may_feed_one_code(tmp_path: Path) -> None:
    criteria = criteria_text([("10", [SIPAS])], "10")
    write_round(tmp_path, criteria, {})
    text = (tmp_path / "round.yaml").read_text(encoding="utf-8")
    one = "{ code: B, name: { vi: 'Khối' }, criteria: criteria.yaml }"
    blocks = f"[{one}, {one.replace('code: B', 'code: C')}]"
    text = text[: text.index("blocks:")] + f"blocks: {blocks}\n"
    second = SIPAS_TABLE.replace("sipas.csv", "khac.csv").removeprefix("tables:\n")
    tables = SIPAS_TABLE.replace("column", "blocks: [B], column") + second.replace(
        "column", "blocks: [C], column"
    )
    (tmp_path / "round.yaml").write_text(text + tables, encoding="utf-8")
    units = "code,name,block\nA1,Xã Một,B\nA2,Xã Hai,C\n"
    (tmp_path / "units.csv").write_text(units, encoding="utf-8")
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "sipas.csv").write_text("Đơn vị,Chỉ số\nA1,80\nA2,1\n", encoding="utf-8")
    (tmp_path / "tables" / "khac.csv").write_text("Đơn vị,Chỉ số\nA2,90\n", encoding="utf-8")
    for unit in ("A1", "A2"):
        send(tmp_path, f"{unit}.xlsx", filled(tmp_path, unit, {}))
    evaluation = scored(tmp_path)
    assert codes(evaluation) == []
    assert (points(evaluation, "A1"), points(evaluation, "A2")) == ((8,), (9,))


def test_exempt_units_need_no_figure(tmp_path: Path) -> None:
    item = SIPAS.replace("scored_by", "not_applicable: exclude, scored_by")
    other = "max: 1, rule: { kind: yes_no }"
    files = {"tables/sipas.csv": "Đơn vị,Chỉ số\nA1,80\nA2,90\n"}
    answers = {unit: {("1.2", "answer"): "Có", ("1.2", CLAIM): 1} for unit in UNITS}
    path = made(tmp_path, [item, other], SIPAS_TABLE, files, answers)
    units = (path / "units.csv").read_text(encoding="utf-8")
    units = units.replace("code,name,block", "code,name,block,exempt").replace(",B", ",B,")
    units = units.replace("Phường Tân Lập,B,", "Phường Tân Lập,B,1.1")
    (path / "units.csv").write_text(units, encoding="utf-8")
    evaluation = scored(path)
    assert codes(evaluation) == []
    assert unit_of(evaluation, "A3").score.max_points == 1  # type: ignore[union-attr]


def workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    path.parent.mkdir(exist_ok=True)
    book.save(path)


def test_a_workbook_is_read_at_the_sheet_that_is_named(tmp_path: Path) -> None:
    """A cell formatted as a percentage is a share; without “as: percent” it is read as one."""
    item = (
        "max: 10, scored_by: table, inputs: { rate: { type: percent, label: { vi: 'Tỷ lệ' } } },"
        " rule: { kind: proportional, of: rate }"
    )
    table = SIPAS_TABLE.replace("sipas.csv", "sipas.xlsx\n    sheet: Năm 2025")
    table = table.replace(", as: percent", "")
    path = made(tmp_path, [item], table, {})
    old: list[list[object]] = [["Đơn vị", "Chỉ số"], ["A1", 0.1], ["A2", 0.1], ["A3", 0.1]]
    new: list[list[object]] = [
        ["Biểu 1"],
        ["Đơn vị", "Chỉ số"],
        ["A1", 0.823],
        ["A2", "90%"],
        ["A3", 1.5],
    ]
    workbook(path / "tables" / "sipas.xlsx", {"Năm 2024": old, "Năm 2025": new})
    evaluation = scored(path)
    assert points(evaluation, "A1") == (Fraction("8.23"),)
    assert points(evaluation, "A2") == (9,)
    assert codes(evaluation) == ["SUB033", "RND089"]
    assert places(evaluation, "RND089") == ["tables/sipas.xlsx [Năm 2025!B5]"]


def test_bounds_of_an_input_are_told_at_the_table(tmp_path: Path) -> None:
    """The rule asks for at least 1 last year; the table has 0."""
    table = """\
tables:
  - file: tables/thu.csv
    year: 2025
    source: { vi: "Quyết toán" }
    feeds:
      - { item: "1.1", input: now, column: "Nay" }
      - { item: "1.1", input: before, column: "Trước" }
"""
    files = {"tables/thu.csv": "code,Nay,Trước\nA1,105,0\nA2,1,1\nA3,1,1\n"}
    evaluation = scored(made(tmp_path, [REVENUE], table, files))
    assert places(evaluation, "SUB032") == ["tables/thu.csv [C2]"]


FEED = '      - { item: "1.1", column: "Chỉ số", as: percent }'
IN_THE_ROUND = {
    "RND080": ("column", "blocks: [Z], column"),
    "RND081": ('item: "1.1"', 'item: "1.9"'),
    "RND082": ('item: "1.1"', 'item: "1.1", input: rate'),
    "RND083": ("year: 2025\n    source", "year: 2024\n    source"),
    "RND085": (FEED, f"{FEED}\n{FEED.replace('column', 'input: sipas, column')}"),
}


@pytest.mark.parametrize("code", IN_THE_ROUND)
def test_what_is_wrong_in_round_yaml_stops_the_round(tmp_path: Path, code: str) -> None:
    old, new = IN_THE_ROUND[code]
    assert old in SIPAS_TABLE
    path = made(tmp_path, [SIPAS], "", {})
    with (path / "round.yaml").open("a", encoding="utf-8") as file:
        file.write(SIPAS_TABLE.replace(old, new, 1))
    folder, findings = read_round(path)
    assert folder is None
    assert [finding.code for finding in findings] == [code]
    assert all(finding.place.line for finding in findings)


def test_points_given_by_others_are_a_figure_too(tmp_path: Path) -> None:
    item = "max: 10, scored_by: table, rule: { kind: judged, step: 0.5 }"
    files = {"tables/sipas.csv": "Đơn vị,Chỉ số\nA1,8.5\nA2,8.3\nA3,\n"}
    table = SIPAS_TABLE.replace(", as: percent", "")
    evaluation = scored(made(tmp_path, [item], table, files))
    assert points(evaluation, "A1") == (Fraction("8.5"),)
    assert codes(evaluation) == ["RND088", "SCO004"]
    assert places(evaluation, "SCO004") == ["tables/sipas.csv [B3]"]
