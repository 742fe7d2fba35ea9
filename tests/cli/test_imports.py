"""The command starts quickly: what a command needs is imported inside it."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = (
    "pandas", "openpyxl", "jinja2", "typst", "xlsxwriter", "python_calamine", "yaml", "fontTools",
    "rich.console", "filelock",
)  # fmt: skip
PROBE = """
import json, sys
sys.argv = ["parindex", *{arguments!r}]
from parindex.cli import main
try:
    main()
except SystemExit:
    pass
sys.stdout.flush()
print("\\nloaded:" + json.dumps(sorted(sys.modules)))
"""


def loaded(*arguments: str) -> set[str]:
    """Return the modules that are loaded once the command has run."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE.format(arguments=list(arguments))],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return set(json.loads(done.stdout.rpartition("loaded:")[2]))


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("score", "--help"), ("nope",)])
def test_help_loads_nothing_heavy(arguments: tuple[str, ...]) -> None:
    modules = loaded(*arguments)
    assert "parindex.cli" in modules
    assert not modules.intersection(HEAVY)


def test_python_m_loads_nothing_heavy() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "parindex", "--help"],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    modules = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "parindex.cli" in modules
    assert not modules.intersection(HEAVY)
    assert "score" in done.stdout


def test_validate_loads_no_spreadsheet_or_report_library() -> None:
    modules = loaded("validate", "none.yaml")
    assert "yaml" in modules
    assert not modules.intersection(HEAVY) - {"yaml", "rich.console"}


def test_a_round_without_a_survey_is_scored_without_pandas(tmp_path: Path) -> None:
    for file in (Path(__file__).parents[2] / "samples" / "invalid" / "round").iterdir():
        shutil.copy(file, tmp_path)
    modules = loaded("score", str(tmp_path))
    assert (tmp_path / "results" / "ranking.csv").exists()
    assert "parindex.evaluation.surveys" in modules
    assert not modules & {"pandas", "numpy", "pyarrow"}


def test_a_report_is_made_without_what_scores(tmp_path: Path) -> None:
    tutorial = Path(__file__).parents[2] / "samples" / "tutorial"
    folder = shutil.copytree(tutorial, tmp_path / "round")
    loaded("score", str(folder))
    modules = loaded("report", str(folder), "--only", "annual")
    assert "parindex.reports.annual.report" in modules
    assert not modules & {"parindex.sources.round", "parindex.model.criteria", "parindex.checks"}
    assert not modules.intersection(HEAVY) - {"typst"}
