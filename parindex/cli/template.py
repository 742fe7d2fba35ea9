"""``parindex template``: a blank form a unit."""

from pathlib import Path
from typing import Annotated

import typer

from parindex.cli.app import (
    LangOption,
    could_not_run,
    err,
    help_text,
    language,
    load_round,
    progress_bar,
)
from parindex.locale import mark, speaker

ROUND = typer.Argument(help=help_text(mark("The folder of a round.")))
OUT = typer.Option(
    "--out", "-o", help=help_text(mark("Where the forms go; else forms/ in the round."))
)
UNIT = typer.Option("--unit", help=help_text(mark("Only this unit's form; may be given again.")))


def template(
    path: Annotated[Path, ROUND],
    out: Annotated[Path | None, OUT] = None,
    unit: Annotated[list[str] | None, UNIT] = None,
    lang: LangOption = None,
) -> None:
    """Write the blank self-assessment form of each unit of a round."""
    from parindex.evaluation import blank_forms  # noqa: PLC0415
    from parindex.model.finding import Finding  # noqa: PLC0415
    from parindex.reports.console import print_findings  # noqa: PLC0415
    from parindex.reports.documents import write_whole  # noqa: PLC0415

    folder, findings = load_round(path, lang)
    speaks = language(lang, folder.round.spec.language)
    print_findings(err(), findings, speaks)
    codes = [known.code for known in folder.round.units]
    unknown = [code for code in unit or [] if code not in codes]
    if unknown:
        known = ", ".join(codes[:12])
        could_not_run(
            [Finding("RND007", values={"unit": code, "known": known}) for code in unknown], speaks
        )
    target = out or path / "forms"
    wanted = unit or codes
    with progress_bar(help_text(mark("Writing forms"))) as progress:
        for number, (name, data) in enumerate(blank_forms(folder.round, wanted), start=1):
            write_whole(target / name, data)
            progress(number, len(wanted))
    text = speaker(speaks)(
        mark("{count} forms written to {folder}"), count=len(wanted), folder=target.as_posix()
    )
    err().print(text, highlight=False, markup=False, soft_wrap=True)
