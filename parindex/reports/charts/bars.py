"""Horizontal bars with a line at their mean."""

from collections.abc import Sequence
from typing import NamedTuple

from parindex.reports.charts.palette import ACCENT, MEAN, QUIET, TRACK
from parindex.reports.charts.svg import line, picture, rect, text

_WIDTH, _LABEL, _ROW, _BAR, _FIGURE = 480, 175, 15, 9, 42


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
    height = head + _ROW * len(rows) + 2
    length = _WIDTH - _LABEL - _FIGURE
    parts = []
    for number, bar in enumerate(rows):
        top = head + number * _ROW
        base = top + _BAR + 0.5
        size = 9.5 if len(bar.label) <= 32 else max(6.5, 9.5 * 32 / len(bar.label))
        parts += [
            text(_LABEL - 6, base, bar.label, size=size, anchor="end"),
            rect(_LABEL, top + 2, length, _BAR, fill=TRACK),
            rect(_LABEL, top + 2, max(0.0, min(1.0, bar.share)) * length, _BAR, fill=accent),
            text(_WIDTH, base, bar.shown, size=9.5, anchor="end"),
        ]
    if mean:
        place = _LABEL + mean[0] * length
        anchor = "end" if mean[0] > 0.75 else "middle"
        parts += [
            line((place, head - 3), (place, height), stroke=MEAN, width=1.4, dash="4 2"),
            text(place, head - 6, mean[1], size=9, anchor=anchor, fill=QUIET),
        ]
    return picture(_WIDTH, height, label, parts)
