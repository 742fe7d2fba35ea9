"""The XML of one sheet: its cells found by name and given a format, also where they are absent."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from parindex.forms.annotation.markup import Element, Patch, whole_number
from parindex.forms.layout import cell_name

_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_LARGEST = 10_000
"""No width or height is larger."""
_LAST = (1_048_575, 16_383)
_AFTER_LEGACY = frozenset(
    {
        "legacyDrawingHF",
        "drawingHF",
        "picture",
        "oleObjects",
        "controls",
        "webPublishItems",
        "tableParts",
        "extLst",
        "AlternateContent",
    }
)
"""What may stand behind the link to the boxes of comments (ECMA-376, part 1, 18.3.1.99)."""


class Spot(NamedTuple):
    """A cell's row and column, both from 0."""

    row: int
    column: int

    @classmethod
    def read(cls, name: str) -> "Spot | None":
        """Read a cell's name; none where no sheet has such a cell."""
        found = _CELL.fullmatch(name.strip().upper())
        if not found:
            return None
        column = 0
        for letter in found.group(1):
            column = column * 26 + ord(letter) - 64
        spot = cls(int(found.group(2)) - 1, column - 1)
        return spot if spot.row <= _LAST[0] and spot.column <= _LAST[1] else None

    @property
    def name(self) -> str:
        """Return the name: ``G13``."""
        return cell_name(*self)


class Span(NamedTuple):
    """Columns with one width and format."""

    first: int
    last: int
    width: float
    style: str | None


class SheetPatch(Patch):
    """A sheet as it was read, and the changes asked for."""

    def __init__(self, xml: bytes) -> None:
        super().__init__(xml, leaves=("c", "customSheetViews"))

    @cached_property
    def data(self) -> Element:
        """Return the element that holds the rows."""
        return self.root.child("sheetData") or self.root

    @cached_property
    def rows(self) -> list[tuple[int, Element]]:
        """Return the rows with their numbers from 0, in the order of the file."""
        return list(_numbered(self.data, _row_number))

    @cached_property
    def merged(self) -> list[tuple[Spot, Spot]]:
        """Return the first and the last cell of each merged area."""
        areas = self.root.child("mergeCells")
        children = areas.children if areas else []
        ends = (area.attributes.get("ref", "").split(":") for area in children)
        spots = [(Spot.read(end[0]), Spot.read(end[-1])) for end in ends]
        return [(first, last) for first, last in spots if first and last]

    @cached_property
    def columns(self) -> list[Span]:
        """Return what is said of columns."""
        said = self.root.child("cols")
        spans = []
        for entry in said.children if said else ():
            told = entry.attributes
            width = 0.0 if told.get("hidden") in {"1", "true"} else _float(told.get("width"), 8.43)
            first = whole_number(told.get("min"), 1) - 1
            last = whole_number(told.get("max"), 1) - 1
            spans.append(Span(first, last, width, told.get("style")))
        return spans

    def head(self, spot: Spot) -> Spot:
        """Return the first cell of the merged area that a cell is in, or the cell itself."""
        for first, last in self.merged:
            if first.row <= spot.row <= last.row and first.column <= spot.column <= last.column:
                return first
        return spot

    def cells(self) -> Iterator[tuple[Spot, Element]]:
        """Yield every cell there is."""
        for number, row in self.rows:
            for column, cell in _cells(row):
                yield Spot(number, column), cell

    def paint(self, spots: Sequence[Spot], style: Callable[[Spot, str | None], int | None]) -> None:
        """Give cells the format that ``style`` returns for what they have now."""
        for number in sorted({spot.row for spot in spots}):
            columns = sorted({spot.column for spot in spots if spot.row == number})
            at = bisect_left(self.rows, number, key=lambda row: row[0])
            if at < len(self.rows) and self.rows[at][0] == number:
                self._paint_row(number, self.rows[at][1], columns, style)
                continue
            new = "".join(self._blank(Spot(number, column), None, style) for column in columns)
            if new:
                self._insert(f'<row r="{number + 1}">{new}</row>', self.data, self.rows, number)

    def _paint_row(
        self,
        number: int,
        row: Element,
        columns: list[int],
        style: Callable[[Spot, str | None], int | None],
    ) -> None:
        cells = list(_cells(row))
        known = dict(reversed(cells))
        for column in columns:
            spot = Spot(number, column)
            if cell := known.get(column):
                index = style(spot, cell.attributes.get("s"))
                if index is not None:
                    self.set(cell, "s", str(index))
            elif new := self._blank(spot, row, style):
                self._insert(new, row, cells, column)

    def _blank(
        self, spot: Spot, row: Element | None, style: Callable[[Spot, str | None], int | None]
    ) -> str:
        base = None
        if row is not None and row.attributes.get("customFormat") in {"1", "true"}:
            base = row.attributes.get("s")
        elif span := self._span(spot.column):
            base = span.style
        index = style(spot, base)
        return "" if index is None else f'<c r="{spot.name}" s="{index}"/>'

    def _insert(
        self, new: str, parent: Element, siblings: list[tuple[int, Element]], number: int
    ) -> None:
        following = next((element for at, element in siblings if at > number), None)
        if following:
            self.before(following, new)
        else:
            self.append(parent, new)

    def _span(self, column: int) -> Span | None:
        return next((span for span in self.columns if span.first <= column <= span.last), None)

    def width(self, column: int) -> int:
        """Return a column's width in pixels."""
        said = self.root.child("sheetFormatPr")
        usual = _float(said.attributes.get("defaultColWidth") if said else None, 9.14)
        span = self._span(column)
        return round((span.width if span else usual) * 7)

    @cached_property
    def _heights(self) -> dict[int, int]:
        heights = {}
        for number, row in self.rows:
            if row.attributes.get("hidden") in {"1", "true"}:
                heights[number] = 0
            elif "ht" in row.attributes:
                heights[number] = round(_float(row.attributes["ht"], 15) * 4 / 3)
        return heights

    def height(self, row: int) -> int:
        """Return a row's height in pixels."""
        said = self.root.child("sheetFormatPr")
        usual = _float(said.attributes.get("defaultRowHeight") if said else None, 15)
        return self._heights.get(row, round(usual * 4 / 3))

    def select(self, selected: str) -> None:
        """Say whether (``1`` or ``0``) the sheet is one of those that are typed into."""
        views = self.root.child("sheetViews")
        for view in views.children if views else ():
            if view.attributes.get("tabSelected", "0") != selected:
                self.set(view, "tabSelected", selected)

    def link_boxes(self, identity: str, namespace: str) -> None:
        """Name the part with the boxes of comments."""
        new = f'<legacyDrawing xmlns:r="{namespace}" r:id="{identity}"/>'
        following = None
        for child in reversed(self.root.children):
            if child.local not in _AFTER_LEGACY:
                break
            following = child
        if following:
            self.before(following, new)
        else:
            self.append(self.root, new)


def _numbered(parent: Element, read: Callable[[str], int | None]) -> Iterator[tuple[int, Element]]:
    """Yield children with the number they say, or that follows the last one."""
    number = -1
    for child in parent.children:
        said = read(child.attributes.get("r", ""))
        number = number + 1 if said is None else said
        yield number, child


def _row_number(said: str) -> int | None:
    return whole_number(said) - 1 if whole_number(said) else None


def _cells(row: Element) -> Iterator[tuple[int, Element]]:
    def column(name: str) -> int | None:
        spot = Spot.read(name)
        return spot.column if spot else None

    return _numbered(row, column)


def _float(text: str | None, otherwise: float) -> float:
    try:
        value = float(text) if text else otherwise
    except ValueError:
        return otherwise
    return value if 0 <= value < _LARGEST else otherwise
