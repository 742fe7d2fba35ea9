"""The reading of a PDF's structure: a good one has no problem, and what is spoiled is found.

veraPDF, where Java is installed, says the same of each.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import typst
from pikepdf import Array, Dictionary, Name, Pdf

from tests.reports.pdf_structure import problems
from tests.reports.verapdf import NEEDED, verapdf_problems

SOURCE = """
#set document(title: "Báo cáo", author: "Cơ quan")
#set text(lang: "vi")
= Mở đầu
Xem #link("https://example.org")[trang này].
== Danh sách
- một
- hai
#figure(image("a.svg", alt: "Một ô vuông"), caption: [Hình])
== Bảng
#table(
  columns: 3,
  table.header([A], [B], [C]),
  table.cell(rowspan: 2)[1], [2], [3],
  [4], [5],
  table.cell(colspan: 3)[6],
)
= Kết thúc
"""
PICTURE = """<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">
<rect width="9" height="9"/></svg>"""
Change = Callable[[Pdf], None]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("typst")
    (folder / "a.svg").write_text(PICTURE, encoding="utf-8")
    (folder / "a.typ").write_text(SOURCE, encoding="utf-8")
    return typst.compile(
        str(folder / "a.typ"), format="pdf", pdf_standards=["a-2a", "ua-1"],
        timestamp=datetime(2025, 12, 31, tzinfo=UTC),
    )  # fmt: skip


def spoiled(data: bytes, change: Change) -> bytes:
    result = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(result)
    return result.getvalue()


def elements(pdf: Pdf, kind: str) -> list[Any]:
    return [
        one for one in pdf.objects
        if isinstance(one, Dictionary) and one.get(Name.S) == Name("/" + kind) and Name.P in one
    ]  # fmt: skip


def without(*path: str) -> Change:
    def change(pdf: Pdf) -> None:
        here: Any = pdf.Root
        for key in path[:-1]:
            here = here[key]
        del here[path[-1]]

    return change


def of(kind: str, change: Callable[[Any], None]) -> Change:
    def changed(pdf: Pdf) -> None:
        change(elements(pdf, kind)[0])

    return changed


def renamed(kind: str, name: str) -> Change:
    return of(kind, lambda element: element.__setitem__("/S", Name("/" + name)))


def fewer(kind: str) -> Change:
    """Take the last kid out of the last element of that kind."""

    def change(pdf: Pdf) -> None:
        element = elements(pdf, kind)[-1]
        element.K = Array(list(element.K)[:-1]) if isinstance(element.K, Array) else Array()

    return change


def no_alternative(pdf: Pdf) -> None:
    for element in elements(pdf, "Figure"):
        for key in ("/Alt", "/ActualText"):
            if key in element:
                del element[key]


def no_headers(pdf: Pdf) -> None:
    for element in elements(pdf, "TH"):
        element.S = Name.TD


def no_scope(pdf: Pdf) -> None:
    del elements(pdf, "TH")[0]["/A"]


def level_skipped(pdf: Pdf) -> None:
    for element in elements(pdf, "H2"):
        element.S = Name.H3


def painted(content: bytes) -> Change:
    def change(pdf: Pdf) -> None:
        pdf.pages[0].contents_add(content)

    return change


def unmarked(pdf: Pdf) -> None:
    page = pdf.pages[0]
    data = page.Contents.read_bytes()
    page.Contents = pdf.make_stream(data.replace(b"/Artifact", b"/Span"))


def link_unsaid(pdf: Pdf) -> None:
    for annotation in pdf.pages[0].Annots:
        del annotation["/Contents"]


def tabs(pdf: Pdf) -> None:
    del pdf.pages[0]["/Tabs"]


def font(change: Callable[[Any], None]) -> Change:
    def changed(pdf: Pdf) -> None:
        for one in pdf.objects:
            if isinstance(one, Dictionary) and one.get("/Subtype") == Name.Type0:
                change(one)

    return changed


def not_embedded(one: Any) -> None:
    descriptor = one.DescendantFonts[0].FontDescriptor
    for key in ("/FontFile2", "/FontFile3"):
        if key in descriptor:
            del descriptor[key]


def script(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def attached(pdf: Pdf) -> None:
    pdf.attachments["a.txt"] = b"text"


def metadata(old: bytes, new: bytes) -> Change:
    def change(pdf: Pdf) -> None:
        data = pdf.Root.Metadata.read_bytes()
        assert old in data
        pdf.Root.Metadata.write(data.replace(old, new))

    return change


def bookmark(pdf: Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root[0].destination = Array([Dictionary(), Name.Fit])


LOOSE = b" BT ET 0 0 9 9 re f "
TWICE = b" /P <</MCID 0>> BDC 0 0 9 9 re f EMC "
INSIDE = b" /Artifact BMC /P <</MCID 0>> BDC 0 0 9 9 re f EMC EMC "
SPOILED: dict[str, tuple[Change, str, bool]] = {
    "language": (without("/Lang"), "No language", True),
    "marked": (without("/MarkInfo"), "does not say that it is tagged", True),
    "title": (without("/ViewerPreferences"), "The title is not", True),
    "tree": (without("/StructTreeRoot"), "no structure tree", True),
    "intent": (without("/OutputIntents"), "no output intent", False),
    "xmp": (without("/Metadata"), "no XMP", True),
    "pdfua": (metadata(b"<pdfuaid:part>1", b"<pdfuaid:part>7"), "pdfua part 1", True),
    "pdfa": (metadata(b"<pdfaid:part>2", b"<pdfaid:part>7"), "pdfa part 2", True),
    "bookmarks": (without("/Outlines"), "no bookmarks", False),
    "bookmark": (bookmark, "leads to no page", False),
    "alternative": (no_alternative, "no alternative text", True),
    "role": (renamed("LBody", "Body"), "Body is not a standard one", True),
    "level": (level_skipped, "level 3 follows one of level 1", True),
    "headers": (no_headers, "no header cell", False),
    "scope": (no_scope, "does not say what it heads", False),
    "columns": (fewer("TR"), "columns (7.5)", True),
    "cells": (renamed("TD", "P"), "where cells belong", True),
    "list": (renamed("LI", "P"), "where its lines belong", True),
    "line": (renamed("LBody", "P"), "not a label and a body", True),
    "tabs": (tabs, "order of tabs", True),
    "link": (link_unsaid, "no description", True),
    "loose": (painted(LOOSE), "neither tagged nor", True),
    "artifact": (unmarked, "neither tagged nor", True),
    "inside": (painted(INSIDE), "stand in each other", True),
    "twice": (painted(TWICE), "the same number", False),
    "nobody": (painted(TWICE.replace(b"0>>", b"999>>")), "belongs to no element", True),
    "font": (font(not_embedded), "is not embedded", True),
    "letters": (font(lambda one: one.__delitem__("/ToUnicode")), "what its letters are", True),
    "script": (script, "JavaScript", True),
    "file": (attached, "other files", True),
}
"""How a PDF is spoiled, what is said of it, and whether veraPDF says so too.

It asks for an output intent only where colours of a device are used, and for scopes only where it
cannot work out what a header cell heads; it has no rule for bookmarks.
"""


def test_a_good_one_has_no_problem(good: bytes) -> None:
    assert problems(good) == []
    assert problems(spoiled(good, lambda _: None)) == []


@pytest.mark.parametrize("name", SPOILED)
def test_what_is_spoiled_is_found(name: str, good: bytes) -> None:
    change, told, _ = SPOILED[name]
    found = problems(spoiled(good, change))
    assert any(told in problem for problem in found), found


def test_an_encrypted_one_is_told(good: bytes) -> None:
    result = BytesIO()
    with pikepdf.open(BytesIO(good)) as pdf:
        pdf.save(result, encryption=pikepdf.Encryption(owner="x", user=""))
    assert problems(result.getvalue()) == ["The file is encrypted (6.1.3)."]


class TestVeraPdf:
    """What veraPDF says of the same documents."""

    pytestmark = NEEDED

    def test_it_finds_nothing_in_the_good_one_and_something_in_the_spoiled(
        self, good: bytes, tmp_path: Path
    ) -> None:
        documents = {"good": good} | {
            name: spoiled(good, change) for name, (change, _, told) in SPOILED.items() if told
        }
        found = verapdf_problems(documents, tmp_path)
        assert found.pop("good") == []
        assert [name for name, told in found.items() if not told] == []
