"""A round's folder: round.yaml, its criteria sets, units.csv, and the tables beside it."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from parindex.checks.criteria import check_bands, greatest_index
from parindex.checks.round import (
    check_caps,
    check_decisions,
    check_exemptions,
    check_extensions,
)
from parindex.checks.survey import POPULATION, no_population
from parindex.checks.tables import check_tables
from parindex.locale import mark, phrase
from parindex.model.finding import Finding, Place, Severity
from parindex.model.moment import typed_limit
from parindex.model.roster import Roster
from parindex.model.round import Block, BlockSpec, Receipt, Round, RoundSpec, Unit
from parindex.sources.adjustments import ADJUSTMENTS, read_adjustments
from parindex.sources.criteria import CriteriaFile, read_criteria, validated
from parindex.sources.digest import file_digest
from parindex.sources.folder import SUBMISSIONS, holds, sent_files
from parindex.sources.predecessors import PREDECESSORS, read_predecessors
from parindex.sources.received import RECEIVED, file_key, read_received
from parindex.sources.table import read_table
from parindex.sources.yaml import Document, read_yaml


@dataclass(frozen=True, slots=True)
class RoundFolder:
    """A round with the folder it stands in and the hashes (SHA-256) of the files read for it."""

    path: Path
    round: Round
    hashes: dict[str, str] = field(default_factory=dict)

    def submissions(self) -> tuple[list[Path], list[Path]]:
        """Return the workbooks that came in, and the other files; both sorted by name."""
        return sent_files(self.path / SUBMISSIONS)

    @property
    def roster(self) -> Roster:
        """Return the units of the round, to be found by what a file calls them."""
        return Roster(self.round.units, self.round.former)


_UNIT_CODE = re.compile(r"[^\W_]([\w.-]{0,38}[\w-])?")
_TAKEN = {"CON", "PRN", "AUX", "NUL", *(f"{p}{n}" for p in ("COM", "LPT") for n in range(1, 10))}
"""Names that Windows keeps for itself."""
_RANKED = {"": True, "yes": True, "có": True, "no": False, "không": False}


def read_round(path: Path) -> tuple[RoundFolder | None, list[Finding]]:
    """Read a round; there is none where a finding is an error that concerns the whole of it."""
    if not holds(path.is_dir):
        return None, [Finding("RND001", Place(path.as_posix()), {"path": path.as_posix()})]
    file = path / "round.yaml"
    if not file.is_file():
        return None, [Finding("RND002", Place(path.as_posix()), {"name": "round.yaml"})]
    document, findings = read_yaml(file)
    if document is None:
        return None, findings
    spec, more = validated(RoundSpec, document.value, document)
    findings += more
    if spec is None:
        return None, findings
    sets, more = _criteria(path, spec, document)
    findings += [*more, *_block_codes(spec, document), *_deadlines(spec, sets, document)]
    findings += _bands(spec, sets, document)
    blocks = [
        _block(spec, entry, loaded) for entry in spec.blocks if (loaded := sets.get(entry.criteria))
    ]
    units, more = _units(path / "units.csv", [entry.code for entry in spec.blocks])
    findings += more
    former, more = read_predecessors(path / PREDECESSORS, {unit.code: unit for unit in units})
    findings += more
    adjustments, more = read_adjustments(path / ADJUSTMENTS, Roster(units, former))
    findings += more
    receipts, more = _receipts(path)
    findings += more
    this_round = Round(spec, tuple(blocks), tuple(units), tuple(adjustments), receipts, former)
    if all(finding.severity is not Severity.ERROR for finding in findings):
        findings += [*check_exemptions(this_round), *check_extensions(this_round)]
        findings += check_tables(this_round, document.place)
        findings += [*check_caps(this_round, document.place), *check_decisions(this_round)]
    if any(finding.severity is Severity.ERROR for finding in findings):
        return None, findings
    hashes = {"round.yaml": file_digest(file), "units.csv": file_digest(path / "units.csv")}
    for table in (ADJUSTMENTS, PREDECESSORS, RECEIVED):
        if (path / table).is_file():
            hashes[table] = file_digest(path / table)
    for name, loaded in sets.items():
        hashes |= {_named(path, file): sha for file, sha in loaded.hashes.items()}
        hashes[name] = loaded.sha256
    return RoundFolder(path, this_round, hashes), findings


def _block(spec: RoundSpec, entry: BlockSpec, loaded: CriteriaFile) -> Block:
    own = phrase(mark("round.yaml, block {block}"), block=entry.code)
    caps = ((phrase("round.yaml"), spec.adjustments), (own, entry.adjustments))
    bands = entry.bands or loaded.criteria.bands
    return Block(entry.code, entry.name, loaded.criteria, bands, caps)


def _bands(spec: RoundSpec, sets: dict[str, CriteriaFile], document: Document) -> Iterator[Finding]:
    for number, entry in enumerate(spec.blocks):
        if loaded := sets.get(entry.criteria):
            path = ("blocks", number, "bands")
            most = greatest_index(loaded.criteria)
            yield from check_bands(entry.bands, document.place, path, most)


def _deadlines(
    spec: RoundSpec, sets: dict[str, CriteriaFile], document: Document
) -> Iterator[Finding]:
    """Yield that a time limit is missing where units have a form to send back."""
    asking = {name for name, loaded in sets.items() if loaded.criteria.asks_units}
    if spec.deadline is None and any(
        entry.criteria in asking and entry.deadline is None for entry in spec.blocks
    ):
        yield Finding("CRI010", document.place(()), {"key": "deadline"})


def _named(folder: Path, file: str) -> str:
    return Path(os.path.relpath(file, folder)).as_posix()


def _block_codes(spec: RoundSpec, document: Document) -> Iterator[Finding]:
    seen: set[str] = set()
    for number, entry in enumerate(spec.blocks):
        if entry.code in seen:
            yield Finding(
                "RND021", document.place(("blocks", number, "code")), {"code": entry.code}
            )
        seen.add(entry.code)


def _criteria(
    path: Path, spec: RoundSpec, document: Document
) -> tuple[dict[str, CriteriaFile], list[Finding]]:
    """Read each criteria file the blocks name, once."""
    sets: dict[str, CriteriaFile] = {}
    findings: list[Finding] = []
    for name in dict.fromkeys(entry.criteria for entry in spec.blocks):
        loaded, more = read_criteria(Path(os.path.normpath(path / name)))
        findings += more
        if loaded is None:
            continue
        sets[name] = loaded
        if loaded.criteria.year != spec.year:
            values = {"year": loaded.criteria.year, "round": spec.year}
            findings.append(Finding("RND016", document.place(("year",)), values))
    return sets, findings


def _units(path: Path, blocks: list[str]) -> tuple[list[Unit], list[Finding]]:
    if not path.is_file():
        return [], [Finding("RND002", Place(path.parent.as_posix()), {"name": path.name})]
    lines, findings = read_table(
        path,
        required=("code", "name", "block"),
        optional=("exempt", "deadline", "ranked", POPULATION),
    )
    units: dict[str, Unit] = {}
    for line in lines:
        code, block = line["code"], line["block"]
        if not _UNIT_CODE.fullmatch(code) or code.upper() in _TAKEN:
            findings.append(Finding("RND025", line.place, {"code": code[:60]}))
            continue
        if code in units:
            findings.append(Finding("RND004", line.place, {"unit": code}))
            continue
        if block not in blocks:
            values = {"block": block, "known": ", ".join(blocks)}
            findings.append(Finding("RND003", line.place, values, unit=code))
            continue
        exempt = tuple(part.strip() for part in line["exempt"].split(";") if part.strip())
        deadline = typed_limit(line["deadline"])
        if line["deadline"] and deadline is None:
            findings.append(Finding("RND043", line.place, {"value": line["deadline"]}, unit=code))
        ranked = _RANKED.get(line["ranked"].casefold())
        if ranked is None:
            values = {"value": line["ranked"], "column": "ranked", "wanted": "yes | no"}
            findings.append(Finding("RND013", line.place, values, unit=code))
        people = line[POPULATION].strip()
        population = int(people) if people.isdecimal() and int(people) else None
        if people and population is None:
            findings.append(no_population(line.place, code, people))
        units[code] = Unit(
            code, line["name"], block, exempt, line.place, deadline, ranked is not False, population
        )
    if not lines and not findings:
        findings.append(Finding("RND010", Place(path.as_posix())))
    return list(units.values()), findings


def _receipts(path: Path) -> tuple[dict[str, Receipt], list[Finding]]:
    files = (
        file.relative_to(path / SUBMISSIONS)
        for several in sent_files(path / SUBMISSIONS)
        for file in several
    )
    return read_received(path / RECEIVED, {file_key(file.as_posix()) for file in files})
