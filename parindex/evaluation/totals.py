"""Finished tables ranked anew, each year and block apart, and compared with what they state."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple, cast

from parindex.forms.totals import Totals, read_totals
from parindex.locale import mark, phrase
from parindex.model.finding import Finding, Place
from parindex.model.number import exact_sum, rounded
from parindex.model.roster import unit_key
from parindex.model.text import name_key
from parindex.model.totals import Class, Columns, RankedTable, RankedTotal, Ranking, Total
from parindex.scoring.ranking import Ties, band, band_by_rank, percents, places_won, ranks
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
    blocks: dict[str, str] = {}
    for file in files:
        read = done[file] or Totals((), "", (Finding("SUB006", Place(file)),))
        findings += read.findings
        for row in read.rows:
            group = (row.year or 0, blocks.setdefault(name_key(row.block), row.block))
            groups[group].append(row)
            headings.setdefault(group, read.heading)
        findings += _without_block(read.rows)
    ranked = {}
    for group, rows in groups.items():
        ranked[group], told = _ranked(group, rows, headings[group], ranking)
        findings += told
    tables = []
    for group in sorted(ranked, key=lambda group: (group[1], -group[0])):
        table, told = _compared(ranked[group], ranked)
        tables.append(table)
        findings += told
    return RankedTables(tuple(tables), tuple(findings))


def _without_block(rows: Sequence[Total]) -> Iterator[Finding]:
    """Yield that some rows name no block where others do, as under merged cells."""
    bare = [row for row in rows if not row.block]
    if bare and len(bare) < len(rows):
        values = {"name": bare[0].name, "count": len(bare)}
        yield Finding("RND184", bare[0].place, values)


def _read(work: tuple[Columns, str | None], path: str) -> Totals:
    columns, sheet = work
    return read_totals(Path(path), columns, sheet)


def _ranked(
    group: Group, rows: Sequence[Total], heading: str, ranking: Ranking
) -> tuple[RankedTable, list[Finding]]:
    single, findings = _single(rows)
    exact = {key: row.figure for key, row in single.items() if row.figure is not None}
    decimals = ranking.decimals
    if decimals is None:
        decimals = max(map(_decimals, exact.values()), default=0)
    shown = {key: rounded(figure, decimals, ranking.rounding) for key, figure in exact.items()}
    sign = -1 if ranking.lowest_first else 1
    keys = [sign * figure for figure in shown.values()]
    places = dict(zip(shown, ranks(keys, cast("Ties", ranking.ties)), strict=True))
    ahead = dict(zip(shown, ranks(keys), strict=True))
    units = []
    for key, row in single.items():
        found = None
        if key in shown:
            by_rank = band_by_rank(ahead[key], len(ahead), ranking.bands)
            found = by_rank or band(shown[key], ranking.bands)
        unit = RankedTotal(row, shown.get(key), places.get(key), found.label if found else None)
        findings += _differences(unit, ranking)
        units.append(unit)
    best = max((found.bound or 0 for found in ranking.bands), default=0)
    if shown and best > 1 and all(0 <= figure <= 1 for figure in shown.values()):
        findings.append(Finding("RND189", rows[0].place, {"best": best}))
    units += [RankedTotal(row) for row in rows if row.key not in single]
    units.sort(key=lambda unit: (unit.rank is None, unit.rank or 0))
    year, block = group
    table = RankedTable(
        year or None, block, heading, tuple(units), decimals, classes=_classes(units, ranking)
    )
    if shown:
        mean = exact_sum(map(Fraction, shown.values())) / len(shown)
        table = replace(table, mean=rounded(mean, decimals, ranking.rounding))
    return table, findings


def _classes(units: Sequence[RankedTotal], ranking: Ranking) -> tuple[Class, ...]:
    """Return the classes that the criteria set has, the best first."""
    held = [unit.band for unit in units]
    labels = [found.label for found in ranking.bands]
    counts = [held.count(label) for label in labels]
    return tuple(map(Class, labels, counts, percents(counts)))


def _decimals(figure: Fraction) -> int:
    """Return with how many decimals a figure can be printed whole, up to six."""
    return next(
        (n for n in range(_MOST_DECIMALS) if (figure * 10**n).denominator == 1), _MOST_DECIMALS
    )


def _single(rows: Sequence[Total]) -> tuple[dict[str, Total], list[Finding]]:
    """Return the rows of the units that stand there once, by their keys, and tell the others."""
    by_key: dict[str, list[Total]] = defaultdict(list)
    for row in rows:
        by_key[row.key].append(row)
    findings = [
        Finding("RND174", other.place, {"name": other.name, "first": str(same[0].place)})
        for same in by_key.values()
        for other in same[1:]
    ]
    return {key: same[0] for key, same in by_key.items() if len(same) == 1}, findings


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
        labels = {name_key(text) for text in unit.band.texts}
        if name_key(row.stated_band) not in labels:
            values = {
                "name": row.name,
                "band": unit.band,
                "stated": row.stated_band,
                "figure": unit.figure,
            }
            yield Finding("RND176", row.place, values)


def _compared(
    table: RankedTable, tables: Mapping[Group, RankedTable]
) -> tuple[RankedTable, list[Finding]]:
    """Return a table with what moved since the year before it, if there is one of the block."""
    earlier = [
        year for year, block in tables if year and block == table.block and year < (table.year or 0)
    ]
    if not earlier:
        return table, []
    before = tables[max(earlier), table.block]
    then = _matched(table, before)
    both = [unit for unit in table.units if unit.total.key in then]
    won = places_won(
        [unit.rank or 0 for unit in both], [then[unit.total.key].rank or 0 for unit in both]
    )
    places = {unit.total.key: places for unit, places in zip(both, won, strict=True)}

    def moved(unit: RankedTotal) -> RankedTotal:
        if unit.total.key not in places:
            return unit
        gain = (unit.figure or Decimal(0)) - (then[unit.total.key].figure or Decimal(0))
        return replace(unit, gain=gain, places=places[unit.total.key])

    compared = replace(
        table,
        units=tuple(map(moved, table.units)),
        before=before.year,
        gain_decimals=max(table.decimals, before.decimals),
    )
    values = {"year": str(table.year), "before": str(before.year)}
    return compared, [] if both else [Finding("RND177", values=values)]


def _matched(table: RankedTable, before: RankedTable) -> dict[str, RankedTotal]:
    """Return the ranked units of the year before by the keys of today: by code, else by name."""
    ranked = [unit for unit in before.units if unit.rank]
    by_key = {unit.total.key: unit for unit in ranked}
    by_name = {unit_key(unit.total.name): unit for unit in ranked}
    found = {}
    for unit in (unit for unit in table.units if unit.rank):
        then = by_key.get(unit.total.key) or by_name.get(unit_key(unit.total.name))
        if then is not None:
            found[unit.total.key] = then
    return found
