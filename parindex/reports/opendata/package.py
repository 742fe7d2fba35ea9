"""Open data as files: a CSV a table, all of them as JSON, their descriptor and their codebook."""

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from parindex.reports.opendata.codebook import codebook
from parindex.reports.opendata.column import Table
from parindex.reports.opendata.contents import tables_of
from parindex.reports.opendata.descriptor import descriptor
from parindex.reports.publication import Made, Publication
from parindex.reports.tables import open_csv

FOLDER = "data"


def make(publication: Publication) -> Iterator[Made]:
    """Make the tables, ``data.json``, ``datapackage.json`` and ``codebook.md``."""
    result, lang = publication.result, publication.lang
    tables = tables_of(result, lang)
    made = {
        f"{table.name}.csv": open_csv(table, table.rows(result, lang), lang) for table in tables
    }
    made["datapackage.json"] = _json(descriptor(publication, tables, made))
    made["data.json"] = _data(publication, tables)
    made["codebook.md"] = codebook(publication, tables).encode()
    for name, data in made.items():
        yield Made(f"{FOLDER}/{name}", data)


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _data(publication: Publication, tables: Iterable[Table[Any]]) -> bytes:
    """Return the tables by name, each a list with a line a record; texts as they are."""
    result, lang = publication.result, publication.lang
    parts = []
    for table in tables:
        records = (
            json.dumps(record, ensure_ascii=False, default=_plain, separators=(",", ":"))
            for record in table.records(result, lang)
        )
        parts.append(f"{json.dumps(table.name)}:[\n" + ",\n".join(records) + "\n]")
    head = {"title": publication.title, "year": result.year, "run": publication.run, "lang": lang}
    opened = json.dumps(head, ensure_ascii=False, separators=(",", ":")).removesuffix("}")
    return (opened + ',"tables":{\n' + ",\n".join(parts) + "\n}}\n").encode()


def _plain(value: object) -> object:
    """Return a number that JSON has; so many digits as are published survive a double."""
    return float(value) if isinstance(value, Decimal) else str(value)
