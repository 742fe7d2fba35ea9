"""What lies where in the folder of a round, and whether a folder is one."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from parindex.locale import mark, phrase
from parindex.model.finding import CannotGoOn, Finding, Place

SUBMISSIONS, APPRAISAL, EXPLANATIONS = "submissions", "appraisal", "explanations"
"""The folders of a round in which lies what came in; the last two hold each other's files too."""

_WORKBOOKS = {".xlsx", ".xlsm", ".xls", ".ods", ".xlsb"}


def sent_files(folder: Path) -> tuple[list[Path], list[Path]]:
    """Return the workbooks below a folder, and the other files; both sorted by name.

    What lies in a folder of a workbook's own name is its evidence.
    """
    files = sorted(path for path in folder.rglob("*") if _is_sent(path, folder))
    stems = {path.with_suffix("") for path in files if path.suffix.lower() in _WORKBOOKS}
    files = [path for path in files if stems.isdisjoint(path.parents)]
    forms = [path for path in files if path.suffix.lower() in _WORKBOOKS]
    return forms, [path for path in files if path not in set(forms)]


def round_of(path: Path) -> Path | None:
    """Return the folder of the round among whose submissions a file lies, if any."""
    above = path.absolute().parents
    folders = (folder.parent for folder in above if folder.name == SUBMISSIONS)
    return next(filter(is_round, folders), None)


def keep_out(folder: Path) -> None:
    """Raise :class:`CannotGoOn` for a folder in which what is written would count as sent in."""
    for above in (folder.absolute(), *folder.absolute().parents):
        if above.name in _TAKEN_FOLDERS and is_round(above.parent):
            message = mark("in “{name}” what is written would count as sent in")
            if above.name in _OF_THE_OFFICE:
                message = mark("in “{name}” lies what the office itself puts there")
            values = {"name": folder.as_posix(), "reason": phrase(message, name=above.name)}
            raise CannotGoOn(Finding("RPT003", Place(folder.as_posix()), values))


_OF_THE_OFFICE = {"report", "surveys", "tables"}
_TAKEN_FOLDERS = {SUBMISSIONS, APPRAISAL, EXPLANATIONS} | _OF_THE_OFFICE


def is_round(path: Path) -> bool:
    """Tell whether a path is the folder of a round."""
    return holds((path / "round.yaml").is_file)


def holds(test: Callable[[], bool]) -> bool:
    """Return what a test of a path says; it does not hold where the system refuses the path."""
    with suppress(OSError):
        return test()
    return False


_NOISE = {"thumbs.db", "desktop.ini", "__macosx"}
"""What systems leave beside one's files."""


def _is_sent(path: Path, folder: Path) -> bool:
    """Tell whether somebody sent a file, which is no lock of Excel's and not hidden."""
    parts = path.relative_to(folder).parts
    noise = any(part.startswith(("~$", ".")) or part.lower() in _NOISE for part in parts)
    return not noise and (path.is_file() or path.is_symlink())
