"""What ``score`` leaves behind: every file of results/, all written or none."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from parindex.locale import speaker
from parindex.model.finding import Finding
from parindex.model.result import RoundResult, ledger_of
from parindex.model.surveyed import SurveyDrop, SurveyLine
from parindex.reports.appraisal import ledger_csv
from parindex.reports.documents import findings_bytes, result_bytes, run_bytes
from parindex.reports.runs import RUN, put_in_place
from parindex.reports.survey import dropped_csv, survey_csv
from parindex.reports.tables import ranking_csv, scores_csv
from parindex.reports.workbook import workbook_bytes


class Reported(Protocol):
    """The report on the surveys."""

    @property
    def lines(self) -> Sequence[SurveyLine]:
        """Return the figures."""

    @property
    def drops(self) -> Sequence[SurveyDrop]:
        """Return what is not counted."""


class Evaluated(Protocol):
    """What is written: a result and the hashes of its inputs."""

    @property
    def result(self) -> RoundResult:
        """Return the result."""

    @property
    def hashes(self) -> Mapping[str, str]:
        """Return the hash of each input."""

    @property
    def surveys(self) -> Reported:
        """Return the report on the surveys."""


def write_results(
    folder: Path, evaluated: Evaluated, findings: Sequence[Finding], lang: str
) -> None:
    """Write results.json, results.xlsx, scores.csv, ranking.csv, findings.json and run.json.

    Where there was a survey, survey.csv and survey-dropped.csv are written too; where anything
    was appraised or explained, ledger.csv. Every file is made before the first is written, and all
    are written or none; those of the run before are kept
    (see :mod:`parindex.reports.runs`). Raises :class:`CannotGoOn` where one cannot be written.
    """
    result, say = evaluated.result, speaker(lang)
    made = {
        "results.json": result_bytes(result),
        "results.xlsx": workbook_bytes(result, findings, lang),
        "scores.csv": scores_csv(result, lang),
        "ranking.csv": ranking_csv(result, lang),
        "findings.json": findings_bytes(findings, say, lang),
    }
    if evaluated.surveys.lines or evaluated.surveys.drops:
        made["survey.csv"] = survey_csv(evaluated.surveys.lines)
        made["survey-dropped.csv"] = dropped_csv(evaluated.surveys.drops)
    if any(ledger_of(result)):
        made["ledger.csv"] = ledger_csv(result)
    put_in_place(folder, {**made, RUN: run_bytes(evaluated.hashes, made)})
