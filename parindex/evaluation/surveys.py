"""The surveys of a round: read, counted, and made the values of the items they feed."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from parindex.checks.survey import check_questionnaire, feed_of
from parindex.evaluation.estimates import Target, UnitSurvey, joined, unit_survey
from parindex.model.finding import Finding, Place, Severity
from parindex.model.round import Block, Round
from parindex.model.supplied import Supplied, SuppliedBy
from parindex.model.survey import Questionnaire, SurveyFiles
from parindex.model.surveyed import SurveyDrop, SurveyLine
from parindex.scoring.rules.survey import Survey
from parindex.sources.digest import file_digest
from parindex.sources.questionnaire import QuestionnaireFile, read_questionnaire
from parindex.sources.round import RoundFolder
from parindex.sources.surveys import count_answers
from parindex.sources.tally import Tally


@dataclass(frozen=True, slots=True)
class Surveyed:
    """What surveys supply, and the report on them: figures, what is not counted, what is wrong."""

    supplied: SuppliedBy = field(default_factory=dict)
    lines: tuple[SurveyLine, ...] = ()
    drops: tuple[SurveyDrop, ...] = ()
    findings: tuple[Finding, ...] = ()
    hashes: Mapping[str, str] = field(default_factory=dict)
    """The hash (SHA-256) of each file by its name, from the round's folder."""


def surveyed(folder: RoundFolder) -> Surveyed:
    """Count every survey of a round; one that cannot be used whole supplies nothing."""
    this_round = folder.round
    supplied: dict[str, dict[str, Supplied]] = {}
    lines: list[SurveyLine] = []
    drops: list[SurveyDrop] = []
    findings: list[Finding] = []
    hashes: dict[str, str] = {}
    fed: dict[tuple[str, str, str], str] = {}
    whole = True
    for files in this_round.spec.surveys:
        hashes |= {name: _digest(folder, name) for name in (files.questionnaire, *files.answers)}
        loaded, found = _questionnaire(folder, files, fed)
        tally = None
        if loaded is not None:
            named = [
                (_path(folder, name), _path(folder, name).as_posix()) for name in files.answers
            ]
            tally, more = count_answers(loaded.questionnaire, this_round.units, named)
            found += more
        whole = whole and loaded is not None
        if loaded is not None and tally is not None:
            for each in _unit_surveys(this_round, files, loaded.questionnaire, tally):
                _add(supplied, each)
                lines += each.lines
                found += each.findings
            drops += _drops(files.questionnaire, tally)
        findings += found
    if whole and this_round.spec.surveys:
        findings += _unfed(folder, fed)
    return Surveyed(supplied, tuple(lines), tuple(drops), tuple(findings), hashes)


def _path(folder: RoundFolder, name: str) -> Path:
    return Path(os.path.normpath(folder.path / name))


def _digest(folder: RoundFolder, name: str) -> str:
    return file_digest(_path(folder, name))


def _questionnaire(
    folder: RoundFolder, files: SurveyFiles, fed: dict[tuple[str, str, str], str]
) -> tuple[QuestionnaireFile | None, list[Finding]]:
    """Read and check a questionnaire; ``fed`` grows by what it feeds (block, item, group)."""
    loaded, findings = read_questionnaire(_path(folder, files.questionnaire))
    if loaded is None:
        return None, findings
    where = loaded.document.place
    findings += check_questionnaire(loaded.questionnaire, folder.round.blocks, where)
    if any(finding.severity is Severity.ERROR for finding in findings):
        return None, findings
    mine: dict[tuple[str, str, str], str] = {}
    for block in folder.round.blocks:
        for target in _targets(files, loaded.questionnaire, block):
            for name in target.filled:
                key = (block.code, target.item.code, name)
                mine[key] = files.questionnaire
                if key in fed:
                    place = where(("questions", target.questions[0], "feeds", block.code))
                    values = {"name": name, "item": target.item.code}
                    findings.append(Finding("CRI086", place, values))
    fed |= mine
    usable = all(finding.severity is not Severity.ERROR for finding in findings)
    return (loaded if usable else None), findings


def _targets(files: SurveyFiles, questionnaire: Questionnaire, block: Block) -> list[Target]:
    """Return what the questions feed in a block, each with its questions."""
    held: dict[str, list[int]] = {}
    for number, question in enumerate(questionnaire.questions):
        if block.code in question.feeds:
            held.setdefault(question.feeds[block.code], []).append(number)
    targets = []
    for text, numbers in held.items():
        if feed := feed_of(block.criteria, text):
            targets.append(
                Target(files, questionnaire, block, feed.item, feed.name, tuple(numbers))
            )
    return targets


def _unit_surveys(
    this_round: Round, files: SurveyFiles, questionnaire: Questionnaire, tally: Tally
) -> Iterator[UnitSurvey]:
    targets = {block.code: _targets(files, questionnaire, block) for block in this_round.blocks}
    for number, unit in enumerate(this_round.units):
        if targets[unit.block]:
            yield unit_survey(unit, targets[unit.block], tally.unit(number))


def _add(supplied: dict[str, dict[str, Supplied]], each: UnitSurvey) -> None:
    """Add what one survey says of a unit's items to what others say of other groups."""
    for code, values in each.supplied.items():
        items = supplied.setdefault(each.unit, {})
        items[code] = joined(items.get(code), values)


def _drops(survey: str, tally: Tally) -> Iterator[SurveyDrop]:
    for number, question in enumerate(tally.questionnaire.questions):
        for why, answers in tally.drops(number).items():
            if answers:
                yield SurveyDrop(survey, question.column, why, answers)


def _unfed(folder: RoundFolder, fed: Mapping[tuple[str, str, str], str]) -> Iterator[Finding]:
    """Yield each group of an item that is scored by a survey and asked by none."""
    place = Place((folder.path / "round.yaml").as_posix())
    for block in folder.round.blocks:
        for item in block.criteria.items:
            if item.scored_by != "survey" or not isinstance(item.rule, Survey):
                continue
            for group in item.rule.groups:
                if (block.code, item.code, group.name) not in fed:
                    yield Finding("RND060", place, {"group": group.label}, item=item.code)
