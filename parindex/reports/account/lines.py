"""An account as plain text, line by line."""

from collections.abc import Iterator

from parindex.locale import Say, mark, speaker
from parindex.reports.account.given import Account
from parindex.reports.account.items import Datum, ItemView, SurveyRow
from parindex.reports.account.ledger import StepView
from parindex.reports.account.view import StageRow, account_view
from parindex.reports.view import rule_text


def account_lines(account: Account, lang: str, item: str | None = None) -> Iterator[str]:
    """Yield the account line by line; of one item (or the items of one area) if it is named."""
    say, view = speaker(lang), account_view(account, lang, item)
    yield view.heading
    yield from view.lines
    if view.appraised:
        yield from (_stage(row, say) for row in view.stages)
    for area in view.areas:
        yield ""
        yield area.heading
        yield from area.lines
        for entry in area.items:
            yield ""
            yield from _item(entry, say)


def _stage(row: StageRow, say: Say) -> str:
    message = mark("  {stage}: {points} {points:point|points}, index {index}")
    return say(message, stage=row.name, points=row.points, index=row.published)


def _item(item: ItemView, say: Say) -> Iterator[str]:
    yield item.heading
    if not item.result:
        return
    yield from (_datum(datum, say) for datum in item.data)
    yield from (_survey(row, say) for row in item.survey)
    if item.rule:
        rule = rule_text(item.rule)
        yield say(mark("  rule ({kind}): {rule}"), kind=item.kind, rule=rule)
    for step in item.steps:
        yield from _step(step, say)
    yield say(mark("  because: {reason}"), reason=item.reason)
    yield say(mark("  result: {result}"), result=item.result)
    yield say(mark("  clause: {clause}"), clause=item.clause)
    yield from (f"  {finding}" for finding in item.findings)


def _datum(datum: Datum, say: Say) -> str:
    if datum.source:
        message = mark("  {place}: {label} = {value} ({source})")
        return say(message, **datum._asdict())
    message = mark("  cell {cell}: {label} = {value}")
    return say(message, cell=datum.place, label=datum.label, value=datum.value)


def _survey(row: SurveyRow, say: Say) -> str:
    if row.share == "–":
        return say(mark("  survey {survey}, {group}: no figure; {remark}"), **row._asdict())
    message = mark(
        "  survey {survey}, {group}: {share}% ± {half_width}; {counted} {counted:answer|answers} "
        "counted, {uncounted} not{remark}"
    )
    return say(message, **{**row._asdict(), "remark": f"; {row.remark}" if row.remark else ""})


def _step(step: StepView, say: Say) -> Iterator[str]:
    """Yield what a stage did; what people wrote in several lines stands in one."""
    if step.place:
        message = mark("  {stage}: {before} → {after} {after:point|points}; {who}, {day}; {place}")
    else:
        message = mark("  {stage}: {after} {after:point|points}")
    values = {name: value for name, value in step._asdict().items() if name != "lines"}
    yield say(message, **values)
    yield from ("    " + " ".join(line.split()) for line in step.lines)
