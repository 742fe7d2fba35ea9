"""The annual report as a PDF; its widest annex in volumes where there are very many units."""

from collections.abc import Iterator

from parindex.reports.annual.report import annual_pdfs, documents
from parindex.reports.publication import Made, Publication


def make(publication: Publication) -> Iterator[Made]:
    """Make the annual report."""
    for name, data, findings in annual_pdfs(publication):
        yield Made(f"{name}.pdf", data, tuple(findings))


__all__ = ["documents", "make"]
