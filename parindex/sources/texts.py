"""Texts as they stand in the XML of a workbook's parts."""

import re
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from html import unescape

from parindex.sources.guard import parse_xml
from parindex.sources.known import Known

Texts = Mapping[bytes, str]
"""The texts that cells share, by the number by which cells name them and :data:`VALUE_END`."""

VALUE_END = b"</v>"
"""What closes the value of a cell."""

_PLAIN = re.compile(rb"<si>\s*<t(?: [^<>]*)?>([^<]*)</t>\s*(?:<phoneticPr [^<>]*/>\s*)?</si>")
_FIRST, _LAST, _KEEPS_SPACE = b"<si><t>", b"</t></si>", b'<t xml:space="preserve">'
_ESCAPED = re.compile("_x(?!D[89A-F])([0-9A-F]{4})_", re.IGNORECASE)
"""How a sign that XML cannot hold is written (ECMA-376 part 1, 22.9.2.19)."""


def shared_texts(xml: bytes) -> Texts:
    """Return the texts of a workbook; raises :class:`Refused` for what is no XML."""
    start = xml.find(b"<si")
    odd = xml.find(b"\r", start) >= 0 or b"<!" in xml[:start]
    texts: list[str] = []
    with suppress(UnicodeDecodeError):
        texts = [] if odd else [_texts[text] for text in _plain_texts(xml)]
    if not texts:
        texts = _Collector().read(xml) if xml else []
    return dict(zip(_numerals(len(texts).bit_length()), texts, strict=False))


def _plain_texts(xml: bytes) -> list[bytes]:
    """Return the texts that are written without looks; none where another spelling is seen."""
    part = xml.replace(_KEEPS_SPACE, b"<t>")
    texts = part.split(_LAST + _FIRST)
    head, first, texts[0] = texts[0].rpartition(_FIRST)
    texts[-1], last, tail = texts[-1].partition(_LAST)
    tags = part.count(b"<") - head.count(b"<") - tail.count(b"<")
    if not (first and last) or tags != 4 * len(texts):
        texts = _PLAIN.findall(part)
        if len(texts) != part.count(b"</si>"):
            return []
    return texts if len(texts) == part.count(b"<si") else []


@cache
def _numerals(bits: int) -> tuple[bytes, ...]:
    """Return the numbers from 0 that can be written with so many binary digits, as values."""
    return tuple(str(number).encode() + VALUE_END for number in range(2**bits))


def text_in(xml: str) -> str:
    """Return the text that stands in XML."""
    return _with_signs(unescape(xml) if "&" in xml else xml)


_texts = Known(lambda xml: text_in(xml.decode()))


def _with_signs(text: str) -> str:
    return _ESCAPED.sub(lambda sign: chr(int(sign[1], 16)), text) if "_x" in text else text


class _Collector:
    """Collects the texts of a part that is written in another way, or with runs in many looks."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.parts: list[str] = []
        self.inside = False
        self.aside = False

    def read(self, xml: bytes) -> list[str]:
        parse_xml(xml, self.start, self.end, self.text)
        return self.texts

    def start(self, name: str, _: Mapping[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag == "si":
            self.parts = []
        self.aside = self.aside or tag == "rPh"
        self.inside = tag == "t" and not self.aside

    def text(self, text: str) -> None:
        if self.inside:
            self.parts.append(text)

    def end(self, name: str) -> None:
        tag = name.rpartition(":")[2]
        self.inside = False
        if tag == "rPh":
            self.aside = False
        elif tag == "si":
            self.texts.append(_with_signs("".join(self.parts)))
