"""The register of further documents in a returned form."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from parindex.forms.cells import CellReader, text_of
from parindex.forms.layout import EVIDENCE_FIELDS, cell_name
from parindex.forms.layout import RegisterColumn as Col
from parindex.forms.open import Form, columns_of
from parindex.forms.values import tidy
from parindex.model.criteria import CriteriaSet
from parindex.model.finding import Finding
from parindex.model.submission import Evidence, Source
from parindex.sources.workbook import Cell, Grid

Documents = dict[str, tuple[Evidence, ...]]
"""Documents by the code of the item they are evidence for."""

_FIELDS = (Col.NUMBER, Col.DAY, Col.ISSUER, Col.PLACE, Col.FILE)


def read_documents(form: Form, criteria: CriteriaSet) -> tuple[Documents, list[Finding]]:
    """Read the register; a line whose item cannot be told is a finding."""
    if form.register is None:
        return {}, []
    source = Source(form.file, form.register.name, form.identity.unit)
    reader = CellReader(source, form.register.faults)
    lost = columns_of(form.register.grid, Col)[2]
    if lost:
        reader.find("SUB024", None, None, columns=", ".join(lost))
        return {}, reader.findings
    codes = {item.code for item in criteria.items}
    found: Documents = {}
    for row in document_rows(form.register.grid):
        cells = row.cells
        item = tidy(text_of(cells[Col.ITEM]))
        if item not in codes:
            reader.find("SUB027", row.name(Col.ITEM), None, shown=item)
            continue
        day = reader.evidence_day(item, cells[Col.DAY], row.name(Col.DAY))
        document = Evidence(
            number=text_of(cells[Col.NUMBER]),
            day=day,
            issuer=text_of(cells[Col.ISSUER]),
            place=text_of(cells[Col.PLACE]),
            file=text_of(cells[Col.FILE]),
            cells={
                name: row.name(column)
                for name, column in zip(EVIDENCE_FIELDS, _FIELDS, strict=True)
            },
            sheet=form.register.name,
        )
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


def document_rows(grid: Grid) -> Iterator[DocumentRow]:
    """Yield the rows of the register that hold something; none where its columns are lost."""
    columns, top, lost = columns_of(grid, Col)
    if lost:
        return
    for row, line in enumerate(grid[top + 2 :], start=top + 2):
        cells = [line[column] if column < len(line) else "" for column in columns]
        if any(value not in {"", None} for value in cells[Col.ITEM :]):
            yield DocumentRow(row, cells, columns)
