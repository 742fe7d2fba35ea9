"""Makes up the answers of the sample survey of satisfaction, the same each time.

Run ``python samples/sipas.py``. As many are asked about each unit as its population needs with a
sampling error of 5%, and a few more; of one unit too few.
"""

import csv
from pathlib import Path
from random import Random

from parindex.model.round import Unit
from parindex.sources.questionnaire import read_questionnaire
from parindex.sources.round import read_round

ROUND = Path(__file__).parent / "sipas-2021"
_TOO_FEW = "X04"
"""The unit of which ten fewer are asked than are needed."""
_ANSWERS = ("HL", "BT", "KHL", "KYK")


def main() -> None:
    """Write the answers about every unit of the round."""
    folder, _ = read_round(ROUND)
    loaded, _ = read_questionnaire(ROUND / "surveys" / "questionnaire.yaml")
    if folder is None or loaded is None:
        raise SystemExit("the sample round cannot be read")
    asked = loaded.questionnaire
    columns = asked.columns
    with (ROUND / "surveys" / "answers.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(
            [columns.respondent, columns.unit, columns.group, *(q.column for q in asked.questions)]
        )
        for unit in folder.round.units:
            count = asked.least(unit.population) + (-10 if unit.code == _TOO_FEW else 5)
            writer.writerows(_rows(unit, count, len(asked.questions)))


def _rows(unit: Unit, count: int, questions: int) -> list[list[object]]:
    """Return what is said of a unit: how content people are differs from unit to unit."""
    rng = Random(unit.code)
    content = rng.uniform(70, 94)
    rows = []
    for number in range(1, count + 1):
        group = "TC" if number % 5 == 0 else "ND"
        said = rng.choices(_ANSWERS, (content, 96 - content, 4, 2), k=questions)
        rows.append([number, unit.code, group, *said])
    return rows


if __name__ == "__main__":
    main()
