"""Makes the sample round of provinces and ministries: real names, and every answer invented.

``python samples/par_index.py`` writes forms, survey answers and tables of ``par-index-2024/``, the
same each time. Nothing in them says anything about the real provinces and ministries.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from io import StringIO
from pathlib import Path
from random import Random

from packing import packed
from parindex.evaluation.made_up import Drawn, answer, filled
from parindex.forms.write import FormOrder, write_form
from parindex.model.criteria import CriteriaSet, Criterion
from parindex.model.round import Unit
from parindex.sources.round import RoundFolder, read_round

ROUND = Path(__file__).parent / "par-index-2024"
SEED = 2024
SAVED = datetime(2025, 1, 6, 8, 0)
PROVINCES, MINISTRIES = "TINH", "BO"
SURVEYS = {
    PROVINCES: ("provinces.csv", ("Tỉnh", "Xã"), 19),
    MINISTRIES: ("ministries.csv", ("Bộ", "Sở"), 25),
}
"""By block: the file, the groups asked, and how many questions."""
ASKED = 15
"""Respondents of a group."""
SIZES = {
    PROVINCES: {"dossiers": 4217, "payments": 1309, "people": 61, "billion VND": 53},
    MINISTRIES: {"dossiers": 613, "payments": 211, "people": 11, "billion VND": 37},
}
"""How many times a sample's small figures are taken, by unit of measurement; shares stay."""
RATIOS = {"bands", "proportional", "formula", "improvement"}
Row = Sequence[object]


def main() -> None:
    """Write the forms, the survey answers and the tables of the round."""
    folder, findings = read_round(ROUND)
    if folder is None:
        raise SystemExit("\n".join(f"{finding.place} {finding.code}" for finding in findings))
    for kind in ("submissions", "surveys", "tables"):
        (ROUND / kind).mkdir(exist_ok=True)
    units = folder.round.units
    for number, unit in enumerate(units):
        saved = SAVED + timedelta(minutes=11 * number)
        target = ROUND / "submissions" / f"{unit.code}.xlsx"
        target.write_bytes(packed(form(folder, unit), saved))
    for block, (name, groups, questions) in SURVEYS.items():
        asked = [unit for unit in units if unit.block == block]
        head = ["Số phiếu", "Đơn vị", "Đối tượng", *(f"c{n}" for n in range(1, questions + 1))]
        write("surveys", name, head, replies(asked, groups, questions))
    write_tables([unit for unit in units if unit.block == PROVINCES])


def form(folder: RoundFolder, unit: Unit) -> bytes:
    """Return a unit's form with invented answers."""
    order = FormOrder(folder.round.spec, folder.round.block(unit.block).criteria, unit)
    return write_form(filled(order, Random(f"{SEED} {unit.code}"), ability(unit), sized))


def ability(unit: Unit) -> float:
    """Return the share of the points at which a unit's answers aim: drawn, and no judgement."""
    return Random(f"{SEED} ability {unit.code}").uniform(0.74, 1.02)


def sized(criteria: CriteriaSet, item: Criterion, target: float, rng: Random) -> Drawn | None:
    """Draw an answer, and make its figures those of a province or ministry; shares stay."""
    drawn = answer(criteria, item, target, rng)
    if drawn is None or item.rule is None or item.rule.kind not in RATIOS:
        return drawn
    sizes = SIZES[PROVINCES if criteria.level == "province" else MINISTRIES]
    units = {name: field.unit.en if field.unit else "" for name, field in item.fields.items()}
    values = {
        name: value * sizes.get(units[name] or "", 1) if isinstance(value, Fraction) else value
        for name, value in drawn.values.items()
    }
    return drawn._replace(values=values)


def replies(units: Iterable[Unit], groups: Sequence[str], questions: int) -> Iterator[Row]:
    """Yield a row a respondent about these units; some answer that they have no opinion."""
    number = 0
    for unit in units:
        rng = Random(f"{SEED} survey {unit.code}")
        good = 100 * ability(unit) - 25
        for group in groups:
            for _ in range(ASKED):
                number += 1
                said = rng.choices(("T", "K", "TB", "Y", "KYK"), (good, 28, 7, 1, 4), k=questions)
                yield (f"{number:04}", unit.code, group, *said)


def write_tables(units: Sequence[Unit]) -> None:
    """Write the figures of SIPAS, of the year and of the year before."""
    sipas, now, before = [], [], []
    for unit in units:
        rng = Random(f"{SEED} tables {unit.code}")
        sipas.append((unit.code, f"{rng.uniform(76, 92):.2f}"))
        capital, firms, budget = (rng.randrange(*ends) for ends in _LAST_YEAR)
        target = rng.randrange(60, 110) / 10
        before.append((unit.code, capital, firms))
        now.append(
            (
                unit.code,
                round(capital * rng.uniform(0.95, 1.35)),
                round(firms * rng.uniform(0.93, 1.2)),
                budget,
                round(budget * rng.uniform(0.94, 1.15)),
                f"{target * rng.uniform(0.75, 1.1):.2f}",
                target,
            )
        )
    write("tables", "sipas-2024.csv", ("code", "SIPAS"), sipas)
    figures = ("Dự toán thu", "Thu ngân sách", "Tăng GRDP", "Mục tiêu GRDP")
    write("tables", "kinh-te-2024.csv", ("code", *_BOTH_YEARS, *figures), now)
    write("tables", "kinh-te-2023.csv", ("code", *_BOTH_YEARS), before)


_LAST_YEAR = ((3000, 60000), (400, 9000), (6000, 90000))
_BOTH_YEARS = ("Vốn đăng ký", "Doanh nghiệp mới")


def write(folder: str, name: str, head: Row, rows: Iterable[Row]) -> None:
    """Write a table of the round as CSV in UTF-8."""
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    (ROUND / folder / name).write_bytes(stream.getvalue().encode())


if __name__ == "__main__":
    main()
