"""What came in so far: a line a unit of the roster, and every file with why it counts or not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from parindex.locale import Phrase, mark, phrase
from parindex.model.text import LocalText


class State(StrEnum):
    """Where a unit stands."""

    RECEIVED = "received"
    LATE = "late"
    REFUSED = "refused"
    UNREADABLE = "unreadable"
    WRONG_FORM = "wrong_form"
    UNCLEAR = "unclear"
    MISSING = "missing"
    AWAITED = "awaited"


UNUSABLE = (State.UNREADABLE, State.WRONG_FORM, State.UNCLEAR, State.REFUSED)
"""Something came in and nothing counts."""
NOTHING_CAME = (State.MISSING, State.AWAITED)


class ArrivalBy(StrEnum):
    """By what is known when a file came in: received.csv, or the workbook's time of saving."""

    NOTE = "received"
    WORKBOOK = "saved"
    NOTHING = ""


@dataclass(frozen=True, slots=True)
class Arrival:
    """When a file came in, in the time of the office; the note is that of received.csv."""

    at: datetime | None = None
    by: ArrivalBy = ArrivalBy.NOTHING
    note: str = ""


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file, named from the folder of submissions, and how long after the deadline it came in.

    Where it does not count, ``code`` and ``why`` say for what reason.
    """

    file: str
    unit: str = ""
    arrival: Arrival = Arrival()
    late: timedelta | None = None
    code: str = ""
    why: Phrase | None = None


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit of the roster: where it stands, the file that counts, and the files that do not."""

    code: str
    name: str
    block: str
    state: State
    deadline: datetime
    extended: bool
    """Whether the deadline was granted to this unit alone."""
    counts: FileLine | None = None
    others: tuple[FileLine, ...] = ()

    @property
    def needs_something(self) -> bool:
        """Tell whether somebody has to look at the unit or write to it."""
        return self.state is not State.RECEIVED or bool(self.others)


class BlockHead(NamedTuple):
    """A block as the inbox names it, with its time limit."""

    code: str
    name: LocalText
    deadline: datetime


@dataclass(frozen=True, slots=True)
class Inbox:
    """What came in, as of a moment, in the order of the roster."""

    title: LocalText
    receiver: LocalText
    now: datetime
    blocks: tuple[BlockHead, ...]
    units: tuple[UnitLine, ...]
    strays: tuple[FileLine, ...]
    """Files of no unit of the round."""

    def of_block(self, code: str) -> tuple[UnitLine, ...]:
        """Return the units of a block, in the order of the roster."""
        return tuple(unit for unit in self.units if unit.block == code)

    @property
    def left_out(self) -> Iterator[FileLine]:
        """Return every file that does not count: those of units first."""
        for unit in self.units:
            yield from unit.others
        yield from self.strays


def late_text(late: timedelta) -> Phrase:
    """Say how late something is: in days and hours, or in hours and minutes."""
    minutes = int(late.total_seconds()) // 60
    hours, days = minutes // 60, late.days
    if days:
        return phrase(mark("{days} d {hours} h"), days=days, hours=hours % 24)
    if hours:
        return phrase(mark("{hours} h {minutes} min"), hours=hours, minutes=minutes % 60)
    if minutes:
        return phrase(mark("{minutes} min"), minutes=minutes)
    return phrase(mark("less than a minute"))
