"""An item of an account: its data with their cells, its rule, points, clause and findings."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from parindex.locale import Say, mark, phrase
from parindex.model.criteria import Criterion
from parindex.model.submission import CLAIM, Answer
from parindex.model.supplied import Supplied
from parindex.model.surveyed import SurveyLine
from parindex.reports.account.given import Account
from parindex.reports.account.ledger import StepView, step_views, value_text
from parindex.reports.view import OUTCOMES, BlockView
from parindex.scoring.rules.survey import Survey


class Datum(NamedTuple):
    """A value with its cell, or with the table, survey or register (``source``) it comes from."""

    place: str
    label: str
    value: str
    source: str = ""


class SurveyRow(NamedTuple):
    """What a group of respondents said; share and half the width of its interval in percent."""

    survey: str
    group: str
    counted: str
    uncounted: str
    share: str
    half_width: str
    remark: str


class ItemView(NamedTuple):
    """An item; with a heading alone where it was not scored."""

    heading: str
    data: tuple[Datum, ...] = ()
    survey: tuple[SurveyRow, ...] = ()
    kind: str = ""
    rule: tuple[str, ...] = ()
    steps: tuple[StepView, ...] = ()
    reason: str = ""
    result: str = ""
    clause: str = ""
    findings: tuple[str, ...] = ()


def item_view(account: Account, item: Criterion, view: BlockView) -> ItemView:
    """Arrange what an account says of one item."""
    say = view.say
    heading = say(mark("{code} {name}"), code=item.code, name=item.name)
    answer, score = account.answers.get(item.code), account.scores.get(item.code)
    if answer is None or score is None:
        return ItemView(heading)
    result = say(
        mark("{points} of {max} {max:point|points} ({outcome})"),
        points=score.points,
        max=score.max_points,
        outcome=_outcome(account, item, view) or say(OUTCOMES[score.outcome]),
    )
    return ItemView(
        heading,
        tuple(_data(account, item, answer, say)),
        tuple(_survey(line, say) for line in account.surveys if line.item == item.code),
        item.rule.kind if item.rule else "",
        tuple(item.rule_lines(say)) if item.rule else (),
        tuple(step_views(account, item, say)),
        say("{reason}", reason=score.reason),
        result,
        _clause(account, item, say),
        tuple(
            account.told(finding, say) for finding in account.findings if finding.item == item.code
        ),
    )


def _outcome(account: Account, item: Criterion, view: BlockView) -> str:
    """Return what the result calls what the item came to; empty where the unit has no score."""
    score = account.unit.score
    return view.outcome(score.items, account.criteria.items.index(item)) if score else ""


def _data(account: Account, item: Criterion, answer: Answer, say: Say) -> Iterator[Datum]:
    """Yield each value of an item with the cell, or the table, that it comes from."""
    sheet = account.unit.sheet
    given = account.supplied.get(item.code, Supplied())
    hidden = _hidden(account, item)

    def datum(name: str, label: str, value: str) -> Datum:
        if name in given.places:
            source = say("{source}", source=given.sources.get(name) or phrase(mark("the survey")))
            shown = say(_TOO_FEW) if name in hidden else value
            return Datum(str(given.places[name]), label, shown, source)
        cell = f"{sheet}!{answer.cells[name]}" if name in answer.cells else "–"
        return Datum(cell, label, value)

    for name, entry in item.fields.items():
        yield datum(name, say("{label}", label=entry.label), value_text(item, name, answer, say))
    if CLAIM in given.places:
        points = "–" if answer.claim is None else say("{points}", points=answer.claim)
        yield datum(CLAIM, say(mark("points")), points)
    elif answer.claim is not None:
        claim = say("{claim}", claim=answer.claim)
        yield Datum(f"{sheet}!{answer.cells.get(CLAIM, '')}", say(mark("points claimed")), claim)


_TOO_FEW = mark("too few answers to show figures")


def _hidden(account: Account, item: Criterion) -> frozenset[str]:
    """Return the inputs that would show what too few respondents said."""
    groups = {line.group for line in account.surveys if line.item == item.code and line.suppressed}
    if not isinstance(item.rule, Survey):
        return frozenset(item.fields) if groups else frozenset()
    return frozenset(f"{group}_{option.value}" for group in groups for option in item.rule.options)


def _survey(line: SurveyLine, say: Say) -> SurveyRow:
    remarks = [
        *([say(mark("sample under the minimum"))] if line.small else []),
        *([say(_TOO_FEW)] if line.suppressed else []),
    ]

    def shown(figure: int | Decimal | None) -> str:
        return "–" if figure is None else say("{figure}", figure=figure)

    return SurveyRow(
        line.survey,
        say("{label}", label=line.label or phrase(mark("all groups"))),
        shown(line.counted),
        shown(line.uncounted),
        shown(line.share),
        shown(line.half_width),
        "; ".join(remarks),
    )


def _clause(account: Account, item: Criterion, say: Say) -> str:
    if item.basis is None:
        return say(mark("none is stated in the criteria"))
    title = account.criteria.basis[item.basis.ref].title
    return ", ".join(filter(None, (title, item.basis.clause)))
