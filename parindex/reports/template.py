"""Templates of publications: ours, and those an office puts in their place."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from parindex.model.finding import CannotGoOn, Finding, Place, system_reason
from parindex.reports.documents import write_whole

OURS = Path(str(files("parindex.reports") / "templates"))
_TEMPLATES = frozenset({".typ", ".docx", ".html", ".css", ".js", ".jinja", ".j2"})
OWN = "templates"
"""The folder, in the office's folder ``report``, of templates that go before ours."""


def own_template(own: Path | None, name: str) -> Path | None:
    """Return the office's template of that name, if it has one."""
    path = own / OWN / name if own else None
    return path if path and path.is_file() else None


def template(own: Path | None, name: str) -> Path:
    """Return the template of that name: the office's, else ours."""
    return own_template(own, name) or OURS / name


def strangers(own: Path) -> Iterator[Finding]:
    """Yield the office's templates that replace none of ours and serve none of its own."""
    folder = own / OWN
    theirs = sorted(path for path in folder.rglob("*") if path.suffix in _TEMPLATES)
    if not theirs:
        return
    ours = (path.relative_to(OURS) for path in OURS.rglob("*") if path.suffix in _TEMPLATES)
    known = sorted(path.as_posix() for path in ours)
    words = " ".join(p.read_text("utf-8", "replace") for p in theirs if p.suffix != ".docx")
    for path in theirs:
        name = path.relative_to(folder).as_posix()
        if name not in known and path.name not in words:
            near = get_close_matches(name, known, 1, 0.5)
            values = {"name": name, "known": known, "near": near or "–"}
            yield Finding("RPT034", Place(path.as_posix()), values)


def copy_out(own: Path) -> list[Path]:
    """Copy our templates to the office's folder, and a report.yaml to fill in.

    What is there already stays as it is. Returns what was written; raises :class:`CannotGoOn`.
    """
    written = []
    for source in sorted(path for path in OURS.rglob("*") if path.is_file()):
        name = source.relative_to(OURS)
        target = own / name if name.name == "report.yaml" else own / OWN / name
        if not target.exists():
            write_whole(target, source.read_bytes())
            written.append(target)
    return written


@contextmanager
def layered(own: Path | None) -> Iterator[Path]:
    """Yield a folder of all templates, those of the office over ours, as they import each other."""
    if own is None or not (own / OWN).is_dir():
        yield OURS
        return
    with TemporaryDirectory(prefix="parindex-") as folder:
        shutil.copytree(OURS, folder, dirs_exist_ok=True)
        try:
            shutil.copytree(own / OWN, folder, dirs_exist_ok=True)
        except (OSError, shutil.Error) as error:
            place = Place((own / OWN).as_posix())
            raise CannotGoOn(Finding("RPT030", place, {"reason": _copying(error)})) from None
        yield Path(folder)


def _copying(error: OSError | shutil.Error) -> object:
    """Return why the first file could not be copied."""
    causes = error.args[0] if isinstance(error, shutil.Error) else ()
    return str(causes[0][-1]) if causes else system_reason(error)
