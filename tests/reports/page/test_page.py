"""The page as a file: what is in it, that nothing in it is taken for markup, and own templates."""

import json
import re
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.locale import number
from parindex.model.finding import CannotGoOn, Finding
from parindex.model.imprint import Colours, Imprint, Logo, Paragraphs
from parindex.model.result import PastRound, PastUnit, RoundResult
from parindex.model.text import LocalText
from parindex.reports.page.render import embedded, policy
from parindex.reports.view import BlockView
from tests.reports.page.made_pages import EVIL, copies, evil, page_of

SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


class Reader(HTMLParser):
    """Reads a page back: elements with their attributes, rows of tables, texts of elements."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.rows: list[list[str]] = []
        self.texts: dict[str, str] = {}
        self._open: list[str] = []
        self._cell = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append((tag, values))
        self._open.append(values.get("id") or tag)
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")
            self._cell = True

    def handle_data(self, data: str) -> None:
        if self._open:
            self.texts[self._open[-1]] = self.texts.get(self._open[-1], "") + data
        if self._cell:
            self.rows[-1][-1] += data.strip()

    def handle_endtag(self, tag: str) -> None:
        self._open = self._open[:-1]
        self._cell = self._cell and tag not in {"td", "th"}

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [values for name, values in self.tags if name == tag]


@pytest.fixture(scope="module")
def html(result: RoundResult) -> str:
    return page_of(result)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_line_of_the_ranking_has_the_figures_of_the_result(
    result: RoundResult, lang: str
) -> None:
    rows = Reader(page_of(result, lang)).rows
    for block in result.blocks:
        view = BlockView(block, lang)
        for unit in block.ranked:
            score = unit.score
            assert score is not None
            assert unit.band is not None
            [row] = [row for row in rows if len(row) == 9 and row[1] == unit.code]
            assert [row[0], *row[2:5], *row[7:]] == [
                str(unit.rank),
                unit.name,
                number(score.index, lang, 2),
                unit.band.for_lang(lang),
                number(view.printed(score.points), lang, 2),
                number(view.printed(score.max_points), lang, 2),
            ]


def test_a_unit_without_a_rank_is_listed_with_why(html: str) -> None:
    rows = Reader(html).rows
    [row] = [row for row in rows if row[0] == "XA15"]
    assert row[1:] == ["Xã Cây Bưởi (mẫu)", "Chưa nộp"]


def test_it_says_how_it_was_computed_by_whom_and_of_which_run(html: str) -> None:
    for text in (
        "Ủy ban nhân dân tỉnh Minh Họa",
        "không phải kết quả chính thức",
        "một nửa trở lên được làm tròn lên",
        "Mã lượt chấm <code>0123456789ab</code>",
    ):
        assert text in html
    assert '<html lang="vi">' in html


def past(result: RoundResult, **units: PastUnit) -> RoundResult:
    return replace(result, past=(PastRound(2024, units),))


def cells(result: RoundResult, code: str) -> list[str]:
    return next(row for row in Reader(page_of(result)).rows if code in row)


@pytest.mark.parametrize(
    ("before", "index", "rank"),
    [
        (PastUnit(Decimal("90.00"), 4), "▲ +2,16", "▲ +3"),
        (PastUnit(Decimal("92.16"), 1), "0", "0"),
        (PastUnit(Decimal("95.1"), None), "▼ −2,94", "–"),
        (PastUnit(Decimal("90"), 4, block="SO"), "▲ +2,16", "▲ +3"),
        (PastUnit(Decimal("90"), 4, block="XA"), "▲ +2,16", "–"),
    ],
)
def test_the_change_against_last_year_has_a_sign(
    result: RoundResult, before: PastUnit, index: str, rank: str
) -> None:
    others = {f"SO0{n}": PastUnit(Decimal(50), n) for n in (1, 2, 3)}
    assert cells(past(result, SO12=before, **others), "SO12")[5:7] == [index, rank]
    assert cells(past(result, SO12=before, **others), "SO19")[5:7] == ["–", "–"]


def test_without_an_earlier_year_no_change_is_shown(result: RoundResult) -> None:
    assert len(cells(replace(result, past=()), "SO12")) == 7


def test_the_same_result_gives_the_same_bytes(html: str, result: RoundResult) -> None:
    assert page_of(result) == html


def test_the_policy_names_the_script_and_the_style_that_are_there(html: str) -> None:
    style = html.split("<style>")[1].split("</style>", maxsplit=1)[0]
    script = html.split("<script>")[1].split("</script>", maxsplit=1)[0]
    [meta] = [values for values in Reader(html).all("meta") if "http-equiv" in values]
    assert meta["content"] == policy(style, script)
    assert "unsafe" not in policy(style, script)
    assert "default-src 'none'" in policy(style, script)
    assert "\r" not in html


def test_it_names_no_address_but_its_own_parts(html: str) -> None:
    reader = Reader(html)
    addresses = [v for _, values in reader.tags for k, v in values.items() if k in {"href", "src"}]
    assert addresses
    assert all(str(address).startswith("#") for address in addresses)
    assert not re.search(r"@import|url\(|style=|\son\w+=", html.split('id="data"', maxsplit=1)[0])


def test_what_would_be_markup_is_text(result: RoundResult) -> None:
    bad = page_of(evil(result), imprint=Imprint(parindex=1, subtitle=LocalText(vi=EVIL)))
    reader = Reader(bad)
    assert not reader.all("img")
    assert len(reader.all("script")) == 3
    assert any(EVIL.replace(" ", "") in "".join(row).replace(" ", "") for row in reader.rows)
    assert EVIL not in bad
    assert "49" not in reader.texts["h1"]


@given(st.text() | st.dictionaries(st.text(), st.text()))
def test_embedded_data_cannot_end_their_element_and_read_back(data: Any) -> None:
    text = str(embedded(data))
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == data


def office(folder: Path, **files: str) -> Path:
    """Return an office's folder with these templates; ``page_css`` stands for ``page.css``."""
    target = folder / "report" / "templates" / "page"
    target.mkdir(parents=True)
    for name, text in files.items():
        (target / name.replace("_", ".", 1).replace("_", ".")).write_text(text, encoding="utf-8")
    return folder / "report"


def test_an_own_template_goes_before_ours(result: RoundResult, tmp_path: Path) -> None:
    own = office(tmp_path, page_html_j2="<p>{{ organisation }}</p><style>{{ style }}</style>")
    assert page_of(result, own=own).startswith("<p>Ủy ban nhân dân tỉnh Minh Họa</p><style>")


def test_an_own_template_may_change_a_block_of_ours(
    result: RoundResult, html: str, tmp_path: Path
) -> None:
    text = '{% extends "parindex/page.html.j2" %}{% block footer %}<p>CCHC {{ run }}{% endblock %}'
    mine = page_of(result, own=office(tmp_path, page_html_j2=text))
    assert "<p>CCHC 0123456789ab" in mine
    assert "<footer" not in mine
    assert mine.split("<main")[0] == html.split("<main", maxsplit=1)[0]


def test_an_own_style_and_script_go_before_ours(result: RoundResult, tmp_path: Path) -> None:
    own = office(tmp_path, page_css="h1 { color: {{ colours.day.accent }} }", page_js="'{{ no }}'")
    mine = page_of(result, own=own)
    assert "<style>h1 { color: #1F4E79 }</style>" in mine
    assert "<script>'{{ no }}'</script>" in mine
    assert policy("h1 { color: #1F4E79 }", "'{{ no }}'").replace("'", "&#39;") in mine


def refused(result: RoundResult, own: Path) -> Finding:
    with pytest.raises(CannotGoOn) as stopped:
        page_of(result, own=own)
    [finding] = stopped.value.findings
    assert finding.code == "RPT030"
    return finding


@pytest.mark.parametrize(
    ("name", "text", "line", "reason"),
    [
        ("page_html_j2", "<p>\n{% if %}", 2, "Expected an expression"),
        ("page_html_j2", "<p>\n\n{{ organization }}", 3, "'organization' is undefined"),
        ("page_html_j2", "{{ words.nothing }}", 1, "no attribute 'nothing'"),
        ("page_html_j2", "\n{{ 1 / 0 }}", 2, "division by zero"),
        ("page_html_j2", "\n{% include 'no.html' %}", 2, "no.html"),
        ("page_html_j2", "{{ title.__class__.__mro__ }}", 1, "unsafe"),
        ("page_html_j2", "{% include 'page.html.j2' %}", 1, "recursion"),
        ("page_css", "h1 {}\n{{ colour }}", 2, "'colour' is undefined"),
    ],
)
def test_a_broken_own_template_is_told_by_file_and_line(
    result: RoundResult, tmp_path: Path, name: str, text: str, line: int, reason: str
) -> None:
    finding = refused(result, office(tmp_path, **{name: text}))
    file = tmp_path / "report" / "templates" / "page" / name.replace("_", ".")
    assert finding.place.file == file.as_posix()
    assert finding.place.line == line
    assert reason in finding.values["reason"]


def test_an_own_template_that_is_no_text_is_told(result: RoundResult, tmp_path: Path) -> None:
    own = office(tmp_path)
    file = own / "templates" / "page" / "page.css"
    file.write_bytes("h1 { content: 'Điểm' }".encode("utf-16"))
    assert refused(result, own).place.file == file.as_posix()


def test_what_the_office_states_is_on_the_page(result: RoundResult, tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text(SVG, encoding="utf-8")
    imprint = Imprint(
        parindex=1,
        title=LocalText(vi="Báo cáo riêng"),
        subtitle=LocalText(vi="Dòng phụ"),
        logo=Logo(file="logo.svg", text=LocalText(vi="Huy hiệu")),
        colours=Colours(accent="#7A1F1F"),
        paragraphs=Paragraphs(
            foreword=LocalText(vi="Đoạn một.\n\nĐoạn hai."),
            summary=LocalText(vi="Tóm tắt."),
            method=LocalText(vi="Cách làm."),
            closing=LocalText(vi="Kết."),
        ),
    )
    text = page_of(result, own=tmp_path, imprint=imprint)
    places = [
        text.index(part)
        for part in (
            "<title>Báo cáo riêng</title>",
            "--accent: #7A1F1F;",
            'src="data:image/svg+xml;base64,',
            'alt="Huy hiệu"',
            "<h1>Báo cáo riêng</h1>",
            "Dòng phụ",
            '<p class="words">Đoạn một.</p>',
            '<p class="words">Đoạn hai.</p>',
            "Tóm tắt.",
            "Cách làm.",
            '<h2 id="closing">Kết luận và kiến nghị</h2>',
            "Kết.",
        )
    ]
    assert places == sorted(places)
    assert "<script>alert" not in text


def test_a_round_without_a_ranked_unit_has_a_page(result: RoundResult) -> None:
    block = result.blocks[1]
    rest = replace(block, units=tuple(unit for unit in block.units if unit.rank is None))
    text = page_of(replace(result, blocks=(rest,)))
    assert "Khối này không có đơn vị nào được xếp hạng." in text
    assert "XA09" in text


def test_the_page_of_all_communes_is_under_five_megabytes(result: RoundResult) -> None:
    size = len(page_of(copies(result, 3300)).encode())
    assert 2_000_000 < size < 5_000_000


def test_jinja2_is_loaded_only_to_make_a_page() -> None:
    code = "import sys, parindex.reports.page; print('jinja2' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
