"""What a page says of the keys of a file, from the JSON Schema of its models."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from parindex.locale import speaker
from parindex.model.shape import Shape
from parindex.reports.keys import WORDS
from reference_words import SAID, Keys


@dataclass(frozen=True)
class Page:
    """A page being written: its language, and where the parts it names are described."""

    lang: str
    links: Mapping[str, str] = field(default_factory=dict)

    def say(self, key: str) -> str:
        """Return a text of the pages."""
        return self.of(SAID[key])

    def of(self, text: tuple[str, str]) -> str:
        """Return a text, English or Vietnamese."""
        return text[self.lang == "vi"]


def slug(heading: str) -> str:
    """Return the anchor that a heading of Markdown has."""
    return "#" + re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def table(heads: Sequence[str], rows: Iterator[Sequence[str]]) -> str:
    """Return a table in Markdown; a bar in a cell is written so that it parts no cells."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(
        f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines
    )


def keys_table(shape: Shape, page: Page, texts: Keys | None = None) -> str:
    """Return the table of a shape's keys; ``texts`` where the shape does not describe them."""
    say, needed = page.say, shape.get("required", ())
    rows = []
    for key, part in shape["properties"].items():
        default = part.get("default")
        shown = "" if default in {None, ""} else f"`{_plain(default)}`"
        text = page.of(texts[key]) if texts else part.get("description", "")
        wanted = say("yes") if key in needed else shown
        rows.append((f"`{key}`", wanted, _type(key, part, page), text))
    heads = (say("key"), f"{say('needed')} ({say('default').lower()})", say("values"))
    return table((*heads, say("meaning")), iter(rows))


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) else str(value)


def _type(key: str, part: Shape, page: Page) -> str:
    """Say what a value may be."""
    say, kind = page.say, part.get("type")
    kinds = [each for each in kind if each != "null"] if isinstance(kind, list) else [kind]
    match part:
        case {"$ref": str(ref)}:
            name = ref.rpartition("/")[2]
            return page.links.get(name, f"[{name}]({slug(name)})")
        case {"anyOf": [*options]}:
            told = [_type(key, each, page) for each in options if each != {"type": "null"}]
            return ", ".join(told)
        case {"const": constant}:
            return f"`{constant}`"
        case {"enum": [*choices]}:
            return ", ".join(_word(key, str(each), page) for each in choices if each is not None)
        case {"prefixItems": [first, *_]}:
            return say("two").format(_type(key, first, page))
        case {"items": inner}:
            return say("list of").format(_type(key, inner, page))
        case {"patternProperties": inner}:
            return say("by name").format(_type(key, next(iter(inner.values())), page))
        case {"additionalProperties": dict(inner)}:
            return say("by name").format(_type(key, inner, page))
    if kinds == ["string", "number"]:
        return say("expression")
    return _simple(kinds[0], part, page)


def _simple(kind: str | None, part: Shape, page: Page) -> str:
    say = page.say
    if kind == "boolean":
        return "`true`, `false`"
    if kind in {"number", "integer"}:
        bounds = {"minimum": "≥", "exclusiveMinimum": ">", "maximum": "≤", "exclusiveMaximum": "<"}
        stated = [f"{sign} {_plain(part[key])}" for key, sign in bounds.items() if key in part]
        if "exclusiveMinimum" in part:
            stated = [each for each in stated if not each.startswith("≥")]
        return (
            f"{say('number' if kind == 'number' else 'whole number')} {', '.join(stated)}".strip()
        )
    if kind != "string":
        return say("any")
    pattern = part.get("pattern", "")
    if pattern.startswith("^[a-z][a-z0-9_]"):
        return say("short name")
    return say("date") if "(19|20)" in pattern else say("text")


def _word(key: str, word: str, page: Page) -> str:
    meaning = WORDS.get(key, {}).get(word)
    return f"`{word}` ({speaker(page.lang)(meaning)})" if meaning else f"`{word}`"
