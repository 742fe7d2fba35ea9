"""Makes the round ``conduct-2018``: nine made-up units, each with what it declares of its conduct.

Run ``python samples/conduct.py`` after a change to the criteria set or to the form.
"""

from datetime import datetime
from pathlib import Path
from random import Random

from filling import Answers, send_forms
from parindex.model.round import Unit

ROUND = Path(__file__).parent / "conduct-2018"
SAVED = datetime(2019, 1, 4, 8, 0)
GOOD, BAD = {"SO2", "XA1"}, {"SO4", "XA4"}


def main() -> None:
    """Write every submission of the round."""
    send_forms(ROUND, answers, SAVED)


def answers(unit: Unit, rng: Random) -> Answers:
    """Return what a unit declares; the good ones have no fault, the bad ones several."""
    faults = 0 if unit.code in GOOD else 3 if unit.code in BAD else 1
    assigned, staff = rng.randrange(30, 90), rng.randrange(25, 120)
    violations = rng.randrange(faults, 2 * faults + 1)
    return {
        "1.1": {"assigned": assigned, "in_time": assigned - rng.randrange(5) * faults},
        "1.2": {"breaches": rng.randrange(3) * faults},
        "1.3": {
            "reprimands": rng.randrange(faults + 1),
            "warnings": rng.randrange(faults + 1) // 2,
            "graver": int(unit.code in BAD),
        },
        "2.1": {"staff": staff, "instructed": staff - rng.randrange(2) * faults * 2},
        "2.2": {"upheld": rng.randrange(faults + 1)},
        "3.1": {
            "violations": violations,
            "own": violations // 2 if unit.code in BAD else violations,
        },
        "3.2": {"planned": 24, "held": 24 - rng.randrange(5) * faults},
        "4.1": {"visits": 4 if unit.code in GOOD else rng.randrange(1, 5)},
        "4.2": {"made": 10, "carried_out": 10 - rng.randrange(3) * faults},
        "4.3": {
            name: rng.random() > faults / 6 for name in ("plans", "budget", "support", "works")
        },
    }


if __name__ == "__main__":
    main()
