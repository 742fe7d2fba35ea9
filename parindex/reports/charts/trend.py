"""The index of a unit over the years beside the mean, as lines."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from parindex.locale import shortened
from parindex.reports.charts.legend import Stroke, Tick, legend, strokes
from parindex.reports.charts.palette import ACCENT, INK, QUIET, RULE
from parindex.reports.charts.svg import circle, line, picture, text


class Year(NamedTuple):
    """A year: its name, shares of the greatest index, 0 to 1, and what is written of the unit.

    There is no share where there was no index; the line then stops and begins anew.
    """

    label: str
    figure: str
    unit: float | None
    mean: float | None = None
    note: str = ""
    """Stands under the year, as a rank."""


def trend(
    label: str,
    years: Sequence[Year],
    names: Sequence[str],
    ticks: Sequence[Tick],
    accent: str = ACCENT,
) -> str:
    """Return the picture, the earliest year on the left; ``names`` are of unit and mean.

    Of the scale only the part between the ticks around what is shown is drawn.
    """
    low, high = _bounds(years, [share for share, _ in ticks])
    unit, mean, _ = strokes(accent)
    frame = _Frame(low, high, len(years))
    parts = [
        *_scale(frame, ticks),
        *_line(frame, [year.mean for year in years], mean),
        *_line(frame, [year.unit for year in years], unit),
        *_years(frame, years, accent),
        *legend(_WIDTH / 2, _HEIGHT - 6, zip(names, (unit, mean), strict=False)),
    ]
    return picture(_WIDTH, _HEIGHT, label, parts)


_WIDTH, _HEIGHT = 520, 182
_LEFT, _RIGHT, _TOP, _BOTTOM = 62, 468, 16, 118


_CROWDED = 18
"""Nearer than this over the unit the line of the mean would run through its figure."""


class _Frame(NamedTuple):
    low: float
    high: float
    years: int

    def x(self, place: int) -> float:
        """Return where a year stands; a single one in the middle."""
        if self.years == 1:
            return (_LEFT + _RIGHT) / 2
        return _LEFT + (_RIGHT - _LEFT) * place / (self.years - 1)

    def y(self, share: float) -> float:
        return _BOTTOM - (_BOTTOM - _TOP) * (share - self.low) / (self.high - self.low)


def _bounds(years: Sequence[Year], marks: Sequence[float]) -> tuple[float, float]:
    """Return the ticks around all shares, with room between them."""
    shown = [share for year in years for share in (year.unit, year.mean) if share is not None]
    low = max((mark for mark in marks if mark <= min(shown, default=0)), default=0.0)
    high = min((mark for mark in marks if mark >= max(shown, default=1)), default=1.0)
    return (low, high) if low < high else (0.0, 1.0)


def _scale(frame: _Frame, ticks: Sequence[Tick]) -> Iterator[str]:
    for share, words in ticks:
        if frame.low <= share <= frame.high:
            y = frame.y(share)
            yield line((_LEFT - 24, y), (_RIGHT + 24, y), stroke=RULE, width=0.7)
            yield text(_LEFT - 28, y + 3, words, size=8, anchor="end", fill=QUIET)


def _line(frame: _Frame, shares: Sequence[float | None], stroke: Stroke) -> Iterator[str]:
    points = [
        None if share is None else (frame.x(place), frame.y(share))
        for place, share in enumerate(shares)
    ]
    for one, next_one in pairwise(points):
        if one and next_one:
            yield line(one, next_one, stroke=stroke.colour, width=1.8, dash=stroke.dash)
    for point in points:
        if point:
            yield circle(*point, 3.5 if not stroke.dash else 2, fill=stroke.colour)


def _years(frame: _Frame, years: Sequence[Year], accent: str) -> Iterator[str]:
    for place, year in enumerate(years):
        x = frame.x(place)
        if year.unit is not None:
            y = frame.y(year.unit)
            crowded = year.mean is not None and 0 < y - frame.y(year.mean) < _CROWDED
            yield text(
                x,
                y + (14 if crowded else -7),
                year.figure,
                size=10,
                anchor="middle",
                fill=accent,
                bold=True,
            )
        yield text(x, _BOTTOM + 26, year.label, size=10, anchor="middle", fill=INK)
        note = shortened(year.note, 24)
        yield text(x, _BOTTOM + 38, note, size=8.5, anchor="middle", fill=QUIET)
