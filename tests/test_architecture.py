"""The shape of the package: layers, names, sizes, and no binary numbers where points are made."""

import ast
import re
import subprocess
import sysconfig
from importlib.metadata import version
from pathlib import Path

import pytest

import parindex

PACKAGE = Path(__file__).parents[1] / "parindex"
MODULES = sorted(PACKAGE.rglob("*.py"))
NAMES = [path.relative_to(PACKAGE).as_posix() for path in MODULES]
CORE_PACKAGES = {"model", "scoring", "checks", "analysis"}
CORE = [name for name in NAMES if name.split("/")[0] in CORE_PACKAGES]
MOST_LINES = 400


def tree(name: str) -> ast.Module:
    return ast.parse((PACKAGE / name).read_text(encoding="utf-8"))


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    command = Path(sysconfig.get_path("scripts")) / "lint-imports"
    return subprocess.run(
        [command, "--no-cache"], cwd=folder, capture_output=True, encoding="utf-8", check=False
    )


def test_imports_point_down() -> None:
    done = lint_imports(PACKAGE.parent)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"Contracts: 2 kept, 0 broken", done.stdout)


def test_no_module_is_named_for_nothing() -> None:
    nothing = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc", "tools"}
    parts = {part.removesuffix(".py") for name in NAMES for part in name.split("/")}
    assert len(parts) > 30
    assert not parts & nothing


@pytest.mark.parametrize("name", CORE)
def test_the_core_makes_no_binary_number_and_rounds_in_one_place(name: str) -> None:
    calls = [
        node.func.id
        for node in ast.walk(tree(name))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    ]
    assert not {"float", "round"} & set(calls)
    literals = [
        node.value
        for node in ast.walk(tree(name))
        if isinstance(node, ast.Constant) and isinstance(node.value, float)
    ]
    assert literals in ([], [1e15]), "1e15 bounds the whole numbers a double can hold"


@pytest.mark.parametrize("name", NAMES)
def test_a_module_fits_in_the_head(name: str) -> None:
    lines = len((PACKAGE / name).read_text(encoding="utf-8").splitlines())
    assert lines < MOST_LINES


@pytest.mark.parametrize("name", NAMES)
def test_every_module_says_what_it_is(name: str) -> None:
    assert ast.get_docstring(tree(name)), name


def test_the_version_is_that_of_the_installed_package() -> None:
    assert parindex.__version__ == version("parindex")
    assert re.fullmatch(r"\d+\.\d+\.\d+", parindex.__version__)


def test_only_the_command_line_prints() -> None:
    printing = [
        name
        for name in NAMES
        for node in ast.walk(tree(name))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    ]
    assert not printing
