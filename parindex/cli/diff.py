"""``parindex diff``: what changed between two criteria files."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from parindex.cli.app import (
    CLEAN,
    FOUND,
    LangOption,
    could_not_run,
    help_text,
    language,
    out,
)
from parindex.locale import mark

OLD = typer.Argument(help=help_text(mark("The criteria file as it was.")))
NEW = typer.Argument(help=help_text(mark("The criteria file as it is.")))
FORMAT = typer.Option(
    "--output-format", help=help_text(mark("How the changes are written on standard output."))
)


class Format(StrEnum):
    """How changes are written."""

    TEXT = "text"
    JSON = "json"


def diff(
    old: Annotated[Path, OLD],
    new: Annotated[Path, NEW],
    output_format: Annotated[Format, FORMAT] = Format.TEXT,
    lang: LangOption = None,
) -> None:
    """Show what changed between two criteria files; exit code 1 where something did."""
    from parindex.analysis.difference import compare  # noqa: PLC0415
    from parindex.reports.difference import print_difference  # noqa: PLC0415
    from parindex.reports.difference_json import difference_json  # noqa: PLC0415
    from parindex.sources.criteria import read_criteria  # noqa: PLC0415

    speaks = language(lang)
    (before, found), (after, more) = read_criteria(old), read_criteria(new)
    if before is None or after is None:
        unread = [*(found if before is None else []), *(more if after is None else [])]
        could_not_run(unread, speaks)
    difference = compare(before.criteria, after.criteria)
    if output_format is Format.JSON:
        typer.echo(difference_json(difference, (before.path, after.path)), nl=False)
    else:
        print_difference(out(), difference, speaks)
    raise typer.Exit(FOUND if difference else CLEAN)
