"""Where an index lies between the bounds of bands, beside the mean and the best."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from parindex.locale import shortened
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


def position(
    label: str, bands: Sequence[BandSpan], marks: Sequence[Mark], accent: str = ACCENT
) -> str:
    """Return the picture; ``bands`` from the lowest to the highest, ``marks`` unit, mean, best.

    Later marks may be left out.
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


def _x(share: float) -> float:
    return _LEFT + (_RIGHT - _LEFT) * max(0.0, min(1.0, share))


def _bands(bands: Sequence[BandSpan]) -> Iterator[str]:
    """Yield fields, every other one darker, with what has room of their names."""
    ends = [*(band.start for band in bands), 1.0]
    for number, (band, (start, end)) in enumerate(zip(bands, pairwise(ends), strict=True)):
        x, width = _x(start), _x(end) - _x(start)
        yield rect(x, _TOP, width, _TALL, fill=TRACK if number % 2 else "#FFFFFF", stroke=RULE)
        name = shortened(band.name, max(int(width / 5), 1))
        yield text(x + width / 2, _TOP + _TALL + 24, name, size=10, anchor="middle")
        if number:
            yield text(x, _TOP + _TALL + 12, band.bound, size=9, anchor="middle", fill=QUIET)


def _mark(mark: Mark, stroke: Stroke) -> Iterator[str]:
    x, above, under = _x(mark.share), _TOP - 6, _TOP + _TALL + 2
    colour, dash = stroke
    yield line((x, above), (x, under), stroke=colour, width=2, dash=dash)
    if not dash:
        yield circle(x, above - 2, 4.5, fill=colour)
