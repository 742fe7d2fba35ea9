"""What came in so far: whose forms are there, late, missing, and which files do not count."""

from collections.abc import Iterable, Mapping
from concurrent.futures import Executor
from datetime import datetime

from parindex.evaluation.arrival import Terms, nothing_sent
from parindex.evaluation.delivery import Delivery, delivered
from parindex.evaluation.files import Assessment, Progress, identify_file
from parindex.locale import Phrase, mark, phrase
from parindex.model.finding import Finding
from parindex.model.inbox import BlockHead, FileLine, Inbox, State, UnitLine
from parindex.model.round import Round, Unit
from parindex.sources.round import RoundFolder

_STATES = {"SUB011": State.WRONG_FORM, "SUB014": State.UNCLEAR, "RND046": State.REFUSED}
_BY_WEIGHT = (State.UNCLEAR, State.REFUSED, State.WRONG_FORM, State.UNREADABLE)


def inbox_of(
    folder: RoundFolder,
    now: datetime,
    *,
    executor: Executor | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
) -> tuple[Inbox, list[Finding]]:
    """Return what came in, and what is to be said of it; files are identified, not scored.

    ``now`` is the moment, in the time of the office, by which a form that is not there is missing.
    """
    this_round, spec = folder.round, folder.round.spec
    delivery = delivered(
        folder, identify_file, executor=executor, workers=workers, progress=progress
    )
    aside = _aside(delivery)
    found = Inbox(
        title=spec.title,
        receiver=spec.receiver or spec.organisation,
        now=now,
        blocks=tuple(
            BlockHead(block.code, block.name, this_round.block_deadline(block.code))
            for block in this_round.blocks
            if block.criteria.asks_units
        ),
        units=tuple(
            _unit_line(this_round, unit, delivery, aside, now) for unit in this_round.asked
        ),
        strays=tuple(
            line
            for owner, lines in sorted(aside.items())
            for line in lines
            if owner not in delivery.terms
        ),
    )
    return found, _findings(this_round, delivery, found)


def _aside(delivery: Delivery) -> dict[str, list[FileLine]]:
    """Return the files that do not count by the unit they are of, strays by some other key."""
    lines: dict[str, list[FileLine]] = {}
    for owner, received in delivery.received.items():
        for sent, found in received.aside:
            lines.setdefault(owner, []).append(_line(sent, delivery.terms.get(owner), found))
    for sent, found in delivery.others:
        owner = sent.unit or sent.path
        lines.setdefault(owner, []).append(_line(sent, delivery.terms.get(owner), found))
    return lines


def _line(sent: Assessment, terms: Terms | None, found: Finding | None = None) -> FileLine:
    terms = terms or Terms()
    return FileLine(
        sent.file,
        sent.unit,
        terms.arrival(sent),
        terms.late(sent),
        found.code if found else "",
        _why(found) if found else None,
    )


def _why(found: Finding) -> Phrase:
    """Say why a file does not count, from its own side."""
    values = {"file": found.place.file, **found.values}
    if found.code == "SUB013":
        return phrase(mark("{file} counts in its place, because it was {by} last."), **values)
    if found.code == "RND017":
        return phrase(mark("It is no Excel workbook (.xlsx) and is not read."))
    if found.code == "SUB018":
        return phrase(mark("It is identical to {file}."), **values)
    if found.code == "SUB011" and values["form_year"] != values["year"]:
        return phrase(mark("It is the form of {form_year}, not that of {year}."), **values)
    if found.code == "SUB011":
        return phrase(mark("It is an older form; what it asks has changed since."), **values)
    return phrase(found.kind.wrong, **values)


def _unit_line(
    this_round: Round,
    unit: Unit,
    delivery: Delivery,
    aside: Mapping[str, list[FileLine]],
    now: datetime,
) -> UnitLine:
    received, terms = delivery.received.get(unit.code), delivery.terms[unit.code]
    deadline = this_round.deadline(unit)
    others = tuple(aside.get(unit.code, ()))
    counts = _line(received.counts, terms) if received and received.counts else None
    return UnitLine(
        code=unit.code,
        name=unit.name,
        block=unit.block,
        state=_state(counts, others, overdue=now > deadline),
        deadline=deadline,
        extended=unit.deadline is not None,
        counts=counts,
        others=others,
    )


def _state(counts: FileLine | None, others: Iterable[FileLine], *, overdue: bool) -> State:
    if counts is not None:
        return State.LATE if counts.late else State.RECEIVED
    states = {_STATES.get(other.code, State.UNREADABLE) for other in others}
    nothing = State.MISSING if overdue else State.AWAITED
    return next((state for state in _BY_WEIGHT if state in states), nothing)


def _findings(this_round: Round, delivery: Delivery, found: Inbox) -> list[Finding]:
    """Return what is to be said; nothing of a unit that still has time."""
    missing = {unit.code for unit in found.units if unit.state is State.MISSING}
    findings = [f for f in delivery.findings() if missing or f.code != "RND011"]
    for unit in this_round.units:
        if unit.code in delivery.received:
            findings += delivery.received[unit.code].findings
        elif unit.code in missing:
            findings.append(nothing_sent(this_round, unit))
    return findings
