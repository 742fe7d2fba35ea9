"""What an item's rule must satisfy: names, types, points, bounds, bands, denominators, dates."""

import keyword
from collections.abc import Iterator, Sequence
from datetime import datetime
from fractions import Fraction
from itertools import pairwise
from math import isinf

from parindex.locale import LANGUAGES, mark, phrase
from parindex.model.criteria import CriteriaSet, Criterion, Node, Where
from parindex.model.finding import Finding, Place
from parindex.model.number import ZERO
from parindex.model.rule import Input
from parindex.model.submission import CLAIM
from parindex.model.text import name_key
from parindex.scoring.expression import Expression, ExpressionError, Type
from parindex.scoring.ranges import can_be_zero, dead_parts, zero_denominators
from parindex.scoring.reach import figure_range, reach
from parindex.scoring.rules.bands import Bands, Step
from parindex.scoring.rules.cohort import Cohort
from parindex.scoring.rules.deadline import Deadline
from parindex.scoring.rules.formula import Formula
from parindex.scoring.rules.improvement import Improvement
from parindex.scoring.rules.measure import MeasureRule
from parindex.scoring.rules.yes_no import YesNo

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
        *_dead(node, where),
    ]
    if isinstance(item.rule, MeasureRule):
        findings += _expressions(node, item.rule, where)
        findings += _zero(criteria, node, item.rule, where)
    if isinstance(item.rule, Bands | Improvement):
        bands = list(_band_order(node, item.rule.bands, where))
        if isinstance(item.rule, Bands):
            bands += _band_reach(node, item.rule, where)
        if any(finding.code in {"CRI027", "CRI050"} for finding in bands):
            findings = [finding for finding in findings if finding.code != "CRI026"]
        findings += bands
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
    if item.rule is not None and item.least_points and not item.rule.spreads:
        scaled = {"least": item.least_points, "kind": item.rule.kind}
        yield Finding("CRI056", where((*node.path, "scale")), scaled, item=item.code)


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
    """Yield points over the maximum, a maximum out of reach, and points under zero."""
    item = node.criterion
    rule = item.rule
    reached = reach(item) if rule is not None and rule.names() <= _known(item) else None
    if rule is None or reached is None:
        return
    place = where((*node.path, "rule"))
    most = max(reached.high, *rule.stated_points(item.span), ZERO)
    values = {"points": most, "max": item.span, "code": item.code}
    if isinstance(rule, Formula):
        if reached.low < 0 or reached.high > item.span:
            ends = {"low": reached.low, "high": reached.high, "max": item.span}
            yield Finding("CRI065", place, ends, item=item.code)
    elif most > item.span:
        yield Finding("CRI025", place, values, item=item.code)
    if reached.high < item.span:
        yield Finding("CRI026", place, {**values, "points": reached.high}, item=item.code)


def _known(item: Criterion) -> set[str]:
    return {*item.fields, CLAIM}


def _dead(node: Node, where: Where) -> Iterator[Finding]:
    """Yield conditions that are always true or never, so that a branch is never taken."""
    item = node.criterion
    if not isinstance(item.rule, MeasureRule) or not item.rule.names() <= item.fields.keys():
        return
    for key, expression in item.rule.expressions().items():
        for source, always in dead_parts(expression, item.fields):
            message = mark("always true") if always else mark("never true")
            values = {"source": source, "truth": phrase(message)}
            yield Finding("CRI066", where((*node.path, "rule", key)), values, item=item.code)


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
        if not isinstance(item.rule, MeasureRule):
            values = {"source": name, "name": name, "known": tuple(item.fields)}
            yield Finding("CRI015", where((*node.path, "rule", "of")), values, item=item.code)


def _expressions(node: Node, rule: MeasureRule, where: Where) -> Iterator[Finding]:
    for key, expression in rule.expressions().items():
        yield from _expression(node, expression, where((*node.path, "rule", key)))


def _expression(node: Node, expression: Expression, place: Place) -> Iterator[Finding]:
    item, source = node.criterion, expression.source
    unknown = sorted(expression.names - item.fields.keys())
    for name in unknown:
        values = {"source": source, "name": name, "known": tuple(item.fields)}
        yield Finding("CRI015", place, values, item=item.code)
    if unknown:
        return
    types = {name: _TYPES.get(entry.type, "other") for name, entry in item.fields.items()}
    wanted: Type = "truth" if isinstance(item.rule, YesNo) else "number"
    try:
        found = expression.type(types)
    except ExpressionError as error:
        reason = phrase(error.reason, **error.values)
        yield Finding("CRI014", place, {"source": source, "reason": reason}, item=item.code)
        return
    if found != wanted:
        message = (
            mark("it must be a condition, true or false")
            if wanted == "truth"
            else mark("it must be a number")
        )
        odd = {"source": source, "reason": phrase(message)}
        yield Finding("CRI014", place, odd, item=item.code)


def _zero(criteria: CriteriaSet, node: Node, rule: MeasureRule, where: Where) -> Iterator[Finding]:
    item = node.criterion
    place = where((*node.path, "rule"))
    if rule.when_zero is None and rule.names() <= item.fields.keys():
        for expression in rule.expressions().values():
            if any(zero_denominators(expression, item.fields)):
                yield Finding("CRI029", place, {"source": expression.source}, item=item.code)
        for expression in rule.divides_by():
            if can_be_zero(expression, item.fields):
                yield Finding("CRI029", place, {"source": expression.source}, item=item.code)
        if isinstance(rule, Cohort) and rule.needs_spread:
            yield Finding("CRI057", place, {}, item=item.code)
    if rule.when_zero == "not_applicable" and criteria.policies[item.code] is None:
        yield Finding("CRI030", place, {}, item=item.code)


def _band_order(node: Node, bands: Sequence[Step], where: Where) -> Iterator[Finding]:
    code = node.criterion.code
    for number, (upper, lower) in enumerate(pairwise(bands), start=1):
        if lower.order >= upper.order:
            place = where((*node.path, "rule", "bands", number))
            yield Finding("CRI027", place, {"bound": lower.bound}, item=code)
    worth = [step.worth(node.criterion.span) for step in bands]
    steps = {a > b for a, b in pairwise(worth) if a != b}
    if len(steps) > 1:
        yield Finding("CRI039", where((*node.path, "rule", "bands")), {}, item=code)


def _band_reach(node: Node, rule: Bands, where: Where) -> Iterator[Finding]:
    """Yield bands no figure falls in, and figures that fall in none."""
    if not rule.names() <= node.criterion.fields.keys():
        return
    code, figures = node.criterion.code, figure_range(node.criterion, rule)
    for number, step in enumerate(rule.bands):
        place = where((*node.path, "rule", "bands", number))
        if (step.bound, step.above is not None) > (figures.high, False):
            values = {"bound": step.bound, "most": figures.high}
            yield Finding("CRI050", place, values, item=code)
        if number and rule.bands[number - 1].order <= (figures.low, False):
            values = {"bound": step.bound, "least": figures.low}
            yield Finding("CRI067", place, values, item=code)
    last = rule.bands[-1]
    if isinf(figures.low) or not last.holds(figures.low):
        place = where((*node.path, "rule", "bands", len(rule.bands) - 1))
        yield Finding("CRI028", place, {"bound": last.bound}, item=code)


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
