"""What came in, as a terminal shows it: counts, then the units that need something."""

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from parindex.locale import mark, shown
from parindex.model.inbox import Inbox, State, UnitLine
from parindex.reports.inbox import HEADS, InboxView, tally

_COLOURS = {State.RECEIVED: "green", State.LATE: "yellow", State.AWAITED: "cyan"}


def print_inbox(console: Console, inbox: Inbox, lang: str, *, everyone: bool = False) -> None:
    """Print the counts by block, and the units that need something or all of them."""
    view = InboxView(inbox, lang)
    console.print(view.summary(), highlight=False, markup=False, soft_wrap=True)
    console.print(_counts(view))
    units = [unit for unit in inbox.units if everyone or unit.needs_something]
    if units:
        console.print(_units(view, units))
    if inbox.strays:
        console.print(_strays(view))


def _table(title: str) -> Table:
    return Table(title=title, title_justify="left", title_style="bold")


def _counts(view: InboxView) -> Table:
    say, inbox = view.say, view.inbox
    table = _table(say(mark("By block")))
    table.add_column(say(mark("Block")), overflow="fold")
    table.add_column(say(mark("Deadline")), no_wrap=True)
    for head in HEADS:
        table.add_column(say(head), justify="right")
    for block in inbox.blocks:
        counts = map(str, tally(inbox.of_block(block.code)))
        limit = shown(block.deadline, view.lang)
        table.add_row(escape(block.name.for_lang(view.lang)), limit, *counts)
    if len(inbox.blocks) > 1:
        table.add_row(say(mark("Total")), "", *map(str, tally(inbox.units)), style="bold")
    return table


def _units(view: InboxView, units: list[UnitLine]) -> Table:
    say = view.say
    table = _table(say(mark("Units")))
    table.add_column(say(mark("Code")), no_wrap=True)
    table.add_column(say(mark("Unit")), overflow="fold")
    table.add_column(say(mark("State")), overflow="fold")
    table.add_column(say(mark("File that counts")), overflow="fold")
    table.add_column(say(mark("Came in")), overflow="fold")
    table.add_column(say(mark("Remark")), overflow="fold")
    for unit in units:
        colour = _COLOURS.get(unit.state, "red")
        table.add_row(
            escape(unit.code),
            escape(unit.name),
            f"[{colour}]{escape(view.state(unit))}[/{colour}]",
            escape(view.file(unit.counts)) if unit.counts else "–",
            escape(view.moment(unit.counts)) if unit.counts else "–",
            escape(view.remark(unit)),
        )
    return table


def _strays(view: InboxView) -> Table:
    table = _table(view.say(mark("Files of no unit of the round")))
    table.add_column(view.say(mark("File")), overflow="fold")
    table.add_column(view.say(mark("Why it does not count")), overflow="fold")
    for line in view.inbox.strays:
        table.add_row(escape(view.file(line)), escape(view.why(line)))
    return table
