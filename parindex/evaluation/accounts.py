"""What a unit's account is made from: its standing, and its form read once more."""

from pathlib import Path

from parindex.checks.round import exempt_items
from parindex.evaluation.files import Progress, assess_answers
from parindex.evaluation.rounds import evaluate
from parindex.forms.read import open_form, read_answers
from parindex.model.round import Unit
from parindex.reports.account import Account
from parindex.sources.round import SUBMISSIONS, RoundFolder


def account_of(folder: RoundFolder, unit: Unit, *, progress: Progress | None = None) -> Account:
    """Evaluate the round and return what explains the points of one unit."""
    evaluation = evaluate(folder, progress=progress)
    block_result = next(b for b in evaluation.result.blocks if b.code == unit.block)
    result = next(entry for entry in block_result.units if entry.code == unit.code)
    block = folder.round.block(unit.block)
    account = Account(
        unit=result,
        block=block_result,
        criteria=block.criteria,
        findings=tuple(f for f in evaluation.findings if f.unit == unit.code),
        adjustments=tuple(a for a in evaluation.result.adjustments if a.unit == unit.code),
    )
    path = _path_of(folder, result.file)
    form = open_form(path)[0] if path and result.score else None
    if form is None:
        return account
    answers, _ = read_answers(form, block.criteria)
    scored = assess_answers(form, block.criteria, answers, exempt_items(unit, block))
    scores = {
        item.code: score for item, score in zip(block.criteria.items, scored.scores, strict=True)
    }
    return account.with_answers(dict(scored.answers), scores)


def _path_of(folder: RoundFolder, name: str | None) -> Path | None:
    found = (path for path in (folder.path / SUBMISSIONS).rglob("*") if path.name == name)
    return next(found, None)
