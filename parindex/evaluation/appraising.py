"""The workbooks of an appraisal: what appraisers are given, and what units are asked to explain."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from typing import NamedTuple

from parindex.checks.round import exempt_items
from parindex.checks.submission import agrees, understood
from parindex.evaluation.files import ScoredAnswers, detail_file
from parindex.evaluation.ledger import read_ledger
from parindex.evaluation.plan import folder_plan
from parindex.evaluation.rounds import Evaluation
from parindex.forms.appraisal.order import AppraisalOrder, AppraisedItem
from parindex.forms.appraisal.write import write_appraisal
from parindex.locale import Localised, Phrase, mark, phrase, speaker
from parindex.model.criteria import Criterion
from parindex.model.finding import Finding
from parindex.model.ledger import STAGES, Entry, Stage
from parindex.model.result import RoundResult, UnitResult
from parindex.model.round import Block, Unit
from parindex.scoring.ledger import Step
from parindex.sources.folder import SUBMISSIONS
from parindex.sources.pool import run_guarded
from parindex.sources.round import RoundFolder


class Made(NamedTuple):
    """A workbook under the name by which it goes out."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Appraisal:
    """What is to be made: for which stage, units and areas; ``by_area`` gives a workbook an area.

    ``last`` are the points that units had last time, by unit and item.
    """

    stage: Stage
    by_area: bool = False
    units: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    last: Mapping[str, Mapping[str, Fraction]] = field(default_factory=dict)


def next_stage(folder: RoundFolder, now: datetime) -> Stage:
    """Return the stage for which an appraiser's workbook is made next.

    That is the first appraisal until something of it came back and, where the round states its
    time limit, that has passed (``now`` is the time of the office).
    """
    limit = folder.round.spec.stages.limit(Stage.APPRAISAL_1)
    is_open = limit is not None and now <= limit
    begun = read_ledger(folder).stage is not Stage.SELF
    return Stage.APPRAISAL_2 if begun and not is_open else Stage.APPRAISAL_1


def points_of(result: RoundResult) -> dict[str, dict[str, Fraction]]:
    """Return the points of a result by unit and item."""
    found: dict[str, dict[str, Fraction]] = {}
    for block in result.blocks:
        codes = [item.code for item in block.items]
        for unit in block.units:
            if unit.score is not None:
                found[unit.code] = dict(zip(codes, unit.score.items.points, strict=True))
    return found


def appraisal_workbooks(
    folder: RoundFolder,
    evaluation: Evaluation,
    wanted: Appraisal,
    executor: Executor | None = None,
) -> Iterator[Made]:
    """Yield the workbooks, block by block; units without a form that counts are left out.

    A workbook of an explanation has the items alone in which the unit was given fewer points than
    it claimed, or in which an appraiser changed anything.
    """
    this_round = folder.round
    for block in this_round.blocks:
        if wanted.areas and not wanted.areas & {area.code for area in block.criteria.areas}:
            continue
        rows = {
            unit.code: list(_items(block, unit, scored, evaluation, wanted))
            for unit, scored in _scored(folder, evaluation, block, wanted.units, executor)
        }
        if wanted.by_area:
            yield from _by_area(folder, block, rows, wanted)
        else:
            yield from _by_unit(folder, block, rows, wanted)


def _scored(
    folder: RoundFolder,
    evaluation: Evaluation,
    block: Block,
    units: Collection[str],
    executor: Executor | None,
) -> Iterator[tuple[Unit, ScoredAnswers]]:
    """Yield the units of a block whose forms count, each with its form read once more."""
    result = next(b for b in evaluation.result.blocks if b.code == block.code)
    files = {
        unit.code: str(folder.path / SUBMISSIONS / unit.file)
        for unit in result.units
        if unit.file and unit.score is not None and (not units or unit.code in units)
    }
    plan = folder_plan(folder, evaluation.supplied, evaluation.entries)
    details = dict(run_guarded(detail_file, plan, list(files.values()), executor=executor))
    for unit in folder.round.units:
        detail = details.get(files.get(unit.code, ""))
        if detail is not None:
            yield unit, detail


def _by_unit(
    folder: RoundFolder,
    block: Block,
    rows: Mapping[str, list[AppraisedItem]],
    wanted: Appraisal,
) -> Iterator[Made]:
    for code, items in rows.items():
        if items:
            order = AppraisalOrder(
                folder.round.spec, block.criteria, wanted.stage, items[0].unit.name, tuple(items)
            )
            yield Made(f"{code}.{wanted.stage}.xlsx", write_appraisal(order))


def _by_area(
    folder: RoundFolder,
    block: Block,
    rows: Mapping[str, list[AppraisedItem]],
    wanted: Appraisal,
) -> Iterator[Made]:
    for area in block.criteria.areas:
        if wanted.areas and area.code not in wanted.areas:
            continue
        codes = {item.code for item in area.items}
        items = [row for held in rows.values() for row in held if row.item.code in codes]
        title = phrase(mark("Area {code}. {name}"), code=area.code, name=area.name)
        order = AppraisalOrder(folder.round.spec, block.criteria, wanted.stage, title, tuple(items))
        if items:
            yield Made(f"{block.code}.{area.code}.{wanted.stage}.xlsx", write_appraisal(order))


def _items(
    block: Block, unit: Unit, scored: ScoredAnswers, evaluation: Evaluation, wanted: Appraisal
) -> Iterator[AppraisedItem]:
    """Yield the items of a unit that are to be appraised, or explained."""
    result = _result(evaluation, block, unit)
    exempt = exempt_items(unit, block)
    findings = [f for f in evaluation.findings if f.unit == unit.code and f.item]
    form = evaluation.hashes.get(f"{SUBMISSIONS}/{result.file}", "")
    begun = scored.begun or scored.scores
    areas = {i.code: area.code for area in block.criteria.areas for i in area.items}
    for item, before, now in zip(block.criteria.items, begun, scored.scores, strict=True):
        steps = scored.steps.get(item.code, ())
        answer = scored.answers[item.code]
        if item.code in exempt or (wanted.areas and areas[item.code] not in wanted.areas):
            continue
        claim = answer.claim if item.claimed else None
        fewer = claim is not None and now.points < claim and not agrees(claim, now.points)
        if wanted.stage is Stage.EXPLANATION and not (fewer or _was_changed(steps)):
            continue
        yield AppraisedItem(
            unit=unit,
            item=item,
            answer=answer,
            so_far=steps[-1].answer if steps else answer,
            computed=before.points,
            former=now.points,
            last=wanted.last.get(unit.code, {}).get(item.code),
            said=(*([answer.explanation] if answer.explanation else []), *_said(item, steps)),
            findings=tuple(_told(findings, item)),
            form=form,
        )


def _result(evaluation: Evaluation, block: Block, unit: Unit) -> UnitResult:
    result = next(b for b in evaluation.result.blocks if b.code == block.code)
    return next(entry for entry in result.units if entry.code == unit.code)


def _was_changed(steps: Iterable[Step]) -> bool:
    return any(step.entry is not None and step.entry.changes for step in steps)


def _said(item: Criterion, steps: Iterable[Step]) -> Iterator[Phrase]:
    """Yield what each stage said: the points, the data amended or proposed, and the reason."""
    for step in steps:
        if step.entry is not None:
            yield phrase(
                mark("{stage}: {said}. {reason}"),
                stage=Phrase(STAGES[step.stage]),
                said=_changes(item, step, step.entry),
                reason=" ".join(filter(None, (step.entry.reason, step.entry.evidence))),
            )


def _changes(item: Criterion, step: Step, entry: Entry) -> list[Phrase]:
    changes = [
        phrase("{label}: {value}", label=field.label, value=understood(field, entry.values[name]))
        for name, field in item.fields.items()
        if name in entry.values
    ]
    if step.stage.decides:
        return [phrase(mark("{points} {points:point|points}"), points=step.score.points), *changes]
    if entry.points is not None:
        changes.append(phrase(mark("proposes {points} {points:point|points}"), points=entry.points))
    return changes or [Phrase(mark("proposes nothing else"))]


def _told(findings: Iterable[Finding], item: Criterion) -> Iterator[Localised]:
    return (_Wrong(finding) for finding in findings if finding.item == item.code)


class _Wrong(NamedTuple):
    """What a finding says, in any language."""

    finding: Finding

    def for_lang(self, lang: str) -> str:
        return f"{self.finding.code}: {self.finding.wrong(speaker(lang))}"
