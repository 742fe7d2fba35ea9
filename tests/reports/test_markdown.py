"""Markdown that reads as the document does: no text of it becomes markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from parindex.reports.document import Bullets, Document, Facts, Heading, Paragraph, Part, Table
from parindex.reports.markdown import escaped, markdown

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
HOSTILE = [
    "a | b",
    "*a* **b** _c_ ~~d~~",
    "<script>alert(1)</script>",
    "<!-- nothing",
    "`x` ``y",
    "[a](http://b.vn) ![c](d) [e]: f",
    "http://a.vn www.a.vn a@b.vn <http://a.vn>",
    "&amp; &#42;",
    "# a #",
    "- a",
    "+ a",
    "1. a",
    "1) a",
    "> a",
    "---",
    "===",
    "***",
    "```",
    "\\",
    "a\\|b",
    "| a |",
    "    a",
    "a\n\n# b\n- c\r\nd",
]
WORDS = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.sampled_from("ab1. \\`*_{}[]()<>#+-|~&;:$^=!@/\"'\n\tưđ"), max_size=30),
)


def lines_of(text: str) -> list[str]:
    """Return the lines that a reader is to see."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def seen(token: Token) -> str:
    """Return the text of an inline token; every mark but a break of ours fails."""
    parts = []
    for child in token.children or ():
        assert child.type in {"text", "text_special", "html_inline", "strong_open", "strong_close"}
        if child.type == "html_inline":
            assert child.content == "<br>"
        parts.append("\n" if child.type == "html_inline" else child.content)
    return "".join(parts)


def rendered(*parts: Part) -> list[Token]:
    document = Document("en", 2025, "O", "L", "T", "A", "P", parts=parts)
    return READER.parse(markdown(document))[3 * 3 :]


def inline(tokens: list[Token]) -> list[str]:
    return [seen(token) for token in tokens if token.type == "inline"]


@given(st.lists(WORDS, min_size=2, max_size=2), st.lists(WORDS, min_size=2, max_size=2))
def test_a_table_has_its_cells_and_nothing_else(heads: list[str], row: list[str]) -> None:
    tokens = rendered(Table(tuple(heads), (tuple(row),), (1, 1)))
    assert {token.type for token in tokens} <= {
        f"{kind}_{end}" for kind in ("table", "thead", "tbody", "tr", "th", "td")
        for end in ("open", "close")
    } | {"inline"}  # fmt: skip
    assert [cell.split("\n") if cell else [] for cell in inline(tokens)] == [
        lines_of(text) for text in (*heads, *row)
    ]


@given(WORDS.filter(str.strip))
def test_a_heading_a_paragraph_and_a_list_say_the_text(text: str) -> None:
    said = "\n".join(lines_of(text))
    for part, tags in (
        (Heading(2, text), ["h2"]),
        (Paragraph(text), ["p"]),
        (Bullets((text, text)), ["ul", "li", "p", "li", "p"]),
    ):
        tokens = rendered(part)
        assert [token.tag for token in tokens if token.nesting == 1] == tags
        assert set(inline(tokens)) == {said}


@given(WORDS.filter(str.strip))
def test_a_fact_says_what_it_is_about(text: str) -> None:
    tokens = rendered(Facts((("A", text),)))
    assert inline(tokens) == ["A: " + "\n".join(lines_of(text))]


@pytest.mark.parametrize("text", ["http://a.vn", "https://a.vn/b", "www.a.vn", "a@b.vn"])
def test_an_address_is_no_link(text: str) -> None:
    assert escaped(text) != text
    assert escaped(text).replace("\\", "") == text


def test_plain_words_stay_as_they_are() -> None:
    plain = "Điểm: 1,5/2 (đạt 75%); 03/02/2026 – “có”"
    assert escaped(plain) == plain
