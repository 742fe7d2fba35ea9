"""What the README says can be done can be done."""

import re
import shlex
from pathlib import Path

import typer.main

import parindex.cli  # noqa: F401 - registers the commands
from parindex.cli.app import app
from tests.cli.conftest import Run
from tests.evaluation.made_rounds import REPOSITORY, copy_sample

README = (REPOSITORY / "README.md").read_text(encoding="utf-8")


def commands() -> set[str]:
    return set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


def test_exactly_two_blocks_of_one_command_each() -> None:
    blocks = re.findall(r"^```sh\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert len(blocks) == 2
    assert all(block.strip() and "\n" not in block.strip() for block in blocks)
    score, tests = (shlex.split(block) for block in blocks)
    assert score[:3] == tests[:3] == ["python3", "-m", "venv"]
    assert score[-7:] == [
        "&&", ".venv/bin/parindex", "score", "samples/round-2025", "--quiet", "--fail-on", "never",
    ]  # fmt: skip
    assert ".venv/bin/pytest" in tests


def test_every_command_it_names_exists() -> None:
    named = set(re.findall(r"(?:`|bin/)parindex ([a-z]+)", README))
    assert named == commands()


def test_its_table_is_the_table_of_commands() -> None:
    table = re.findall(r"^\| `parindex ([a-z]+)[^`]*` \|", README, re.MULTILINE)
    assert set(table) == commands()
    assert table.count("score") == 3
    assert len(table) == len(commands()) + 4


def test_every_option_it_names_exists(run: Run) -> None:
    helps = "".join(run(command, "--help").out for command in commands())
    options = set(re.findall(r"(?<![-|])(--[a-z][a-z-]*)", README))
    assert options == {option for option in options if option in helps}
    assert options >= {"--criteria", "--format", "--lang", "--quiet", "--fail-on"}


def test_every_file_it_links_to_is_there() -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in link]
    assert links
    assert not [link for link in links if not (REPOSITORY / link).exists()]


def test_its_list_of_files_is_what_score_writes(run: Run, path: Path) -> None:
    run("score", path)
    listed = re.findall(r"\b([a-z]+\.(?:json|xlsx|csv))\b", README.partition("results/  ")[2])
    written = {file.name for file in (path / "results").iterdir()}
    assert written == set(listed[:6])


def test_the_exit_codes_it_states(run: Run, path: Path) -> None:
    assert run("score", path).code == 0
    (path / "submissions" / "U1.xlsx").write_bytes(b"")
    assert run("score", path).code == 1
    assert run("score", path / "none").code == 2


def test_the_change_it_proposes_moves_a_rank(run: Run, tmp_path: Path) -> None:
    [(item, before, after)] = re.findall(
        r"find item `([0-9.]+)`\. Change `([^`]+)` to `([^`]+)`", README
    )
    path = copy_sample(tmp_path)
    table = path / "results" / "ranking.csv"
    run("score", path, "--quiet")
    first = table.read_bytes()
    file = path.parents[1] / "criteria" / "city" / "department-2025.yaml"
    head, code, rest = file.read_text(encoding="utf-8").partition(f'code: "{item}"')
    assert before in rest
    file.write_text(head + code + rest.replace(before, after, 1), encoding="utf-8")
    assert run("score", path, "--quiet", "--fail-on", "never").code == 0
    second = table.read_bytes()
    order = [[line.split(b",")[2] for line in text.splitlines()] for text in (first, second)]
    assert order[0].index(b"SO12") < order[0].index(b"SO19")
    assert order[1].index(b"SO19") < order[1].index(b"SO12")
    assert after.partition(": ")[2].replace(".", ",") in run("explain", path, "SO12", item).out
