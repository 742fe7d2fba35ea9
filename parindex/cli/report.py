"""``parindex report``: everything that is published of a scored round."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from parindex.cli.app import (
    FailOn,
    LangOption,
    changed_results,
    could_not_run,
    edited_results,
    exit_code,
    has_errors,
    help_text,
    language,
    load_round,
    progress_bar,
    tell,
    tell_findings,
)
from parindex.locale import mark, speaker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parindex.model.imprint import Imprint
    from parindex.model.result import RoundResult
    from parindex.reports.publication import Made

ROUND = typer.Argument(help=help_text(mark("The folder of a round that has been scored.")))
FORMAT = typer.Option("--format", help=help_text(mark("The kind of file; all for every one.")))
ONLY = typer.Option(
    "--only",
    help=help_text(mark("Only this product, or the documents of this unit; may be repeated.")),
)
OUT = typer.Option(
    "--out", "-o", help=help_text(mark("The folder to write to; else results/report in the round."))
)
COPY = typer.Option(
    "--copy-templates",
    help=help_text(mark("Copy our templates to the folder report of the round, to be changed.")),
)


class Format(StrEnum):
    """A kind of file."""

    PDF = "pdf"
    HTML = "html"
    DOCX = "docx"
    XLSX = "xlsx"
    CSV = "csv"
    ALL = "all"


def report(
    path: Annotated[Path, ROUND],
    format: Annotated[Format, FORMAT] = Format.PDF,  # noqa: A002 - the option's name
    only: Annotated[list[str] | None, ONLY] = None,
    out: Annotated[Path | None, OUT] = None,
    copy_templates: Annotated[bool, COPY] = False,
    lang: LangOption = None,
) -> None:
    """Make what is published of a scored round."""
    if copy_templates:
        _copy(path, language(lang))
    from parindex.reports.documents import read_result  # noqa: PLC0415
    from parindex.reports.logo import refused_logo  # noqa: PLC0415
    from parindex.reports.placing import Placing  # noqa: PLC0415
    from parindex.reports.products import by_unit, made_by  # noqa: PLC0415
    from parindex.reports.publication import Publication  # noqa: PLC0415
    from parindex.reports.runs import run_id, settled  # noqa: PLC0415
    from parindex.reports.template import strangers  # noqa: PLC0415
    from parindex.sources.folder import keep_out  # noqa: PLC0415
    from parindex.sources.imprint import FOLDER, read_imprint, untranslated  # noqa: PLC0415

    results = path / "results"
    settled(results)
    result = read_result(results / "results.json")
    speaks = language(lang, result.language)
    imprint, findings = read_imprint(path)
    if imprint is None or has_errors(findings):
        could_not_run(findings, speaks)
    findings += [*strangers(path / FOLDER), *untranslated(imprint, speaks)]
    names, units = _wanted(result, format, only or [], speaks)
    names = names if only else _kept(names, imprint, speaks)
    target = out or results / ("report" if speaks == result.language else f"report-{speaks}")
    keep_out(target)
    with progress_bar(help_text(mark("Making reports"))) as progress:
        publication = Publication(
            result, speaks, imprint, run_id(results), path / FOLDER, units, progress
        )
        if refused := refused_logo(publication):
            could_not_run([*findings, *refused], speaks)
        with Placing(target) as placing:
            for product, made in _made(made_by(names, publication), path, speaks):
                placing.add(product, made.path, made.data)
                findings += [found for found in made.findings if found not in findings]
        placing.record(name for name in names if not (units and name in by_unit()))
    findings += changed_results(path)
    tell_findings(findings, speaks)
    text = speaker(speaks)(
        mark("Reports written to {folder}: {count}"), count=placing.count, folder=target.as_posix()
    )
    tell(text)
    raise typer.Exit(exit_code(findings, FailOn.ERROR))


def _made(
    products: "Iterator[tuple[str, Made]]", path: Path, speaks: str
) -> "Iterator[tuple[str, Made]]":
    """Yield what is made; where that fails and the results were edited, say so and leave with 2."""
    with edited_results(path, speaks):
        yield from products


def _copy(path: Path, lang: str) -> NoReturn:
    """Copy our templates to where the office can change them, say which, and leave."""
    from parindex.reports.template import copy_out  # noqa: PLC0415
    from parindex.sources.imprint import FOLDER  # noqa: PLC0415

    load_round(path, None)
    written = copy_out(path / FOLDER)
    for file in written:
        typer.echo(file.as_posix())
    if not written:
        tell(speaker(lang)(mark("Every template is there already.")))
    raise typer.Exit


def _kept(names: list[str], imprint: "Imprint", lang: str) -> list[str]:
    """Return the products without those that the office does not want, and say which these are.

    Where it wants none of a format, that format was asked for in spite of it.
    """
    without = [name for name in names if name in imprint.without]
    if not without or len(without) == len(names):
        return names
    tell(
        speaker(lang)(
            mark("Left out, as report.yaml says: {names}; --only makes them all the same."),
            names=without,
        )
    )
    return [name for name in names if name not in without]


def _wanted(
    result: "RoundResult", wanted: Format, only: list[str], lang: str
) -> tuple[list[str], frozenset[str]]:
    """Return the products that are asked for, and the units whose own documents are.

    A product that is named is made whatever the format; a unit has documents of its own.
    """
    from parindex.model.finding import Finding  # noqa: PLC0415
    from parindex.reports.products import PRODUCTS, by_unit  # noqa: PLC0415

    named = {product.name for product in PRODUCTS}
    units = {unit.code for block in result.blocks for unit in block.units}
    unknown = [name for name in only if name not in named | units]
    if unknown:
        known = sorted(named)
        could_not_run(
            [Finding("RPT033", values={"name": n, "known": known}) for n in unknown], lang
        )
    offered = [p for p in PRODUCTS if wanted in {Format.ALL, p.format}]
    chosen: list[str] = [p.name for p in PRODUCTS if p.name in only]
    if units & set(only) and by_unit().isdisjoint(chosen):
        chosen += by_unit()
    return chosen or [p.name for p in offered], frozenset(units & set(only))
