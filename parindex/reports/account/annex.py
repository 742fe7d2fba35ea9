"""An account as the annex of an official letter, such as the reply to a complaint."""

from collections.abc import Iterator
from dataclasses import replace

from parindex.locale import Say, mark, speaker
from parindex.model.ledger import STAGES
from parindex.reports.account.given import Account
from parindex.reports.account.items import ItemView
from parindex.reports.account.ledger import StepView
from parindex.reports.account.view import AccountView, account_view
from parindex.reports.document import Bullets, Document, Facts, Heading, Paragraph, Part, Table
from parindex.reports.view import CRITERIA_STATUS, NOT_OFFICIAL


def annex(account: Account, lang: str, item: str | None = None) -> Document:
    """Return the annex of a unit; of one item (or the items of one level) if it is named."""
    say, view = speaker(lang), account_view(replace(account, advice=False), lang, item)
    organisation = say("{name}", name=account.result.organisation)
    return Document(
        lang,
        account.result.year,
        organisation,
        label=say(mark("Annex")),
        title=say(mark("Explanation of scores")),
        attached=say(
            mark("(Attached to letter No. ……… of ………/………/……… of {organisation})"),
            organisation=organisation,
        ),
        page=say(mark("Page")),
        status=_status(account, say),
        facts=tuple(_facts(account, item, say)),
        parts=tuple(_parts(view, say)),
    )


def _status(account: Account, say: Say) -> str:
    if account.criteria.status == "official":
        return ""
    return say(NOT_OFFICIAL)


def _facts(account: Account, item: str | None, say: Say) -> Iterator[tuple[str, str]]:
    unit, criteria = account.unit, account.criteria
    name = mark("{name} (code {code}, {block})")
    yield say(mark("Unit")), say(name, name=unit.name, code=unit.code, block=account.block.name)
    yield say(mark("Round")), say("{title}", title=account.result.title)
    yield (
        say(mark("Criteria")),
        say(
            mark("{title}, version {version}, {total} {total:point|points}; {status}"),
            title=criteria.title,
            version=criteria.version,
            total=criteria.total,
            status=say(CRITERIA_STATUS[criteria.status]),
        ),
    )
    if criteria.basis:
        yield say(mark("Rests on")), "\n".join(text.title for text in criteria.basis.values())
    if item is not None:
        node = criteria.nodes[item].criterion
        yield say(mark("About")), say(mark("{code} {name}"), code=node.code, name=node.name)
    yield say(mark("As of")), _capital(say(STAGES[account.result.stage]))


def _parts(view: AccountView, say: Say) -> Iterator[Part]:
    yield Heading(2, say(mark("The total")))
    if view.stages:
        heads = (mark("Stage"), mark("Points"), mark("Index"), mark("Rank"), mark("Band"))
        count = len(heads) - (view.stages[-1].band == "–")
        yield Table(
            tuple(map(say, heads[:count])),
            tuple((_capital(row.name), *row[1:count]) for row in view.stages),
            (3, 0, 0, 0, 2)[:count],
            frozenset({1, 2, 3}),
            last_is_sum=True,
        )
    yield Bullets(tuple(line.strip() for line in view.lines))
    for area in view.areas:
        yield Heading(2, area.heading)
        yield from (Paragraph(line.strip()) for line in area.lines)
        for item in area.items:
            yield from _item(item, say)


def _item(item: ItemView, say: Say) -> Iterator[Part]:
    yield Heading(3, item.heading)
    if not item.result:
        return
    if item.data:
        yield Table(
            (say(mark("Declared data")), say(mark("Value")), say(mark("Where it stands"))),
            tuple(
                (_capital(d.label), d.value, "\n".join(filter(None, (d.place, d.source))))
                for d in item.data
            ),
            (5, 2, 4),
        )
    if item.survey:
        yield _survey(item, say)
    rule = Facts(((say(mark("Rule")), "\n".join(item.rule)),) if item.rule else ())
    end = Facts(
        (
            (say(mark("Reason")), _capital(item.reason)),
            (say(mark("Result")), item.result),
            (say(mark("Clause")), _capital(item.clause)),
        )
    )
    if item.steps:
        yield from (rule, _ledger(item.steps, say), end)
    else:
        yield Facts((*rule.rows, *end.rows))
    if item.findings:
        yield Bullets(item.findings, say(mark("Findings")))


def _survey(item: ItemView, say: Say) -> Table:
    heads = (
        mark("Survey"),
        mark("Group asked"),
        mark("Counted"),
        mark("Not counted"),
        mark("Share (%)"),
        mark("Interval (±)"),
        mark("Remark"),
    )
    rows = tuple(tuple(row) for row in item.survey)
    return Table(tuple(map(say, heads)), rows, (3, 3, 0, 0, 0, 0, 2), frozenset({2, 3, 4, 5}))


def _ledger(steps: tuple[StepView, ...], say: Say) -> Table:
    heads = (mark("Stage"), mark("Points before"), mark("Points after"), mark("What was said"))
    by = mark("By whom, when and where")
    rows = tuple(
        (
            _capital(step.stage),
            step.before or "–",
            step.after,
            "\n".join(step.lines),
            "\n".join(filter(None, (step.who, step.day, step.place))),
        )
        for step in steps
    )
    return Table(tuple(map(say, (*heads, by))), rows, (6, 3, 3, 13, 8), frozenset({1, 2}))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
