"""A wide table scored: every row a unit, ranked among the rows."""

from collections.abc import Iterator
from concurrent.futures import Executor
from pathlib import Path

from parindex.checks.submission import WANTED
from parindex.evaluation.cohorts import figures_of, set_among
from parindex.evaluation.files import Assessment, ScoredAnswers, assess_answers, columns
from parindex.evaluation.rounds import Evaluation, loose_result
from parindex.evaluation.standing import totalled
from parindex.forms.table import TableRow, WideTable, needed_columns, read_wide_table
from parindex.locale import Phrase
from parindex.model.criteria import CriteriaSet
from parindex.model.finding import CannotGoOn, Finding, Place
from parindex.model.result import UnitResult
from parindex.model.rule import Outcome
from parindex.model.submission import CLAIM
from parindex.sources.criteria import CriteriaFile
from parindex.sources.pool import run_guarded

_NOT_IN_A_TABLE = frozenset({"SUB030", "SUB039", "EVI001", "SCO002", "SCO006", "SCO008"})
"""A table holds no claims beside its figures and no evidence; its blanks are told by cell."""


def evaluate_table(
    loaded: CriteriaFile, path: Path, *, executor: Executor | None = None
) -> Evaluation:
    """Score a table's rows; raises :class:`CannotGoOn` where it cannot be read at all."""
    criteria = loaded.criteria
    [(_, read)] = run_guarded(_read, criteria, [str(path)], executor=executor)
    table, early = read or (None, [Finding("SUB006", Place(path.as_posix()))])
    if table is None:
        raise CannotGoOn(*early)
    assessed = [_assessed(criteria, row, table.sha256) for row in table.rows]
    figures = figures_of(criteria, assessed)
    results, findings = [], list(early)
    for row, assessment in zip(table.rows, set_among(criteria, assessed, figures), strict=True):
        result, more = _unit_result(criteria, row, assessment)
        results.append(result)
        findings += [*assessment.findings, *more]
    hashes = {**loaded.hashes, table.file: table.sha256}
    return Evaluation(loose_result(criteria, results), tuple(findings), hashes)


def _read(criteria: CriteriaSet, path: str) -> tuple[WideTable | None, list[Finding]]:
    return read_wide_table(Path(path), criteria)


def _assessed(criteria: CriteriaSet, row: TableRow, sha256: str) -> Assessment:
    scored = assess_answers(row.source, criteria, row.answers, frozenset())
    told = [finding for finding in scored.findings if finding.code not in _NOT_IN_A_TABLE]
    told += _blanks(criteria, row, scored)
    file, sheet, unit = row.source
    return Assessment(
        path=unit,
        file=file,
        unit=unit,
        unit_name=row.name,
        sha256=sha256,
        sheet=sheet or "",
        items=columns(criteria, scored.answers, scored.scores),
        findings=(*row.findings, *told),
        figures=scored.figures,
    )


def _blanks(criteria: CriteriaSet, row: TableRow, scored: ScoredAnswers) -> Iterator[Finding]:
    """Yield every blank cell of an item that is missing for it."""
    file, sheet, unit = row.source
    for item, score in zip(criteria.items, scored.scores, strict=True):
        if score.outcome is not Outcome.MISSING:
            continue
        answer = row.answers[item.code]
        blank = [name for name in needed_columns(item) if name not in answer.values]
        for name in blank:
            place = Place(file, sheet=sheet, cell=answer.cells[name])
            if item.code in criteria.may_be_blank:
                yield Finding("SCO008", place, unit=unit, item=item.code)
            else:
                wanted = Phrase(WANTED[item.fields[name].type if name != CLAIM else "number"])
                yield Finding("SCO009", place, {"wanted": wanted}, unit=unit, item=item.code)


def _unit_result(
    criteria: CriteriaSet, row: TableRow, assessment: Assessment
) -> tuple[UnitResult, list[Finding]]:
    """Return a row's line in the result, and what its bonus, penalty and total give to say."""
    code, file, sheet = row.source.unit, row.source.file, row.source.sheet
    assert assessment.items is not None  # noqa: S101 - for the type checker
    place = Place(file, sheet=sheet, cell=row.cell)
    return totalled(
        criteria,
        UnitResult(code, row.name, "ranked", (), file, sheet),
        assessment.items,
        lacks=place,
        cut=place,
        bonus=row.bonus,
        penalty=row.penalty,
    )
