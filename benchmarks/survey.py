"""Reading and counting a survey against a bare group-by of the same file in DuckDB.

    python benchmarks/survey.py [--rows 1000000] [--questions 12] [--rounds 3]

The answers are generated once, of 3,400 units in two groups. In each round both jobs run, each in
a process of its own that has imported its library; both count the answers by unit, group,
question and option. The figure is the median of the rounds' ratios. Ours also looks up every
unit, tells repeated respondents, and gathers what is wrong. Memory is the peak of the process.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random

UNITS, OPTIONS = 3400, "ABCDE"
_OURS = """
import resource, sys, time
from pathlib import Path
import pandas, numpy
from parindex.evaluation.surveys import surveyed
from parindex.sources.questionnaire import read_questionnaire
from parindex.sources.round import read_round
from parindex.sources.surveys import count_answers
folder, findings = read_round(Path(sys.argv[1]))
loaded, _ = read_questionnaire(folder.path / "questionnaire.yaml")
path = folder.path / "answers.csv"
start = time.perf_counter()
tally, told = count_answers(loaded.questionnaire, folder.round.units, [(path, path.name)])
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
if len(sys.argv) > 2:
    tally = None
    start = time.perf_counter()
    found = surveyed(folder)
    print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""
_THEIRS = """
import resource, sys, time
import duckdb
path, questions = sys.argv[1] + "/answers.csv", int(sys.argv[2])
counts = ", ".join(
    f"count(*) filter (c{n} = '{option}')" for n in range(questions) for option in "ABCDE"
)
duckdb.sql("set enable_progress_bar = false")
start = time.perf_counter()
rows = duckdb.sql(f"select unit, grp, {counts} from read_csv('{path}') group by all").fetchall()
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
assert len(rows) == 6800, len(rows)
"""


def main() -> None:
    """Print the ratio of times, the times, and peak memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--questions", type=int, default=12)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make(folder, options.rows, options.questions)
        ours, theirs = [], []
        for _ in range(options.rounds):
            theirs.append(run(_THEIRS, name, str(options.questions))[0])
            ours.append(run(_OURS, name)[0])
        ratios = [mine[0] / other[0] for mine, other in zip(ours, theirs, strict=True)]
        print(
            f"{options.rows} rows: {statistics.median(ratios):.2f} x DuckDB "
            f"({min(ratios):.2f} to {max(ratios):.2f}); "
            f"{statistics.median(mine[0] for mine in ours):.2f} s "
            f"and {statistics.median(other[0] for other in theirs):.2f} s; "
            f"peak {max(int(mine[1]) for mine in ours)} MB "
            f"and {max(int(other[1]) for other in theirs)} MB"
        )
        _, whole = run(_OURS, name, "whole")
        print(f"with the figures of all units: {whole[0]:.2f} s, peak {int(whole[1])} MB")


def run(program: str, *arguments: str) -> list[list[float]]:
    """Run a program and return the numbers of each line it prints."""
    command = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    return [[float(part) for part in line.split()] for line in done.stdout.splitlines()]


def make(folder: Path, rows: int, questions: int) -> None:
    """Write a round with a survey."""
    columns = [f"c{number}" for number in range(questions)]
    write_answers(folder / "answers.csv", rows, columns)
    write_round(folder, columns)


def write_answers(path: Path, rows: int, columns: list[str]) -> None:
    """Write answers drawn at random."""
    rng = Random(1)
    weights = (8, 6, 3, 1, 1, 1)
    draws = [",".join(rng.choices([*OPTIONS, ""], weights, k=len(columns))) for _ in range(9999)]
    with path.open("w", encoding="utf-8") as target:
        target.write(f"id,unit,grp,{','.join(columns)}\n")
        for number in range(rows):
            unit, group = rng.randrange(UNITS), ("people", "bodies")[number % 2]
            target.write(f"P{number:07},B{unit:04},{group},{draws[rng.randrange(9999)]}\n")


def write_round(folder: Path, columns: list[str]) -> None:
    """Write the round, its criteria with an item a question, and the questionnaire."""
    name = "{ vi: Thử }"
    listed = "".join(
        f"      - {{ value: {option.lower()}, label: {{ vi: {option} }}{share} }}\n"
        for option, share in zip(OPTIONS, SHARES, strict=True)
    )
    head = f"parindex: 1\ntitle: {name}\n"
    rule = (
        "    rule:\n      kind: survey\n      groups: [{ name: people, label: { vi: Dân } },"
        " { name: bodies, label: { vi: Tổ chức } }]\n      options:\n"
        + listed.replace("      -", "        -")
    )
    items = "".join(
        f'  - code: "{n + 1}"\n    name: {name}\n    max: 1\n    scored_by: survey\n{rule}'
        for n in range(len(columns))
    )
    (folder / "criteria.yaml").write_text(
        f"{head}id: thu\nyear: 2025\nlevel: other\nstatus: illustrative\n"
        f"total: {len(columns)}\nareas:\n{items}",
        encoding="utf-8",
    )
    (folder / "round.yaml").write_text(
        f"{head}year: 2025\norganisation: {name}\ndeadline: 2026-01-15\n"
        f"blocks: [{{ code: B, name: {name}, criteria: criteria.yaml }}]\n"
        "surveys: [{ questionnaire: questionnaire.yaml, answers: answers.csv }]\n",
        encoding="utf-8",
    )
    units = "".join(f"B{number:04},Xã {number},B\n" for number in range(UNITS))
    (folder / "units.csv").write_text(f"code,name,block\n{units}", encoding="utf-8")
    asked = "".join(
        f'  - {{ column: {column}, scale: s, feeds: {{ B: "{n + 1}" }} }}\n'
        for n, column in enumerate(columns)
    )
    scale = listed.replace("value:", "name:")
    (folder / "questionnaire.yaml").write_text(
        f"{head}columns: {{ unit: unit, group: grp, respondent: id }}\n"
        "groups: [{ name: people, label: { vi: Dân } }, { name: bodies, label: { vi: Tổ chức } }]\n"
        f"scales:\n    s:\n{scale}questions:\n{asked}",
        encoding="utf-8",
    )


SHARES = (", share: 1", ", share: 0.6", ", share: 0.2", ", share: 0", "")

if __name__ == "__main__":
    main()
