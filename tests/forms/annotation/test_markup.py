"""Patching XML: what is not asked for keeps its bytes, and what was done can be undone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.forms.annotation.markup import Patch, as_utf8, parse, patched, prefixed, text, undoing
from parindex.sources.guard import Refused

ROWS = b"""<?xml version="1.0"?>\r\n<a xmlns:x='u' m="1>0" >
 <row r = '5' s="2"><c/><c>\xc3\xa1</c></row><row/><!-- <row> --><x:row><row></row></x:row></a>"""


def test_an_element_knows_where_it_stands() -> None:
    patch = Patch(ROWS)
    assert [patch.raw(row) for row in patch.root.all("row")] == [
        """<row r = '5' s="2"><c/><c>á</c></row>""",
        "<row/>",
        "<x:row><row></row></x:row>",
    ]
    first = patch.root.children[0]
    assert [patch.raw(cell) for cell in first.children] == ["<c/>", "<c>á</c>"]
    assert patch.inside(first) == "<c/><c>á</c>"
    assert patch.content(first.children[1]) == "á"
    assert [e.name for e in patch.root.walk()] == ["a", "row", "c", "c", "row", "x:row", "row"]


def test_leaves_are_not_looked_into() -> None:
    root = parse(b"<a><c><v/><v>1</v></c><d/></a>", leaves=["c"])
    assert [(e.name, e.end) for e in root.walk()] == [("a", 30), ("c", 22), ("d", 26)]


def test_changes_touch_nothing_else_and_are_undone() -> None:
    patch = Patch(ROWS)
    first, second, third = patch.root.children
    patch.set(first, "s", "7")
    patch.set(first, "r", None)
    patch.set(second, "t", "<&>")
    patch.append(second, "<c/>")
    patch.append(second, "<d/>")
    patch.before(third, "<new/>")
    patch.replace(third.children[0], "")
    changes = patch.changes()
    made = patched(ROWS, changes)
    assert (
        made == b"""<?xml version="1.0"?>\r\n<a xmlns:x='u' m="1>0" >
 <row s="7"><c/><c>\xc3\xa1</c></row><row t="&lt;&amp;&gt;"><c/><d/></row><!-- <row> --><new/>"""
        b"<x:row></x:row></a>"
    )
    assert patched(made, undoing(ROWS, changes)) == ROWS


def test_what_is_put_in_has_the_prefix_of_the_part() -> None:
    patch = Patch(b'<x:a xmlns:x="u"><x:b/></x:a>')
    patch.append(patch.root, '<c><d>1</d><vt:e/><f x="1"/></c>')
    made = patched(patch.xml, patch.changes())
    assert b'<x:c><x:d>1</x:d><vt:e/><x:f x="1"/></x:c></x:a>' in made
    assert prefixed("<a/>", "") == "<a/>"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "cp1258"])
def test_another_encoding_becomes_utf_8(encoding: str) -> None:
    said = "utf-16" if encoding.startswith("utf-16") else encoding
    xml = f'<?xml version="1.0" encoding="{said}"?><a>đ</a>'
    assert as_utf8(xml.encode(encoding)) == '<?xml version="1.0"?><a>đ</a>'.encode()


@pytest.mark.parametrize(
    "xml",
    [
        b"",
        b"<a>",
        b"<a><b></a>",
        b'<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>',
        b" " * 3000 + b"<!DOCTYPE a><a/>",
        b'<?xml version="1.0" encoding="nowhere"?><a/>',
        b'<?xml version="1.0" encoding="utf-16"?><a/>',
    ],
)
def test_what_is_no_plain_xml_is_refused(xml: bytes) -> None:
    with pytest.raises(Refused) as refused:
        Patch(xml)
    assert refused.value.code == "SUB003"


def test_deep_xml_does_not_exhaust_the_stack() -> None:
    root = parse(b"<a>" * 20_000 + b"</a>" * 20_000)
    assert sum(1 for _ in root.walk()) == 20_000


@given(st.text())
def test_every_text_can_be_written(value: str) -> None:
    patch = Patch(f"<a>{text(value)}</a>".encode())
    kept = "".join(
        c if c in "\t\n" or (c >= " " and c not in "\ufffe\uffff") else "\ufffd" for c in value
    )
    assert patch.content(patch.root) == "".join(
        "\ufffd" if "\ud800" <= c <= "\udfff" else c for c in kept
    )
