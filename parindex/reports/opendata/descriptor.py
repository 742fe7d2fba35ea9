"""datapackage.json: what the tables are, for programs (Frictionless Data Package, version 1)."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from parindex.locale import Say, mark, speaker
from parindex.reports.opendata.column import Column, Table
from parindex.reports.publication import Publication


def titled(column: Column[Any], say: Say) -> str:
    """Return what a column is called."""
    title = say(column.title)
    return say(mark("{title}, exact"), title=title) if column.pattern else title


def described(column: Column[Any], say: Say) -> str:
    """Return what a column means; an exact number says how it is written."""
    if not column.pattern:
        return say(column.text)
    exact = mark("{text} Exact: with all its digits, as 0.5, or as a fraction, as 4/3.")
    return say(exact, text=say(column.text))


def descriptor(
    publication: Publication, tables: Iterable[Table[Any]], files: Mapping[str, bytes]
) -> dict[str, Any]:
    """Return the descriptor; it names no licence, which is for the office to choose."""
    result, say = publication.result, speaker(publication.lang)
    source = mark("{title}, {year}; parindex run {run}")
    values = {"title": publication.title, "year": result.year, "run": publication.run or "–"}
    return {
        "profile": "tabular-data-package",
        "name": "-".join(filter(None, ("parindex", str(result.year), publication.run))),
        "title": publication.title,
        "description": say(_ABOUT, organisation=publication.organisation, year=result.year),
        "keywords": ["PAR Index", str(result.year)],
        "sources": [{"title": say(source, **values)}],
        "contributors": [{"title": publication.organisation, "role": "publisher"}],
        "resources": [_resource(table, files[f"{table.name}.csv"], say) for table in tables],
    }


_ABOUT = mark(
    "Open data of the administrative reform index {year}, published by {organisation}. "
    "The columns are explained in codebook.md."
)


def _resource(table: Table[Any], data: bytes, say: Say) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "title": say(table.title),
        "description": say(table.text),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": _schema(table, say),
    }


def _schema(table: Table[Any], say: Say) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column, say) for column in table.published],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.references:
        schema["foreignKeys"] = [
            {
                "fields": list(reference.columns),
                "reference": {"resource": reference.table, "fields": list(reference.key)},
            }
            for reference in table.references
        ]
    return schema


def _field(column: Column[Any], say: Say) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": column.type,
        "title": titled(column, say),
        "description": described(column, say),
    }
    if column.type == "number":
        field["decimalChar"] = "."
    if column.type == "date":
        field["format"] = "%Y-%m-%d"
    constraints: dict[str, Any] = {} if column.blank else {"required": True}
    if column.values:
        constraints["enum"] = list(column.values)
    if column.pattern:
        constraints["pattern"] = column.pattern
    return {**field, "constraints": constraints} if constraints else field
