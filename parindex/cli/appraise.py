"""``parindex appraise``: workbooks for appraisers, requests for explanation, and what came back."""

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from parindex.cli.app import (
    ROUND,
    FailOn,
    FailOnOption,
    LangOption,
    could_not_run,
    exit_code,
    help_text,
    language,
    load_round,
    out,
    progress_bar,
    tell,
    tell_findings,
    write_new,
)
from parindex.locale import mark, speaker

if TYPE_CHECKING:
    from parindex.evaluation.appraising import Appraisal
    from parindex.evaluation.rounds import Evaluation
    from parindex.model.finding import Finding
    from parindex.sources.round import RoundFolder

OUT = typer.Option(
    "--out", "-o", help=help_text(mark("Where the workbooks go; else to-appraise/ in the round."))
)
BY = typer.Option("--by", help=help_text(mark("A workbook a unit, or one an area for all units.")))
UNIT = typer.Option("--unit", help=help_text(mark("Only this unit; may be given again.")))
AREA = typer.Option("--area", help=help_text(mark("Only this area; may be given again.")))
STAGE = typer.Option("--stage", help=help_text(mark("The stage; else the next one.")))
EXPLAIN = typer.Option(
    "--explain-request", help=help_text(mark("Ask the units to explain the items in dispute."))
)
PREVIOUS = typer.Option(
    "--previous", help=help_text(mark("The results.json of last time, for its points."))
)
REPORT = typer.Option(
    "--report", help=help_text(mark("Show what appraisers changed; write no workbook."))
)


class By(StrEnum):
    """What a workbook is about."""

    UNIT = "unit"
    AREA = "area"


class AppraisalStage(StrEnum):
    """The stages of an appraiser."""

    ONE = "appraisal_1"
    TWO = "appraisal_2"


def appraise(  # noqa: PLR0913, PLR0917 - an option each
    path: Annotated[Path, ROUND],
    target: Annotated[Path | None, OUT] = None,
    by: Annotated[By, BY] = By.UNIT,
    unit: Annotated[list[str] | None, UNIT] = None,
    area: Annotated[list[str] | None, AREA] = None,
    stage: Annotated[AppraisalStage | None, STAGE] = None,
    explain_request: Annotated[bool, EXPLAIN] = False,
    previous: Annotated[Path | None, PREVIOUS] = None,
    report: Annotated[bool, REPORT] = False,
    fail_on: FailOnOption = FailOn.ERROR,
    lang: LangOption = None,
) -> None:
    """Make the workbooks of the next appraisal, filled with what was declared and computed."""
    from parindex.evaluation.appraising import Appraisal, next_stage, points_of  # noqa: PLC0415
    from parindex.evaluation.ledger import of_ledger  # noqa: PLC0415
    from parindex.evaluation.rounds import evaluate  # noqa: PLC0415
    from parindex.model.ledger import Stage  # noqa: PLC0415
    from parindex.model.moment import office_time  # noqa: PLC0415
    from parindex.reports.appraisal import print_appraisal  # noqa: PLC0415
    from parindex.reports.documents import read_result  # noqa: PLC0415
    from parindex.sources.folder import keep_out  # noqa: PLC0415

    place = target or path / "to-appraise"
    keep_out(place)
    folder, findings = load_round(path, lang)
    spec = folder.round.spec
    speaks = language(lang, spec.language)
    units = _known(folder, unit or [], area or [], speaks)
    chosen = Stage(stage.value) if stage else None
    now = office_time(datetime.now(UTC))
    if not report:
        chosen = Stage.EXPLANATION if explain_request else chosen or next_stage(folder, now)
    last_time = previous or (path / spec.previous if spec.previous else None)
    last = points_of(read_result(last_time)) if last_time and not report else {}
    with progress_bar(help_text(mark("Reading forms"))) as progress:
        until = chosen.before if chosen and not report else chosen
        evaluation = evaluate(folder, progress=progress, stage=until)
    findings += [f for f in evaluation.findings if of_ledger(f) and (report or f.code != "RND141")]
    tell_findings(findings, speaks)
    if report or chosen is None:
        print_appraisal(out(), evaluation.result, spec.stages, speaks)
    else:
        by_area = by is By.AREA and not explain_request
        wanted = Appraisal(chosen, by_area, frozenset(units), frozenset(area or []), last)
        findings += _write(folder, evaluation, wanted, place, speaks)
    raise typer.Exit(exit_code(findings, fail_on))


def _write(
    folder: "RoundFolder", evaluation: "Evaluation", wanted: "Appraisal", place: Path, speaks: str
) -> "list[Finding]":
    """Write the workbooks and say how many; return which were filled in already, and kept."""
    from parindex.evaluation.appraising import appraisal_workbooks  # noqa: PLC0415

    kept, made = [], 0
    for book in appraisal_workbooks(folder, evaluation, wanted):
        kept += write_new(place / book.name, book.data)
        made += 1
    tell_findings(kept, speaks)
    message = mark("{count} {count:workbook|workbooks} written to {folder}")
    tell(speaker(speaks)(message, count=made - len(kept), folder=place.as_posix()))
    return kept


def _known(folder: "RoundFolder", units: list[str], areas: list[str], speaks: str) -> list[str]:
    """Return the codes of the units that are meant; stops where one, or an area, is not known."""
    from parindex.checks.roster import named_unit  # noqa: PLC0415
    from parindex.model.finding import Finding, Place  # noqa: PLC0415

    named = [named_unit(folder.roster, text, Place()) for text in units]
    told = [finding for _, more in named for finding in more]
    known = {area.code for block in folder.round.blocks for area in block.criteria.areas}
    strange = [Finding("RND018", values={"item": code}) for code in areas if code not in known]
    if strange or not all(unit for unit, _ in named):
        could_not_run([*told, *strange], speaks)
    tell_findings(told, speaks)
    return [unit.code for unit, _ in named if unit]
