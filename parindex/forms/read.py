"""The answers of a returned form, each with its cell; found by the keys of rows and columns."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from parindex.forms.cells import CellReader, shown_as_typed, text_of
from parindex.forms.documents import read_documents
from parindex.forms.layout import EVIDENCE_FIELDS, HIDDEN, RowKey, cell_name
from parindex.forms.layout import Column as Col
from parindex.forms.open import Form, cell_at
from parindex.forms.values import BLANK, USABLE, are_blank, is_blank, tidy
from parindex.locale import phrase
from parindex.model.criteria import CriteriaSet, Criterion
from parindex.model.finding import Finding
from parindex.model.rule import Input, Value
from parindex.model.submission import CLAIM, Answer, Evidence
from parindex.sources.sheet import LAST_COLUMN, MAX_ROWS
from parindex.sources.workbook import Cell, Grid

_EVIDENCE = slice(Col.EVIDENCE_NUMBER, Col.EVIDENCE_FILE + 1)
_EVIDENCE_COLUMNS = tuple(Col)[_EVIDENCE]
_BESIDE_INPUT = tuple(map(Col, range(Col.CLAIM, Col.EXPLANATION + 1)))
_BESIDE_SUMS = (Col.VALUE, *_BESIDE_INPUT[1:])
"""The columns in which nothing is asked in the row of a further input, and in one of sums."""
_BY_UNIT = frozenset({"unit", "council"})
"""Who scores an item whose inputs, if it has any, the unit declares."""


class _ItemRows(NamedTuple):
    """Where an item stands: its first row, its inputs' rows, and the cells of what is declared.

    ``tick`` is the cell for «not applicable», ``evidence`` are those of a document's fields.
    """

    row: int
    inputs: Mapping[str, int]
    cells: Mapping[str, str]
    tick: str
    evidence: Mapping[str, str]


class _Rows(NamedTuple):
    """What the column of keys says: items, keys met twice (row and first row), and other rows.

    ``partly`` are the rows in which not all is to be filled in: those of further inputs, with
    their item, and of sums; ``below`` are the rows below the table.
    """

    items: Mapping[str, _ItemRows]
    twice: tuple[tuple[int, int, RowKey], ...]
    other: tuple[int, ...]
    partly: tuple[tuple[int, str | None], ...]
    below: tuple[int, ...]

    def twice_named(self, code: str, name: str | None = None) -> bool:
        """Tell whether a row of the item, or the one of an input, was met twice."""
        return any(key.code == code and name in {None, key.name} for _, _, key in self.twice)


@lru_cache(256)
def _rows(keys: tuple[Cell, ...], columns: tuple[int, ...]) -> _Rows:
    """Read the column of keys; the same in all forms of a set that nobody moved rows in.

    That holds without what stands in it of whose form it is.
    """
    seen: dict[RowKey, int] = {}
    twice, other = [], []
    body, end = False, len(keys)
    for number, text in enumerate(keys):
        key = RowKey.read(text)
        if text == "end":
            end = number
        if key is None:
            if body and text != "end":
                other.append(number)
            body = body and text != "end"
        elif key in seen:
            twice.append((number, seen[key], key))
        else:
            body = True
            seen[key] = number
    doubtful = {key for _, _, key in twice}
    sure = [(key, row) for key, row in seen.items() if key not in doubtful]
    inputs: dict[str, dict[str, int]] = {}
    for key, row in sure:
        if key.kind in {"item", "input"}:
            inputs.setdefault(key.code, {})[key.name] = row
    items = {}
    for key, row in sure:
        if key.kind == "item":
            items[key.code] = _item_rows(row, inputs[key.code], columns)
    partly = [(row, key.code if key.name else None) for key, row in sure if key.kind != "item"]
    partly += [(end, None)] if end < len(keys) else []
    told = {*other, *seen.values(), *(row for row, _, _ in twice)}
    below = tuple(row for row in range(end + 1, len(keys)) if row not in told)
    return _Rows(items, tuple(twice), tuple(other), tuple(partly), below)


def _item_rows(row: int, inputs: Mapping[str, int], columns: Sequence[int]) -> _ItemRows:
    cells = {name: cell_name(at, columns[Col.VALUE]) for name, at in inputs.items()}
    cells[CLAIM] = cell_name(row, columns[Col.CLAIM])
    fields = zip(EVIDENCE_FIELDS, columns[_EVIDENCE], strict=True)
    evidence = {name: cell_name(row, column) for name, column in fields}
    return _ItemRows(row, inputs, cells, cell_name(row, columns[Col.NOT_APPLICABLE]), evidence)


def read_answers(
    form: Form, criteria: CriteriaSet, exempt: frozenset[str] = frozenset()
) -> tuple[dict[str, Answer], list[Finding]]:
    """Read the answers to every item of the set, by item code; ``exempt`` ones should be blank."""
    documents, findings = read_documents(form, criteria)
    reader = _Reader(form, exempt, documents)
    rows = reader.rows()
    reader.outside()
    answers = {item.code: reader.answer(item, rows) for item in criteria.items}
    return answers, [*reader.findings, *findings]


class _Reader(CellReader):
    def __init__(
        self, form: Form, exempt: frozenset[str], documents: Mapping[str, tuple[Evidence, ...]]
    ) -> None:
        super().__init__(form.source, form.sheet.faults, formulas=form.sheet.formulas)
        self.exempt, self.documents = exempt, documents
        self.columns, self.sheet, self.far = form.columns, form.sheet.grid, form.sheet.far
        self.grid = in_order(form.sheet.grid, form.columns)

    def at(self, row: int, column: Col) -> str:
        """Return the name of the cell in which a column of the layout stands now."""
        return cell_name(row, self.columns[column])

    def rows(self) -> _Rows:
        keys = (line[Col.KEY] for line in self.grid)
        known = tuple("" if isinstance(key, str) and "=" in key else key for key in keys)
        rows = _rows(known, self.columns)
        for number, first, key in rows.twice:
            values = {"name": self.grid[number][Col.NAME] or key.code, "first": first + 1}
            self.find("SUB021", self.at(number, Col.CODE), key.code, **values)
        answered = (number for number in rows.below if self._looks_answered(number))
        for number in (*rows.other, *answered):
            self._added(number)
        for number, item in rows.partly:
            self._partly(number, item)
        return rows

    def _looks_answered(self, number: int) -> bool:
        """Tell whether a row below the table, where people sign, looks like one of the table."""
        line = self.grid[number]
        return not all(is_blank(line[column]) for column in (Col.CODE, Col.VALUE, Col.CLAIM))

    def _partly(self, number: int, item: str | None) -> None:
        """Tell what stands beside a further input, or in a row of sums, once cells are unmerged."""
        columns = _BESIDE_INPUT if item else _BESIDE_SUMS
        line = self.grid[number]
        beside = line[(Col.CLAIM if item else Col.NOT_APPLICABLE) : Col.EXPLANATION + 1]
        if are_blank(beside) and (item or is_blank(line[Col.VALUE])):
            return
        for column in columns:
            raw = line[column]
            if not is_blank(raw):
                self.find("SUB046", self.at(number, column), item, raw=shown_as_typed(raw))

    def _added(self, number: int) -> None:
        hidden = {self.columns[column] for column in HIDDEN}
        held = [
            (column, value)
            for column, value in enumerate(self.sheet[number])
            if column not in hidden and not is_blank(value)
        ]
        if held:
            text = "; ".join(shown_as_typed(value)[:60] for _, value in held[:5])
            cell = cell_name(number, held[0][0])
            self.find("SUB022", cell, None, row=number + 1, text=text)

    def outside(self) -> None:
        for cell in self.far:
            self.find("SUB007", cell, None, far=cell, rows=MAX_ROWS, columns=LAST_COLUMN)
        widest = max(map(len, self.sheet), default=0)
        others = [column for column in range(widest) if column not in self.columns]
        for number, line in enumerate(self.sheet) if others else ():
            for column in others:
                if not is_blank(raw := cell_at(line, column)):
                    cell = cell_name(number, column)
                    self.find("SUB046", cell, None, raw=shown_as_typed(raw))

    def answer(self, item: Criterion, rows: _Rows) -> Answer:
        found = rows.items.get(item.code)
        if found is None:
            if not rows.twice_named(item.code):
                self.gone(item, item.name)
            return Answer(unreadable=frozenset({*item.fields, CLAIM}))
        line = self.grid[found.row]
        shown = line[Col.CODE]
        if shown != item.code and self.other_code(item, found.row, shown):
            return Answer(cells=found.cells, unreadable=frozenset({*item.fields, CLAIM}))
        values, unreadable = self.declared(item, found, rows)
        if item.code in self.exempt or item.evidence == "none" or not _declared(item):
            self.grey(item, found)
        if item.code not in self.exempt and self.faults:
            texts = found.evidence.values() if item.evidence != "none" else ()
            self.text_faults(item.code, (*texts, self.at(found.row, Col.EXPLANATION)))
        claim, bad_claim = self.claim(item, line[Col.CLAIM], found.cells[CLAIM])
        if bad_claim:
            unreadable.add(CLAIM)
        return Answer(
            values,
            found.cells,
            frozenset(unreadable),
            claim,
            self.tick(item, line[Col.NOT_APPLICABLE], found.tick),
            self.evidence(item, line, found.evidence),
            text_of(line[Col.EXPLANATION]),
        )

    def declared(
        self, item: Criterion, found: _ItemRows, rows: _Rows
    ) -> tuple[dict[str, Value], set[str]]:
        """Return what the unit declares for the item, and what of it cannot be used."""
        values: dict[str, Value] = {}
        unreadable: set[str] = set()
        for name, field in _declared(item).items():
            at = found.inputs.get(name)
            if at is None:
                if not rows.twice_named(item.code, name):
                    self.gone(item, field.label)
                unreadable.add(name)
                continue
            if self.other_input(item, name, at):
                unreadable.add(name)
                continue
            state, value, _ = self.value(item, field, self.grid[at][Col.VALUE], found.cells[name])
            if state in USABLE:
                values[name] = value
            elif state != BLANK:
                unreadable.add(name)
        return values, unreadable

    def other_code(self, item: Criterion, row: int, raw: Cell) -> bool:
        """Tell that a row shows another item's code: rows were sorted without their keys."""
        shown = tidy(text_of(raw))
        if not shown or shown == item.code:
            return False
        self.find("SUB023", self.at(row, Col.CODE), item.code, shown=shown, wanted=item.code)
        return True

    def other_input(self, item: Criterion, name: str, row: int) -> bool:
        """Tell that the row of an input asks for another one of its item."""
        shown = self.grid[row][Col.LABEL]
        if len(item.fields) < 2 or shown in item.fields[name].asked_as:
            return False
        if not any(shown in field.asked_as for field in item.fields.values()):
            return False
        wanted = item.fields[name].label
        self.find("SUB023", self.at(row, Col.LABEL), item.code, shown=shown, wanted=wanted)
        return True

    def gone(self, item: Criterion, name: object) -> None:
        what = phrase("{code} {name}", code=item.code, name=name)
        self.find("SUB020", None, item.code, name=what)

    def grey(self, item: Criterion, found: _ItemRows) -> None:
        """Tell what stands where the unit need not write."""
        exempt = item.code in self.exempt
        columns: list[Col] = []
        if exempt or item.evidence == "none":
            columns += _EVIDENCE_COLUMNS
        if exempt:
            columns += [Col.NOT_APPLICABLE, Col.EXPLANATION]
        cells = [(found.row, column) for column in columns]
        if not item.on_form:
            cells.append((found.row, Col.VALUE))
        elif item.scored_by not in _BY_UNIT:
            cells += [(row, Col.VALUE) for row in found.inputs.values()]
        for row, column in cells:
            cell = self.at(row, column)
            raw = shown_as_typed(self.faults.get(cell, self.grid[row][column]))
            if tidy(raw) or cell in self.faults:
                self.find("SUB042", cell, item.code, raw=raw or "…")

    def evidence(
        self, item: Criterion, line: Sequence[Cell], cells: Mapping[str, str]
    ) -> tuple[Evidence, ...]:
        """Return the documents named in the item's row, then those of the register."""
        if item.evidence == "none":
            return ()
        further = self.documents.get(item.code, ())
        fields = line[_EVIDENCE]
        if not any(fields):
            return further
        named = self.document(item.code, fields, cells)
        return (named, *further) if named else further


def _declared(item: Criterion) -> Mapping[str, Input]:
    return item.fields if item.scored_by in _BY_UNIT else {}


def in_order(grid: Grid, columns: Sequence[int]) -> Grid:
    """Return the grid with the columns of the layout in its order, none of them cut off."""
    width = len(Col)
    if columns == tuple(range(width)):
        if all(len(line) >= width for line in grid):
            return grid
        return [[*line, *[""] * (width - len(line))] for line in grid]
    return [[cell_at(line, column) for column in columns] for line in grid]
