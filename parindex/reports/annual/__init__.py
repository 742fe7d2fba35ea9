"""The annual report as a PDF."""

from collections.abc import Iterator

from parindex.reports.annual.report import annual_pdf
from parindex.reports.publication import Made, Publication


def make(publication: Publication) -> Iterator[Made]:
    """Make the annual report."""
    data, findings = annual_pdf(publication)
    yield Made("annual.pdf", data, tuple(findings))


__all__ = ["annual_pdf", "make"]
