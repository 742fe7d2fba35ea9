"""``explain`` as its user runs it: as text, as Markdown, and as a PDF; of a stage."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cli.conftest import Run


def test_markdown_goes_to_output(run: Run, path: Path) -> None:
    before = sorted(path.rglob("*"))
    told = run("explain", path, "U1", "--format", "md", "--lang", "en")
    assert (told.code, told.err) == (0, "")
    assert told.out.startswith("# Annex\n")
    assert "- **Result:** 8.5 of 10 points (scored)" in told.out
    assert sorted(path.rglob("*")) == before


@pytest.mark.parametrize(("item", "name"), [([], "explain-U1"), (["1.1"], "explain-U1-1.1")])
def test_a_pdf_goes_to_the_results(run: Run, path: Path, item: list[str], name: str) -> None:
    told = run("explain", path, "Sở Một", *item, "--format", "pdf")
    target = path / "results" / f"{name}.pdf"
    assert (told.code, told.out) == (0, "")
    assert told.err == f"Đã ghi bản giải trình kết quả chấm điểm vào {target.as_posix()}\n"
    text = PdfReader(BytesIO(target.read_bytes())).pages[0].extract_text()
    assert "GIẢI TRÌNH KẾT QUẢ CHẤM ĐIỂM" in text
    assert "8,50" in text


@pytest.mark.parametrize("form", ["text", "md", "pdf"])
def test_out_names_the_file(run: Run, path: Path, tmp_path: Path, form: str) -> None:
    target = tmp_path / "new" / f"a.{form}"
    told = run("explain", path, "U1", "--format", form, "-o", target, "--lang", "en")
    assert (told.code, told.out) == (0, "")
    assert told.err == f"Explanation written to {target.as_posix()}\n"
    data = target.read_bytes()
    if form == "pdf":
        assert data.startswith(b"%PDF")
    else:
        shown = run("explain", path, "U1", "--format", form, "--lang", "en")
        assert data.decode() == shown.out


def test_a_file_that_cannot_be_written_is_told(run: Run, path: Path) -> None:
    told = run("explain", path, "U1", "--out", path / "submissions")
    assert (told.code, told.out) == (2, "")
    assert "RPT003" in told.err


@pytest.mark.parametrize(
    "options", [("--format", "docx"), ("--stage", "final"), ("--stage", "1"), ("--stage", "")]
)
def test_wrong_options_are_told(run: Run, path: Path, options: tuple[str, ...]) -> None:
    assert run("explain", path, "U1", *options).code == 2


def test_a_round_without_an_appraisal_reads_alike_at_each_stage(run: Run, path: Path) -> None:
    plain = run("explain", path, "U1")
    assert run("explain", path, "U1", "--stage", "self") == plain
    assert run("explain", path, "U1", "--stage", "appraisal_2") == plain


def test_letters_that_no_font_has_are_told(run: Run, path: Path) -> None:
    units = path / "units.csv"
    units.write_text(units.read_text("utf-8").replace("Sở Một", "Sở 河"), "utf-8")
    told = run("explain", path, "U1", "--format", "pdf", "--lang", "en")
    assert told.code == 0
    assert "RPT001" in told.err
