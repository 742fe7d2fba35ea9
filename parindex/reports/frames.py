"""Results as pandas frames, for notebooks and other programs."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from parindex.locale import LANGUAGES, speaker
from parindex.model.finding import CannotGoOn, Severity
from parindex.model.result import RoundResult
from parindex.reports.documents import read_result
from parindex.reports.opendata.accounts import ADJUSTMENTS, GAPS, LEDGER, PAST
from parindex.reports.opendata.column import Column, Table
from parindex.reports.opendata.items import ITEMS
from parindex.reports.opendata.scores import AREAS, RANKING
from parindex.reports.opendata.structure import CRITERIA
from parindex.reports.opendata.surveys import SURVEY
from parindex.reports.runs import run_id, settled
from parindex.reports.view import sentence

if TYPE_CHECKING:
    import pandas as pd

RESULTS, FINDINGS = "results.json", "findings.json"
_TYPES = {"string": "string", "integer": "Int64", "number": "float64", "date": "datetime64[s]"}
_FINDINGS = {
    "code": "string", "severity": "string", "message": "string", "expected": "string",
    "remedy": "string", "unit": "string", "item": "string", "file": "string", "line": "Int64",
    "column": "Int64", "sheet": "string", "cell": "string",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Results:
    """A scored round as frames; the columns are those of the open data and some more.

    Numbers are ``float64``, for plots and statistics; a column of the same name with ``_exact``
    has them exactly, as texts that :class:`fractions.Fraction` reads. Ranks and counts are
    ``Int64``, words of a fixed list ``category``, flags ``bool``, days ``datetime64``, all other
    texts ``string``; what is missing is ``NA``. A frame of what the round does not have is empty.
    """

    title: str
    year: int
    run: str
    """The id of the run; empty where nothing says it."""
    ranking: "pd.DataFrame"
    """A line a unit."""
    areas: "pd.DataFrame"
    """A line a unit that has a total, and area."""
    items: "pd.DataFrame"
    """A line a unit that has a total, and item."""
    criteria: "pd.DataFrame"
    """A line an area or item of each block's criteria set."""
    findings: "pd.DataFrame"
    """A line a finding, in the language in which the round was scored."""
    adjustments: "pd.DataFrame"
    """A line a bonus or penalty, as it was asked for."""
    ledger: "pd.DataFrame"
    """A line each time that a stage said anything of an item."""
    survey: "pd.DataFrame"
    """A line a unit, item and group of respondents."""
    gaps: "pd.DataFrame"
    """A line each lack in the evidence."""
    past: "pd.DataFrame"
    """A line an earlier year and unit."""


def read_results(path: str | Path, lang: str | None = None) -> Results:
    """Read the results of a scored round: of its folder, its results folder, or results.json.

    Names are in ``lang``, ``"vi"`` or ``"en"``; else in the language of the round. Raises
    :class:`FileNotFoundError` where there are no results and :class:`ValueError` where they
    cannot be used.
    """
    if lang is not None and lang not in LANGUAGES:
        raise ValueError(f"lang: {lang!r} is none of {', '.join(LANGUAGES)}")
    file = _file(Path(path))
    try:
        settled(file.parent)
        result = read_result(file)
    except CannotGoOn as stop:
        kind = FileNotFoundError if not file.is_file() else ValueError
        say = speaker(lang or "vi")
        raise kind("\n".join(sentence(finding, say) for finding in stop.findings)) from None
    speaks = lang or result.language
    return Results(
        title=result.title.for_lang(speaks),
        year=result.year,
        run=run_id(file.parent),
        ranking=_frame(RANKING, result, speaks),
        areas=_frame(AREAS, result, speaks),
        items=_frame(ITEMS, result, speaks),
        criteria=_frame(CRITERIA, result, speaks),
        findings=_findings(file.parent / FINDINGS),
        adjustments=_frame(ADJUSTMENTS, result, speaks),
        ledger=_frame(LEDGER, result, speaks),
        survey=_frame(SURVEY, result, speaks),
        gaps=_frame(GAPS, result, speaks),
        past=_frame(PAST, result, speaks),
    )


def _file(path: Path) -> Path:
    """Return where results.json stands, or should."""
    if path.is_file() or path.suffix == ".json":
        return path
    return path / RESULTS if (path / RESULTS).is_file() else path / "results" / RESULTS


def _frame(table: Table[Any], result: RoundResult, lang: str) -> "pd.DataFrame":
    import pandas as pd  # noqa: PLC0415 - heavy, and only frames need it

    rows = list(table.rows(result, lang))
    return pd.DataFrame(
        {column.name: _series(column, rows, lang) for column in table.columns}, copy=False
    )


def _series(column: Column[Any], rows: list[Any], lang: str) -> "pd.Series[Any]":
    import pandas as pd  # noqa: PLC0415

    values = [column.value(row, lang) for row in rows]
    if tuple(column.values) == ("yes",):
        return pd.Series([value is not None for value in values], dtype=bool)
    if column.values:
        return pd.Series(pd.Categorical(values, categories=list(column.values)))
    if column.type == "number":
        return pd.Series(
            [float("nan") if v is None else float(str(v)) for v in values], dtype=float
        )
    return pd.Series(values, dtype=_TYPES[column.type])


def _findings(path: Path) -> "pd.DataFrame":
    import pandas as pd  # noqa: PLC0415

    records = list(_records(path))
    frame = pd.DataFrame(records, columns=list(_FINDINGS)).astype(_FINDINGS)
    severities = pd.CategoricalDtype([severity.value for severity in Severity])
    return frame.astype({"severity": severities})


def _records(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the findings; none where the file is not there."""
    if path.is_file():
        for record in json.loads(path.read_bytes()):
            yield {name: record.get(name) for name in _FINDINGS}
