"""What a round's tables, registers and surveys say of its units, gathered before forms are read."""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from pathlib import Path

from parindex.checks.tables import input_name, item_of
from parindex.evaluation.plan import make_plan
from parindex.evaluation.surveys import Surveyed, surveyed
from parindex.forms.dossiers import Register, RegisterJob, read_register
from parindex.forms.entries import read_entries
from parindex.forms.figures import is_head, read_figures
from parindex.forms.grid import TableGrid, open_grid
from parindex.model.finding import Finding, Place
from parindex.model.roster import Roster
from parindex.model.round import Round, Unit
from parindex.model.supplied import Supplied, SuppliedBy
from parindex.model.tables import EntriesSpec, RegisterSpec, TableSpec
from parindex.sources.guard import Refused
from parindex.sources.pool import run_guarded
from parindex.sources.round import RoundFolder

SECONDS = 120
"""A register of half a million rows takes a few; a slow machine several times that."""


@dataclass(frozen=True, slots=True)
class Given:
    """What is supplied, what is wrong with it, and the hash (SHA-256) of each file read for it."""

    by_unit: SuppliedBy = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    hashes: Mapping[str, str] = field(default_factory=dict)
    surveys: Surveyed = field(default_factory=Surveyed)


def supplied(folder: RoundFolder, *, executor: Executor | None = None) -> Given:
    """Read everything that others than the units say in a round."""
    this_round, exempt = folder.round, make_plan(folder.round).exempt
    tables, registers = this_round.spec.tables, this_round.spec.registers
    whole = [*tables, *this_round.spec.entries]
    specs = [*whole, *registers]
    jobs = [*whole, *(register_job(this_round, spec) for spec in registers)]
    work = [(str(folder.path / spec.file), job) for spec, job in zip(specs, jobs, strict=True)]
    numbers = [str(number) for number in range(len(work))]
    read = dict(run_guarded(_read, work, numbers, executor=executor, seconds=SECONDS))
    parts = []
    for number, spec in enumerate(specs):
        found = read[str(number)]
        if isinstance(found, TableGrid) and isinstance(spec, TableSpec):
            by_unit, findings = read_figures(spec, found, this_round, exempt)
            parts.append(Given(by_unit, tuple(findings), {spec.file: found.sha256}))
        elif isinstance(found, TableGrid) and isinstance(spec, EntriesSpec):
            by_unit, findings = read_entries(spec, found, this_round, exempt)
            parts.append(Given(by_unit, tuple(findings), {spec.file: found.sha256}))
        elif isinstance(found, Register) and isinstance(spec, RegisterSpec):
            parts.append(_of_register(this_round, spec, found, exempt))
        else:
            refused = found if isinstance(found, Finding) else Finding("SUB006", Place(spec.file))
            parts.append(Given(findings=(refused,)))
    surveys = surveyed(folder)
    parts.append(Given(surveys.supplied, surveys.findings, surveys.hashes))
    return replace(merged(parts), surveys=surveys)


Job = TableSpec | EntriesSpec | RegisterJob


def _read(work: Sequence[tuple[str, Job]], number: str) -> TableGrid | Register | Finding:
    """Open a table, or count a register; return what speaks against a table that cannot be read."""
    path, job = work[int(number)]
    if isinstance(job, RegisterJob):
        return read_register(job, path)
    try:
        return open_grid(Path(path), lambda cells: is_head(job, cells), job.sheet)
    except Refused as refused:
        return Finding(refused.code, Place(job.file), refused.values)


def merged(parts: Iterable[Given]) -> Given:
    """Return all parts as one; a figure that two of them supply is told, and neither counts."""
    found: dict[str, dict[str, Supplied]] = {}
    findings: list[Finding] = []
    hashes: dict[str, str] = {}
    for part in parts:
        findings += part.findings
        hashes |= part.hashes
        for unit, by_item in part.by_unit.items():
            items = found.setdefault(unit, {})
            for item, one in by_item.items():
                before = items.get(item, Supplied())
                twice = frozenset(before.places.keys() & one.places.keys())
                findings += _twice(unit, item, before, one, twice)
                items[item] = before.beside(one.only(one.places.keys() - twice)).spoilt(twice)
    return Given(found, tuple(findings), hashes)


def _twice(
    unit: str, item: str, before: Supplied, one: Supplied, names: frozenset[str]
) -> Iterable[Finding]:
    for name in sorted(names):
        values = {"input": name, "first": str(before.places[name])}
        yield Finding("RND085", one.places[name], values, unit, item)


def _of_register(
    this_round: Round, spec: RegisterSpec, read: Register, exempt: Mapping[str, frozenset[str]]
) -> Given:
    """Return what a register gives to all units."""
    hashes = {spec.file: read.sha256} if read.sha256 else {}
    if not read.rows:
        return Given(findings=read.findings, hashes=hashes)
    found: dict[str, dict[str, Supplied]] = {}
    findings = list(read.findings)
    for unit in this_round.units:
        found[unit.code], more = _counts(this_round, spec, unit, read, exempt)
        findings += more
    return Given(found, tuple(findings), hashes)


def register_job(this_round: Round, spec: RegisterSpec) -> RegisterJob:
    """Return what counting a register needs; its period is the round's year if none is stated."""
    year = this_round.spec.year
    first, last = date(year, 1, 1), date(year, 12, 31)
    if spec.period is not None:
        first, last = (moment.date() for moment in spec.period)
    until = spec.until.date() if spec.until else last
    codes = tuple(unit.code for unit in this_round.units)
    roster = Roster(this_round.units, this_round.former)
    return RegisterJob(spec, first, last, until, codes, roster)


def _counts(
    this_round: Round,
    spec: RegisterSpec,
    unit: Unit,
    read: Register,
    exempt: Mapping[str, frozenset[str]],
) -> tuple[dict[str, Supplied], list[Finding]]:
    """Return what a register gives to a unit, by item; a unit without a dossier is told."""
    place = Place(spec.file)
    counts = read.counts.get(unit.code)
    found: dict[str, Supplied] = {}
    findings = []
    for feed in (feed for feed in spec.feeds if feed.concerns(unit.block)):
        item = item_of(this_round.block(unit.block).criteria, feed.item)
        name = input_name(item, feed) if item else None
        if item is None or name is None or item.code in exempt.get(unit.code, ()):
            continue
        if counts is None:
            values = {"source": spec.source, "label": item.fields[name].label}
            findings.append(Finding("RND088", place, values, unit.code, item.code))
        one = Supplied(
            values={} if counts is None else {name: Fraction(getattr(counts, feed.count))},
            places={name: place},
            sources={name: spec.source},
            decisive=frozenset({name} if spec.use == "supplied" else ()),
        )
        found[item.code] = found.get(item.code, Supplied()).beside(one)
    return found, findings
