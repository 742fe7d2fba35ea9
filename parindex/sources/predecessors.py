"""predecessors.csv: units that were merged or renamed, into which, when, and by which decision."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from parindex.locale import phrase
from parindex.model.finding import Finding
from parindex.model.round import Former, Unit
from parindex.sources.adjustments import WANTED_DAY, typed_day
from parindex.sources.table import Line, read_table

PREDECESSORS = "predecessors.csv"
Heirs = Mapping[str, list[Line]]
"""By the code of a former unit, its lines: one for each unit into which it went."""


def read_predecessors(
    path: Path, units: Mapping[str, Unit]
) -> tuple[tuple[Former, ...], list[Finding]]:
    """Read the former units, each with the units of the round in which it goes on.

    A former unit may have gone on in one that is itself former; a line in which something is wrong
    is told and left out.
    """
    if not path.exists():
        return (), []
    columns = ("code", "name", "successor", "date", "decision")
    lines, findings = read_table(path, required=columns, optional=())
    known = {line["code"] for line in lines} | units.keys()
    good = []
    for line in lines:
        problems = list(_problems(line, units, known))
        findings += problems
        good += [] if problems else [line]
    heirs: dict[str, list[Line]] = defaultdict(list)
    for line in good:
        heirs[line["code"]].append(line)
    findings += _doubtful(heirs)
    into = Counter(line["successor"] for line in good)
    former = (_former(code, heirs, units, into) for code in heirs)
    return tuple(one for one in former if one.successors), findings


def _former(code: str, heirs: Heirs, units: Mapping[str, Unit], into: Mapping[str, int]) -> Former:
    first = heirs[code][0]
    successors = tuple(step for step in _chain(code, heirs) if step in units)
    day = typed_day(first["date"])
    assert day is not None  # noqa: S101 - a line without a day has been left out
    renamed = _is_renamed(code, heirs, into)
    return Former(code, first["name"], successors, day, first["decision"], renamed)


def _doubtful(heirs: Heirs) -> Iterator[Finding]:
    """Yield the former units with several successors, and those that lead to no unit of today."""
    for code, lines in heirs.items():
        name, successors = lines[0]["name"], [line["successor"] for line in lines]
        if len(lines) > 1:
            yield Finding("RND107", lines[1].place, {"name": name, "units": successors})
        if all(step in heirs for step in _chain(code, heirs)):
            yield Finding("RND106", lines[0].place, {"name": name, "unit": successors[0]})


def _problems(line: Line, units: Mapping[str, Unit], known: set[str]) -> Iterator[Finding]:
    if line["code"] in units:
        yield Finding("RND108", line.place, {"unit": line["code"]}, unit=line["code"])
    if line["successor"] not in known:
        yield Finding("RND105", line.place, {"unit": line["successor"], "name": line["name"]})
    if typed_day(line["date"]) is None:
        wanted = phrase(WANTED_DAY)
        values = {"value": line["date"], "column": "date", "wanted": wanted}
        yield Finding("RND013", line.place, values)


def _chain(code: str, heirs: Heirs) -> Iterator[str]:
    """Yield the units in which a former unit goes on, and those in which they do, each once."""
    seen, waiting = {code}, [code]
    while waiting:
        for line in heirs.get(waiting.pop(), ()):
            successor = line["successor"]
            if successor not in seen:
                seen.add(successor)
                waiting.append(successor)
                yield successor


def _is_renamed(code: str, heirs: Heirs, into: Mapping[str, int]) -> bool:
    """Tell whether a unit has one successor, which has no other predecessor, and so on."""
    after = list(_chain(code, heirs))
    alone = all(len(heirs.get(step, ())) <= 1 for step in (code, *after))
    return alone and all(into[step] == 1 for step in after)
