"""Cell formats of a workbook: those of findings are like the cell's own but for the fill."""

import re
from collections.abc import Mapping

from parindex.forms.annotation.markup import Element, Patch, bare, text, whole_number
from parindex.forms.annotation.package import Parts
from parindex.model.finding import Severity

WORKBOOK = "xl/workbook.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_ORDER = (
    "numFmts",
    "fonts",
    "fills",
    "borders",
    "cellStyleXfs",
    "cellXfs",
    "cellStyles",
    "dxfs",
    "tableStyles",
    "colors",
    "extLst",
)
_RGB = re.compile(r'"solid"><fgColor rgb="([0-9A-F]{8})"')
_EMPTY = (
    '<styleSheet xmlns="{0}"><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" '
    'borderId="0"/></cellStyleXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" '
    'builtinId="0"/></cellStyles></styleSheet>'
)
NO_BORDER = "<border><left/><right/><top/><bottom/><diagonal/></border>"
NO_FILL = '<fill><patternFill patternType="none"/></fill>'
_FIRST = {
    "fonts": ['<font><sz val="11"/><name val="Calibri"/></font>'],
    "fills": [NO_FILL, '<fill><patternFill patternType="gray125"/></fill>'],
    "borders": [NO_BORDER],
    "cellXfs": ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'],
}
"""What a collection begins with where the workbook has none."""

COLOURS = {Severity.ERROR: 0xF0A0A0, Severity.WARNING: 0xF0C060, Severity.INFO: 0x90C0F0}
"""The last four bits of red, green and blue are free: they number the fills that were there."""
_MOST = 16**3 - 1


def colour(severity: Severity, number: int = 0) -> str:
    """Return the colour of a severity whose free bits hold a number up to 4095."""
    bits = (number >> 8) << 16 | (number >> 4 & 15) << 8 | number & 15
    return f"FF{COLOURS[severity] | bits:06X}"


def solid(rgb: str) -> str:
    """Return a fill of one colour."""
    pattern = f'<patternFill patternType="solid"><fgColor rgb="{rgb}"/><bgColor indexed="64"/>'
    return f"<fill>{pattern}</patternFill></fill>"


def is_ours(rgb: str) -> bool:
    """Tell whether a colour is one of those that findings have."""
    return int(rgb[-6:], 16) & 0xF0F0F0 in COLOURS.values()


class Formats:
    """The formats of a workbook and those added to them; indices count both."""

    def __init__(self, parts: Parts, namespace: str, base: str) -> None:
        """Read the styles; where there are none they are made, with what Excel needs."""
        self.parts = parts
        found = [link for link in parts.relations(WORKBOOK) if link.kind == "styles"]
        self.part = found[0].target if found else "xl/styles.xml"
        if not parts.named(self.part):
            parts.add(self.part, _EMPTY.format(namespace).encode())
            parts.declare(self.part, _TYPE)
            parts.relate(WORKBOOK, f"{base}/styles", self.part)
        self.patch: Patch = parts.patch(self.part)
        self.prefix = self.patch.root.prefix
        self.added: dict[str, list[str]] = {name: [] for name in _FIRST}
        for name, first in _FIRST.items():
            if not self.existing(name):
                self.added[name] += first
        self.fills = [self.shown(fill) for fill in self.existing("fills")] or [*_FIRST["fills"]]
        self.formats = [self.parsed(xf) for xf in self.existing("cellXfs")]
        self.formats = self.formats or [({"numFmtId": "0", "fontId": "0", "fillId": "0"}, "")]
        self.colours: dict[str, str] = {}
        """The fill that each colour given to a cell took the place of."""
        self.coloured: dict[tuple[int, Severity], int] = {}

    def existing(self, name: str) -> list[Element]:
        """Return the members of a collection that were read."""
        collection = self.patch.root.child(name)
        return collection.children if collection else []

    def shown(self, element: Element) -> str:
        """Return an element as it stands, without its prefix."""
        return bare(self.patch.raw(element), self.prefix)

    def parsed(self, xf: Element) -> tuple[dict[str, str], str]:
        """Return a format's attributes and what it holds."""
        return xf.attributes, bare(self.patch.inside(xf), self.prefix)

    def add(self, collection: str, fragment: str) -> int:
        """Add a member to a collection and return its index."""
        members = self.added[collection]
        if fragment not in members:
            members.append(fragment)
        return len(self.existing(collection)) + members.index(fragment)

    def fill(self, fragment: str) -> int:
        """Return the index of a fill, which is added where there is none like it."""
        return self.fills.index(fragment) if fragment in self.fills else self.add("fills", fragment)

    def fill_of(self, index: int) -> str:
        """Return the fill of a format."""
        number = whole_number(self.formats[index][0].get("fillId"))
        return self.fills[number] if number < len(self.fills) else NO_FILL

    def mark(self, style: str | None, severity: Severity) -> int | None:
        """Return the format that is like ``style`` with the colour of a severity.

        There is none where the cells to mark have more than 4095 fills.
        """
        index = self.index(style)
        if (index, severity) not in self.coloured:
            before = self.fill_of(index)
            mine = [rgb for rgb in self.colours if _severity(rgb) is severity]
            rgb = next((rgb for rgb in mine if self.colours[rgb] == before), "")
            if not rgb and len(mine) == _MOST:
                return None
            rgb = rgb or colour(severity, len(mine) + 1)
            self.colours[rgb] = before
            fill = self.add("fills", solid(rgb))
            self.coloured[index, severity] = self.add("cellXfs", self.filled(index, fill))
        return self.coloured[index, severity]

    def index(self, style: str | None) -> int:
        """Return the index that a cell's ``s`` says; 0 where it says none that exists."""
        number = whole_number(style)
        return number if number < len(self.formats) else 0

    def filled(self, index: int, fill: int) -> str:
        """Return a format with another fill."""
        attributes, inside = self.formats[index]
        said = attributes | {"fillId": str(fill), "applyFill": "1"}
        shown = "".join(f' {name}="{text(value)}"' for name, value in said.items())
        return f"<xf{shown}>{inside}</xf>" if inside else f"<xf{shown}/>"

    def rgb(self, style: str | None) -> str:
        """Return the colour of a format's fill where it is one that findings have."""
        fill = self.fill_of(self.index(style))
        found = _RGB.search(fill)
        return found.group(1) if found and is_ours(found.group(1)) else ""

    def unmark(self, style: str | None, before: str) -> int:
        """Return the format that is like ``style`` with the fill it had ``before``."""
        index = self.index(style)
        wanted = _but_fill(*self.formats[index])
        for number, known in enumerate(self.formats):
            if _but_fill(*known) == wanted and self.fill_of(number) == before:
                return number
        return self.add("cellXfs", self.filled(index, self.fill(before)))

    def commit(self) -> None:
        """Write what was added."""
        root = self.patch.root
        for name, members in self.added.items():
            if not members:
                continue
            collection = root.child(name)
            if collection is None:
                self.create(name, members)
                continue
            if "count" in collection.attributes:
                count = str(whole_number(collection.attributes["count"]) + len(members))
                self.patch.set(collection, "count", count)
            self.patch.append(collection, "".join(members))
        self.parts.commit(self.part, self.patch)

    def create(self, name: str, members: list[str]) -> None:
        """Add a collection that the styles lack, at its place."""
        fragment = f'<{name} count="{len(members)}">{"".join(members)}</{name}>'
        later = _ORDER[_ORDER.index(name) + 1 :]
        following = next((c for c in self.patch.root.children if c.local in later), None)
        if following:
            self.patch.before(following, fragment)
        else:
            self.patch.append(self.patch.root, fragment)


def _severity(rgb: str) -> Severity:
    base = int(rgb[-6:], 16) & 0xF0F0F0
    return next(severity for severity, colour in COLOURS.items() if colour == base)


def _but_fill(attributes: Mapping[str, str], inside: str) -> tuple[dict[str, str], str]:
    kept = {k: v for k, v in attributes.items() if k not in {"fillId", "applyFill"}}
    return kept, inside
