"""What a round must satisfy: exemptions with a policy, extensions that extend, sums within caps."""

from collections.abc import Iterator
from fractions import Fraction

from parindex.locale import mark, phrase
from parindex.model.finding import Finding, Place
from parindex.model.number import exact_sum
from parindex.model.publication import Adjustments
from parindex.model.round import Block, Round, Unit

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
    rules: Adjustments, kind: str, points: Fraction, place: Place, unit: str
) -> Iterator[Finding]:
    """Yield what the set says against a unit's bonus or penalty."""
    cap, name = (rules.bonus if kind == "bonus" else rules.penalty), phrase(KIND_NAMES[kind])
    if cap is None:
        yield Finding("RND015", place, {"kind": name}, unit=unit)
    elif points > cap.at_most:
        values = {"kind": name, "points": points, "max": cap.at_most}
        yield Finding("RND014", place, values, unit=unit)


def adjustment_sums(this_round: Round, unit: Unit) -> tuple[Fraction, Fraction, list[Finding]]:
    """Return a unit's bonus and penalty as asked for, in points, and what the caps say to them."""
    rules = this_round.block(unit.block).criteria.adjustments
    sums: dict[str, Fraction] = {}
    findings: list[Finding] = []
    for kind in ("bonus", "penalty"):
        lines = [a for a in this_round.adjustments if a.unit == unit.code and a.kind == kind]
        points = exact_sum([line.points for line in lines])
        sums[kind] = points
        if lines:
            findings += check_cap(rules, kind, points, lines[0].place, unit.code)
    return sums["bonus"], sums["penalty"], findings
