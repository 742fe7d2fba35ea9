"""Makes the rounds ``districts-2020`` and ``communes-2025``: before and after two-tier government.

Run ``python samples/tiers.py`` after a change to the criteria sets or to the form. The island
district, of which in July 2025 a special zone was made, sends the form that was made for it before.
"""

from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from random import Random

from filling import send
from parindex.evaluation.blanks import order_of
from parindex.evaluation.made_up import filled
from parindex.forms.write import write_form
from parindex.model.round import Round, Unit

SAMPLES = Path(__file__).parent
ROUNDS = {"districts-2020": datetime(2021, 1, 8, 8, 0), "communes-2025": datetime(2026, 1, 8, 8, 0)}
"""When the first form of each was saved."""
RENAMED = {"XA07": ("HU01", "Huyện đảo Hòn Khơi")}


def main() -> None:
    """Write every submission of both rounds."""
    for name, saved in ROUNDS.items():
        send(SAMPLES / name, partial(form, name), saved)


def form(name: str, this_round: Round, unit: Unit) -> tuple[str, bytes]:
    """Return under whose code a unit sends its form, and the form with invented answers."""
    order = filled(order_of(this_round, unit), Random(f"{name} {unit.code}"))
    code, called = RENAMED.get(unit.code, (unit.code, unit.name))
    return code, write_form(replace(order, unit=replace(unit, code=code, name=called)))


if __name__ == "__main__":
    main()
