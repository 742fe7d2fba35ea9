"""Builds the example that provokes a code of the catalogue, ready for the command that tells it.

In ``invalid/`` an example is a criteria file (``CRI012.yaml``), or the good round of ``round/``
with one thing made wrong: by the file kept under the code (``RND003/``), or by the code's recipe.

``python samples/examples.py SUB033 FOLDER`` builds one and prints the command.
"""

import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import chdir
from functools import cache
from io import BytesIO
from pathlib import Path
from unittest.mock import patch

from openpyxl import load_workbook
from typer.testing import CliRunner

import parindex.cli  # noqa: F401 - registers the commands
from generate import row_numbers
from parindex.cli.app import app
from parindex.evaluation.blanks import blank_forms
from parindex.model.codes import KINDS
from parindex.model.finding import Finding
from parindex.sources.round import RoundFolder, read_round
from recipes import RECIPES
from spoiling import FORM, ROUND, Recipe, Rows, fill

HERE = Path(__file__).parent / "invalid"


def codes() -> set[str]:
    """Return the codes that have an example."""
    return {path.stem for path in HERE.iterdir() if path.stem in KINDS} | RECIPES.keys()


def kept(code: str) -> Path | None:
    """Return the file kept for a code, if there is one."""
    return next((path for glob in (f"{code}.yaml", f"{code}/*") for path in HERE.glob(glob)), None)


def command(code: str) -> str:
    """Return the arguments of the command that tells the code, to be given where it was built."""
    file = kept(code)
    if file and file.parent == HERE:
        return f"validate {file.name}"
    return RECIPES.get(code, Recipe()).command


def build(code: str, folder: Path) -> None:
    """Build the example of a code in an empty folder."""
    file, recipe = kept(code), RECIPES.get(code, Recipe())
    if file and file.parent == HERE:
        shutil.copy(file, folder)
        return
    shutil.copytree(HERE / ROUND, folder / ROUND)
    (folder / FORM).parent.mkdir()
    (folder / FORM).write_bytes(fill(load_workbook(BytesIO(blank_form())), recipe))
    if file:
        shutil.copy(file, folder / ROUND)
    recipe.do(folder)


@cache
def good_round() -> RoundFolder:
    """Return the round that is spoiled."""
    folder, _ = read_round(HERE / ROUND)
    if folder is None:
        raise ValueError("the good round cannot be read")
    return folder


@cache
def blank_form() -> bytes:
    """Return the blank form of the round's unit."""
    [(_, form)] = blank_forms(good_round().round, ["MAU01"])
    return form


@cache
def rows() -> Rows:
    """Return the rows of that form."""
    return row_numbers(load_workbook(BytesIO(blank_form())).worksheets[0])


def told(code: str, folder: Path) -> tuple[int, list[Finding]]:
    """Build the example of a code in an empty folder; return its command's exit code and findings.

    The command runs in this process, forms are read in it too: that is far quicker.
    """
    found: list[Finding] = []

    def keep(_: object, findings: Sequence[Finding], __: str) -> None:
        found.extend(findings)

    def unguarded(
        function: Callable[[object, str], object], shared: object, files: list[str], **_: object
    ) -> Iterator[tuple[str, object]]:
        return ((file, function(shared, file)) for file in files)

    with (
        patch("parindex.evaluation.files.run_guarded", unguarded),
        patch("parindex.evaluation.blanks.run_guarded", unguarded),
        patch("parindex.evaluation.supplied.run_guarded", unguarded),
        patch("parindex.evaluation.ledger.run_guarded", unguarded),
        patch("parindex.evaluation.appraising.run_guarded", unguarded),
        patch("parindex.evaluation.totals.run_guarded", unguarded),
        patch("parindex.reports.console.print_findings", keep),
        chdir(folder),
    ):
        build(code, Path())
        found.clear()
        with RECIPES.get(code, Recipe()).under():
            ran = CliRunner().invoke(
                app, command(code), env={"GITHUB_ACTIONS": ""}, catch_exceptions=False
            )
    return ran.exit_code, found


if __name__ == "__main__":
    wanted, target = sys.argv[1], Path(sys.argv[2])
    target.mkdir(parents=True)
    build(wanted, target)
    print(f"cd {target} && parindex {command(wanted)}")
