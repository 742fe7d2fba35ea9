"""``parindex select``: the best units of a scored round, by conditions and a rule for ties."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from parindex.cli.app import (
    ROUND,
    FailOn,
    FailOnOption,
    LangOption,
    changed_results,
    check_table_name,
    could_not_run,
    edited_results,
    exit_code,
    has_errors,
    help_text,
    language,
    out,
    tell,
    tell_findings,
)
from parindex.locale import mark, speaker

if TYPE_CHECKING:
    from parindex.model.selection import Selection, SelectionFile

RULES = typer.Argument(help=help_text(mark("The file with the rules of the selection.")))
OUT = typer.Option("--out", "-o", help=help_text(mark("Write the list to this .csv or .xlsx.")))


def select(
    path: Annotated[Path, ROUND],
    rules: Annotated[Path, RULES],
    output: Annotated[Path | None, OUT] = None,
    fail_on: FailOnOption = FailOn.ERROR,
    lang: LangOption = None,
) -> None:
    """Choose the best units of a scored round."""
    from parindex.reports.console import count_line  # noqa: PLC0415
    from parindex.reports.documents import read_result  # noqa: PLC0415
    from parindex.reports.runs import settled  # noqa: PLC0415
    from parindex.reports.selection import print_selections  # noqa: PLC0415
    from parindex.scoring.selection import selections, told  # noqa: PLC0415
    from parindex.sources.selection import read_selection  # noqa: PLC0415

    check_table_name(output)
    settled(path / "results")
    result = read_result(path / "results" / "results.json")
    speaks = language(lang, result.language)
    stated, findings = read_selection(rules, result)
    if stated is None or has_errors(findings):
        could_not_run(findings, speaks)
    with edited_results(path, speaks):
        found = [selection for rule in stated.selections for selection in selections(result, rule)]
    findings += [finding for selection in found for finding in told(selection)]
    findings += changed_results(path)
    print_selections(out(), found, speaks)
    tell_findings(findings, speaks)
    if output is not None:
        _write(output, stated, found, speaks)
    tell(count_line(findings, speaker(speaks)))
    raise typer.Exit(exit_code(findings, fail_on))


def _write(path: Path, stated: "SelectionFile", found: "list[Selection]", lang: str) -> None:
    from parindex.reports.documents import write_whole  # noqa: PLC0415
    from parindex.reports.selection import selection_csv, selection_workbook  # noqa: PLC0415

    is_csv = path.suffix.lower() == ".csv"
    write_whole(
        path, selection_csv(found, lang) if is_csv else selection_workbook(stated, found, lang)
    )
    tell(speaker(lang)(mark("List written to {file}"), file=path.as_posix()))
