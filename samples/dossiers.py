"""A made-up register of dossiers: for the sample round, or of any length for a benchmark.

``python samples/dossiers.py FILE`` writes the register of the round's one-stop shops: as many
dossiers as each form declares and as many on time, but for some units that declare more than that,
and a few rows that are spoiled as rows of such registers are.
"""

import csv
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from fractions import Fraction
from pathlib import Path
from random import Random

from parindex.evaluation.files import detail_file, identify_file
from parindex.evaluation.plan import folder_plan
from parindex.sources.round import read_round

ROUND = Path(__file__).parent / "round-2025"
HEADINGS = ("Đơn vị", "Mã hồ sơ", "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày trả")
ITEMS = {"SO": "3.4.1", "XA": "3.3.1"}
"""By block, the item that asks for the dossiers settled and those on time."""
LATER_THAN_DECLARED = {"SO02": 2, "XA10": 1, "XA25": 4}
"""Dossiers that these units declare as on time and returned late."""
NOT_SENT = (40, 36)
"""The dossiers of a unit whose form cannot be read or did not come, and those on time."""
_SHOWN = "%d/%m/%Y %H:%M"

Row = tuple[str, str, str, str, str]


def dossiers(unit: str, number: int, on_time: int, rng: Random, year: int = 2025) -> Iterator[Row]:
    """Yield the rows of a unit that returned so many dossiers, so many of them on time."""
    for place in range(number):
        received = datetime(year, 1, 2, 7, 30) + timedelta(minutes=rng.randrange(330 * 1440))
        due = received + timedelta(days=rng.randrange(3, 15))
        after = timedelta(minutes=rng.randrange(1, 3 * 1440))
        returned = due - after if place < on_time else due + after
        moments = (moment.strftime(_SHOWN) for moment in (received, due, returned))
        yield (unit, f"000.{unit}-{year % 100}-{place:06}", *moments)  # type: ignore[misc]


def declared() -> dict[str, tuple[int, int]]:
    """Return, by unit of the sample round, the dossiers it declares, and those on time."""
    folder, _ = read_round(ROUND)
    if folder is None:
        raise SystemExit("the sample round cannot be read")
    plan = folder_plan(folder)
    found = {unit.code: NOT_SENT for unit in folder.round.units}
    for form in map(str, folder.submissions()[0]):
        detail = detail_file(plan, form)
        unit = folder.round.unit(identify_file(plan, form).unit)
        if detail is None or unit is None:
            continue
        values = detail.answers[ITEMS[unit.block]].values
        settled, on_time = values.get("settled"), values.get("on_time")
        if isinstance(settled, Fraction) and isinstance(on_time, Fraction):
            found[unit.code] = (int(settled), int(on_time))
    return found


def register() -> list[Row]:
    """Return the rows of the sample round's register, in the order of their numbers."""
    rows: list[Row] = []
    for unit, (settled, on_time) in declared().items():
        later = min(LATER_THAN_DECLARED.get(unit, 0), on_time)
        rows += dossiers(unit, settled, on_time - later, Random(unit))
    first, second = rows[0], rows[1]
    rows += [
        (first[0], "000.X-25-000001", "31/02/2025", *first[3:]),
        (first[0], "000.X-25-000002", second[4], second[3], "02/01/2025 08:00"),
        ("Văn phòng một cửa cũ", "000.X-25-000003", *first[2:]),
        second,
    ]
    return rows


def write(file: Path, rows: Iterable[Row]) -> None:
    """Write a register as a CSV file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(HEADINGS)
        writer.writerows(rows)


if __name__ == "__main__":
    write(Path(sys.argv[1]), register())
