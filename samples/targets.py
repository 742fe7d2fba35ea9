"""Makes the round ``targets-2019``: 19 made-up units and what each declares of nine targets.

Run ``python samples/targets.py`` after a change to the criteria set or to the form.
"""

from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from filling import Answers, send_forms
from parindex.model.round import Unit

ROUND = Path(__file__).parent / "targets-2019"
SAVED = datetime(2020, 1, 6, 8, 0)
SIGNED = datetime(2019, 4, 24)
NO_PROCEDURES = {"CQ12"}
"""Units that settle no dossiers."""
NO_TEXTS = {"CQ05", "CQ09", "CQ10", "CQ11"}
"""Units that drafted no legal text."""
NOT_SIGNED = {"XA07"}
SIGNED_LATER = {"CQ11": 12, "XA05": 30}
"""Days after the others."""


def main() -> None:
    """Write every submission of the round."""
    send_forms(ROUND, answers, SAVED)


def answers(unit: Unit, rng: Random) -> Answers:
    """Return what a unit declares: most targets met, some nearly, a few not at all."""
    signed = SIGNED + timedelta(SIGNED_LATER.get(unit.code, 0))
    head = "Chủ tịch" if unit.block == "XA" else "Thủ trưởng đơn vị"
    given: dict[str, dict[str, object]] = {
        "1.1": {"signed": signed, "signatory": f"{head} (tên đặt ra)"},
        "1.2": _part("asked", "satisfied", rng.randrange(8, 30) * 10, 0.8, rng),
        "2.1": _part("issued", "checked", rng.randrange(3, 9), 1, rng),
        "2.2": _part("fields", "above", rng.randrange(3, 9), 1, rng),
        "2.3": _part("announced", "public", rng.randrange(20, 140), 1, rng),
        "3.1": _part("units", "approved", rng.randrange(1, 7), 1, rng),
        "3.2": _part("given", "used", rng.randrange(12, 60), 0.9, rng),
        "3.4": {"state": rng.choice(("done", "done", "done", "under_way", "none"))},
    }
    before = rng.randrange(4, 24)
    more = round(before * rng.choice((0.45, 0.3, 0.25, 0.1)))
    given["3.3"] = {"before": before, "now": before + more}
    if unit.code in NOT_SIGNED:
        given["1.1"] = {"signed": None, "signatory": "Chưa ký"}
    none = {"2.1"} if unit.code in NO_TEXTS else set()
    none |= {"1.2", "2.2", "2.3", "3.3"} if unit.code in NO_PROCEDURES else set()
    return given | {code: dict.fromkeys(given[code], 0) for code in none}  # type: ignore[return-value]


def _part(whole: str, part: str, count: int, target: float, rng: Random) -> dict[str, object]:
    """Return a count, and how many of it: over the target, nearly so, or far below."""
    share = rng.choices((min(target + 0.06, 1), target * 0.9, target * 0.55), (7, 3, 1))[0]
    return {whole: count, part: round(count * share)}


if __name__ == "__main__":
    main()
