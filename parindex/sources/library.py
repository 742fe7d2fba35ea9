"""The criteria sets that come with parindex: a folder a scheme, a file a set."""

from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from parindex.sources.validation import CASES


class LibrarySet(NamedTuple):
    """A set of the library: the name by which it is asked for, its scheme, and its file."""

    name: str
    scheme: str
    path: Path


def library_folder() -> Path:
    """Return where the sets lie: in the installed package, else in the repository."""
    package = Path(str(files("parindex.sources"))).parent
    inside = package / "criteria"
    return inside if inside.is_dir() else package.parent / "criteria"


def library_sets() -> tuple[LibrarySet, ...]:
    """Return the sets of the library, by scheme and name."""
    files = sorted(library_folder().glob("*/*.yaml"))
    return tuple(
        LibrarySet(file.stem, file.parent.name, file)
        for file in files
        if not file.name.endswith(CASES)
    )


def library_set(name: str) -> Path | None:
    """Return the file of the set of that name."""
    return next((entry.path for entry in library_sets() if entry.name == name), None)
