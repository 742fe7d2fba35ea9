"""Makes the round ``emulation-2019``: 18 made-up collectives, from which ten are to be chosen.

Run ``python samples/emulation.py`` after a change to the criteria set or to the form. What falls
short is stated by unit, so that every outcome of a selection occurs and two units tie for the
tenth place.
"""

from datetime import datetime
from pathlib import Path
from random import Random

from filling import Answers, send_forms
from parindex.model.round import Unit

ROUND = Path(__file__).parent / "emulation-2019"
SAVED = datetime(2020, 1, 6, 8, 0)
IN_TIME, LATE = datetime(2019, 7, 2), datetime(2019, 7, 24)
SHORT: dict[str, Answers] = {
    "SO02": {"2.1": {"breaches": 1}},
    "SO03": {"2.4": {"visits": 4}},
    "SO05": {"1.3": {"contest": False}, "2.1": {"breaches": 1}},
    "SO06": {"2.1": {"breaches": 1}, "4.1": {"level": "good"}},
    "SO07": {"1.1": {"issued": LATE}, "2.1": {"breaches": 3}},
    "SO08": {
        "1.3": {"handbook": False, "contest": False},
        "2.1": {"breaches": 4},
        "2.2": {"upheld": 2},
        "4.1": {"level": "done"},
        "4.2": {"named": 6, "mended": 4},
    },
    "SO09": {"2.2": {"upheld": 2}, "2.3": {"teams": 1, "persons": 1}},
    "QH02": {"2.1": {"breaches": 2}},
    "QH03": {"2.4": {"visits": 3}, "3.2": {"held": 46}},
    "QH04": {"2.1": {"breaches": 2}},
    "QH05": {"2.1": {"breaches": 2}, "2.4": {"visits": 4}},
    "QH07": {"2.1": {"breaches": 1}},
    "QH08": {"2.1": {"breaches": 1}, "3.2": {"held": 44}},
    "QH09": {"1.1": {"issued": LATE}, "2.2": {"upheld": 1}},
}
"""What a unit declares that falls short, by item."""
LATE_OF_1000 = {
    "SO02": 4, "SO03": 6, "SO04": 2, "SO05": 8, "SO06": 30, "SO07": 22, "SO08": 40, "SO09": 10,
    "QH01": 3, "QH02": 5, "QH04": 12, "QH05": 10, "QH06": 7, "QH07": 9, "QH08": 14, "QH09": 35,
}  # fmt: skip
"""Of a thousand dossiers, how many were late."""
ABSENT = {"SO08": 30, "QH05": 3}
"""Of a hundred staff, how many were not instructed."""
LEFT_BLANK = {"QH07": "3.3"}


def main() -> None:
    """Write every submission of the round."""
    send_forms(ROUND, answers, SAVED)


def answers(unit: Unit, rng: Random) -> Answers:
    """Return what a unit declares: all in order but for what falls short."""
    staff, settled = rng.randrange(1, 4) * 100, rng.randrange(2, 30) * 1000
    received, short = rng.randrange(10, 60), SHORT.get(unit.code, {})
    absent, late = ABSENT.get(unit.code, 0), LATE_OF_1000.get(unit.code, 0)
    given: Answers = {
        "1.1": {"issued": IN_TIME},
        "1.2": {"staff": staff, "instructed": staff - absent * staff // 100},
        "1.3": dict.fromkeys(("posted", "handbook", "contest", "pledge"), True),
        "2.1": {"breaches": 0},
        "2.2": {"upheld": 0},
        "2.3": {"teams": 0, "persons": 0},
        "2.4": {"visits": rng.randrange(5, 9)},
        "3.1": {"settled": settled, "on_time": settled - late * settled // 1000},
        "3.2": {"planned": 48, "held": 48},
        "3.3": {"received": received, "answered": received},
        "4.1": {"level": "excellent"},
        "4.2": {"named": 0, "mended": 0},
    }
    return {
        item: {**values, **short.get(item, {})}
        for item, values in given.items()
        if LEFT_BLANK.get(unit.code) != item
    }


if __name__ == "__main__":
    main()
