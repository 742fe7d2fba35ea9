"""A register with a row an entry: the rows of each unit counted, or a column of theirs added up."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from parindex.checks.roster import suggested
from parindex.checks.tables import input_name, item_of
from parindex.forms.cells import shown_as_typed, text_of
from parindex.forms.figures import at, headed
from parindex.forms.grid import TableGrid
from parindex.forms.layout import cell_name
from parindex.forms.values import USABLE, read_number, typed
from parindex.model.criteria import Criterion
from parindex.model.finding import Finding, Place
from parindex.model.roster import Roster
from parindex.model.round import Round, Unit
from parindex.model.supplied import Supplied, SuppliedBy
from parindex.model.tables import Entered, EntriesSpec
from parindex.model.text import name_key
from parindex.sources.workbook import Cell

_ROWS_TOLD, _NAMES_TOLD = 5, 20


def read_entries(
    spec: EntriesSpec, grid: TableGrid, this_round: Round, exempt: Mapping[str, frozenset[str]]
) -> tuple[SuppliedBy, list[Finding]]:
    """Return what a register of entries gives to the units, and what is wrong with it."""
    place = Place(spec.file, sheet=grid.sheet.name or None)
    sums = (feed.sum for feed in spec.feeds if feed.sum is not None)
    wanted = [spec.unit, *sums, *(heading for feed in spec.feeds for heading in feed.where)]
    start, columns, findings = headed(spec, wanted, grid, place)
    if findings or start is None:
        return {}, findings
    entries = _Entries(spec, grid, columns, place, Roster(this_round.units, this_round.former))
    entries.sort(start + 1)
    if not entries.count:
        return {}, [Finding("RND028", place)]
    found: dict[str, dict[str, Supplied]] = {}
    for unit in this_round.units:
        for feed in (feed for feed in spec.feeds if feed.concerns(unit.block)):
            item = item_of(this_round.block(unit.block).criteria, feed.item)
            name = input_name(item, feed) if item else None
            if item is None or name is None or item.code in exempt.get(unit.code, ()):
                continue
            one = entries.supplied(unit, item, name, feed)
            items = found.setdefault(unit.code, {})
            items[item.code] = items.get(item.code, Supplied()).beside(one)
    return found, [*entries.findings, *entries.told()]


@dataclass
class _Entries:
    """The rows of a register by unit; ``columns`` by heading."""

    spec: EntriesSpec
    grid: TableGrid
    columns: Mapping[str, int]
    place: Place
    roster: Roster
    count: int = 0
    rows: dict[str, list[int]] = field(default_factory=dict)
    unknown: dict[str, list[int]] = field(default_factory=dict)
    """Rows by what they name and is no unit."""
    bad: dict[str, dict[int, str]] = field(default_factory=dict)
    """What stands in the cells that cannot be used, by heading and row."""
    findings: list[Finding] = field(default_factory=list)

    def sort(self, start: int) -> None:
        """Sort the rows below the header by their unit."""
        for number in range(start, len(self.grid.sheet.grid)):
            if not any(map(text_of, self.grid.sheet.grid[number])):
                continue
            self.count += 1
            name = text_of(self.cell(number, self.spec.unit))
            unit = self.roster.exactly(name)
            rows = self.unknown.setdefault(name, []) if unit is None else self.of(unit)
            rows.append(number)

    def of(self, unit: Unit) -> list[int]:
        """Return the rows of a unit."""
        return self.rows.setdefault(unit.code, [])

    def cell(self, row: int, heading: str) -> Cell:
        """Return what stands in a column of a row; nothing where the row is shorter."""
        line, column = self.grid.sheet.grid[row], self.columns[heading]
        return line[column] if column < len(line) else ""

    def supplied(self, unit: Unit, item: Criterion, name: str, feed: Entered) -> Supplied:
        """Return the figure of a unit for an item, or that there is none or none that counts."""
        whole = item.fields[name].type == "count"
        amounts = [self.amount(row, feed, whole=whole) for row in self.rows.get(unit.code, ())]
        figures = [amount for amount in amounts if isinstance(amount, Fraction)]
        there = unit.code in self.rows or self.spec.absent == "zero"
        if not there:
            values = {"source": self.spec.source, "label": item.fields[name].label}
            self.findings.append(Finding("RND088", self.place, values, unit.code, item.code))
        good = len(figures) == len(amounts)
        return Supplied(
            values={name: sum(figures, Fraction(0))} if there and good else {},
            places={name: self.place},
            unreadable=frozenset() if good else frozenset({name}),
            sources={name: self.spec.source},
            decisive=frozenset({name} if self.spec.use == "supplied" else ()),
        )

    def amount(self, row: int, feed: Entered, *, whole: bool) -> Fraction | None:
        """Return what a row adds to a figure: 0 where it does not fulfil the condition.

        None where a cell of it cannot be used.
        """
        for heading, texts in feed.where.items():
            if cell_name(row, self.columns[heading]) in self.grid.sheet.faults:
                self.spoil(row, heading)
                return None
            held = name_key(text_of(self.cell(row, heading)))
            if held not in map(name_key, texts):
                return Fraction(0)
        if feed.sum is None:
            return Fraction(1)
        raw = self.grid.figure(self.cell(row, feed.sum))
        reading = read_number(raw, typed(raw), whole=whole)
        fault = cell_name(row, self.columns[feed.sum]) in self.grid.sheet.faults
        value = reading.value
        good = not fault and reading.state in USABLE
        if not good or not isinstance(value, Fraction) or (whole and value < 0):
            self.spoil(row, feed.sum)
            return None
        return value

    def spoil(self, row: int, heading: str) -> None:
        """Take down a cell that cannot be used."""
        raw = shown_as_typed(self.cell(row, heading))
        self.bad.setdefault(heading, {})[row] = raw

    def told(self) -> Iterator[Finding]:
        """Yield what keeps rows from being counted, and how many there are of each kind."""
        names = sorted(self.unknown, key=lambda name: (-len(self.unknown[name]), name))
        for name in names[:_NAMES_TOLD]:
            values = {"name": name[:80] or "–", "near": suggested(self.roster, name)}
            yield self.rows_told("RND160", self.unknown[name], self.spec.unit, values)
        for heading, raws in sorted(self.bad.items()):
            rows = sorted(raws)
            yield self.rows_told("RND161", rows, heading, {"name": heading, "raw": raws[rows[0]]})
        yield from self.never_met()
        dropped = sum(map(len, self.unknown.values()))
        counts = {"rows": self.count, "counted": self.count - dropped, "dropped": dropped}
        yield Finding("RND163", self.place, counts)

    def rows_told(
        self, code: str, rows: Sequence[int], heading: str, values: Mapping[str, object]
    ) -> Finding:
        """Return a finding of rows, at the first of them."""
        shown = ", ".join(str(row + 1) for row in rows[:_ROWS_TOLD])
        more = ", …" if len(rows) > _ROWS_TOLD else ""
        place = at(self.place, rows[0], self.columns[heading])
        return Finding(code, place, {"count": len(rows), "rows": shown + more, **values})

    def never_met(self) -> Iterator[Finding]:
        """Yield the texts of conditions that stand in no row."""
        asked = {
            (heading, t) for f in self.spec.feeds for heading, ts in f.where.items() for t in ts
        }
        rows = [*self.rows.values(), *self.unknown.values()]
        for heading, text in sorted(asked):
            held = {text_of(self.cell(row, heading)) for several in rows for row in several}
            kinds = {name_key(one): one for one in sorted(held, reverse=True) if one}
            if name_key(text) not in kinds:
                known = sorted(kinds.values())[:_NAMES_TOLD] or ["–"]
                yield Finding("RND162", self.place, {"name": heading, "raw": text, "known": known})
