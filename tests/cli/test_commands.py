"""Every command as a user runs it: exit code, standard output, standard error, no traceback."""

import json
import os
import re
import shutil
from pathlib import Path
from unicodedata import normalize

import pytest
from openpyxl import load_workbook

from parindex.model.submission import CLAIM
from tests.cli.conftest import Run
from tests.evaluation.made_rounds import REPOSITORY, criteria_text, filled, send, write_round
from tests.library import SETS

COMMANDS = (
    "template", "validate", "diff", "inbox", "check", "score", "explain", "report",
)  # fmt: skip
RESULTS = {
    "findings.json", "ranking.csv", "results.json", "results.xlsx", "run.json", "scores.csv",
}  # fmt: skip
LOCKED = b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600


# --- the command itself


def test_version(real: Run) -> None:
    told = real("--version")
    assert (told.code, told.err) == (0, "")
    assert re.fullmatch(r"parindex \d+\.\d+\.\d+\n", told.out)


def test_help_names_every_command(run: Run) -> None:
    told = run("--help")
    assert (told.code, told.err) == (0, "")
    assert [name for name in COMMANDS if re.search(rf"^ +{name} ", told.out, re.MULTILINE)] == list(
        COMMANDS
    )
    assert run("-h").out == told.out


def test_without_a_command_it_shows_the_help(real: Run) -> None:
    told = real()
    assert told.code == 2
    assert "score" in told.out + told.err


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_a_help_in_both_languages(real: Run, command: str) -> None:
    vietnamese = real(command, "--help")
    english = real(command, "--help", env={"PARINDEX_LANG": "en"})
    assert (vietnamese.code, english.code) == (0, 0)
    assert vietnamese.out != english.out
    assert "--lang" in english.out
    assert english.out.isascii()


@pytest.mark.parametrize("command", COMMANDS)
def test_a_missing_argument_is_told(run: Run, command: str) -> None:
    told = run(command)
    assert (told.code, told.out) == (2, "")
    assert f"parindex {command}" in told.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("bogus",),
        ("score", "--lang", "fr", "."),
        ("score", "--fail-on", "fatal", "."),
        ("score", "--workers", "0", "."),
        ("score", "--bogus", "."),
        ("score", "a", "b"),
        ("report", "--format", "odt", "."),
        ("validate", "--output-format", "xml", "."),
    ],
)
def test_wrong_options_are_told(run: Run, arguments: tuple[str, ...]) -> None:
    told = run(*arguments)
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith("Usage: parindex")


# --- a round that is not there, or not whole


@pytest.mark.parametrize("command", ["template", "score"])
def test_a_missing_folder_is_told(run: Run, tmp_path: Path, command: str) -> None:
    told = run(command, tmp_path / "no such")
    assert (told.code, told.out) == (2, "")
    assert "RND001" in told.err
    assert "no such" in told.err


def test_explain_of_a_missing_folder_is_told(run: Run, tmp_path: Path) -> None:
    told = run("explain", tmp_path / "no such", "U1")
    assert (told.code, told.out) == (2, "")
    assert "RND001" in told.err


def test_a_file_in_place_of_a_folder_is_told(run: Run, path: Path) -> None:
    told = run("score", path / "round.yaml")
    assert (told.code, told.out) == (2, "")
    assert "RND001" in told.err


def test_an_empty_folder_is_told(run: Run, tmp_path: Path) -> None:
    told = run("score", tmp_path)
    assert (told.code, told.out) == (2, "")
    assert "RND002" in told.err
    assert "round.yaml" in told.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("units.csv", "code,name,block\n", "RND010"),
        ("units.csv", "", "RND005"),
        ("units.csv", "code,name\nU1,Sở\n", "RND005"),
        ("units.csv", "code,name,block\nU1,Sở,NO\n", "RND003"),
        ("units.csv", "code,name,block\nU1,Sở,B\nU1,Sở,B\n", "RND004"),
        ("round.yaml", "", "CRI"),
        ("round.yaml", "parindex: 1\n", "CRI010"),
        ("round.yaml", "a: [", "CRI004"),
        ("adjustments.csv", "unit,kind\n", "RND005"),
        (
            "adjustments.csv",
            "unit,kind,points,decision,date,reason\nU9,gift,-1,q,now,r\n",
            "RND013",
        ),
    ],
)
def test_a_round_that_cannot_be_read_is_told(
    run: Run, path: Path, name: str, text: str, code: str
) -> None:
    (path / name).write_text(text, encoding="utf-8")
    told = run("score", path)
    assert (told.code, told.out) == (2, "")
    assert code in told.err
    assert name in told.err
    assert not (path / "results").exists()


def test_no_units_file_is_told(run: Run, path: Path) -> None:
    (path / "units.csv").unlink()
    told = run("score", path)
    assert (told.code, told.out) == (2, "")
    assert "RND002" in told.err


@pytest.mark.parametrize("empty", [True, False])
def test_a_round_without_forms_lists_its_units_and_fails(run: Run, path: Path, empty: bool) -> None:
    shutil.rmtree(path / "submissions")
    if empty:
        (path / "submissions").mkdir()
    told = run("score", path, "--lang", "en")
    assert told.code == 1
    assert "RND011" in told.err
    assert told.out.count("not submitted") == 2
    assert {file.name for file in (path / "results").iterdir()} == RESULTS


def test_criteria_that_cannot_be_read_are_told_by_line_and_column(run: Run, path: Path) -> None:
    text = (path / "criteria.yaml").read_text(encoding="utf-8")
    lines = text.replace("kind: judged", "kind: juged").splitlines()
    (path / "criteria.yaml").write_text("\n".join(lines), encoding="utf-8")
    line = next(n for n, text in enumerate(lines, start=1) if "juged" in text)
    column = lines[line - 1].index("kind: juged") + 1
    for arguments in (("score", path), ("template", path), ("explain", path, "U1")):
        told = run(*arguments)
        assert (told.code, told.out) == (2, "")
        assert f"criteria.yaml:{line}:{column}: " in told.err
        assert "CRI013" in told.err
    told = run("validate", path / "criteria.yaml")
    assert (told.code, "CRI013" in told.err) == (1, False)
    assert f"criteria.yaml:{line}:{column}: " in told.out


# --- score


def test_score(real: Run, path: Path) -> None:
    told = real("score", path)
    assert told.code == 0
    assert "Sở Một" in told.out
    assert "85,00" in told.out
    assert re.search(r"│ +1 │ U1 .*\n│ +2 │ U2 ", told.out)
    assert {file.name for file in (path / "results").iterdir()} == RESULTS
    assert (path / "results").as_posix() in told.err
    assert told.err.splitlines()[-1] == "0 lỗi, 0 cảnh báo, 0 ghi chú"


def test_data_go_to_output_and_what_is_found_to_error(run: Run, path: Path) -> None:
    (path / "submissions" / "U2.xlsx").unlink()
    told = run("score", path, "--lang", "en")
    assert (told.code, "RND012" in told.err) == (0, True)
    assert "units.csv:3" in told.err
    assert "warning" not in told.out
    assert "U1" not in told.err


@pytest.mark.parametrize(
    ("fail_on", "code"), [("error", 0), ("warning", 1), ("info", 1), ("never", 0)]
)
def test_fail_on_with_a_warning(run: Run, path: Path, fail_on: str, code: int) -> None:
    (path / "submissions" / "U2.xlsx").unlink()
    assert run("score", path, "--fail-on", fail_on).code == code


@pytest.mark.parametrize(
    ("fail_on", "code"), [("error", 1), ("warning", 1), ("info", 1), ("never", 0)]
)
def test_fail_on_with_an_error(run: Run, path: Path, fail_on: str, code: int) -> None:
    (path / "submissions" / "U2.xlsx").write_bytes(b"")
    assert run("score", path, "--fail-on", fail_on).code == code


def test_quiet_sums_findings_up(run: Run, path: Path) -> None:
    for unit in ("U1", "U2"):
        (path / "submissions" / f"{unit}.xlsx").unlink()
        (path / "submissions" / f"{unit}.txt").write_text("x", encoding="utf-8")
    loud, quiet = run("score", path), run("score", path, "--quiet")
    assert loud.err.count("RND012") == 2
    assert quiet.err.count("RND012") == 1
    assert re.search(r"RND012 │ +2 │ +2 │", quiet.err)
    assert quiet.out == loud.out
    assert quiet.err.splitlines()[-1] == loud.err.splitlines()[-1]


def test_quiet_of_a_clean_round_shows_no_table(run: Run, path: Path) -> None:
    assert "│" not in run("score", path, "--quiet").err


BAD_FILES = {
    "text": (b"plain text", "SUB004"),
    "pdf": (b"%PDF-1.7 x", "SUB004"),
    "empty": (b"", "SUB003"),
    "cut": (None, "SUB003"),
    "locked": (LOCKED, "SUB002"),
    "old": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "SUB004"),
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_bad_file_is_told_and_the_other_unit_is_ranked(run: Run, path: Path, kind: str) -> None:
    data, code = BAD_FILES[kind]
    file = path / "submissions" / "U2.xlsx"
    file.write_bytes(file.read_bytes()[:1500] if data is None else data)
    told = run("score", path, "--lang", "en")
    assert told.code == 1
    assert f"U2.xlsx: error {code}: " in told.err
    assert re.search(r"│ +1 │ U1 ", told.out)
    assert code in told.out
    assert "1 of 2 ranked" in told.out
    found = json.loads((path / "results" / "findings.json").read_bytes())
    assert [(record["code"], record["unit"]) for record in found] == [(code, "U2")]


def test_a_workbook_that_is_no_form_is_told(run: Run, path: Path) -> None:
    shutil.copy(path / "submissions" / "U1.xlsx", path / "keep.xlsx")
    run("score", path)
    shutil.copy(path / "results" / "results.xlsx", path / "submissions" / "U2.xlsx")
    told = run("score", path)
    assert told.code == 1
    assert "U2.xlsx: lỗi SUB010: " in told.err


def test_a_file_that_cannot_be_opened_at_all_is_told(run: Run, path: Path) -> None:
    (path / "submissions" / "U2.xlsx").unlink()
    (path / "submissions" / "U2.xlsx").symlink_to(path / "nowhere.xlsx")
    told = run("score", path)
    assert told.code == 1
    assert "U2.xlsx: lỗi SUB001: " in told.err


def test_results_in_a_place_that_cannot_be_written_are_told(run: Run, path: Path) -> None:
    (path / "results").mkdir()
    (path / "results" / "results.json").mkdir()
    told = run("score", path)
    assert told.code == 2
    assert "RPT003" in told.err


def test_a_file_where_results_should_be_is_told(real: Run, path: Path) -> None:
    (path / "results").write_text("x", encoding="utf-8")
    told = real("score", path)
    assert told.code == 2
    assert "RPT003" in told.err


@pytest.mark.parametrize("workers", ["1", "3"])
def test_workers_change_no_byte(real: Run, path: Path, workers: str) -> None:
    assert real("score", path, "--workers", workers).code == 0
    first = (path / "results" / "results.json").read_bytes()
    assert real("score", path).code == 0
    assert (path / "results" / "results.json").read_bytes() == first


# --- score of loose workbooks


def test_loose_files_are_scored_and_nothing_is_written(run: Run, path: Path) -> None:
    before = sorted(path.rglob("*"))
    forms = sorted((path / "submissions").glob("*.xlsx"))
    told = run("score", "--criteria", path / "criteria.yaml", *forms)
    assert told.code == 0
    assert "85,00" in told.out
    assert "Sở Hai" in told.out
    assert sorted(path.rglob("*")) == before


def test_loose_files_that_are_bad_are_told(run: Run, path: Path) -> None:
    form = path / "submissions" / "U1.xlsx"
    readme = REPOSITORY / "README.md"
    told = run("score", "--criteria", path / "criteria.yaml", form, readme, path / "none.xlsx")
    assert told.code == 1
    assert "README.md: lỗi SUB004" in told.err
    assert "none.xlsx: lỗi SUB001" in told.err
    assert "85,00" in told.out


def test_each_loose_file_that_is_bad_has_its_line(run: Run, path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        (path / name).write_bytes(b"text")
    told = run("score", "--criteria", path / "criteria.yaml", path / "a.xlsx", path / "b.xlsx")
    assert "a.xlsx" in told.out
    assert "b.xlsx" in told.out
    assert "0/2" in told.out


def test_loose_files_with_criteria_that_are_bad(run: Run, path: Path) -> None:
    form = path / "submissions" / "U1.xlsx"
    told = run("score", "--criteria", path / "none.yaml", form)
    assert (told.code, told.out) == (2, "")
    assert "CRI001" in told.err
    (path / "bad.yaml").write_text("parindex: 1\nid: [\n", encoding="utf-8")
    told = run("score", "--criteria", path / "bad.yaml", form)
    assert (told.code, told.out) == (2, "")
    assert re.search(r"bad\.yaml:\d+:\d+: ", told.err)


# --- explain


def test_explain(run: Run, path: Path) -> None:
    told = run("explain", path, "U1", "--lang", "en")
    assert (told.code, told.err) == (0, "")
    for part in ("U1 Sở Một", "File: U1.xlsx", "Rank 1 of 2; band: Good", "8.5 of 10 points"):
        assert part in told.out
    assert run("explain", path, "U1", "1.1", "--lang", "en").out == told.out


def test_explain_of_an_unknown_unit(run: Run, path: Path) -> None:
    told = run("explain", path, "U9")
    assert (told.code, told.out) == (2, "")
    assert "RND007" in told.err
    assert "U1, U2" in told.err


@pytest.mark.parametrize("item", ["9.9", "1.", "", "1.1.1"])
def test_explain_of_an_unknown_item(run: Run, path: Path, item: str) -> None:
    told = run("explain", path, "U1", item)
    assert (told.code, told.out) == (2, "")
    assert "RND018" in told.err


def test_a_finding_without_a_place_begins_with_its_severity(run: Run, path: Path) -> None:
    assert run("explain", path, "U9").err.startswith("lỗi RND007")


def test_explain_of_a_unit_that_is_not_ranked(run: Run, path: Path) -> None:
    (path / "submissions" / "U1.xlsx").write_bytes(b"")
    (path / "submissions" / "U2.xlsx").unlink()
    told = run("explain", path, "U1", "--lang", "en")
    assert told.code == 0
    assert "Not ranked: SUB003 U1.xlsx" in told.out
    assert "RND012" in run("explain", path, "U2", "--lang", "en").out


def test_explain_writes_nothing(run: Run, path: Path) -> None:
    before = sorted(path.rglob("*"))
    run("explain", path, "U1")
    assert sorted(path.rglob("*")) == before


# --- template


def test_template_writes_a_form_a_unit(run: Run, path: Path) -> None:
    told = run("template", path)
    assert (told.code, told.out) == (0, "")
    assert sorted(file.name for file in (path / "forms").iterdir()) == ["U1.xlsx", "U2.xlsx"]
    assert "2" in told.err


def test_template_of_one_unit_elsewhere(run: Run, path: Path, tmp_path: Path) -> None:
    told = run("template", path, "--unit", "U2", "--out", tmp_path / "a" / "b")
    assert told.code == 0
    assert [file.name for file in (tmp_path / "a" / "b").iterdir()] == ["U2.xlsx"]
    assert not (path / "forms").exists()


def test_template_keeps_a_form_that_was_filled_in(run: Run, path: Path) -> None:
    assert run("template", path).code == 0
    file = path / "forms" / "U1.xlsx"
    book = load_workbook(file)
    book.worksheets[0]["A1"] = "mine"
    book.save(file)
    filled = file.read_bytes()
    told = run("template", path, "--lang", "en")
    assert (told.code, file.read_bytes() == filled) == (0, True)
    assert f"{file.as_posix()}: warning RPT036" in told.err
    assert "1 form written" in told.err
    assert run("template", path, "--fail-on", "warning").code == 1


def test_template_of_an_unknown_unit_writes_nothing(run: Run, path: Path) -> None:
    told = run("template", path, "--unit", "U1", "--unit", "U9")
    assert (told.code, told.out) == (2, "")
    assert "RND007" in told.err
    assert not (path / "forms").exists()


def test_a_blank_form_sent_back_is_scored_as_missing(run: Run, path: Path) -> None:
    (path / "submissions" / "U1.xlsx").unlink()
    run("template", path, "--out", path / "submissions")
    told = run("score", path, "--lang", "en")
    assert "0.00" in told.out
    assert "missing" in (path / "results" / "scores.csv").read_text("utf-8-sig")


# --- validate


def test_validate_good_criteria(run: Run) -> None:
    told = run("validate", REPOSITORY / "criteria", "--lang", "en")
    assert (told.code, told.out) == (0, "")
    assert told.err == f"{len(SETS)} files checked: 0 errors, 0 warnings, 0 notes\n"


def test_validate_tells_every_problem_of_every_file(run: Run, path: Path, tmp_path: Path) -> None:
    text = (path / "criteria.yaml").read_text(encoding="utf-8")
    (tmp_path / "a.yaml").write_text(text.replace("total: 10", "total: 11"), encoding="utf-8")
    (tmp_path / "b.yml").write_text(text + "more: 1\n", encoding="utf-8")
    told = run("validate", tmp_path / "a.yaml", tmp_path / "b.yml", "--lang", "en")
    assert told.code == 1
    assert re.search(r"a\.yaml:\d+:\d+: error CRI\d{3}", told.out)
    assert re.search(r"b\.yml:\d+:\d+: error CRI011", told.out)
    assert told.err.startswith("2 files checked: 2 errors")
    assert run("validate", tmp_path / "a.yaml", "--fail-on", "never").code == 0


def test_validate_in_json(run: Run, path: Path) -> None:
    bad = path / "criteria.yaml"
    bad.write_text(bad.read_text(encoding="utf-8") + "more: 1\n", encoding="utf-8")
    told = run("validate", bad, "--output-format", "json")
    [record] = json.loads(told.out)
    assert (told.code, record["code"], record["severity"]) == (1, "CRI011", "error")
    assert record["line"] == len(bad.read_text(encoding="utf-8").splitlines())
    good = run("validate", REPOSITORY / "criteria", "--output-format", "json")
    assert (good.code, json.loads(good.out)) == (0, [])


def test_validate_of_a_missing_file_fails(run: Run, tmp_path: Path) -> None:
    told = run("validate", tmp_path / "none.yaml")
    assert (told.code, "CRI001" in told.out) == (2, True)


def test_validate_of_nothing_fails(run: Run, tmp_path: Path) -> None:
    told = run("validate", tmp_path)
    assert (told.code, "CRI049" in told.out) == (2, True)
    told = run("validate", REPOSITORY / "criteria", tmp_path, "--fail-on", "never")
    assert (told.code, "CRI049" in told.out) == (2, True)


# --- report


def test_report_before_score_is_told(run: Run, path: Path) -> None:
    told = run("report", path, "--lang", "en")
    assert (told.code, told.out) == (2, "")
    assert "RND019" in told.err
    assert f"parindex score {path.as_posix()}" in told.err
    assert not (path / "results").exists()


def test_report_of_a_round_that_states_no_more_than_it_must(run: Run, path: Path) -> None:
    assert run("score", path).code == 0
    assert run("report", path).code == 0


def state_what_is_optional(path: Path) -> None:
    with (path / "round.yaml").open("a", encoding="utf-8") as stated:
        stated.write("note: { vi: Thử }\n")
    file = path / "criteria.yaml"
    caps = "adjustments: { bonus: { max: 1 }, penalty: { max: 1 } }\nareas:"
    text = file.read_text(encoding="utf-8").replace("areas:", caps, 1)
    file.write_text(text, encoding="utf-8")


def test_report(run: Run, real: Run, path: Path) -> None:
    state_what_is_optional(path)
    run("score", path)
    told = real("report", path, "--format", "pdf")
    assert (told.code, told.out) == (0, "")
    assert (path / "results" / "report" / "annual.pdf").read_bytes().startswith(b"%PDF")
    other = path / "deep" / "er"
    assert real("report", path, "--out", other, "--lang", "en").code == 0
    assert (other / "annual.pdf").read_bytes().startswith(b"%PDF")


def test_report_makes_only_what_is_asked_for(run: Run, path: Path) -> None:
    run("score", path)
    told = run("report", path, "--only", "annual", "--lang", "vi")
    assert told.code == 0
    made = path / "results" / "report"
    assert {file.name for file in made.iterdir()} == {"annual.pdf", "report.json"}
    assert run("report", path, "--only", "page", "--only", "U1").code == 0
    assert (made / "index.html").is_file(), "a product that is named is made whatever the format"
    assert [file.name for file in (made / "scorecards").iterdir()] == ["U1.pdf"]
    told = run("report", path, "--only", "all", "--only", "NOBODY", "--lang", "en")
    assert told.code == 2
    assert told.err.count("RPT033") == 2
    assert "“NOBODY”" in told.err


def test_report_leaves_out_what_the_office_does_not_want(run: Run, path: Path) -> None:
    assert run("score", path, "--quiet").code == 0
    (path / "report").mkdir()
    (path / "report" / "report.yaml").write_text("parindex: 1\nwithout: [decision, page]\n")
    made = path / "results" / "report-en"
    told = run("report", path, "--format", "all", "--lang", "en")
    assert (told.code, told.out) == (0, "")
    assert "Left out, as report.yaml says: page, decision; --only" in told.err
    files = {"annual.pdf", "scorecards", "annexes.xlsx", "data", "report.json"}
    assert {file.name for file in made.iterdir()} == files
    told = run("report", path, "--format", "docx", "--only", "page", "--lang", "en")
    assert "Left out" not in told.err
    assert (made / "index.html").is_file()
    assert run("report", path, "--format", "docx", "--lang", "en").code == 0
    assert (made / "decision.docx").is_file(), "asked for in spite of it"


def test_report_tells_of_a_logo_that_only_the_typesetter_refuses(run: Run, path: Path) -> None:
    assert run("score", path, "--quiet").code == 0
    (path / "report").mkdir()
    stated = "parindex: 1\nlogo: { file: logo.png, text: { vi: Huy hiệu } }\n"
    (path / "report" / "report.yaml").write_text(stated, encoding="utf-8")
    (path / "report" / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    told = run("report", path, "--format", "html", "--lang", "en")
    assert told.code == 2
    assert "report/logo.png: error RPT031: The file logo.png" in " ".join(told.err.split())
    assert not (path / "results" / "report").exists()


def test_report_copies_our_templates_to_be_changed_and_then_uses_them(run: Run, path: Path) -> None:
    run("score", path)
    told = run("report", path, "--copy-templates")
    own = path / "report" / "templates" / "annual.typ"
    assert told.code == 0
    assert own.as_posix() in told.out.splitlines()
    assert (path / "report" / "report.yaml").is_file()
    own.write_text(own.read_text(encoding="utf-8") + "\n#khong-co\n", encoding="utf-8")
    kept = own.read_bytes()
    again = run("report", path, "--copy-templates")
    assert (again.code, again.out) == (0, "")
    assert own.read_bytes() == kept, "what the office changed stays"
    broken = run("report", path, "--only", "annual", "--lang", "en")
    assert broken.code == 2
    assert "RPT030" in broken.err
    assert f"annual.typ:{len(kept.decode().splitlines())}:" in broken.err


def test_results_that_somebody_edited_are_told(run: Run, path: Path) -> None:
    run("score", path)
    file = path / "results" / "results.json"
    file.write_bytes(file.read_bytes().replace(b'"rank":1', b'"rank":9'))
    told = run("report", path, "--only", "page", "--lang", "en")
    assert told.code == 1
    assert "RPT024" in told.err


@pytest.mark.parametrize("folder", ["submissions", "report", "report/templates", "tables"])
def test_report_writes_nothing_where_the_office_puts_its_files(
    run: Run, path: Path, folder: str
) -> None:
    run("score", path)
    told = run("report", path, "--out", path / folder)
    assert told.code == 2
    assert "RPT003" in told.err


def test_report_of_a_damaged_result_is_told(run: Run, path: Path) -> None:
    (path / "results").mkdir()
    (path / "results" / "results.json").write_text("{", encoding="utf-8")
    told = run("report", path)
    assert (told.code, told.out) == (2, "")
    assert "RND020" in told.err


def test_report_that_cannot_be_written_is_told(run: Run, path: Path) -> None:
    state_what_is_optional(path)
    run("score", path)
    told = run("report", path, "--out", path / "submissions")
    assert told.code == 2
    assert "RPT003" in told.err


# --- languages, colours, encodings


def test_the_language_is_that_of_the_option_then_the_environment_then_the_round(
    real: Run, run: Run, path: Path
) -> None:
    english, vietnamese = "1 file checked", "Đã kiểm tra"

    def told(*options: str, env: str = "") -> str:
        return real("validate", path / "none.yaml", *options, env={"PARINDEX_LANG": env}).err

    assert vietnamese in told()
    assert english in told(env="en")
    assert vietnamese in told("--lang", "vi", env="en")
    assert vietnamese in told(env="xx")
    assert "Không có đơn vị" in run("explain", path, "U9").err
    assert "There is no unit" in run("explain", path, "U9", "--lang", "en").err
    file = path / "round.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "language: en\n", encoding="utf-8")
    assert "There is no unit" in run("explain", path, "U9").err


@pytest.mark.parametrize(
    "env",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "latin-1", "LC_ALL": "C"},
    ],
)
def test_piped_output_is_utf8_whatever_the_environment(
    real: Run, run: Run, path: Path, env: dict[str, str]
) -> None:
    (path / "submissions" / "U2.xlsx").unlink()
    told = real("score", path, env=env)
    assert told == run("score", path)
    assert "Sở Một" in told.out
    assert "chưa gửi biểu mẫu" in told.err
    assert told.out == normalize("NFC", told.out)
    assert real("explain", path, "U9", env=env) == run("explain", path, "U9")


def test_help_is_utf8_whatever_the_environment(real: Run) -> None:
    assert real("--help", env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}) == real("--help")


def test_colours_only_where_they_are_wanted(real: Run, path: Path) -> None:
    (path / "submissions" / "U2.xlsx").unlink()
    coloured = re.compile(r"\x1b\[[0-9;]*3[0-7]m")
    piped = real("score", path)
    assert "\x1b" not in piped.out + piped.err
    forced = real("score", path, env={"FORCE_COLOR": "1", "TERM": "xterm-256color"})
    assert coloured.search(forced.err)
    plain = real("score", path, env={"FORCE_COLOR": "1", "NO_COLOR": "1", "TERM": "xterm-256color"})
    assert not coloured.search(plain.out + plain.err)


def test_long_lines_are_whole_when_piped(real: Run, path: Path) -> None:
    (path / "submissions" / "U2.xlsx").write_bytes(b"text")
    narrow = real("score", path, env={"COLUMNS": "40"})
    [line] = [line for line in narrow.err.splitlines() if "SUB004" in line]
    assert len(line) > 100


def shown_as_given(run: Run, path: Path, name: str) -> None:
    file = path / "units.csv"
    text = file.read_text(encoding="utf-8").replace("Sở Một", name)
    file.write_text(text, encoding="utf-8")
    told = run("score", path)
    assert told.code == 0
    assert name in told.out
    assert name in run("explain", path, "U1").out


def test_a_name_that_looks_like_markup_is_shown_as_it_is(run: Run, path: Path) -> None:
    shown_as_given(run, path, "[red]Sở[/red] [/] \\[b]")


def test_a_name_with_colons_is_shown_as_it_is(run: Run, path: Path) -> None:
    shown_as_given(run, path, "Sở :fire: Một")


def test_criteria_without_bands_leave_the_band_empty(run: Run, path: Path) -> None:
    file = path / "criteria.yaml"
    text = re.sub(r"^bands: .*$", "bands: []", file.read_text(encoding="utf-8"), flags=re.M)
    file.write_text(text, encoding="utf-8")
    told = run("score", path, "--lang", "en")
    assert told.code == 0
    assert "ranked:" not in told.out.replace("2 of 2 ranked", "")


def test_a_folder_that_looks_like_markup_is_named_as_it_is(run: Run, path: Path) -> None:
    odd = path.parent / "[bold]kỳ [2025]"
    path.rename(odd)
    told = run("score", odd)
    assert told.code == 0
    assert "[bold]kỳ [2025]/results" in told.err


def test_it_works_from_another_folder_by_a_relative_path(run: Run, path: Path) -> None:
    relative = os.path.relpath(path)
    assert run("score", relative).out == run("score", path).out


def test_a_total_that_is_a_mean_is_explained_as_one(run: Run, tmp_path: Path) -> None:
    judged = "max: 10, rule: { kind: judged }"
    text = criteria_text([("10, weight: 1", [judged]), ("10, weight: 3", [judged])], "10")
    text = text.replace("areas:", "aggregate: weighted_mean\nmissing: zero\nareas:", 1)
    path = write_round(tmp_path / "mean", text, {"U1": "Sở Một"})
    send(path, "U1.xlsx", filled(path, "U1", {("1.1", CLAIM): 8, ("2.1", CLAIM): 4}))
    told = run("explain", path, "U1", "--lang", "en")
    assert (
        "Total: 5 (weighted mean of the areas: 8 of 10, weight 1; 4 of 10, weight 3)"
        " + 0 (bonus) − 0 (penalty) = 5 points"
    ) in told.out


def test_a_unit_is_named_as_people_write_it(run: Run, path: Path) -> None:
    told = run("explain", path, "s. một", "--lang", "en")
    assert (told.code, told.out.splitlines()[0]) == (0, "U1 Sở Một (Block)")
    assert "note RND103: “s. một” was taken as the unit U1 (Sở Một)." in told.err
    assert run("explain", path, "Sở Một").err == ""
    told = run("template", path, "--unit", "SỞ HAI", "--unit", "u1")
    assert told.code == 0
    assert {file.name for file in (path / "forms").iterdir()} == {"U1.xlsx", "U2.xlsx"}


def test_a_unit_that_is_misspelt_is_suggested(run: Run, path: Path) -> None:
    told = run("explain", path, "Sở Mốt", "--lang", "en")
    assert (told.code, told.out) == (2, "")
    assert "one of: U1 (Sở Một)" in told.err
