"""The annual ranking as a PDF: what is in it, for whom it can be read, and odd letters."""

import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from io import BytesIO
from unicodedata import normalize

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, StreamObject

from parindex.evaluation.rounds import Evaluation
from parindex.locale import number, speaker
from parindex.model.finding import Finding
from parindex.model.result import RoundResult
from parindex.reports import typeset
from parindex.reports.annual import make
from parindex.reports.view import BlockView
from tests.reports.made_publications import published
from tests.reports.pdf_structure import problems


def annual(result: RoundResult, lang: str) -> tuple[bytes, tuple[Finding, ...]]:
    """Return the one file of the annual report, and what is told of it."""
    [made] = make(published(result, lang))
    assert made.path == "annual.pdf"
    return made.data, made.findings


def text_of(data: bytes) -> str:
    """Return the text of every page with single spaces."""
    pages = PdfReader(BytesIO(data)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def root(data: bytes) -> DictionaryObject:
    found = PdfReader(BytesIO(data)).trailer["/Root"].get_object()
    assert isinstance(found, DictionaryObject)
    return found


@pytest.fixture(scope="module")
def pdf(sample: Evaluation) -> bytes:
    data, findings = annual(sample.result, "vi")
    assert not findings
    return data


@pytest.fixture(scope="module")
def text(pdf: bytes) -> str:
    return text_of(pdf)


def test_every_unit_and_published_figure_is_there(text: str, sample: Evaluation) -> None:
    for block in sample.result.blocks:
        assert block.name.vi in text
        for unit in block.units:
            assert unit.name in text, unit
            if unit.score:
                assert number(unit.score.index, "vi", 2) in text, unit
        for unit in (unit for unit in block.units if unit.status == "rejected"):
            for reason in unit.reasons:
                assert "".join(reason.text.vi.rstrip(".").split()) in "".join(text.split())
                assert reason.code not in text, "codes are for the office"


def test_a_line_of_the_ranking_reads_as_a_line(text: str, sample: Evaluation) -> None:
    for block in sample.result.blocks:
        for unit in block.ranked:
            assert unit.score is not None
            assert unit.band is not None
            view = BlockView(block, "vi", sample.result.past[0])
            change = view.change(unit)
            moved = f"{view.signed(change.moved)} {view.signed(change.places)}"
            index = number(unit.score.index, "vi", 2)
            assert f"{index} {moved} {unit.band.vi}" in text, unit


def test_numbers_have_a_decimal_comma(text: str) -> None:
    assert "84,08%" in text
    assert "92.16" not in text
    assert "92,16" in text


def test_letters_are_composed(text: str) -> None:
    assert text == normalize("NFC", text)
    assert "Sở Hoa Phượng (mẫu)" in text
    assert "Phường Cây Ngô Đồng (mẫu)" in text


def test_it_says_that_the_criteria_are_illustrative_and_how_it_was_computed(text: str) -> None:
    assert "minh họa" in text
    assert "không phải kết quả chính thức" in text
    assert "Cách tính" in text


def test_it_is_tagged_in_vietnamese_with_a_title(pdf: bytes, sample: Evaluation) -> None:
    catalogue = root(pdf)
    assert str(catalogue["/Lang"]).startswith("vi")
    marks = catalogue["/MarkInfo"].get_object()
    assert isinstance(marks, DictionaryObject)
    assert str(marks["/Marked"]) == "True"
    assert "/StructTreeRoot" in catalogue
    metadata = PdfReader(BytesIO(pdf)).metadata
    assert metadata is not None
    assert metadata.title == sample.result.title.vi
    assert metadata.author == sample.result.organisation.vi
    viewer = catalogue["/ViewerPreferences"].get_object()
    assert isinstance(viewer, DictionaryObject)
    assert str(viewer["/DisplayDocTitle"]) == "True"


def test_it_says_it_is_archival_and_accessible(pdf: bytes) -> None:
    stream = root(pdf)["/Metadata"].get_object()
    assert isinstance(stream, StreamObject)
    data = stream.get_data()
    for part in (b"<pdfaid:part>2</", b"<pdfaid:conformance>A</", b"<pdfuaid:part>1</"):
        assert part in data


def test_its_structure_has_no_problem(pdf: bytes) -> None:
    assert problems(pdf) == []


def test_every_font_is_embedded(pdf: bytes) -> None:
    seen = set()
    for page in PdfReader(BytesIO(pdf)).pages:
        resources = page["/Resources"].get_object()
        assert isinstance(resources, DictionaryObject)
        fonts = resources.get("/Font", DictionaryObject()).get_object()
        for font in (entry.get_object() for entry in fonts.values()):
            [below] = font["/DescendantFonts"]
            descriptor = below.get_object()["/FontDescriptor"].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(descriptor), font["/BaseFont"]
            assert "/ToUnicode" in font
            seen.add(str(font["/BaseFont"]).partition("+")[2])
    assert {name.partition("-")[0] for name in seen} == {"NotoSerif", "BeVietnamPro"}


def test_the_same_result_gives_the_same_bytes(pdf: bytes, sample: Evaluation) -> None:
    assert annual(sample.result, "vi")[0] == pdf


def test_in_english(sample: Evaluation) -> None:
    data, findings = annual(sample.result, "en")
    assert not findings
    assert str(root(data)["/Lang"]).startswith("en")
    text = text_of(data)
    assert "92.16 −1.24 +2 Excellent" in text
    assert "Public administration reform index 2025" in text


def test_no_font_file_is_left_open() -> None:
    code = "import gc; from parindex.reports import typeset; typeset._letters(); gc.collect()"
    told = subprocess.run(
        [sys.executable, "-W", "always", "-c", code], capture_output=True, text=True, check=True
    )
    assert "ResourceWarning" not in told.stderr


def letters(findings: Iterable[Finding]) -> set[str]:
    [found] = findings
    assert found.code == "RPT001"
    return set(found.values["letters"].split())


@pytest.mark.parametrize(
    ("name", "odd", "shown"),
    [
        ("Xã Vui 🎉 Vẻ", {"🎉"}, "Xã Vui ? Vẻ"),
        ("Xã 河内 Hà Nội", {"河", "内"}, "Xã ?? Hà Nội"),
    ],
)
def test_letters_that_no_font_has_are_told_and_replaced(
    named: Callable[..., Evaluation], name: str, odd: set[str], shown: str
) -> None:
    data, findings = annual(named(name).result, "vi")
    assert letters(findings) == odd
    assert shown in text_of(data)


def test_letters_of_other_alphabets_are_set_in_text_and_in_charts(
    named: Callable[..., Evaluation],
) -> None:
    data, findings = annual(named("Xã Жуков Ωmega ẹịọụ").result, "vi")
    assert not findings
    assert text_of(data).count("Xã Жуков Ωmega ẹịọụ") >= 4


@pytest.mark.parametrize(
    "name", ["Xã #panic() *x*", "Xã _y_ $z$ `k`", "Xã <a> @b", "Xã \\u{41} [c] // d", "= Xã E"]
)
def test_marks_in_a_name_stay_text(named: Callable[..., Evaluation], name: str) -> None:
    data, findings = annual(named(name).result, "vi")
    assert not findings
    assert name in text_of(data)


def test_a_very_long_name_is_set_in_full(named: Callable[..., Evaluation]) -> None:
    words = [f"Ủy{n}" for n in range(60)]
    data, findings = annual(named(" ".join(words)).result, "vi")
    assert not findings
    text = text_of(data)
    assert all(word in text for word in words)


def test_a_round_without_a_ranked_unit_is_still_set(sample: Evaluation) -> None:
    block = sample.result.blocks[1]
    rest = replace(block, units=tuple(unit for unit in block.units if unit.rank is None))
    data, findings = annual(replace(sample.result, blocks=(rest,)), "vi")
    assert not findings
    assert "XA09" in text_of(data)


def test_what_the_typesetter_warns_of_is_told(
    named: Callable[..., Evaluation], monkeypatch: pytest.MonkeyPatch
) -> None:
    result = named("Xã").result
    typeset._letters()  # kept, so that only the typesetter lacks a font
    kept = [folder for folder in typeset._font_folders() if "serif" not in str(folder)]
    monkeypatch.setattr(typeset, "_font_folders", lambda: kept)
    data, findings = annual(result, "vi")
    assert data.startswith(b"%PDF")
    assert {finding.code for finding in findings} == {"RPT004"}
    assert "font" in findings[0].wrong(speaker("vi"))
