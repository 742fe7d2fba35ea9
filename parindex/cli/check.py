"""``parindex check``: every problem of returned forms in one pass, without a ranking."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from parindex.cli.app import (
    FailOn,
    FailOnOption,
    LangOption,
    OutputFormat,
    OutputFormatOption,
    default_format,
    exit_code,
    help_text,
    language,
    load_criteria,
    out,
    progress_bar,
    tell,
)
from parindex.cli.score import QUIET, WORKERS
from parindex.locale import mark, speaker

if TYPE_CHECKING:
    from parindex.evaluation.checking import Checked


class By(StrEnum):
    """How findings are put in order."""

    FILE = "file"
    CODE = "code"


PATHS = typer.Argument(help=help_text(mark("Rounds, folders of workbooks, or workbooks.")))
CRITERIA = typer.Option(
    "--criteria",
    help=help_text(mark("Check by this criteria file; else by the round the forms lie in.")),
)
BY = typer.Option(
    "--by",
    help=help_text(
        mark("List findings file by file, or like ones once; else as suits the number of files.")
    ),
)
ANNOTATE = typer.Option(
    "--annotate",
    help=help_text(
        mark("Write a copy of each workbook in which something was found, marked, to this folder.")
    ),
)
ALL = typer.Option("--all", help=help_text(mark("List every place of like findings.")))


def check(  # noqa: PLR0913, PLR0917 - an option each
    paths: Annotated[list[Path], PATHS],
    criteria: Annotated[Path | None, CRITERIA] = None,
    by: Annotated[By | None, BY] = None,
    everything: Annotated[bool, ALL] = False,
    annotate: Annotated[Path | None, ANNOTATE] = None,
    quiet: Annotated[bool, QUIET] = False,
    workers: Annotated[int | None, WORKERS] = None,
    output_format: OutputFormatOption = None,
    fail_on: FailOnOption = FailOn.ERROR,
    lang: LangOption = None,
) -> None:
    """Check returned forms: every answer and piece of evidence, by cell; nobody is ranked."""
    from parindex.evaluation.checking import batches, check_files  # noqa: PLC0415
    from parindex.reports.console import count_line  # noqa: PLC0415
    from parindex.reports.listing import tally_line  # noqa: PLC0415
    from parindex.reports.merged import tally  # noqa: PLC0415
    from parindex.sources.folder import is_round  # noqa: PLC0415

    if criteria and any(map(is_round, paths)):
        raise typer.BadParameter(help_text(mark("give one round, or --criteria and workbooks")))
    loaded = load_criteria(criteria, language(lang))[0].criteria if criteria else None
    found = batches(paths, loaded)
    of_round = next((batch.language for batch in found if batch.language), "vi")
    speaks = language(lang, of_round)
    with progress_bar(help_text(mark("Reading forms"))) as progress:
        checked = check_files(found, workers=workers, progress=progress)
    if annotate is not None:
        checked = _annotated(checked, annotate, speaks)
    _print(
        checked, output_format or default_format(), by, speaks, quiet=quiet, everything=everything
    )
    say = speaker(speaks)
    tell(tally_line(tally(checked.by_file), say) + count_line(checked.findings, say))
    raise typer.Exit(exit_code(checked.findings, fail_on))


def _annotated(checked: "Checked", folder: Path, speaks: str) -> "Checked":
    """Write the marked copies; return what was found with what could not be marked."""
    from dataclasses import replace  # noqa: PLC0415

    from parindex.evaluation.checking import write_copies  # noqa: PLC0415
    from parindex.forms.annotate import annotate, marks_of  # noqa: PLC0415

    say = speaker(speaks)
    written, left = write_copies(
        checked, folder, lambda data, findings: annotate(data, marks_of(findings, say), say)
    )
    message = mark("{count} marked {count:copy|copies} written to {folder}")
    text = say(message, count=len(written), folder=folder.as_posix())
    tell(text)
    return replace(checked, rest=(*checked.rest, *left))


def _print(
    checked: "Checked",
    chosen: OutputFormat,
    by: By | None,
    speaks: str,
    *,
    quiet: bool,
    everything: bool,
) -> None:
    """Write what was found on standard output."""
    from parindex.reports import console, listing  # noqa: PLC0415
    from parindex.reports.findings import WRITERS, Findings  # noqa: PLC0415

    findings = checked.findings
    if chosen is not OutputFormat.TEXT:
        files = [file.name for file in checked.files]
        written = Findings(findings, files, speaker(speaks), speaks)
        typer.echo(WRITERS[chosen.value](written), nl=False)
    elif quiet:
        console.print_merged(out(), findings, speaks)
    elif by is By.FILE or (by is None and len(checked.files) <= listing.FEW):
        listing.print_by_file(out(), findings, speaks, everything=everything)
    else:
        listing.print_by_code(out(), findings, speaks, everything=everything)
