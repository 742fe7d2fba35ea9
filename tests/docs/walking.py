"""Walks through a page as its reader does: types, changes files, runs commands, reads the output.

In a page, a block of ``sh`` is run line by line. A block of ``text`` is what the commands before it
print; "…" on a line of its own stands for what is left out. A block of ``diff FILE`` changes a
line, ``yaml > FILE`` writes a file and ``csv >> FILE`` adds to one. A table of cells is typed into
the workbook and sheet that the text before it named last.
"""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir
from datetime import datetime
from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import in_process

DOCS = Path(__file__).parents[2] / "docs"
FOLDERS = {"en": DOCS, "vi": DOCS / "vi"}
_PARTS = re.compile(
    r"^(?P<pad> *)```(?P<kind>\w+) ?(?P<info>[^\n]*)\n(?P<body>.*?)^(?P=pad)```$"
    r"|^\| (?:Ô|Cell) \|[^\n]*\n\|[-|]+\n(?P<cells>(?:\|[^\n]*\n)+)",
    re.MULTILINE | re.DOTALL,
)
_SHEET = re.compile(r"`([^`]+\.xlsx)`[^`]*?“([^”]+)”", re.DOTALL)


class Ran(NamedTuple):
    """A command of a page and how it left."""

    line: str
    code: int


def walk(lang: str, page: str, folder: Path) -> list[Ran]:
    """Do what a page says in a folder; return its commands. Fails where the page is wrong."""
    text = (FOLDERS[lang] / page).read_text(encoding="utf-8")
    ran: list[Ran] = []
    output, last = "", 0
    with pytest.MonkeyPatch.context() as patch, chdir(folder):
        patch.setattr(sys.modules["parindex.cli.app"], "_ENVIRONMENT", "en" if lang == "en" else "")
        for part in _PARTS.finditer(text):
            body = dedent(part["body"] or "")
            match part["kind"]:
                case "sh":
                    done = [_run(line, patch) for line in body.splitlines()]
                    ran += [Ran(line, code) for line, code, _ in done]
                    output = "\n".join(printed for _, _, printed in done)
                case "text":
                    shows(output, body)
                case "diff":
                    _change(Path(part["info"]), body)
                case None:
                    name, sheet = _SHEET.findall(text[last : part.start()])[-1]
                    _type(name, sheet, part["cells"])
                case _ if part["info"].startswith(">"):
                    _write(part["info"], body)
            last = part.end()
    return ran


def shows(output: str, excerpt: str) -> None:
    """Assert that an output has the parts of an excerpt, in order; blanks do not matter."""
    rest = _squeezed(output)
    for part in re.split(r"^…$", excerpt, flags=re.MULTILINE):
        wanted = _squeezed(part)
        assert wanted in rest, f"{wanted}\n--- is not in:\n{output}"
        rest = rest.partition(wanted)[2]


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _run(line: str, patch: pytest.MonkeyPatch) -> tuple[str, int, str]:
    words = shlex.split(line)
    if words[0] == "parindex":
        told = in_process(patch)(*words[1:])
        return line, told.code, told.out + told.err
    if words[0] == "export":
        return line, 0, ""
    assert words[0] in {"cp", "mkdir"}, line
    subprocess.run(words, check=True)
    return line, 0, ""


def _change(file: Path, body: str) -> None:
    """Put the lines of a block that begin with + in place of those with -."""
    before, after = (
        "".join(f"{line[1:]}\n" for line in body.splitlines() if line[0] == sign) for sign in "-+"
    )
    text = file.read_text(encoding="utf-8")
    assert text.count(before) == 1, f"{before} stands {text.count(before)} times in {file}"
    file.write_text(text.replace(before, after), encoding="utf-8")


def _write(info: str, body: str) -> None:
    sign, _, name = info.partition(" ")
    with Path(name).open("a" if sign == ">>" else "w", encoding="utf-8") as file:
        file.write(body)


def _type(name: str, sheet: str, rows: str) -> None:
    """Type values into the cells of a sheet, as a table names them."""
    book = load_workbook(name)
    for cell, value in _cells(rows):
        book[sheet][cell] = value
    book.save(name)


def _cells(rows: str) -> Iterator[tuple[str, str | float | datetime]]:
    for row in rows.splitlines():
        cell, typed = (part.strip() for part in row.strip("|").split("|"))
        yield cell, _value(typed)


def _value(typed: str) -> str | float | datetime:
    """Return what Excel makes of what is typed: a date, a number, a percentage, or text."""
    if re.fullmatch(r"\d+/\d+/\d{4}", typed):
        return datetime.strptime(typed, "%d/%m/%Y")
    if re.fullmatch(r"\d+([.,]\d+)?%?", typed):
        number = float(typed.rstrip("%").replace(",", "."))
        return number / 100 if typed.endswith("%") else number
    return typed
