"""The ranking as a web page: one file that needs no network."""

from collections.abc import Iterator

from parindex.reports.publication import Made, Publication


def make(publication: Publication) -> Iterator[Made]:
    """Make the page; raises :class:`CannotGoOn` where a template of the office cannot be used."""
    from parindex.reports.page.content import content  # noqa: PLC0415 - only what is printed
    from parindex.reports.page.render import rendered  # noqa: PLC0415

    yield Made("index.html", rendered(content(publication), publication.own).encode())


__all__ = ["make"]
