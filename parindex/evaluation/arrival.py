"""When a file came in, and whether that was late."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from parindex.evaluation.files import Assessment
from parindex.locale import mark, phrase
from parindex.model.finding import Finding, Place
from parindex.model.inbox import Arrival, ArrivalBy, late_text
from parindex.model.moment import office_time
from parindex.model.round import Receipt, Round, Unit
from parindex.sources.received import file_key

BY = {ArrivalBy.NOTE: mark("received"), ArrivalBy.WORKBOOK: mark("saved")}


@dataclass(frozen=True, slots=True)
class Terms:
    """By what a unit's files are taken: its time limit, and whether late ones are turned away."""

    deadline: datetime | None = None
    refuses: bool = False
    receipts: Mapping[str, Receipt] = field(default_factory=dict)

    def arrival(self, sent: Assessment) -> Arrival:
        """Return when a file came in: as noted, else when the workbook says it was saved."""
        receipt = self.receipts.get(file_key(sent.file))
        if receipt is not None:
            return Arrival(receipt.at, ArrivalBy.NOTE, receipt.note)
        moment = saved(sent)
        return Arrival(moment, ArrivalBy.WORKBOOK if moment else ArrivalBy.NOTHING)

    def noted(self, sent: Assessment) -> datetime | None:
        """Return when somebody noted that the file came in."""
        arrival = self.arrival(sent)
        return arrival.at if arrival.by is ArrivalBy.NOTE else None

    def late(self, sent: Assessment) -> timedelta | None:
        """Return how long after the time limit a file came in, to the second; none if in time."""
        at = self.arrival(sent).at
        if at is None or self.deadline is None:
            return None
        after = at.replace(microsecond=0) - self.deadline
        return after if after > timedelta(0) else None

    def punctuality(self, sent: Assessment) -> list[Finding]:
        """Return what is to be said of when a form came in."""
        place, arrival = Place(sent.file), self.arrival(sent)
        if self.deadline is None:
            return []
        if arrival.at is None:
            return [Finding("RND047", place, unit=sent.unit)]
        late = self.late(sent)
        if late is None:
            return []
        values = {
            "by": phrase(BY[arrival.by]),
            "moment": arrival.at,
            "late": late_text(late),
            "deadline": self.deadline,
        }
        return [Finding("RND046" if self.refuses else "RND045", place, values, sent.unit)]


def terms_of(this_round: Round) -> dict[str, Terms]:
    """Return by what the files of each unit of a round are taken, by its code."""
    refuses = this_round.spec.late == "refuse"
    return {
        unit.code: Terms(this_round.deadline(unit), refuses, this_round.receipts)
        for unit in this_round.units
    }


def nothing_sent(this_round: Round, unit: Unit) -> Finding:
    """Return what is told of a unit that sent nothing."""
    values = {"name": unit.name, "deadline": this_round.deadline(unit)}
    return Finding("RND012", unit.place, values, unit=unit.code)


def saved(sent: Assessment) -> datetime | None:
    """Return when the workbook says it was saved; without a zone that is taken as UTC."""
    try:
        moment = datetime.fromisoformat(sent.saved_at)
        return office_time(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    except (ValueError, OverflowError):
        return None
