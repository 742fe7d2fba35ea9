"""XML that is patched where it must change and else kept to the byte."""

import codecs
import re
from collections.abc import Iterable, Iterator
from html import escape, unescape
from typing import Any, NamedTuple
from xml.parsers import expat

from parindex.sources.guard import CUT_OFF, DOCUMENT_TYPE, Refused


class Change(NamedTuple):
    """Bytes from ``start`` to ``end`` of a part that others take the place of."""

    start: int
    end: int
    new: bytes


class Element:
    """An element and where it stands: its bytes are ``xml[start:end]``."""

    __slots__ = ("attributes", "children", "end", "name", "start")

    def __init__(self, name: str, attributes: dict[str, str], start: int) -> None:
        self.name, self.attributes, self.start = name, attributes, start
        self.end = start
        self.children: list[Element] = []

    @property
    def local(self) -> str:
        """Return the name without its prefix."""
        return self.name.rpartition(":")[2]

    @property
    def prefix(self) -> str:
        """Return the prefix with its colon, or nothing."""
        return "".join(self.name.rpartition(":")[:2])

    @property
    def link(self) -> str:
        """Return the id of the relationship that the element names, or nothing."""
        return next((v for name, v in self.attributes.items() if name.endswith(":id")), "")

    def child(self, local: str) -> "Element | None":
        """Return the first child of that name."""
        return next(self.all(local), None)

    def all(self, local: str) -> Iterator["Element"]:
        """Yield the children of that name."""
        return (child for child in self.children if child.local == local)

    def walk(self) -> Iterator["Element"]:
        """Yield the element and all below it, in the order of the file."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += reversed(element.children)


_ENCODING = re.compile(rb"""^(<\?xml[^>]*?)\s+encoding\s*=\s*["']([\w.-]+)["']""")
_TAG = re.compile(rb"""<[^\s/>]++(?:[^"'>]++|"[^"]*+"|'[^']*+')*+>""")


def as_utf8(xml: bytes) -> bytes:
    """Return the text in UTF-8, unchanged where it is; raises :class:`Refused`."""
    encoding = ""
    if xml.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif xml.startswith((b"<\0", b"\0<")):
        encoding = "utf-16-le" if xml.startswith(b"<") else "utf-16-be"
    elif (said := _ENCODING.match(xml)) and said.group(2).lower() not in {b"utf-8", b"utf8"}:
        encoding = said.group(2).decode("ascii")
    if not encoding:
        return xml
    try:
        return _ENCODING.sub(rb"\1", xml.decode(encoding).encode(), count=1)
    except (UnicodeError, LookupError) as error:
        raise Refused("SUB003", reason=CUT_OFF) from error


def _refuse_type(*_: Any) -> None:
    raise Refused("SUB003", reason=DOCUMENT_TYPE)


def parse(xml: bytes, leaves: Iterable[str] = ()) -> Element:
    """Return the root; what stands below elements named in ``leaves`` is passed over.

    Raises :class:`Refused` for what is no XML and for a declared document type.
    """
    parser = expat.ParserCreate()
    top = Element("", {}, 0)
    stack, passed, still = [top], frozenset(leaves), 0

    def opened(name: str, attributes: dict[str, str]) -> None:
        nonlocal still
        if still:
            still += 1
            return
        element = Element(name, attributes, parser.CurrentByteIndex)
        stack[-1].children.append(element)
        stack.append(element)
        still = int(element.local in passed)

    def closed(_: str) -> None:
        nonlocal still
        still = max(still - 1, 0)
        if still:
            return
        element = stack.pop()
        tag = _TAG.match(xml, element.start)
        at = parser.CurrentByteIndex
        if tag and not tag.group().endswith(b"/>"):
            at = xml.index(b">", at) + 1
        element.end = at

    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    parser.StartDoctypeDeclHandler = _refuse_type
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise Refused("SUB003", reason=CUT_OFF) from error
    return top.children[0]


_ATTRIBUTE = re.compile(rb"""\s+([^\s=]+)\s*=\s*("[^"]*"|'[^']*')""")
_NAME = re.compile(r"(</?)(?=[\w.-]+[\s/>])")
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def whole_number(value: str | None, otherwise: int = 0) -> int:
    """Return the whole number that an attribute states, or another where it states none."""
    states_one = value and len(value) <= _MOST_DIGITS and value.isdecimal()
    return int(value) if value and states_one else otherwise


_MOST_DIGITS = 9


def prefixed(fragment: str, prefix: str) -> str:
    """Return the fragment with a prefix for its elements that have none."""
    return _NAME.sub(rf"\g<1>{prefix}", fragment) if prefix else fragment


def bare(fragment: str, prefix: str) -> str:
    """Return the fragment with that prefix taken off its elements."""
    return fragment.replace(f"<{prefix}", "<").replace(f"</{prefix}", "</") if prefix else fragment


def text(value: str) -> str:
    """Write a text into XML; what XML cannot hold comes out as a replacement character."""
    return escape(_NOT_XML.sub("\ufffd", value), quote=False).replace('"', "&quot;")


class Patch:
    """A part as it was read, and the changes asked for."""

    def __init__(self, xml: bytes, leaves: Iterable[str] = ()) -> None:
        self.xml = as_utf8(xml)
        self.root = parse(self.xml, leaves)
        self._changes: list[Change] = []
        self._appended: dict[int, tuple[Element, list[str]]] = {}

    def raw(self, element: Element) -> str:
        """Return the element as it stands in the file."""
        return self.xml[element.start : element.end].decode()

    def tag(self, element: Element) -> bytes:
        """Return the start tag as it stands in the file."""
        found = _TAG.match(self.xml, element.start)
        return found.group() if found else b""

    def inside(self, element: Element) -> str:
        """Return what stands between the tags."""
        tag = self.tag(element)
        if tag.endswith(b"/>"):
            return ""
        end = self.xml.rindex(b"</", 0, element.end)
        return self.xml[element.start + len(tag) : end].decode()

    def content(self, element: Element) -> str:
        """Return the text of an element that holds nothing else."""
        return unescape(self.inside(element))

    def replace(self, element: Element, new: str) -> None:
        """Put something else in the element's place; nothing removes it."""
        self._changes.append(Change(element.start, element.end, new.encode()))

    def before(self, element: Element, fragment: str) -> None:
        """Put a fragment before an element; its elements get the prefix of the root."""
        new = prefixed(fragment, self.root.prefix).encode()
        self._changes.append(Change(element.start, element.start, new))

    def append(self, parent: Element, fragment: str) -> None:
        """Put a fragment at the end of an element; its elements get the prefix of the root."""
        _, fragments = self._appended.setdefault(id(parent), (parent, []))
        fragments.append(prefixed(fragment, self.root.prefix))

    def set(self, element: Element, name: str, value: str | None) -> None:
        """Give an attribute a value, or take it away."""
        tag = self.tag(element)
        at = element.start + 1 + len(element.name.encode())
        new = b"" if value is None else f' {name}="{text(value)}"'.encode()
        for found in _ATTRIBUTE.finditer(tag, at - element.start):
            if found.group(1) == name.encode():
                start, end = (element.start + found.start(), element.start + found.end())
                self._changes.append(Change(start, end, new))
                return
        if new:
            self._changes.append(Change(at, at, new))

    def changes(self) -> list[Change]:
        """Return the changes in the order of the file."""
        changes = list(self._changes)
        for parent, fragments in self._appended.values():
            new = "".join(fragments).encode()
            tag = self.tag(parent)
            if tag.endswith(b"/>"):
                end = f"></{parent.name}>".encode()
                new = end[:1] + new + end[1:]
                changes.append(Change(parent.end - 2, parent.end, new))
            else:
                at = self.xml.rindex(b"</", 0, parent.end)
                changes.append(Change(at, at, new))
        return sorted(changes, key=lambda change: (change.start, change.end))


def patched(xml: bytes, changes: Iterable[Change]) -> bytes:
    """Return the part with the changes made; they must not overlap."""
    pieces, at = [], 0
    for change in changes:
        pieces += [xml[at : change.start], change.new]
        at = change.end
    return b"".join([*pieces, xml[at:]])


def undoing(xml: bytes, changes: Iterable[Change]) -> list[Change]:
    """Return the changes that turn the patched part back into ``xml``."""
    shift, back = 0, []
    for start, end, new in changes:
        at = start + shift
        back.append(Change(at, at + len(new), xml[start:end]))
        shift += len(new) - (end - start)
    return back
