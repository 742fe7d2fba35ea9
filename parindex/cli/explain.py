"""``parindex explain``: where a unit's points come from, back to the cell and the clause."""

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
from parindex.locale import mark

ROUND = typer.Argument(help=help_text(mark("The folder of a round.")))
UNIT = typer.Argument(help=help_text(mark("The code or the name of a unit.")))
ITEM = typer.Argument(
    help=help_text(mark("The code of an item, a criterion or an area; else all."))
)


def explain(
    path: Annotated[Path, ROUND],
    unit: Annotated[str, UNIT],
    item: Annotated[str | None, ITEM] = None,
    lang: LangOption = None,
) -> None:
    """Explain a unit's points: cell, value, rule, reason, points, area, total, clause."""
    from parindex.checks.roster import named_unit  # noqa: PLC0415
    from parindex.evaluation import account_of  # noqa: PLC0415
    from parindex.model.finding import Finding, Place  # noqa: PLC0415
    from parindex.reports.account import account_lines  # noqa: PLC0415
    from parindex.reports.console import print_findings  # noqa: PLC0415

    folder, _ = load_round(path, lang)
    speaks = language(lang, folder.round.spec.language)
    known, told = named_unit(folder.roster, unit, Place())
    if known is None:
        could_not_run(told, speaks)
    print_findings(err(), told, speaks)
    if item is not None and item not in folder.round.block(known.block).criteria.nodes:
        could_not_run([Finding("RND018", values={"item": item})], speaks)
    with progress_bar(help_text(mark("Reading forms"))) as progress:
        account = account_of(folder, known, progress=progress)
    for line in account_lines(account, speaks, item):
        typer.echo(line)
