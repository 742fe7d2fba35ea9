"""``parindex rescore``: what would move if an item were scored otherwise; nothing is written."""

from pathlib import Path
from typing import Annotated

import typer

from parindex.cli.app import (
    ROUND,
    FailOn,
    FailOnOption,
    LangOption,
    exit_code,
    help_text,
    language,
    load_round,
    out,
    progress_bar,
    tell,
    tell_findings,
)
from parindex.locale import mark, speaker

SET = typer.Option(
    "--set",
    help=help_text(
        mark(
            "UNIT:ITEM=points, or UNIT:ITEM.input=value for a declared figure; may be given again."
        )
    ),
)


def rescore(
    path: Annotated[Path, ROUND],
    changes: Annotated[list[str], SET],
    fail_on: FailOnOption = FailOn.ERROR,
    lang: LangOption = None,
) -> None:
    """Show every total, rank and band that would move; nothing is written."""
    from parindex.evaluation.rescoring import rescore as rescored  # noqa: PLC0415
    from parindex.reports.rescoring import print_moves  # noqa: PLC0415

    folder, _ = load_round(path, lang)
    speaks = language(lang, folder.round.spec.language)
    with progress_bar(help_text(mark("Reading forms"))) as progress:
        found = rescored(folder, changes, progress=progress)
    tell_findings(found.findings, speaks)
    print_moves(out(), found.moved, speaks)
    message = mark("{count} {count:unit|units} would move; nothing is written.")
    tell(speaker(speaks)(message, count=len(found.moved)))
    raise typer.Exit(exit_code(list(found.findings), fail_on))
