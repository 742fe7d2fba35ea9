"""The draft decision read back as a reader of the printed page sees it."""

from io import BytesIO

from docx import Document
from docx.document import Document as Word
from docx.oxml.ns import qn
from docx.table import Table

from parindex.reports.products import make
from parindex.reports.publication import Publication


def decision(publication: Publication) -> bytes:
    [made] = make(["decision"], publication)
    assert made.path == "decision.docx"
    return made.data


def word(publication: Publication) -> Word:
    return Document(BytesIO(decision(publication)))


def lines(document: Word) -> list[str]:
    """Return every line of the body and of its tables without a border, in order."""
    found: list[str] = []
    for element in document.element.body.iter(qn("w:p")):
        text = "".join(
            "\n" if part.tag == qn("w:br") else part.text or ""
            for part in element.iter(qn("w:t"), qn("w:br"))
        )
        found += text.split("\n") if text else []
    return found


def rows(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def tables(document: Word) -> list[Table]:
    """Return the tables of the annexes, without the two that lay out head and signature."""
    return list(document.tables[2:])
