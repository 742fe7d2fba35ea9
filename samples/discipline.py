"""Makes the registers of the round ``discipline-2017``: totals as published, the rest invented.

Run ``python samples/discipline.py``; the same bytes each time.
"""

import csv
from collections.abc import Iterator
from pathlib import Path
from random import Random

TABLES = Path(__file__).parent / "discipline-2017" / "tables"
CENTRE, DISTRICTS = "CQ06", [f"DP{number:02}" for number in range(1, 15)]
OF_THE_PROVINCE, OF_DISTRICTS, OF_COMMUNES = 30_783, 159_000, 295_807
"""Dossiers received in the seven months; of those of districts the article says: near 159,000."""
MONTHS = 7
HELD = {"CQ01": 19, "CQ02": 40, "CQ03": 31, "CQ04": 25, "CQ05": 36}
"""Inspections held in the first half-year; of CQ01 the article says: nearly 20."""
VISITS = 56
"""Visits by the province, here to districts alone."""


def main() -> None:
    """Write both registers."""
    rng = Random(2017)
    head = ["Đơn vị", "Nơi tiếp nhận", "Tháng", "Tiếp nhận", "Đã giải quyết", "Đúng và trước hạn"]
    _write("ho-so-2017.csv", head, dossiers(rng))
    head = ["Đơn vị", "Tháng", "Đoàn kiểm tra", "Thiếu sót", "Đã khắc phục"]
    _write("kiem-tra-2017.csv", head, inspections(rng))


def dossiers(rng: Random) -> Iterator[list[object]]:
    """Yield a row a unit, place and month; those received add up to what was published."""
    yield from _months(CENTRE, "Trung tâm", OF_THE_PROVINCE, 0.997, rng)
    for place, total in (("Trung tâm", OF_DISTRICTS), ("Cấp xã", OF_COMMUNES)):
        weights = [rng.uniform(1, 5) for _ in DISTRICTS]
        for unit, count in zip(DISTRICTS, parts(total, weights), strict=True):
            yield from _months(unit, place, count, rng.choice((0.998, 0.996, 0.993, 0.985)), rng)


def _months(unit: str, place: str, total: int, share: float, rng: Random) -> Iterator[list[object]]:
    weights = [rng.uniform(0.8, 1.2) for _ in range(MONTHS)]
    for month, received in enumerate(parts(total, weights), start=1):
        settled = received - round(received * rng.uniform(0, 0.06))
        yield [unit, place, month, received, settled, round(settled * share)]


def parts(total: int, weights: list[float]) -> list[int]:
    """Return whole numbers near the weights that add up to the total exactly."""
    found: list[int] = []
    whole = sum(weights)
    for number in range(1, len(weights) + 1):
        found.append(round(total * sum(weights[:number]) / whole) - sum(found))
    return found


def inspections(rng: Random) -> Iterator[list[object]]:
    """Yield a row an inspection: those of the units themselves, then those of the province.

    Of the offices of the province only how many they held is known; their faults are left at 0,
    and the round does not read them.
    """
    held = HELD | {unit: rng.randrange(4, 24) for unit in DISTRICTS}
    for unit, count in held.items():
        for number in range(count):
            yield [unit, number % 6 + 1, "Đơn vị", *([0, 0] if unit in HELD else _faults(rng))]
    for number in range(VISITS):
        unit = DISTRICTS[number % len(DISTRICTS)]
        yield [unit, number % 8 + 1, "Tỉnh", *_faults(rng)]


def _faults(rng: Random) -> list[int]:
    found = rng.choice((0, 0, 0, 1, 1, 2))
    return [found, sum(rng.random() < 0.85 for _ in range(found))]


def _write(name: str, head: list[str], rows: Iterator[list[object]]) -> None:
    TABLES.mkdir(exist_ok=True)
    with (TABLES / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)


if __name__ == "__main__":
    main()
