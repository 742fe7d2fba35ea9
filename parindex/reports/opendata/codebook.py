"""codebook.md: what each column means, for people."""

from collections.abc import Iterable, Iterator
from typing import Any

from parindex.locale import Say, mark, speaker
from parindex.reports.markdown import escaped
from parindex.reports.opendata.column import DIGITS, Column, Table
from parindex.reports.opendata.descriptor import described, titled
from parindex.reports.publication import Publication

TYPES = {
    "string": mark("text"),
    "integer": mark("whole number"),
    "number": mark("number"),
    "date": mark("date"),
}
_RULES = (
    mark("Files are CSV in UTF-8 with a byte order mark: commas part cells, lines end with LF."),
    mark("Numbers have a decimal point and no grouping; dates are written 2025-12-31."),
    mark("An empty cell is no zero; what it means stands with each column."),
    mark(
        "A number that is exact elsewhere is rounded to {digits} decimals, a half away from zero; "
        "the column of the same name ending in _exact has it exactly, as text: 0.5 or 4/3."
    ),
    mark(
        "In CSV an apostrophe stands before a text that begins like a formula (=, +, -, @, a tab "
        "or a line break), so that no spreadsheet runs it; in data.json texts are as they are."
    ),
    mark(
        "data.json has the same tables: by name, a list of records with the names of the columns."
    ),
    mark("datapackage.json describes the tables to programs (Frictionless Data Package)."),
    mark("Who appraised, and in which file and cell, is not published."),
)


def codebook(publication: Publication, tables: Iterable[Table[Any]]) -> str:
    """Return the codebook in Markdown."""
    say = speaker(publication.lang)
    listed = list(tables)
    title = say(mark("Codebook: {title}"), title=publication.title)
    facts = (
        (say(mark("Published by")), publication.organisation),
        (say(mark("Year")), str(publication.result.year)),
        (say(mark("Run")), publication.run or "–"),
    )
    rules = (say(rule, digits=DIGITS) for rule in _RULES)
    blocks = [
        f"# {escaped(title)}",
        "\n".join(f"- **{name}:** {escaped(text)}" for name, text in facts),
        "\n".join(f"- {escaped(rule)}" for rule in rules),
        *(part for table in listed for part in _table(table, say)),
    ]
    return "\n\n".join(blocks) + "\n"


def _table(table: Table[Any], say: Say) -> Iterator[str]:
    yield f"## {table.name}.csv – {escaped(say(table.title))}"
    yield escaped(say(table.text))
    keys = [
        say(mark("{columns}: a line of {table}"), columns=r.columns, table=f"{r.table}.csv")
        for r in table.references
    ]
    if table.key:
        keys.insert(0, say(mark("Key: {columns}"), columns=table.key))
    if keys:
        yield "\n".join(f"- {escaped(key)}" for key in keys)
    heads = (
        mark("Column"), mark("Called"), mark("Type"), mark("Unit of measurement"),
        mark("Meaning"), mark("Allowed"), mark("Where empty"),
    )  # fmt: skip
    lines = [_row(map(say, heads)), _row("---" for _ in heads)]
    lines += [_row(_column(column, say)) for column in table.published]
    yield "\n".join(lines)


def _column(column: Column[Any], say: Say) -> Iterator[str]:
    yield f"`{column.name}`"
    yield escaped(titled(column, say))
    yield say(TYPES[column.type])
    yield escaped(say(column.unit))
    yield escaped(described(column, say))
    yield "; ".join(f"`{value}`: {escaped(say(text))}" for value, text in column.values.items())
    yield escaped(say(column.blank) or say(mark("never")))


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"
