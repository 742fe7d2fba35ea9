"""Publications of a result as they are where the office states nothing of its own."""

from pathlib import Path

from parindex.model.imprint import Imprint
from parindex.model.result import RoundResult
from parindex.reports.publication import Publication


def published(
    result: RoundResult,
    lang: str = "vi",
    *,
    own: Path | None = None,
    imprint: Imprint | None = None,
    units: frozenset[str] = frozenset(),
) -> Publication:
    """Return what publications of a result are made from."""
    stated = imprint or Imprint(parindex=1)
    return Publication(result, lang, stated, run="0123456789ab", own=own, units=units)
