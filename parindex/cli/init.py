"""``parindex init``: a new round from sets of the library, with example units; it runs at once."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from parindex.cli.app import (
    LangOption,
    could_not_run,
    help_text,
    language,
    load_criteria,
    load_round,
    out,
    progress_bar,
    tell,
)
from parindex.locale import mark, speaker

if TYPE_CHECKING:
    from parindex.sources.criteria import CriteriaFile

SETS = typer.Argument(
    help=help_text(
        mark("Criteria sets, by name or file, then the folder to make; none lists the names.")
    )
)
UNITS = typer.Option(
    "--units", min=1, max=200, help=help_text(mark("How many example units a block gets."))
)
BLANK = typer.Option(
    "--blank", help=help_text(mark("Without invented answers: no forms, and tables left blank."))
)


def init(
    sets: Annotated[list[str] | None, SETS] = None,
    units: Annotated[int, UNITS] = 5,
    blank: Annotated[bool, BLANK] = False,
    lang: LangOption = None,
) -> None:
    """List the criteria sets of the library, or make a round from some of them."""
    speaks = language(lang)
    if not sets:
        _list(speaks)
        return
    if len(sets) < 2:
        raise typer.BadParameter(help_text(mark("name a set, then the folder to make")))
    *names, target = sets
    folder = Path(target)
    _is_folder(target, speaks)
    _is_free(folder, speaks)
    loaded = [_set(name, speaks) for name in names]
    _of_one_year(loaded, speaks)
    _write(folder, loaded, speaks, units, blank=blank)
    say = speaker(speaks)
    asks = any(entry.criteria.asks_units for entry in loaded)
    next_steps = ["template"] if blank and asks else ["score", "report"]
    tell(say(mark("Round made in {folder}. Next:"), folder=folder.as_posix()))
    for command in next_steps:
        shown = folder.as_posix()
        shown = f'"{shown}"' if " " in shown else shown
        text = f"parindex {command} {shown}"
        out().print(text, highlight=False, markup=False, soft_wrap=True)


def _list(speaks: str) -> None:
    from parindex.reports.library import print_library  # noqa: PLC0415
    from parindex.sources.library import library_sets  # noqa: PLC0415

    loaded = [
        (entry.scheme, entry.name, load_criteria(entry.path, speaks)[0].criteria)
        for entry in library_sets()
    ]
    print_library(out(), loaded, speaks)
    tell(speaker(speaks)(mark("A round from one of them: parindex init NAME FOLDER")))


def _is_free(folder: Path, speaks: str) -> None:
    """Leave with 2 where something lies in the folder already."""
    from parindex.model.finding import Finding, Place  # noqa: PLC0415

    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        could_not_run([Finding("RND180", Place(folder.as_posix()))], speaks)


def _is_folder(target: str, speaks: str) -> None:
    """Leave with 2 where the last word is a set: the folder was forgotten."""
    from parindex.sources.library import library_set  # noqa: PLC0415

    if library_set(target) and not Path(target).exists():
        told = mark("“{name}” is a criteria set: name the folder to make after it")
        raise typer.BadParameter(speaker(speaks)(told, name=target))


def _of_one_year(sets: "list[CriteriaFile]", speaks: str) -> None:
    """Leave with 2 where the sets are of different years."""
    from parindex.model.finding import Finding, Place  # noqa: PLC0415

    year = sets[0].criteria.year
    wrong = [
        Finding("RND016", Place(other.path), {"year": other.criteria.year, "round": year})
        for other in sets
        if other.criteria.year != year
    ]
    if wrong:
        could_not_run(wrong, speaks)


def _set(name: str, speaks: str) -> "CriteriaFile":
    """Return the set of that name in the library, or that file."""
    from parindex.model.finding import Finding  # noqa: PLC0415
    from parindex.sources.library import library_set, library_sets  # noqa: PLC0415

    path = library_set(name) or Path(name)
    if not path.is_file():
        known = ", ".join(entry.name for entry in library_sets())
        could_not_run([Finding("RND181", values={"name": name, "known": known})], speaks)
    return load_criteria(path, speaks)[0]


def _write(
    folder: Path, sets: "list[CriteriaFile]", speaks: str, units: int, *, blank: bool
) -> None:
    from parindex.evaluation.beginning import beginning, blocks_of, example_forms  # noqa: PLC0415
    from parindex.reports.documents import write_whole  # noqa: PLC0415

    for name, data in beginning(blocks_of(sets), speaks, units, blank=blank):
        write_whole(folder / name, data)
    begun, _ = load_round(folder, None)
    if blank or not begun.round.asked:
        return
    with progress_bar(help_text(mark("Writing forms"))) as progress:
        for number, (name, data) in enumerate(example_forms(begun.round), start=1):
            write_whole(folder / "submissions" / name, data)
            progress(number, len(begun.round.asked))
