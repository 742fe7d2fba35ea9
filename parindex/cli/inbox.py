"""``parindex inbox``: which forms came in, are late or missing, and whom to remind."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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
from parindex.cli.score import WORKERS
from parindex.locale import mark, speaker

if TYPE_CHECKING:
    from datetime import datetime

    from parindex.model.inbox import Inbox

OUTPUT = typer.Option(
    "--out",
    "-o",
    help=help_text(mark("Write inbox.csv, inbox.xlsx and reminder.txt into this folder.")),
)
EVERYONE = typer.Option("--all", help=help_text(mark("List every unit.")))
REMINDER = typer.Option("--reminder", help=help_text(mark("Print the list for the letter alone.")))
NOW = typer.Option(
    "--now",
    help=help_text(
        mark(
            "Judge what is overdue as of this moment, like 2026-01-16 08:00; else as of now. Forms"
            " that came later count all the same."
        )
    ),
)


def inbox(
    path: Annotated[Path, ROUND],
    everyone: Annotated[bool, EVERYONE] = False,
    reminder: Annotated[bool, REMINDER] = False,
    now: Annotated[str | None, NOW] = None,
    output: Annotated[Path | None, OUTPUT] = None,
    workers: Annotated[int | None, WORKERS] = None,
    fail_on: FailOnOption = FailOn.ERROR,
    lang: LangOption = None,
) -> None:
    """Show which forms came in, late or not, which are missing, and whom to remind."""
    from parindex.evaluation.inbox import inbox_of  # noqa: PLC0415
    from parindex.reports import console  # noqa: PLC0415
    from parindex.reports.inbox_console import print_inbox  # noqa: PLC0415
    from parindex.reports.reminder import reminder_text  # noqa: PLC0415
    from parindex.sources.folder import keep_out  # noqa: PLC0415

    moment = _moment(now)
    if output is not None:
        keep_out(output)
    folder, early = load_round(path, lang)
    speaks = language(lang, folder.round.spec.language)
    with progress_bar(help_text(mark("Reading forms"))) as progress:
        found, findings = inbox_of(folder, moment, workers=workers, progress=progress)
    tell_findings(early, speaks)
    text = reminder_text(found, speaks)
    if not reminder:
        print_inbox(out(), found, speaks, everyone=everyone)
        typer.echo()
    typer.echo(text, nl=False)
    if output is not None:
        _write(output, found, text, speaks)
    say = speaker(speaks)
    tell(console.count_line([*early, *findings], say))
    raise typer.Exit(exit_code([*early, *findings], fail_on))


def _moment(text: str | None) -> "datetime":
    """Return the moment that was given, or that it is, in the time of the office."""
    from datetime import UTC, datetime  # noqa: PLC0415

    from parindex.model.moment import office_time, typed_moment  # noqa: PLC0415

    if text is None:
        return office_time(datetime.now(UTC))
    moment = typed_moment(text)
    if moment is None:
        message = mark("--now asks for a date with its hour, like 2026-01-16 08:00")
        raise typer.BadParameter(help_text(message))
    return moment


def _write(folder: Path, found: "Inbox", reminder: str, speaks: str) -> None:
    from parindex.reports.documents import write_whole  # noqa: PLC0415
    from parindex.reports.inbox_files import inbox_csv, inbox_xlsx  # noqa: PLC0415

    made = {
        "inbox.csv": inbox_csv(found, speaks),
        "inbox.xlsx": inbox_xlsx(found, speaks),
        "reminder.txt": reminder.encode(),
    }
    for name, data in made.items():
        write_whole(folder / name, data)
    text = speaker(speaks)(mark("Lists written to {folder}"), folder=folder.as_posix())
    tell(text)
