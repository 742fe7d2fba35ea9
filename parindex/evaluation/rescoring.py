"""What would move if an item of a unit were answered or scored otherwise; nothing is written."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from parindex.checks.roster import named_unit
from parindex.evaluation.files import Progress
from parindex.evaluation.rounds import evaluate
from parindex.forms.values import USABLE, read_number, read_value, typed
from parindex.model.criteria import Criterion
from parindex.model.finding import CannotGoOn, Finding, Place, Severity
from parindex.model.ledger import Entry, Stage
from parindex.model.result import BlockResult, RoundResult, UnitResult
from parindex.sources.round import RoundFolder

_CHANGE = re.compile(r"(?P<unit>[^:=]+):(?P<item>[^=]+)=(?P<value>.+)")


class Moved(NamedTuple):
    """A unit whose total, rank or band would be another; ``before`` and ``after`` are its lines."""

    block: BlockResult
    before: UnitResult
    after: UnitResult


class Rescored(NamedTuple):
    """What would move, and what is to be said of the changes that were tried."""

    moved: tuple[Moved, ...]
    findings: tuple[Finding, ...]


def rescore(
    folder: RoundFolder, changes: Sequence[str], *, progress: Progress | None = None
) -> Rescored:
    """Score a round as it stands and with changes, each as ``UNIT:ITEM=points``.

    ``UNIT:ITEM.input=value`` changes a declared figure instead. Raises :class:`CannotGoOn` for a
    change that names no unit or item, or whose value cannot be read.
    """
    entries: dict[tuple[str, str], Entry] = {}
    findings: list[Finding] = []
    for text in changes:
        entry, more = _entry(folder, text)
        findings += more
        if entry is not None:
            held = entries.get((entry.unit, entry.item), entry)
            values = {**held.values, **entry.values}
            points = entry.points if entry.points is not None else held.points
            entries[entry.unit, entry.item] = Entry(
                Stage.APPRAISAL_2, entry.unit, entry.item, values, points, reason=text
            )
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise CannotGoOn(*findings)
    now = evaluate(folder, progress=progress)
    then = evaluate(folder, progress=progress, what_if=entries.values())
    told = [finding for finding in then.findings if finding not in now.findings]
    return Rescored(tuple(moves(now.result, then.result)), (*findings, *told))


def moves(now: RoundResult, then: RoundResult) -> Iterator[Moved]:
    """Yield the units whose total, index, rank or band differ, in the order of the new ranking."""
    for old, new in zip(now.blocks, then.blocks, strict=True):
        before = {unit.code: unit for unit in old.units}
        for unit in new.units:
            if _line(before[unit.code]) != _line(unit):
                yield Moved(new, before[unit.code], unit)


def _line(unit: UnitResult) -> tuple[object, ...]:
    score = unit.score
    totals: tuple[object, ...] = (score.points, score.index) if score else ()
    return (unit.status, unit.rank, unit.band, *totals)


def _entry(folder: RoundFolder, text: str) -> tuple[Entry | None, list[Finding]]:
    match = _CHANGE.fullmatch(text.strip())
    if match is None:
        return None, [Finding("RND143", values={"change": text})]
    unit, findings = named_unit(folder.roster, match["unit"].strip(), Place())
    if unit is None:
        return None, findings
    criteria = folder.round.block(unit.block).criteria
    code, name = _named(match["item"].strip(), [item.code for item in criteria.items])
    if not code:
        return None, [*findings, Finding("RND018", values={"item": match["item"].strip()})]
    item = criteria.nodes[code].criterion
    value = match["value"].strip()
    entry = _points(unit.code, code, value) if not name else _value(unit.code, item, name, value)
    return entry, findings if entry else [*findings, Finding("RND143", values={"change": text})]


def _named(text: str, codes: Sequence[str]) -> tuple[str, str]:
    """Return the item and the input that a text names: ``1.1.4`` or ``1.1.4.done``."""
    if text in codes:
        return text, ""
    code, _, name = text.rpartition(".")
    return (code, name) if code in codes else ("", "")


def _points(unit: str, code: str, text: str) -> Entry | None:
    value = read_number(text, typed(text)).value
    if not isinstance(value, Fraction):
        return None
    return Entry(Stage.APPRAISAL_2, unit, code, points=value)


def _value(unit: str, item: Criterion, name: str, text: str) -> Entry | None:
    if name not in item.fields:
        return None
    reading = read_value(item.fields[name], text)
    if reading.state not in USABLE:
        return None
    return Entry(Stage.APPRAISAL_2, unit, item.code, {name: reading.value})
