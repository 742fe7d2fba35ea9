"""Earlier years of a round: the results of last time, with what they know, and history.csv."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from parindex.model.finding import CannotGoOn, Finding, Place
from parindex.model.result import PastRound, PastSet, PastUnit, RoundResult
from parindex.model.roster import Roster
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
    last = _last_time(folder.path, spec.previous, spec.year, roster) if spec.previous else Past()
    table = folder.path / HISTORY
    listed, findings = read_history(table, roster, spec.year)
    known = {past.year for past in last.rounds}
    findings += [
        Finding("RND152", Place(table.as_posix()), {"year": str(past.year), "file": spec.previous})
        for past in listed
        if past.year in known
    ]
    rounds = [*last.rounds, *(past for past in listed if past.year not in known)]
    rounds.sort(key=lambda past: -past.year)
    hashes = {HISTORY: file_digest(table)} if table.is_file() else {}
    return Past(tuple(rounds), (*last.findings, *findings), {**last.hashes, **hashes})


def _last_time(folder: Path, name: str, year: int, roster: Roster) -> Past:
    path = folder / name
    try:
        result = read_result(path)
    except CannotGoOn as stop:
        return Past(findings=tuple(stop.findings))
    hashes = {name: file_digest(path)}
    if result.year >= year:
        values = {"year": str(result.year), "this": str(year), "file": name}
        return Past((), (Finding("RND150", Place(path.as_posix()), values),), hashes)
    told: list[Finding] = []
    place = Place(path.as_posix())
    rounds = [_as_of_today(past, roster, place, told) for past in (_summed(result), *result.past)]
    return Past(tuple(rounds), tuple(told), hashes)


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
