"""What changed between two criteria sets, for machines."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from fractions import Fraction
from typing import Any

from pydantic import BaseModel

from parindex.analysis.difference import Change, Difference, Kind
from parindex.locale import fraction_text
from parindex.model.criteria import CriteriaSet, Criterion
from parindex.scoring.expression import Expression

FORMAT = 1


def difference_json(difference: Difference, files: tuple[str, str]) -> str:
    """Return what changed as JSON: exact numbers as text, a ``kind`` and a path a change."""
    old, new = difference.old, difference.new
    changes = list(_records(difference))
    counts = Counter(change["kind"] for change in changes)
    record = {
        "format": FORMAT,
        "differs": bool(difference),
        "forms_fit": difference.forms_fit,
        "new_questions": list(difference.new_questions),
        "old": _set_record(old, files[0]),
        "new": _set_record(new, files[1]),
        "counts": {kind.value: counts[kind.value] for kind in Kind},
        "changes": changes,
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def _set_record(criteria: CriteriaSet, file: str) -> dict[str, Any]:
    keys = ("id", "year", "version", "form_hash")
    return {"file": file, **{key: getattr(criteria, key) for key in keys}}


def _records(difference: Difference) -> Iterator[dict[str, Any]]:
    for change in difference.head:
        yield _record(change, None, None)
    for entry in difference.entries:
        for change in entry.changes:
            yield _record(change, entry.old, entry.new)


def _record(change: Change, old: Criterion | None, new: Criterion | None) -> dict[str, Any]:
    named = new or old
    return {
        "kind": change.kind.value,
        "old_code": old.code if old else None,
        "new_code": new.code if new else None,
        "name": _plain(named.name) if named else None,
        "path": list(change.path),
        "old": _plain(change.before),
        "new": _plain(change.after),
    }


def _plain(value: object) -> Any:
    """Return a value as JSON can hold it, under the keys of the file; numbers as exact text."""
    match value:
        case None | bool() | int() | str():
            return value
        case Fraction():
            text = fraction_text(value)
            return str(value) if text.endswith("…") else text
        case datetime():
            return value.isoformat()
        case Expression():
            return value.source
        case BaseModel():
            fields = type(value).model_fields.items()
            parts = {field.alias or name: getattr(value, name) for name, field in fields}
            return {key: _plain(part) for key, part in parts.items() if part is not None}
        case Mapping():
            return {str(key): _plain(part) for key, part in value.items()}
        case Iterable():
            return [_plain(part) for part in value]
    return str(value)
