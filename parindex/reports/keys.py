"""The keys of a criteria file, and the words they allow, as people call them."""

from collections.abc import Iterator, Mapping, Sequence

from pydantic import BaseModel

from parindex.locale import Localised, Say, mark
from parindex.model.criteria import Path
from parindex.model.text import LocalText
from parindex.reports.view import CRITERIA_STATUS
from parindex.scoring.expression import Expression

KEYS = {
    "id": mark("identifier of the set"),
    "year": mark("year"),
    "version": mark("version"),
    "level": mark("level of units"),
    "status": mark("status"),
    "title": mark("title"),
    "name": mark("name"),
    "note": mark("note"),
    "basis": mark("legal basis"),
    "basis.ref": mark("legal text"),
    "basis.clause": mark("clause"),
    "basis.title": mark("name of the text"),
    "basis.url": mark("link"),
    "total": mark("total points"),
    "max": mark("maximum points"),
    "scale": mark("scale of points"),
    "weight": mark("weight"),
    "aggregate": mark("how the level is put together"),
    "missing": mark("what a missing part means"),
    "round": mark("rounded here"),
    "result": mark("result"),
    "decimals": mark("decimals"),
    "rounding": mark("rounding"),
    "result.out_of": mark("index out of"),
    "result.areas_out_of": mark("index of an area out of"),
    "result.index_in": mark("index in"),
    "result.rank_on": mark("ranked on"),
    "result.ties": mark("ties"),
    "result.tie_break": mark("tie-break"),
    "bands": mark("classes"),
    "item_bands": mark("labels of items"),
    "adjustments": mark("outside the areas"),
    "adjustments.bonus": mark("bonus"),
    "adjustments.penalty": mark("penalty"),
    "adjustments.max": mark("at most"),
    "adjustments.cap_total": mark("total capped at the maximum"),
    "inputs": mark("input"),
    "inputs.type": mark("type"),
    "inputs.min": mark("least value"),
    "inputs.max": mark("greatest value"),
    "inputs.unit": mark("unit of measurement"),
    "inputs.options": mark("options"),
    "label": mark("label"),
    "from": mark("from"),
    "above": mark("above"),
    "top": mark("share of the ranking"),
    "rule": mark("rule"),
    "scored_by": mark("scored by"),
    "evidence": mark("supporting documents"),
    "not_applicable": mark("what not applicable does"),
    "cases": mark("worked cases"),
    "ignore": mark("warnings ignored"),
}
"""What a key is called; ``basis.ref`` is the key ``ref`` somewhere under the key ``basis``."""

WORDS = {
    "status": CRITERIA_STATUS,
    "level": {
        "ministry": mark("ministries"),
        "province": mark("provinces"),
        "department": mark("departments"),
        "district": mark("districts"),
        "commune": mark("communes"),
        "other": mark("other units"),
    },
    "scored_by": {
        "unit": mark("the unit"),
        "council": mark("the council"),
        "survey": mark("the survey"),
        "table": mark("a table of figures"),
    },
    "aggregate": {
        "sum": mark("sum"),
        "mean": mark("mean"),
        "weighted_mean": mark("weighted mean"),
        "geometric_mean": mark("geometric mean"),
    },
    "missing": {
        "skip": mark("left out"),
        "strict": mark("no total without it"),
        "zero": mark("counts 0"),
    },
    "evidence": {
        "required": mark("required"),
        "optional": mark("optional"),
        "none": mark("not asked for"),
    },
    "index_in": {"percent": mark("percent"), "points": mark("points")},
    "not_applicable": {
        "exclude": mark("taken out of the maximum"),
        "full": mark("full points"),
        "zero": mark("no points"),
    },
    "type": {
        "count": mark("whole number"),
        "number": mark("number"),
        "percent": mark("rate (%)"),
        "yes_no": mark("yes or no"),
        "choice": mark("one of several options"),
        "date": mark("date"),
        "text": mark("text"),
    },
}
"""What the words are called that a key allows."""


def path_words(path: Path, root: BaseModel, say: Say) -> str:
    """Say which value a path leads to from ``root``; parts of a list go by their label."""
    words: list[str] = []
    here: object = root
    for part in path:
        here = _step(here, part)
        label = getattr(here, "label", None)
        if isinstance(part, int) or (len(words) == 1 and isinstance(label, Localised)):
            words.append(say("“{label}”", label=label) if label else f"{int(part) + 1}")
        else:
            words.append(_called(str(part), str(path[0]), say))
    return ", ".join(words).replace(", “", " “")


def _called(key: str, first: str, say: Say) -> str:
    return say(KEYS.get(f"{first}.{key}", KEYS.get(key, "")) or "{key}", key=key)


def _step(value: object, part: str | int) -> object:
    """Return what stands under a key or place of a value; nothing where it is not there."""
    match value:
        case BaseModel():
            fields = type(value).model_fields
            names = (name for name, field in fields.items() if part in {field.alias, name})
            return getattr(value, next(names, ""), None)
        case Mapping():
            return value.get(part)
        case Sequence() if isinstance(part, int) and part < len(value):
            return value[part]
    return None


def value_words(path: Path, value: object, say: Say) -> str:
    """Say the value at a path: words as people call them, a thing by its parts but its label."""
    match value:
        case str():
            return say(WORDS.get(str(path[-1]), {}).get(value, "") or "{value}", value=value)
        case LocalText():
            return say("“{value}”", value=value)
        case Expression():
            return value.source
        case BaseModel():
            return ", ".join(_parts(path, value, say))
        case Mapping():
            parts = (value_words((*path, key), part, say) for key, part in value.items())
            return "; ".join(parts)
        case tuple():
            return "; ".join(value_words(path, part, say) for part in value)
    return say("{value}", value=value)


def _parts(path: Path, value: BaseModel, say: Say) -> Iterator[str]:
    for name, field in type(value).model_fields.items():
        part, key = getattr(value, name), field.alias or name
        if part != field.get_default(call_default_factory=True) and key != "label":
            words = value_words((*path, key), part, say)
            yield f"{_called(key, str(path[0]), say)} {words}"
