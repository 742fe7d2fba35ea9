"""The sample round's earlier years: every figure is invented, and the same each time."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random

from parindex.model.round import Unit
from parindex.scoring.ranking import ranks

YEARS = (2023, 2024)
NEW = frozenset({"SO20", "XA40"})
"""Units that were not there in those years."""


def write(path: Path, units: Sequence[Unit], seed: int) -> None:
    """Write the table of earlier years."""
    lines = ["year,unit,index,rank", *_lines(units, seed)]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")


def _lines(units: Sequence[Unit], seed: int) -> Iterator[str]:
    for year in YEARS:
        for block in dict.fromkeys(unit.block for unit in units):
            among = [unit for unit in units if unit.block == block and unit.code not in NEW]
            indices = [Decimal(_index(unit, seed, year)).scaleb(-2) for unit in among]
            ranked = ranks([Fraction(index) for index in indices], "competition")
            for unit, index, rank in zip(among, indices, ranked, strict=True):
                yield f"{year},{unit.code},{index},{rank}"


def _index(unit: Unit, seed: int, year: int) -> int:
    """Draw an index (hundredths of a point) by the ability with which the form is filled."""
    ability = Random(f"{seed} {unit.code}").betavariate(7, 2)
    drift = Random(f"{seed} {unit.code} {year}").gauss(0, 2.5) - 1.5 * (2025 - year)
    return min(9900, max(3000, round(100 * (32 + 66 * ability + drift))))
