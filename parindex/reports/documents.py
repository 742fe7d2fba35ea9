"""results.json, findings.json and run.json: written whole or not at all, read back strictly."""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from parindex import __version__
from parindex.locale import Say, shown
from parindex.model.finding import CannotGoOn, Finding, Place, system_reason
from parindex.model.result import RoundResult
from parindex.sources.digest import file_digest

FORMAT = 1


@cache
def _adapter() -> TypeAdapter[RoundResult]:
    return TypeAdapter(RoundResult)


def result_bytes(result: RoundResult) -> bytes:
    """Return results.json: the whole result, exact, the same bytes for the same result."""
    head = f'{{"format": {FORMAT}, "result":\n'.encode()
    return b"".join((head, _adapter().dump_json(result, exclude_none=True), b"}\n"))


def read_result(path: Path) -> RoundResult:
    """Read results.json; raises :class:`CannotGoOn` with a finding where it cannot be used."""
    name = path.as_posix()
    try:
        data = json.loads(path.read_bytes())
        if data.get("format") != FORMAT:
            raise ValueError(f"format {data.get('format')}")
        return _adapter().validate_python(data["result"])
    except FileNotFoundError:
        values = {"name": path.name, "round": path.parent.parent.as_posix()}
        raise CannotGoOn(Finding("RND019", Place(name), values)) from None
    except _UNUSABLE as error:
        reason = str(error).splitlines()[0]
        values = {"name": path.name, "reason": reason}
        raise CannotGoOn(Finding("RND020", Place(name), values)) from None


_UNUSABLE = (
    OSError, ValueError, KeyError, AttributeError, TypeError, ArithmeticError, RecursionError,
    ValidationError,
)  # fmt: skip
"""What reading a file raises that is no result."""


def finding_record(finding: Finding, say: Say, lang: str) -> dict[str, Any]:
    """Return a finding as plain data, with its texts and the values that fill them."""
    place = finding.place
    record = {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.wrong(say),
        "expected": finding.expected(say),
        "remedy": finding.remedy(say),
        "unit": finding.unit,
        "item": finding.item,
        "file": place.file or None,
        "line": place.line,
        "column": place.column,
        "sheet": place.sheet,
        "cell": place.cell,
        "values": {name: shown(value, lang) for name, value in finding.values.items()},
    }
    return {key: value for key, value in record.items() if value not in (None, "", {})}


def findings_bytes(findings: Iterable[Finding], say: Say, lang: str) -> bytes:
    """Return findings.json: a list, a line a finding; bytes of names that are no text escaped."""
    lines = [
        json.dumps(finding_record(finding, say, lang), ensure_ascii=False) for finding in findings
    ]
    return ("[\n" + ",\n".join(lines) + "\n]\n").encode(errors="backslashreplace")


def run_bytes(hashes: Mapping[str, str], made: Mapping[str, bytes]) -> bytes:
    """Return run.json: the version, and the hash (SHA-256) of every input and of each file made.

    The run's id is of all that, so the same inputs give the same id, and a change shows.
    """
    record = {
        "parindex": __version__,
        "inputs": dict(sorted(hashes.items())),
        **{name: hashlib.sha256(data).hexdigest() for name, data in made.items()},
    }
    return _json({"id": seal(record), **record})


def seal(record: Mapping[str, Any]) -> str:
    """Return the id that a record of a run must have."""
    rest = {key: value for key, value in record.items() if key != "id"}
    return hashlib.sha256(_json(rest)).hexdigest()[:12]


def _json(record: Mapping[str, Any]) -> bytes:
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()


@dataclass(frozen=True, slots=True)
class RunRecord:
    """What run.json says of a run; ``sealed`` is whether its id is that of its content."""

    id: str
    parindex: str
    inputs: Mapping[str, str]
    files: Mapping[str, str]
    sealed: bool


def read_run(folder: Path) -> RunRecord:
    """Read run.json; raises :class:`CannotGoOn` with a finding where it cannot be used."""
    path = folder / "run.json"
    try:
        record = json.loads(path.read_bytes())
        own = {"id", "parindex", "inputs"}
        files = {name: str(digest) for name, digest in record.items() if name not in own}
        inputs = {str(name): str(digest) for name, digest in record["inputs"].items()}
        sealed = seal(record) == record["id"]
        return RunRecord(str(record["id"]), str(record["parindex"]), inputs, files, sealed)
    except FileNotFoundError:
        values = {"name": path.name, "round": folder.parent.as_posix()}
        raise CannotGoOn(Finding("RND019", Place(path.as_posix()), values)) from None
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
        values = {"name": path.name, "reason": str(error).splitlines()[0]}
        raise CannotGoOn(Finding("RND020", Place(path.as_posix()), values)) from None


def changed_inputs(folder: Path) -> list[str]:
    """Return the inputs of a round's last run that are no longer what they were (by run.json)."""
    try:
        inputs = json.loads((folder / "results" / "run.json").read_bytes())["inputs"]
        return [name for name, digest in inputs.items() if file_digest(folder / name) != digest]
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        return []


def is_as_written(path: Path) -> bool:
    """Tell whether a file of the results has the hash that run.json beside it says, if any."""
    try:
        record = json.loads((path.parent / "run.json").read_bytes())
        return bool(record.get(path.name) in {None, file_digest(path)})
    except (OSError, ValueError, AttributeError):
        return True


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or as it was before.

    Raises :class:`CannotGoOn` with a finding where it cannot be written (open in Excel, say).
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(data)
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        values = {"name": path.name, "reason": system_reason(error)}
        raise CannotGoOn(Finding("RPT003", Place(path.as_posix()), values)) from None
