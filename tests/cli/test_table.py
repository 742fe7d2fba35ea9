"""``parindex score --criteria SET --table FILE``: a table in, results out, in both languages."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.cli.conftest import Run
from tests.evaluation.made_rounds import REPOSITORY

PCI = REPOSITORY / "criteria" / "pci" / "pci-2016.yaml"
HEADER = ["Mã", "Tên", *(str(number) for number in range(1, 11))]
ROWS = [
    ["DT", "Đồng Tháp", 8.98, 6.57, 6.92, 8.69, 6.86, 6.62, 6.26, 5.49, 5.66, 6.77],
    ["DN", "Đà Nẵng", 9.22, 6.29, 7.22, 7.74, 6.51, 5.45, 7.06, 5.99, 7.98, 6.47],
]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Return a good table in .csv."""
    return written(tmp_path, [HEADER, *ROWS])


def written(folder: Path, lines: Sequence[Sequence[object]]) -> Path:
    path = folder / "pci.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(lines)
    return path


@pytest.mark.parametrize(
    ("lang", "head", "done"),
    [("vi", "Hạng", "Đã ghi kết quả vào"), ("en", "Rank", "Results written to")],
)
def test_a_table_is_scored_and_results_are_written(
    real: Run, table: Path, tmp_path: Path, lang: str, head: str, done: str
) -> None:
    target = tmp_path / "out"
    told = real("score", "--criteria", PCI, "--table", table, "-o", target, "--lang", lang)
    assert told.code == 0, told.err
    assert head in told.out
    assert told.out.index("Đà Nẵng") < told.out.index("Đồng Tháp")
    assert done in told.err
    with (target / "ranking.csv").open(encoding="utf-8-sig", newline="") as file:
        ranking = list(csv.DictReader(file))
    assert [(row["rank"], row["unit"], row["index"]) for row in ranking] == [
        ("1", "DN", "70.01"),
        ("2", "DT", "64.95"),
    ]
    sheets = load_workbook(target / "results.xlsx").worksheets
    assert sheets[0].cell(4, 1).value == head
    result = json.loads((target / "results.json").read_text(encoding="utf-8"))
    assert [unit["code"] for unit in result["result"]["blocks"][0]["units"]] == ["DN", "DT"]
    run = (target / "run.json").read_text(encoding="utf-8")
    assert table.name in run


def test_without_a_folder_nothing_is_written(run: Run, table: Path, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    told = run("score", "--criteria", PCI, "--table", table)
    assert told.code == 0
    assert sorted(tmp_path.rglob("*")) == before


def test_a_workbook_gives_the_same(run: Run, table: Path, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in [["PCI 2016"], [*HEADER[:2], *range(1, 11)], *ROWS]:
        sheet.append(line)
    book.save(tmp_path / "pci.xlsx")
    one, other = (
        run("score", "--criteria", PCI, "--table", path) for path in (table, tmp_path / "pci.xlsx")
    )
    assert one.out == other.out
    assert (one.code, other.code) == (0, 0)


def test_findings_are_told_by_cell_and_fail(run: Run, tmp_path: Path) -> None:
    table = written(tmp_path, [HEADER, [*ROWS[0][:2], "x", *ROWS[0][3:]], ROWS[1]])
    told = run("score", "--criteria", PCI, "--table", table, "--lang", "en")
    assert told.code == 1
    assert "[C2]: error SUB031" in told.err
    assert "SCO007" in told.out
    assert "no total" in told.out
    relaxed = run("score", "--criteria", PCI, "--table", table, "--fail-on", "never")
    assert relaxed.code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("--criteria", PCI),
        ("--table", "pci.csv"),
        ("--criteria", PCI, "--table", "pci.csv", "form.xlsx"),
        ("round", "--table", "pci.csv"),
    ],
)
def test_options_that_do_not_go_together_are_told(run: Run, arguments: tuple[object, ...]) -> None:
    told = run("score", *arguments)
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith("Usage: parindex")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("none.csv", None, "CRI001"),
        ("none.xlsx", None, "SUB001"),
        ("odd.csv", b"a,b\n1,2\n", "RND005"),
        ("odd.xlsx", b"a,b\n1,2\n", "SUB004"),
    ],
)
def test_a_table_that_cannot_be_read_is_told(
    run: Run, tmp_path: Path, name: str, content: bytes | None, code: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    told = run("score", "--criteria", PCI, "--table", tmp_path / name, "-o", tmp_path / "out")
    assert (told.code, told.out) == (2, "")
    assert code in told.err
    assert not (tmp_path / "out").exists()
