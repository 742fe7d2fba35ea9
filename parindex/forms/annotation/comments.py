"""Comments in cells, each with a box as large as its text; those that were there are kept."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil
from typing import NamedTuple

from parindex.forms.annotation.markup import Change, Element, Patch, text, whole_number
from parindex.forms.annotation.package import Parts, Relation
from parindex.forms.annotation.sheet import SheetPatch, Spot

AUTHOR = "parindex"
_HEAD = f"{AUTHOR}:"
"""Stands on a line of its own above our text, also below that of a comment that was there."""

_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_BOXES_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_WIDTH, _LINE, _PER_LINE = 330, 16, 46
"""Width of a box and height of a line in pixels; letters of 9-point text that fit in a line."""


class Run(NamedTuple):
    """A piece of a comment's text."""

    text: str
    bold: bool = False


Notes = Mapping[Spot, Sequence[Run]]


class Target(NamedTuple):
    """Where comments go: a sheet's part, and the namespaces its workbook uses."""

    part: str
    namespace: str
    relations: str


def add_comments(parts: Parts, target: Target, sheet: SheetPatch, notes: Notes) -> None:
    """Put comments into a sheet."""
    links = parts.relations(target.part)
    part = _found(parts, links, "comments")
    if not part:
        part = parts.free("xl/comments{}.xml")
        empty = f'<comments xmlns="{target.namespace}"><authors/><commentList/></comments>'
        parts.add(part, empty.encode())
        parts.declare(part, _COMMENTS_TYPE)
        parts.relate(target.part, f"{target.relations}/comments", part)
    patch = parts.patch(part)
    there = _write(patch, notes)
    parts.commit(part, patch)
    _add_boxes(parts, target, sheet, notes, there)


def _write(patch: Patch, notes: Notes) -> dict[Spot, str]:
    """Write the comments, and return what stood in those cells that had one."""
    authors, listed = patch.root.child("authors"), patch.root.child("commentList")
    if authors is None or listed is None:
        return {}
    number = len(authors.children)
    patch.append(authors, f"<author>{AUTHOR}</author>")
    known = {Spot.read(entry.attributes.get("ref", "")): entry for entry in listed.children}
    there = {}
    for spot, runs in sorted(notes.items()):
        if entry := known.get(spot):
            there[spot] = "".join(patch.content(piece) for piece in _pieces(entry))
            _join(patch, entry, _runs([Run(f"\n{_HEAD}", bold=True), *runs]))
        else:
            body = _runs([Run(_HEAD, bold=True), *runs])
            new = f'<comment ref="{spot.name}" authorId="{number}"><text>{body}</text></comment>'
            patch.append(listed, new)
    return there


def _pieces(entry: Element) -> list[Element]:
    return [piece for piece in entry.walk() if piece.local == "t"]


def _join(patch: Patch, entry: Element, runs: str) -> None:
    said = entry.child("text")
    if said is None:
        patch.append(entry, f"<text>{runs}</text>")
        return
    plain = said.child("t")
    if plain:
        patch.replace(plain, f"<{patch.root.prefix}r>{patch.raw(plain)}</{patch.root.prefix}r>")
    patch.append(said, runs)


def _runs(runs: Iterable[Run]) -> str:
    font = '<sz val="9"/><color indexed="81"/><rFont val="Tahoma"/><family val="2"/>'
    return "".join(
        f"<r><rPr>{'<b/>' if run.bold else ''}{font}</rPr>"
        f'<t xml:space="preserve">{text(run.text)}</t></r>'
        for run in runs
    )


_VML = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">'
    '<o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
)
_SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape id="_x0000_s{id}" type="#_x0000_t202" style="position:absolute;margin-left:0;'
    'margin-top:0;width:{width}pt;height:{height}pt;z-index:{order};visibility:hidden" '
    'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_ID = re.compile(rb"_x0000_s(\d{1,9})")


def _add_boxes(
    parts: Parts, target: Target, sheet: SheetPatch, notes: Notes, there: Mapping[Spot, str]
) -> None:
    """Add the boxes of new comments, and make those of comments that were ``there`` larger."""
    part = _boxes_part(parts, target, sheet)
    before = parts[part]
    changes = []
    for spot, start, end in _boxes(before):
        if spot and spot in there and (anchor := _ANCHOR.search(before, start, end)):
            height = _height([Run(there[spot] + "\n"), *notes[spot]])
            new = _anchor(sheet, spot, height).encode()
            changes.append(Change(anchor.start(1), anchor.end(1), new))
    first = max([1024, *(int(number) for number in _ID.findall(before))]) + 1
    shapes = "" if b"_x0000_t202" in before else _SHAPE_TYPE
    for number, spot in enumerate(sorted(notes.keys() - there.keys())):
        height = _height(notes[spot])
        shapes += _SHAPE.format(
            id=first + number,
            width=_WIDTH * 3 // 4,
            height=height * 3 // 4,
            order=number + 1,
            anchor=_anchor(sheet, spot, height),
            row=spot.row,
            column=spot.column,
        )
    at = before.rfind(b"</xml>")
    if at >= 0:
        parts.change(part, before, [*changes, Change(at, at, shapes.encode())])


def _boxes_part(parts: Parts, target: Target, sheet: SheetPatch) -> str:
    """Return the part with the boxes of a sheet's comments, which is made where there is none."""
    legacy = sheet.root.child("legacyDrawing")
    wanted = legacy.link if legacy else ""
    links = parts.relations(target.part)
    part = next((parts.named(link.target) for link in links if link.id == wanted and wanted), "")
    if not part:
        part = parts.free("xl/drawings/vmlDrawing{}.vml")
        parts.add(part, _VML.encode())
        parts.declare(part, _BOXES_TYPE, default="vml")
        identity = parts.relate(target.part, f"{target.relations}/vmlDrawing", part)
        if legacy:
            sheet.replace(legacy, "")
        sheet.link_boxes(identity, target.relations)
    return part


def _height(runs: Sequence[Run]) -> int:
    """Return the height in pixels of a box for a text and our name above it."""
    told = "".join([_HEAD, *(run.text for run in runs)])
    lines = sum(max(ceil(len(line) / _PER_LINE), 1) for line in told.split("\n"))
    return lines * _LINE + 14


def _anchor(sheet: SheetPatch, spot: Spot, height: int) -> str:
    """Return where the box's corners stand: cells and pixels within them."""
    left, top = spot.column + 1, max(spot.row - 1, 0)
    right, dx = left, _WIDTH + 15
    while dx >= (wide := sheet.width(right)) and right < left + 200:
        right, dx = right + 1, dx - wide
    bottom, dy = top, height + 4
    while dy >= (high := sheet.height(bottom)) and bottom < top + 2000:
        bottom, dy = bottom + 1, dy - high
    return f"{left}, 15, {top}, 4, {right}, {dx}, {bottom}, {dy}"


def remove_comments(parts: Parts, part: str) -> set[Spot]:
    """Take our comments out of a sheet's part and return the cells that had them."""
    links = parts.relations(part)
    link = next((link for link in links if link.kind == "comments"), None)
    if link is None or not parts.named(link.target):
        return set()
    patch = parts.patch(link.target)
    listed = patch.root.child("commentList")
    if listed is None:
        return set()
    gone, ours = _take_out(patch, listed)
    if not ours:
        return set()
    if gone and len(gone) == len(listed.children):
        parts.drop(part, link)
    else:
        parts.commit(link.target, patch)
    _remove_boxes(parts, part, links, gone)
    return ours


def _take_out(patch: Patch, listed: Element) -> tuple[set[Spot], set[Spot]]:
    """Remove our comments; return the cells of those wholly ours, and of all that we wrote in."""
    authors = patch.root.child("authors")
    names = [patch.content(author) for author in authors.children] if authors else []
    gone, ours = set(), set()
    for entry in listed.children:
        spot = Spot.read(entry.attributes.get("ref", ""))
        pieces = _pieces(entry)
        told = "".join(patch.content(piece) for piece in pieces)
        number = whole_number(entry.attributes.get("authorId"), len(names))
        author = names[number] if number < len(names) else ""
        if spot and (author == AUTHOR or told.startswith(f"{_HEAD}\n")):
            patch.replace(entry, "")
            gone.add(spot)
            ours.add(spot)
        elif spot and f"\n{_HEAD}\n" in told:
            _cut(patch, pieces, told.index(f"\n{_HEAD}\n"))
            ours.add(spot)
    return gone, ours


def _cut(patch: Patch, pieces: list[Element], length: int) -> None:
    """Keep the first letters of a comment's text."""
    for piece in pieces:
        told = patch.content(piece)
        if len(told) > length:
            patch.replace(
                piece, f'<{piece.name} xml:space="preserve">{text(told[:length])}</{piece.name}>'
            )
        length = max(length - len(told), 0)


_BOX_END = b"</v:shape>"
_BOX_PLACE = re.compile(rb"<x:Row>\s*(\d{1,7})\s*</x:Row>\s*<x:Column>\s*(\d{1,5})\s*</x:Column>")
_ANCHOR = re.compile(rb"<x:Anchor>([^<]*)</x:Anchor>")


def _boxes(xml: bytes) -> Iterator[tuple[Spot | None, int, int]]:
    """Yield where the boxes stand, each with its cell; other shapes belong to none."""
    at = 0
    while (end := xml.find(_BOX_END, at)) >= 0:
        end += len(_BOX_END)
        start = max(xml.rfind(b"<v:shape" + space, at, end) for space in (b" ", b"\n", b"\r"))
        if start >= 0:
            place = _BOX_PLACE.search(xml, start, end)
            yield Spot(*map(int, place.groups())) if place else None, start, end
        at = end


def _remove_boxes(parts: Parts, part: str, links: Iterable[Relation], spots: set[Spot]) -> None:
    for link in links:
        if link.kind != "vmlDrawing" or not parts.named(link.target):
            continue
        before = parts[link.target]
        gone = [Change(start, end, b"") for spot, start, end in _boxes(before) if spot in spots]
        parts.change(link.target, before, gone)
        if gone and _BOX_END not in parts[link.target]:
            _unlink(parts, part, link)


def _unlink(parts: Parts, part: str, link: Relation) -> None:
    patch = SheetPatch(parts[part])
    for legacy in patch.root.all("legacyDrawing"):
        if legacy.link == link.id:
            patch.replace(legacy, "")
    parts.commit(part, patch)
    parts.drop(part, link)


def _found(parts: Parts, links: Iterable[Relation], kind: str) -> str:
    return next((parts.named(link.target) for link in links if link.kind == kind), "")
