"""What a unit's account is made from: its standing, and its form read once more."""

from dataclasses import replace

from parindex.evaluation.cohorts import scorers_among
from parindex.evaluation.files import Progress, detail_file
from parindex.evaluation.plan import folder_plan
from parindex.evaluation.rounds import evaluate
from parindex.model.round import Unit
from parindex.reports.account import Account
from parindex.scoring.index import level_sums
from parindex.sources.pool import run_guarded
from parindex.sources.round import SUBMISSIONS, RoundFolder


def account_of(folder: RoundFolder, unit: Unit, *, progress: Progress | None = None) -> Account:
    """Evaluate the round and return what explains the points of one unit."""
    evaluation = evaluate(folder, progress=progress)
    block = next(b for b in evaluation.result.blocks if b.code == unit.block)
    result = next(entry for entry in block.units if entry.code == unit.code)
    criteria = folder.round.block(unit.block).criteria
    account = Account(
        unit=result,
        block=block,
        criteria=criteria,
        findings=tuple(f for f in evaluation.findings if f.unit == unit.code),
        adjustments=tuple(a for a in evaluation.result.adjustments if a.unit == unit.code),
    )
    if result.score is None or result.file is None:
        return account
    if not criteria.adds_up:
        items = result.score.items
        levels = level_sums(criteria, items.points, items.max_points, items.outcomes)
        account = replace(account, levels=levels)
    path = str(folder.path / SUBMISSIONS / result.file)
    plan = folder_plan(folder, evaluation.supplied)
    for _, detail in run_guarded(detail_file, plan, [path]):
        if detail is not None:
            codes = (item.code for item in criteria.items)
            scores = dict(zip(codes, detail.scores, strict=True))
            scorers = scorers_among(criteria, evaluation.cohorts[unit.block])
            for code, figure in detail.figures.items():
                scores[code] = scorers[code](figure)
            account = replace(
                account, answers=detail.answers, scores=scores, supplied=detail.supplied
            )
    return account
