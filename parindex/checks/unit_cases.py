"""Worked examples of whole units: answers to items must give the stated points, total and band."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from pydantic import ValidationError

from parindex.checks.cases import Misfit, case_answer, known_names, said, score_case
from parindex.locale import Phrase, mark, phrase
from parindex.model.cases import CasesFile, UnitCase
from parindex.model.criteria import Case, CriteriaSet, Path, Where
from parindex.model.finding import Finding
from parindex.model.number import ZERO
from parindex.model.rule import Outcome
from parindex.scoring.aggregate import Sum, whole_sum
from parindex.scoring.index import area_sums, published, total
from parindex.scoring.item import ItemScore
from parindex.scoring.ranking import band

Answers = Mapping[str, Mapping[str, object]]


class _Difference(NamedTuple):
    """A figure that is not what the case expects, and where that is stated."""

    path: Path
    what: Phrase
    got: object
    expected: object
    trace: Phrase


def check_unit_cases(criteria: CriteriaSet, file: CasesFile, where: Where) -> Iterator[Finding]:
    """Run every case; yield what does not fit the set, and each figure that comes out otherwise."""
    answers: dict[str, Answers] = {}
    for number, case in enumerate(file.cases):
        path = ("cases", number)
        if case.name in answers:
            twice = phrase(mark("the name comes twice"))
            values = {"reason": twice, "known": (case.name,)}
            yield Finding("CRI034", where((*path, "name")), values)
        if case.like is not None and case.like not in answers:
            unknown = {"reason": case.like, "known": tuple(answers)}
            yield Finding("CRI034", where((*path, "like")), unknown)
        given = {**answers.get(case.like or "", {}), **case.answers}
        answers[case.name] = given
        if case.expect.band is not None and any(entry.top is not None for entry in criteria.bands):
            by_rank = phrase(mark("the band goes by the ranks of all units"))
            values = {"reason": by_rank, "known": ("index", "total")}
            yield Finding("CRI034", where((*path, "expect", "band")), values)
            continue
        scores, problems = _scores(criteria, given, case, path, where)
        yield from problems
        if problems:
            continue
        for found in _differences(criteria, case, scores):
            told = {
                "name": case.name,
                "what": found.what,
                "got": found.got,
                "expected": found.expected,
                "trace": found.trace,
            }
            yield Finding("CRI064", where((*path, "expect", *found.path)), told)


def _scores(
    criteria: CriteriaSet, given: Answers, case: UnitCase, path: Path, where: Where
) -> tuple[dict[str, ItemScore], list[Finding]]:
    """Score every item; those without an answer in the case are missing."""
    items = {item.code: item for item in criteria.items}
    findings = [
        Finding("CRI034", where((*path, *key, code)), {"reason": code, "known": _some(items)})
        for key, codes in ((("answers",), case.answers), (("expect", "items"), case.expect.items))
        for code in codes
        if code not in items
    ]
    scores = {}
    for code, item in items.items():
        values = dict(given.get(code, {}))
        among = values.pop("among", ())
        try:
            worked = Case.model_validate({"given": values, "among": among})
            scores[code] = score_case(criteria, item, case_answer(item, worked), worked)
        except (Misfit, ValidationError) as error:
            reason = error.args[0] if isinstance(error, Misfit) else code
            told = {"reason": reason, "known": known_names(item)}
            findings.append(Finding("CRI034", where((*path, "answers", code)), told, item=code))
    return scores, findings


def _some(codes: Mapping[str, object]) -> tuple[str, ...]:
    return (*list(codes)[:12], "…")


def _differences(
    criteria: CriteriaSet, case: UnitCase, scores: Mapping[str, ItemScore]
) -> Iterator[_Difference]:
    expect = case.expect
    for code, wanted in expect.items.items():
        score = scores[code]
        outcome = wanted.outcome or Outcome.SCORED
        if outcome != score.outcome or wanted.points not in {None, score.points}:
            yield _Difference(
                ("items", code),
                phrase("{code}", code=code),
                said(score.points, score.outcome),
                said(wanted.points, outcome),
                phrase("{reason}", reason=score.reason),
            )
    columns = list(scores.values())
    sums = area_sums(
        criteria,
        [score.points for score in columns],
        [score.max_points for score in columns],
        [score.outcome for score in columns],
    )
    yield from _area_differences(criteria, case, scores, sums)
    yield from _total_differences(criteria, case, sums)


def _area_differences(
    criteria: CriteriaSet,
    case: UnitCase,
    scores: Mapping[str, ItemScore],
    sums: Sequence[Sum | None],
) -> Iterator[_Difference]:
    areas = {area.code: (area, s) for area, s in zip(criteria.areas, sums, strict=True)}
    for code, wanted in case.expect.areas.items():
        area, found = areas.get(code, (None, None))
        if area is None or found is None or found.points != wanted:
            items = [
                phrase("{code}: {points}", code=item.code, points=scores[item.code].points)
                for item in (area.items if area else ())
            ]
            yield _Difference(
                ("areas", code),
                phrase(mark("area {code}"), code=code),
                "–" if found is None else found.points,
                wanted,
                phrase("{items}", items=items or tuple(areas)),
            )


def _total_differences(
    criteria: CriteriaSet, case: UnitCase, sums: Sequence[Sum | None]
) -> Iterator[_Difference]:
    expect, rules = case.expect, criteria.result
    whole = whole_sum(criteria, sums)
    summed = total(whole, criteria.adjustments, case.bonus or ZERO, case.penalty or ZERO)
    index = None if summed is None else published(summed.share * rules.out_of, rules)
    found = None if index is None else band(index, criteria.bands)
    label = found.label if found else None
    trace = phrase(
        mark("areas {areas}; bonus {bonus}, penalty {penalty}; of {max}"),
        areas=[
            phrase("{code}: {points}", code=area.code, points=s.points if s else "–")
            for area, s in zip(criteria.areas, sums, strict=True)
        ],
        bonus=summed.bonus if summed else ZERO,
        penalty=summed.penalty if summed else ZERO,
        max=summed.max_points if summed else "–",
    )
    points = None if summed is None else summed.points
    checks: tuple[tuple[str, Phrase, Fraction | Decimal | None, Fraction | None], ...] = (
        ("total", phrase(mark("the total")), points, expect.total),
        ("index", phrase(mark("the index")), index, expect.index),
    )
    for key, what, got, wanted in checks:
        if wanted is not None and (got is None or Fraction(got) != wanted):
            yield _Difference((key,), what, "–" if got is None else got, wanted, trace)
    if expect.band is not None and (label is None or expect.band not in {label.vi, label.en}):
        what = phrase(mark("the band"))
        yield _Difference(("band",), what, label or "–", expect.band, trace)
