"""Answers of an older form carried over into the form of today, and what of them does not fit."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from parindex.analysis.matching import ALIKE_IN_PLACE, likeness
from parindex.forms.cells import shown_as_typed, text_of
from parindex.forms.documents import document_rows
from parindex.forms.layout import Column, RegisterColumn, RowKey, cell_name
from parindex.forms.open import Form
from parindex.forms.order import FormOrder
from parindex.forms.read import in_order
from parindex.forms.rows import ItemRows, rows_of
from parindex.forms.values import (
    USABLE,
    cell_of,
    is_blank,
    read_number,
    read_tick,
    read_value,
    tidy,
    typed,
)
from parindex.locale import Phrase, Say, mark, phrase, speaker
from parindex.model.criteria import CriteriaSet, Criterion
from parindex.model.finding import Finding, Place
from parindex.model.rule import Value
from parindex.model.submission import Answer
from parindex.model.text import name_key
from parindex.sources.workbook import Cell

_EVIDENCE = [column for column in Column if column.name.startswith("EVIDENCE")]


class _OldItem(NamedTuple):
    """An item of the old form: its code, its name there, and the row of each input by name."""

    code: str
    name: str
    row: int
    inputs: Mapping[str, int]


def migrated(form: Form, order: FormOrder) -> tuple[FormOrder, list[Finding]]:
    """Return the order with the answers of an older form in it, and what was not carried over."""
    old = list(_items(form))
    codes, moved = _matches(old, order.criteria)
    carrier = _Carrier(form, order)
    for item in old:
        carrier.item(item, codes.get(item.code, ""))
    for item, code in moved:
        values = {"old": item.code, "new": code, "name": item.name}
        carrier.tell("SUB029", cell_name(item.row, form.columns[Column.CODE]), item.code, **values)
    carrier.register(codes)
    filled = replace(
        order,
        filled=carrier.filled,
        answers=carrier.answers,
        documents=tuple(carrier.documents),
    )
    return filled, carrier.findings


def _items(form: Form) -> Iterator[_OldItem]:
    found: dict[str, dict[str, int]] = {}
    first: dict[str, int] = {}
    grid = in_order(form.sheet.grid, form.columns)
    for row, line in enumerate(grid):
        key = RowKey.read(line[Column.KEY])
        if key is None or key.kind == "group":
            continue
        found.setdefault(key.code, {})[key.name] = row
        if key.kind == "item":
            first.setdefault(key.code, row)
    for code, row in first.items():
        name = tidy(text_of(grid[row][Column.NAME]))
        yield _OldItem(code, name, row, {n: at for n, at in found[code].items() if n})


def _matches(
    old: Iterable[_OldItem], criteria: CriteriaSet
) -> tuple[dict[str, str], list[tuple[_OldItem, str]]]:
    """Return, by the code of an old item, its code today; and those that have another code now.

    An item with the same code is the same where its name is like the old one; else the one item
    that has the very name.
    """
    names = {
        item.code: {name_key(text) for text in (item.name.vi, item.name.en) if text}
        for item in criteria.items
    }
    same = {
        item.code: item.code
        for item in old
        if any(_alike(item.name, name) for name in names.get(item.code, ()))
    }
    moved = []
    for item in old:
        fits = [c for c, known in names.items() if name_key(item.name) in known]
        if item.code not in same and len(fits) == 1 and fits[0] not in same.values():
            same[item.code] = fits[0]
            moved.append((item, fits[0]))
    return same, moved


def _alike(one: str, other: str) -> bool:
    words = tuple(name_key(one).split())
    return bool(words) and likeness(words, tuple(other.split())) >= ALIKE_IN_PLACE


@dataclass
class _Carrier:
    """Carries over item by item, and keeps what does not fit."""

    form: Form
    order: FormOrder
    filled: dict[str, Cell] = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)
    documents: list[Mapping[str, Cell]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.grid = in_order(self.form.sheet.grid, self.form.columns)
        self.rows = rows_of(self.order.criteria)
        self.say: Say = speaker(self.order.spec.language)

    def tell(self, code: str, cell: str, item: str, sheet: str = "", **values: object) -> None:
        """Add a finding at a cell of the old form."""
        place = Place(self.form.file, sheet=sheet or self.form.sheet.name, cell=cell)
        self.findings.append(Finding(code, place, values, self.order.unit.code, item))

    def left(self, row: int, column: Column, item: _OldItem, why: Phrase) -> None:
        """Tell of a filled cell that it was not carried over."""
        raw = self.grid[row][column]
        if not is_blank(raw):
            cell = cell_name(row, self.form.columns[column])
            what = phrase("{code} {name}", code=item.code, name=item.name)
            shown = raw if isinstance(raw, date) else shown_as_typed(raw)
            self.tell("SUB028", cell, item.code, raw=shown, what=what, reason=why)

    def item(self, old: _OldItem, code: str) -> None:
        """Carry the answers of an item over."""
        new = self.order.criteria.nodes.get(code)
        why = self.no_place(old, code)
        if new is None or why is not None:
            for row, column in self.cells(old):
                self.left(row, column, old, why or Phrase(_GONE))
            return
        item, at = new.criterion, self.rows.nodes[code]
        values: dict[str, Value] = {}
        for name, row in old.inputs.items():
            self.value(old, item, name, row, values, at)
        claim = self.claim(old, item, at)
        ticked = self.tick(old, item, at)
        self.answers[code] = Answer(values, claim=claim, not_applicable=ticked)
        for column in [*_EVIDENCE, Column.EXPLANATION]:
            raw = self.grid[old.row][column]
            if column in _EVIDENCE and item.evidence == "none":
                self.left(old.row, column, old, Phrase(_NO_EVIDENCE))
            elif not is_blank(raw):
                self.filled[at.cell(column)] = raw

    def no_place(self, old: _OldItem, code: str) -> Phrase | None:
        """Return why an item of the old form has no place in the new one."""
        if code:
            return Phrase(_EXEMPT) if code in self.order.exempt else None
        now = self.order.criteria.nodes.get(old.code)
        if now is None or now.criterion.rule is None:
            return Phrase(_GONE)
        return phrase(mark("the item with this code is now “{name}”"), name=now.criterion.name)

    def cells(self, old: _OldItem) -> Iterator[tuple[int, Column]]:
        """Yield where the old form may hold something for an item."""
        rows = sorted({old.row, *old.inputs.values()})
        yield from ((row, Column.VALUE) for row in rows)
        others = (Column.CLAIM, Column.NOT_APPLICABLE, *_EVIDENCE, Column.EXPLANATION)
        yield from ((old.row, column) for column in others)

    def value(
        self,
        old: _OldItem,
        item: Criterion,
        name: str,
        row: int,
        values: dict[str, Value],
        at: ItemRows,
    ) -> None:
        """Carry a declared value over, as it was understood."""
        asked = item.fields.get(name)
        raw = self.grid[row][Column.VALUE]
        if asked is None or item.scored_by in {"survey", "table"}:
            self.left(row, Column.VALUE, old, Phrase(_NOT_ASKED))
            return
        reading = read_value(asked, raw)
        if reading.state in USABLE:
            values[name] = reading.value
            self.filled[at.cell(Column.VALUE, name)] = cell_of(asked, reading.value, self.say)
        else:
            why = phrase(mark("it is no answer to “{label}”"), label=asked.label)
            self.left(row, Column.VALUE, old, why)

    def claim(self, old: _OldItem, item: Criterion, at: ItemRows) -> Fraction | None:
        """Carry the points claimed over."""
        raw = self.grid[old.row][Column.CLAIM]
        claim = read_number(raw, typed(raw)).value
        if item.claimed and isinstance(claim, Fraction) and 0 <= claim <= item.max_points:
            self.filled[at.cell(Column.CLAIM)] = float(claim)
            return claim
        why = phrase(mark("points from 0 to {max} are claimed there"), max=item.max_points)
        self.left(old.row, Column.CLAIM, old, why if item.claimed else Phrase(_NOT_ASKED))
        return None

    def tick(self, old: _OldItem, item: Criterion, at: ItemRows) -> bool:
        """Carry over that the item does not apply."""
        if read_tick(self.grid[old.row][Column.NOT_APPLICABLE]).value is not True:
            return False
        if item.not_applicable is None:
            self.left(old.row, Column.NOT_APPLICABLE, old, Phrase(_MUST_APPLY))
            return False
        self.filled[at.cell(Column.NOT_APPLICABLE)] = "x"
        return True

    def register(self, codes: Mapping[str, str]) -> None:
        """Carry the register of documents over."""
        register = self.form.register
        if register is None:
            return
        for row in document_rows(register.grid):
            held = {c.name: row.cells[c] for c in RegisterColumn if not is_blank(row.cells[c])}
            held.pop(RegisterColumn.KEY.name, None)
            shown = tidy(text_of(row.cells[RegisterColumn.ITEM]))
            code = codes.get(shown, "")
            if code and code not in self.order.exempt:
                self.documents.append({**held, RegisterColumn.ITEM.name: code})
                continue
            raw = "; ".join(map(shown_as_typed, held.values()))
            why = Phrase(_EXEMPT if code else _GONE)
            values = {"raw": raw, "what": shown, "reason": why}
            self.tell("SUB028", row.name(RegisterColumn.ITEM), shown, register.name, **values)


_GONE = mark("the new form has no such item")
_EXEMPT = mark("the unit is exempt from it")
_NOT_ASKED = mark("the new form does not ask for it")
_NO_EVIDENCE = mark("the new form asks for no evidence there")
_MUST_APPLY = mark("the item can no longer be marked as not applicable")
