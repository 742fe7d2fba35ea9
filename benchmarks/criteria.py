"""Validating a set of 120 items against a bare parse of the same file by PyYAML's C loader.

    python benchmarks/criteria.py [--rounds 15]

The set is the departments' set with items of its own repeated until there are 120. Both jobs run by
turns; the figure is the median of the ratios. Start-up is left aside.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from parindex.reports.effective import effective_yaml
from parindex.sources.criteria import parse_criteria, read_criteria

SET = Path(__file__).parents[1] / "criteria" / "city" / "department-2025.yaml"
ITEMS = 120


def main() -> None:
    """Print the ratio of times, and the times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    text = enlarged()
    criteria, findings = parse_criteria(text)
    if criteria is None or len(criteria.items) != ITEMS:
        raise SystemExit(f"the enlarged set is not valid: {findings[:3]}")
    parsed, validated = [], []
    for _ in range(parser.parse_args().rounds):
        parsed.append(timed(lambda: yaml.load(text, yaml.CSafeLoader)))
        validated.append(timed(lambda: parse_criteria(text)))
    ratios = [mine / theirs for mine, theirs in zip(validated, parsed, strict=True)]
    print(
        f"{len(criteria.items)} items, {len(text) // 1000} kB: {statistics.median(ratios):.2f} x "
        f"parsing ({min(ratios):.2f} to {max(ratios):.2f}); "
        f"{statistics.median(validated) * 1000:.0f} ms against "
        f"{statistics.median(parsed) * 1000:.0f} ms"
    )


def timed(job: Callable[[], object]) -> float:
    """Return the seconds a job takes."""
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


Plain = dict[str, Any]


def enlarged() -> str:
    """Return the departments' set with a further area of items repeated from it."""
    loaded, _ = read_criteria(SET)
    if loaded is None or not isinstance(loaded.document.value, dict):
        raise SystemExit("the set cannot be read")
    value: Plain = dict(loaded.document.value)
    leaves = [leaf for area in value["areas"] for leaf in items(area)]
    more = [
        {**leaf, "code": f"9.{number}"}
        for number, leaf in enumerate(leaves[: ITEMS - len(leaves)], start=1)
    ]
    area = {"code": "9", "name": {"vi": "Lặp lại"}, "max": sum(leaf["max"] for leaf in more)}
    value["areas"] = [*value["areas"], {**area, "criteria": more}]
    value["total"] += area["max"]
    return effective_yaml(value)


def items(node: Plain) -> list[Plain]:
    """Return the items at or under a plain node."""
    if "criteria" not in node:
        return [node]
    return [leaf for child in node["criteria"] for leaf in items(child)]


if __name__ == "__main__":
    main()
