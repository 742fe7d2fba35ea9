"""Sets scorecards one after another, in this process or in one that was started for it."""

import os
import signal
from contextlib import ExitStack
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Any, NamedTuple, Self

from parindex.model.finding import CannotGoOn, Finding
from parindex.model.result import PastUnit, UnitResult
from parindex.reports.scorecards.card import Issue, card
from parindex.reports.scorecards.peers import Peers, Subject
from parindex.reports.typeset import Typesetter
from parindex.reports.view import BlockView

TEMPLATE = "scorecard.typ"


class Shared(NamedTuple):
    """What all cards of a publication share; ``peers`` by the code of their block."""

    issue: Issue
    peers: dict[str, Peers]
    own: Path | None


class Job(NamedTuple):
    """A unit whose card is to be set: its block, and what it came to in earlier years."""

    block: str
    unit: UnitResult
    past: tuple[PastUnit | None, ...] = ()


class CardSet(NamedTuple):
    """A card as a PDF, or none where it cannot be set; and what is to be told."""

    data: bytes | None
    findings: tuple[Finding, ...]


class Desk:
    """A typesetter with what all cards share; to be used in a ``with``."""

    def __init__(self, shared: Shared) -> None:
        self.shared, self._stack = shared, ExitStack()
        lang = shared.issue.lang
        self._views = {code: BlockView(peers.block, lang) for code, peers in shared.peers.items()}

    def __enter__(self) -> Self:
        """Load the fonts and lay the templates out."""
        self._typesetter = self._stack.enter_context(Typesetter(self.shared.own))
        return self

    def __exit__(self, *_: object) -> None:
        """Remove them."""
        self._stack.close()

    def set(self, job: Job) -> CardSet:
        """Return the card of a unit."""
        issue = self.shared.issue
        subject = Subject(self._views[job.block], self.shared.peers[job.block], job.unit, job.past)
        try:
            data, findings = self._typesetter.pdf(TEMPLATE, card(subject, issue), issue.year)
        except CannotGoOn as error:
            return CardSet(None, tuple(error.findings))
        return CardSet(data, tuple(findings))


_desk: dict[str, Any] = {}


def start(shared: Shared) -> None:
    """Make this process, which does nothing else, ready to set cards.

    Ctrl-C ends it in silence: the process that started it tells of it. The typesetter is to work
    with one thread, since each core has its own process.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.environ["RAYON_NUM_THREADS"] = "1"
    stack = ExitStack()
    _desk["own"] = stack.enter_context(Desk(shared))
    Finalize(None, stack.close, exitpriority=0)


def set_card(job: Job) -> CardSet:
    """Return the card of a unit, in a process that is ready."""
    found: CardSet = _desk["own"].set(job)
    return found
