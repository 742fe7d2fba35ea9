"""What a survey says of one unit: values for its items, lines of the report, and findings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from parindex.checks.survey import no_population
from parindex.model.criteria import Criterion
from parindex.model.finding import Finding, Place
from parindex.model.number import ONE, ZERO, rounded
from parindex.model.round import Block, Unit
from parindex.model.rule import Value
from parindex.model.supplied import Supplied
from parindex.model.survey import Questionnaire, Respondents, SurveyFiles
from parindex.model.surveyed import SurveyLine, UnitTally
from parindex.scoring.rules.survey import Survey
from parindex.scoring.survey import (
    Estimate,
    Scale,
    Stratum,
    asked,
    combined,
    estimate,
    half_width,
    hidden,
    scale_of,
    weighted_counts,
)


@dataclass(frozen=True)
class Target:
    """An item, or its input of that name, with the questions that feed it (their numbers)."""

    files: SurveyFiles
    questionnaire: Questionnaire
    block: Block
    item: Criterion
    name: str | None
    questions: tuple[int, ...]

    @cached_property
    def groups(self) -> tuple[Respondents, ...]:
        """Return the groups that are asked any of the questions."""
        asked = {
            group.name
            for number in self.questions
            for group in self.questionnaire.asked(self.questionnaire.questions[number])
        }
        return tuple(group for group in self.questionnaire.groups if group.name in asked)

    @cached_property
    def scales(self) -> Mapping[int, Scale]:
        """Return the scale of each question."""
        questionnaire = self.questionnaire
        return {
            number: scale_of(
                {
                    o.name: o.share
                    for o in questionnaire.scales[questionnaire.questions[number].scale]
                }
            )
            for number in self.questions
        }

    @cached_property
    def weights(self) -> Mapping[str, Fraction]:
        """Return the weights of the strata: a single one where there are none."""
        strata = self.questionnaire.strata
        return {stratum.name: stratum.weight for stratum in strata} or {"": ONE}

    @property
    def filled(self) -> tuple[str, ...]:
        """Return what is filled: the input, or the groups whose counts are."""
        return (self.name,) if self.name else tuple(group.name for group in self.groups)

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Return where each value of the item comes from: the file, and the headings in it."""
        rule, questions = self.item.rule, self.questionnaire.questions
        columns = ", ".join(questions[number].column for number in self.questions)
        options = (
            [f"_{option.value}" for option in rule.options] if isinstance(rule, Survey) else [""]
        )
        place = Place(self.files.answers[0], cell=columns)
        return {f"{name}{option}": place for name in self.filled for option in options}

    @property
    def scored(self) -> bool:
        """Tell whether a small sample is scored all the same."""
        return self.questionnaire.small_sample == "score"


class UnitSurvey(NamedTuple):
    """What a survey says of a unit."""

    unit: str
    supplied: Mapping[str, Supplied]
    lines: tuple[SurveyLine, ...]
    findings: tuple[Finding, ...]


class _GroupAnswers(NamedTuple):
    """What a group said on a target; ``people`` is how many did, at most."""

    group: Respondents
    strata: Sequence[Stratum]
    estimate: Estimate
    people: int
    small: bool


def unit_survey(unit: Unit, targets: Sequence[Target], tally: UnitTally) -> UnitSurvey:
    """Return a unit's values by item, its lines and what is wrong, from what was counted of it."""
    questionnaire = targets[0].questionnaire
    groups = {group.name: group for target in targets for group in target.groups}
    least = questionnaire.least(unit.population)
    small = sum(tally.respondents[name] for name in groups) < least
    supplied: dict[str, Supplied] = {}
    lines: list[SurveyLine] = []
    empty: dict[tuple[str, str], list[str]] = {}
    for target in targets:
        said = [_answers(target, group, tally) for group in target.groups]
        values = {} if small and not target.scored else _values(target, said)
        if values:
            code = target.item.code
            supplied[code] = joined(supplied.get(code), Supplied(values, target.places))
        lines += _lines(unit.code, target, said, small=small)
        for each in said:
            for name in _empty(questionnaire, each):
                empty.setdefault((each.group.name, name), []).append(target.item.code)
    findings = [*_samples(unit, questionnaire, groups, tally), *_strata_told(unit, empty)]
    return UnitSurvey(unit.code, supplied, tuple(lines), tuple(findings))


def joined(one: Supplied | None, other: Supplied) -> Supplied:
    """Return the values of an item that come from two places."""
    if one is None:
        return other
    return Supplied({**one.values, **other.values}, {**one.places, **other.places})


def _answers(target: Target, group: Respondents, tally: UnitTally) -> _GroupAnswers:
    """Return what a group said, by stratum."""
    held = [
        (target.scales[number], tally.answers[number, group.name])
        for number in target.questions
        if (number, group.name) in tally.answers
    ]
    strata = []
    for name, weight in target.weights.items():
        said = [asked(scale, by_stratum[name]) for scale, by_stratum in held]
        strata.append(Stratum(weight, said, sum(each.counted for each in said)))
    by_question = [*zip(*(stratum.asked for stratum in strata), strict=True)]
    counted = max((sum(each.counted for each in said) for said in by_question), default=0)
    uncounted = max((sum(each.uncounted for each in said) for said in by_question), default=0)
    small = tally.respondents[group.name] < group.minimum
    return _GroupAnswers(group, strata, estimate(strata), counted or uncounted, small)


def _values(target: Target, groups: Sequence[_GroupAnswers]) -> dict[str, Value]:
    """Return what fills the item's inputs; a group with too small a sample counts as silent."""
    rule = target.item.rule
    used = [each for each in groups if target.scored or not each.small]
    if isinstance(rule, Survey):
        options = [option.value for option in rule.options]
        counts = {each.group.name: weighted_counts(each.strata, options) for each in used}
        silent = dict.fromkeys(options, ZERO)
        return {
            f"{each.group.name}_{option}": counts.get(each.group.name, silent)[option]
            for each in groups
            for option in options
        }
    mean = combined([(each.group.weight, each.estimate) for each in used]).mean
    spoken = len(used) == len(groups) and all(each.estimate.counted for each in used)
    return {target.name: mean} if spoken and target.name else {}


def _lines(
    unit: str, target: Target, groups: Sequence[_GroupAnswers], *, small: bool
) -> Iterator[SurveyLine]:
    """Yield a line a group and one of all groups that are used, without figures of too few."""
    rule, least = target.item.rule, target.questionnaire.privacy
    weights = {each.group.name: each.group.weight for each in groups}
    if isinstance(rule, Survey):
        weights = {group.name: group.weight for group in rule.groups}
    used = [each for each in groups if target.scored or not each.small]
    unseen = hidden([each.people for each in groups], least)
    people = sum(each.people for each in used)
    whole = combined([(weights[each.group.name], each.estimate) for each in used])
    for number, each in enumerate(groups):
        few, short = number in unseen, small or each.small
        yield _line(unit, target, each.group.name, each.estimate, small=short, suppressed=few)
    yield _line(unit, target, "", whole, small=small, suppressed=0 < people < least)


def _line(
    unit: str, target: Target, group: str, found: Estimate, *, small: bool, suppressed: bool
) -> SurveyLine:
    printed, half = target.block.criteria.result, None
    if found.variance is not None and not suppressed:
        half = half_width(found.variance, target.questionnaire.confidence)
    share, width = (
        None if figure is None else rounded(figure * 100, printed.decimals, printed.rounding)
        for figure in (found.mean, half)
    )
    return SurveyLine(
        survey=target.files.questionnaire,
        block=target.block.code,
        unit=unit,
        item=target.item.code,
        group=group,
        counted=None if suppressed else found.counted,
        uncounted=None if suppressed else found.uncounted,
        share=None if suppressed else share,
        half_width=width,
        small=small,
        suppressed=suppressed,
        label=next((known.label for known in target.groups if known.name == group), None),
    )


def _empty(questionnaire: Questionnaire, each: _GroupAnswers) -> Iterator[str]:
    """Yield the strata of which nobody answered, where others of the group did."""
    if each.estimate.counted:
        for stratum, held in zip(questionnaire.strata, each.strata, strict=False):
            if not held.counted:
                yield stratum.name


def _samples(
    unit: Unit, questionnaire: Questionnaire, asked: Mapping[str, Respondents], tally: UnitTally
) -> Iterator[Finding]:
    """Yield that too few answered: for the unit, or else in a group."""
    if questionnaire.error is not None and unit.population is None:
        yield no_population(unit.place, unit.code)
    count, least = (
        sum(tally.respondents[name] for name in asked),
        questionnaire.least(unit.population),
    )
    if count < least:
        values = {"count": count, "least": least}
        yield Finding("RND069", unit.place, values, unit=unit.code)
        return
    for name, group in asked.items():
        if tally.respondents[name] < group.minimum:
            values = {"count": tally.respondents[name], "least": group.minimum}
            yield Finding("RND070", unit.place, {**values, "group": group.label}, unit=unit.code)


def _strata_told(unit: Unit, empty: Mapping[tuple[str, str], Sequence[str]]) -> Iterator[Finding]:
    for (group, stratum), items in empty.items():
        values = {"group": group, "stratum": stratum, "items": ", ".join(dict.fromkeys(items))}
        yield Finding("RND074", unit.place, values, unit=unit.code)
