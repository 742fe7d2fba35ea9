"""Makes the round ``emulation-2019``: 18 made-up collectives, of which a council takes the best ten.

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
    "SO01": {},
    "SO02": {"2.1": {"breaches": 1}, "3.1": {"late": 4}},
    "SO03": {"2.4": {"visits": 4}, "3.1": {"late": 6}},
    "SO04": {"3.1": {"late": 2}},
    "SO05": {"1.3": {"contest": False}, "2.1": {"breaches": 1}, "3.1": {"late": 8}},
    "SO06": {"2.1": {"breaches": 1}, "3.1": {"late": 30}, "4.1": {"level": "good"}},
    "SO07": {"1.1": {"issued": LATE}, "2.1": {"breaches": 3}, "3.1": {"late": 22}},
    "SO08": {
        "1.2": {"absent": 30},
        "1.3": {"handbook": False, "contest": False},
        "2.1": {"breaches": 4},
        "2.2": {"upheld": 2},
        "3.1": {"late": 40},
        "4.1": {"level": "done"},
        "4.2": {"named": 6, "mended": 4},
    },
    "SO09": {"2.2": {"upheld": 2}, "2.3": {"teams": 1, "persons": 1}, "3.1": {"late": 10}},
    "QH01": {"3.1": {"late": 3}},
    "QH02": {"2.1": {"breaches": 2}, "3.1": {"late": 5}},
    "QH03": {"2.4": {"visits": 3}, "3.2": {"held": 46}},
    "QH04": {"2.1": {"breaches": 2}, "3.1": {"late": 12}},
    "QH05": {
        "1.2": {"absent": 3},
        "2.1": {"breaches": 2},
        "2.4": {"visits": 4},
        "3.1": {"late": 10},
    },
    "QH06": {"3.1": {"late": 7}},
    "QH07": {"2.1": {"breaches": 1}, "3.1": {"late": 9}},
    "QH08": {"2.1": {"breaches": 1}, "3.1": {"late": 14}, "3.2": {"held": 44}},
    "QH09": {"1.1": {"issued": LATE}, "2.2": {"upheld": 1}, "3.1": {"late": 35}},
}
"""What falls short, by unit; ``late`` counts of a thousand dossiers, ``absent`` of a hundred staff."""
LEFT_BLANK = {"QH07": "3.3"}


def main() -> None:
    """Write every submission of the round."""
    send_forms(ROUND, answers, SAVED)


def answers(unit: Unit, rng: Random) -> Answers:
    """Return what a unit declares: all in order but for what falls short."""
    staff, settled = rng.randrange(1, 4) * 100, rng.randrange(2, 30) * 1000
    received = rng.randrange(10, 60)
    given = {
        "1.1": {"issued": IN_TIME},
        "1.2": {"staff": staff, "instructed": staff},
        "1.3": dict.fromkeys(("posted", "handbook", "contest", "pledge"), True),
        "2.1": {"breaches": 0},
        "2.2": {"upheld": 0},
        "2.3": {"teams": 0, "persons": 0},
        "2.4": {"visits": rng.randrange(5, 9)},
        "3.1": {"settled": settled, "on_time": settled},
        "3.2": {"planned": 48, "held": 48},
        "3.3": {"received": received, "answered": received},
        "4.1": {"level": "excellent"},
        "4.2": {"named": 0, "mended": 0},
    }
    for item, values in SHORT[unit.code].items():
        given[item] |= values
    given["1.2"]["instructed"] -= given["1.2"].pop("absent", 0) * staff // 100
    given["3.1"]["on_time"] -= given["3.1"].pop("late", 0) * settled // 1000
    given.pop(LEFT_BLANK.get(unit.code, ""), None)
    return given


if __name__ == "__main__":
    main()
