"""What a unit's answers must satisfy: bounds, claims, ticks, evidence; pure functions."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from parindex.locale import Phrase, mark, phrase
from parindex.model.criteria import Criterion
from parindex.model.finding import Finding
from parindex.model.number import less
from parindex.model.rule import Input, Outcome, Value
from parindex.model.submission import CLAIM, Answer
from parindex.scoring.item import ItemScore

Find = Callable[..., Finding]
"""``find(code, item, name, **values)``: a finding at the cell of an input or of the claim."""


def within_bounds(item: Criterion, answer: Answer, find: Find) -> tuple[Answer, list[Finding]]:
    """Return the answer with values out of bounds marked unreadable, and what is wrong."""
    findings = []
    bad = set()
    for name, field in item.bounded.items():
        value = answer.values.get(name)
        if not isinstance(value, Fraction):
            continue
        wanted = _broken_bound(field, value, answer.values, item.fields)
        if wanted is not None:
            bad.add(name)
            findings.append(
                find(
                    "SUB032",
                    item,
                    name,
                    value=understood(field, value),
                    label=field.label,
                    wanted=wanted,
                )
            )
    if not bad:
        return answer, findings
    values = {name: value for name, value in answer.values.items() if name not in bad}
    return answer._replace(values=values, unreadable=answer.unreadable | bad), findings


def _broken_bound(
    field: Input, value: Fraction, values: Mapping[str, Value], fields: Mapping[str, Input]
) -> Phrase | None:
    least, most = field.least, field.most
    limit = values.get(least) if isinstance(least, str) else least
    if isinstance(limit, Fraction) and less(value, limit):
        name = _bound_name(least, fields)
        return phrase(mark("at least {limit}{name}"), limit=understood(field, limit), name=name)
    limit = values.get(most) if isinstance(most, str) else most
    if isinstance(limit, Fraction) and less(limit, value):
        name = _bound_name(most, fields)
        return phrase(mark("at most {limit}{name}"), limit=understood(field, limit), name=name)
    return None


def understood(field: Input, value: Value) -> object:
    """Return a value as people read it: an option by its label, a share as a percentage."""
    if field.type == "choice":
        return field.options[str(value)]
    if field.type == "percent" and isinstance(value, Fraction):
        return phrase("{value}%", value=value * 100)
    if field.type == "date" and value is None:
        return phrase(mark("there is none"))
    return value


def _bound_name(bound: object, fields: Mapping[str, Input]) -> Phrase | str:
    if not isinstance(bound, str):
        return ""
    return phrase(mark(", the figure for “{label}”"), label=fields[bound].label)


def check_exempt(item: Criterion, answer: Answer, find: Find) -> Iterator[Finding]:
    """Yield that an exempt unit answered all the same; what it wrote is not read."""
    written = dict(answer.values) | ({} if answer.claim is None else {CLAIM: answer.claim})
    written |= dict.fromkeys(answer.unreadable & answer.cells.keys(), "…")
    for name, raw in written.items():
        yield find("SUB042", item, name, raw=raw)


def check_answer(
    item: Criterion, answer: Answer, score: ItemScore, find: Find
) -> Iterator[Finding]:
    """Yield what is wrong with an answer that was scored."""
    if answer.not_applicable:
        yield from _ticks(item, answer, score, find)
        if item.not_applicable:
            return
    if len(answer.values) < len(item.fields) or answer.claim is None:
        yield from _missing(item, answer, find)
    if answer.claim != score.points or score.outcome is not Outcome.SCORED:
        yield from _claim(item, answer, score, find)
        yield from _outcome(item, answer, score, find)
    if (
        item.evidence == "required"
        and (score.points or score.figure is not None)
        and not answer.documents
        and not answer.explanation
    ):
        yield find("EVI001", item, CLAIM)


def _ticks(item: Criterion, answer: Answer, score: ItemScore, find: Find) -> Iterator[Finding]:
    if item.not_applicable is None:
        yield find("SUB040", item, CLAIM)
    elif answer.values or (answer.claim is not None and answer.claim != score.points):
        yield find("SUB041", item, CLAIM)


def _missing(item: Criterion, answer: Answer, find: Find) -> Iterator[Finding]:
    absent = item.fields.keys() - answer.values.keys() - answer.unreadable
    if item.scored_by in {"survey", "table"}:
        proposed = item.rule is not None and item.rule.from_claim and answer.claim is None
        if absent or (proposed and CLAIM not in answer.unreadable):
            yield find("SCO006", item, CLAIM, max=item.max_points)
        return
    for name, field in item.fields.items():
        if name in absent:
            yield find("SUB030", item, name, label=field.label, wanted=phrase(WANTED[field.type]))
    proposes = item.rule is not None and item.rule.from_claim and item.scored_by == "unit"
    if proposes and answer.claim is None and CLAIM not in answer.unreadable:
        label = phrase(mark("Points claimed"))
        wanted = phrase(mark("a number from 0 to {max}"), max=item.max_points)
        yield find("SUB030", item, CLAIM, label=label, wanted=wanted)


def _claim(item: Criterion, answer: Answer, score: ItemScore, find: Find) -> Iterator[Finding]:
    if item.rule is None or item.rule.from_claim or not item.claimed:
        return
    claim = answer.claim
    if claim == score.points and score.outcome in _COMPUTED:
        return
    if claim is None:
        if score.outcome is Outcome.SCORED and CLAIM not in answer.unreadable:
            yield find("SUB039", item, CLAIM, points=score.points)
    elif not 0 <= claim <= item.max_points:
        yield find("SUB037", item, CLAIM, claim=claim, max=item.max_points)
    elif score.outcome in _COMPUTED and not agrees(claim, score.points):
        values = {"claim": claim, "points": score.points, "reason": score.reason}
        yield find("SUB038", item, CLAIM, **values)


def agrees(claim: Fraction, points: Fraction) -> bool:
    """Tell whether a claim is the points, or the points as people round them to 2 or 3 places."""
    return claim == points or (
        points.denominator not in _SHORT and abs(claim - points) <= Fraction(1, 200)
    )


_COMPUTED = frozenset({Outcome.SCORED, Outcome.NOT_APPLICABLE})
_SHORT = frozenset({1, 2, 4, 5, 10, 20, 25, 50, 100})


def _outcome(item: Criterion, answer: Answer, score: ItemScore, find: Find) -> Iterator[Finding]:
    if item.scored_by == "council" and score.outcome is Outcome.MISSING:
        yield find("SCO002", item, CLAIM, max=item.max_points)
    elif score.outcome is Outcome.INVALID and not answer.unreadable:
        code = "SCO004" if item.rule is not None and item.rule.from_claim else "SCO001"
        yield find(code, item, CLAIM, reason=score.reason)


WANTED = {
    "count": mark("a whole number, 0 or more"),
    "number": mark("a number"),
    "percent": mark("a percentage, like 85.5%"),
    "yes_no": mark("“Yes” or “No”"),
    "choice": mark("one of the options in the list"),
    "date": mark("a date, day/month/year, or “No” if there is none"),
    "text": mark("a text"),
}
"""What a blank or unreadable answer should be, by the type of the input."""
