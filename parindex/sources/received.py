"""received.csv: when each file came in, as the office noted it or its mail system says."""

from collections.abc import Iterator, Mapping, Set
from pathlib import Path
from unicodedata import normalize

from parindex.model.finding import Finding
from parindex.model.moment import typed_moment
from parindex.model.round import Receipt
from parindex.sources.table import Line, read_table

RECEIVED = "received.csv"


def read_received(path: Path, files: Set[str]) -> tuple[dict[str, Receipt], list[Finding]]:
    """Read when each file came in; ``files`` are those there are, as :func:`file_key` names them.

    A line of a file that is not there is told and passed over.
    """
    if not path.exists():
        return {}, []
    lines, findings = read_table(path, required=("file", "received_at"), optional=("note",))
    receipts: dict[str, Receipt] = {}
    first: dict[str, int | None] = {}
    for line in lines:
        name = file_key(line["file"])
        problems = list(_problems(line, name, first, files))
        findings += problems
        first.setdefault(name, line.place.line)
        at = typed_moment(line["received_at"])
        if at is not None and not problems:
            receipts[name] = Receipt(at, line["note"])
    return receipts, findings


def file_key(name: str) -> str:
    """Return what two spellings of a file's name share: NFC, and “/” between folders."""
    return normalize("NFC", name.replace("\\", "/")).removeprefix("./")


def _problems(
    line: Line, name: str, first: Mapping[str, int | None], files: Set[str]
) -> Iterator[Finding]:
    if name in first:
        yield Finding("RND042", line.place, {"file": name, "first": first[name]})
    elif name not in files:
        yield Finding("RND040", line.place, {"file": name})
    if typed_moment(line["received_at"]) is None:
        yield Finding("RND041", line.place, {"value": line["received_at"]})
