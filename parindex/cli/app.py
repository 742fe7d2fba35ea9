"""The application object, the options every command shares, and the exit codes."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from functools import wraps
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from parindex import __version__
from parindex.locale import LANGUAGES, mark, speaker
from parindex.model.finding import CannotGoOn, Finding, Severity

if TYPE_CHECKING:
    from rich.console import Console

    from parindex.sources.criteria import CriteriaFile
    from parindex.sources.round import RoundFolder

CLEAN, FOUND, COULD_NOT_RUN = 0, 1, 2
_PIPED_WIDTH = 140
_ENVIRONMENT = os.environ.get("PARINDEX_LANG", "")
HELP_LANG = _ENVIRONMENT if _ENVIRONMENT in LANGUAGES else "vi"
help_text = speaker(HELP_LANG)


class Lang(StrEnum):
    """A language of the texts."""

    VI = "vi"
    EN = "en"


class FailOn(StrEnum):
    """From which severity on findings make the exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NEVER = "never"


class OutputFormat(StrEnum):
    """How findings are written."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    GITHUB = "github"
    SARIF = "sarif"
    JUNIT = "junit"


ROUND = typer.Argument(help=help_text(mark("The folder of a round.")))
"""The argument of commands that work on a round."""

LangOption = Annotated[
    Lang | None,
    typer.Option(
        "--lang",
        help=help_text(mark("Language of the texts; else PARINDEX_LANG, else that of the round.")),
    ),
]
FailOnOption = Annotated[
    FailOn,
    typer.Option("--fail-on", help=help_text(mark("Exit with 1 from this severity on."))),
]
OutputFormatOption = Annotated[
    OutputFormat | None,
    typer.Option(
        "--output-format", help=help_text(mark("How findings are written on standard output."))
    ),
]

app = typer.Typer(
    name="parindex",
    help=help_text(mark("Scores and ranks units from YAML criteria and Excel self-assessments.")),
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"parindex {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help=help_text(mark("Show the version."))
        ),
    ] = False,
) -> None:
    pass


def language(lang: Lang | None, of_round: str = "vi") -> str:
    """Return the language to speak: the option's, the environment's, the round's."""
    return lang.value if lang else (_ENVIRONMENT if _ENVIRONMENT in LANGUAGES else of_round)


def default_format() -> OutputFormat:
    """Return how findings are written where nobody says: for GitHub inside its Actions."""
    return OutputFormat.GITHUB if os.environ.get("GITHUB_ACTIONS") == "true" else OutputFormat.TEXT


def out() -> "Console":
    """Return the console for data, on standard output."""
    return _console(stderr=False)


def err() -> "Console":
    """Return the console for findings and progress, on standard error."""
    return _console(stderr=True)


def tell(text: str) -> None:
    """Print a text on standard error as it stands: not broken into lines, nor read as markup."""
    typer.echo(text, err=True)


def _console(*, stderr: bool) -> "Console":
    from rich.console import Console  # noqa: PLC0415 - heavy, and much is told without it

    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else _PIPED_WIDTH
    return Console(stderr=stderr, width=width, emoji=False)


@contextmanager
def progress_bar(text: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar on standard error while work lasts over a second; nothing when piped."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.progress import Progress  # noqa: PLC0415

    start = monotonic()
    with Progress(console=err(), transient=True, disable=False) as bar:
        task = bar.add_task(text, total=None, visible=False)

        def show(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, visible=monotonic() - start > 1)

        yield show


def has_errors(findings: Iterable[Finding]) -> bool:
    """Tell whether a finding is an error."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def exit_code(findings: Iterable[Finding], fail_on: FailOn) -> int:
    """Return 1 where a finding weighs as much as ``fail_on``, else 0."""
    if fail_on is FailOn.NEVER:
        return CLEAN
    limit = Severity(fail_on.value).weight
    return FOUND if any(finding.severity.weight >= limit for finding in findings) else CLEAN


def tell_findings(findings: Sequence[Finding], lang: str) -> None:
    """Print findings on standard error."""
    if findings:
        from parindex.reports.console import print_findings  # noqa: PLC0415 - heavy, mostly unused

        print_findings(err(), findings, lang)


def could_not_run(findings: Sequence[Finding], lang: str) -> NoReturn:
    """Say why nothing could be done, and leave with 2."""
    tell_findings(findings, lang)
    raise typer.Exit(COULD_NOT_RUN)


def told(command: Callable[..., None]) -> Callable[..., None]:
    """Return the command so that what stops it is told in the language asked for; exit code 2."""

    @wraps(command)
    def run(**options: Any) -> None:
        try:
            command(**options)
        except CannotGoOn as stop:
            could_not_run(stop.findings, language(options.get("lang")))

    return run


def load_round(path: Path, lang: Lang | None) -> "tuple[RoundFolder, list[Finding]]":
    """Read a round and what was found on the way, or say why not and leave with 2."""
    from parindex.sources.round import read_round  # noqa: PLC0415

    folder, findings = read_round(path)
    if folder is None:
        could_not_run(findings, language(lang))
    return folder, findings


def write_new(path: Path, data: bytes) -> "list[Finding]":
    """Write a workbook that people fill in; one that was filled in already is kept, and told."""
    from parindex.forms.untouched import is_saved_since  # noqa: PLC0415
    from parindex.model.finding import Place  # noqa: PLC0415
    from parindex.reports.documents import write_whole  # noqa: PLC0415

    if is_saved_since(path):
        return [Finding("RPT036", Place(path.as_posix()), {"name": path.name})]
    write_whole(path, data)
    return []


def check_table_name(path: Path | None) -> None:
    """Refuse the name of a file to write that is neither a CSV file nor a workbook."""
    if path is not None and path.suffix.lower() not in {".csv", ".xlsx"}:
        raise typer.BadParameter(help_text(mark("--out ends in .csv or .xlsx")))


_ODD_RESULTS = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError)
"""What working on results that somebody edited may raise."""


@contextmanager
def edited_results(path: Path, lang: str) -> Iterator[None]:
    """Where work on a round's results fails and they were edited, say that and leave with 2."""
    try:
        yield
    except _ODD_RESULTS:
        edited = [found for found in changed_results(path) if has_errors([found])]
        if not edited:
            raise
        could_not_run(edited, lang)


def changed_results(path: Path) -> "list[Finding]":
    """Return what speaks against the results: they were edited, or the inputs are newer."""
    from parindex.model.finding import Finding, Place  # noqa: PLC0415
    from parindex.reports.documents import changed_inputs, is_as_written  # noqa: PLC0415

    findings, file = [], path / "results" / "results.json"
    if not is_as_written(file):
        findings.append(Finding("RPT024", Place(file.as_posix()), {"name": file.name}))
    changed = changed_inputs(path)
    if changed:
        findings.append(Finding("RPT005", values={"files": changed[:8], "round": path.as_posix()}))
    return findings


def load_criteria(path: Path, lang: str) -> "tuple[CriteriaFile, list[Finding]]":
    """Read a criteria file and what was found on the way, or say why not and leave with 2."""
    from parindex.sources.criteria import read_criteria  # noqa: PLC0415

    loaded, findings = read_criteria(path)
    if loaded is None or has_errors(findings):
        could_not_run(findings, lang)
    return loaded, findings
