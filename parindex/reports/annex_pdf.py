"""A document as a PDF: the annex of an official letter."""

from typing import Any

from parindex.model.finding import Finding
from parindex.reports.document import Bullets, Document, Facts, Heading, Paragraph, Part, Table
from parindex.reports.typeset import typeset


def annex_pdf(document: Document) -> tuple[bytes, list[Finding]]:
    """Return the PDF and what is to be told of it; raises :class:`CannotGoOn`."""
    head = {
        "lang": document.lang,
        "organisation": document.organisation,
        "label": document.label,
        "title": document.title,
        "attached": document.attached,
        "page": document.page,
        "status": document.status,
        "facts": document.facts,
    }
    parts = [_part(part) for part in document.parts]
    return typeset("annex.typ", {**head, "parts": parts}, document.year)


def _part(part: Part) -> dict[str, Any]:
    """Return a part under the name by which the template knows it."""
    match part:
        case Heading(level, text):
            return {"kind": "heading", "level": level - 1, "text": text}
        case Paragraph(text):
            return {"kind": "paragraph", "text": text}
        case Bullets(lines, title):
            return {"kind": "bullets", "title": title, "lines": lines}
        case Facts(rows):
            return {"kind": "facts", "rows": rows}
        case Table():
            return {"kind": "table", **part._asdict(), "figures": sorted(part.figures)}
