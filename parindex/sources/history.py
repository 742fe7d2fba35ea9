"""history.csv: what units came to in earlier years, as it was published."""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from parindex.checks.roster import named_unit
from parindex.locale import mark, phrase
from parindex.model.finding import Finding, Place
from parindex.model.result import PastRound, PastUnit
from parindex.model.roster import Roster
from parindex.model.round import Former
from parindex.sources.table import Line, read_table

HISTORY = "history.csv"
_INDEX = re.compile(r"[0-9]{1,4}([.,][0-9]{1,6})?")
_WHOLE = re.compile(r"[1-9][0-9]{0,5}")


def read_history(path: Path, roster: Roster, year: int) -> tuple[list[PastRound], list[Finding]]:
    """Read earlier years, the latest first; a line in which something is wrong is left out."""
    if not path.exists():
        return [], []
    lines, findings = read_table(
        path, required=("year", "unit", "index"), optional=("name", "rank", "band")
    )
    years: dict[int, dict[str, PastUnit]] = defaultdict(dict)
    for line in lines:
        problems = list(_problems(line, year))
        findings += problems
        if problems:
            continue
        code, told = successor(roster, line["unit"], line.place)
        findings += told
        units = years[int(line["year"])]
        if code in units:
            findings.append(Finding("RND151", line.place, {"unit": code, "year": line["year"]}))
        elif code:
            rank = int(line["rank"]) if line["rank"] else None
            index = Decimal(line["index"].replace(",", "."))
            units[code] = PastUnit(index, rank, line["band"])
    return [PastRound(past, years[past]) for past in sorted(years, reverse=True)], findings


def successor(roster: Roster, text: str, place: Place) -> tuple[str | None, list[Finding]]:
    """Return the unit of today that is what a former year calls so, if any is, and what is told.

    A unit that was only renamed is its successor; one that was merged is like none of today.
    """
    former: Former | None = None if roster.exactly(text) else roster.former(text)
    if former is None:
        unit, told = named_unit(roster, text, place)
        return (unit.code if unit else None), told
    if former.renamed:
        return former.successors[0], []
    return None, [Finding("RND153", place, former.told())]


def _problems(line: Line, year: int) -> Iterator[Finding]:
    checks = (
        (
            "year",
            _is_before(line["year"], year),
            phrase(mark("a year before {year}"), year=str(year)),
        ),
        ("index", bool(_INDEX.fullmatch(line["index"])), phrase(mark("an index like 87,25"))),
        ("rank", not line["rank"] or bool(_WHOLE.fullmatch(line["rank"])), phrase(_RANK)),
    )
    for column, good, wanted in checks:
        if not good:
            values: dict[str, object] = {"value": line[column], "column": column, "wanted": wanted}
            yield Finding("RND013", line.place, values)


_RANK = mark("a whole number from 1, or nothing")


def _is_before(text: str, year: int) -> bool:
    return bool(re.fullmatch(r"[12][0-9]{3}", text)) and int(text) < year
