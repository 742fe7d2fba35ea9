"""How many units are in each class: a column a class."""

from collections.abc import Sequence

from parindex.reports.charts.palette import INK, QUIET, RULE, band_colours
from parindex.reports.charts.svg import line, picture, rect, text

_WIDTH, _HEIGHT, _BASE, _TOP, _MOST = 480, 190, 160, 22, 74


def distribution(label: str, counts: Sequence[tuple[str, int]], unit: str = "") -> str:
    """Return columns, best class first; ``unit`` is written once, above the left one."""
    most = max((count for _, count in counts), default=0) or 1
    step = (_WIDTH - 20) / max(1, len(counts))
    width = min(_MOST, step * 0.7)
    parts = [line((10, _BASE), (_WIDTH - 10, _BASE), stroke=RULE)]
    if unit:
        parts.append(text(10, 10, unit, size=9, fill=QUIET))
    for number, ((name, count), colour) in enumerate(
        zip(counts, band_colours(len(counts)), strict=True)
    ):
        middle = 10 + step * (number + 0.5)
        height = (_BASE - _TOP) * count / most
        if count:
            left, top = middle - width / 2, _BASE - height
            parts.append(rect(left, top, width, height, fill=colour, stroke=INK))
        size = min(9.5, 9.5 * step / (5.2 * max(1, len(name))))
        parts += [
            text(middle, _BASE - height - 4, str(count), anchor="middle", bold=True),
            text(middle, _BASE + 14, name, size=max(6.5, size), anchor="middle"),
        ]
    return picture(_WIDTH, _HEIGHT - 10, label, parts)
