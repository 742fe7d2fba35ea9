"""The files of answers of a survey, counted together."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from parindex.checks.roster import suggested
from parindex.model.finding import Finding
from parindex.model.roster import Roster
from parindex.model.round import Unit
from parindex.model.survey import Questionnaire, Spelled
from parindex.model.surveyed import Why
from parindex.model.text import name_key
from parindex.sources.answers import ROWS, AnswerFile, Unreadable, open_answers
from parindex.sources.faults import Faults
from parindex.sources.tally import AnswerColumns, Tally

if TYPE_CHECKING:
    from parindex.sources.meanings import Numbers

Files = Sequence[tuple[Path, str]]
"""Files of answers in order, each with the name by which people are told of it."""


def count_answers(
    questionnaire: Questionnaire, units: Sequence[Unit], files: Files, rows: int = ROWS
) -> tuple[Tally | None, list[Finding]]:
    """Count all answers, ``rows`` rows at a time; nothing where a file cannot be used whole.

    Of a respondent that comes twice for one unit and group the first row counts; the files are
    then read once more without the others.
    """
    tally, findings = _count(questionnaire, units, files, rows, None)
    if tally is not None and len(repeated := tally.repeated()):
        tally, findings = _count(questionnaire, units, files, rows, repeated)
    return tally, findings


def _count(
    questionnaire: Questionnaire,
    units: Sequence[Unit],
    files: Files,
    rows: int,
    skip: "Numbers | None",
) -> tuple[Tally | None, list[Finding]]:
    tally = Tally(questionnaire, units, skip)
    findings: list[Finding] = []
    whole = True
    for path, file in files:
        try:
            with open_answers(path, file, rows) as opened:
                usable, more = _add(tally, opened)
        except Unreadable as unreadable:
            usable, more = False, [unreadable.finding]
        findings += more
        whole = whole and usable
    return (tally if whole else None), findings


def _add(tally: Tally, opened: AnswerFile) -> tuple[bool, list[Finding]]:
    """Count a file; tell whether it can be used, and what is wrong in it."""
    questionnaire = tally.questionnaire
    columns, findings = _columns(questionnaire, opened)
    if columns is None:
        return False, findings
    faults, row, before = Faults(), 2, tally.rows
    absent = [n for n, number in enumerate(columns.questions) if number is None]
    lacked = {question: tally.lacks(question) for question in absent}
    for frame in opened.frames(columns.numbers):
        tally.add(frame, columns, row, faults)
        row += len(frame)
    findings += faults.findings(opened.place, opened.headings, _known(tally, columns))
    usable = True
    for question in absent:
        if count := tally.lacks(question) - lacked[question]:
            column = questionnaire.questions[question].column
            findings.append(Finding("RND061", opened.place(1), {"column": column, "count": count}))
            usable = False
    if tally.rows == before:
        findings.append(Finding("RND073", opened.place(1)))
    return usable, findings


def _columns(
    questionnaire: Questionnaire, opened: AnswerFile
) -> tuple[AnswerColumns | None, list[Finding]]:
    """Find the columns by their headings; none where rows cannot be told apart without one."""
    at: dict[str, list[int]] = {}
    for number, heading in enumerate(opened.headings):
        at.setdefault(name_key(heading), []).append(number)
    findings: list[Finding] = []

    def column(heading: str | None) -> int | None:
        found = at.pop(name_key(heading), []) if heading else []
        if len(found) > 1:
            first = opened.place(1, found[0])
            values = {"column": heading, "first": f"{first}"}
            findings.append(Finding("RND026", opened.place(1, found[1]), values))
        return found[0] if found else None

    named = questionnaire.columns
    needed = (named.unit, named.group, named.stratum, named.respondent)
    numbers = [column(heading) for heading in needed]
    questions = tuple(column(question.column) for question in questionnaire.questions)
    for wanted, found in zip(needed, numbers, strict=True):
        if wanted and found is None:
            known = _listed([each for each in needed if each])
            findings.append(Finding("RND005", opened.place(1), {"column": wanted, "known": known}))
    unit, group, stratum, respondent = numbers
    if findings or unit is None or group is None:
        return None, findings
    if unread := [opened.headings[n] for others in at.values() for n in others]:
        findings.append(Finding("RND072", opened.place(1), {"columns": _listed(unread)}))
    return AnswerColumns(unit, group, stratum, respondent, questions), findings


def _listed(names: Sequence[str], most: int = 12) -> str:
    return ", ".join(names[:most]) + (", …" if len(names) > most else "")


def _known(tally: Tally, columns: AnswerColumns) -> Callable[[Why, int, str], object]:
    """Return what tells which texts a column can hold in place of one."""
    questionnaire, roster = tally.questionnaire, Roster(tally.units)

    def known(why: Why, column: int, text: str) -> object:
        match why:
            case Why.UNIT:
                return suggested(roster, text)
            case Why.GROUP:
                return _names(questionnaire.groups)
            case Why.STRATUM:
                return _names(questionnaire.strata)
            case Why.OFF_SCALE if column in columns.questions:
                question = questionnaire.questions[columns.questions.index(column)]
                return _names(questionnaire.scales[question.scale])
            case _:
                return ""

    return known


def _names(parts: Sequence[Spelled]) -> str:
    return _listed([part.written[0] if part.written else part.label.vi for part in parts])
