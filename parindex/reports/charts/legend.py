"""How a unit, the mean and the best are drawn and named, alike in every chart that compares them.

They differ in colour, in dashes and in the form of their marks, so that any one of these suffices.
"""

from collections.abc import Iterable
from typing import NamedTuple

from parindex.reports.charts.palette import ACCENT, BEST, MEAN
from parindex.reports.charts.svg import circle, line, text

Tick = tuple[float, str]
"""A line of the scale: a share of the greatest there is, 0 to 1, and what is written at it."""


class Stroke(NamedTuple):
    """How a line is drawn: its colour, and its dashes as SVG has them; solid without."""

    colour: str
    dash: str = ""


def strokes(accent: str = ACCENT) -> tuple[Stroke, Stroke, Stroke]:
    """Return how the unit (solid), the mean (dashed) and the best (dotted) are drawn."""
    return Stroke(accent), Stroke(MEAN, "5 3"), Stroke(BEST, "1.5 2.5")


def legend(
    middle: float, y: float, entries: Iterable[tuple[str, Stroke]], size: float = 9.5
) -> Iterable[str]:
    """Yield the parts of a legend in one row around ``middle``; a solid line bears a dot."""
    named = list(entries)
    widths = [22 + _LETTER * size * len(name) for name, _ in named]
    x = middle - (sum(widths) + _APART * (len(named) - 1)) / 2
    for (name, stroke), width in zip(named, widths, strict=True):
        yield line((x, y - 3), (x + 18, y - 3), stroke=stroke.colour, width=1.8, dash=stroke.dash)
        if not stroke.dash:
            yield circle(x + 9, y - 3, 2.5, fill=stroke.colour)
        yield text(x + 22, y, name, size=size)
        x += width + _APART


_LETTER, _APART = 0.52, 10
"""The width of a letter against its size, on average; the room between two entries."""
