"""``parindex report``: renders the results of a round."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from parindex.cli.app import FailOn, LangOption, err, exit_code, help_text, language, tell
from parindex.locale import mark, speaker

ROUND = typer.Argument(help=help_text(mark("The folder of a round that has been scored.")))
FORMAT = typer.Option("--format", help=help_text(mark("The kind of report.")))
OUT = typer.Option(
    "--out", "-o", help=help_text(mark("The file to write; else results/report.pdf in the round."))
)


class Format(StrEnum):
    """A kind of report."""

    PDF = "pdf"


def report(
    path: Annotated[Path, ROUND],
    format: Annotated[Format, FORMAT] = Format.PDF,  # noqa: A002 - the option's name
    out: Annotated[Path | None, OUT] = None,
    lang: LangOption = None,
) -> None:
    """Typeset the annual ranking of a scored round as a PDF."""
    from parindex.model.finding import Finding  # noqa: PLC0415
    from parindex.reports.console import print_findings  # noqa: PLC0415
    from parindex.reports.documents import (  # noqa: PLC0415
        changed_inputs,
        read_result,
        write_whole,
    )
    from parindex.reports.pdf import annual_pdf  # noqa: PLC0415
    from parindex.reports.runs import settled  # noqa: PLC0415

    settled(path / "results")
    result = read_result(path / "results" / "results.json")
    speaks = language(lang, result.language)
    data, findings = annual_pdf(result, speaks)
    changed = changed_inputs(path)
    if changed:
        findings.append(Finding("RPT005", values={"files": changed[:8], "round": path.as_posix()}))
    target = out or path / "results" / f"report.{format.value}"
    write_whole(target, data)
    print_findings(err(), findings, speaks)
    text = speaker(speaks)(mark("Report written to {file}"), file=target.as_posix())
    tell(text)
    raise typer.Exit(exit_code(findings, FailOn.ERROR))
