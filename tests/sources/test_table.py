"""CSV tables as offices save them."""

from pathlib import Path

import pytest

from parindex.sources.table import read_table

TEXT = 'code,name,exempt\nXA01,Xã Hoa Mai,\nXA02,"Phường Đa Kao, Quận 1",1.1\n'
ROWS = [
    {"code": "XA01", "name": "Xã Hoa Mai", "exempt": ""},
    {"code": "XA02", "name": "Phường Đa Kao, Quận 1", "exempt": "1.1"},
]
COLUMNS = (("code", "name"), ("exempt",))


def read(
    path: Path, data: str | bytes
) -> tuple[list[dict[str, str]], list[tuple[str, int | None]]]:
    """Return the rows of a table, and code and line of what is found."""
    path = path / "table.csv"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    lines, findings = read_table(path, *COLUMNS)
    assert {finding.place.file for finding in findings} <= {path.as_posix()}
    return [line.values for line in lines], [(f.code, f.place.line) for f in findings]


@pytest.mark.parametrize(
    "data",
    [
        TEXT,
        "\ufeff" + TEXT,
        TEXT.replace("\n", "\r\n"),
        TEXT.replace(",exempt", ", exempt ").replace("XA01,", " XA01 ,"),
        TEXT.replace("\n", "\n\n,,\n"),
        "code;name;exempt\nXA01;Xã Hoa Mai;\nXA02;Phường Đa Kao, Quận 1;1.1\n",
    ],
    ids=["plain", "BOM", "Windows", "spaces", "blank lines", "semicolons"],
)
def test_ways_of_saving(tmp_path: Path, data: str) -> None:
    assert read(tmp_path, data) == (ROWS, [])


def test_line_endings_of_old_macs(tmp_path: Path) -> None:
    assert read(tmp_path, TEXT.replace("\n", "\r")) == (ROWS, [])


def test_decomposed_letters_are_composed(tmp_path: Path) -> None:
    from unicodedata import normalize  # noqa: PLC0415 - only here

    assert read(tmp_path, normalize("NFD", TEXT)) == (ROWS, [])


def test_an_optional_column_may_be_missing(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("name,code\nXã,XA01\n", encoding="utf-8")
    [line], findings = read_table(path, *COLUMNS)
    assert not findings
    assert (line["code"], line["exempt"], line.place.line) == ("XA01", "", 2)


def test_missing_columns_are_all_told(tmp_path: Path) -> None:
    assert read(tmp_path, "mã,tên\nXA01,Xã\n") == ([], [("RND005", 1), ("RND005", 1)])


def test_an_empty_file_lacks_its_columns(tmp_path: Path) -> None:
    assert read(tmp_path, "") == ([], [("RND005", 1), ("RND005", 1)])


def test_empty_cells_are_told_and_the_line_is_left_out(tmp_path: Path) -> None:
    text = "code,name\nXA01,\nXA02,Xã\n,\n,Xã lạ\nXA04\n"
    rows, findings = read(tmp_path, text)
    assert rows == [{"code": "XA02", "name": "Xã"}]
    assert findings == [("RND006", 2), ("RND006", 5), ("RND006", 6)]


def test_lines_are_counted_over_quoted_breaks(tmp_path: Path) -> None:
    rows, findings = read(tmp_path, 'code,name\nXA01,"Xã\nHoa Mai"\nXA02,\n')
    assert rows == [{"code": "XA01", "name": "Xã\nHoa Mai"}]
    assert findings == [("RND006", 4)]


def test_other_encodings_are_refused(tmp_path: Path) -> None:
    assert read(tmp_path, TEXT.encode("cp1258", "replace")) == ([], [("CRI002", None)])
    assert read(tmp_path, TEXT.encode("utf-16")) == ([], [("CRI002", None)])


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    lines, [finding] = read_table(tmp_path / "none.csv", *COLUMNS)
    assert (lines, finding.code) == ([], "CRI001")
    assert finding.values["reason"]


@pytest.mark.parametrize(
    "data",
    [f"code,name\nXA01,{'x' * 200_000}\n", "code,name\nXA01,Xã\0\n", 'code,name\n"XA01,Xã\n'],
    ids=["huge cell", "zero byte", "open quote"],
)
def test_odd_tables_never_break(tmp_path: Path, data: str) -> None:
    rows, findings = read(tmp_path, data)
    assert rows or findings


def test_a_cell_too_many_is_told_and_the_line_is_left_out(tmp_path: Path) -> None:
    text = "code,name\nXA01,Phường Đa Kao, Quận 1\nXA02,Xã, ,\n"
    rows, findings = read(tmp_path, text)
    assert rows == [{"code": "XA02", "name": "Xã"}]
    assert findings == [("RND023", 2)]


@pytest.mark.parametrize("header", ["code,name,mã", "code,name,name", "code,name,"])
def test_a_column_unknown_or_doubled_is_told(tmp_path: Path, header: str) -> None:
    _, findings = read(tmp_path, f"{header}\nXA01,Xã,Xã\n")
    assert findings == [("RND022", 1)]


def test_what_the_reader_of_csv_refuses_is_told(tmp_path: Path) -> None:
    assert read(tmp_path, f"code,name\nXA01,{'x' * 200_000}\n") == ([], [("RND024", None)])
