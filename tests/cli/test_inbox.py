"""``parindex inbox``: what it prints and writes, and its exit codes."""

import csv
import re
import shutil
from datetime import datetime
from io import StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from parindex.model.submission import CLAIM
from tests.cli.conftest import Run
from tests.evaluation.made_rounds import criteria_text, filled, send, write_round

LATE_LINE = "file,received_at,note\nU2.xlsx,2026-01-16 09:30,văn thư\n"
AFTER = ("--now", "2026-01-17 08:00")
BEFORE = ("--now", "2026-01-12 08:00")


@pytest.fixture(scope="session")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a round of five units: in time, late, twice, cut off, nothing; not to be changed."""
    text = criteria_text([("10", ["max: 10, rule: { kind: judged }"])], "10")
    names = {f"U{number}": f"=Sở {number}" for number in range(1, 6)}
    path = write_round(tmp_path_factory.mktemp("inbox") / "round", text, names)
    forms = {code: filled(path, code, {("1.1", CLAIM): 5}) for code in ("U1", "U2", "U3", "U4")}
    later = filled(path, "U3", {("1.1", CLAIM): 6}, datetime(2026, 1, 11))
    for name, data in (
        ("U1.xlsx", forms["U1"]),
        ("U2.xlsx", forms["U2"]),
        ("U3.xlsx", forms["U3"]),
        ("=U3 [sửa].xlsx", later),
        ("U4.xlsx", forms["U4"][:900]),
        ("ghi chú.txt", b"text"),
    ):
        send(path, name, data)
    (path / "received.csv").write_text(LATE_LINE, encoding="utf-8")
    return path


@pytest.fixture
def path(sent: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sent, tmp_path / "round"))


LETTER = """\
DANH SÁCH ĐƠN VỊ CẦN ĐÔN ĐỐC GỬI BIỂU TỰ ĐÁNH GIÁ
Kỳ đánh giá thử
(Tổng hợp đến 08 giờ 00 phút, ngày 17/01/2026)

I. Khối thử (thời hạn: 17 giờ 00 phút, ngày 15/01/2026)
1. Chưa gửi (1 đơn vị)
- =Sở 5 (U5)
2. Đã gửi nhưng chưa sử dụng được (1 đơn vị)
- =Sở 4 (U4): U4.xlsx: Tệp bị hỏng: tệp bị cắt cụt hoặc bị thay đổi nội dung
3. Gửi sau thời hạn (1 đơn vị)
- =Sở 2 (U2): 09 giờ 30 phút, ngày 16/01/2026 (theo received.csv), muộn 16 giờ 30 phút

Đề nghị các đơn vị chưa gửi, hoặc đã gửi nhưng chưa sử dụng được, khẩn trương hoàn thành việc \
tự đánh giá theo đúng biểu mẫu đã được gửi và gửi về Cơ quan thử.
"""


def test_the_letter_names_whom_to_remind_by_block(run: Run, path: Path) -> None:
    told = run("inbox", path, "--reminder", *AFTER)
    assert (told.code, told.out) == (1, LETTER)


def test_before_the_deadline_nothing_is_missing(run: Run, path: Path) -> None:
    told = run("inbox", path, *BEFORE)
    assert "0 chưa gửi, 1 chưa đến hạn" in told.out
    assert "- =Sở 5 (U5)\n" in told.out
    assert "RND012" not in told.err


def test_counts_come_first_then_the_units_that_need_something(run: Run, path: Path) -> None:
    told = run("inbox", path, *AFTER, "--lang", "en")
    first = told.out.splitlines()[0]
    assert first == (
        "As of 08:00 17/01/2026: 5 forms expected, 3 received (1 of them late), 1 not usable, "
        "1 missing, 0 not due yet. Files left out: 3."
    )
    counts = re.search(r"│ Block +│ 17:00 15/01/2026 │(.*)│", told.out)
    assert counts is not None
    assert [int(number) for number in counts.group(1).split("│")] == [5, 2, 1, 1, 1, 0]
    table = told.out.partition("Units")[2].partition("LIST")[0]
    assert re.findall(r"^│ (U\d)", table, re.MULTILINE) == ["U2", "U3", "U4", "U5"]
    assert "ghi chú.txt" in table
    assert "3 errors" not in told.err


def test_all_lists_every_unit(run: Run, path: Path) -> None:
    table = run("inbox", path, "--all", *AFTER).out
    assert re.findall(r"^│ (U\d)", table, re.MULTILINE) == ["U1", "U2", "U3", "U4", "U5"]


def test_english_is_plain(run: Run, path: Path) -> None:
    told = run("inbox", path, "--reminder", "--lang", "en", *AFTER)
    assert "1. Nothing sent (1)\n- =Sở 5 (U5)\n" in told.out
    assert "16 h 30 min late" in told.out


def test_the_table_and_the_workbook_keep_text_as_text(run: Run, path: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    told = run("inbox", path, "-o", out, *AFTER)
    assert told.code == 1
    assert sorted(file.name for file in out.iterdir()) == [
        "inbox.csv", "inbox.xlsx", "reminder.txt",
    ]  # fmt: skip
    assert (out / "reminder.txt").read_text(encoding="utf-8") == LETTER
    data = (out / "inbox.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    lines = {row["unit"]: row for row in csv.DictReader(StringIO(data.decode("utf-8-sig")))}
    assert [row["state"] for row in lines.values()] == [
        "received", "late", "received", "unreadable", "missing",
    ]  # fmt: skip
    late, twice = lines["U2"], lines["U3"]
    assert late["name"] == "'=Sở 2"
    assert (late["moment"], late["moment_by"], late["minutes_late"]) == (
        "2026-01-16T09:30:00", "received", "990",
    )  # fmt: skip
    assert (twice["file"], twice["other_files"], twice["reasons"]) == (
        "'=U3 [sửa].xlsx", "U3.xlsx", "SUB013",
    )  # fmt: skip
    assert not [cell for row in lines.values() for cell in row.values() if cell[:1] == "="]


def test_the_workbook_has_a_sheet_of_units_and_one_of_files(
    run: Run, path: Path, tmp_path: Path
) -> None:
    run("inbox", path, "-o", tmp_path, *AFTER)
    units, files = load_workbook(tmp_path / "inbox.xlsx").worksheets
    assert (units.title, files.title) == ("Theo đơn vị", "Tệp không tính")
    table = rows(units)
    assert [row[1] for row in table] == ["U1", "U2", "U3", "U4", "U5"]
    assert table[1][2:8] == [
        "=Sở 2", "gửi muộn", "U2.xlsx", datetime(2026, 1, 16, 9, 30), "theo received.csv",
        datetime(2026, 1, 15, 17),
    ]  # fmt: skip
    assert units["C5"].data_type == "s"
    assert [(row[0], row[4]) for row in rows(files)] == [
        ("U3.xlsx", "SUB013"), ("U4.xlsx", "SUB003"), ("ghi chú.txt", "RND017"),
    ]  # fmt: skip
    for sheet in (units, files):
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.print_title_rows == "$4:$4"
        assert sheet.freeze_panes == "A5"


def rows(sheet: Worksheet) -> list[list[object]]:
    return [list(row) for row in sheet.iter_rows(min_row=5, values_only=True)]


@pytest.mark.parametrize(
    ("gone", "fail_on", "code"),
    [
        ((), "error", 1),
        (("U4.xlsx",), "error", 0),
        (("U4.xlsx",), "warning", 1),
        ((), "never", 0),
    ],
)
def test_the_exit_code_follows_what_was_found(
    run: Run, path: Path, gone: tuple[str, ...], fail_on: str, code: int
) -> None:
    for name in gone:
        (path / "submissions" / name).unlink()
    assert run("inbox", path, "--fail-on", fail_on, *AFTER).code == code


def test_when_all_is_there_nobody_is_reminded(run: Run, path: Path) -> None:
    (path / "units.csv").write_text("code,name,block\nU1,Sở,B\n", encoding="utf-8")
    for file in (path / "submissions").iterdir():
        if file.name != "U1.xlsx":
            file.unlink()
    (path / "received.csv").unlink()
    told = run("inbox", path, "--fail-on", "info", *AFTER)
    assert (told.code, told.out.splitlines()[-1]) == (0, "Không có đơn vị nào cần đôn đốc.")


@pytest.mark.parametrize("now", ["mai", "2026-01-17", "17/13/2026 08:00"])
def test_a_moment_that_is_none_is_refused(run: Run, path: Path, now: str) -> None:
    told = run("inbox", path, "--now", now)
    assert (told.code, told.out) == (2, "")
    assert "--now" in told.err


@pytest.mark.parametrize(
    "line", ["U2.xlsx,mai,", "U2.xlsx,2026-01-16 09:30,\nU2.xlsx,2026-01-16 09:31,"]
)
def test_a_broken_note_is_told_and_nothing_is_shown(run: Run, path: Path, line: str) -> None:
    (path / "received.csv").write_text(f"file,received_at,note\n{line}\n", encoding="utf-8")
    told = run("inbox", path, *AFTER)
    assert (told.code, told.out) == (2, "")
    assert re.search(r"received\.csv:[23]: lỗi RND04[12]", told.err)


def test_a_folder_that_is_no_round_is_told(run: Run, tmp_path: Path) -> None:
    told = run("inbox", tmp_path / "none")
    assert (told.code, told.out) == (2, "")
    assert "RND001" in told.err


def test_nothing_is_written_among_what_came_in(run: Run, path: Path) -> None:
    before = {file: file.read_bytes() for file in path.rglob("*") if file.is_file()}
    run("inbox", path, *AFTER)
    for folder in ("submissions", "submissions/lists"):
        told = run("inbox", path, "-o", path / folder, *AFTER)
        assert (told.code, "RPT003" in told.err) == (2, True)
    assert {file: file.read_bytes() for file in path.rglob("*") if file.is_file()} == before
