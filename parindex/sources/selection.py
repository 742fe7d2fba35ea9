"""The file of a selection: read, and held against the results that it chooses from."""

from collections.abc import Iterator
from pathlib import Path

from parindex.model.finding import Finding
from parindex.model.result import RoundResult
from parindex.model.roster import unit_key
from parindex.model.selection import SelectionFile, SelectionRule
from parindex.model.text import name_key
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
    """Yield every code that the results do not have, or not for each of the blocks."""
    blocks = [block for block in result.blocks if not rule.blocks or block.code in rule.blocks]
    areas = _shared({area.code for area in block.areas} for block in blocks)
    labels = [band.label for block in blocks for band in block.criteria.bands]
    asked = rule.conditions
    known = {
        ("blocks",): (rule.blocks, {block.code for block in result.blocks}),
        ("tie_break",): (rule.tie_break, areas),
        ("conditions", "areas"): (tuple(asked.areas), areas),
        ("conditions", "items"): (
            tuple(asked.items),
            _shared({item.code for item in block.items} for block in blocks),
        ),
        ("conditions", "bands"): (asked.bands, {text for label in labels for text in label.texts}),
        ("exclude",): (
            tuple(entry.unit for entry in rule.exclude),
            {text for block in blocks for unit in block.units for text in (unit.code, unit.name)},
        ),
    }
    for path, (wanted, there) in known.items():
        key = unit_key if path == ("exclude",) else name_key
        keys = {key(code) for code in there}
        for code in (code for code in wanted if key(code) not in keys):
            place = document.place(("selections", number, *path))
            values = {"code": code, "key": ".".join(path), "known": sorted(there)[:20]}
            yield Finding("RND185", place, values)
    scales = {(block.criteria.out_of, block.criteria.rank_on) for block in blocks}
    if not rule.each_block and len(scales) > 1:
        codes = [block.code for block in blocks]
        yield Finding("RND188", document.place(("selections", number)), {"blocks": codes})


def _shared(sets: Iterator[set[str]]) -> set[str]:
    """Return what every set has."""
    found = list(sets)
    return set.intersection(*found) if found else set()
