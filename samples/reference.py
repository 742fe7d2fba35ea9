"""The pages of reference, made from the code; ``document.py`` writes them."""

from collections.abc import Iterator, Mapping
from typing import Any

import reference_words as words
from parindex.forms.appraisal import layout as appraisal
from parindex.forms.layout import HEADS, HIDDEN
from parindex.locale import speaker
from parindex.model.imprint import Imprint
from parindex.model.round import RoundSpec
from parindex.model.selection import SelectionFile
from parindex.model.shape import Shape
from parindex.model.survey import Questionnaire
from parindex.reports.keys import WORDS
from parindex.reports.opendata.accounts import LEDGER
from parindex.reports.opendata.column import Table
from parindex.reports.opendata.items import ITEMS
from parindex.reports.opendata.scores import RANKING
from parindex.reports.opendata.surveys import SURVEY
from parindex.scoring.rules import RULE_KINDS
from parindex.sources.schema import criteria_schema, shapes
from reference_commands import commands
from reference_keys import Page, keys_table, slug, table

_MORE = {
    "commands": {"findings": "findings", "README": "index"},
    "criteria": {"criteria-language": "language"},
    "round": {
        "tables": "of_tables",
        "surveys": "of_surveys",
        "appraisal": "of_appraisal",
        "publishing": "of_publishing",
        "selection": "of_selection",
    },
}
"""The pages, each with those behind it and what they are called."""
_OWN_SECTION = {
    "CriteriaSet": "set",
    "Extension": "extension",
    "Criterion": "criterion",
    "Input": "input",
    "Rule": "rules",
    "Outcome": "outcomes",
}
_CRITERIA_PARTS = ("Band", "Cap")
"""What ``round.yaml`` has in common with criteria files."""


def pages(lang: str) -> dict[str, str]:
    """Return the pages of a language by where they are stored in the repository."""
    made = {"commands": commands, "criteria": _criteria, "round": _round}
    page = Page(lang)
    folder = "docs/vi/reference" if lang == "vi" else "docs/reference"
    return {
        f"{folder}/{name}.md": _head(name, page) + "\n".join(make(page))
        for name, make in made.items()
    }


def _head(name: str, page: Page) -> str:
    say = page.say
    other = "../../reference" if page.lang == "vi" else "../vi/reference"
    more = "; ".join(f"[{say(title)}](../{file}.md)" for file, title in _MORE[name].items())
    return (
        f"# {say(name)}\n\n{say('made')} {say('more')}: {more}. "
        f"[{say('other')}]({other}/{name}.md).\n\n"
    )


def _criteria(page: Page) -> Iterator[str]:
    say, shaped = page.say, criteria_schema(page.lang)["$defs"]
    links = {name: f"[{say(key)}]({slug(say(key))})" for name, key in _OWN_SECTION.items()}
    page = Page(page.lang, {**links, "LocalText": say("texts")})
    yield f"{say('localtext')}\n\n## {say('set')}\n\n{keys_table(shaped['CriteriaSet'], page)}"
    yield f"## {say('extension')}\n\n{say('extension_intro')}\n\n{_extension(shaped, page)}"
    for name in ("Criterion", "Input"):
        yield f"## {say(_OWN_SECTION[name])}\n\n{keys_table(shaped[name], page)}"
    yield f"## {say('rules')}\n"
    kinds = {model.__name__: kind for kind, model in RULE_KINDS.items()}
    for name, kind in kinds.items():
        text = shaped[name]["properties"]["kind"]["description"]
        yield f"### {kind}\n\n{text}\n\n{keys_table(shaped[name], page)}"
    yield f"## {say('parts')}\n"
    for name, shape in shaped.items():
        if name not in page.links and name not in kinds:
            used = ", ".join(sorted(_users(name, shaped, kinds)))
            yield f"### {name}\n\n{say('used')}: {used}\n\n{keys_table(shape, page)}"
    heads = (say("values"), say("meaning"))
    rows = ((f"`{name}`", page.of(text)) for name, text in words.OUTCOMES.items())
    yield f"## {say('outcomes')}\n\n{table(heads, rows)}"
    policies = WORDS["not_applicable"].items()
    rows = ((f"`{name}`", speaker(page.lang)(text)) for name, text in policies)
    yield f"## {say('policies')}\n\n{table(heads, rows)}"


def _extension(shaped: Mapping[str, Shape], page: Page) -> str:
    """Return the table of the keys that only a set has which starts from another."""
    shape = shaped["Extension"]["properties"]
    node, entry = {"$ref": "#/$defs/Criterion"}, shape["add"]["items"]["properties"]
    own = {
        "extends": shape["extends"],
        "change": {**shape["change"], "additionalProperties": node},
        "add": {**shape["add"], "items": node},
        "add.under": entry["under"],
        "add.after": entry["after"],
        "drop": {**shape["drop"], "items": {"type": "string"}},
    }
    return keys_table({"required": ["extends"], "properties": own}, page)


def _users(name: str, shaped: Mapping[str, Shape], kinds: Mapping[str, str]) -> set[str]:
    """Return the keys that hold a shape, each with the rule kind it belongs to."""
    return {
        f"`{kinds[owner]}.{key}`" if owner in kinds else f"`{key}`"
        for owner, shape in shaped.items()
        if owner != "Extension"
        for key, part in shape.get("properties", {}).items()
        if f"#/$defs/{name}'" in str(part)
    }


def _round(page: Page) -> Iterator[str]:
    say = page.say
    rows = ((f"`{name}`", page.of(text)) for name, text in words.FOLDERS)
    yield f"{say('localtext')}\n\n## {say('folder')}\n\n{table((say('file'), say('what')), rows)}"
    yield from _yaml("round.yaml", words.ROUND, shapes(RoundSpec), page)
    yield from _yaml(say("questionnaire"), words.QUESTIONNAIRE, shapes(Questionnaire), page)
    office = shapes(Imprint)
    yield from _yaml("report/report.yaml", _described(office), office, page)
    yield from _yaml(say("selection"), words.SELECTION, shapes(SelectionFile), page)
    yield f"## {say('tables')}\n"
    heads = (say("column"), say("needed"), say("meaning"))
    for name, (text, columns) in words.TABLES.items():
        lines = columns.items()
        cells = ((f"`{key}`", say("yes") if must else "", page.of(t)) for key, (must, t) in lines)
        yield f"### {name}\n\n{page.of(text)}\n\n{table(heads, cells)}"
    rows = ((f"`{name}`", page.of(text)) for name, text in words.RESULTS)
    yield f"## {say('results')}\n\n{table((say('file'), say('what')), rows)}"
    yield _result("ranking.csv", RANKING, page)
    yield _result("scores.csv", ITEMS, page)
    yield _result("ledger.csv", LEDGER, page)
    yield _result("survey.csv", SURVEY, page)
    yield f"## {say('forms')}\n"
    form = [head for column, head in HEADS.items() if column not in HIDDEN]
    for key, shown in (("form", form), ("appraisal", [*appraisal.HEADS.values()])):
        called = [speaker(page.lang)(head.text) for head in shown if head.text]
        yield f"{say(key)}: {'; '.join(called)}.\n"


def _yaml(
    title: str,
    texts: Mapping[str, tuple[words.Text, words.Keys]],
    shaped: Mapping[str, Shape],
    page: Page,
) -> Iterator[str]:
    """Yield the sections of a file: a table for each part that it has."""
    headings = {name: page.of(heading) for name, (heading, _) in texts.items()}
    own = {name: f"[{name}]({slug(heading)})" for name, heading in headings.items()}
    theirs = {name: f"[{name}](criteria.md{slug(name)})" for name in _CRITERIA_PARTS}
    page = Page(page.lang, {**own, **theirs, "LocalText": page.say("texts")})
    yield f"## {title}\n"
    for name, (_, keys) in texts.items():
        yield f"### {headings[name]}\n\n{keys_table(shaped[name], page, keys)}"


def _described(shaped: Mapping[str, Shape]) -> dict[str, tuple[words.Text, words.Keys]]:
    """Return what the models of ``report.yaml`` themselves say of their keys."""
    english, vietnamese = speaker("en"), speaker("vi")
    return {
        name: (
            heading,
            {
                key: (english(part["description"]), vietnamese(part["description"]))
                for key, part in shaped[name]["properties"].items()
            },
        )
        for name, heading in words.IMPRINT.items()
    }


def _result(name: str, made: Table[Any], page: Page) -> str:
    """Return the section of a table that ``score`` writes."""
    speak = speaker(page.lang)
    columns = [column for column in made.columns if column.result_name]
    rows = ((f"`{column.result_name}`", speak(column.text)) for column in columns)
    heads = (page.say("column"), page.say("meaning"))
    return f"### {name}\n\n{speak(made.text)}\n\n{table(heads, rows)}"
