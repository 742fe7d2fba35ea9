"""``parindex score``: a round, or loose workbooks, to scores, ranks and results."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from parindex.cli.app import (
    FailOn,
    FailOnOption,
    Lang,
    LangOption,
    err,
    exit_code,
    help_text,
    language,
    load_criteria,
    load_round,
    out,
    progress_bar,
    tell,
    tell_findings,
)
from parindex.locale import mark, speaker

if TYPE_CHECKING:
    from parindex.evaluation.rounds import Evaluation
    from parindex.model.finding import Finding

ROUND = typer.Argument(help=help_text(mark("The folder of a round; with --criteria, workbooks.")))
CRITERIA = typer.Option(
    "--criteria", help=help_text(mark("Score loose workbooks by this criteria file."))
)
TABLE = typer.Option(
    "--table", help=help_text(mark("With --criteria: score a table (.xlsx, .csv), a row a unit."))
)
OUTPUT = typer.Option("--out", "-o", help=help_text(mark("Write the results into this folder.")))
QUIET = typer.Option(
    "--quiet", "-q", help=help_text(mark("Sum the findings up instead of listing them."))
)
STAGE = typer.Option(
    "--stage", help=help_text(mark("The round as it stood at this stage; else as it stands."))
)
WORKERS = typer.Option("--workers", min=1, help=help_text(mark("How many processes read files.")))


class StageName(StrEnum):
    """A stage of a round, as it is asked for."""

    SELF = "self"
    APPRAISAL_1 = "appraisal_1"
    EXPLANATION = "explanation"
    APPRAISAL_2 = "appraisal_2"


def score(  # noqa: PLR0913, PLR0917 - an option each
    paths: Annotated[list[Path] | None, ROUND] = None,
    criteria: Annotated[Path | None, CRITERIA] = None,
    table: Annotated[Path | None, TABLE] = None,
    output: Annotated[Path | None, OUTPUT] = None,
    quiet: Annotated[bool, QUIET] = False,
    workers: Annotated[int | None, WORKERS] = None,
    stage: Annotated[StageName | None, STAGE] = None,
    fail_on: FailOnOption = FailOn.ERROR,
    lang: LangOption = None,
) -> None:
    """Score a round: read and check every form, rank the units, write results/."""
    from parindex.reports import console  # noqa: PLC0415
    from parindex.reports.outputs import write_results  # noqa: PLC0415

    paths = paths or []
    if criteria is not None:
        target, speaks = output, language(lang)
        evaluation, early = _loose(criteria, paths, table, workers, speaks)
    elif len(paths) == 1 and table is None:
        target = output or paths[0] / "results"
        evaluation, early, speaks = _round(paths[0], workers, lang, stage)
    else:
        raise typer.BadParameter(help_text(mark("give one round, or --criteria and workbooks")))
    findings = [*early, *evaluation.findings]
    say = speaker(speaks)
    if quiet:
        console.print_merged(err(), findings, speaks)
    else:
        tell_findings(findings, speaks)
    console.print_result(out(), evaluation.result, speaks)
    if target is not None:
        write_results(target, evaluation, findings, speaks)
        written = say(mark("Results written to {folder}"), folder=target.as_posix())
        tell(written)
    tell(console.count_line(findings, say))
    raise typer.Exit(exit_code(findings, fail_on))


def _round(
    path: Path, workers: int | None, lang: Lang | None, stage: StageName | None
) -> "tuple[Evaluation, list[Finding], str]":
    """Evaluate a round; return too what was found on the way, and the language to speak."""
    from parindex.evaluation.rounds import evaluate  # noqa: PLC0415
    from parindex.model.ledger import Stage  # noqa: PLC0415

    folder, findings = load_round(path, lang)
    with progress_bar(help_text(mark("Reading forms"))) as progress:
        until = Stage(stage.value) if stage else None
        evaluation = evaluate(folder, workers=workers, progress=progress, stage=until)
    return evaluation, findings, language(lang, folder.round.spec.language)


def _loose(
    criteria: Path, paths: list[Path], table: Path | None, workers: int | None, speaks: str
) -> "tuple[Evaluation, list[Finding]]":
    """Evaluate workbooks or a table outside a round; return too what the criteria say."""
    from parindex.evaluation.rounds import evaluate_files  # noqa: PLC0415
    from parindex.evaluation.tables import evaluate_table  # noqa: PLC0415

    loaded, findings = load_criteria(criteria, speaks)
    if bool(paths) == (table is not None):
        raise typer.BadParameter(help_text(mark("give workbooks, or --table, with --criteria")))
    if table is not None:
        return evaluate_table(loaded, table), findings
    return evaluate_files(loaded, paths, workers=workers), findings
