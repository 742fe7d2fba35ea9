"""``parindex rank``: finished tables ranked, so that years can be compared without their inputs."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from parindex.cli.app import (
    COULD_NOT_RUN,
    FailOn,
    FailOnOption,
    LangOption,
    check_table_name,
    exit_code,
    help_text,
    language,
    load_criteria,
    out,
    tell,
    tell_findings,
)
from parindex.locale import mark, speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parindex.model.finding import Finding
    from parindex.model.totals import RankedTable, Ranking


class TiesName(StrEnum):
    """How units with one figure are ranked."""

    COMPETITION = "competition"
    DENSE = "dense"


TABLES = typer.Argument(help=help_text(mark("Tables (.xlsx, .csv) with a row a unit.")))
UNIT = typer.Option("--unit", help=help_text(mark("The heading of the column of units.")))
POINTS = typer.Option("--points", help=help_text(mark("The heading of the column to rank on.")))
BLOCK = typer.Option(
    "--block", help=help_text(mark("The heading of the column of blocks, which are ranked apart."))
)
YEAR = typer.Option(
    "--year",
    help=help_text(
        mark("The heading of the column of years, or the year; else the file's name tells.")
    ),
)
SHEET = typer.Option("--sheet", help=help_text(mark("The sheet of a workbook; else the first.")))
CRITERIA = typer.Option(
    "--criteria", help=help_text(mark("Take bands, ties and decimals from this criteria file."))
)
TIES = typer.Option("--ties", help=help_text(mark("competition: 1, 2, 2, 4; dense: 1, 2, 2, 3.")))
DECIMALS = typer.Option(
    "--decimals", min=0, max=6, help=help_text(mark("Round to so many decimals before ranking."))
)
LOWEST = typer.Option("--lowest-first", help=help_text(mark("The lowest figure is the best.")))
OUT = typer.Option("--out", "-o", help=help_text(mark("Write the ranking to this .csv or .xlsx.")))


def rank(  # noqa: PLR0913, PLR0917 - an option each
    paths: Annotated[list[Path], TABLES],
    unit: Annotated[str | None, UNIT] = None,
    points: Annotated[str | None, POINTS] = None,
    block: Annotated[str | None, BLOCK] = None,
    year: Annotated[str | None, YEAR] = None,
    sheet: Annotated[str | None, SHEET] = None,
    criteria: Annotated[Path | None, CRITERIA] = None,
    ties: Annotated[TiesName | None, TIES] = None,
    decimals: Annotated[int | None, DECIMALS] = None,
    lowest_first: Annotated[bool, LOWEST] = False,
    output: Annotated[Path | None, OUT] = None,
    fail_on: FailOnOption = FailOn.ERROR,
    lang: LangOption = None,
) -> None:
    """Rank finished tables, each year and block for itself."""
    from parindex.evaluation.totals import rank_tables  # noqa: PLC0415
    from parindex.model.totals import Columns  # noqa: PLC0415
    from parindex.reports.console import count_line  # noqa: PLC0415
    from parindex.reports.totals import print_tables  # noqa: PLC0415

    check_table_name(output)
    speaks = language(lang)
    ranking, early = _ranking(criteria, ties, decimals, speaks)
    if lowest_first and any(band.top is None for band in ranking.bands):
        told = mark("classes by index mean that more is better; --lowest-first cannot be used")
        raise typer.BadParameter(help_text(told))
    found = rank_tables(
        paths,
        Columns(unit, points, block, year),
        ranking._replace(lowest_first=lowest_first),
        sheet=sheet,
    )
    findings = [*early, *found.findings]
    tell_findings(findings, speaks)
    print_tables(out(), found.tables, speaks)
    if output is not None and found.tables:
        _write(output, found.tables, speaks)
    tell(count_line(findings, speaker(speaks)))
    raise typer.Exit(exit_code(findings, fail_on) if found.tables else COULD_NOT_RUN)


def _ranking(
    path: Path | None, ties: TiesName | None, decimals: int | None, lang: str
) -> "tuple[Ranking, list[Finding]]":
    """Return how to rank: as the options say, else as the criteria do."""
    from parindex.model.finding import Finding  # noqa: PLC0415
    from parindex.model.totals import Ranking  # noqa: PLC0415

    ranking = Ranking()
    findings: list[Finding] = []
    if path is not None:
        loaded, findings = load_criteria(path, lang)
        rules = loaded.criteria.result
        if rules.ties == "ordinal":
            findings = [*findings, Finding("RND182")]
        ranking = Ranking(
            ties="dense" if rules.ties == "dense" else "competition",
            decimals=rules.decimals if rules.rank_on == "published" else None,
            rounding=rules.rounding,
            bands=loaded.criteria.bands,
        )
    if ties is not None:
        ranking = ranking._replace(ties=ties.value)
    if decimals is not None:
        ranking = ranking._replace(decimals=decimals)
    return ranking, findings


def _write(path: Path, tables: "Sequence[RankedTable]", lang: str) -> None:
    from parindex.reports.documents import write_whole  # noqa: PLC0415
    from parindex.reports.totals import totals_csv, totals_workbook  # noqa: PLC0415

    make = totals_csv if path.suffix.lower() == ".csv" else totals_workbook
    write_whole(path, make(tables, lang))
    tell(speaker(lang)(mark("Ranking written to {file}"), file=path.as_posix()))
