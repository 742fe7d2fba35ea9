"""`parindex check` of many forms with one and with two workers against merely opening their sheets.

    python benchmarks/check.py [--count 3300] [--rounds 3] [--libreoffice]

Forms are made as for ``forms.py``. In each round three jobs run by turns over all files:
python-calamine opens the form and the register of documents, in this process; ``check`` reads,
checks and scores in one child process; and in two. The start and the end of the child processes,
and the findings they send back, are part of the time. Figures are medians of the rounds; that of
processor time, summed over processes, is steadier where other programs run beside.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from forms import ROOT, make_round, open_sheets

from parindex.evaluation.checking import batches, check_files


class Spent(NamedTuple):
    """The seconds of a job: by the clock, and of processors in all its processes."""

    clock: float
    processors: float


def main() -> None:
    """Print both ratios to opening, and how much faster two workers are than one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=3300)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--libreoffice", action="store_true", help="let LibreOffice save the filled forms"
    )
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT / "samples"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_round(folder, options.count, libreoffice=options.libreoffice)
        found = batches([folder])
        files = [str(file) for batch in found for file in batch.files]
        jobs: list[Callable[[], object]] = [
            lambda: [open_sheets(file) for file in files],
            lambda: check_files(found, workers=1),
            lambda: check_files(found, workers=2),
        ]
        rounds = [[spent(job) for job in jobs] for _ in range(options.rounds)]
    report(len(files), rounds)


def spent(job: Callable[[], object]) -> Spent:
    """Run a job and return what it took; child processes count when they have ended."""
    clock, processors = time.perf_counter(), sum(os.times()[:4])
    job()
    return Spent(time.perf_counter() - clock, sum(os.times()[:4]) - processors)


def report(count: int, rounds: Sequence[Sequence[Spent]]) -> None:
    """Print a line for each number of workers."""
    opened = statistics.median(opening.clock for opening, *_ in rounds)
    print(f"{count} forms opened by calamine: {opened / count * 1000:.2f} ms a file")
    for number in (1, 2):
        clock = ratios(rounds, number, "clock")
        processors = ratios(rounds, number, "processors")
        print(f"check, {number} worker(s): {clock} x opening; processor time {processors} x")
    gains = [one.clock / two.clock for _, one, two in rounds]
    print(f"two workers are {middle(gains)} x as fast as one")


def ratios(rounds: Sequence[Sequence[Spent]], number: int, kind: str) -> str:
    """Return the ratios of a job to opening, round by round, in words."""
    return middle([getattr(r[number], kind) / getattr(r[0], kind) for r in rounds])


def middle(values: Sequence[float]) -> str:
    """Write the median and the ends of some figures."""
    return f"{statistics.median(values):.2f} ({min(values):.2f} to {max(values):.2f})"


if __name__ == "__main__":
    main()
