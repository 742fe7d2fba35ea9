"""Runs the installed command as a user does, with nothing of the tester's own settings."""

import io
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from parindex.cli import main
from parindex.model.submission import CLAIM
from tests.evaluation.made_rounds import criteria_text, filled, send, write_round

COMMAND = Path(sysconfig.get_path("scripts")) / "parindex"
_OWN = ("PARINDEX", "PYTHON", "NO_COLOR", "FORCE_COLOR", "TERM", "COLUMNS", "LC_", "LANG")


class Told(NamedTuple):
    """What a command left: exit code and both streams, as bytes in UTF-8."""

    code: int
    out: str
    err: str


Run = Callable[..., Told]


@pytest.fixture(scope="session")
def real() -> Run:
    """Return the function that runs the installed ``parindex``; no run may show a traceback."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(_OWN)}

    def command(*arguments: object, env: Mapping[str, str] | None = None) -> Told:
        done = subprocess.run(
            [COMMAND, *map(str, arguments)],
            env=plain | dict(env or {}),
            capture_output=True,
            check=False,
            timeout=120,
        )
        told = Told(done.returncode, done.stdout.decode(), done.stderr.decode())
        assert "Traceback" not in told.out + told.err, told.err
        return told

    return command


def in_process(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return the function that runs the same in this process, and forms too: far quicker.

    What would be a traceback is an exception here, and fails the test.
    """

    def command(*arguments: object) -> Told:
        streams = [io.TextIOWrapper(io.BytesIO(), encoding="ascii") for _ in range(2)]
        with monkeypatch.context() as patch:
            for name in [name for name in os.environ if name.startswith(_OWN)]:
                patch.delenv(name)
            patch.setattr("parindex.cli.settle_memory", lambda: None)  # of all tests here
            patch.setattr(sys, "argv", ["parindex", *map(str, arguments)])
            patch.setattr(sys, "stdout", streams[0])
            patch.setattr(sys, "stderr", streams[1])
            try:
                main()
                code: object = 0
            except SystemExit as leave:
                code = leave.code
        assert isinstance(code, int)
        for stream in streams:
            stream.flush()
        out, err = (stream.buffer.getvalue().decode() for stream in streams)
        return Told(code, out, err)

    return command


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return the function that runs a command in this process."""
    return in_process(monkeypatch)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a round of two units, each with a good form; not to be changed."""
    bands = "[{ label: { vi: Tốt, en: Good }, from: 50 }, { label: { vi: Yếu }, from: 0 }]"
    text = criteria_text([("10", ["max: 10, rule: { kind: judged }"])], "10", bands=bands)
    path = write_round(
        tmp_path_factory.mktemp("made") / "round", text, {"U1": "Sở Một", "U2": "Sở Hai"}
    )
    for unit, points in (("U1", 8.5), ("U2", 4)):
        send(path, f"{unit}.xlsx", filled(path, unit, {("1.1", CLAIM): points}))
    return path


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    """Return a copy of the round to change."""
    return Path(shutil.copytree(made, tmp_path / "round"))
