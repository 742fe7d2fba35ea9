"""Invented answers, for rounds that only show how everything works."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction
from random import Random
from typing import NamedTuple

from parindex.checks.submission import within_bounds
from parindex.forms.layout import Column
from parindex.forms.rows import rows_of
from parindex.forms.values import cell_of
from parindex.forms.write import FormOrder
from parindex.locale import mark, speaker
from parindex.model.criteria import CriteriaSet, Criterion
from parindex.model.finding import Finding
from parindex.model.number import ZERO, rounded
from parindex.model.rule import Outcome, Value, Values
from parindex.model.submission import Answer
from parindex.scoring.item import score_item
from parindex.scoring.rules.deadline import Deadline
from parindex.sources.workbook import Cell

_SECTIONS = ("I", "II", "III")
_FEW = (0, 0, 0, 0, 1, 1, 2, 3)
_MANY = (4, 6, 8, 10, 12, 15, 20, 24, 30, 48, 60, 96, 150, 240)


class Drawn(NamedTuple):
    """An invented answer: the declared values, points proposed where they are judged, and worth."""

    values: Values
    claim: Fraction | None
    points: Fraction


Drawing = Callable[[CriteriaSet, Criterion, float, Random], Drawn | None]
"""Draws the answer to an item that comes near a share of its maximum."""


def filled(
    order: FormOrder,
    rng: Random,
    ability: float | None = None,
    drawing: Drawing | None = None,
    lang: str = "vi",
) -> FormOrder:
    """Answer every item as a unit of some ability would, with evidence.

    ``ability`` is the share of the points aimed at, drawn if left out; ``drawing`` takes the place
    of :func:`answer`.
    """
    ability = rng.betavariate(7, 2) if ability is None else ability
    drawing = drawing or answer
    criteria, rows = order.criteria, rows_of(order.criteria)
    cells: dict[str, Cell] = {}
    answers = {}
    taken: set[int] = set()
    for item in criteria.items:
        if item.code in order.exempt:
            continue
        drawn = drawing(criteria, item, min(max(rng.gauss(ability, 0.2), 0), 1), rng)
        if item.scored_by != "unit" or drawn is None:
            continue
        at = rows.nodes[item.code]
        for name, value in drawn.values.items():
            cells[at.cell(Column.VALUE, name)] = cell_of(item.fields[name], value, speaker(lang))
        claim = rounded(drawn.points, 2) if item.claimed else None
        if claim is not None:
            cells[at.cell(Column.CLAIM)] = float(claim)
        answers[item.code] = Answer(drawn.values, claim=None if claim is None else Fraction(claim))
        if item.evidence != "none":
            named = evidence(criteria.year, rng, taken, lang)
            cells |= {at.cell(column): held for column, held in named.items()}
    return replace(order, filled=cells, answers=answers)


def evidence(
    year: int, rng: Random, taken: set[int], lang: str = "vi"
) -> dict[Column, str | datetime]:
    """Name an invented document, under a number that is not taken."""
    day = datetime(year, 1, 2) + timedelta(days=rng.randrange(360))
    number = rng.randrange(10, 900)
    while number in taken:
        number += 1
    taken.add(number)
    kind = rng.choice(("BC", "KH", "QĐ", "CV"))
    say = speaker(lang)
    section, page = rng.choice(_SECTIONS), rng.randrange(1, 20)
    return {
        Column.EVIDENCE_NUMBER: f"{number}/{kind}-MAU",
        Column.EVIDENCE_DAY: day,
        Column.EVIDENCE_ISSUER: say(mark("Example unit")),
        Column.EVIDENCE_PLACE: say(
            mark("Section {section}, page {page}"), section=section, page=page
        ),
        Column.EVIDENCE_FILE: f"{number}_{kind}.pdf",
    }


def answer(criteria: CriteriaSet, item: Criterion, target: float, rng: Random) -> Drawn | None:
    """Draw answers until one comes near the share of the maximum aimed at; none if none counts."""
    best: tuple[float, Drawn] | None = None
    for _ in range(60):
        drawn = _draw(item, criteria.year, rng)
        claim = _claim(item, rng) if item.rule is not None and item.rule.from_claim else None
        checked, outside = within_bounds(item, Answer(values=drawn, claim=claim), _found)
        if outside:
            continue
        score = score_item(item, checked, criteria.policies[item.code], exempt=False)
        if score.figure is not None:
            return Drawn(drawn, claim, ZERO)
        if score.outcome is not Outcome.SCORED:
            continue
        distance = abs(float(score.points / (item.max_points or 1)) - target)
        if best is None or distance < best[0]:
            best = (distance, Drawn(drawn, claim, score.points))
        if distance < 0.08:
            break
    return best[1] if best else None


def _claim(item: Criterion, rng: Random) -> Fraction:
    claim = Fraction(rng.randrange(5), 4) * item.max_points
    step = getattr(item.rule, "step", None) or Fraction(1, 4)
    return claim // step * step


def _draw(item: Criterion, year: int, rng: Random) -> dict[str, Value]:
    """Draw a value for each input; those that bound others come first."""
    values: dict[str, Value] = {}
    fields = sorted(item.fields.items(), key=lambda pair: isinstance(pair[1].at_most, str))
    for name, _ in fields:
        values[name] = _draw_value(item, name, year, values, rng)
    return {name: values[name] for name in item.fields}


def _draw_value(
    item: Criterion, name: str, year: int, values: dict[str, Value], rng: Random
) -> Value:
    """Draw a value of the input's type, within its bounds."""
    field = item.fields[name]
    match field.type:
        case "yes_no":
            return rng.random() < 0.8
        case "choice":
            return rng.choice(list(field.options))
        case "date":
            return _draw_day(item, name, year, rng)
        case "text":
            return "Mẫu"
    least = field.at_least if isinstance(field.at_least, Fraction) else Fraction(0)
    bound = values.get(field.at_most) if isinstance(field.at_most, str) else field.at_most
    if isinstance(field.at_least, str):
        floor = values.get(field.at_least)
        least = floor if isinstance(floor, Fraction) else least
    if field.type == "count":
        if isinstance(bound, Fraction):
            share = rng.choice((1, 1, 0.98, 0.95, 0.92, 0.9, 0.85, 0.75, 0.5, 0.1, 0))
            drawn = Fraction(round(float(bound) * share))
        else:
            drawn = Fraction(rng.choice(rng.choice((_FEW, _MANY))))
        return max(drawn, least)
    most = bound if isinstance(bound, Fraction) else Fraction(1 if field.type == "percent" else 100)
    return least + (most - least) * Fraction(
        rng.choice((1000, 970, 945, 912, 880, 825, 700, 400)), 1000
    )


def _draw_day(item: Criterion, name: str, year: int, rng: Random) -> datetime | None:
    """Draw a day, mostly before what is due falls due; now and then there is none."""
    if rng.random() < 0.03:
        return None
    due = datetime(year, 12, 15)
    if isinstance(item.rule, Deadline):
        due = next(paper.due for paper in item.rule.papers if paper.of == name)
    day = due - timedelta(days=rng.choice((0, 1, 2, 3, 5, 8, 12, -1, -3, -9, -20)))
    return datetime(day.year, day.month, day.day)


def _found(code: str, item: Criterion, _: str, **values: object) -> Finding:
    return Finding(code, values=values, item=item.code)
