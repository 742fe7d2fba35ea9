"""The web page for many units against the same result merely written as JSON.

    python benchmarks/page.py [--counts 63 660 3300] [--rounds 3]

Units of the communes' block of the sample round (45 items each) are repeated under codes and names
of their own, and every reason that has a figure gets another, as no two units declare the same.
The baseline is results.json of that very result (pydantic); the figure is the median of the rounds'
ratios. For the greatest count the page is opened in Chromium: milliseconds from the start of the
navigation until the ranking can be sorted and searched, and until a unit's page stands.
"""

import argparse
import re
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import count as numbers
from pathlib import Path

from parindex.evaluation.rounds import evaluate
from parindex.model.imprint import Imprint
from parindex.model.result import RoundResult, UnitResult
from parindex.model.text import LocalText
from parindex.reports.documents import result_bytes
from parindex.reports.page import make
from parindex.reports.publication import Publication
from parindex.sources.round import read_round

ROUND = Path(__file__).parents[1] / "samples" / "round-2025"


def main() -> None:
    """Print a line a count: size, ratio of times, times; then what Chromium needs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counts", type=int, nargs="+", default=[63, 660, 3300])
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    folder, _ = read_round(ROUND)
    if folder is None:
        raise SystemExit("the sample round cannot be read")
    sample = evaluate(folder).result
    page = b""
    for count in options.counts:
        result = many(sample, count)
        page = report(result, count, options.rounds)
    opened(page, options.rounds)


def report(result: RoundResult, count: int, rounds: int) -> bytes:
    """Run both jobs by turns, print the median ratio and return the page."""
    written, made = [], []
    data = page = b""
    for _ in range(rounds):
        seconds, data = timed(lambda: result_bytes(result))
        written.append(seconds)
        seconds, page = timed(lambda: html(result))
        made.append(seconds)
    ratios = [mine / theirs for mine, theirs in zip(made, written, strict=True)]
    print(
        f"{count:>6} units: {len(page) / 1e6:.2f} MB ({len(page) / len(data):.2f} x results.json);"
        f" {statistics.median(made):.2f} s, {statistics.median(ratios):.1f} x writing results.json"
    )
    return page


def html(result: RoundResult) -> bytes:
    """Return the page of a result."""
    [made] = make(Publication(result, "vi", Imprint(parindex=1), run="0123456789ab"))
    return made.data


def timed(job: Callable[[], bytes]) -> tuple[float, bytes]:
    """Return the seconds a job takes, and what it makes."""
    start = time.perf_counter()
    made = job()
    return time.perf_counter() - start, made


def many(sample: RoundResult, count: int, *, alike: bool = False) -> RoundResult:
    """Return a result of ``count`` ranked units; ``alike`` where they share their reasons."""
    block = sample.blocks[1]
    units = [another(block.ranked[n % len(block.ranked)], n, alike=alike) for n in range(count)]
    units.sort(key=lambda unit: -(unit.score.index if unit.score else Decimal(0)))
    ranked = tuple(replace(unit, rank=rank) for rank, unit in enumerate(units, start=1))
    return replace(sample, blocks=(replace(block, units=ranked),), adjustments=(), surveys=())


def another(unit: UnitResult, number: int, *, alike: bool) -> UnitResult:
    """Return the unit under another code and name, with reasons that name other figures."""
    assert unit.score is not None  # noqa: S101 - it is ranked
    fresh = numbers(number * 100)
    items = unit.score.items
    if not alike:
        reasons = tuple(otherwise(reason.for_lang("vi"), next(fresh)) for reason in items.reasons)
        items = replace(items, reasons=reasons)
    return replace(
        unit,
        code=f"B{number:05}",
        name=f"{unit.name.removesuffix(' (mẫu)')} số {number}",
        score=replace(unit.score, items=items),
    )


def otherwise(reason: str, number: int) -> LocalText:
    """Return a reason with other decimals where it has endless ones."""
    return LocalText(vi=re.sub(r"(\d,)\d{6}…", rf"\g<1>{number:06}…", reason))


def opened(page: bytes, rounds: int) -> None:
    """Print the milliseconds until the page can be used in Chromium."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - the rest runs without

    chromium = shutil.which("chromium")
    if chromium is None:
        print("no chromium on the PATH: not opened")
        return
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        path = Path(name) / "index.html"
        path.write_bytes(page)
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-quic", "--disable-background-networking"],
        )
        ready, unit = [], []
        for _ in range(rounds):
            tab = browser.new_page()
            tab.goto(path.as_uri())
            ready.append(tab.evaluate("performance.getEntriesByName('ready')[0].startTime"))
            unit.append(tab.evaluate(_OPEN))
            tab.close()
        browser.close()
    print(
        f"Chromium: {statistics.median(ready):.0f} ms until the ranking can be used,"
        f" then {statistics.median(unit):.0f} ms to open a unit"
    )


_OPEN = """async () => {
  const link = document.querySelector("tbody a");
  const start = performance.now();
  link.click();
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - start;
}"""


if __name__ == "__main__":
    main()
