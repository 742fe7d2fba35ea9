"""The hook and the examples for CI do what their page says, run as a runner would run them."""

import os
import re
import shlex
import subprocess
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from parindex import __version__
from parindex.sources.yaml import parse_yaml
from tests.library import SETS
from tests.reports.formats import annotations, junit_suite, sarif_files, sarif_run
from tests.sources.test_criteria import GOOD

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "docs" / "ci.md", ROOT / "docs" / "vi" / "ci.md")
BAD = GOOD.replace("total: 12", "total: 13")
NAMES = ("criteria/so.yaml", "criteria/xã phường.yaml")


def plain(text: str) -> Any:
    """Return the value of YAML that is not a criteria file; ``on`` is a key of GitHub's."""
    document, findings = parse_yaml(text, "x")
    assert document is not None
    assert [f.values["value"] for f in findings] in ([], ["on"])
    return document.value


def read(path: str) -> Any:
    return plain((ROOT / path).read_text(encoding="utf-8"))


[HOOK] = read(".pre-commit-hooks.yaml")
GITHUB = read("docs/ci/github.yml")
GITLAB = read("docs/ci/gitlab.yml")


@pytest.fixture(params=["good", "bad"])
def repository(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, bool]:
    """Return a folder as it is checked out, with criteria files; and whether they are good."""
    good = request.param == "good"
    (tmp_path / "criteria").mkdir()
    for name, text in zip(NAMES, (GOOD, GOOD if good else BAD), strict=True):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path, good


def run(command: list[str], folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    scripts = sysconfig.get_path("scripts")
    plain = {name: value for name, value in os.environ.items() if not name.startswith("PARINDEX")}
    plain.pop("GITHUB_ACTIONS", None)
    env = plain | {"PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}"} | more
    return subprocess.run(
        command, cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False
    )


def bash(line: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a line as the runners do: stop at the first failure."""
    return run(["bash", "-e", "-o", "pipefail", "-c", line], folder, **more)


def ours(lines: list[str]) -> Iterator[str]:
    """Yield the lines that run the tool; the others install it."""
    for line in lines:
        if line.startswith("parindex "):
            yield line
        else:
            assert line == 'python -m pip install --quiet "$PARINDEX"'


def test_the_hook_checks_the_files_it_is_given(repository: tuple[Path, bool]) -> None:
    folder, good = repository
    done = run([*shlex.split(HOOK["entry"]), *HOOK.get("args", []), *NAMES], folder)
    assert done.returncode == (0 if good else 1), done.stderr
    assert ("CRI023" in done.stdout) == (not good)
    assert (NAMES[0] in done.stdout, NAMES[1] in done.stdout) == (False, not good)


def test_the_hook_is_one_that_pre_commit_can_install() -> None:
    assert HOOK["id"] == "parindex-validate"
    assert HOOK["language"] == "python"
    assert set(HOOK) == {
        *("id", "name", "description", "entry", "language", "files", "require_serial"),
    }


@pytest.mark.parametrize(
    ("path", "matches"),
    [
        ("criteria/city/department-2025.yaml", True),
        ("criteria/2025/so.yml", True),
        ("rounds/2025/criteria.yaml", True),
        ("criteria.yaml", True),
        ("rounds/2025/round.yaml", False),
        ("my-criteria/so.yaml", False),
        ("criteria/README.md", False),
        (".pre-commit-hooks.yaml", False),
    ],
)
def test_the_hook_takes_criteria_files(path: str, matches: bool) -> None:
    assert bool(re.search(HOOK["files"], path)) == matches


def test_every_set_of_the_repository_is_taken() -> None:
    assert SETS
    assert all(re.search(HOOK["files"], path.relative_to(ROOT).as_posix()) for path in SETS)


def test_the_workflow_of_github(repository: tuple[Path, bool]) -> None:
    folder, good = repository
    [job] = GITHUB["jobs"].values()
    lines = list(ours([step["run"] for step in job["steps"] if "run" in step]))
    sarif, check = (bash(line, folder, GITHUB_ACTIONS="true") for line in lines)
    assert (sarif.returncode, check.returncode) == (0, 0 if good else 1)

    [upload] = [step for step in job["steps"] if "upload-sarif" in step.get("uses", "")]
    log = sarif_run((folder / upload["with"]["sarif_file"]).read_text(encoding="utf-8"))
    assert sarif_files(log) == ([] if good else [NAMES[1]])
    told = annotations(check.stdout)
    assert [properties["file"] for _, properties, _ in told] == ([] if good else [NAMES[1]])


def test_the_job_of_gitlab(repository: tuple[Path, bool]) -> None:
    folder, good = repository
    [job] = GITLAB.values()
    [line] = ours(job["script"])
    assert bash(line, folder).returncode == (0 if good else 1)
    assert job["artifacts"]["when"] == "always"
    report = folder / job["artifacts"]["reports"]["junit"]
    suite = junit_suite(report.read_text(encoding="utf-8"))
    assert [case.get("name") for case in suite] == list(NAMES)
    assert suite.get("failures") == ("0" if good else "1")


def test_a_missing_folder_fails_each_job(tmp_path: Path) -> None:
    lines = [step.get("run", "") for step in GITHUB["jobs"]["validate"]["steps"]]
    for line in [*ours([line for line in lines if line]), *ours(GITLAB["criteria"]["script"])]:
        assert bash(line, tmp_path).returncode == 2


def test_everything_is_pinned() -> None:
    address = f"git+https://git.example/parindex.git@v{__version__}"
    assert GITHUB["env"]["PARINDEX"] == GITLAB["criteria"]["variables"]["PARINDEX"] == address
    uses = [step["uses"] for step in GITHUB["jobs"]["validate"]["steps"] if "uses" in step]
    assert uses
    assert all(re.fullmatch(r"[\w/-]+@v\d+", use) for use in uses)


@pytest.mark.parametrize("page", PAGES, ids=["en", "vi"])
def test_the_page_names_what_there_is(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)]+)\)", text) if "://" not in link]
    assert len(links) == 3
    assert all((page.parent / link).exists() for link in links)
    [block] = re.findall(r"^```yaml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    [source] = plain(block)["repos"]
    assert source["rev"] == f"v{__version__}"
    assert [hook["id"] for hook in source["hooks"]] == [HOOK["id"]]


def test_both_pages_have_the_same_structure() -> None:
    parts = [
        re.findall(r"^#+ |^\| `.*?` \||^```.*?^```$", page.read_text(encoding="utf-8"), re.M | re.S)
        for page in PAGES
    ]
    assert parts[0] == parts[1]
