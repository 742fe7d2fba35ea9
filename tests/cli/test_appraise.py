"""``parindex appraise``: workbooks out, reports of what came back, and what it refuses."""

import json
import os
import sys
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from parindex.forms.appraisal.layout import Column, Key
from parindex.model.ledger import Stage
from parindex.model.submission import CLAIM
from tests.cli.conftest import Run
from tests.evaluation.made_appraisals import return_
from tests.evaluation.made_rounds import criteria_text, filled, send, write_round

P, R = Column.POINTS, Column.REASON
LESS = {("1.1", "", P): 1, ("1.1", "", R): "Chưa đủ"}
ITEM = "max: 5, rule: { kind: judged }"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a round of two areas and three units; U3 sent nothing."""
    units = {"U1": "Sở Một", "U2": "Sở Hai", "U3": "Sở Ba"}
    text = criteria_text([("10", [ITEM, ITEM]), ("5", [ITEM])], "15")
    folder = write_round(tmp_path / "round", text, units)
    for unit in ("U1", "U2"):
        answers = {("1.1", CLAIM): 4, ("1.2", CLAIM): 3, ("2.1", CLAIM): 2}
        send(folder, f"{unit}.xlsx", filled(folder, unit, answers))
    return folder


def rows(file: Path) -> list[tuple[str, str]]:
    """Return the units and items that a workbook is about."""
    column = load_workbook(file).worksheets[0]["A"]
    keys = [key for cell in column if (key := Key.read(cell.value))]
    return [(key.unit, key.item) for key in keys]


def made(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


ALL = ["1.1", "1.2", "2.1"]


def test_a_workbook_a_unit_that_sent_its_form(run: Run, path: Path) -> None:
    told = run("appraise", path)
    assert (told.code, told.out) == (0, "")
    assert told.err == f"Đã ghi 2 phiếu vào {path / 'to-appraise'}\n"
    assert made(path / "to-appraise") == ["U1.appraisal_1.xlsx", "U2.appraisal_1.xlsx"]
    assert rows(path / "to-appraise" / "U1.appraisal_1.xlsx") == [("U1", item) for item in ALL]


def test_the_message_in_english(run: Run, path: Path) -> None:
    told = run("appraise", path, "--lang", "en", "--unit", "U1")
    assert told.err == f"1 workbook written to {path / 'to-appraise'}\n"


def test_a_workbook_an_area_for_all_units(run: Run, path: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("appraise", path, "--by", "area", "-o", out).code == 0
    assert made(out) == ["B.1.appraisal_1.xlsx", "B.2.appraisal_1.xlsx"]
    assert rows(out / "B.1.appraisal_1.xlsx") == [
        ("U1", "1.1"), ("U1", "1.2"), ("U2", "1.1"), ("U2", "1.2"),
    ]  # fmt: skip
    assert rows(out / "B.2.appraisal_1.xlsx") == [("U1", "2.1"), ("U2", "2.1")]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--unit", "U2"], {"U2.appraisal_1.xlsx": [("U2", item) for item in ALL]}),
        (
            ["--unit", "U1", "--unit", "U2", "--area", "2"],
            {"U1.appraisal_1.xlsx": [("U1", "2.1")], "U2.appraisal_1.xlsx": [("U2", "2.1")]},
        ),
        (
            ["--by", "area", "--area", "2", "--unit", "U1"],
            {"B.2.appraisal_1.xlsx": [("U1", "2.1")]},
        ),
        (["--unit", "U3"], {}),
    ],
)
def test_some_units_or_areas_alone(
    run: Run, path: Path, tmp_path: Path, options: list[str], found: dict[str, list[object]]
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    assert run("appraise", path, *options, "-o", out).code == 0
    assert {file.name: rows(file) for file in out.iterdir()} == found


@pytest.mark.parametrize(
    ("options", "code"), [(["--unit", "U9"], "RND007"), (["--area", "9"], "RND018")]
)
def test_what_is_not_in_the_round_stops_it(
    run: Run, path: Path, options: list[str], code: str
) -> None:
    told = run("appraise", path, *options)
    assert told.code == 2
    assert code in told.err
    assert not (path / "to-appraise").exists()


def test_only_what_is_in_dispute_is_to_be_explained(run: Run, path: Path, tmp_path: Path) -> None:
    return_(path, "U1.xlsx", "U1", LESS | {("2.1", "", P): 3, ("2.1", "", R): "Thêm"})
    out = tmp_path / "out"
    assert run("appraise", path, "--explain-request", "--by", "area", "-o", out).code == 0
    assert made(out) == ["U1.explanation.xlsx"], "U2 has nothing to explain"
    assert rows(out / "U1.explanation.xlsx") == [("U1", "1.1"), ("U1", "2.1")]
    sheet = load_workbook(out / "U1.explanation.xlsx").worksheets[0]
    said = [cell.value for cell in sheet["S"] if "Chưa đủ" in str(cell.value)]
    assert said == ["thẩm định lần 1: 1 điểm. Chưa đủ"]


def test_the_next_stage_follows_from_what_came_back(run: Run, path: Path, tmp_path: Path) -> None:
    return_(path, "U1.xlsx", "U1", LESS)
    assert run("appraise", path, "-o", tmp_path / "two").code == 0
    assert made(tmp_path / "two") == ["U1.appraisal_2.xlsx", "U2.appraisal_2.xlsx"]
    assert run("appraise", path, "--stage", "appraisal_1", "-o", tmp_path / "one").code == 0
    assert made(tmp_path / "one") == ["U1.appraisal_1.xlsx", "U2.appraisal_1.xlsx"]
    one, two = (
        load_workbook(tmp_path / n / f"U1.appraisal_{k}.xlsx").worksheets[0]
        for n, k in (("one", 1), ("two", 2))
    )
    row = next(n for n, cell in enumerate(two["A"], 1) if str(cell.value).startswith("row|U1|1.1"))
    assert (one.cell(row, Column.FORMER + 1).value, two.cell(row, Column.FORMER + 1).value) == (
        4,
        1,
    )


def test_the_second_appraisal_made_again_does_not_know_itself(
    run: Run, path: Path, tmp_path: Path
) -> None:
    return_(path, "U1.xlsx", "U1", LESS)
    again = {("1.1", "", P): 2, ("1.1", "", R): "Xét lại"}
    return_(path, "U1 lan 2.xlsx", "U1", again, stage=Stage.APPRAISAL_2)
    told = run("appraise", path, "-o", tmp_path / "out")
    assert (told.code, "RND141" in told.err) == (0, False)
    sheet = load_workbook(tmp_path / "out" / "U1.appraisal_2.xlsx").worksheets[0]
    row = next(n for n, c in enumerate(sheet["A"], 1) if str(c.value).startswith("row|U1|1.1"))
    assert sheet.cell(row, Column.FORMER + 1).value == 1


def test_the_second_appraisal_sees_what_the_unit_proposes(run: Run, path: Path) -> None:
    return_(path, "U1.xlsx", "U1", LESS)
    asked = {("1.1", "", P): 3, ("1.1", "", R): "Có văn bản", ("1.1", "", Column.DOCUMENTS): "7/BC"}
    return_(path, "U1.xlsx", "U1", asked, stage=Stage.EXPLANATION)
    assert run("appraise", path, "--unit", "U1").code == 0
    sheet = load_workbook(path / "to-appraise" / "U1.appraisal_2.xlsx").worksheets[0]
    [said] = [str(cell.value) for cell in sheet["S"] if "giải trình:" in str(cell.value)]
    assert said.splitlines() == [
        "thẩm định lần 1: 1 điểm. Chưa đủ",
        "giải trình: đề nghị 3 điểm. Có văn bản 7/BC",
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux alone")
def test_a_file_name_that_is_no_text_is_told(run: Run, path: Path) -> None:
    sent = return_(path, "U1.xlsx", "U1", LESS)
    sent.rename(os.fsdecode(os.fsencode(sent.parent) + b"/U\xff.xlsx"))
    told = run("score", path)
    assert told.code == 0
    ledger = (path / "results" / "ledger.csv").read_text(encoding="utf-8-sig")
    assert "U\\udcff.xlsx" in ledger


@pytest.mark.parametrize("by_file", [False, True], ids=["option", "round.yaml"])
def test_the_points_of_last_time(run: Run, path: Path, tmp_path: Path, by_file: bool) -> None:
    assert run("score", path).code == 0
    (path / "results").rename(tmp_path / "last")
    options = ["--previous", tmp_path / "last" / "results.json"]
    if by_file:
        with (path / "round.yaml").open("a", encoding="utf-8") as file:
            file.write("previous: ../last/results.json\n")
        options = []
    assert run("appraise", path, "--unit", "U1", *options).code == 0
    sheet = load_workbook(path / "to-appraise" / "U1.appraisal_1.xlsx").worksheets[0]
    last = [cell.value for cell in sheet["N"] if isinstance(cell.value, int | float)]
    assert last == [4, 3, 2]


@pytest.mark.parametrize(
    ("content", "code"), [(None, "RND019"), (b'{"format": 0}', "RND020"), (b"x", "RND020")]
)
def test_results_of_last_time_that_cannot_be_used_stop_it(
    run: Run, path: Path, tmp_path: Path, content: bytes | None, code: str
) -> None:
    file = tmp_path / "results.json"
    if content is not None:
        file.write_bytes(content)
    told = run("appraise", path, "--previous", file)
    assert told.code == 2
    assert code in told.err
    assert not (path / "to-appraise").exists()


def test_the_report(run: Run, path: Path) -> None:
    with (path / "round.yaml").open("a", encoding="utf-8") as file:
        file.write("stages: { appraisal_1: 2026-02-10T17:00, explanation: 2026-02-20 }\n")
    return_(path, "U1.xlsx", "U1", LESS)
    told = run("appraise", path, "--report")
    assert told.code == 0
    assert told.err == ""
    assert told.out.splitlines()[:3] == [
        "Bước: thẩm định lần 1",
        "Thời hạn thẩm định lần 1: 17:00 10/02/2026",
        "Thời hạn giải trình: 23:59 20/02/2026",
    ]
    assert "3,00" in told.out
    assert not (path / "to-appraise").exists()
    at_self = run("appraise", path, "--report", "--lang", "en", "--stage", "appraisal_1")
    assert at_self.out.startswith("Stage: appraisal 1\n")


@pytest.mark.parametrize("options", [["--report"], [], ["--explain-request"]])
@pytest.mark.parametrize(("fail_on", "code"), [("error", 1), ("never", 0)])
def test_what_is_wrong_with_an_appraisal_is_told_and_fails(
    run: Run, path: Path, options: list[str], fail_on: str, code: int
) -> None:
    return_(path, "U1.xlsx", "U1", {("1.1", "", P): 9, ("1.1", "", R): "Sai"})
    (path / "appraisal" / "ghi chu.txt").write_text("x", encoding="utf-8")
    reached = ["--stage", "appraisal_2"] if not options else []
    told = run("appraise", path, *options, *reached, "--fail-on", fail_on)
    assert told.code == code
    assert "RND134" in told.err
    assert "RND017" in told.err


def test_findings_of_the_forms_themselves_are_not_told_again(run: Run, path: Path) -> None:
    send(path, "U2.xlsx", filled(path, "U2", {("1.1", CLAIM): 9}))
    assert run("check", path).code == 1
    told = run("appraise", path)
    assert told.code == 0
    assert "SUB" not in told.err


@pytest.mark.parametrize("folder", ["submissions", "appraisal", "explanations", "appraisal/cu"])
def test_nothing_is_written_where_it_would_count_as_sent_in(
    run: Run, path: Path, folder: str
) -> None:
    told = run("appraise", path, "-o", path / folder)
    assert told.code == 2
    assert "RPT003" in told.err
    assert folder.split("/", maxsplit=1)[0] in told.err
    assert not list((path / folder).glob("*appraisal_1*"))


def test_a_folder_that_is_no_round(run: Run, tmp_path: Path) -> None:
    told = run("appraise", tmp_path)
    assert told.code == 2
    assert "RND002" in told.err


def test_what_was_made_is_blank_and_counts_nothing(run: Run, path: Path) -> None:
    """A workbook that comes back as it went out moves the stage and no point."""
    assert run("appraise", path).code == 0
    before = run("score", path)
    (path / "to-appraise").rename(path / "appraisal")
    after = run("score", path)
    assert after.out.splitlines()[0] == "Bước: thẩm định lần 1"
    assert after.out.splitlines()[1:] == before.out.splitlines()
    result = json.loads((path / "results" / "results.json").read_bytes())["result"]
    assert result["stage"] == "appraisal_1"


def test_a_run_of_an_earlier_stage_is_verified_as_that(run: Run, path: Path) -> None:
    return_(path, "U1.xlsx", "U1", LESS)
    assert run("score", path, "--stage", "self").code == 0
    told = run("verify", path)
    assert told.code == 0, told.out + told.err
    assert run("score", path).code == 0
    assert run("verify", path).code == 0


def test_the_same_round_gives_the_same_workbooks(run: Run, path: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert run("appraise", path, "-o", tmp_path / name).code == 0
    for file in (tmp_path / "a").iterdir():
        assert file.read_bytes() == (tmp_path / "b" / file.name).read_bytes()
        assert load_workbook(BytesIO(file.read_bytes())).worksheets[0].title == "Thẩm định lần 1"


def test_the_installed_command_does_it_in_child_processes(real: Run, path: Path) -> None:
    return_(path, "U1.xlsx", "U1", LESS)
    told = real("appraise", path, "--explain-request")
    assert told.code == 0
    assert made(path / "to-appraise") == ["U1.explanation.xlsx"]
