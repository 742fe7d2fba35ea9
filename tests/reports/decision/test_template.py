"""The template: reproducible; the office's own goes before it, and its mistakes are named."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document

from decision_template import TARGET, template_bytes
from parindex.evaluation.rounds import Evaluation
from parindex.locale import shown
from parindex.model.finding import CannotGoOn
from parindex.reports.template import OWN
from tests.reports.decision.word_reader import lines, word
from tests.reports.made_publications import published


def parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_template_is_what_the_script_writes() -> None:
    stale = "the template is not up to date; run: python samples/decision_template.py"
    assert parts(TARGET.read_bytes()) == parts(template_bytes()), stale
    assert template_bytes() == template_bytes()
    assert len(TARGET.read_bytes()) < 40_000


Write = Callable[..., Path]


@pytest.fixture
def own(tmp_path: Path) -> Write:
    """Return the function that puts a template of some lines into the office's folder."""

    def write(*texts: str, header: str = "") -> Path:
        document = Document()
        for text in texts:
            document.add_paragraph(text)
        if header:
            document.sections[0].header.paragraphs[0].text = header
        path = tmp_path / OWN / "decision.docx"
        path.parent.mkdir()
        document.save(str(path))
        return tmp_path

    return write


def refused(sample: Evaluation, folder: Path) -> str:
    with pytest.raises(CannotGoOn) as stopped:
        word(published(sample.result, own=folder))
    [finding] = stopped.value.findings
    assert finding.code == "RPT030"
    assert finding.place.file == (folder / OWN / "decision.docx").as_posix()
    return shown(finding.values["reason"], "en")


def test_the_offices_own_template_goes_before_ours(sample: Evaluation, own: Write) -> None:
    folder = own("Tỉnh ta: {{ subject }}", "{%p for row in rankings[0].rows[:1] %}",
                 "{{ row.unit }}: {{ row.index }}", "{%p endfor %}")  # fmt: skip
    first = sample.result.blocks[0].units[0]
    assert first.score
    assert lines(word(published(sample.result, own=folder))) == [
        "Tỉnh ta: Về việc công bố Chỉ số cải cách hành chính năm 2025",
        f"{first.name}: {str(first.score.index).replace('.', ',')}",
    ]


def test_an_undefined_tag_is_named_with_its_line(sample: Evaluation, own: Write) -> None:
    reason = refused(sample, own("Một", "Về việc {{ trich_yeu }}", "Hai"))
    assert reason == "'trich_yeu' is undefined (“Về việc {{ trich_yeu }}”)"


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (("Một", "Về việc {{ subject", "Hai"), "Về việc {{ subject"),
        (("{%p if draft %}", "không hết"), "endif"),
        (("{% for x %}", "x"), "{% for x %}"),
        (("{{ subject | lạ }}",), "No filter named 'lạ'"),
        (("{{ rankings[9].title }}",), "{{ rankings[9].title }}"),
        (("{{ subject.__class__.__mro__ }}",), "unsafe"),
        (("{{ 1/0 }}",), "division by zero (“{{ 1/0 }}”)"),
        (("{{ subject + 1 }}",), "{{ subject + 1 }}"),
        (("{{ '%d' % subject }}",), "{{ '%d' % subject }}"),
        (("{% include 'x' %}",), "{% include 'x' %}"),
    ],
)
def test_a_mistake_is_named_with_its_line(
    sample: Evaluation, own: Write, texts: tuple[str, ...], said: str
) -> None:
    assert said in refused(sample, own(*texts))


def test_a_mistake_in_the_head_of_the_page_is_named(sample: Evaluation, own: Write) -> None:
    assert "{{ dau_trang }}" in refused(sample, own("Một", header="Trang {{ dau_trang }}"))


@pytest.mark.parametrize("data", [b"", b"no document", b"PK\x03\x04"])
def test_what_is_no_document_is_told(sample: Evaluation, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / OWN / "decision.docx"
    path.parent.mkdir()
    path.write_bytes(data)
    assert "(.docx)" in refused(sample, tmp_path)


def test_another_kind_of_package_is_told(sample: Evaluation, tmp_path: Path, written: Path) -> None:
    path = tmp_path / OWN / "decision.docx"
    path.parent.mkdir()
    path.write_bytes((written / "results.xlsx").read_bytes())
    assert "(.docx)" in refused(sample, tmp_path)
