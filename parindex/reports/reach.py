"""What an item can give, in words: its rule, the points in reach, and a line an edge."""

from collections.abc import Iterator, Mapping

from parindex.checks.submission import understood
from parindex.locale import Phrase, Say, mark, phrase, speaker
from parindex.model.criteria import CriteriaSet, Criterion
from parindex.model.rule import Input
from parindex.reports.view import OUTCOMES
from parindex.scoring.item import on_scale
from parindex.scoring.reach import Trial, reach, trials


def reach_lines(criteria: CriteriaSet, code: str, lang: str) -> Iterator[str]:
    """Yield the lines for every item at or under a code."""
    say = speaker(lang)
    for number, item in enumerate(criteria.nodes[code].criterion.items):
        if number:
            yield ""
        yield from _item(criteria, item, say)


def _item(criteria: CriteriaSet, item: Criterion, say: Say) -> Iterator[str]:
    yield say(mark("{code} {name}"), code=item.code, name=item.name)
    for name, field in item.fields.items():
        yield say(
            mark("  {name} ({type}): {label}{bounds}"),
            name=name,
            type=field.type,
            label=field.label,
            bounds=_bounds(field),
        )
    for line in item.rule_lines(say):
        yield f"  {line}"
    found = reach(item)
    if found is None:
        message = mark("  points in reach: not known beforehand; at most {max}")
        yield say(message, max=item.max_points)
    elif found.steps:
        steps = [item.least_points + step for step in found.steps]
        yield say(mark("  points in reach: {steps} (of {max})"), steps=steps, max=item.max_points)
    else:
        low, high = item.least_points + found.low, item.least_points + found.high
        message = mark("  points in reach: {low} to {high} (of {max})")
        yield say(message, low=low, high=high, max=item.max_points)
    for trial in trials(item):
        yield _trial(criteria, item, trial, say)


def _bounds(field: Input) -> Phrase | str:
    """Say the least and the most an input may be."""
    ends = [
        phrase(message, bound=bound if isinstance(bound, str) else understood(field, bound))
        for message, bound in (
            (mark("from {bound}"), field.least),
            (mark("up to {bound}"), field.most),
        )
        if bound is not None
    ]
    return phrase(", {ends}", ends=ends) if ends else ""


def _trial(criteria: CriteriaSet, item: Criterion, trial: Trial, say: Say) -> str:
    score = on_scale(item, trial.scored, criteria.policies[item.code])
    message = mark("  {what} → {points} {points:point|points} ({outcome})")
    outcome = say(OUTCOMES[score.outcome])
    return say(message, what=_what(trial, item.fields), points=score.points, outcome=outcome)


def _what(trial: Trial, fields: Mapping[str, Input]) -> Phrase:
    if isinstance(trial.what, Phrase):
        return trial.what
    declared = [
        phrase("{label}: {value}", label=fields[name].label, value=understood(fields[name], value))
        for name, value in trial.what.items()
    ]
    return phrase("{declared}", declared=declared)
