"""Publishing against bare compiles of the same typst sources with the same data.

    python benchmarks/report.py [--units 63] [--cards 200] [--rounds 5]

The results are those of the sample, its units repeated under other codes until there are so many.
What our products hand to typst is noted once; in each round ``parindex report`` and a program that
only compiles what was noted run by turns, so that a processor that changes its pace meets both
alike. The figure is the median of the rounds' ratios. Scorecards are compiled on all cores by both.
For the report a third program only loads typer and pydantic: with a bare compile it is the least
that a command made with them can take.
"""

import argparse
import os
import pickle
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import typst
from compiling import Call

from parindex.evaluation.rounds import evaluate
from parindex.model.imprint import Imprint
from parindex.model.result import BlockResult, RoundResult, UnitResult
from parindex.reports.documents import result_bytes
from parindex.reports.products import PRODUCTS, make
from parindex.reports.publication import Publication
from parindex.sources.round import read_round

ROUND = Path(__file__).parents[1] / "samples" / "round-2025"
_COMPILING = str(Path(__file__).with_name("compiling.py"))
_FRAMEWORK = "import typer; from pydantic import BaseModel, Field, TypeAdapter"
_MASTERS = 20
"""So many different scorecards are noted; further ones are compiled from these by turns."""


def main() -> None:
    """Print a line for the report, and one for the scorecards."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=63)
    parser.add_argument("--cards", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    result = sample()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # modules are compiled once, as installed
        os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
        whole = repeated(result, result.blocks[0], options.units)
        run("annual", whole, options.units, 1, options.rounds, folder)
        if "scorecards" not in {product.name for product in PRODUCTS}:
            print("no scorecards are made yet: skipped")
            return
        whole = repeated(result, result.blocks[1], options.cards)
        run("scorecards", whole, options.cards, options.cards, options.rounds, folder)


def sample() -> RoundResult:
    """Score the sample round."""
    loaded, _ = read_round(ROUND)
    if loaded is None:
        raise SystemExit("the sample round cannot be read")
    return evaluate(loaded).result


def repeated(result: RoundResult, block: BlockResult, count: int) -> RoundResult:
    """Return the result with so many units in that block alone, ranked by their index."""
    scored = list(islice(cycle(block.ranked), count))
    scored.sort(key=lambda unit: -index(unit))
    ranks = {value: place for place, value in reversed(list(enumerate(map(index, scored), 1)))}
    units = tuple(
        replace(unit, code=f"B{number:05}", name=f"{unit.name} {number}", rank=ranks[index(unit)])
        for number, unit in enumerate(scored)
    )
    return replace(result, blocks=(replace(block, units=units),), surveys=(), past=())


def index(unit: UnitResult) -> float:
    """Return the index of a unit that has one."""
    assert unit.score is not None  # noqa: S101 - for the type checker
    return float(unit.score.index)


def run(
    product: str, result: RoundResult, units: int, documents: int, rounds: int, folder: Path
) -> None:
    """Run both by turns and print the median ratio of their times."""
    path = folder / product
    (path / "results").mkdir(parents=True)
    (path / "results" / "results.json").write_bytes(result_bytes(result))
    kept = note(product, result, path)
    ours, theirs, starts = [], [], []
    report = ["-m", "parindex", "report", str(path), "--format", "pdf", "--only", product]
    python(*report, "-o", str(path / "first"), "--only", result.blocks[0].units[0].code)
    for _ in range(rounds):
        theirs.append(timed(lambda: python(_COMPILING, str(kept), str(documents))))
        ours.append(timed(lambda: python(*report, "-o", str(path / "out"))))
        if documents == 1:
            starts.append(timed(lambda: python("-c", _FRAMEWORK)))
    made = len(list((path / "out").rglob("*.pdf")))
    if made != documents:
        raise SystemExit(f"{made} documents instead of {documents}")
    ratios = [mine / other for mine, other in zip(ours, theirs, strict=True)]
    print(
        f"{product}, {units} units, {documents} documents: {statistics.median(ratios):.2f} x "
        f"the bare compiles ({min(ratios):.2f} to {max(ratios):.2f}); "
        f"{statistics.median(ours):.2f} s and {statistics.median(theirs):.2f} s"
    )
    if starts:
        least = [1 + start / other for start, other in zip(starts, theirs, strict=True)]
        print(
            f"loading typer and pydantic takes {statistics.median(starts):.2f} s: with the bare "
            f"compile {statistics.median(least):.2f} x"
        )


def python(*arguments: str) -> None:
    """Run a program to its end."""
    command = [sys.executable, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise SystemExit(done.stderr)


def timed(job: Callable[[], None]) -> float:
    """Return the seconds a job takes."""
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def note(product: str, result: RoundResult, path: Path) -> Path:
    """Make a product of a few units here, and write down what is handed to typst."""
    codes = frozenset(unit.code for unit in result.blocks[0].units[:_MASTERS])
    publication = Publication(result, "vi", Imprint(parindex=1), units=codes)
    with noting(path / "sources") as noted:
        for _ in make([product], publication):
            pass
    kept = path / "noted.pickle"
    kept.write_bytes(pickle.dumps(noted))
    return kept


@contextmanager
def noting(folder: Path) -> Iterator[tuple[dict[str, Any], list[Call]]]:
    """Note how fonts are loaded and what is compiled, and keep a copy of the sources."""
    options_of_fonts: dict[str, Any] = {}
    calls: list[Call] = []
    fonts, compiled = typst.Fonts, typst.compile_with_warnings

    def load(**options: Any) -> Any:
        options_of_fonts.update(options)
        return fonts(**options)

    def compile_(source: str, **options: Any) -> Any:
        shutil.copytree(options["root"], folder, dirs_exist_ok=True)
        kept = {k: v for k, v in options.items() if k != "font_paths"} | {"root": str(folder)}
        calls.append((str(folder / Path(source).relative_to(options["root"])), kept))
        return compiled(source, **options)

    replaced: Any = typst
    replaced.Fonts, replaced.compile_with_warnings = load, compile_
    try:
        yield options_of_fonts, calls
    finally:
        replaced.Fonts, replaced.compile_with_warnings = fonts, compiled


if __name__ == "__main__":
    main()
