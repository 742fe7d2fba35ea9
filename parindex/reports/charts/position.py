"""Where an index lies between the bounds of bands, beside the mean and the best."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import inf
from typing import NamedTuple

from parindex.reports.charts.legend import Stroke, legend, strokes
from parindex.reports.charts.palette import ACCENT, QUIET, RULE, TRACK
from parindex.reports.charts.svg import circle, line, picture, rect, text


class BandSpan(NamedTuple):
    """A band: its name, where it begins as a share of the scale, 0 to 1, and as it is printed."""

    name: str
    start: float
    bound: str


class Mark(NamedTuple):
    """What is marked: its name, its share of the scale, 0 to 1, and its figure as printed."""

    name: str
    share: float
    figure: str


def crowded(bands: Sequence[BandSpan]) -> bool:
    """Tell whether some names or bounds of bands have no room beside each other."""
    fields = list(_fields(bands))
    return not all(field.named and field.bounded for field in fields)


def position(
    label: str, bands: Sequence[BandSpan], marks: Sequence[Mark], accent: str = ACCENT
) -> str:
    """Return the picture; ``bands`` from the lowest to the highest, ``marks`` unit, mean, best.

    Later marks may be left out. Names and bounds that have no room are left out too.
    """
    drawn = strokes(accent)
    named = [(f"{mark.name} {mark.figure}", s) for mark, s in zip(marks, drawn, strict=False)]
    parts = [
        *_bands(bands),
        *(part for mark, s in zip(marks, drawn, strict=False) for part in _mark(mark, s)),
        *legend(_WIDTH / 2, _HEIGHT - 5, named, 10),
    ]
    return picture(_WIDTH, _HEIGHT, label, parts)


_WIDTH, _HEIGHT = 520, 82
_LEFT, _RIGHT, _TOP, _TALL = 6, 514, 18, 14
_LETTER, _FIGURE = 5.2, 5
"""How wide a letter of a name and a digit of a bound are."""


def _x(share: float) -> float:
    return _LEFT + (_RIGHT - _LEFT) * max(0.0, min(1.0, share))


class _Field(NamedTuple):
    """Where a band is drawn, and whether there is room for its name and its bound."""

    band: BandSpan
    x: float
    width: float
    named: bool
    bounded: bool


def _fields(bands: Sequence[BandSpan]) -> Iterator[_Field]:
    ends, free = [*(band.start for band in bands), 1.0], -inf
    for band, (start, end) in zip(bands, pairwise(ends), strict=True):
        x, half = _x(start), _FIGURE * len(band.bound) / 2
        bounded = x - half >= free
        free = x + half + _FIGURE if bounded else free
        width = _x(end) - x
        yield _Field(band, x, width, _LETTER * len(band.name) <= width, bounded)


def _bands(bands: Sequence[BandSpan]) -> Iterator[str]:
    """Yield fields, every other one darker, with the names and bounds that have room."""
    for number, field in enumerate(_fields(bands)):
        x, width = field.x, field.width
        yield rect(x, _TOP, width, _TALL, fill=TRACK if number % 2 else "#FFFFFF", stroke=RULE)
        if field.named:
            middle = x + width / 2
            yield text(middle, _TOP + _TALL + 24, field.band.name, size=10, anchor="middle")
        if number and field.bounded:
            yield text(x, _TOP + _TALL + 12, field.band.bound, size=9, anchor="middle", fill=QUIET)


def _mark(mark: Mark, stroke: Stroke) -> Iterator[str]:
    x, above, under = _x(mark.share), _TOP - 6, _TOP + _TALL + 2
    colour, dash = stroke
    yield line((x, above), (x, under), stroke=colour, width=2, dash=dash)
    if not dash:
        yield circle(x, above - 2, 4.5, fill=colour)
