"""What a unit's account is made from: its standing, and its form read once more."""

from dataclasses import replace

from parindex.evaluation.cohorts import Figures, scorers_among
from parindex.evaluation.files import Progress, ScoredAnswers, detail_file
from parindex.evaluation.plan import folder_plan
from parindex.evaluation.rounds import evaluate
from parindex.evaluation.unasked import detail_unasked
from parindex.model.ledger import Stage
from parindex.model.round import Unit
from parindex.reports.account import Account
from parindex.scoring.index import level_sums
from parindex.sources.folder import SUBMISSIONS
from parindex.sources.pool import run_guarded
from parindex.sources.round import RoundFolder


def account_of(
    folder: RoundFolder,
    unit: Unit,
    *,
    stage: Stage | None = None,
    progress: Progress | None = None,
) -> Account:
    """Evaluate the round, as it stood at a stage or stands, and return what explains one unit."""
    evaluation = evaluate(folder, progress=progress, stage=stage)
    block = next(b for b in evaluation.result.blocks if b.code == unit.block)
    result = next(entry for entry in block.units if entry.code == unit.code)
    criteria = folder.round.block(unit.block).criteria
    account = Account(
        result=evaluation.result,
        unit=result,
        block=block,
        criteria=criteria,
        findings=tuple(f for f in evaluation.findings if f.unit == unit.code),
        surveys=tuple(line for line in evaluation.surveys.lines if line.unit == unit.code),
        adjustments=tuple(a for a in evaluation.result.adjustments if a.unit == unit.code),
    )
    if result.score is None:
        return account
    if not criteria.adds_up:
        items = result.score.items
        levels = level_sums(criteria, items.points, items.max_points, items.outcomes)
        account = replace(account, levels=levels)
    plan = folder_plan(folder, evaluation.supplied, evaluation.entries)
    if result.file is None:
        unasked = detail_unasked(plan, criteria, unit)
        return _with_answers(account, unasked, evaluation.cohorts[unit.block])
    path = str(folder.path / SUBMISSIONS / result.file)
    for _, detail in run_guarded(detail_file, plan, [path]):
        if detail is not None:
            account = _with_answers(account, detail, evaluation.cohorts[unit.block])
    return account


def _with_answers(account: Account, detail: ScoredAnswers, figures: Figures) -> Account:
    """Return the account with what the file that counts says, and what was said of that.

    What an item is worth that sets the units against each other is known only of the end, so it
    stands for every stage.
    """
    criteria = account.criteria
    codes = [item.code for item in criteria.items]
    scores = dict(zip(codes, detail.scores, strict=True))
    begun = dict(zip(codes, detail.begun or detail.scores, strict=True))
    steps = dict(detail.steps)
    scorers = scorers_among(criteria, figures)
    for code, figure in detail.figures.items():
        last = scorers[code](figure)
        scores[code] = begun[code] = last
        if code in steps:
            steps[code] = tuple(step._replace(score=last) for step in steps[code])
    return replace(
        account,
        answers=detail.answers,
        scores=scores,
        begun=begun,
        steps=steps,
        supplied=detail.supplied,
    )
