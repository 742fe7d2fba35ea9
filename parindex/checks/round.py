"""What a round must satisfy: exemptions with a policy, extensions, caps, decisions of its time."""

from collections.abc import Iterator
from datetime import date, datetime
from fractions import Fraction

from parindex.locale import mark, phrase
from parindex.model.criteria import Path, Where
from parindex.model.finding import Finding, Place
from parindex.model.number import ZERO, exact_sum
from parindex.model.publication import AdjustmentKind, Caps
from parindex.model.round import Block, Limit, Round, Unit, set_limit
from parindex.model.text import name_key

KINDS_OF_ADJUSTMENT: tuple[AdjustmentKind, ...] = ("bonus", "penalty")
KIND_NAMES = {"bonus": mark("bonus"), "penalty": mark("penalty")}


def check_exemptions(this_round: Round) -> Iterator[Finding]:
    """Yield a finding for each exemption that names nothing or has no policy."""
    for unit in this_round.units:
        criteria = this_round.block(unit.block).criteria
        for code in unit.exempt:
            if code not in criteria.nodes:
                yield Finding("RND008", unit.place, {"code": code}, unit=unit.code)
                continue
            for item in criteria.nodes[code].criterion.items:
                if criteria.policies[item.code] is None:
                    yield Finding("RND009", unit.place, {"code": item.code}, unit=unit.code)


def check_extensions(this_round: Round) -> Iterator[Finding]:
    """Yield a finding for each time limit of a unit that is earlier than that of its block."""
    for unit in this_round.units:
        general = this_round.block_deadline(unit.block)
        if unit.deadline is not None and unit.deadline < general:
            values = {"own": unit.deadline, "deadline": general}
            yield Finding("RND044", unit.place, values, unit=unit.code)


def exempt_items(unit: Unit, block: Block) -> frozenset[str]:
    """Return the codes of the items from which the roster exempts the unit."""
    nodes = block.criteria.nodes
    return frozenset(
        item.code for code in unit.exempt if code in nodes for item in nodes[code].criterion.items
    )


def check_cap(
    limit: Limit | None, kind: AdjustmentKind, points: Fraction, place: Place, unit: str
) -> Iterator[Finding]:
    """Yield what the cap in force says against a unit's bonus or penalty."""
    name = phrase(KIND_NAMES[kind])
    if limit is None:
        yield Finding("RND015", place, {"kind": name}, unit=unit)
    elif points > limit.at_most:
        values = {"kind": name, "points": points, "max": limit.at_most, "where": limit.where}
        yield Finding("RND014", place, values, unit=unit)


def check_caps(this_round: Round, place: Where) -> Iterator[Finding]:
    """Yield a finding for each cap of ``round.yaml`` that is above what any criteria set allows."""
    spec = this_round.spec
    stated: list[tuple[Path, Caps, tuple[Block, ...]]]
    stated = [((), spec.adjustments, this_round.blocks)]
    stated += [
        (("blocks", number), entry.adjustments, (this_round.block(entry.code),))
        for number, entry in enumerate(spec.blocks)
    ]
    for path, caps, blocks in stated:
        for kind in KINDS_OF_ADJUSTMENT:
            cap = caps.cap(kind)
            allowed = [limit for block in blocks if (limit := set_limit(block.criteria, kind))]
            if cap is None or any(limit.at_most >= cap.at_most for limit in allowed):
                continue
            values = {
                "kind": phrase(KIND_NAMES[kind]),
                "max": cap.at_most,
                "allowed": max((limit.at_most for limit in allowed), default=Fraction(0)),
            }
            yield Finding("RND100", place((*path, "adjustments", kind)), values)


def check_decisions(this_round: Round) -> Iterator[Finding]:
    """Yield what is odd about the decisions: one given twice to a unit, one of another time.

    A round's decisions are issued from the beginning of its year until it is published; where it
    does not say when that is, to the end of the next year.
    """
    year = this_round.spec.year
    last = this_round.spec.published or datetime(year + 1, 12, 31)
    first_lines: dict[tuple[str, str, str], int | None] = {}
    for line in this_round.adjustments:
        key = line.unit, line.kind, "".join(name_key(line.decision).split())
        if key in first_lines:
            values = {"decision": line.decision, "first": first_lines[key]}
            yield Finding("RND101", line.place, values, unit=line.unit)
        first_lines.setdefault(key, line.place.line)
        if not date(year, 1, 1) <= line.day <= last.date():
            span = {"day": line.day, "first": date(year, 1, 1), "last": last.date()}
            yield Finding("RND102", line.place, span, unit=line.unit)


def adjustment_sums(this_round: Round, unit: Unit) -> tuple[Fraction, Fraction, list[Finding]]:
    """Return a unit's bonus and penalty as they count, in points, and what the caps say to them."""
    block = this_round.block(unit.block)
    sums: dict[str, Fraction] = {}
    findings: list[Finding] = []
    for kind in KINDS_OF_ADJUSTMENT:
        lines = [a for a in this_round.adjustments if a.unit == unit.code and a.kind == kind]
        points, limit = exact_sum([line.points for line in lines]), block.limit(kind)
        sums[kind] = min(points, limit.at_most) if limit else ZERO
        if lines:
            findings += check_cap(limit, kind, points, lines[0].place, unit.code)
    return sums["bonus"], sums["penalty"], findings
