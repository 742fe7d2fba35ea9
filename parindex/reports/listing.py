"""What ``check`` prints: findings by file or by code, how texts were read, how files came out."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from parindex.locale import Say, mark, speaker
from parindex.model.finding import Finding, Place
from parindex.reports import console as screen
from parindex.reports.console import count_line, head_of, item_of
from parindex.reports.merged import READ, Group, Tally, coercions, merged
from parindex.reports.view import sentence

FEW = 3
"""So many places are shown of like findings, and so many files file by file."""
_ITEMS = 8


def print_by_file(
    console: Console, findings: Iterable[Finding], lang: str, *, everything: bool
) -> None:
    """Print the findings of each file by sheet and cell, then how texts were read."""
    findings = list(findings)
    say = speaker(lang)
    listed = [finding for finding in findings if finding.code not in READ]
    for file, mine in groupby(listed, lambda finding: finding.place.file):
        of_file = list(mine)
        if not file:
            screen.print_findings(console, of_file, lang)
            continue
        _line(
            console, f"[bold]{escape(str(Place(file)))}[/bold]: {escape(count_line(of_file, say))}"
        )
        for finding in of_file:
            spot = str(replace(finding.place, file=""))
            head = f"{head_of(finding, say)}{item_of(finding)}: "
            where = f"{escape(spot)}: " if spot else ""
            _line(console, f"  {where}{head}{escape(sentence(finding, say))}")
    _print_read(console, findings, say, everything=everything)


def print_by_code(
    console: Console, findings: Iterable[Finding], lang: str, *, everything: bool
) -> None:
    """Print like findings once: how often, in how many files, the first places; then readings."""
    findings = list(findings)
    say = speaker(lang)
    for group in merged(finding for finding in findings if finding.code not in READ):
        _print_group(console, group, lang, everything=everything)
    _print_read(console, findings, say, everything=everything)


def _print_group(console: Console, group: Group, lang: str, *, everything: bool) -> None:
    say = speaker(lang)
    count = len(group.findings)
    if count == 1:
        screen.print_findings(console, group.findings, lang)
        return
    times = say(mark("{count} times, files: {files}"), count=count, files=group.files)
    said = sentence(group.shared(), say)
    _line(console, f"{head_of(group.findings[0], say)} ({times}): {escape(said)}")
    if len(group.items) > 1:
        often = ", ".join(f"{item} ({n})" for item, n in group.items.most_common(_ITEMS))
        more = " …" if len(group.items) > _ITEMS else ""
        _line(console, "  " + escape(say(mark("Items: {items}"), items=often + more)))
    shown = group.findings if everything else group.findings[:FEW]
    for finding in shown:
        own = "" if group.alike else f": {escape(finding.wrong(say))}"
        _line(console, f"  {escape(str(finding.place))}{item_of(finding)}{own}")
    if len(shown) < count:
        rest = count - len(shown)
        _line(console, "  " + escape(say(mark("… and {rest} more (--all lists them)"), rest=rest)))


def _print_read(
    console: Console, findings: Sequence[Finding], say: Say, *, everything: bool
) -> None:
    """Print a table of every text that was read as something else than it shows."""
    lines = coercions(findings, say)
    if not lines:
        return
    title = say(mark("Texts that were understood"))
    _line(console, f"[bold]{escape(title)}[/bold]")
    table = Table()
    table.add_column(say(mark("Typed")), overflow="fold")
    table.add_column(say(mark("Read as")), overflow="fold")
    table.add_column(say(mark("Count")), justify="right")
    table.add_column(say(mark("Places")), overflow="fold")
    for line in lines:
        shown = line.findings if everything else line.findings[:FEW]
        places = [escape(str(finding.place)) for finding in shown]
        places += ["…"] if len(shown) < len(line.findings) else []
        table.add_row(
            escape(line.raw), escape(line.used), str(len(line.findings)), "\n".join(places)
        )
    console.print(table)


def tally_line(found: Tally, say: Say) -> str:
    """Say how many files were checked and how they came out."""
    return say(
        mark(
            "{files} {files:file|files} checked: {clean} clean, {with_errors} with errors, "
            "{with_warnings} with warnings only; "
        ),
        files=found.files,
        clean=found.clean,
        with_errors=found.with_errors,
        with_warnings=found.with_warnings,
    )


def _line(console: Console, text: str) -> None:
    console.print(text, highlight=False, soft_wrap=True)
