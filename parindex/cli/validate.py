"""``parindex validate``: every problem of criteria files in one pass."""

from pathlib import Path
from typing import Annotated

import typer

from parindex.cli.app import (
    COULD_NOT_RUN,
    FailOn,
    FailOnOption,
    LangOption,
    OutputFormat,
    OutputFormatOption,
    could_not_run,
    default_format,
    exit_code,
    help_text,
    language,
    load_criteria,
    out,
    tell,
)
from parindex.locale import mark, speaker

PATHS = typer.Argument(help=help_text(mark("Criteria files, or folders that hold them.")))
EFFECTIVE = typer.Option(
    "--effective", help=help_text(mark("Print the set as it comes out of those it starts from."))
)
EXPLAIN = typer.Option(
    "--explain",
    metavar="CODE",
    help=help_text(
        mark("Show the points this item can reach, and what its rule gives at its edges.")
    ),
)


def validate(
    paths: Annotated[list[Path], PATHS],
    explain: Annotated[str | None, EXPLAIN] = None,
    effective: Annotated[bool, EFFECTIVE] = False,
    output_format: OutputFormatOption = None,
    fail_on: FailOnOption = FailOn.ERROR,
    lang: LangOption = None,
) -> None:
    """Check criteria files: shape, sums, rules, bands, worked cases."""
    from parindex.reports import console  # noqa: PLC0415
    from parindex.reports.findings import WRITERS, Findings  # noqa: PLC0415
    from parindex.sources.validation import (  # noqa: PLC0415
        criteria_files,
        is_folder,
        validate_file,
    )

    speaks = language(lang)
    say = speaker(speaks)
    if explain is not None or effective:
        if len(paths) != 1 or is_folder(paths[0]):
            message = mark("give one criteria file with --explain or --effective")
            raise typer.BadParameter(help_text(message))
        _show(paths[0], explain, speaks)
        return
    files, findings = [], []
    for path in paths:
        found, told = criteria_files(path)
        files += found
        findings += [*told, *(finding for file in found for finding in validate_file(file)[1])]
    chosen = output_format or default_format()
    if chosen is OutputFormat.TEXT:
        console.print_findings(out(), findings, speaks)
    else:
        written = Findings(findings, [file.as_posix() for file in files], say, speaks)
        typer.echo(WRITERS[chosen.value](written), nl=False)
    counted = say(mark("{count} {count:file|files} checked: "), count=len(files))
    tell(counted + console.count_line(findings, say))
    if any(finding.code in {"CRI001", "CRI049"} for finding in findings):
        raise typer.Exit(COULD_NOT_RUN)
    raise typer.Exit(exit_code(findings, fail_on))


def _show(path: Path, code: str | None, lang: str) -> None:
    """Print the set as it comes out, or what one of its items can give."""
    from parindex.model.finding import Finding, Place  # noqa: PLC0415
    from parindex.reports.effective import effective_yaml  # noqa: PLC0415
    from parindex.reports.reach import reach_lines  # noqa: PLC0415

    loaded, _ = load_criteria(path, lang)
    if code is None:
        typer.echo(effective_yaml(loaded.document.value), nl=False)
        return
    if code not in loaded.criteria.nodes:
        could_not_run([Finding("RND018", Place(path.as_posix()), {"item": code})], lang)
    for line in reach_lines(loaded.criteria, code, lang):
        typer.echo(line)
