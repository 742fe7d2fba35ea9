"""adjustments.csv: bonus and penalty points, each with the decision that gives it."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

from parindex.checks.roster import named_unit
from parindex.locale import mark, phrase
from parindex.model.finding import Finding
from parindex.model.number import exact
from parindex.model.roster import Roster
from parindex.model.round import Adjustment
from parindex.sources.table import Line, read_table

ADJUSTMENTS = "adjustments.csv"
WANTED_DAY = mark("a date like 2025-12-31 or 31/12/2025")
_POINTS = re.compile(r"[0-9]{1,6}([.,][0-9]{1,6})?")


def read_adjustments(path: Path, roster: Roster) -> tuple[list[Adjustment], list[Finding]]:
    """Read bonuses and penalties; a line in which something is wrong is told and left out."""
    if not path.exists():
        return [], []
    columns = ("unit", "kind", "points", "decision", "date", "reason")
    lines, findings = read_table(path, required=columns, optional=())
    found = []
    for line in lines:
        unit, told = named_unit(roster, line["unit"], line.place)
        day = typed_day(line["date"])
        problems = list(_problems(line, unit.code if unit else line["unit"], day))
        findings += [*told, *problems]
        if unit is not None and day is not None and not problems:
            found.append(
                Adjustment(
                    unit=unit.code,
                    kind="bonus" if line["kind"] == "bonus" else "penalty",
                    points=exact(line["points"].replace(",", ".")),
                    decision=line["decision"],
                    day=day,
                    reason=line["reason"],
                    place=line.place,
                )
            )
    return found, findings


def _problems(line: Line, unit: str, day: date | None) -> Iterator[Finding]:
    checks = (
        ("kind", line["kind"] in {"bonus", "penalty"}, "bonus | penalty"),
        ("points", _is_points(line["points"]), phrase(mark("a number above 0"))),
        ("date", day is not None, phrase(WANTED_DAY)),
    )
    for column, good, wanted in checks:
        if not good:
            values: dict[str, object] = {"value": line[column], "column": column, "wanted": wanted}
            yield Finding("RND013", line.place, values, unit=unit)


def _is_points(text: str) -> bool:
    return bool(_POINTS.fullmatch(text)) and exact(text.replace(",", ".")) > 0


def typed_day(text: str) -> date | None:
    """Read a day as an office writes it; none where it is no day."""
    with suppress(ValueError):
        return datetime.strptime(text, "%d/%m/%Y" if "/" in text else "%Y-%m-%d").date()
    return None
