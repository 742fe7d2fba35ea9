"""In which rows of a form each area, criterion and item stands."""

from collections.abc import Mapping
from typing import NamedTuple

from parindex.forms.layout import HEADER_ROW, Column, cell_name
from parindex.model.criteria import CriteriaSet


class ItemRows(NamedTuple):
    """The rows of an item (from 0): the first, and that of each input by its name."""

    first: int
    inputs: Mapping[str, int]

    @property
    def last(self) -> int:
        """Return the last row."""
        return max(self.inputs.values(), default=self.first)

    def cell(self, column: Column, name: str = "") -> str:
        """Return the cell of an input, or of the item itself, in a column."""
        return cell_name(self.inputs[name] if name else self.first, column)


class FormRows(NamedTuple):
    """The rows of a form: of each node by code, and of the total, in which the form ends."""

    nodes: Mapping[str, ItemRows]
    total: int


def rows_of(criteria: CriteriaSet) -> FormRows:
    """Return the rows in which a blank form has the nodes of a set."""
    row = HEADER_ROW + 2
    nodes = {}
    for node in criteria.walk():
        fields = node.criterion.on_form if node.criterion.rule else {}
        inputs = {name: row + number for number, name in enumerate(fields)}
        nodes[node.criterion.code] = ItemRows(row, inputs)
        row += max(len(inputs), 1)
    return FormRows(nodes, row)
