"""Makes up the answers of the sample survey: 30,000 rows, the same each time, with a few faults."""

import csv
from io import StringIO
from random import Random

from parindex.model.round import Unit

ROWS = 30_000
_ANSWERS = ("HL", "BT", "KHL", "KYK", "")
_GROUPS = ("ND", "TC", "LĐ")
_FEW = "XA31"
"""The unit of which only a dozen are asked."""
_BY_NAME = "XA07"
"""The unit that is written by its name."""


def answers(units: tuple[Unit, ...], seed: int) -> bytes:
    """Return the file of answers (CSV in UTF-8) about these units."""
    rng = Random(f"{seed} survey")
    rows = [_row(rng, unit) for unit in units if unit.code == _FEW for _ in range(12)]
    others = [unit for unit in units if unit.code != _FEW]
    while len(rows) < ROWS - 21:
        rows.append(_row(rng, others[len(rows) % len(others)]))
    rng.shuffle(rows)
    numbered = [[f"{number:05}", *row] for number, row in enumerate(rows, start=1)]
    numbered += [row[:] for row in rng.sample(numbered, 5)]  # pasted twice
    numbered += [[f"{ROWS - n:05}", "XA99", *row[2:]] for n, row in enumerate(numbered[:7])]
    numbered += [
        [f"{ROWS + n:05}", *row[1:3], *_strange(row)] for n, row in enumerate(numbered[7:16])
    ]
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["Số phiếu", "Đơn vị", "Đối tượng", "c1", "c2", "c3", "c4"])
    writer.writerows(numbered)
    return stream.getvalue().encode()


def _row(rng: Random, unit: Unit) -> list[str]:
    """Draw one respondent: how content people are differs from unit to unit."""
    content = Random(unit.code).uniform(60, 92)
    group = rng.choices(_GROUPS, (6, 3, 1))[0]
    weights = (content, 20, 8, 4, 1)
    said = rng.choices(_ANSWERS, weights, k=3)
    name = unit.name if unit.code == _BY_NAME else unit.code
    if group == "LĐ":
        return [name, group, "", "", "", said[0]]
    return [name, group, *said, ""]


def _strange(row: list[str]) -> list[str]:
    """Return the answers of a row in words of another scale."""
    return ["Tốt" if answer else "" for answer in row[3:]]
