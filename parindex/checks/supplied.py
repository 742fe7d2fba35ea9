"""What others supply set beside what a unit declares; pure functions."""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from parindex.checks.submission import Find, understood
from parindex.locale import mark, phrase
from parindex.model.criteria import CriteriaSet, Criterion
from parindex.model.finding import Finding
from parindex.model.rule import Value
from parindex.model.submission import CLAIM, Answer
from parindex.model.supplied import Supplied

OTHERS = frozenset({"survey", "table"})
"""Who scores an item where its supplied values are the answer."""
_MOST_DECIMALS = 6


class Taken(NamedTuple):
    """A unit's answers as they count, what of the supplied values is in them, and what is told.

    ``told`` are the items of which a gap was told where it stands, in the table.
    """

    answers: dict[str, Answer]
    used: dict[str, Supplied]
    findings: list[Finding]
    told: frozenset[str]


def with_supplied(
    criteria: CriteriaSet,
    answers: Mapping[str, Answer],
    supplied: Mapping[str, Supplied],
    exempt: frozenset[str],
    find: Find,
) -> Taken:
    """Return the answers of a unit with what is supplied for it; exempt items need nothing."""
    taken = Taken(dict(answers), {}, [], frozenset())
    told = set()
    for item in criteria.items:
        given = supplied.get(item.code)
        if given is None or item.code in exempt:
            continue
        answer, names = answers[item.code], frozenset(given.places)
        if item.scored_by in OTHERS:
            answer = _answered(answer, given)
            told |= {item.code} if _needed(item) - answer.values.keys() <= names else set()
        elif answer.not_applicable:
            continue
        else:
            answer, names, findings = _compared(item, answer, given, find)
            taken.findings.extend(findings)
        taken.answers[item.code] = answer
        taken.used[item.code] = given.only(names)
    return taken._replace(told=frozenset(told))


def _needed(item: Criterion) -> set[str]:
    claims = item.rule is not None and item.rule.from_claim
    return {*item.fields, CLAIM} if claims else {*item.fields}


def _answered(answer: Answer, given: Supplied) -> Answer:
    """Return the answer that others give."""
    values = {name: value for name, value in given.values.items() if name != CLAIM}
    claim = given.values.get(CLAIM)
    return answer._replace(
        values={**answer.values, **values},
        unreadable=(answer.unreadable - given.places.keys()) | given.unreadable,
        claim=claim if isinstance(claim, Fraction) else answer.claim,
    )


def _compared(
    item: Criterion, answer: Answer, given: Supplied, find: Find
) -> tuple[Answer, frozenset[str], list[Finding]]:
    """Return the answer that counts, the names under which a supplied value does, and why."""
    used: dict[str, Value] = {}
    findings = []
    for name, value in given.values.items():
        decisive = name in given.decisive
        if name in answer.unreadable and not decisive:
            continue
        field = item.fields[name]
        told = {
            "label": field.label,
            "supplied": understood(field, value),
            "source": given.sources.get(name, "–"),
            "place": str(given.places[name]),
        }
        if name in answer.values:
            declared = answer.values[name]
            if not same_figure(declared, value):
                counts = mark("The supplied figure") if decisive else mark("The declared figure")
                told |= {"declared": understood(field, declared), "counts": phrase(counts)}
                findings.append(find("SUB060", item, name, **told))
                used |= {name: value} if decisive else {}
            continue
        used[name] = value
        if name not in answer.unreadable:
            findings.append(find("SUB061", item, name, **told))
    unreadable = answer.unreadable - used.keys()
    answer = answer._replace(values={**answer.values, **used}, unreadable=unreadable)
    return answer, frozenset(used), findings


def same_figure(declared: Value, supplied: Value) -> bool:
    """Tell whether a declared figure is the supplied one, or that rounded as people round it."""
    if not isinstance(declared, Fraction) or not isinstance(supplied, Fraction):
        return declared == supplied
    scale = next((10**n for n in range(_MOST_DECIMALS) if (declared * 10**n).denominator == 1), 0)
    return declared == supplied or (scale != 0 and abs(declared - supplied) * 2 * scale <= 1)
