"""``parindex verify``: a scored round computed anew and held against its results."""

from pathlib import Path
from typing import Annotated

import typer

from parindex.cli.app import (
    FailOn,
    LangOption,
    OutputFormat,
    OutputFormatOption,
    default_format,
    exit_code,
    help_text,
    language,
    out,
    progress_bar,
    tell,
)
from parindex.cli.score import WORKERS
from parindex.locale import mark, speaker

ROUND = typer.Argument(help=help_text(mark("The folder of a round that has been scored.")))
RUN = typer.Option(
    "--run", help=help_text(mark("The id of an earlier run (results/runs); else the latest."))
)


def verify(
    path: Annotated[Path, ROUND],
    run: Annotated[str, RUN] = "",
    workers: Annotated[int | None, WORKERS] = None,
    output_format: OutputFormatOption = None,
    lang: LangOption = None,
) -> None:
    """Compute a scored round anew and say what differs; exit code 1 where something does."""
    from parindex.evaluation.verification import verify_run  # noqa: PLC0415
    from parindex.reports.console import count_line, print_findings  # noqa: PLC0415
    from parindex.reports.findings import WRITERS, Findings  # noqa: PLC0415

    with progress_bar(help_text(mark("Reading forms"))) as progress:
        verified = verify_run(path, run, workers=workers, progress=progress)
    speaks = language(lang, verified.language)
    say, findings = speaker(speaks), list(verified.findings)
    chosen = output_format or default_format()
    if chosen is OutputFormat.TEXT:
        print_findings(out(), findings, speaks)
    else:
        written = Findings(findings, list(verified.inputs), say, speaks)
        typer.echo(WRITERS[chosen.value](written), nl=False)
    code = exit_code(findings, FailOn.ERROR)
    message = (
        mark("Run {run}: it differs from what {count} inputs give now; {counts}")
        if code
        else mark("Run {run}: computed anew from {count} inputs, it is the same; {counts}")
    )
    counts = count_line(findings, say)
    tell(say(message, run=verified.run, count=len(verified.inputs), counts=counts))
    raise typer.Exit(code)
