"""What came in, arranged once for the terminal, the tables and the letter, in one language."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime

from parindex.locale import Say, mark, speaker
from parindex.model.inbox import (
    NOTHING_CAME,
    UNUSABLE,
    ArrivalBy,
    FileLine,
    Inbox,
    State,
    UnitLine,
    late_text,
)

STATES = {
    State.RECEIVED: mark("received in time"),
    State.LATE: mark("late"),
    State.REFUSED: mark("late, turned away"),
    State.UNREADABLE: mark("cannot be read"),
    State.WRONG_FORM: mark("wrong form"),
    State.UNCLEAR: mark("unclear which file counts"),
    State.MISSING: mark("nothing sent"),
    State.AWAITED: mark("not due yet"),
}
SOURCES = {
    ArrivalBy.NOTE: mark("by received.csv"),
    ArrivalBy.WORKBOOK: mark("by the time of saving"),
    ArrivalBy.NOTHING: mark("not known"),
}
HEADS = (mark("Forms expected"), mark("In time"), mark("Late"), mark("Not usable"), mark("Missing"),
         mark("Not due yet"))  # fmt: skip


def tally(units: Iterable[UnitLine]) -> tuple[int, ...]:
    """Return how many units there are, and how many stand where, as ``HEADS`` says."""
    states = Counter(unit.state for unit in units)
    groups = ((State.RECEIVED,), (State.LATE,), UNUSABLE, (State.MISSING,), (State.AWAITED,))
    return states.total(), *(sum(states[state] for state in group) for group in groups)


class InboxView:
    """An inbox as people read it."""

    def __init__(self, inbox: Inbox, lang: str) -> None:
        self.inbox, self.lang = inbox, lang
        self.say: Say = speaker(lang)

    def state(self, unit: UnitLine) -> str:
        """Say where a unit stands."""
        return self.say(STATES[unit.state])

    def known_by(self, line: FileLine) -> str:
        """Say how it is known when a file came in."""
        return self.say(SOURCES[line.arrival.by])

    def clock(self, moment: datetime) -> object:
        """Return a moment as it is to be written."""
        return moment

    def moment(self, line: FileLine) -> str:
        """Say when a file came in, and how that is known."""
        at, by = line.arrival.at, self.known_by(line)
        return self.say(mark("{moment} ({by})"), moment=self.clock(at), by=by) if at else by

    def file(self, line: FileLine) -> str:
        """Return a file's name; what would steer a terminal is replaced."""
        return self.say("{file}", file=line.file)

    def extension(self, unit: UnitLine) -> str:
        """Say until when a unit has time, where that was granted to it alone."""
        if not unit.extended:
            return ""
        return self.say(mark("extended to {deadline}"), deadline=self.clock(unit.deadline))

    def late(self, line: FileLine | None) -> str:
        """Say how late a file is; nothing where it came in time."""
        if line is None or line.late is None:
            return ""
        return self.say(mark("{late} late"), late=late_text(line.late))

    def why(self, line: FileLine) -> str:
        """Say why a file does not count."""
        return line.why.for_lang(self.lang) if line.why else ""

    def remark(self, unit: UnitLine) -> str:
        """Say what is particular to a unit: an extension, how late it is, its other files."""
        parts = [self.extension(unit)]
        if unit.counts:
            parts += [self.late(unit.counts), unit.counts.arrival.note]
        parts += self.reasons(unit)
        return "; ".join(part.rstrip(".") for part in parts if part)

    def reasons(self, unit: UnitLine) -> Iterator[str]:
        """Say why each file of a unit that does not count does not."""
        for other in unit.others:
            yield self.say(mark("{file}: {why}"), file=other.file, why=self.why(other))

    def summary(self) -> str:
        """Say how many forms were expected, came, are late or missing, as of when."""
        expected, in_time, late, bad, missing, awaited = tally(self.inbox.units)
        return self.say(
            mark(
                "As of {now}: {expected} {expected:form|forms} expected, {received} received "
                "({late} of them late), {bad} not usable, {missing} missing, {awaited} not due "
                "yet. Files left out: {files}."
            ),
            now=self.inbox.now,
            expected=expected,
            received=in_time + late,
            late=late,
            bad=bad,
            missing=missing,
            awaited=awaited,
            files=sum(1 for _ in self.inbox.left_out),
        )


def nothing_came(units: Iterable[UnitLine]) -> list[UnitLine]:
    """Return the units of which nothing is there."""
    return [unit for unit in units if unit.state in NOTHING_CAME]


def not_usable(units: Iterable[UnitLine]) -> list[UnitLine]:
    """Return the units that sent something of which nothing counts."""
    return [unit for unit in units if unit.state in UNUSABLE]


def late(units: Iterable[UnitLine]) -> list[UnitLine]:
    """Return the units whose form counts and came late."""
    return [unit for unit in units if unit.state is State.LATE]
