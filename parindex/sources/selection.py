"""The file of a selection: read, and held against the results that it chooses from."""

from collections.abc import Iterator
from pathlib import Path

from parindex.model.finding import Finding
from parindex.model.result import RoundResult
from parindex.model.selection import SelectionFile, SelectionRule
from parindex.sources.criteria import validated
from parindex.sources.yaml import Document, read_yaml


def read_selection(path: Path, result: RoundResult) -> tuple[SelectionFile | None, list[Finding]]:
    """Read a selection; there is none where the file cannot be read, or a finding is an error."""
    document, findings = read_yaml(path)
    if document is None:
        return None, findings
    stated, more = validated(SelectionFile, document.value, document)
    findings += more
    if stated is None:
        return None, findings
    for number, rule in enumerate(stated.selections):
        findings += _unknown(rule, result, document, number)
    return stated, findings


def _unknown(
    rule: SelectionRule, result: RoundResult, document: Document, number: int
) -> Iterator[Finding]:
    """Yield every code that the results do not have."""
    blocks = [block for block in result.blocks if not rule.blocks or block.code in rule.blocks]
    labels = [band.label for block in blocks for band in block.criteria.bands]
    asked = rule.conditions
    known = {
        ("blocks",): (rule.blocks, {block.code for block in result.blocks}),
        ("tie_break",): (rule.tie_break, _shared({a.code for a in b.areas} for b in blocks)),
        ("conditions", "areas"): (tuple(asked.areas), {a.code for b in blocks for a in b.areas}),
        ("conditions", "items"): (tuple(asked.items), {i.code for b in blocks for i in b.items}),
        ("conditions", "bands"): (
            asked.bands,
            {text for label in labels for text in (label.vi, label.en) if text},
        ),
        ("exclude",): (
            tuple(entry.unit for entry in rule.exclude),
            {unit.code for block in blocks for unit in block.units},
        ),
    }
    for path, (wanted, there) in known.items():
        for code in (code for code in wanted if code not in there):
            place = document.place(("selections", number, *path))
            values = {"code": code, "key": ".".join(path), "known": sorted(there)[:20]}
            yield Finding("RND185", place, values)


def _shared(sets: Iterator[set[str]]) -> set[str]:
    """Return what every set has."""
    found = list(sets)
    return set.intersection(*found) if found else set()
