"""``parindex template``: a blank form a unit."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from parindex.cli.app import (
    ROUND,
    FailOn,
    FailOnOption,
    LangOption,
    could_not_run,
    exit_code,
    help_text,
    language,
    load_round,
    progress_bar,
    tell,
    tell_findings,
    write_new,
)
from parindex.cli.app import out as stdout
from parindex.locale import mark, phrase, speaker

if TYPE_CHECKING:
    from parindex.model.finding import Finding
    from parindex.model.round import Round

OUT = typer.Option(
    "--out", "-o", help=help_text(mark("Where the forms go; else forms/ in the round."))
)
UNIT = typer.Option("--unit", help=help_text(mark("Only this unit's form; may be given again.")))

_NO_FORM = mark(
    "No form to write: by their criteria all figures of these units come from surveys and tables."
)
MIGRATE = typer.Option(
    "--migrate",
    help=help_text(
        mark("An older form of a unit, whose answers are carried over; may be given again.")
    ),
)


def template(
    path: Annotated[Path, ROUND],
    out: Annotated[Path | None, OUT] = None,
    unit: Annotated[list[str] | None, UNIT] = None,
    migrate: Annotated[list[Path] | None, MIGRATE] = None,
    fail_on: FailOnOption = FailOn.ERROR,
    lang: LangOption = None,
) -> None:
    """Write the blank self-assessment form of each unit of a round."""
    from parindex.checks.roster import named_unit  # noqa: PLC0415
    from parindex.evaluation.blanks import blank_forms  # noqa: PLC0415
    from parindex.model.finding import Place  # noqa: PLC0415

    folder, findings = load_round(path, lang)
    speaks = language(lang, folder.round.spec.language)
    tell_findings(findings, speaks)
    roster = folder.roster
    named = [named_unit(roster, text, Place()) for text in unit or []]
    told = [finding for _, more in named for finding in more]
    if not all(known for known, _ in named):
        could_not_run(told, speaks)
    tell_findings(told, speaks)
    target = out or path / "forms"
    if migrate:
        raise typer.Exit(exit_code(_migrated(folder.round, migrate, target, speaks), fail_on))
    asked = {unit.code for unit in folder.round.asked}
    chosen = {known.code for known, _ in named if known} or asked
    wanted = [unit.code for unit in folder.round.asked if unit.code in chosen]
    if not wanted:
        tell(speaker(speaks)(_NO_FORM))
        return
    with progress_bar(help_text(mark("Writing forms"))) as progress:
        kept = []
        for number, (name, data) in enumerate(blank_forms(folder.round, wanted), start=1):
            kept += write_new(target / name, data)
            progress(number, len(wanted))
    tell_findings(kept, speaks)
    _tell_written(len(wanted) - len(kept), target, speaks)
    raise typer.Exit(exit_code(kept, fail_on))


def _migrated(this_round: "Round", older: list[Path], target: Path, speaks: str) -> "list[Finding]":
    """Write the forms of today with the answers of older ones; return what is to be said."""
    from parindex.evaluation.blanks import migrated_forms  # noqa: PLC0415
    from parindex.model.finding import Finding  # noqa: PLC0415
    from parindex.reports.console import print_findings  # noqa: PLC0415
    from parindex.reports.documents import write_whole  # noqa: PLC0415

    findings: list[Finding] = []
    taken = {file.resolve() for file in older}
    written = 0
    for made in migrated_forms(this_round, older):
        findings += made.findings
        file = target / made.name
        if made.data and file.resolve() in taken:
            reason = phrase(mark("a form that was given stands there, or one written just now"))
            findings.append(Finding("RPT003", values={"name": file.as_posix(), "reason": reason}))
        elif made.data:
            write_whole(file, made.data)
            taken.add(file.resolve())
            written += 1
    print_findings(stdout(), findings, speaks)
    _tell_written(written, target, speaks)
    return findings


def _tell_written(count: int, folder: Path, speaks: str) -> None:
    message = mark("{count} {count:form|forms} written to {folder}")
    tell(speaker(speaks)(message, count=count, folder=folder.as_posix()))
