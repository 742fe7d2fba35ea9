"""``parindex check`` as a user runs it: what is listed and merged, exit codes, formats."""

import json
import re
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from parindex.forms.layout import Column, RowKey, cell_name
from tests.cli.conftest import Run
from tests.evaluation.made_rounds import criteria_text, filled, send, write_round

ITEMS = [
    "max: 2, evidence: required, rule: { kind: judged }",
    "max: 4, inputs: { done: { type: count, max: planned, label: { vi: Xong, en: Done } }, "
    "planned: { type: count, min: 1, label: { vi: Giao, en: Planned } } }, "
    "rule: { kind: proportional, of: done / planned }",
    "max: 4, inputs: { rate: { type: percent, label: { vi: Tỷ lệ, en: Rate } } }, "
    "rule: { kind: proportional, of: rate }",
]
GOOD = {
    ("1.1", "claim"): 0,
    ("1.2", "done"): 3,
    ("1.2", "planned"): 4,
    ("1.2", "claim"): 3,
    ("1.3", "rate"): 0.5,
    ("1.3", "claim"): 2,
}
SENT: dict[str, dict[tuple[str, str], object]] = {
    "U1": {},
    "U2": {("1.2", "done"): 5, ("1.3", "rate"): "50 %"},
    "U3": {("1.2", "done"): "năm", ("1.3", "rate"): "50\u00a0%", ("1.3", "claim"): 3},
    "U4": {("1.2", "done"): None, ("1.2", "planned"): "4 việc", ("1.3", "claim"): 1},
    "U5": {("1.1", "claim"): 1, ("1.3", "rate"): "0,5", ("1.2", "claim"): "3,0"},
}


@pytest.fixture(scope="session")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a round of five units, whose forms came in, most with mistakes; not to be changed."""
    path = write_round(
        tmp_path_factory.mktemp("check") / "round",
        criteria_text([("10", ITEMS)], "10"),
        {unit: f"Đơn vị {unit}" for unit in SENT},
    )
    for unit, answers in SENT.items():
        send(path, f"{unit}.xlsx", filled(path, unit, {**GOOD, **answers}))
    return path


@pytest.fixture
def folder(sent: Path, tmp_path: Path) -> Path:
    """Return a copy of the round to change."""
    return Path(shutil.copytree(sent, tmp_path / "round"))


def form(folder: Path, unit: str) -> Path:
    return folder / "submissions" / f"{unit}.xlsx"


def cell(folder: Path, item: str, name: str) -> str:
    """Return the cell of an input, which is the same in all the forms."""
    sheet = load_workbook(form(folder, "U1")).worksheets[0]
    keys = ((row, RowKey.read(sheet.cell(row, 1).value)) for row in range(1, sheet.max_row + 1))
    row = next(row for row, key in keys if key and key[1:] == (item, name))
    return cell_name(row - 1, Column.VALUE)


# --- what is printed


GOLDEN = Path(__file__).parent / "check"


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_many_files_are_merged(run: Run, sent: Path, lang: str) -> None:
    told = run("check", sent, "--lang", lang)
    assert told.code == 1
    spotless = re.sub(r"!([A-Z]+[0-9]+)", lambda found: "!" + "@" * len(found[1]), told.out)
    assert spotless == (GOLDEN / f"merged-{lang}.txt").read_text(encoding="utf-8")


def test_few_files_are_listed_by_cell(run: Run, sent: Path) -> None:
    told = run("check", form(sent, "U2"), form(sent, "U1"), "--lang", "en")
    assert told.code == 1
    lines = told.out.splitlines()
    assert lines[0] == "U2.xlsx: 1 error, 0 warnings, 0 notes"
    spot = cell(sent, "1.2", "done")
    assert lines[1].startswith(f"  Tự đánh giá!{spot}: error SUB032 1.2: 5 for “Done” is out")
    assert "U1.xlsx" not in told.out
    assert "50 %" in told.out
    assert told.err == (
        "2 files checked: 1 clean, 1 with errors, 0 with warnings only; "
        "1 error, 0 warnings, 1 note\n"
    )


def test_the_order_can_be_chosen(run: Run, sent: Path) -> None:
    by_file = run("check", sent, "--by", "file", "--lang", "en").out
    assert by_file.index("U2.xlsx: ") < by_file.index("U3.xlsx: ") < by_file.index("U4.xlsx: ")
    by_code = run("check", form(sent, "U3"), "--by", "code", "--lang", "en").out
    assert f"U3.xlsx [Tự đánh giá!{cell(sent, '1.2', 'done')}]: error SUB031 1.2:" in by_code


def test_every_place_is_listed_on_demand(run: Run, folder: Path) -> None:
    for number in range(6, 12):
        with (folder / "units.csv").open("a", encoding="utf-8") as units:
            units.write(f"U{number},Đơn vị U{number},B\n")
        answers = {**GOOD, ("1.2", "done"): "năm"}
        send(folder, f"U{number}.xlsx", filled(folder, f"U{number}", answers))
    short = run("check", folder, "--lang", "en").out
    full = run("check", folder, "--lang", "en", "--all").out
    spot = f"[Tự đánh giá!{cell(folder, '1.2', 'done')}] 1.2"
    assert "… and 5 more (--all lists them)" in short
    assert "--all" not in full
    assert [full.count(f"  U{n}.xlsx {spot}") for n in (3, 6, 11)] == [1, 1, 1]
    assert f"  U9.xlsx {spot}" not in short


def test_quiet_sums_up(run: Run, sent: Path) -> None:
    told = run("check", sent, "--quiet", "--lang", "en")
    assert told.code == 1
    assert "First example" in told.out
    assert "Texts that were understood" not in told.out


def test_nobody_is_ranked_and_nothing_written(run: Run, folder: Path) -> None:
    before = sorted(folder.rglob("*"))
    told = run("check", folder, "--lang", "en")
    assert "Rank" not in told.out
    assert sorted(folder.rglob("*")) == before


def test_the_language_is_that_of_the_round(run: Run, folder: Path) -> None:
    assert "lỗi SUB032" in run("check", form(folder, "U2")).out
    text = (folder / "round.yaml").read_text(encoding="utf-8")
    (folder / "round.yaml").write_text(text + "language: en\n", encoding="utf-8")
    assert "error SUB032" in run("check", form(folder, "U2")).out


# --- what is read


def test_a_form_among_submissions_is_checked_by_its_round(run: Run, folder: Path) -> None:
    deeper = folder / "submissions" / "dot 2"
    deeper.mkdir()
    form(folder, "U2").rename(deeper / "U2.xlsx")
    told = run("check", deeper, "--lang", "en")
    assert (told.code, told.out.count("SUB032")) == (1, 1)


def test_loose_forms_need_criteria(run: Run, sent: Path, tmp_path: Path) -> None:
    for unit in ("U1", "U2"):
        shutil.copy(form(sent, unit), tmp_path)
    told = run("check", tmp_path, "--lang", "en")
    assert (told.code, told.out) == (2, "")
    assert told.err.count("SUB054") == 1
    assert "U1.xlsx, U2.xlsx" in told.err
    given = run("check", tmp_path, "--criteria", sent / "criteria.yaml", "--lang", "en")
    assert (given.code, given.out.count("SUB032")) == (1, 1)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("none.xlsx",), "SUB001"),
        (("empty",), "SUB055"),
        (("round/submissions", "--criteria", "none.yaml"), "CRI001"),
    ],
)
def test_what_cannot_be_checked_is_told(
    run: Run, folder: Path, arguments: tuple[str, ...], code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.parent)
    Path("empty").mkdir()
    told = run("check", *arguments, "--lang", "en")
    assert (told.code, told.out) == (2, "")
    assert told.err.count(f"error {code}") == 1


@pytest.mark.parametrize("command", ["check", "inbox", "score", "template"])
def test_a_name_too_long_is_told(run: Run, tmp_path: Path, command: str) -> None:
    told = run(command, tmp_path / ("x" * 300))
    assert told.code == 2
    assert "SUB001" in told.err or "RND001" in told.err


def test_copies_need_a_folder(run: Run, folder: Path) -> None:
    told = run("check", folder, "--annotate", folder / "units.csv")
    assert told.code == 2
    assert "RPT003" in told.err
    assert "chỗ cần thư mục lại đang có một tệp" in told.err


def test_a_round_has_criteria_of_its_own(run: Run, sent: Path) -> None:
    told = run("check", sent, "--criteria", sent / "criteria.yaml")
    assert told.code == 2
    assert "Usage" in told.err


def test_a_round_that_cannot_be_read_is_told(run: Run, folder: Path) -> None:
    (folder / "units.csv").unlink()
    told = run("check", folder)
    assert (told.code, told.out) == (2, "")
    assert "RND002" in told.err


def test_forms_of_two_rounds_are_told_apart(run: Run, folder: Path, tmp_path: Path) -> None:
    other = shutil.copytree(folder, tmp_path / "other")
    told = run("check", folder, other, "--output-format", "json", "--lang", "en")
    files = {record["file"] for record in json.loads(told.out) if record["code"] == "SUB032"}
    assert files == {"round/submissions/U2.xlsx", "other/submissions/U2.xlsx"}


def test_a_file_named_twice_is_checked_once(run: Run, folder: Path) -> None:
    told = run("check", folder / "submissions", form(folder, "U2"), form(folder, "U2"))
    assert told.err.startswith("Đã kiểm tra 5 tệp")


def test_several_forms_of_a_unit_are_told_and_all_are_checked(run: Run, folder: Path) -> None:
    answers = {**GOOD, ("1.2", "done"): 9}
    send(folder, "U2 (ban sua).xlsx", filled(folder, "U2", answers, "2026-01-11T08:00:00Z"))
    records = json.loads(run("check", folder, "--output-format", "json").out)
    assert [r["file"] for r in records if r["code"] == "SUB013"] == ["U2 (ban sua).xlsx"]
    assert sorted(r["file"] for r in records if r["code"] == "SUB032") == [
        "U2 (ban sua).xlsx",
        "U2.xlsx",
    ]


def test_what_waits_for_others_is_not_told_the_unit(run: Run, tmp_path: Path) -> None:
    item = "max: 10, scored_by: council, rule: { kind: judged }"
    path = write_round(tmp_path / "r", criteria_text([("10", [item])], "10"), {"U1": "Sở Một"})
    send(path, "U1.xlsx", filled(path, "U1", {}))
    assert run("check", path).out == ""
    assert "SCO002" in run("score", path).err


# --- exit codes and other formats


@pytest.mark.parametrize(
    ("unit", "fail_on", "code"),
    [
        ("U1", "info", 0),
        ("U2", "error", 1),
        ("U2", "never", 0),
        ("U5", "error", 1),
    ],
)
def test_exit_codes(run: Run, sent: Path, unit: str, fail_on: str, code: int) -> None:
    assert run("check", form(sent, unit), "--fail-on", fail_on).code == code


def test_json_holds_every_finding(run: Run, sent: Path) -> None:
    told = run("check", sent, "--output-format", "json", "--lang", "en")
    records = json.loads(told.out)
    lines = [json.loads(line) for line in run(
        "check", sent, "--output-format", "jsonl", "--lang", "en"
    ).out.splitlines()]  # fmt: skip
    assert records == lines
    read = next(record for record in records if record["code"] == "SUB033")
    assert (read["unit"], read["cell"]) == ("U2", cell(sent, "1.3", "rate"))
    assert read["values"] == {"raw": "50 %", "value": "50%"}
    assert {record["file"] for record in records} == {f"U{n}.xlsx" for n in (2, 3, 4, 5)}


@pytest.mark.parametrize(
    ("name", "holds"),
    [
        ("github", "::error file=U2.xlsx,title=SUB032::[Tự đánh giá!{done}] 5 for"),
        ("sarif", '"fullyQualifiedName": "Tự đánh giá!{done}"'),
        ("junit", '<testcase classname="parindex" name="U1.xlsx" />'),
    ],
)
def test_other_formats(run: Run, sent: Path, name: str, holds: str) -> None:
    told = run("check", sent, "--output-format", name, "--lang", "en")
    assert told.code == 1
    assert holds.format(done=cell(sent, "1.2", "done")) in told.out


def test_files_named_as_evidence_and_not_looked_for_are_told_once(run: Run, folder: Path) -> None:
    for unit in ("U1", "U2"):
        book = load_workbook(form(folder, unit))
        row = int(cell(folder, "1.2", "done")[1:])
        book.worksheets[0].cell(row, Column.EVIDENCE_FILE + 1).value = "a.pdf; b.pdf"
        book.save(form(folder, unit))
    records = json.loads(run("check", folder, "--output-format", "json").out)
    [told] = [record for record in records if record["code"] == "EVI008"]
    assert told["values"] == {"count": "4"}
    (folder / "evidence").mkdir()
    records = json.loads(run("check", folder, "--output-format", "json").out)
    codes = [record["code"] for record in records]
    assert (codes.count("EVI007"), codes.count("EVI008")) == (4, 0)


def test_names_of_files_do_not_steer_the_terminal(run: Run, folder: Path) -> None:
    send(folder, "U4\n::error::\x1b[31m.xlsx", b"no form")
    for by in ("file", "code"):
        told = run("check", folder, "--by", by)
        assert "\x1b" not in told.out
        assert "\n::error" not in told.out
        assert "U4\ufffd::error::\ufffd[31m.xlsx" in told.out
