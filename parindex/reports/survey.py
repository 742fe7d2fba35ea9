"""survey.csv and survey-dropped.csv: open data on the surveys, percentages with a decimal point."""

from collections.abc import Iterable

from parindex.model.surveyed import SurveyDrop, SurveyLine
from parindex.reports.opendata.surveys import SURVEY
from parindex.reports.tables import csv_bytes, result_csv, safe


def survey_csv(lines: Iterable[SurveyLine]) -> bytes:
    """Return a line a unit, item and group of respondents (no group: all of them together).

    The share and half the width of its interval are percentages; where too few answered for
    privacy, a line has no figure.
    """
    return result_csv(SURVEY, lines, "vi")


def dropped_csv(drops: Iterable[SurveyDrop]) -> bytes:
    """Return a line a question and reason: how many answers are not counted."""
    header = ("survey", "column", "reason", "answers")
    return csv_bytes(
        header,
        ((safe(d.survey), safe(d.column), d.why.value, d.answers) for d in drops),
    )
