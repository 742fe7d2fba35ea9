"""What the formulas of a form come to, for programs that show a file without computing it."""

from collections.abc import Mapping
from fractions import Fraction

from parindex.forms.layout import Column, cell_name
from parindex.forms.live import UNANSWERED, LiveForm
from parindex.forms.order import FormOrder
from parindex.forms.rows import FormRows
from parindex.model.criteria import Criterion
from parindex.model.live import NO_DENOMINATOR
from parindex.model.number import ZERO
from parindex.model.rule import Outcome
from parindex.model.submission import CLAIM, Answer
from parindex.scoring.aggregate import Sum, whole_sum
from parindex.scoring.index import level_sums
from parindex.scoring.item import ItemScore, score_item
from parindex.scoring.rules.improvement import Improvement
from parindex.scoring.rules.measure import MeasureRule
from parindex.scoring.rules.survey import Survey

Shown = str | float | bool
_NO_ANSWER = Answer()


def cached_values(order: FormOrder, rows: FormRows, live: LiveForm) -> dict[str, Shown]:
    """Return, by cell, what the formulas give for the answers the form goes out with."""
    criteria = order.criteria
    scores = {item.code: _score(order, item) for item in criteria.items}
    values: dict[str, Shown] = {}
    for item in criteria.items:
        shown = _shown(item, scores[item.code], live)
        row = rows.nodes[item.code].first
        values |= _cells(row, shown, scores[item.code].max_points)
        values[cell_name(row, Column.FIGURE)] = _figure(order, item)
    columns = [(s.points, s.max_points, s.outcome) for s in scores.values()]
    sums = level_sums(criteria, *zip(*columns, strict=True))
    for code, found in sums.items():
        if code not in scores:
            values |= _level(rows.nodes[code].first, found, live)
    whole = whole_sum(criteria, [sums[area.code] for area in criteria.areas])
    values |= _level(rows.total, whole, live)
    return values | _claims(order, rows)


def _score(order: FormOrder, item: Criterion) -> ItemScore:
    answer = order.answers.get(item.code, _NO_ANSWER)
    policy = order.criteria.policies[item.code]
    return score_item(item, answer, policy, exempt=item.code in order.exempt)


def _figure(order: FormOrder, item: Criterion) -> Shown:
    """Return what the hidden cell of the figure holds; blank where only a program can tell."""
    answer, rule = order.answers.get(item.code, _NO_ANSWER), item.rule
    needed = rule.names() - {CLAIM} if rule else frozenset()
    if not needed <= answer.values.keys() or (rule and rule.from_claim and answer.claim is None):
        return UNANSWERED
    if not isinstance(rule, MeasureRule):
        return "" if isinstance(rule, Survey) else 0.0
    if isinstance(rule, Improvement):
        return ""
    try:
        figure = rule.of(answer.values)
    except ZeroDivisionError:
        return NO_DENOMINATOR.strip('"')
    return figure if isinstance(figure, bool) else float(figure)


def _shown(item: Criterion, score: ItemScore, live: LiveForm) -> Shown:
    later = live.scored_later(item)
    if later and score.outcome is not Outcome.NOT_APPLICABLE:
        return later
    if score.outcome is Outcome.NOT_APPLICABLE and not score.max_points:
        return live.not_applicable
    words = {Outcome.MISSING: live.missing, Outcome.INVALID: live.invalid}
    return words.get(score.outcome, float(score.points))


def _cells(row: int, points: Shown, applies: Fraction) -> dict[str, Shown]:
    return {
        cell_name(row, Column.COMPUTED): points,
        cell_name(row, Column.APPLIES): float(applies),
    }


def _level(row: int, found: Sum | None, live: LiveForm) -> dict[str, Shown]:
    if found is None:
        return _cells(row, live.missing, ZERO)
    return _cells(row, float(found.points), found.max_points)


def _claims(order: FormOrder, rows: FormRows) -> dict[str, Shown]:
    """Return the sums of the points claimed, by the cells of every node and of the total."""
    claims: Mapping[str, Fraction] = {
        code: answer.claim for code, answer in order.answers.items() if answer.claim is not None
    }
    sums = {cell_name(rows.total, Column.CLAIM): sum(claims.values(), ZERO)}
    for code, node in order.criteria.nodes.items():
        cell = cell_name(rows.nodes[code].first, Column.CLAIM)
        sums[cell] = sum((claims.get(item.code, ZERO) for item in node.criterion.items), ZERO)
    return {cell: float(points) for cell, points in sums.items()}
