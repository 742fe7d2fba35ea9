"""A package: parts that are added, changed, removed, and everything turned back."""

import pytest

from parindex.forms.annotation.package import TYPES, Parts, Relation
from parindex.sources.guard import Refused
from tests.forms.annotation.rich_workbook import rich_workbook, unzipped, zipped

SHEET = "xl/worksheets/sheet1.xml"
WORKBOOK = "xl/workbook.xml"


def test_nothing_done_is_nothing_changed() -> None:
    parts = Parts(rich_workbook())
    assert not parts.changed
    assert unzipped(parts.save()) == unzipped(rich_workbook())


def test_relations_are_followed_from_any_folder() -> None:
    kinds = {(link.kind, link.target) for link in Parts(rich_workbook()).relations(SHEET)}
    assert {
        ("comments", "xl/comments1.xml"),
        ("table", "xl/tables/table1.xml"),
        ("drawing", "xl/drawings/drawing1.xml"),
    } <= kinds
    assert "hyperlink" not in {kind for kind, _ in kinds}, "an outside target is no part"


@pytest.mark.parametrize("target", ["/xl/worksheets/sheet1.xml", "worksheets\\sheet1.xml"])
def test_a_target_is_written_in_more_than_one_way(target: str) -> None:
    parts = unzipped(rich_workbook())
    rels = "xl/_rels/workbook.xml.rels"
    parts[rels] = parts[rels].replace(b"worksheets/sheet1.xml", target.encode())
    targets = [link.target for link in Parts(zipped(parts)).relations(WORKBOOK)]
    assert SHEET in targets


def test_names_of_parts_differ_by_more_than_case() -> None:
    parts = Parts(rich_workbook())
    assert parts.named("XL/Workbook.xml") == WORKBOOK
    assert parts.free("xl/Comments{}.xml") == "xl/Comments2.xml"
    assert parts.named("xl/nothing.xml") == ""
    assert parts["xl/nothing.xml"] == b""


def test_an_added_part_is_declared_linked_and_dropped_again() -> None:
    parts = Parts(rich_workbook())
    parts.add("xl/new/a.vml", b"<xml/>")
    parts.declare("xl/new/a.vml", "text/x", default="vml")
    identity = parts.relate("xl/worksheets/sheet3.xml", "http://u/kind", "xl/new/a.vml")
    link = Relation(identity, "http://u/kind", "xl/new/a.vml")
    assert parts.relations("xl/worksheets/sheet3.xml") == [link]
    made = unzipped(parts.save())
    assert list(made)[-2:] == ["xl/new/a.vml", "xl/worksheets/_rels/sheet3.xml.rels"]
    assert b'Target="../new/a.vml"' in made["xl/worksheets/_rels/sheet3.xml.rels"]
    assert b'<Override PartName="/xl/new/a.vml" ContentType="text/x"/>' in made[TYPES]
    parts.drop("xl/worksheets/sheet3.xml", link)
    parts.remove("xl/worksheets/sheet3.xml")
    left = unzipped(parts.save())
    assert left.keys() == unzipped(rich_workbook()).keys() - {"xl/worksheets/sheet3.xml"}
    assert left[TYPES] == unzipped(rich_workbook())[TYPES]


def test_what_was_done_is_turned_back_unless_a_part_changed_since() -> None:
    parts = Parts(rich_workbook())
    parts.add("xl/new.xml", b"<a/>")
    parts.declare("xl/new.xml", "text/x")
    parts.relate(WORKBOOK, "http://u/kind", "xl/new.xml")
    changed, added = parts.undo()
    assert (set(changed), added) == ({TYPES, "xl/_rels/workbook.xml.rels"}, ["xl/new.xml"])
    saved = parts.save()

    again = Parts(saved)
    assert again.turn_back(changed, added)
    assert unzipped(again.save()) == unzipped(rich_workbook())

    other = unzipped(saved)
    other[TYPES] = other[TYPES].replace(b"text/x", b"text/y")
    touched = Parts(zipped(other))
    assert not touched.turn_back(changed, added)
    assert not touched.changed


def test_a_damaged_part_is_refused() -> None:
    data = bytearray(rich_workbook())
    at = data.index(b"xl/worksheets/sheet1.xml") + 200
    data[at] ^= 0xFF
    with pytest.raises(Refused) as refused:
        Parts(bytes(data)).save()
    assert refused.value.code == "SUB003"
