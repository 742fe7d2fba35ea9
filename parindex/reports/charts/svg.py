"""The parts of an SVG picture; lengths are in its own units, texts are escaped."""

from collections.abc import Iterable
from html import escape

from parindex.reports.charts.palette import INK

FONT = "Be Vietnam Pro, Noto Serif, Segoe UI, Arial, sans-serif"
"""The first is the reports' own: of ẹ, ị, ọ and ụ in Noto Sans the typesetter makes two glyphs
without a code, which no archival PDF may have."""


def picture(width: float, height: float, label: str, parts: Iterable[str]) -> str:
    """Return a picture; ``label`` says what it shows to those who cannot see it."""
    body = "".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(width)} {_n(height)}"'
        f' width="{_n(width)}" height="{_n(height)}" role="img" aria-label="{escape(label)}"'
        f' font-family="{FONT}">{body}</svg>'
    )


def text(
    x: float,
    y: float,
    words: str,
    *,
    size: float = 10,
    anchor: str = "start",
    fill: str = INK,
    bold: bool = False,
) -> str:
    """Return a text whose base line starts (or ends, or has its middle) at a point."""
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}" text-anchor="{anchor}"'
        f' fill="{fill}"{weight}>{escape(words)}</text>'
    )


def rect(x: float, y: float, width: float, height: float, *, fill: str, stroke: str = "") -> str:
    """Return a rectangle by its upper left corner and size."""
    line = f' stroke="{stroke}" stroke-width="0.7"' if stroke else ""
    return (
        f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}"'
        f' fill="{fill}"{line}/>'
    )


def line(
    start: tuple[float, float],
    end: tuple[float, float],
    *,
    stroke: str,
    width: float = 1,
    dash: str = "",
) -> str:
    """Return a straight line."""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<line x1="{_n(start[0])}" y1="{_n(start[1])}" x2="{_n(end[0])}" y2="{_n(end[1])}"'
        f' stroke="{stroke}" stroke-width="{_n(width)}"{dashes}/>'
    )


def polygon(
    points: Iterable[tuple[float, float]],
    *,
    fill: str,
    stroke: str,
    opacity: float = 1,
    dash: str = "",
) -> str:
    """Return a closed shape."""
    shape = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<polygon points="{shape}" fill="{fill}" fill-opacity="{_n(opacity)}"'
        f' stroke="{stroke}" stroke-width="1.5"{dashes}/>'
    )


def circle(x: float, y: float, radius: float, *, fill: str, stroke: str = "") -> str:
    """Return a disc."""
    edge = f' stroke="{stroke}" stroke-width="1.2"' if stroke else ""
    return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}" fill="{fill}"{edge}/>'


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
