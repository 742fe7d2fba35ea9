"""Scorecards: two pages a unit, as PDFs."""

from parindex.reports.scorecards.making import make

__all__ = ["make"]
