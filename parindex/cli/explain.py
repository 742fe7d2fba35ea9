"""``parindex explain``: where a unit's points come from, back to the cell and the clause."""

from pathlib import Path
from typing import Annotated

import typer

from parindex.cli.app import (
    LangOption,
    could_not_run,
    help_text,
    language,
    load_round,
    progress_bar,
)
from parindex.locale import mark

ROUND = typer.Argument(help=help_text(mark("The folder of a round.")))
UNIT = typer.Argument(help=help_text(mark("The code of a unit.")))
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
    from parindex.evaluation import account_of  # noqa: PLC0415
    from parindex.model.finding import Finding  # noqa: PLC0415
    from parindex.reports.account import account_lines  # noqa: PLC0415

    folder, _ = load_round(path, lang)
    speaks = language(lang, folder.round.spec.language)
    known = folder.round.unit(unit)
    if known is None:
        codes = ", ".join(each.code for each in folder.round.units)
        could_not_run([Finding("RND007", values={"unit": unit, "known": codes})], speaks)
    if item is not None and item not in folder.round.block(known.block).criteria.nodes:
        could_not_run([Finding("RND018", values={"item": item})], speaks)
    with progress_bar(help_text(mark("Reading forms"))) as progress:
        account = account_of(folder, known, progress=progress)
    for line in account_lines(account, speaks, item):
        typer.echo(line)
