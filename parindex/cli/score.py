"""``parindex score``: a round, or loose workbooks, to scores, ranks and results."""

from pathlib import Path
from typing import Annotated

import typer

from parindex.cli.app import (
    FailOn,
    FailOnOption,
    LangOption,
    could_not_run,
    err,
    exit_code,
    has_errors,
    help_text,
    language,
    load_round,
    out,
    progress_bar,
)
from parindex.locale import mark, speaker

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
WORKERS = typer.Option("--workers", min=1, help=help_text(mark("How many processes read files.")))


def score(
    paths: Annotated[list[Path] | None, ROUND] = None,
    criteria: Annotated[Path | None, CRITERIA] = None,
    table: Annotated[Path | None, TABLE] = None,
    output: Annotated[Path | None, OUTPUT] = None,
    quiet: Annotated[bool, QUIET] = False,
    workers: Annotated[int | None, WORKERS] = None,
    fail_on: FailOnOption = FailOn.ERROR,
    lang: LangOption = None,
) -> None:
    """Score a round: read and check every form, rank the units, write results/."""
    from parindex.evaluation import (  # noqa: PLC0415
        Evaluation,
        evaluate,
        evaluate_files,
        evaluate_table,
    )
    from parindex.reports import console  # noqa: PLC0415
    from parindex.reports.outputs import write_results  # noqa: PLC0415
    from parindex.sources.criteria import read_criteria  # noqa: PLC0415

    evaluation: Evaluation
    paths = paths or []
    target = output
    if criteria is None:
        if len(paths) != 1 or table is not None:
            raise typer.BadParameter(help_text(mark("give one round, or --criteria and workbooks")))
        target = output or paths[0] / "results"
        folder, early = load_round(paths[0], lang)
        speaks = language(lang, folder.round.spec.language)
        with progress_bar(help_text(mark("Reading forms"))) as progress:
            evaluation = evaluate(folder, workers=workers, progress=progress)
    else:
        speaks = language(lang)
        loaded, early = read_criteria(criteria)
        if loaded is None or has_errors(early):
            could_not_run(early, speaks)
        if bool(paths) == (table is not None):
            message = mark("give workbooks, or --table, with --criteria")
            raise typer.BadParameter(help_text(message))
        evaluation = (
            evaluate_files(loaded, paths, workers=workers)
            if table is None
            else evaluate_table(loaded, table)
        )
    findings = [*early, *evaluation.findings]
    say = speaker(speaks)
    if quiet:
        console.print_merged(err(), findings, speaks)
    else:
        console.print_findings(err(), findings, speaks)
    console.print_result(out(), evaluation.result, speaks)
    if target is not None:
        write_results(target, evaluation, findings, speaks)
        written = say(mark("Results written to {folder}"), folder=target.as_posix())
        err().print(written, highlight=False, markup=False, soft_wrap=True)
    err().print(console.count_line(findings, say), highlight=False)
    raise typer.Exit(exit_code(findings, fail_on))
