"""Scores, ranks and publishes administrative reform indices."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parindex.reports.frames import Results

__all__ = ["__version__", "read_results"]

__version__ = "0.1.0"


def read_results(path: str | Path, lang: str | None = None) -> "Results":
    """Read the results of a scored round: of its folder, its results folder, or results.json.

    Returns pandas frames (``ranking``, ``areas``, ``items``, ``findings`` and more), with names in
    ``lang``, ``"vi"`` or ``"en"``, else in the language of the round. Raises
    :class:`FileNotFoundError` where there are no results and :class:`ValueError` where they
    cannot be used.
    """
    from parindex.reports.frames import read_results as read  # noqa: PLC0415 - pandas is heavy

    return read(path, lang)
