"""What an item's rule must satisfy: names, types, points, bounds, bands, denominators, dates."""

import keyword
from collections.abc import Callable, Iterator
from datetime import datetime
from fractions import Fraction
from itertools import pairwise

from parindex.locale import LANGUAGES, mark, phrase
from parindex.model.criteria import CriteriaSet, Criterion, Node, Path
from parindex.model.finding import Finding, Place
from parindex.model.rule import Input
from parindex.model.text import name_key
from parindex.scoring.expression import Expression, ExpressionError, Type
from parindex.scoring.rules.bands import Bands
from parindex.scoring.rules.deadline import Deadline
from parindex.scoring.rules.measure import MeasureRule
from parindex.scoring.rules.per_item import PerItem
from parindex.scoring.rules.yes_no import YesNo

Where = Callable[[Path], Place]

RESERVED = frozenset({"claim", "not_applicable", "min", "max", "abs"})
"""Names that mean something else in expressions and cases."""

_TYPES: dict[str, Type] = {
    "count": "number",
    "number": "number",
    "percent": "number",
    "yes_no": "truth",
}


def check_rule(criteria: CriteriaSet, node: Node, where: Where) -> list[Finding]:
    """Run every check of an item's inputs and rule."""
    item = node.criterion
    findings = [
        *_names(node, where),
        *_options(node, where),
        *_bounds(node, where),
        *_points(node, where),
        *_unused(node, where),
    ]
    if isinstance(item.rule, MeasureRule):
        findings += _expression(node, item.rule, where)
        findings += _zero(criteria, node, item.rule, where)
    if isinstance(item.rule, Bands):
        findings += _band_order(node, item.rule, where)
    if isinstance(item.rule, Deadline):
        findings += _deadline(criteria, node, item.rule, where)
    return findings


def _names(node: Node, where: Where) -> Iterator[Finding]:
    item = node.criterion
    for name in item.fields:
        if name in RESERVED or keyword.iskeyword(name):
            yield Finding("CRI041", _spot(node, name, where), {"name": name}, item=item.code)
    implied = item.rule.implied_inputs() if item.rule else {}
    for name in (name for name in item.inputs if name in implied):
        stated, wanted = item.inputs[name], implied[name]
        place = where((*node.path, "inputs", name))
        if stated.type != wanted.type:
            values = {"name": name, "type": stated.type, "wanted": f"type: {wanted.type}"}
            yield Finding("CRI038", place, values, item=item.code)
        elif list(stated.options) != list(wanted.options):
            known = list(wanted.options) or "{}"
            yield Finding("CRI042", place, {"name": name, "known": known}, item=item.code)
    if item.scored_by == "council" and item.rule is not None and not item.rule.from_claim:
        yield Finding("CRI043", where((*node.path, "scored_by")), {}, item=item.code)


def _spot(node: Node, name: str, where: Where) -> Place:
    """Return where an input is stated, or the rule that implies it."""
    if name in node.criterion.inputs:
        return where((*node.path, "inputs", name))
    return where((*node.path, "rule", "of"))


def _options(node: Node, where: Where) -> Iterator[Finding]:
    item = node.criterion
    for name, entry in item.fields.items():
        place = _spot(node, name, where)
        if entry.type == "choice" and not entry.options:
            yield Finding("CRI045", place, {"name": name}, item=item.code)
        alike = (text for lang in LANGUAGES for text in _alike(entry, lang))
        for text in dict.fromkeys(alike):
            yield Finding("CRI046", place, {"name": name, "label": text}, item=item.code)


def _alike(entry: Input, lang: str) -> Iterator[str]:
    seen: set[str] = set()
    for label in entry.options.values():
        text = label.for_lang(lang)
        if name_key(text) in seen:
            yield text
        seen.add(name_key(text))


def _bounds(node: Node, where: Where) -> Iterator[Finding]:
    fields, code = node.criterion.fields, node.criterion.code
    for name, entry in node.criterion.inputs.items():
        for key, bound in (("min", entry.at_least), ("max", entry.at_most)):
            place = where((*node.path, "inputs", name, key))
            if isinstance(bound, str) and (bound not in fields or bound == name):
                others = [other for other in fields if other != name]
                yield Finding("CRI036", place, {"name": bound, "known": others}, item=code)
            if bound is not None and _TYPES.get(entry.type) != "number":
                yield Finding("CRI048", place, {"key": key, "type": entry.type}, item=code)
        least, most = entry.least, entry.most
        if isinstance(least, Fraction) and isinstance(most, Fraction) and least > most:
            place = where((*node.path, "inputs", name))
            yield Finding("CRI037", place, {"least": least, "most": most}, item=code)


def _points(node: Node, where: Where) -> Iterator[Finding]:
    item = node.criterion
    if item.rule is None or not (stated := item.rule.stated_points(item.max_points)):
        return
    place = where((*node.path, "rule"))
    values = {"points": max(stated), "max": item.max_points, "code": item.code}
    if max(stated) > item.max_points:
        yield Finding("CRI025", place, values, item=item.code)
    elif max(stated) < item.max_points and not isinstance(item.rule, Deadline | PerItem):
        yield Finding("CRI026", place, values, item=item.code)


def _unused(node: Node, where: Where) -> Iterator[Finding]:
    item = node.criterion
    if item.rule is None or item.rule.from_claim:
        return
    bounds = {bound for entry in item.inputs.values() for bound in (entry.at_least, entry.at_most)}
    for name in item.inputs:
        if item.inputs[name].type != "text" and name not in item.rule.names() | bounds:
            place = where((*node.path, "inputs", name))
            yield Finding("CRI016", place, {"name": name}, item=item.code)
    for name in sorted(item.rule.names() - item.fields.keys()):
        if not isinstance(item.rule, MeasureRule) and not item.rule.from_claim:
            values = {"source": name, "name": name, "known": tuple(item.fields)}
            yield Finding("CRI015", where((*node.path, "rule", "of")), values, item=item.code)


def _expression(node: Node, rule: MeasureRule, where: Where) -> Iterator[Finding]:
    item = node.criterion
    place = where((*node.path, "rule", "of"))
    unknown = sorted(rule.names() - item.fields.keys())
    for name in unknown:
        values = {"source": rule.of.source, "name": name, "known": tuple(item.fields)}
        yield Finding("CRI015", place, values, item=item.code)
    if unknown:
        return
    types = {name: _TYPES.get(entry.type, "other") for name, entry in item.fields.items()}
    wanted: Type = "truth" if isinstance(rule, YesNo) else "number"
    try:
        found = rule.of.type(types)
    except ExpressionError as error:
        reason = phrase(error.reason, **error.values)
        yield Finding("CRI014", place, {"source": rule.of.source, "reason": reason}, item=item.code)
        return
    if found != wanted:
        message = (
            mark("it must be a condition, true or false")
            if wanted == "truth"
            else mark("it must be a number")
        )
        reason = phrase(message)
        yield Finding("CRI014", place, {"source": rule.of.source, "reason": reason}, item=item.code)


def _zero(criteria: CriteriaSet, node: Node, rule: MeasureRule, where: Where) -> Iterator[Finding]:
    item = node.criterion
    place = where((*node.path, "rule"))
    if rule.when_zero is None and can_divide_by_zero(rule.of, item.fields):
        yield Finding("CRI029", place, {"source": rule.of.source}, item=item.code)
    if rule.when_zero == "not_applicable" and criteria.policies[item.code] is None:
        yield Finding("CRI030", place, {}, item=item.code)


def can_divide_by_zero(expression: Expression, fields: dict[str, Input]) -> bool:
    """Tell whether a denominator can be zero, from the least and most the inputs may be.

    A denominator is safe where every input in it has a least value above zero and it only adds
    or multiplies; anything else counts as unsafe.
    """
    positive = {
        name
        for name, entry in fields.items()
        if isinstance(entry.at_least, Fraction) and entry.at_least > 0
    }
    return not expression.safe_denominators(positive)


def _band_order(node: Node, rule: Bands, where: Where) -> Iterator[Finding]:
    code = node.criterion.code
    for number, (upper, lower) in enumerate(pairwise(rule.bands), start=1):
        if lower.order >= upper.order:
            place = where((*node.path, "rule", "bands", number))
            yield Finding("CRI027", place, {"bound": lower.bound}, item=code)
    most = _most(node.criterion, rule)
    for number, step in enumerate(rule.bands):
        if most is not None and (
            step.bound > most or (step.above is not None and step.bound == most)
        ):
            place = where((*node.path, "rule", "bands", number))
            yield Finding("CRI050", place, {"bound": step.bound, "most": most}, item=code)
    last, least = rule.bands[-1], _least(node.criterion, rule)
    if least < last.bound or (last.above is not None and least <= last.bound):
        place = where((*node.path, "rule", "bands", len(rule.bands) - 1))
        yield Finding("CRI028", place, {"bound": last.bound}, item=code)
    worth = [step.worth(node.criterion.max_points) for step in rule.bands]
    steps = {a > b for a, b in pairwise(worth) if a != b}
    if len(steps) > 1:
        yield Finding("CRI039", where((*node.path, "rule", "bands")), {}, item=code)


def _least(item: Criterion, rule: Bands) -> Fraction:
    """Return the least the figure can be where that is plain, else zero."""
    if rule.of.source in item.fields:
        least = item.fields[rule.of.source].at_least
        return least if isinstance(least, Fraction) else Fraction(0)
    return Fraction(0)


def _most(item: Criterion, rule: Bands) -> Fraction | None:
    """Return the most the figure can be where that is plain: a bound, or a part of a whole."""
    parts = rule.of.parts_of_ratio()
    if parts is not None and parts[0] in item.fields and item.fields[parts[0]].at_most == parts[1]:
        return Fraction(1)
    entry = item.fields.get(rule.of.source)
    return entry.most if entry is not None and isinstance(entry.most, Fraction) else None


def _deadline(criteria: CriteriaSet, node: Node, rule: Deadline, where: Where) -> Iterator[Finding]:
    first = datetime(criteria.year - 1, 10, 1)
    last = datetime(criteria.year + 1, 4, 30, 23, 59)
    code = node.criterion.code
    for number, paper in enumerate(rule.papers):
        spot = ("rule", "reports", number, "due") if rule.reports else ("rule", "due")
        if not first <= paper.due <= last:
            values = {
                "due": paper.due,
                "year": criteria.year,
                "first": first.date(),
                "last": last.date(),
            }
            yield Finding("CRI032", where((*node.path, *spot)), values, item=code)
        entry = node.criterion.fields.get(paper.of)
        if entry is not None and entry.type != "date":
            values = {"name": paper.of, "type": entry.type, "wanted": "type: date"}
            yield Finding("CRI038", where((*node.path, "inputs", paper.of)), values, item=code)
