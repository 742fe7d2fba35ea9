"""Which files count as having come with a form: by their names alone, and only those nearby."""

from pathlib import Path
from unicodedata import normalize

import pytest
from openpyxl import load_workbook

from parindex.evaluation.evidence import files_beside
from parindex.evaluation.files import Assessment, assess_file
from parindex.evaluation.plan import folder_plan
from parindex.forms.layout import Column, RowKey
from tests.evaluation.made_rounds import opened


def names(form: Path, unit: str, of_round: Path | None = None) -> set[str] | None:
    found = files_beside(form, unit, of_round)
    return None if found is None else set(found)


def put(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"x")


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ([], None),
        (["submissions/a.pdf"], None),
        (["submissions/XA02/a.pdf"], None),
        (["submissions/XA01/a.pdf"], {"a.pdf", "XA01.xlsx"}),
        (["submissions/xa01/b/c/a.pdf"], {"a.pdf", "XA01.xlsx"}),
        (["submissions/XA01/a.pdf", "submissions/b.pdf"], {"a.pdf", "b.pdf", "XA01.xlsx"}),
        (["evidence/XA01/a.pdf"], {"a.pdf", "XA01.xlsx"}),
        (["evidence/XA02/a.pdf"], {"XA01.xlsx"}),
        (["evidence/readme.pdf"], {"XA01.xlsx"}),
    ],
)
def test_where_evidence_is_looked_for(
    tmp_path: Path, files: list[str], found: set[str] | None
) -> None:
    put(tmp_path, "submissions/XA01.xlsx", *files)
    beside = names(tmp_path / "submissions" / "XA01.xlsx", "XA01", tmp_path)
    assert beside == found


def test_a_form_named_otherwise_has_a_folder_of_its_name_or_its_units(tmp_path: Path) -> None:
    form = tmp_path / "Biểu mẫu.xlsx"
    put(tmp_path, form.name, f"{normalize('NFD', form.stem)}/a.pdf", "XA01/b.pdf")
    assert names(form, "XA01") == {"a.pdf", "b.pdf", form.name}


def test_a_form_in_the_folder_of_its_unit(tmp_path: Path) -> None:
    put(tmp_path, "XA01/bieu mau.xlsx", "XA01/scan/a.pdf", "XA02/b.pdf")
    assert names(tmp_path / "XA01" / "bieu mau.xlsx", "XA01") == {
        "bieu mau.xlsx", "a.pdf",
    }  # fmt: skip


@pytest.mark.parametrize("unit", ["..", "../secret", ".", "", "/", "secret/../../secret"])
def test_no_unit_code_of_a_form_leads_elsewhere(tmp_path: Path, unit: str) -> None:
    put(tmp_path, "secret/a.pdf", "in/form.xlsx")
    assert names(tmp_path / "in" / "form.xlsx", unit, tmp_path / "in") is None


def test_links_to_other_folders_are_not_followed(tmp_path: Path) -> None:
    put(tmp_path, "secret/a.pdf", "in/XA01.xlsx")
    try:
        (tmp_path / "in" / "XA01").symlink_to(tmp_path / "secret")
    except OSError:
        pytest.skip("the system makes no links")
    assert names(tmp_path / "in" / "XA01.xlsx", "XA01") is None


def test_a_folder_that_changes_is_read_again(tmp_path: Path) -> None:
    put(tmp_path, "XA01.xlsx")
    assert names(tmp_path / "XA01.xlsx", "XA01") is None
    put(tmp_path, "XA01/a.pdf")
    assert names(tmp_path / "XA01.xlsx", "XA01") == {"a.pdf", "XA01.xlsx"}


def name_files(path: Path, *files: str) -> None:
    """Name a file as the evidence of each of the first items."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    keys = ((row, RowKey.read(sheet.cell(row, 1).value)) for row in range(1, sheet.max_row + 1))
    rows = [row for row, key in keys if key and key.kind == "item"]
    for row, name in zip(rows, files, strict=False):
        sheet.cell(row, Column.EVIDENCE_FILE + 1).value = name
    book.save(path)


def assess(folder: Path, name: str) -> Assessment:
    return assess_file(folder_plan(opened(folder)), str(folder / "submissions" / name))


def test_a_named_file_is_told_only_where_evidence_was_sent(mini_round: Path) -> None:
    form = mini_round / "submissions" / "XA01.xlsx"
    name_files(form, "ke hoach.pdf", "thu muc/bao cao.docx")
    codes = [finding.code for finding in assess(mini_round, "XA01.xlsx").findings]
    assert "EVI007" not in codes
    assert assess(mini_round, "XA01.xlsx").unsought == 2

    put(mini_round, "evidence/XA01/KE HOACH.pdf")
    assessment = assess(mini_round, "XA01.xlsx")
    [found] = [finding for finding in assessment.findings if finding.code == "EVI007"]
    assert found.values["file"] == "bao cao.docx"
    assert (found.unit, found.place.file, found.place.cell) == ("XA01", "XA01.xlsx", "O14")
    assert assessment.unsought == 0


def test_evidence_beside_a_form_is_no_form_and_no_stray_file(mini_round: Path) -> None:
    put(mini_round, "submissions/XA01/so lieu.xlsx", "submissions/XA01/scan/a.pdf")
    put(mini_round, "submissions/la/b.pdf")
    forms, others = opened(mini_round).submissions()
    assert [path.name for path in forms] == ["XA01.xlsx", "XA02.xlsx", "XA03.xlsx"]
    assert [path.name for path in others] == ["b.pdf"]


def test_what_an_exempt_unit_names_is_not_looked_at(mini_round: Path) -> None:
    book = load_workbook(mini_round / "submissions" / "XA03.xlsx")
    sheet = book.worksheets[0]
    rows = {
        key.code: row
        for row in range(1, sheet.max_row + 1)
        if (key := RowKey.read(sheet.cell(row, 1).value)) and key.kind == "item"
    }
    sheet.cell(rows["2.1"], Column.EVIDENCE_NUMBER + 1).value = "12/KH-UBND"
    book.save(mini_round / "submissions" / "XA03.xlsx")
    told = [(f.code, f.item) for f in assess(mini_round, "XA03.xlsx").findings if f.item == "2.1"]
    assert told == [("SUB042", "2.1")]
