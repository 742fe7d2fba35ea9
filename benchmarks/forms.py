"""Reading, checking and scoring forms against merely opening their sheets, in one process.

    python benchmarks/forms.py [--counts 50 500 3300] [--rounds 3] [--libreoffice]

Forms of the communes' set are generated once and filled. In each round both jobs run by turns over
the same few files until all are done, so that a processor that changes its pace meets both alike;
the figure is the median of the rounds' ratios. Memory is the peak of a process
that does the whole job, child processes and result included.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path
from random import Random

from python_calamine import CalamineWorkbook

from parindex.evaluation.files import assess_file
from parindex.evaluation.plan import Plan, make_plan
from parindex.forms.write import FormOrder, write_form
from parindex.model.round import Unit
from parindex.sources.memory import settle_memory
from parindex.sources.round import RoundFolder, read_round

ROOT = Path(__file__).parents[1]
ROUND = ROOT / "samples" / "round-2025"
_MASTERS = 12
_TURN = 10


def main() -> None:
    """Print a line a count: ratio of times, times, and peak memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counts", type=int, nargs="+", default=[50, 500, 3300])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--libreoffice", action="store_true", help="let LibreOffice save the filled forms"
    )
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT / "samples"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_round(folder, max(options.counts), libreoffice=options.libreoffice)
        files = sorted(str(path) for path in (folder / "submissions").iterdir())
        loaded, _ = read_round(folder)
        if loaded is None:
            raise SystemExit("the generated round cannot be read")
        plan = make_plan(loaded.round)
        settle_memory()
        for count in options.counts:
            report(files[:count], plan, options.rounds)
        for count in options.counts:
            print(f"{count:>6} files: parindex score, peak of the process {peak(folder, count)} MB")


def report(files: list[str], plan: Plan, rounds: int) -> None:
    """Run both jobs by turns and print the median ratio."""
    opened, scored = [0.0] * rounds, [0.0] * rounds
    for number in range(rounds):
        for start in range(0, len(files), _TURN):
            some = files[start : start + _TURN]
            opened[number] += timed(lambda some=some: [open_sheets(file) for file in some])
            scored[number] += timed(
                lambda some=some: [assess_file(plan, file).unit for file in some]
            )
    ratios = [mine / theirs for mine, theirs in zip(scored, opened, strict=True)]
    each = statistics.median(scored) / len(files) * 1000
    print(
        f"{len(files):>6} files: {statistics.median(ratios):.2f} x opening "
        f"({min(ratios):.2f} to {max(ratios):.2f}); {each:.2f} ms a file"
    )


def timed(job: "object") -> float:
    """Return the seconds a job takes."""
    start = time.perf_counter()
    job()  # type: ignore[operator]
    return time.perf_counter() - start


def open_sheets(file: str) -> int:
    """Open the two sheets that scoring reads: the form and the register of documents."""
    book = CalamineWorkbook.from_path(file)
    return sum(len(book.get_sheet_by_index(n).to_python()) for n in (0, 2))


def make_round(folder: Path, count: int, *, libreoffice: bool = False) -> None:
    """Write a round of ``count`` communes, their forms copied from a few that are filled."""
    import generate  # noqa: PLC0415 - stands in samples/

    sample, _ = read_round(ROUND)
    if sample is None:
        raise SystemExit("the sample round cannot be read")
    text = (ROUND / "round.yaml").read_text(encoding="utf-8")
    text = text.replace("../../criteria/", f"{(ROOT / 'criteria').as_posix()}/")
    (folder / "round.yaml").write_text(text, encoding="utf-8")
    units = [f"B{number:05}" for number in range(count)]
    lines = ["code,name,block,exempt", *(f"{code},Xã {code},XA," for code in units)]
    (folder / "units.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    target = folder / "submissions"
    target.mkdir()
    masters = [filled(generate, sample, number) for number in range(_MASTERS)]
    if libreoffice:
        masters = [resaved(master, folder / "office") for master in masters]
    for number, code in enumerate(units):
        (target / f"{code}.xlsx").write_bytes(readdressed(masters[number % _MASTERS], code))


def filled(generate: "object", sample: RoundFolder, number: int) -> bytes:
    """Return a filled form whose unit is a placeholder."""
    criteria = sample.round.block("XA").criteria
    unit = Unit("B-----", "Xã mẫu", "XA")
    order = FormOrder(sample.round.spec, criteria, unit)
    return write_form(generate.filled(order, Random(number)))  # type: ignore[attr-defined]


def resaved(data: bytes, folder: Path) -> bytes:
    """Return the workbook as LibreOffice saves it: shared strings, as in Excel's own files."""
    source, target = folder / "in" / "form.xlsx", folder / "form.xlsx"
    source.parent.mkdir(parents=True, exist_ok=True)
    source.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir"]
    subprocess.run([*command, str(folder), str(source)], capture_output=True, check=True)  # noqa: S603
    return target.read_bytes()


def readdressed(data: bytes, code: str) -> bytes:
    """Return the form with another unit's code."""
    from zipfile import ZIP_DEFLATED, ZipFile  # noqa: PLC0415

    result = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(result, "w", ZIP_DEFLATED) as target:
        for entry in source.infolist():
            part = source.read(entry)
            target.writestr(entry.filename, part.replace(b"B-----", code.encode()))
    return result.getvalue()


def peak(folder: Path, count: int) -> int:
    """Return the peak memory in MB of scoring the first ``count`` units as the command does."""
    program = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from dataclasses import replace\n"
        "from parindex.evaluation.rounds import evaluate\n"
        "from parindex.reports.outputs import write_results\n"
        "from parindex.sources.round import RoundFolder, read_round\n"
        "if __name__ == '__main__':\n"
        "    folder, _ = read_round(Path(sys.argv[1])); n = int(sys.argv[2])\n"
        "    forms, _ = folder.submissions()\n"
        "    units = folder.round.units[:n]\n"
        "    folder = RoundFolder(folder.path, replace(folder.round, units=units), folder.hashes)\n"
        "    RoundFolder.submissions = lambda self: (forms[:n], [])\n"
        "    done = evaluate(folder)\n"
        "    write_results(Path(sys.argv[1]) / 'results', done, done.findings, 'vi')\n"
        "    mine = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss\n"
        "    print(mine // 1024, child // 1024)\n"
    )
    script = folder / "peak.py"
    script.write_text(program, encoding="utf-8")
    command = [sys.executable, str(script), str(folder), str(count)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    return max(int(part) for part in done.stdout.split())


if __name__ == "__main__":
    main()
