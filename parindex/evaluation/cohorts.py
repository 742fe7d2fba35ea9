"""Items whose points depend on the other units of the block, scored once all figures are known."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from parindex.evaluation.files import Assessment
from parindex.model.criteria import CriteriaSet, Criterion
from parindex.model.result import ItemScores
from parindex.scoring.item import ItemScore, on_scale
from parindex.scoring.rules.cohort import Cohort

Figures = Mapping[str, tuple[Fraction, ...]]
"""The figures of all units that have one, by item code."""


def figures_of(criteria: CriteriaSet, assessments: Iterable[Assessment]) -> Figures:
    """Return the figures of a block's units, for each item that sets them against each other."""
    counted = list(assessments)
    return {
        item.code: tuple(a.figures[item.code] for a in counted if item.code in a.figures)
        for item in criteria.items
        if isinstance(item.rule, Cohort)
    }


def scorers_among(
    criteria: CriteriaSet, figures: Figures
) -> dict[str, Callable[[Fraction], ItemScore]]:
    """Return, by item code, what scores a unit's figure among those of all units."""

    def scorer(item: Criterion, rule: Cohort) -> Callable[[Fraction], ItemScore]:
        place = rule.among(figures[item.code], item.fields, item.span)
        return lambda figure: on_scale(item, place(figure), criteria.policies[item.code])

    return {
        item.code: scorer(item, item.rule)
        for item in criteria.items
        if isinstance(item.rule, Cohort) and figures[item.code]
    }


def set_among(
    criteria: CriteriaSet, assessments: Iterable[Assessment], figures: Figures
) -> list[Assessment]:
    """Return the assessments with the items that are set against the other units scored."""
    scorers = scorers_among(criteria, figures)
    numbers = {item.code: number for number, item in enumerate(criteria.items)}

    def scored(assessment: Assessment) -> Assessment:
        if assessment.items is None or not assessment.figures:
            return assessment
        scores = {
            numbers[code]: scorers[code](figure) for code, figure in assessment.figures.items()
        }
        return replace(assessment, items=_with(assessment.items, scores))

    return [scored(assessment) for assessment in assessments]


def _with(items: ItemScores, scores: Mapping[int, ItemScore]) -> ItemScores:
    points, max_points = list(items.points), list(items.max_points)
    outcomes, reasons = list(items.outcomes), list(items.reasons)
    for number, score in scores.items():
        points[number], max_points[number] = score.points, score.max_points
        outcomes[number], reasons[number] = score.outcome, score.reason
    return replace(
        items,
        points=tuple(points),
        max_points=tuple(max_points),
        outcomes=tuple(outcomes),
        reasons=tuple(reasons),
    )
