"""Counting a register of dossiers against merely reading it with pandas, in one process.

    python benchmarks/register.py [--count 500000] [--rounds 3] [--workbook]

A register of sixty units is made up. In each round both jobs run by turns over the same file:
pandas reads it into a frame of texts, parindex reads, checks and counts every row. Figures are
medians; that of processor time is steadier where other programs run beside. Memory is the peak of
a process that counts. pandas must be installed; parindex does not need it.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from random import Random

from xlsxwriter import Workbook

from parindex.forms.dossiers import RegisterJob, read_register
from parindex.model.roster import Roster
from parindex.model.round import Unit
from parindex.model.tables import RegisterSpec

SAMPLES = Path(__file__).parents[1] / "samples"
_UNITS = 60


def main() -> None:
    """Print the ratio of times, the times, and peak memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=500_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--workbook", action="store_true", help="count a workbook (.xlsx) instead")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        file = made(Path(name), options.count, workbook=options.workbook)
        print(f"peak of the process {peak(file)} MB")
        rounds = [
            (spent(lambda: read_bare(file)), spent(lambda: counted(file)))
            for _ in range(options.rounds)
        ]
        report(options.count, rounds)


def made(folder: Path, count: int, *, workbook: bool) -> Path:
    """Write a register of ``count`` dossiers and return its path."""
    sys.path.insert(0, str(SAMPLES))
    import dossiers  # noqa: PLC0415 - stands in samples/

    each, rng = count // _UNITS, Random(2025)
    rows = (row for unit in units() for row in dossiers.dossiers(unit, each, each * 9 // 10, rng))
    if not workbook:
        file = folder / "register.csv"
        dossiers.write(file, rows)
        return file
    file = folder / "register.xlsx"
    form = {"constant_memory": True, "default_date_format": "dd/mm/yyyy hh:mm"}
    with Workbook(file, form) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, dossiers.HEADINGS)
        for number, (unit, dossier, *moments) in enumerate(rows, start=1):
            days = (datetime.strptime(moment, "%d/%m/%Y %H:%M") for moment in moments)
            sheet.write_row(number, 0, (unit, dossier, *days))
    return file


def units() -> Iterator[str]:
    """Yield the codes of the units."""
    return (f"XA{number:02}" for number in range(_UNITS))


def read_bare(file: Path) -> int:
    """Read the register with pandas and do nothing with it."""
    import pandas as pd  # noqa: PLC0415 - makes the process large

    if file.suffix == ".csv":
        return len(pd.read_csv(file, dtype=str, keep_default_na=False))
    return len(pd.read_excel(file, dtype=str, engine="calamine"))


def counted(file: Path) -> int:
    """Count the register; return how many rows it has."""
    from dossiers import HEADINGS  # noqa: PLC0415 - stands in samples/

    keys = ("unit", "dossier", "received", "due", "returned")
    spec = {
        "file": file.name,
        "source": {"vi": "Sổ"},
        "columns": dict(zip(keys, HEADINGS, strict=True)),
        "feeds": [{"item": "1", "count": "on_time"}],
    }
    last = date(2025, 12, 31)
    roster = Roster(Unit(unit, f"Xã {unit}", "XA") for unit in units())
    first, stated = date(2025, 1, 1), RegisterSpec.model_validate(spec)
    job = RegisterJob(stated, first, last, last, tuple(units()), roster)
    register = read_register(job, str(file))
    if register.dropped or register.outside:
        raise SystemExit("a row of the register was not counted")
    return register.rows


def spent(job: Callable[[], object]) -> tuple[float, float]:
    """Run a job; return the seconds by the clock, and of the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    job()
    return time.perf_counter() - clock, time.process_time() - processor


def report(count: int, rounds: list[tuple[tuple[float, float], tuple[float, float]]]) -> None:
    """Print the median ratios and times."""
    for name, place in (("clock", 0), ("processor", 1)):
        ratios = [mine[place] / bare[place] for bare, mine in rounds]
        bare, mine = (statistics.median(one[job][place] for one in rounds) for job in (0, 1))
        print(
            f"{count:>7} rows, {name}: {statistics.median(ratios):.2f} x pandas "
            f"({min(ratios):.2f} to {max(ratios):.2f}); {mine:.2f} s, pandas {bare:.2f} s"
        )


def peak(file: Path) -> int:
    """Return the peak memory in MB of a process that counts the register.

    To be asked before pandas has made this process large: a child starts with its parent's peak.
    """
    program = (
        "import resource, runpy, sys\n"
        f"sys.path.insert(0, {str(SAMPLES)!r})\n"
        f"runpy.run_path({__file__!r})['counted'](__import__('pathlib').Path(sys.argv[1]))\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)\n"
    )
    command = [sys.executable, "-c", program, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    return int(done.stdout)


if __name__ == "__main__":
    main()
