"""What is told where a file names a unit: one it means by another spelling, a former one, none."""

from parindex.locale import mark, phrase
from parindex.model.finding import Finding, Place
from parindex.model.roster import Near, Roster
from parindex.model.round import Unit


def named_unit(roster: Roster, text: str, place: Place) -> tuple[Unit | None, list[Finding]]:
    """Return the unit that a file means, if one can be told, and what is to be said of it."""
    found = roster.find(text)
    if isinstance(found, Unit):
        if text in {found.code, found.name}:
            return found, []
        values = {"text": text, "unit": found.code, "name": found.name}
        return found, [Finding("RND103", place, values, unit=found.code)]
    return None, [_not_found(roster, text, found, place)]


def suggested(roster: Roster, text: str) -> object:
    """Return what a text that names no unit may mean: units by code and name, or what to write."""
    found = roster.find(text)
    units = found.units if isinstance(found, Near) else (found,)
    near = [f"{unit.code} ({unit.name})" for unit in units]
    return near or phrase(mark("a code or name in units.csv"))


def _not_found(roster: Roster, text: str, near: Near, place: Place) -> Finding:
    shown = [f"{unit.code} ({unit.name})" for unit in near.units]
    if near.former is None:
        return Finding("RND007", place, {"unit": text, "known": shown or roster.some()})
    return Finding("RND109", place, {**near.former.told(), "units": shown})
