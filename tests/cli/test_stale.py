"""A report says when what it is made from has changed since the round was scored."""

from collections.abc import Callable
from pathlib import Path
from typing import Any


def test_a_report_of_older_results_says_so(run: Callable[..., Any], path: Path) -> None:
    assert run("score", path).code == 0
    fresh = run("report", path, "--lang", "en")
    assert fresh.code == 0
    assert "RPT005" not in fresh.err
    units = path / "units.csv"
    units.write_text(units.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    stale = run("report", path, "--lang", "en")
    assert stale.code == 0
    assert "RPT005" in stale.err
    assert "units.csv" in stale.err
