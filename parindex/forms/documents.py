"""The register of further documents in a returned form."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from parindex.forms.cells import CellReader, text_of
from parindex.forms.layout import EVIDENCE_FIELDS, REGISTER_HEADS, cell_name
from parindex.forms.layout import RegisterColumn as Col
from parindex.forms.open import Form, cell_at, columns_of
from parindex.forms.values import are_blank, is_blank, same_number, tidy
from parindex.locale import LANGUAGES, mark, phrase, speaker
from parindex.model.criteria import CriteriaSet
from parindex.model.finding import Finding
from parindex.model.submission import Evidence, Source
from parindex.sources.workbook import Cell, Grid

Documents = dict[str, tuple[Evidence, ...]]
"""Documents by the code of the item they are evidence for."""

_HEADS = frozenset(speaker(lang)(REGISTER_HEADS[Col.ITEM].text) for lang in LANGUAGES)
_FIELDS = (Col.NUMBER, Col.DAY, Col.ISSUER, Col.PLACE, Col.FILE)


def read_documents(form: Form, criteria: CriteriaSet) -> tuple[Documents, list[Finding]]:
    """Read the register; a line whose item cannot be told is a finding."""
    if form.register is None:
        return {}, []
    source = Source(form.file, form.register.name, form.identity.unit)
    reader = CellReader(source, form.register.faults)
    lost = columns_of(form.register.grid, REGISTER_HEADS)[2]
    if lost:
        reader.find("SUB024", None, None, columns=lost)
        return {}, reader.findings
    asked = {item.code: item.evidence != "none" for item in criteria.items}
    found: Documents = {}
    for row in document_rows(form.register.grid, reader.faults):
        item, place = _item(row.cells[Col.ITEM], asked), row.name(Col.ITEM)
        if not asked.get(item):
            shown = item or phrase(mark("(blank)"))
            code = "SUB042" if item in asked else "SUB027"
            reader.find(code, place, item if item in asked else None, shown=shown, raw=item)
            continue
        reader.text_faults(item, map(row.name, _FIELDS))
        names = dict(zip(EVIDENCE_FIELDS, map(row.name, _FIELDS), strict=True))
        fields = [row.cells[column] for column in _FIELDS]
        document = reader.document(item, fields, names, form.register.name)
        if document:
            found[item] = (*found.get(item, ()), document)
    return found, reader.findings


class DocumentRow(NamedTuple):
    """A row of the register in which something stands: its cells in the order of the layout."""

    row: int
    cells: Sequence[Cell]
    columns: Sequence[int]

    def name(self, column: Col) -> str:
        """Return the name of a cell."""
        return cell_name(self.row, self.columns[column])


def document_rows(grid: Grid, faults: Collection[str] = ()) -> Iterator[DocumentRow]:
    """Yield the rows of the register that hold something; none where its columns are lost.

    ``faults`` are cells that hold more than their value tells.
    """
    columns, top, lost = columns_of(grid, REGISTER_HEADS)
    for number, line in enumerate(() if lost else grid[top + 1 :], start=top + 1):
        if not faults and are_blank(line):
            continue
        cells = [cell_at(line, column) for column in columns]
        row = DocumentRow(number, cells, columns)
        filled = not all(map(is_blank, cells[Col.ITEM :]))
        held = filled or any(row.name(column) in faults for column in list(Col)[Col.ITEM :])
        if held and cells[Col.ITEM] not in _HEADS:
            yield row


def _item(cell: Cell, codes: Iterable[str]) -> str:
    """Return the code in a cell; a number may have lost a zero, and 1.1 then be 1.1 or 1.10."""
    meant = [code for code in codes if isinstance(cell, float | int) and same_number(code, cell)]
    return " / ".join(meant) or tidy(text_of(cell))
