"""One returned workbook: read, checked and scored, ready to be run in a child process."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path

from parindex.checks.evidence import span_of
from parindex.checks.submission import check_answer, check_exempt, within_bounds
from parindex.checks.supplied import with_supplied
from parindex.evaluation.evidence import evidence_findings, files_beside
from parindex.evaluation.ledger import appraised
from parindex.evaluation.plan import Plan
from parindex.forms.open import Form, open_form
from parindex.forms.read import read_answers
from parindex.locale import mark, phrase
from parindex.model.criteria import CriteriaSet, Criterion
from parindex.model.finding import Finding, Place, Severity
from parindex.model.ledger import Entry, Stage
from parindex.model.result import ItemScores, Move
from parindex.model.round import Former
from parindex.model.rule import Outcome
from parindex.model.submission import CLAIM, Answer, Source
from parindex.model.supplied import Supplied
from parindex.scoring.item import ItemScore, score_item
from parindex.scoring.ledger import Steps
from parindex.sources.digest import file_digest
from parindex.sources.pool import run_guarded

Progress = Callable[[int, int], None]
"""``progress(done, all)`` is told how many files have been read."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """A read, checked and scored file; without scores where it cannot count."""

    path: str
    file: str = ""
    unit: str = ""
    unit_name: str = ""
    sha256: str = ""
    saved_at: str = ""
    sheet: str = ""
    usable: bool = False
    """Whether it is a form of the round that can be scored."""
    former: Former | None = None
    """The former unit for which it was made; ``unit`` is then its successor."""
    items: ItemScores | None = None
    stages: Mapping[Stage, ItemScores] = field(default_factory=dict)
    """The items as they stood at the end of each stage, where anything was said of them later."""
    moves: tuple[Move, ...] = ()
    findings: tuple[Finding, ...] = ()
    figures: Mapping[str, Fraction] = field(default_factory=dict)
    """By item code, what is yet to be set against the other units of the block."""
    unsought: int = 0
    """How many files it names as evidence that nobody looked for."""


Read = Callable[[Plan, str], Assessment]
"""What is done with a file in a child process: assess or identify it."""


def identify_file(plan: Plan, path: str) -> Assessment:
    """Read whose form a returned workbook is and whether it can be scored; score nothing."""
    known, _, _ = _identified(plan, path)
    return known


def _identified(plan: Plan, path: str) -> tuple[Assessment, Form | None, CriteriaSet | None]:
    """Return whose a file is, and its form and criteria where it can be scored."""
    file = plan.shown(path)
    form, findings = open_form(Path(path), file)
    if form is None:
        unit = next((finding.unit for finding in findings if finding.unit), "") or ""
        digest = file_digest(Path(path))
        return Assessment(path, file, unit, sha256=digest, findings=tuple(findings)), None, None
    former = plan.former(form.identity)
    if former is not None and former.renamed:
        form, findings = _of_successor(form, findings, former)
    owner = form.identity
    criteria, more = _criteria_for(plan, form, former)
    known = Assessment(
        path,
        file,
        owner.unit,
        owner.unit_name,
        form.sha256,
        form.saved_at,
        form.sheet.name,
        usable=criteria is not None,
        former=former,
        findings=(*findings, *more),
    )
    return known, form, criteria


def _of_successor(
    form: Form, findings: Iterable[Finding], former: Former
) -> tuple[Form, list[Finding]]:
    """Return the form of a renamed unit as that of its successor, and say so."""
    [unit] = former.successors
    told = Finding("RND110", Place(form.file), {**former.told(), "unit": unit}, unit)
    form = form._replace(identity=replace(form.identity, unit=unit))
    return form, [told, *(replace(finding, unit=unit) for finding in findings)]


def assess_file(plan: Plan, path: str) -> Assessment:
    """Read, check and score one returned workbook."""
    known, form, criteria = _identified(plan, path)
    if form is None or criteria is None:
        return known
    exempt = plan.exempt.get(known.unit, frozenset())
    answers, read = read_answers(form, criteria, exempt)
    given = plan.supplied.get(known.unit)
    scored = assess_answers(form.source, criteria, answers, exempt, given)
    read = [f for f in read if f.item not in exempt or f.code == "SUB042"]
    span = span_of(criteria.year, plan.deadline)
    present = files_beside(Path(path), known.unit, Path(plan.of_round) if plan.of_round else None)
    declared = {code: answer for code, answer in scored.answers.items() if code not in exempt}
    evidence, unsought = evidence_findings(form.source, criteria, declared, span, present)
    told = _sorted([*read, *scored.findings, *evidence])
    known = replace(
        known,
        items=columns(criteria, answers, scored.scores),
        figures=scored.figures,
        findings=(*known.findings, *told),
        unsought=unsought,
    )
    entries = plan.entries.get(known.unit)
    return with_ledger(known, criteria, scored, entries, exempt) if entries else known


def check_file(plan: Plan, path: str) -> Assessment:
    """Read, check and score one returned workbook, and return what was found without the scores.

    Scores say in words why they are what they are: carrying them out of a child process takes long.
    """
    found = assess_file(plan, path)
    return replace(found, items=None, stages={}, moves=(), figures={})


def with_ledger(
    known: Assessment,
    criteria: CriteriaSet,
    scored: "ScoredAnswers",
    entries: Sequence[Entry],
    exempt: frozenset[str],
) -> Assessment:
    """Return a scored file with what was said of its items after self-assessment."""
    laid = appraised(criteria, scored.answers, scored.scores, entries, exempt, known.sha256)
    stages = {
        stage: columns(criteria, scored.answers, laid.scores(criteria, scored.scores, stage))
        for stage in Stage
        if stage.order <= entries[-1].stage.order
    }
    last = replace(scored, scores=laid.scores(criteria, scored.scores, entries[-1].stage))
    given = {
        item.code
        for item, score in zip(criteria.items, last.scores, strict=True)
        if score.outcome is not Outcome.MISSING
    }
    waiting = (f for f in known.findings if f.code != "SCO002" or f.item not in given)
    return replace(
        known,
        items=stages[entries[-1].stage],
        stages=stages,
        moves=laid.moves,
        figures=last.figures,
        findings=(*waiting, *laid.findings),
    )


def detail_file(plan: Plan, path: str) -> "ScoredAnswers | None":
    """Read one returned workbook once more and return its answers and scores with reasons."""
    _, form, criteria = _identified(plan, path)
    if form is None or criteria is None:
        return None
    answers, _ = read_answers(form, criteria)
    unit = form.identity.unit
    exempt, given = plan.exempt.get(unit, frozenset()), plan.supplied.get(unit)
    scored = assess_answers(form.source, criteria, answers, exempt, given)
    return with_steps(criteria, scored, plan.entries.get(unit), exempt, form.sha256)


def with_steps(
    criteria: CriteriaSet,
    scored: "ScoredAnswers",
    entries: Sequence[Entry] | None,
    exempt: frozenset[str],
    sha256: str,
) -> "ScoredAnswers":
    """Return the answers with what was said of them after self-assessment, step by step."""
    if not entries:
        return scored
    laid = appraised(criteria, scored.answers, scored.scores, entries, exempt, sha256)
    return replace(
        scored,
        scores=laid.scores(criteria, scored.scores, entries[-1].stage),
        steps=laid.steps,
        begun=scored.scores,
    )


@dataclass(frozen=True, slots=True)
class ScoredAnswers:
    """Scores in the order of the set's items, the answers as used, and what is wrong."""

    scores: tuple[ItemScore, ...]
    answers: Mapping[str, Answer]
    findings: tuple[Finding, ...]
    supplied: Mapping[str, Supplied] = field(default_factory=dict)
    """By item, what is not the unit's own in its answer."""
    steps: Steps = field(default_factory=dict)
    """By item, how it came to its score after self-assessment."""
    begun: tuple[ItemScore, ...] = ()
    """The scores at the end of self-assessment, where others came after."""

    @property
    def figures(self) -> dict[str, Fraction]:
        """Return, by item code, what is to be set against the other units."""
        return {
            code: score.figure
            for code, score in zip(self.answers, self.scores, strict=True)
            if score.figure is not None
        }


def assess_answers(
    source: Source,
    criteria: CriteriaSet,
    answers: Mapping[str, Answer],
    exempt: frozenset[str],
    supplied: Mapping[str, Supplied] | None = None,
) -> ScoredAnswers:
    """Check and score a unit's answers; ``supplied`` are those that others give, by item."""
    file, sheet, unit = source
    supplied_for: Mapping[str, Supplied] = {}

    def find(code: str, item: Criterion, name: str, **values: object) -> Finding:
        given = supplied_for.get(item.code)
        place = given.places.get(name) if given else None
        cell = answers[item.code].cells.get(name)
        return Finding(code, place or Place(file, sheet=sheet, cell=cell), values, unit, item.code)

    scores, used = [], {}
    findings: list[Finding] = []
    told: frozenset[str] = frozenset()
    if supplied:
        answers, supplied_for, findings, told = with_supplied(
            criteria, answers, supplied, exempt, find
        )
    for item in criteria.items:
        answer, more = within_bounds(item, answers[item.code], find)
        policy = criteria.policies[item.code]
        score = score_item(item, answer, policy, exempt=item.code in exempt)
        if item.code in exempt:
            findings += check_exempt(item, answer, find)
        else:
            findings += more
            findings += check_answer(item, answer, score, find)
        scores.append(score)
        used[item.code] = answer
    lacks = [f for f in findings if f.code == "SCO006"]
    findings = [f for f in findings if f.code != "SCO006"]
    for found in lacks:
        if found.item in criteria.may_be_blank:
            findings.append(replace(found, code="SCO008", values={}))
        elif found.item not in told:
            findings.append(found)
    return ScoredAnswers(tuple(scores), used, tuple(findings), supplied_for)


def _criteria_for(
    plan: Plan, form: Form, former: Former | None
) -> tuple[CriteriaSet | None, list[Finding]]:
    """Return the criteria the form is to be scored by, or what speaks against it."""
    unit = form.identity.unit
    block = next(iter(plan.sets)) if plan.loose else plan.blocks.get(unit)
    if block is None and former is not None:
        reason = phrase(mark("it is not the form of all that went into one unit"))
        values = {**former.told(), "reason": reason}
        return None, [Finding("RND111", Place(form.file), values, unit=unit)]
    if block is None:
        return None, [Finding("SUB012", Place(form.file), {"unit": unit}, unit=unit)]
    findings = _same_form(form, plan.sets[block])
    fits = all(finding.severity is not Severity.ERROR for finding in findings)
    return plan.sets[block] if fits else None, findings


def _same_form(form: Form, criteria: CriteriaSet) -> list[Finding]:
    identity, place = form.identity, Place(form.file)
    if identity.form_hash != criteria.form_hash:
        return [other_form(form, criteria)]
    if identity.set_version != str(criteria.version):
        values = {"form": identity.set_version, "wanted": criteria.version}
        return [Finding("SUB017", place, values, unit=identity.unit)]
    return []


def other_form(form: Form, criteria: CriteriaSet) -> Finding:
    """Return that a form was made for other criteria than those in force."""
    identity = form.identity
    values = {
        "form": _form_name(identity.set_id, identity.year, identity.set_version),
        "wanted": _form_name(criteria.id, str(criteria.year), str(criteria.version)),
        "form_year": identity.year,
        "year": str(criteria.year),
    }
    return Finding("SUB011", Place(form.file), values, unit=identity.unit)


def _form_name(set_id: str, year: str, version: str) -> object:
    return phrase(
        mark("{set}, year {year}, version {version}"), set=set_id, year=year, version=version
    )


def columns(
    criteria: CriteriaSet, answers: Mapping[str, Answer], scores: Iterable[ItemScore]
) -> ItemScores:
    """Return a unit's scores as columns in the order of the set's items."""
    points, max_points, outcomes, reasons, _ = zip(*scores, strict=True)
    given = [answers[item.code] for item in criteria.items]
    return ItemScores(
        points=points,
        max_points=max_points,
        outcomes=outcomes,
        self_points=tuple(answer.claim for answer in given),
        cells=tuple(answer.cells.get(CLAIM, "") for answer in given),
        reasons=reasons,
    )


def _sorted(findings: list[Finding]) -> list[Finding]:
    def order(finding: Finding) -> tuple[int, str, str]:
        cell = finding.place.cell or ""
        row = "".join(letter for letter in cell if letter.isdigit())
        return (int(row or 0), cell, finding.code)

    return sorted(findings, key=order)


def read_all(
    plan: Plan,
    forms: Iterable[Path],
    executor: Executor | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
    read: Read = assess_file,
) -> list[Assessment]:
    """Read every file in child processes, as ``read`` does.

    A file that kills its reader is a finding.
    """
    files = [str(path) for path in forms]
    done = []
    for file, assessment in run_guarded(read, plan, files, executor=executor, workers=workers):
        if assessment is None:
            shown = plan.shown(file)
            killed = (Finding("SUB006", Place(shown)),)
            done.append(Assessment(file, shown, sha256=file_digest(Path(file)), findings=killed))
        else:
            done.append(assessment)
        if progress is not None:
            progress(len(done), len(files))
    return sorted(done, key=lambda assessment: assessment.path)
