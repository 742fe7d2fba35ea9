"""What every publication of a round is made from, and what it is made into."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from parindex.locale import mark, speaker
from parindex.model.finding import Finding
from parindex.model.imprint import Imprint
from parindex.model.result import BlockResult, RoundResult, UnitResult
from parindex.reports.view import NOT_OFFICIAL, BlockView, block_views

Progress = Callable[[int, int], None]
"""``progress(done, all)`` is told how many documents are made."""


def _quiet(_done: int, _all: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A result with all that its publications need; every number in them comes from ``result``."""

    result: RoundResult
    lang: str
    imprint: Imprint
    run: str = ""
    """The id of the run that made the result; empty where nothing says it."""
    own: Path | None = None
    """The office's folder ``report``: its logo, and under ``templates`` what goes before ours."""
    units: frozenset[str] = frozenset()
    """Of which units documents of their own are made; all where it is empty."""
    progress: Progress = field(default=_quiet)

    @property
    def title(self) -> str:
        """Return the title of the report."""
        return (self.imprint.title or self.result.title).for_lang(self.lang)

    @property
    def year(self) -> str:
        """Return the year in words; nothing where the title says it."""
        year = str(self.result.year)
        return "" if year in self.title else speaker(self.lang)(mark("Year {year}"), year=year)

    @property
    def organisation(self) -> str:
        """Return who publishes it."""
        return self.result.organisation.for_lang(self.lang)

    @property
    def subtitle(self) -> str:
        """Return the office's line under the title; empty where it states none."""
        stated = self.imprint.subtitle
        return stated.for_lang(self.lang) if stated else ""

    @property
    def closing_title(self) -> str:
        """Return the heading of what the office says at the end."""
        stated = self.imprint.paragraphs.closing_title
        return (
            stated.for_lang(self.lang)
            if stated
            else speaker(self.lang)(mark("Conclusions and recommendations"))
        )

    @property
    def note(self) -> str:
        """Return the note of the round; empty where it has none."""
        return self.result.note.for_lang(self.lang) if self.result.note else ""

    @property
    def warning(self) -> str:
        """Return what readers must not take it for; empty where every set is official."""
        return "" if self.official else speaker(self.lang)(NOT_OFFICIAL)

    @property
    def official(self) -> bool:
        """Return whether every criteria set is an official one."""
        return all(block.criteria.status == "official" for block in self.result.blocks)

    def views(self) -> list[BlockView]:
        """Return the blocks as reports show them."""
        return block_views(self.result, self.lang)

    def chosen(self) -> Iterator[tuple[BlockResult, UnitResult]]:
        """Yield the units of which documents of their own are made, in the order of print."""
        for block in self.result.blocks:
            for unit in block.units:
                if not self.units or unit.code in self.units:
                    yield block, unit


class Made(NamedTuple):
    """A file of a publication, by its path below the folder of reports, and what is to be told."""

    path: str
    data: bytes
    findings: tuple[Finding, ...] = ()


Make = Callable[[Publication], Iterator[Made]]
