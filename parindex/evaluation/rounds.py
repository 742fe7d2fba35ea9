"""A whole round, or loose workbooks: every file read, duplicates settled, blocks ranked."""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path

from parindex.checks.round import adjustment_sums
from parindex.evaluation.arrival import nothing_sent
from parindex.evaluation.cohorts import Figures, figures_of, set_among
from parindex.evaluation.delivery import delivered
from parindex.evaluation.files import Assessment, Progress, read_all
from parindex.evaluation.ledger import Entries, read_ledger
from parindex.evaluation.past import past_of
from parindex.evaluation.plan import Plan
from parindex.evaluation.settle import Received, settle
from parindex.evaluation.standing import block_result, gaps, reasons, totalled, unit_score
from parindex.evaluation.supplied import supplied
from parindex.evaluation.surveys import Surveyed
from parindex.evaluation.unasked import unasked
from parindex.model.criteria import CriteriaSet
from parindex.model.finding import Finding, Place
from parindex.model.ledger import Entry, Stage
from parindex.model.result import (
    AdjustmentLine,
    BlockResult,
    RoundResult,
    StageScore,
    UnitResult,
    UnitStatus,
)
from parindex.model.round import Block, Round, Unit
from parindex.model.supplied import SuppliedBy
from parindex.model.text import LocalText
from parindex.sources.criteria import CriteriaFile
from parindex.sources.round import RoundFolder


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A round's result, every finding, and the hash (SHA-256) of every file read."""

    result: RoundResult
    findings: tuple[Finding, ...]
    hashes: Mapping[str, str]
    cohorts: Mapping[str, Figures] = field(default_factory=dict)
    """By block, the figures that items set the units against each other by."""
    supplied: SuppliedBy = field(default_factory=dict)
    """What tables, registers and surveys say of the units' items."""
    surveys: Surveyed = field(default_factory=Surveyed)
    entries: Entries = field(default_factory=dict)
    """What was said of the units' items after self-assessment."""


def evaluate(
    folder: RoundFolder,
    *,
    executor: Executor | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
    stage: Stage | None = None,
    what_if: Iterable[Entry] = (),
) -> Evaluation:
    """Score a round: every file is read, good ones count though others are bad.

    The round is taken as it stood at a ``stage``, or as it stands; ``what_if`` is said after all.
    """
    this_round = folder.round
    given, past = supplied(folder, executor=executor), past_of(folder)
    ledger = read_ledger(folder, stage, executor=executor, workers=workers).and_then(what_if)
    delivery = delivered(
        folder,
        executor=executor,
        workers=workers,
        progress=progress,
        supplied=given.by_unit,
        entries=ledger.entries,
    )
    received = {**unasked(delivery.plan, this_round), **delivery.received}
    findings = [*given.findings, *past.findings, *ledger.findings, *delivery.findings()]
    findings += ledger.unmet({code for code, sent in received.items() if sent.counts})
    blocks = []
    cohorts = {}
    for block in this_round.blocks:
        units = [unit for unit in this_round.units if unit.block == block.code]
        received, cohorts[block.code] = _compared(block, units, received)
        results = []
        for unit in units:
            entry, more = _unit_result(this_round, block, unit, received.get(unit.code))
            findings += more
            results.append(entry)
        blocks.append(block_result(block, results))
    hashes = {
        **folder.hashes, **given.hashes, **past.hashes, **ledger.hashes, **delivery.hashes
    }  # fmt: skip
    result = replace(
        _round_result(this_round, blocks),
        stage=ledger.stage,
        surveys=given.surveys.lines,
        past=past.rounds,
    )
    return Evaluation(
        result, tuple(findings), hashes, cohorts, given.by_unit, given.surveys, ledger.entries
    )


def _round_result(this_round: Round, blocks: Iterable[BlockResult]) -> RoundResult:
    return RoundResult(
        title=this_round.spec.title,
        year=this_round.spec.year,
        language=this_round.spec.language,
        organisation=this_round.spec.organisation,
        note=this_round.spec.note,
        blocks=tuple(blocks),
        adjustments=tuple(
            AdjustmentLine(a.unit, a.kind, a.points, a.decision, a.day, a.reason)
            for a in this_round.adjustments
        ),
    )


def _compared(
    block: Block, units: Sequence[Unit], received: Mapping[str, Received]
) -> tuple[dict[str, Received], Figures]:
    """Score what sets the units of a block against each other; return all figures too."""
    entries = {unit.code: received[unit.code] for unit in units if unit.code in received}
    counted = {code: entry.counts for code, entry in entries.items() if entry.counts is not None}
    figures = figures_of(block.criteria, counted.values())
    scored = set_among(block.criteria, counted.values(), figures) if figures else counted.values()
    changed = {
        code: replace(entries[code], counts=counts)
        for code, counts in zip(counted, scored, strict=True)
    }
    return {**received, **changed}, figures


def _unit_result(
    this_round: Round, block: Block, unit: Unit, received: Received | None
) -> tuple[UnitResult, list[Finding]]:
    if received is None:
        found = nothing_sent(this_round, unit)
        return UnitResult(unit.code, unit.name, "not_submitted", reasons([found])), [found]
    findings = list(received.findings)
    if received.counts is None or received.counts.items is None:
        why = reasons(findings)
        if not block.criteria.asks_units:
            return UnitResult(unit.code, unit.name, "not_scored", why), findings
        return UnitResult(unit.code, unit.name, "rejected", why, file=received.name), findings
    bonus, penalty, more = adjustment_sums(this_round, unit)
    findings += more
    status: UnitStatus = "ranked" if unit.ranked else "not_ranked"
    entry = UnitResult(
        unit.code,
        unit.name,
        status,
        file=received.counts.file or None,
        sheet=received.counts.sheet,
        gaps=gaps(received.findings),
    )
    result, more = totalled(
        block.criteria,
        entry,
        received.counts.items,
        lacks=unit.place,
        cut=Place(received.name),
        bonus=bonus,
        penalty=penalty,
    )
    return _staged(block.criteria, result, received.counts, bonus, penalty), [*findings, *more]


def _staged(
    criteria: CriteriaSet,
    unit: UnitResult,
    counts: Assessment,
    bonus: Fraction,
    penalty: Fraction,
) -> UnitResult:
    """Return a unit's line with what it came to at the end of each stage.

    Items that set the units against each other have their last points at every stage: what the
    others came to at an earlier one is not known any more.
    """
    if unit.score is None or not counts.stages or counts.items is None:
        return unit
    over = [bool(item.rule and item.rule.over_units) for item in criteria.items]
    stages = []
    for stage, items in counts.stages.items():
        points = tuple(
            last if compared else now
            for compared, last, now in zip(over, counts.items.points, items.points, strict=True)
        )
        score = unit_score(criteria, replace(items, points=points), bonus, penalty)
        if score is not None:
            stages.append(StageScore(stage, points, score.points, score.index))
    last = dict(zip((item.code for item in criteria.items), counts.items.points, strict=True))
    compared = {item.code for item, is_over in zip(criteria.items, over, strict=True) if is_over}
    moves = tuple(
        replace(move, before=last[move.item], after=last[move.item])
        if move.item in compared
        else move
        for move in counts.moves
    )
    score = replace(unit.score, stages=tuple(stages), moves=moves)
    return replace(unit, score=score)


def evaluate_files(
    loaded: CriteriaFile, paths: Iterable[Path], *, workers: int | None = None
) -> Evaluation:
    """Score workbooks outside a round: the units are those the forms name."""
    criteria = loaded.criteria
    plan = Plan(sets={"": criteria}, blocks={}, loose=True)
    assessments = read_all(plan, paths, workers=workers)
    findings: list[Finding] = []
    results = []
    settled = settle(assessments, terms={})
    chosen_files = [entry.counts for entry in settled.values() if entry.counts is not None]
    figures = figures_of(criteria, chosen_files)
    compared = {a.path: a for a in set_among(criteria, chosen_files, figures)}
    for code, received in sorted(settled.items()):
        findings += received.findings
        chosen = compared.get(received.counts.path) if received.counts else None
        if chosen and chosen.items:
            name, place = chosen.unit_name or code, Place(received.name)
            entry = UnitResult(code, name, "ranked", (), received.name, chosen.sheet)
            entry, more = totalled(criteria, entry, chosen.items, lacks=place, cut=place)
            findings += more
        else:
            shown = code if Path(code).name != received.name else "–"
            why = reasons(received.findings)
            entry = UnitResult(shown, received.name, "rejected", why, received.name)
        results.append(entry)
    hashes = loaded.hashes | {a.path: a.sha256 for a in assessments if a.sha256}
    return Evaluation(loose_result(criteria, results), tuple(findings), hashes)


def loose_result(criteria: CriteriaSet, units: list[UnitResult]) -> RoundResult:
    """Return the result of units outside a round, as one block."""
    block = Block("", criteria.title, criteria, criteria.bands)
    return RoundResult(
        title=criteria.title,
        year=criteria.year,
        language="vi",
        organisation=LocalText(vi=""),
        note=criteria.note,
        blocks=(block_result(block, units),),
    )
