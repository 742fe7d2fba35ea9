"""Which formats of a workbook show a number as a date, and which as a duration."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from parindex.sources.guard import attributes

DATE, DURATION = "date", "duration"
Days = Mapping[int, str]
"""What numbers are shown as in cells of a format, by its number; plain ones are left out."""

_PLAIN = "plain"
_DATES = frozenset({*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)})
_DURATIONS = frozenset({46})
"""Formats that programs know by number alone (ECMA-376 part 1, 18.8.30)."""
_FORMATS = re.compile(rb"<(?:\w+:)?numFmts\b.*?</(?:\w+:)?numFmts\s*>", re.DOTALL)
_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\b([^<>]*)>")
_CELLS = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs\s*>", re.DOTALL)
_CELL = re.compile(rb"<(?:\w+:)?xf\b([^<>]*)>")
_ASIDE = re.compile(r'"[^"]*"?|\\.|[_*].')
"""Texts, and signs that are shown or make room."""
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]")
_BRACKETS = re.compile(r"\[[^\]]*\]?")


@lru_cache(16)
def day_formats(styles: bytes) -> Days:
    """Return the formats of a workbook's part of styles that show days; most workbooks share it."""
    own = {number: _kind(code) for number, code in _own_codes(styles)}
    cells = _CELLS.search(styles)
    numbers = (
        attributes(match[1]).get("numFmtId", "0")
        for match in _CELL.finditer(cells[0] if cells else b"")
    )
    shown = enumerate(own.get(number) or _known(number) for number in numbers)
    return {number: kind for number, kind in shown if kind != _PLAIN}


def _own_codes(styles: bytes) -> Iterator[tuple[str, str]]:
    formats = _FORMATS.search(styles)
    for match in _FORMAT.finditer(formats[0] if formats else b""):
        said = attributes(match[1])
        yield said.get("numFmtId", ""), said.get("formatCode", "")


def _known(number: str) -> str:
    known = int(number) if number.isdecimal() and len(number) < 4 else 0
    return DATE if known in _DATES else DURATION if known in _DURATIONS else _PLAIN


def _kind(code: str) -> str:
    """Return what a format's code shows; the part for numbers above zero says it for all."""
    code = _ASIDE.sub("", code.lower()).partition(";")[0]
    if _ELAPSED.search(code):
        return DURATION
    return DATE if set("dmyhs") & set(_BRACKETS.sub("", code)) else _PLAIN
