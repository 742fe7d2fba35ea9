"""A set that starts from another: what it changes, adds and drops; each line keeps its file.

``change`` replaces keys of a criterion or item, by its code (``null`` takes a key away); ``drop``
leaves out; ``add`` puts in, ``under`` a code (an area where there is none) and ``after`` one. Keys
at the head replace those of the set it starts from; legal texts under ``basis`` are added.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from parindex.model.finding import Finding, Place
from parindex.sources.tree import Tree, tree_of
from parindex.sources.yaml import Document, read_yaml

KEYS = ("extends", "change", "add", "drop")
MOST_STEPS = 8
"""How long a chain of sets may be."""


@dataclass(frozen=True, slots=True)
class Effective:
    """The set as it comes out, and the hash (SHA-256) of every file it was made from."""

    document: Document
    hashes: dict[str, str]


def read_effective(path: Path) -> tuple[Effective | None, list[Finding]]:
    """Read a criteria file with the sets it starts from; none where one cannot be read."""
    document, findings = read_yaml(path)
    if document is None:
        return None, findings
    return resolve(document, findings, (path,))


def resolve(
    document: Document, findings: list[Finding], chain: tuple[Path, ...]
) -> tuple[Effective | None, list[Finding]]:
    """Apply a document to the set it starts from; ``chain`` is the files on the way to it."""
    hashes = {chain[-1].as_posix(): document.sha256}
    value = document.value
    if not isinstance(value, dict) or "extends" not in value:
        return Effective(document, hashes), findings
    place = document.place(("extends",))
    name = value["extends"]
    if not isinstance(name, str) or not name.strip():
        return None, [*findings, Finding("CRI058", place, {"path": str(name)})]
    path = Path(os.path.normpath(chain[-1].parent / name))
    if path in chain or len(chain) >= MOST_STEPS:
        values = {"chain": " → ".join(step.name for step in (*chain, path)), "most": MOST_STEPS}
        return None, [*findings, Finding("CRI059", place, values)]
    if not path.is_file():
        return None, [*findings, Finding("CRI058", place, {"path": path.as_posix()})]
    base, more = read_yaml(path)
    findings = [*findings, *more]
    if base is None:
        return None, findings
    effective, findings = resolve(base, findings, (*chain, path))
    if effective is None:
        return None, findings
    merged, more = _merged(tree_of(effective.document), tree_of(document))
    made = replace(document, value=merged.plain(), places=dict(merged.places()))
    return Effective(made, hashes | effective.hashes), [*findings, *more]


def _merged(base: Tree, own: Tree) -> tuple[Tree, list[Finding]]:
    entries, stated = base.entries(), own.entries()
    legal = {**_entry(entries, "basis").entries(), **_entry(stated, "basis").entries()}
    head = {key: tree for key, tree in stated.items() if key not in (*KEYS, "areas")}
    entries |= head
    if legal:
        entries["basis"] = Tree(legal, _entry(stated, "basis", entries["basis"]).place)
    edit = _Edit(stated)
    findings = list(edit.problems(_codes(base)))
    if "areas" not in stated:
        areas = _entry(entries, "areas")
        entries["areas"] = Tree(edit.level("", areas.parts()), areas.place)
        if not findings:
            findings += edit.lost(_codes(Tree(entries, own.place)))
    else:
        findings.append(Finding("CRI061", stated["areas"].place, {"key": "areas"}))
    kept = {key: tree for key, tree in entries.items() if tree.value is not None}
    return Tree(kept, own.place), findings


def _entry(entries: dict[str, Tree], key: str, other: Tree | None = None) -> Tree:
    return entries.get(key) or other or Tree(None, Place())


def _codes(base: Tree) -> set[str]:
    def below(nodes: list[Tree]) -> Iterator[str]:
        for node in nodes:
            yield node.text("code")
            yield from below(_entry(node.entries(), "criteria").parts())

    return set(below(_entry(base.entries(), "areas").parts()))


class _Edit:
    """What a document changes, adds and drops."""

    def __init__(self, stated: dict[str, Tree]) -> None:
        self.changes = _entry(stated, "change").entries()
        self.added = _entry(stated, "add").parts()
        self.dropped = _entry(stated, "drop").parts()
        self.stated = stated

    def problems(self, codes: set[str]) -> Iterator[Finding]:
        """Yield shapes that are wrong and codes that the set does not have."""
        for key, kind in (("change", dict), ("add", list), ("drop", list)):
            tree = self.stated.get(key)
            if tree is not None and not isinstance(tree.value, kind):
                yield Finding("CRI061", tree.place, {"key": key})
        wanted = [(code, tree.place) for code, tree in self.changes.items()]
        wanted += [(str(tree.value), tree.place) for tree in self.dropped]
        for tree in self.added:
            wanted += [
                (tree.text(key), tree.entries()[key].place)
                for key in ("under", "after")
                if key in tree.entries()
            ]
        new = {tree.text("code") for tree in self.added}
        for code, place in wanted:
            if code not in codes | new:
                yield Finding("CRI060", place, {"code": code})
        for tree in self.dropped:
            if str(tree.value) in self.changes:
                yield Finding("CRI062", tree.place, {"code": str(tree.value)})
        for tree in self.changes.values():
            if not isinstance(tree.value, dict):
                yield Finding("CRI061", tree.place, {"key": "change"})

    def lost(self, codes: set[str]) -> Iterator[Finding]:
        """Yield what is stated and yet not among the codes that come out, gone with its group."""
        for code, tree in self.changes.items():
            if (tree.text("code") or code) not in codes:
                yield Finding("CRI062", tree.place, {"code": code})
        for tree in self.added:
            if tree.text("code") and tree.text("code") not in codes:
                yield Finding("CRI062", tree.place, {"code": tree.text("code")})

    def level(self, under: str, nodes: list[Tree]) -> list[Tree]:
        """Return the nodes of a level as they come out."""
        gone = {str(tree.value) for tree in self.dropped}
        result = [self.node(node) for node in nodes if node.text("code") not in gone]
        for tree in self.added:
            if tree.text("under") == under:
                entries = {k: v for k, v in tree.entries().items() if k not in ("under", "after")}
                at = next(
                    (
                        number + 1
                        for number, node in enumerate(result)
                        if tree.text("after") and node.text("code") == tree.text("after")
                    ),
                    len(result),
                )
                result.insert(at, self.node(Tree(entries, tree.place)))
        return result

    def node(self, node: Tree) -> Tree:
        """Return a node with its changes, and those beneath it."""
        code = node.text("code")
        entries = node.entries()
        changed = self.changes.get(code)
        if changed is not None:
            entries |= changed.entries()
            entries = {key: tree for key, tree in entries.items() if tree.value is not None}
        if "criteria" in entries or any(tree.text("under") == code for tree in self.added if code):
            children = _entry(entries, "criteria", Tree([], node.place))
            entries["criteria"] = Tree(self.level(code, children.parts()), children.place)
        return Tree(entries, node.place)
