"""Makes the round ``communes-2025``: seven units of two-tier government, and what they were before.

Run ``python samples/communes.py`` after a change to the criteria set or to the form. The island
district, which only changed its name, sends the form that was made for it before July.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import generate
from filling import opened
from packing import packed
from parindex.evaluation.blanks import order_of
from parindex.forms.write import write_form

ROUND = Path(__file__).parent / "communes-2025"
SAVED = datetime(2026, 1, 8, 8, 0)
RENAMED = {"XA07": ("HU01", "Huyện đảo Hòn Khơi")}


def main() -> None:
    """Write every submission of the round."""
    target = ROUND / "submissions"
    target.mkdir(exist_ok=True)
    for old in target.glob("*"):
        old.unlink()
    this_round = opened(ROUND).round
    for number, unit in enumerate(this_round.units):
        order = generate.filled(order_of(this_round, unit), Random(f"{ROUND.name} {unit.code}"))
        code, name = RENAMED.get(unit.code, (unit.code, unit.name))
        data = write_form(replace(order, unit=replace(unit, code=code, name=name)))
        (target / f"{code}.xlsx").write_bytes(packed(data, SAVED + timedelta(minutes=7 * number)))


if __name__ == "__main__":
    main()
