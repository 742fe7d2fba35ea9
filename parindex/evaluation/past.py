"""Earlier years of a round: the results of last time, with what they know, and history.csv."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from parindex.checks.criteria import greatest_index
from parindex.model.finding import CannotGoOn, Finding, Place
from parindex.model.number import exact
from parindex.model.result import PastRound, PastSet, PastUnit, RoundResult
from parindex.model.roster import Roster
from parindex.model.round import Round
from parindex.reports.documents import read_result
from parindex.sources.digest import file_digest
from parindex.sources.history import HISTORY, read_history, successor
from parindex.sources.round import RoundFolder


@dataclass(frozen=True, slots=True)
class Past:
    """Earlier years, the latest first, what is to be told, and the hash of each file read."""

    rounds: tuple[PastRound, ...] = ()
    findings: tuple[Finding, ...] = ()
    hashes: Mapping[str, str] = field(default_factory=dict)


def past_of(folder: RoundFolder) -> Past:
    """Read the earlier years of a round; what cannot be read is told, and the round goes on.

    Of a year that both tell of, the results of last time count.
    """
    spec, roster = folder.round.spec, folder.roster
    last = _last_time(folder, spec.previous) if spec.previous else Past()
    table = folder.path / HISTORY
    listed, findings = read_history(table, roster, spec.year)
    known = {past.year for past in last.rounds}
    findings += [
        Finding("RND152", Place(table.as_posix()), {"year": str(past.year), "file": spec.previous})
        for past in listed
        if past.year in known
    ]
    taken = [past for past in listed if past.year not in known]
    rounds = [*last.rounds, *(_on_scale(past, folder.round, table, findings) for past in taken)]
    rounds.sort(key=lambda past: -past.year)
    hashes = {HISTORY: file_digest(table)} if table.is_file() else {}
    return Past(tuple(rounds), (*last.findings, *findings), {**last.hashes, **hashes})


def _on_scale(
    past: PastRound, this_round: Round, table: Path, findings: list[Finding]
) -> PastRound:
    """Return an earlier year without the figures that are above the most there can be."""
    most = {block.code: greatest_index(block.criteria) for block in this_round.blocks}
    kept = {}
    for unit in this_round.units:
        figure, greatest = past.units.get(unit.code), most[unit.block]
        if figure is None:
            continue
        if greatest is None or exact(figure.index) <= greatest:
            kept[unit.code] = figure
            continue
        values = {"index": figure.index, "year": str(past.year), "most": greatest}
        told = {**values, "unit": unit.name}
        findings.append(Finding("RND154", Place(table.as_posix()), told, unit.code))
    return replace(past, units=kept)


def _last_time(folder: RoundFolder, name: str) -> Past:
    path, year, roster = folder.path / name, folder.round.spec.year, folder.roster
    try:
        result = read_result(path)
    except CannotGoOn as stop:
        return Past(findings=tuple(stop.findings))
    hashes = {name: file_digest(path)}
    if result.year >= year:
        values = {"year": str(result.year), "this": str(year), "file": name}
        return Past((), (Finding("RND150", Place(path.as_posix()), values),), hashes)
    place = Place(path.as_posix())
    result, told = _of_one_scale(result, folder.round, place)
    rounds = [_as_of_today(past, roster, place, told) for past in (_summed(result), *result.past)]
    return Past(tuple(rounds), tuple(told), hashes)


def _of_one_scale(
    result: RoundResult, this_round: Round, place: Place
) -> tuple[RoundResult, list[Finding]]:
    """Return results without the blocks whose index was out of another number than today."""
    today = {block.code: block.criteria.result.out_of for block in this_round.blocks}
    kept, told, gone = [], [], set()
    for block in result.blocks:
        then, now = block.criteria.out_of, today.get(block.code, block.criteria.out_of)
        if then == now:
            kept.append(block)
            continue
        values = {"year": str(result.year), "block": block.code, "then": then, "now": now}
        told.append(Finding("RND155", place, values))
        gone |= {unit.code for unit in block.units}
    past = (
        replace(year, units={c: unit for c, unit in year.units.items() if c not in gone})
        for year in result.past
    )
    return replace(result, blocks=tuple(kept), past=tuple(past)), told


def _summed(result: RoundResult) -> PastRound:
    """Return what later years need of a result."""
    units = {
        unit.code: PastUnit(
            unit.score.index, unit.rank, unit.band.vi if unit.band else "", block.code
        )
        for block in result.blocks
        for unit in block.units
        if unit.score
    }
    sets = tuple(
        PastSet(
            block.code,
            block.criteria.title,
            block.criteria.version,
            {item.code: item.max_points for item in block.items},
        )
        for block in result.blocks
    )
    return PastRound(result.year, units, sets)


def _as_of_today(past: PastRound, roster: Roster, place: Place, told: list[Finding]) -> PastRound:
    """Return an earlier year by the units of today; those that are gone are told once."""

    def units() -> Iterator[tuple[str, PastUnit]]:
        for code, unit in past.units.items():
            now, findings = successor(roster, code, place)
            told.extend(f for f in findings if f not in told)
            if now:
                yield now, unit

    return replace(past, units=dict(units()))
