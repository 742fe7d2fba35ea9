"""The draft of the decision that publishes a round, as a Word document."""

from collections.abc import Iterator

from parindex.reports.publication import Made, Publication


def make(publication: Publication) -> Iterator[Made]:
    """Make the draft decision; raises :class:`CannotGoOn` for an own template that is wrong."""
    from parindex.reports.decision.document import decision_docx  # noqa: PLC0415 - heavy

    yield Made("decision.docx", decision_docx(publication))


__all__ = ["make"]
