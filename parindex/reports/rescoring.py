"""What would move if an item were scored otherwise, as a table for the terminal."""

from collections.abc import Iterable
from itertools import groupby
from typing import Protocol

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from parindex.locale import mark, speaker
from parindex.model.result import BlockResult, UnitResult
from parindex.reports.view import BlockView


class Moving(Protocol):
    """A unit before and after a change."""

    @property
    def block(self) -> BlockResult:
        """Return its block."""

    @property
    def before(self) -> UnitResult:
        """Return its line as the round stands."""

    @property
    def after(self) -> UnitResult:
        """Return its line with the change."""


def print_moves(console: Console, moved: Iterable[Moving], lang: str) -> None:
    """Print the units whose total, index, rank or band would be another, block by block."""
    say = speaker(lang)
    for _, several in groupby(moved, key=lambda one: one.block.code):
        units = list(several)
        view = BlockView(units[0].block, lang)
        title = say(mark("{block}: what would move"), block=view.name)
        table = Table(title=escape(title), title_justify="left", title_style="bold")
        table.add_column(say(mark("Code")), no_wrap=True)
        table.add_column(say(mark("Unit")), overflow="fold")
        heads = [say(mark("Points")), view.index_head, say(mark("Rank"))]
        for head in [*heads, say(mark("Band"))] if view.banded else heads:
            table.add_column(head, justify="right", no_wrap=True)
        for one in units:
            pairs = zip(_cells(one.before, view), _cells(one.after, view), strict=True)
            cells = [was if was == now else f"{was} → {now}" for was, now in pairs]
            table.add_row(escape(one.after.code), escape(one.after.name), *map(escape, cells))
        console.print(table)


def _cells(unit: UnitResult, view: BlockView) -> tuple[str, ...]:
    score = unit.score
    return (
        view.figure(view.printed(score.points)) if score else "–",
        view.figure(score.index) if score else "–",
        str(unit.rank or "–"),
        *([unit.band.for_lang(view.lang) if unit.band else "–"] if view.banded else []),
    )
