"""Finished tables ranked anew, each year and block apart, and compared with what they state."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import NamedTuple, cast

from parindex.forms.totals import Totals, read_totals
from parindex.locale import mark, phrase
from parindex.model.finding import Finding, Place
from parindex.model.number import rounded
from parindex.model.text import name_key
from parindex.model.totals import Columns, RankedTable, RankedTotal, Ranking, Total
from parindex.scoring.ranking import Ties, band, band_by_rank, ranks
from parindex.sources.pool import run_guarded

_MOST_DECIMALS = 6
TIES = {
    "competition": mark("1, 2, 2, 4"),
    "dense": mark("1, 2, 2, 3"),
}
"""How units with one figure are ranked, shown by an example."""

Group = tuple[int, str]
"""The year (0 where none is known) and the block."""


class RankedTables(NamedTuple):
    """The tables by block, the last year first, and what was found."""

    tables: tuple[RankedTable, ...]
    findings: tuple[Finding, ...]


def rank_tables(
    paths: Iterable[Path],
    columns: Columns,
    ranking: Ranking,
    *,
    sheet: str | None = None,
    executor: Executor | None = None,
) -> RankedTables:
    """Read finished tables and rank the units of each year and block."""
    files = [str(path) for path in paths]
    work = (columns, sheet)
    done: dict[str, Totals | None] = dict(run_guarded(_read, work, files, executor=executor))
    findings: list[Finding] = []
    groups: dict[Group, list[Total]] = defaultdict(list)
    headings: dict[Group, str] = {}
    for file in files:
        read = done[file] or Totals((), "", (Finding("SUB006", Place(file)),))
        findings += read.findings
        for row in read.rows:
            group = (row.year or 0, row.block)
            groups[group].append(row)
            headings.setdefault(group, read.heading)
    ranked = {}
    for group, rows in groups.items():
        ranked[group], told = _ranked(group, rows, headings[group], ranking)
        findings += told
    order = sorted(ranked, key=lambda group: (group[1], -group[0]))
    tables = tuple(_compared(ranked[group], ranked) for group in order)
    return RankedTables(tables, tuple(findings))


def _read(work: tuple[Columns, str | None], path: str) -> Totals:
    columns, sheet = work
    return read_totals(Path(path), columns, sheet)


def _ranked(
    group: Group, rows: Sequence[Total], heading: str, ranking: Ranking
) -> tuple[RankedTable, list[Finding]]:
    single, findings = _single(rows)
    figures = [row.figure for row in single if row.figure is not None]
    decimals = ranking.decimals
    if decimals is None:
        decimals = max((_decimals(figure) for figure in figures), default=0)
    printed = partial(rounded, decimals=decimals, mode=ranking.rounding)
    shown = {row.key: printed(row.figure) for row in single if row.figure is not None}
    exact = {row.key: row.figure for row in single if row.figure is not None}
    sign = -1 if ranking.lowest_first else 1
    keys = [
        sign * (Fraction(shown[key]) if ranking.decimals is not None else figure)
        for key, figure in exact.items()
    ]
    places = dict(zip(exact, ranks(keys, cast("Ties", ranking.ties)), strict=True))
    ahead = dict(zip(exact, ranks(keys), strict=True))
    units = []
    for row in single:
        figure = shown.get(row.key)
        found = None
        if figure is not None:
            by_rank = band_by_rank(ahead[row.key], len(ahead), ranking.bands)
            found = by_rank or band(figure, ranking.bands)
        unit = RankedTotal(row, figure, places.get(row.key), found.label if found else None)
        findings += _differences(unit, ranking)
        units.append(unit)
    units += [RankedTotal(row) for row in rows if row.key not in {r.key for r in single}]
    units.sort(key=lambda unit: (unit.rank is None, unit.rank or 0))
    year, block = group
    return RankedTable(year or None, block, heading, tuple(units), decimals), findings


def _decimals(figure: Fraction) -> int:
    """Return with how many decimals a figure can be printed whole, up to six."""
    return next(
        (n for n in range(_MOST_DECIMALS) if (figure * 10**n).denominator == 1), _MOST_DECIMALS
    )


def _single(rows: Sequence[Total]) -> tuple[list[Total], list[Finding]]:
    """Return the rows of the units that stand there once, and tell the others."""
    by_key: dict[str, list[Total]] = defaultdict(list)
    for row in rows:
        by_key[row.key].append(row)
    findings = [
        Finding("RND174", other.place, {"name": other.name, "first": same[0].place.cell or ""})
        for same in by_key.values()
        for other in same[1:]
    ]
    return [row for row in rows if len(by_key[row.key]) == 1], findings


def _differences(unit: RankedTotal, ranking: Ranking) -> Iterator[Finding]:
    """Yield what the table states otherwise than its own figures."""
    row = unit.total
    if unit.rank and row.stated_rank and unit.rank != row.stated_rank:
        values = {
            "name": row.name,
            "rank": unit.rank,
            "stated": row.stated_rank,
            "ties": phrase(TIES[ranking.ties]),
        }
        yield Finding("RND175", row.place, values)
    if unit.band and row.stated_band:
        labels = {name_key(text) for text in (unit.band.vi, unit.band.en) if text}
        if name_key(row.stated_band) not in labels:
            values = {
                "name": row.name,
                "band": unit.band,
                "stated": row.stated_band,
                "figure": unit.figure,
            }
            yield Finding("RND176", row.place, values)


def _compared(table: RankedTable, tables: Mapping[Group, RankedTable]) -> RankedTable:
    """Return a table with what moved since the year before it, if there is one of the block."""
    earlier = [
        year for year, block in tables if year and block == table.block and year < (table.year or 0)
    ]
    if not earlier:
        return table
    then = {unit.total.key: unit for unit in tables[max(earlier), table.block].units if unit.rank}
    both = [unit for unit in table.units if unit.rank and unit.total.key in then]
    now = ranks([Fraction(-(unit.rank or 0)) for unit in both])
    was = ranks([Fraction(-(then[unit.total.key].rank or 0)) for unit in both])
    places = {unit.total.key: old - new for unit, old, new in zip(both, was, now, strict=True)}

    def moved(unit: RankedTotal) -> RankedTotal:
        if unit.total.key not in places:
            return unit
        gain = (unit.figure or Decimal(0)) - (then[unit.total.key].figure or Decimal(0))
        return replace(unit, gain=gain, places=places[unit.total.key])

    return replace(table, units=tuple(map(moved, table.units)), before=max(earlier))
