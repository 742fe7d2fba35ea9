"""What an earlier annotation left in a workbook, found again and taken out.

Where nobody saved the copy since, every part gets back the bytes it had. A spreadsheet program that
saves it writes all parts anew and numbers formats anew; then the list is known by its marker, the
comments by their author or first line, and the coloured cells by their colours, which are nobody
else's: each stands for the fill that was there, which the list's hidden row remembers. Nothing of a
format but the fill is changed. Where the list was deleted, cells that still have a comment of ours
lose colour and comment.
"""

import json
from collections.abc import Mapping
from typing import NamedTuple

from parindex.forms.annotation.book import Namespaces, SheetEntry, namespaces, sheets, take_out
from parindex.forms.annotation.comments import AUTHOR, remove_comments
from parindex.forms.annotation.formats import NO_FILL, WORKBOOK, Formats
from parindex.forms.annotation.listing import MARKER
from parindex.forms.annotation.markup import Element, Patch, whole_number
from parindex.forms.annotation.package import Parts, Undo
from parindex.forms.annotation.sheet import SheetPatch, Spot


class Record(NamedTuple):
    """What the list remembers: the changed parts, the added ones, and the fills under colours."""

    changed: Mapping[str, Undo]
    added: list[str]
    colours: Mapping[str, str]

    def text(self) -> str:
        """Write the record."""
        return json.dumps(self, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def read(cls, text: str) -> "Record":
        """Read a record; an empty one where it was damaged."""
        try:
            changed, added, colours = json.loads(text)
            undo = {
                str(name): Undo(
                    str(sha), [[(int(a), int(b), str(new)) for a, b, new in step] for step in steps]
                )
                for name, (sha, steps) in changed.items()
            }
            fills = {str(rgb): str(fill) for rgb, fill in colours.items()}
            return cls(undo, [str(name) for name in added], fills)
        except (ValueError, TypeError, AttributeError, RecursionError):
            return cls({}, [], {})


def clean(parts: Parts) -> None:
    """Take an earlier annotation out; without one nothing changes."""
    found = _list_sheet(parts)
    record = Record({}, [], {})
    if found:
        entry, record = found
        if record.changed and parts.turn_back(record.changed, record.added):
            return
        take_out(parts, entry)
    spaces = namespaces(parts)
    for sheet in sheets(parts):
        if sheet.part and (found or _says_author(parts, sheet)):
            commented = remove_comments(parts, sheet.part)
            _uncolour(parts, sheet.part, record.colours, commented, spaces)
    parts.settle()


def _says_author(parts: Parts, sheet: SheetEntry) -> bool:
    targets = [link.target for link in parts.relations(sheet.part) if link.kind == "comments"]
    return any(AUTHOR.encode() in parts[target] for target in targets)


def _uncolour(
    parts: Parts, part: str, colours: Mapping[str, str], commented: set[Spot], spaces: Namespaces
) -> None:
    patch, formats = SheetPatch(parts[part]), Formats(parts, *spaces)
    for spot, cell in patch.cells():
        style = cell.attributes.get("s")
        rgb = formats.rgb(style)
        if rgb and (rgb in colours or spot in commented):
            fill = colours.get(rgb, NO_FILL)
            patch.set(cell, "s", str(formats.unmark(style, fill)))
    if patch.changes():
        formats.commit()
        parts.commit(part, patch)


def _list_sheet(parts: Parts) -> tuple[SheetEntry, Record] | None:
    """Return the list of an earlier annotation and what it remembers."""
    marker = MARKER.encode()
    shared = _shared_strings(parts)
    common = shared is not None and marker in shared.xml
    strings = list(shared.root.all("si")) if shared and common else []
    for sheet in sheets(parts):
        if not sheet.part or not (common or marker in parts[sheet.part]):
            continue
        patch = Patch(parts[sheet.part])
        data = patch.root.child("sheetData")
        row = data.children[0] if data and data.children else None
        cells = row.children if row else []
        texts = [_text(patch, cell, shared, strings) for cell in cells]
        if texts and texts[0] == MARKER:
            return sheet, Record.read("".join(texts[1:]))
    return None


def _shared_strings(parts: Parts) -> Patch | None:
    for link in parts.relations(WORKBOOK):
        if link.kind == "sharedStrings" and MARKER.encode() in parts[link.target]:
            return parts.patch(link.target)
    return None


def _text(patch: Patch, cell: Element, shared: Patch | None, strings: list[Element]) -> str:
    if cell.attributes.get("t") != "s":
        return _joined(patch, cell)
    value = cell.child("v")
    number = whole_number(patch.content(value), -1) if value else -1
    return _joined(shared, strings[number]) if shared and 0 <= number < len(strings) else ""


def _joined(patch: Patch, element: Element) -> str:
    return "".join(patch.content(piece) for piece in element.walk() if piece.local in {"t", "v"})
