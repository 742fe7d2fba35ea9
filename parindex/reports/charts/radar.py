"""Areas of a unit against mean and best, as a radar chart; few areas or many as lanes."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import cos, pi, sin
from typing import NamedTuple

from parindex.locale import shortened
from parindex.reports.charts.legend import Stroke, Tick, legend, strokes
from parindex.reports.charts.palette import ACCENT, QUIET, RULE
from parindex.reports.charts.svg import circle, line, picture, polygon, text

Point = tuple[float, float]
FEWEST, MOST = 3, 12
"""How many axes a radar chart can have and still be read."""


class Axis(NamedTuple):
    """An axis: its name, the unit's figure as printed, and shares of the greatest, 0 to 1.

    There is no share where nothing applied; the line then goes on to the next axis.
    """

    label: str
    figure: str
    unit: float | None
    mean: float | None = None
    best: float | None = None

    @property
    def shares(self) -> tuple[float | None, float | None, float | None]:
        """Return the shares of the unit, the mean and the best, none beyond the scale."""
        return _within(self.unit), _within(self.mean), _within(self.best)


def _within(share: float | None) -> float | None:
    return None if share is None else max(0.0, min(1.0, share))


def profile(
    label: str,
    axes: Sequence[Axis],
    names: Sequence[str],
    ticks: Sequence[Tick],
    accent: str = ACCENT,
) -> str:
    """Return the picture that suits the number of areas; ``names`` are of unit, mean and best."""
    draw = radar if FEWEST <= len(axes) <= MOST else lanes
    return draw(label, axes, names, ticks, accent)


def radar(
    label: str,
    axes: Sequence[Axis],
    names: Sequence[str],
    ticks: Sequence[Tick],
    accent: str = ACCENT,
) -> str:
    """Return a radar chart, the first axis upwards and the others clockwise."""
    parts = [
        *_web(len(axes), ticks),
        *_shapes(axes, strokes(accent)),
        *_corners(axes, accent),
        *legend(_MIDDLE[0], _HEIGHT - 6, zip(names, strokes(accent), strict=False)),
    ]
    return picture(_WIDTH, _HEIGHT, label, parts)


_WIDTH, _HEIGHT, _RADIUS = 300, 292, 98
_MIDDLE = (150, 136)


def _at(place: int, count: int, share: float) -> Point:
    angle = 2 * pi * place / count
    length = _RADIUS * share
    return _MIDDLE[0] + length * sin(angle), _MIDDLE[1] - length * cos(angle)


def _web(count: int, ticks: Sequence[Tick]) -> Iterator[str]:
    for share, _ in ticks:
        ring = [_at(place, count, share) for place in range(count + 1)]
        for start, end in pairwise(ring):
            yield line(start, end, stroke=RULE, width=0.7)
    for place in range(count):
        yield line(_MIDDLE, _at(place, count, 1), stroke=RULE, width=0.7)
    for share, words in ticks:
        x, y = _at(0, count, share)
        yield text(x + 3, y + 9, words, size=8, fill=QUIET)


def _shapes(axes: Sequence[Axis], drawn: Sequence[Stroke]) -> Iterator[str]:
    """Yield best, mean and unit, the unit on top."""
    for number in (2, 1, 0):
        corners = [
            _at(place, len(axes), share)
            for place, axis in enumerate(axes)
            if (share := axis.shares[number]) is not None
        ]
        fill = drawn[0].colour if number == 0 else "none"
        stroke, dash = drawn[number]
        if corners:
            yield polygon(corners, fill=fill, stroke=stroke, dash=dash, opacity=0.14)
        if number == 0:
            yield from (circle(x, y, 2.5, fill=fill) for x, y in corners)


def _corners(axes: Sequence[Axis], accent: str) -> Iterator[str]:
    for place, axis in enumerate(axes):
        x, y = _at(place, len(axes), 1 + 15 / _RADIUS)
        aside = x - _MIDDLE[0]
        anchor = "middle" if abs(aside) < 12 else "start" if aside > 0 else "end"
        up = y < _MIDDLE[1] - _RADIUS / 2
        yield text(x, y - 9 if up else y, shortened(axis.label, 12), size=11, anchor=anchor)
        below = y + 3 if up else y + 12
        yield text(x, below, axis.figure, size=11, anchor=anchor, fill=accent, bold=True)


def lanes(
    label: str,
    axes: Sequence[Axis],
    names: Sequence[str],
    ticks: Sequence[Tick],
    accent: str = ACCENT,
) -> str:
    """Return a lane an axis: a line with a dot for the unit, strokes for the mean and the best."""
    height = _TOP + _LANE * len(axes) + 24
    drawn = strokes(accent)
    parts = [*_scale(ticks, height - 26)]
    for place, axis in enumerate(axes):
        parts += _lane(_TOP + _LANE * (place + 0.5), axis, drawn)
    parts += legend(_WIDTH / 2, height - 6, zip(names, drawn, strict=False))
    return picture(_WIDTH, height, label, parts)


_TOP, _LANE = 16, 17
_LEFT, _RIGHT = 62, 258


def _along(share: float) -> float:
    return _LEFT + (_RIGHT - _LEFT) * share


def _scale(ticks: Sequence[Tick], bottom: float) -> Iterator[str]:
    for share, words in ticks:
        yield line((_along(share), _TOP - 3), (_along(share), bottom), stroke=RULE, width=0.7)
        yield text(_along(share), _TOP - 7, words, size=7, anchor="middle", fill=QUIET)


def _lane(y: float, axis: Axis, drawn: Sequence[Stroke]) -> Iterator[str]:
    unit, *others = axis.shares
    yield text(_LEFT - 6, y + 3, shortened(axis.label, 10), size=9, anchor="end")
    yield text(_RIGHT + 6, y + 3, axis.figure, size=9, fill=drawn[0].colour, bold=True)
    for share, (stroke, dash) in zip(others, drawn[1:], strict=True):
        if share is not None:
            x = _along(share)
            yield line((x, y - 7), (x, y + 7), stroke=stroke, width=2, dash=dash)
    if unit is not None:
        yield line((_LEFT, y), (_along(unit), y), stroke=drawn[0].colour, width=3)
        yield circle(_along(unit), y, 4, fill=drawn[0].colour)
