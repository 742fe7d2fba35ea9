"""Horizontal bars with a line at their mean."""

from collections.abc import Sequence
from typing import NamedTuple

from parindex.reports.charts.palette import ACCENT, MEAN, QUIET, TRACK
from parindex.reports.charts.svg import line, picture, rect, text

_WIDTH, _LABEL, _FIGURE = 480, 175, 42
_ROW, _LEAST_ROW, _HEIGHT = 15.0, 9.0, 380.0
"""Rows are this high, and lower where there are so many that the picture would not fit a page."""


class Bar(NamedTuple):
    """A bar: what it is of, its length as a share (0 to 1) of the whole, its figure as printed."""

    label: str
    share: float
    shown: str


def bars(
    label: str,
    rows: Sequence[Bar],
    *,
    mean: tuple[float, str] | None = None,
    accent: str = ACCENT,
) -> str:
    """Return bars, one below the other; ``mean`` is a share and what is written at its line."""
    head = 16 if mean else 4
    step = min(_ROW, max(_LEAST_ROW, _HEIGHT / max(1, len(rows))))
    height, thick = head + step * len(rows) + 2, step * 0.62
    letters = min(9.5, step * 0.8)
    length = _WIDTH - _LABEL - _FIGURE
    parts = []
    for number, bar in enumerate(rows):
        top = head + number * step
        base = top + step / 2 + letters * 0.35
        size = letters * min(1.0, 34 / max(1, len(bar.label)))
        full = max(0.0, min(1.0, bar.share))
        parts += [
            text(_LABEL - 6, base, bar.label, size=size, anchor="end"),
            rect(_LABEL, top + (step - thick) / 2, length, thick, fill=TRACK),
            rect(_LABEL, top + (step - thick) / 2, full * length, thick, fill=accent),
            text(_WIDTH, base, bar.shown, size=letters, anchor="end"),
        ]
    if mean:
        place = _LABEL + mean[0] * length
        anchor = "end" if mean[0] > 0.75 else "middle"
        parts += [
            line((place, head - 3), (place, height), stroke=MEAN, width=1.4, dash="4 2"),
            text(place, head - 6, mean[1], size=9, anchor=anchor, fill=QUIET),
        ]
    return picture(_WIDTH, height, label, parts)
