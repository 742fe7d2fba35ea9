"""Two figures of each row and the way from one to the other."""

from collections.abc import Sequence
from typing import NamedTuple

from parindex.reports.charts.palette import ACCENT, INK, QUIET, RULE, TRACK
from parindex.reports.charts.svg import circle, line, picture, text

_WIDTH, _LABEL, _ROW, _FIGURE, _HEAD = 480, 175, 16, 50, 20


class Pair(NamedTuple):
    """What a pair is of, its two figures as shares (0 to 1), and their difference as printed."""

    label: str
    first: float
    second: float
    shown: str


def dumbbell(
    label: str, names: tuple[str, str], rows: Sequence[Pair], *, accent: str = ACCENT
) -> str:
    """Return a row a pair: an empty ring for the first figure, a full one for the second.

    The scale, in percent, begins a little below the least figure.
    """
    low = min((min(row.first, row.second) for row in rows), default=0.0)
    least = max(0.0, int(low * 10) / 10 - 0.05)
    length = _WIDTH - _LABEL - _FIGURE

    def at(share: float) -> float:
        return _LABEL + (share - least) / (1 - least) * length

    middle = _LABEL + length / 2
    parts = [
        circle(_LABEL + 6, 8, 3.6, fill="#FFFFFF", stroke=INK),
        text(_LABEL + 14, 11, names[0], size=9, fill=QUIET),
        circle(middle + 6, 8, 3.6, fill=accent, stroke=accent),
        text(middle + 14, 11, names[1], size=9, fill=QUIET),
    ]
    bottom = _HEAD + _ROW * len(rows)
    for tick in range(int(least * 10), 11):
        if tick / 10 >= least:
            place = at(tick / 10)
            parts += [
                line((place, _HEAD), (place, bottom), stroke=TRACK),
                text(place, bottom + 11, f"{tick * 10}%", size=8, anchor="middle", fill=QUIET),
            ]
    for number, row in enumerate(rows):
        y = _HEAD + number * _ROW + 8
        size = 9.5 if len(row.label) <= 32 else max(6.5, 9.5 * 32 / len(row.label))
        parts += [
            text(_LABEL - 6, y + 3, row.label, size=size, anchor="end"),
            line((at(row.first), y), (at(row.second), y), stroke=RULE, width=3),
            circle(at(row.first), y, 3.6, fill="#FFFFFF", stroke=INK),
            circle(at(row.second), y, 3.6, fill=accent, stroke=accent),
            text(_WIDTH, y + 3, row.shown, size=9.5, anchor="end"),
        ]
    return picture(_WIDTH, bottom + 16, label, parts)
