"""The score ledger of an item in words: what each stage amended, gave and said."""

from collections.abc import Iterator
from typing import NamedTuple

from parindex.checks.submission import understood
from parindex.locale import Say, mark
from parindex.model.criteria import Criterion
from parindex.model.ledger import STAGES, Entry, Stage
from parindex.model.submission import CLAIM, Answer
from parindex.reports.account.given import Account
from parindex.scoring.item import ItemScore
from parindex.scoring.ledger import Step


class StepView(NamedTuple):
    """What a stage came to; ``before`` is empty for the first, who and where with it."""

    stage: str
    before: str
    after: str
    lines: tuple[str, ...]
    """What was declared and amended, why, and how the points follow from it."""
    who: str = ""
    day: str = ""
    place: str = ""


def step_views(account: Account, item: Criterion, say: Say) -> Iterator[StepView]:
    """Yield self-assessment and what came after; nothing where nothing was said of the item."""
    steps = account.steps.get(item.code, ())
    if not steps:
        return
    begun = account.begun[item.code]
    first = say(_AT_THE_END) if _among(item) else _because(begun, say)
    yield StepView(say(STAGES[Stage.SELF]), "", _points(begun, say), (first,))
    before = Step(Stage.SELF, account.answers[item.code], begun)
    for step in steps:
        if step.entry is not None:
            yield StepView(
                say(STAGES[step.stage]),
                _points(before.score, say),
                _points(step.score, say),
                tuple(_said(item, before, step, step.entry, say)),
                step.entry.who or "–",
                say("{day}", day=step.entry.day) or "–",
                str(step.entry.place),
            )
        before = step


def value_text(item: Criterion, name: str, answer: Answer, say: Say) -> str:
    """Return the value of an input as people read it, or why there is none."""
    if name in answer.values:
        return say("{value}", value=understood(item.fields[name], answer.values[name]))
    return say(mark("cannot be used") if name in answer.unreadable else mark("no answer"))


def _points(score: ItemScore, say: Say) -> str:
    return say("{points}", points=score.points)


def _because(score: ItemScore, say: Say) -> str:
    return say(mark("because: {reason}"), reason=score.reason)


_AT_THE_END = mark("set against the other units: the points of the end are shown at every stage")


def _among(item: Criterion) -> bool:
    return item.rule is not None and item.rule.over_units


def _said(item: Criterion, before: Step, step: Step, entry: Entry, say: Say) -> Iterator[str]:
    """Yield what an entry changes or proposes, its reason, documents, and what follows."""
    decides = entry.stage.decides
    change = mark("{label}: {before}, amended to {after} ({place})")
    propose = mark("{label}: {before}, proposed {after} ({place})")
    for name, value in entry.values.items():
        yield say(
            change if decides else propose,
            label=item.fields[name].label,
            before=value_text(item, name, before.answer, say),
            after=understood(item.fields[name], value),
            place=str(entry.at(name)),
        )
    if entry.points is not None:
        yield say(
            change if decides else propose,
            label=say(mark("points")),
            before=before.score.points,
            after=entry.points,
            place=str(entry.at(CLAIM)),
        )
    if entry.reason:
        reason = mark("reason: {reason}") if decides else mark("explained: {reason}")
        yield say(reason, reason=entry.reason)
    if entry.evidence:
        yield say(mark("documents: {documents}"), documents=entry.evidence)
    if decides and entry.changes and not _among(item):
        yield _because(step.score, say)
