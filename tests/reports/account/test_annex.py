"""The account as the annex of a letter: the same content as Markdown and as a PDF."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from parindex.locale import phrase
from parindex.model.finding import Finding
from parindex.reports.account import Account, annex
from parindex.reports.account.lines import account_lines
from parindex.reports.annex_pdf import annex_pdf
from parindex.reports.document import Bullets, Document, Facts, Heading, Paragraph, Table
from parindex.reports.markdown import markdown
from tests.reports.account.conftest import HOSTILE
from tests.reports.pdf_structure import problems

LONG = "tep-rat-dai_" * 20


def texts(document: Document) -> Iterator[str]:
    """Yield every text of a document, line by line."""
    yield from (document.label, document.title.upper(), document.attached, document.status)
    for part in document.parts:
        match part:
            case Heading(_, text) | Paragraph(text):
                yield text
            case Bullets(lines, title):
                yield from (title, *lines)
            case Facts(rows):
                yield from (cell for row in rows for cell in row)
            case Table():
                yield from part.heads
                yield from (cell for row in part.rows for cell in row)
    yield from (cell for row in document.facts for cell in row)


def because(account: Account, reason: str) -> Account:
    """Return the account with another reason for the points of its first item."""
    score = account.scores["1.1"]._replace(reason=phrase(reason))
    return replace(account, scores={**account.scores, "1.1": score})


def solid(text: str) -> str:
    """Return a text without its spaces, so that it matters not where lines were broken."""
    return "".join(text.split())


def printed(document: Document) -> str:
    data, findings = annex_pdf(document)
    assert not findings
    return solid("".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages))


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("item", [None, "1", "1.1"])
def test_the_pdf_has_every_text(account: Account, lang: str, item: str | None) -> None:
    document = annex(account, lang, item)
    text = printed(document)
    for line in (line for words in texts(document) for line in words.splitlines()):
        assert solid(line) in text


def test_the_head_says_what_it_is_and_of_whom(account: Account) -> None:
    document = annex(account, "vi", "1.1")
    assert (document.label, document.title) == ("Phụ lục", "Giải trình kết quả chấm điểm")
    assert document.status == "Bộ tiêu chí minh họa hoặc phỏng theo; không phải kết quả chính thức"
    assert dict(document.facts) == {
        "Đơn vị": "Sở Một (mã A1, Khối thử)",
        "Kỳ đánh giá": "Kỳ đánh giá thử",
        "Bộ tiêu chí": "Bộ tiêu chí thử, phiên bản 1, tổng 20 điểm; minh họa, không chính thức",
        "Nội dung giải trình": "1.1 Mục 1.1",
        "Tính đến bước": "Thẩm định lần 2",
    }


def test_official_criteria_have_no_warning(account: Account) -> None:
    official = account.criteria.model_copy(update={"status": "official"})
    assert not annex(replace(account, criteria=official), "vi").status


def tables(document: Document) -> dict[str, Table]:
    return {part.heads[0]: part for part in document.parts if isinstance(part, Table)}


def test_the_total_at_each_stage_and_the_rank_at_the_end(account: Account) -> None:
    assert tables(annex(account, "en"))["Stage"]
    [total] = [p for p in annex(account, "en").parts if isinstance(p, Table) and p.last_is_sum]
    assert total.heads == ("Stage", "Points", "Index", "Rank"), "the set has no bands"
    assert total.rows == (
        ("Points claimed by the unit, where it claims any", "9.00", "–", "–"),
        ("Self-assessment", "9.00", "45.00%", "–"),
        ("Appraisal 1", "5.00", "25.00%", "–"),
        ("Explanation", "5.00", "25.00%", "–"),
        ("Appraisal 2", "6.00", "30.00%", "–"),
        ("Result", "6.00", "30.00%", "2/2"),
    )


def test_the_ledger_of_an_item(account: Account) -> None:
    ledger = tables(annex(account, "en", "1.2"))["Stage"]
    assert [row[:3] for row in ledger.rows] == [
        ("Self-assessment", "–", "4"),
        ("Appraisal 1", "4", "3"),
        ("Explanation", "3", "3"),
        ("Appraisal 2", "3", "4"),
    ]
    assert ledger.rows[2][4] == "Sở Một\n03/02/2026\nexplanations/explanation.xlsx [Giải trình!Q14]"


def test_advice_is_for_the_office_and_not_for_the_letter(account: Account) -> None:
    waiting = replace(account, findings=(Finding("SCO002", values={"max": 1}),))
    wrong, advice = "The council has given no points", "Add the council's points at appraisal."
    console = "\n".join(account_lines(waiting, "en"))
    letter = str(annex(waiting, "en"))
    assert (wrong in console, advice in console) == (True, True)
    assert (wrong in letter, advice in letter) == (True, False)


def test_one_item_leaves_the_others_out(account: Account) -> None:
    heads = [p.text for p in annex(account, "en", "1.2").parts if isinstance(p, Heading)]
    assert heads == ["The total", "Area 1. Lĩnh vực 1", "1.2 Mục 1.2"]


def test_markdown_keeps_what_people_wrote_as_text(account: Account) -> None:
    text = markdown(annex(account, "vi", "1.1"))
    assert HOSTILE.splitlines()[0] not in text
    assert r"Chưa đủ \| \*hồ sơ\* \<b\>thiếu\</b\> \`x\` \_y\_ \[z\](http\://z.vn) \&amp;" in text
    assert r"<br>\# Dòng hai<br>- Dòng ba<br>" in text


def test_a_long_word_is_broken_and_nothing_of_it_lost(account: Account) -> None:
    long = because(account, LONG)
    data, _ = annex_pdf(annex(long, "vi", "1.1"))
    text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
    lines = [line for line in text.splitlines() if "tep" in line]
    assert 100 > max(map(len, lines)) > 40
    assert solid(LONG.capitalize()) in printed(annex(long, "vi", "1.1"))


def test_it_is_tagged_and_archival_with_page_numbers(account: Account) -> None:
    data, _ = annex_pdf(annex(account, "vi"))
    reader = PdfReader(BytesIO(data))
    catalogue = reader.trailer["/Root"].get_object()
    assert str(catalogue["/Lang"]).startswith("vi")  # type: ignore[index]
    assert "/StructTreeRoot" in catalogue  # type: ignore[operator]
    stream = catalogue["/Metadata"].get_object().get_data()  # type: ignore[index]
    for part in (b"<pdfaid:part>2</", b"<pdfuaid:part>1</"):
        assert part in stream
    assert reader.metadata is not None
    assert reader.metadata.title == "Giải trình kết quả chấm điểm"
    count = len(reader.pages)
    assert f"Trang 1 / {count}" in reader.pages[0].extract_text()
    assert f"Trang {count} / {count}" in reader.pages[-1].extract_text()
    assert annex_pdf(annex(account, "vi"))[0] == data


def test_signs_of_comparison_are_printed(account: Account) -> None:
    shown = because(account, "a ≥ b → c ≤ d")
    assert solid("A ≥ b → c ≤ d") in printed(annex(shown, "vi", "1.1"))


def test_letters_that_no_font_has_are_told(account: Account) -> None:
    odd = because(account, "河")
    _, [found] = annex_pdf(annex(odd, "vi", "1.1"))
    assert (found.code, found.values["letters"]) == ("RPT001", "河")


def test_a_unit_without_a_score_has_its_reasons_alone(account: Account) -> None:
    unit = replace(account.unit, score=None, rank=None)
    found = Finding("RND012", values={"name": "Sở Một"}, unit="A1")
    bare = replace(account, unit=unit, findings=(found,))
    document = annex(bare, "en")
    assert [type(part) for part in document.parts] == [Heading, Bullets]
    assert "Not ranked: RND012" in markdown(document)
    assert "RND012" in printed(document)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_structure_of_the_pdf_has_no_problem(account: Account, lang: str) -> None:
    assert problems(annex_pdf(annex(account, lang))[0]) == []
