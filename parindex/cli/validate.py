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
    default_format,
    err,
    exit_code,
    help_text,
    language,
    out,
)
from parindex.locale import mark, speaker

PATHS = typer.Argument(help=help_text(mark("Criteria files, or folders that hold them.")))


def validate(
    paths: Annotated[list[Path], PATHS],
    output_format: OutputFormatOption = None,
    fail_on: FailOnOption = FailOn.ERROR,
    lang: LangOption = None,
) -> None:
    """Check criteria files: shape, sums, rules, bands, worked cases."""
    from parindex.model.finding import Finding, Place  # noqa: PLC0415
    from parindex.reports import console  # noqa: PLC0415
    from parindex.reports.findings import WRITERS, Findings  # noqa: PLC0415
    from parindex.sources.criteria import read_criteria  # noqa: PLC0415

    speaks = language(lang)
    say = speaker(speaks)
    files = [file for path in paths for file in _files(path)]
    findings = [finding for file in files for finding in read_criteria(file)[1]]
    findings += [
        Finding("CRI049", Place(path.as_posix()))
        for path in paths
        if path.is_dir() and not _files(path)
    ]
    chosen = output_format or default_format()
    if chosen is OutputFormat.TEXT:
        console.print_findings(out(), findings, speaks)
    else:
        found = Findings(findings, [file.as_posix() for file in files], say, speaks)
        typer.echo(WRITERS[chosen.value](found), nl=False)
    counted = say(mark("{count} files checked: "), count=len(files)) + console.count_line(
        findings, say
    )
    err().print(counted, highlight=False)
    if any(finding.code in {"CRI001", "CRI049"} for finding in findings):
        raise typer.Exit(COULD_NOT_RUN)
    raise typer.Exit(exit_code(findings, fail_on))


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return sorted(file for kind in ("*.yaml", "*.yml") for file in path.rglob(kind))
