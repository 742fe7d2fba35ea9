"""What differs between a result as it was kept and the same computed anew, unit by unit."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from parindex.locale import Phrase, mark, phrase, shown
from parindex.model.finding import Finding, Place
from parindex.model.result import BlockResult, RoundResult, UnitResult

MOST = 6
"""So many changes of a unit are told; an ellipsis stands for the rest."""


class Changes(NamedTuple):
    """What changed, said one after the other."""

    parts: tuple[Phrase, ...]

    def for_lang(self, lang: str) -> str:
        """Say the first of them."""
        rest = ["…"] if len(self.parts) > MOST else []
        return "; ".join([*(part.for_lang(lang) for part in self.parts[:MOST]), *rest])


def differences(kept: RoundResult, anew: RoundResult, place: Place) -> list[Finding]:
    """Return a finding for each unit that comes out otherwise; at least one for the whole."""
    before, after = _units(kept), _units(anew)
    findings = []
    for code, (_, unit) in {**before, **after}.items():
        if changes := tuple(_changes(before.get(code), after.get(code))):
            values: dict[str, object] = {"who": f"{code} {unit.name}", "changes": Changes(changes)}
            findings.append(Finding("RPT026", place, values, unit=code))
    if findings:
        return findings
    whole = Changes((phrase(mark("names, titles or criteria as they are printed")),))
    return [Finding("RPT026", place, {"who": phrase(mark("The result")), "changes": whole})]


_Entry = tuple[BlockResult, UnitResult]


def _units(result: RoundResult) -> Mapping[str, _Entry]:
    return {unit.code: (block, unit) for block in result.blocks for unit in block.units}


def _changes(before: _Entry | None, after: _Entry | None) -> Iterator[Phrase]:
    if before is None or after is None:
        message = mark("the unit is new") if before is None else mark("the unit is gone")
        yield phrase(message)
        return
    old, new = _figures(*before), _figures(*after)
    for what in {**old, **new}:
        if old.get(what) != new.get(what):
            told = {"before": _or_dash(old.get(what)), "now": _or_dash(new.get(what))}
            yield phrase(mark("{what} {before} → {now}"), what=_What(*what), **told)


def _or_dash(value: object) -> object:
    return "–" if value is None else value


class _What(NamedTuple):
    """A figure of a unit: what it is, and of which item."""

    message: str
    item: str = ""

    def for_lang(self, lang: str) -> str:
        """Say it."""
        return shown(phrase(self.message, item=self.item), lang)


_Key = tuple[str, str]


def _figures(block: BlockResult, unit: UnitResult) -> dict[_Key, object]:
    """Return what is published of a unit, by what it is and the item it is of."""
    found: dict[_Key, object] = {
        (mark("rank"), ""): unit.rank,
        (mark("band"), ""): unit.band,
        (mark("file"), ""): unit.file,
    }
    score = unit.score
    if score is None:
        return found
    found = {
        (mark("total"), ""): score.points,
        (mark("maximum"), ""): score.max_points,
        (mark("index"), ""): score.index,
        **found,
        (mark("bonus"), ""): score.bonus,
        (mark("penalty"), ""): score.penalty,
    }
    items = score.items
    for place, item in enumerate(block.items):
        code = item.code
        outcome = phrase(items.outcomes[place].value.replace("_", " "))
        found[mark("points of {item}"), code] = items.points[place]
        found[mark("maximum of {item}"), code] = items.max_points[place]
        found[mark("claim for {item}"), code] = items.self_points[place]
        found[mark("outcome of {item}"), code] = outcome
    return found
