"""``parindex explain``: where a unit's points come from, back to the cell and the clause."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from parindex.cli.app import (
    ROUND,
    FailOn,
    LangOption,
    could_not_run,
    exit_code,
    help_text,
    language,
    load_round,
    progress_bar,
    tell,
    tell_findings,
)
from parindex.cli.score import STAGE, StageName
from parindex.locale import mark, speaker

if TYPE_CHECKING:
    from parindex.model.finding import Finding
    from parindex.reports.account import Account

UNIT = typer.Argument(help=help_text(mark("The code or the name of a unit.")))
ITEM = typer.Argument(
    help=help_text(mark("The code of an item, a criterion or an area; else all."))
)
FORMAT = typer.Option(
    "--format", help=help_text(mark("Plain text, Markdown, or a PDF as the annex of a letter."))
)
OUT = typer.Option(
    "--out",
    "-o",
    help=help_text(
        mark(
            "The file to write; else standard output, and of a PDF results/explain-UNIT-ITEM.pdf"
            " in the round."
        )
    ),
)


class ExplainFormat(StrEnum):
    """How an account is rendered."""

    TEXT = "text"
    MD = "md"
    PDF = "pdf"


def explain(
    path: Annotated[Path, ROUND],
    unit: Annotated[str, UNIT],
    item: Annotated[str | None, ITEM] = None,
    format: Annotated[ExplainFormat, FORMAT] = ExplainFormat.TEXT,  # noqa: A002 - the option's name
    out: Annotated[Path | None, OUT] = None,
    stage: Annotated[StageName | None, STAGE] = None,
    lang: LangOption = None,
) -> None:
    """Explain a unit's points: cell, value, rule, reason, points, area, total, clause."""
    from parindex.checks.roster import named_unit  # noqa: PLC0415
    from parindex.evaluation.accounts import account_of  # noqa: PLC0415
    from parindex.model.finding import Finding, Place  # noqa: PLC0415
    from parindex.model.ledger import Stage  # noqa: PLC0415
    from parindex.reports.documents import write_whole  # noqa: PLC0415

    folder, _ = load_round(path, lang)
    speaks = language(lang, folder.round.spec.language)
    known, told = named_unit(folder.roster, unit, Place())
    if known is None:
        could_not_run(told, speaks)
    tell_findings(told, speaks)
    if item is not None and item not in folder.round.block(known.block).criteria.nodes:
        could_not_run([Finding("RND018", values={"item": item})], speaks)
    until = Stage(stage.value) if stage else None
    with progress_bar(help_text(mark("Reading forms"))) as progress:
        account = account_of(folder, known, stage=until, progress=progress)
    data, findings = _rendered(account, format, speaks, item)
    if out is None and format is not ExplainFormat.PDF:
        typer.echo(data.decode(), nl=False)
        return
    name = "-".join(filter(None, ("explain", known.code, item)))
    target = out or path / "results" / f"{name}.pdf"
    write_whole(target, data)
    tell_findings(findings, speaks)
    tell(speaker(speaks)(mark("Explanation written to {file}"), file=target.as_posix()))
    raise typer.Exit(exit_code(findings, FailOn.ERROR))


def _rendered(
    account: "Account", wanted: ExplainFormat, lang: str, item: str | None
) -> "tuple[bytes, list[Finding]]":
    """Return an account as it is asked for, and what is to be told of it."""
    from parindex.reports.account import account_lines, annex  # noqa: PLC0415
    from parindex.reports.annex_pdf import annex_pdf  # noqa: PLC0415
    from parindex.reports.markdown import markdown  # noqa: PLC0415

    if wanted is ExplainFormat.PDF:
        return annex_pdf(annex(account, lang, item))
    if wanted is ExplainFormat.MD:
        return markdown(annex(account, lang, item)).encode(), []
    return "".join(f"{line}\n" for line in account_lines(account, lang, item)).encode(), []
