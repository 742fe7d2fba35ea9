"""Units that have no Excel use LibreOffice: its files are read alike, and forms print from it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from parindex.evaluation.files import assess_file
from parindex.forms.annotate import annotate, marks_of
from parindex.forms.layout import MARKER
from parindex.forms.open import open_form
from parindex.forms.read import read_answers
from parindex.locale import speaker
from parindex.model.criteria import CriteriaSet
from parindex.model.submission import Answer
from tests.office import LIBREOFFICE, Office

if TYPE_CHECKING:
    from tests.conftest import Clerk

pytestmark = LIBREOFFICE


def answers(path: Path, criteria: CriteriaSet) -> tuple[Mapping[str, Answer], list[str]]:
    form, findings = open_form(path)
    assert form is not None, findings
    found, more = read_answers(form, criteria)
    return found, [finding.code for finding in (*findings, *more)]


def test_a_form_saved_by_libreoffice_has_the_same_answers(
    clerk: "Clerk", criteria: CriteriaSet, office: Office, tmp_path: Path
) -> None:
    clerk.type("1.3.1", "answer", "x")
    clerk.type("2.3", "rules", "=1+2")
    wrong = clerk.type("2.4", "wrong", "=1/0")
    source = clerk.save()
    [saved] = office.converted([source], "xlsx", tmp_path / "out")
    assert saved.read_bytes() != source.read_bytes()
    before, _ = answers(source, criteria)
    after, codes = answers(saved, criteria)
    assert codes == ["SUB033", "SUB047", "SUB035"]
    for code, answer in before.items():
        if code not in {"2.3", "2.4"}:
            assert after[code] == answer, code
    assert after["2.3"].values == {"rules": 3}
    findings = assess_file(clerk.plan, str(saved)).findings
    assert ("SUB035", wrong) in [(finding.code, finding.place.cell) for finding in findings]


def test_a_copy_mended_in_libreoffice_is_read_and_loses_what_was_added(
    clerk: "Clerk", criteria: CriteriaSet, office: Office, tmp_path: Path
) -> None:
    wrong = clerk.type("2.3", "rules", "ba")
    source = clerk.save()
    findings = assess_file(clerk.plan, str(source)).findings
    say = speaker("vi")
    copy = tmp_path / "copy.xlsx"
    copy.write_bytes(annotate(source.read_bytes(), marks_of(findings, say), say))
    [saved] = office.converted([copy], "xlsx", tmp_path / "out")
    assert answers(saved, criteria) == answers(source, criteria)

    marked, clean = load_workbook(saved), tmp_path / "clean.xlsx"
    name = next(sheet.title for sheet in marked if sheet["A1"].value == MARKER)
    assert "ba" in marked[name][wrong].comment.text
    clean.write_bytes(annotate(saved.read_bytes(), [], say))
    before, after = load_workbook(source), load_workbook(clean)
    assert after.sheetnames == before.sheetnames
    assert answers(clean, criteria) == answers(source, criteria)
    cells = [cell for row in before[name] for cell in row]
    fills = {cell.coordinate: cell.fill.fgColor.rgb for cell in cells if cell.fill.patternType}
    assert {at: after[name][at].fill.fgColor.rgb for at in fills} == fills
    assert not [cell for row in after[name] for cell in row if cell.comment]
    assert [sheet.title for sheet in after if sheet.sheet_view.tabSelected] == [name]


def test_a_blank_form_prints_on_a4_landscape(
    blank_form: Callable[[str], bytes], office: Office, tmp_path: Path
) -> None:
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")
    source = tmp_path / "XA01.xlsx"
    source.write_bytes(blank_form("XA01"))
    [printed] = office.converted([source], "pdf", tmp_path)
    pages = pypdf.PdfReader(printed).pages
    assert len(pages) >= 2
    texts = [page.extract_text() for page in pages]
    form = [page for page, text in zip(pages, texts, strict=True) if "(x)" in text]
    assert form
    for page in form:
        size = (float(page.mediabox.width), float(page.mediabox.height))
        assert size == pytest.approx((841.9, 595.3), abs=1)
    text = " ".join(page.extract_text() for page in form)
    for code in ("1.1", "2.5", "3.2"):
        assert code in text
