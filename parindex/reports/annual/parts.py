"""What the parts of the annual report are made of: tables, charts, and how long is long."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from parindex.locale import mark
from parindex.reports.view import BlockView

LONG = 45
"""A chart of more units does not fit a page: it shows the ends of a block; annexes have all."""
ENDS = 20
"""How many units are shown at either end."""
FEW = 5
"""So many units are named in a sentence."""
Part = dict[str, Any]
"""A part under the name by which the template knows it."""


def table(
    heads: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    widths: Sequence[str],
    figures: Iterable[int] = (),
    last: Sequence[str] = (),
    fills: Sequence[Sequence[str]] = (),
) -> Part:
    """Return a table.

    ``widths`` are ``auto``, a length (``2cm``) or a share (``1fr``) a column; columns of
    ``figures`` stand right; ``last`` is a row of its own at the end; ``fills`` are colours by row
    and column, for a heat map.
    """
    return {
        "kind": "table",
        "heads": list(heads),
        "rows": [list(row) for row in rows],
        "widths": list(widths),
        "figures": sorted(figures),
        "last": list(last),
        "fills": [list(row) for row in fills],
    }


def chart(svg: str, label: str, width: str = "100%") -> Part:
    """Return a chart; ``label`` is read to those who cannot see it."""
    return {"kind": "chart", "svg": svg, "alt": label, "width": width}


def lines(texts: Iterable[str]) -> Part:
    """Return a list."""
    return {"kind": "list", "lines": list(texts)}


def paragraphs(text: str) -> Part:
    """Return paragraphs; a blank line parts two, lines that begin with a hyphen are a list."""
    parts = (part.strip() for part in re.split(r"\n\s*\n", text))
    return {"kind": "paragraphs", "texts": [_list_or_text(part) for part in parts if part]}


def _list_or_text(part: str) -> list[str] | str:
    if all(line.lstrip().startswith("- ") for line in part.splitlines()):
        return [line.lstrip().removeprefix("- ").strip() for line in part.splitlines()]
    return " ".join(part.split())


def heading(level: int, text: str) -> Part:
    """Return a heading."""
    return {"kind": "heading", "level": level, "text": text}


def named(view: BlockView, names: Sequence[str]) -> Sequence[str] | str:
    """Return a few names; how many units there are where they are more."""
    if len(names) <= FEW:
        return names
    return view.say(mark("{count} {count:unit|units}"), count=len(names))


def share_of(view: BlockView, index: Decimal | Fraction | None) -> float:
    """Return the index of an area as a share of the greatest there is, for the length of a bar."""
    return float(Fraction(index or 0) / view.block.criteria.most_of_area)
