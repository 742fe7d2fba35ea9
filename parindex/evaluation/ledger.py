"""The score ledger of a round: what appraisers and units returned, laid over the forms."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from parindex.checks.submission import within_bounds
from parindex.forms.appraisal.read import Returned, read_appraisal
from parindex.locale import Phrase
from parindex.model.criteria import CriteriaSet, Criterion
from parindex.model.finding import Finding, Place
from parindex.model.ledger import STAGES, Entry, Stage
from parindex.model.result import Move
from parindex.model.round import Round, RoundSpec
from parindex.model.submission import Answer
from parindex.scoring.item import ItemScore
from parindex.scoring.ledger import Step, Steps, amended, fits, next_step, standing
from parindex.sources.digest import file_digest
from parindex.sources.folder import APPRAISAL, EXPLANATIONS, sent_files
from parindex.sources.pool import run_guarded
from parindex.sources.round import RoundFolder

Entries = Mapping[str, tuple[Entry, ...]]
"""Entries of the ledger by unit, in the order of the stages."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What was returned in a round after self-assessment, and the stage that it has reached."""

    stage: Stage = Stage.SELF
    entries: Entries = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    hashes: Mapping[str, str] = field(default_factory=dict)

    def and_then(self, entries: Iterable[Entry]) -> "Ledger":
        """Return the ledger with further entries after all others."""
        more = list(entries)
        if not more:
            return self
        held = [entry for several in self.entries.values() for entry in several]
        return replace(self, entries=_by_unit([*held, *more]))

    def unmet(self, units: Collection[str]) -> list[Finding]:
        """Return what was said of units of which no form came in."""
        return [
            Finding("RND139", entry.place, {}, unit, entry.item)
            for unit, entries in self.entries.items()
            if unit not in units
            for entry in entries
        ]


def read_ledger(
    folder: RoundFolder,
    until: Stage | None = None,
    *,
    executor: Executor | None = None,
    workers: int | None = None,
) -> Ledger:
    """Read appraisals and explanations, up to a stage where one is named.

    The stage that a round stands at is the last one of which anything was returned.
    """
    sets = sets_of(folder.round)
    forms, findings = _lying(folder.path)
    shared, files = (str(folder.path), sets), [str(form) for form in forms]
    read = run_guarded(_read, shared, files, executor=executor, workers=workers)
    sheets = {path: several or (_killed(folder.path, path),) for path, several in read}
    returned = [each for path in sorted(sheets) for each in sheets[path]]
    hashes = {each.file: each.sha256 for each in returned if each.sha256}
    findings += [found for each in returned for found in each.findings]
    last = until or Stage.APPRAISAL_2
    later = [each for each in returned if each.stage is not None and each.stage.order > last.order]
    findings += [Finding("RND141", Place(each.file)) for each in later]
    used = [each for each in returned if each.stage is not None and each.stage.order <= last.order]
    findings += _after_limit(used, folder.round.spec)
    entries, more = _agreed(entry for each in used for entry in each.entries)
    reached = max((each.stage for each in used if each.stage), key=lambda s: s.order, default=None)
    return Ledger(until or reached or Stage.SELF, _by_unit(entries), (*findings, *more), hashes)


def _after_limit(used: Iterable[Returned], spec: RoundSpec) -> Iterator[Finding]:
    """Yield which workbooks say that they were filled in after the time limit of their stage."""
    for each in used:
        limit = spec.stages.limit(each.stage) if each.stage else None
        first = next(iter(each.entries), None)
        if first and first.day and limit and first.day > limit.date():
            place = Place(each.file, sheet=first.place.sheet)
            stage = Phrase(STAGES[first.stage])
            values = {"day": first.day, "limit": limit, "stage": stage}
            yield Finding("RND142", place, values)


def of_ledger(finding: Finding) -> bool:
    """Tell whether a finding is about what appraisers or units returned after self-assessment."""
    return finding.place.file.startswith((f"{APPRAISAL}/", f"{EXPLANATIONS}/"))


def sets_of(this_round: Round) -> dict[str, CriteriaSet]:
    """Return the criteria by the codes of the units."""
    return {unit.code: this_round.block(unit.block).criteria for unit in this_round.units}


def _lying(folder: Path) -> tuple[list[Path], list[Finding]]:
    """Return the workbooks of both folders, and what other files are told."""
    forms: list[Path] = []
    findings = []
    for name in (APPRAISAL, EXPLANATIONS):
        if (folder / name).is_dir():
            books, others = sent_files(folder / name)
            forms += books
            places = (Place(_shown(folder, path)) for path in others)
            findings += [Finding("RND017", place, {"name": place.file}) for place in places]
    return forms, findings


def _read(shared: tuple[str, Mapping[str, CriteriaSet]], path: str) -> tuple[Returned, ...]:
    folder, sets = shared
    return read_appraisal(Path(path), _shown(Path(folder), Path(path)), sets)


def _shown(folder: Path, path: Path) -> str:
    """Return the name by which people are told of a file."""
    return path.relative_to(folder).as_posix().encode(errors="backslashreplace").decode()


def _killed(folder: Path, path: str) -> Returned:
    file = _shown(folder, Path(path))
    return Returned(file, file_digest(Path(path)), findings=(Finding("SUB006", Place(file)),))


def _agreed(entries: Iterable[Entry]) -> tuple[list[Entry], list[Finding]]:
    """Return one entry of an item a stage; where two say different things neither counts."""

    def key(entry: Entry) -> tuple[str, str, int]:
        return (entry.unit, entry.item, entry.stage.order)

    kept, findings = [], []
    for _, alike in groupby(sorted(entries, key=key), key=key):
        several = list(alike)
        deciding = [entry for entry in several if entry.changes] or several
        if any(entry.says != deciding[0].says for entry in deciding):
            *others, last = deciding
            values = {"other": _joined(str(entry.place) for entry in others)}
            findings.append(Finding("RND136", last.place, values, last.unit, last.item))
        else:
            kept.append(
                replace(
                    deciding[0],
                    reason=_joined(entry.reason for entry in several),
                    who=_joined(entry.who for entry in several),
                    evidence=_joined(entry.evidence for entry in several),
                )
            )
    return kept, findings


def _joined(texts: Iterable[str]) -> str:
    """Return what several say, each text once."""
    return "; ".join(dict.fromkeys(filter(None, texts)))


def _by_unit(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.unit, []).append(entry)
    return {
        unit: tuple(sorted(several, key=lambda entry: entry.stage.order))
        for unit, several in found.items()
    }


class Ledgered(NamedTuple):
    """The steps of each item that was appraised or explained, and what is wrong with them."""

    steps: Steps
    moves: tuple[Move, ...]
    findings: tuple[Finding, ...]

    def scores(
        self, criteria: CriteriaSet, scores: Sequence[ItemScore], stage: Stage
    ) -> tuple[ItemScore, ...]:
        """Return the scores of all items at the end of a stage, in the order of the set."""
        return tuple(
            standing(self.steps.get(item.code, ()), stage, score)
            for item, score in zip(criteria.items, scores, strict=True)
        )


def appraised(
    criteria: CriteriaSet,
    answers: Mapping[str, Answer],
    scores: Sequence[ItemScore],
    entries: Sequence[Entry],
    exempt: frozenset[str],
    form: str,
) -> Ledgered:
    """Lay the entries of a unit over its answers; ``form`` is the hash of the form that counts."""
    begun = dict(zip((item.code for item in criteria.items), scores, strict=True))
    steps: dict[str, tuple[Step, ...]] = {}
    findings: list[Finding] = []
    moves = []
    for entry in entries:
        item = criteria.nodes[entry.item].criterion
        if entry.item in exempt:
            findings.append(Finding("RND139", entry.place, {}, entry.unit, entry.item))
            continue
        before = steps.get(entry.item, ())
        last = before[-1] if before else Step(Stage.SELF, answers[entry.item], begun[entry.item])
        sound, more = _sound(item, entry, last.answer)
        findings += more
        step = next_step(item, last, sound, criteria.policies[entry.item])
        findings += _told(sound, last, step, form)
        steps[entry.item] = (*before, step)
        moves.append(_move(entry, last.score, step.score))
    return Ledgered(steps, tuple(moves), tuple(findings))


def _move(entry: Entry, before: ItemScore, after: ItemScore) -> Move:
    return Move(
        stage=entry.stage,
        item=entry.item,
        before=before.points,
        after=after.points,
        reason=entry.reason,
        who=entry.who,
        day=entry.day,
        file=entry.place.file,
        cell=entry.place.cell or "",
    )


def _sound(item: Criterion, entry: Entry, answer: Answer) -> tuple[Entry, list[Finding]]:
    """Return the entry without what cannot be used, and why that cannot."""
    findings: list[Finding] = []

    def find(code: str, item: Criterion, name: str, **values: object) -> Finding:
        return Finding(code, entry.at(name), values, entry.unit, item.code)

    if entry.points is not None and item.rule is not None and item.rule.over_units:
        findings.append(Finding("RND140", entry.at("claim"), {}, entry.unit, item.code))
        entry = replace(entry, points=None)
    elif not fits(item, entry):
        values = {"points": entry.points, "least": item.least_points, "max": item.max_points}
        findings.append(Finding("RND134", entry.at("claim"), values, entry.unit, item.code))
        entry = replace(entry, points=None)
    if entry.values:
        whole = amended(answer, entry)
        within, more = within_bounds(item, whole, find)
        if within.unreadable > whole.unreadable:
            findings += more
            entry = replace(entry, values={})
    return entry, findings


def _told(entry: Entry, before: Step, after: Step, form: str) -> Iterator[Finding]:
    """Yield what is to be said of a step that was taken."""
    if not entry.stage.decides:
        return
    amends = any(before.answer.values.get(name) != value for name, value in entry.values.items())
    if (amends or after.score.points != before.score.points) and not entry.reason:
        values = {"before": before.score.points, "after": after.score.points}
        yield Finding("RND135", entry.place, values, entry.unit, entry.item)
    if entry.changes and entry.form and not form.startswith(entry.form):
        yield Finding("RND138", entry.place, {}, entry.unit, entry.item)
