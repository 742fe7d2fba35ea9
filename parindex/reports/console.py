"""What a terminal shows: rankings and findings as tables."""

from collections import Counter
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from parindex.locale import Say, mark, speaker
from parindex.model.finding import SEVERITIES, Finding, Severity, severity_counts
from parindex.model.ledger import STAGES, Stage
from parindex.model.result import RoundResult
from parindex.reports.view import CRITERIA_STATUS, BlockView, block_views, sentence

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def print_result(console: Console, result: RoundResult, lang: str) -> None:
    """Print a ranking table a block."""
    say = speaker(lang)
    if result.stage is not Stage.SELF:
        text = say(mark("Stage: {stage}"), stage=say(STAGES[result.stage]))
        console.print(text, highlight=False)
    for view in block_views(result, lang):
        console.print(_ranking(view, say))
        status = view.block.criteria.status
        if status != "official":
            text = say(mark("Criteria: {status}."), status=say(CRITERIA_STATUS[status]))
            console.print(text, style="yellow", highlight=False)


def _ranking(view: BlockView, say: Say) -> Table:
    summary = view.summary()
    title = say(
        mark("{block}: {ranked} of {units} ranked"),
        block=view.name,
        ranked=summary.ranked,
        units=summary.units,
    )
    table = Table(title=escape(title), title_justify="left", title_style="bold")
    table.add_column(say(mark("Rank")), justify="right", no_wrap=True)
    table.add_column(say(mark("Code")), no_wrap=True)
    table.add_column(say(mark("Unit")), overflow="fold")
    table.add_column(say(mark("Points")), justify="right", no_wrap=True)
    table.add_column(say(mark("Maximum")), justify="right", no_wrap=True)
    table.add_column(view.index_head, justify="right", no_wrap=True)
    told = view.banded or summary.ranked < summary.units
    if told:
        table.add_column(say(mark("Band") if view.banded else mark("Remark")), overflow="fold")
    for row in view.rows():
        codes = ", ".join(reason.code for reason in row.unit.reasons)
        status = ": ".join(filter(None, (row.status, codes)))
        last = escape(row.band) if row.rank else f"[red]{escape(status)}[/red]"
        table.add_row(
            str(row.rank) if row.rank else "–",
            escape(row.unit.code),
            escape(row.unit.name),
            view.figure(row.points),
            view.figure(row.max_points),
            view.figure(row.index),
            *([last] if told else []),
        )
    return table


def print_findings(console: Console, findings: Iterable[Finding], lang: str) -> None:
    """Print every finding: place, code, what is wrong, what was expected, what to do."""
    say = speaker(lang)
    for finding in findings:
        place = escape(str(finding.place))
        head = f"{head_of(finding, say)}{item_of(finding)}: "
        head = f"{place}: {head}" if place else head
        console.print(head + escape(sentence(finding, say)), highlight=False, soft_wrap=True)


def head_of(finding: Finding, say: Say) -> str:
    """Return the severity and the code of a finding, in its colour."""
    colour = COLOURS[finding.severity]
    return f"[{colour}]{say(SEVERITIES[finding.severity])} {finding.code}[/{colour}]"


def item_of(finding: Finding) -> str:
    """Return the code of a finding's item, as it follows the head."""
    return f" {escape(finding.item)}" if finding.item else ""


def print_merged(console: Console, findings: Sequence[Finding], lang: str) -> None:
    """Print a line a code: how often it was found, in how many units, and what it says."""
    say = speaker(lang)
    counts = Counter(finding.code for finding in findings)
    first = {finding.code: finding for finding in reversed(findings)}
    order = sorted(counts, key=lambda code: (-first[code].severity.weight, code))
    table = Table(title=say(mark("Findings")), title_justify="left", title_style="bold")
    table.add_column(say(mark("Code")), no_wrap=True)
    table.add_column(say(mark("Count")), justify="right")
    table.add_column(say(mark("Units")), justify="right")
    table.add_column(say(mark("First example")), overflow="fold")
    for code in order:
        units = {finding.unit for finding in findings if finding.code == code and finding.unit}
        example = first[code]
        colour = COLOURS[example.severity]
        text = ": ".join(filter(None, (str(example.place), example.wrong(say))))
        table.add_row(
            f"[{colour}]{code}[/{colour}]", str(counts[code]), str(len(units)), escape(text)
        )
    if counts:
        console.print(table)


def count_line(findings: Iterable[Finding], say: Say) -> str:
    """Say how many errors, warnings and notes there are."""
    return severity_counts((finding.severity for finding in findings), say)
