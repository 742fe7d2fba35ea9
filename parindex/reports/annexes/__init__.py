"""The annexes of a round as a workbook whose sums a reader can check."""

from collections.abc import Iterator

from parindex.reports.publication import Made, Publication


def make(publication: Publication) -> Iterator[Made]:
    """Make the workbook of annexes."""
    from parindex.reports.annexes.workbook import annexes_xlsx  # noqa: PLC0415 - heavy

    yield Made("annexes.xlsx", annexes_xlsx(publication))


__all__ = ["make"]
