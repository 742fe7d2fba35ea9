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
    if not is_file(path):
        return None, [*findings, Finding("CRI058", place, {"path": path.as_posix()})]
    base, more = read_yaml(path)
    findings = [*findings, *more]
    if base is None:
        return None, findings
    effective, findings = resolve(base, findings, (*chain, path))
    if effective is None:
        return None, findings
    if not isinstance(effective.document.value, dict):
        return None, [*findings, Finding("CRI009", effective.document.place(()))]
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
    edit = _Edit(stated, _codes(base))
    findings = list(edit.problems())
    if "areas" not in stated:
        areas = _entry(entries, "areas")
        entries["areas"] = Tree(edit.level("", areas.parts()), areas.place)
        findings += [*edit.misplaced, *edit.unmet()]
    else:
        findings.append(Finding("CRI061", stated["areas"].place, {"key": "areas"}))
    return Tree(_kept(entries), own.place), findings


def is_file(path: Path) -> bool:
    """Tell whether there is such a file; there is none where it may not be asked for."""
    try:
        return path.is_file()
    except OSError:  # a name too long, a folder that may not be entered
        return False


def _entry(entries: dict[str, Tree], key: str, other: Tree | None = None) -> Tree:
    return entries.get(key) or other or Tree(None, Place())


def _codes(base: Tree) -> set[str]:
    def below(nodes: list[Tree]) -> Iterator[str]:
        for node in nodes:
            yield node.text("code")
            yield from below(_entry(node.entries(), "criteria").parts())

    return set(below(_entry(base.entries(), "areas").parts()))


def _kept(entries: dict[str, Tree]) -> dict[str, Tree]:
    """Leave out the keys that a null takes away."""
    return {key: tree for key, tree in entries.items() if tree.value is not None}


_MANY = (dict, list, type(None))
"""What is no single value."""


class _Edit:
    """What a document changes, adds and drops in a set that has ``codes``.

    ``met`` and ``left`` keep account, so that nothing stated is lost in silence.
    """

    def __init__(self, stated: dict[str, Tree], codes: set[str]) -> None:
        self.stated, self.codes = stated, codes
        self.changes = _entry(stated, "change").entries()
        self.added = _entry(stated, "add").parts()
        self.dropped = _entry(stated, "drop").parts()
        self.gone = {str(tree.value) for tree in self.dropped}
        self.known = codes | {tree.text("code") for tree in self.added}
        self.left = [tree for tree in self.added if isinstance(tree.value, dict)]
        self.met: set[str] = set()
        self.misplaced: list[Finding] = []

    def problems(self) -> Iterator[Finding]:
        """Yield shapes that are wrong and codes that the set does not have."""
        for key, kind in (("change", dict), ("add", list), ("drop", list)):
            tree = self.stated.get(key)
            if tree is not None and not isinstance(tree.value, kind):
                yield Finding("CRI061", tree.place, {"key": key})
        for key, parts in (("change", self.changes.values()), ("add", self.added)):
            for tree in parts:
                if not isinstance(tree.value, dict):
                    yield Finding("CRI061", tree.place, {"key": key})
        yield from self._unknown()
        for tree in self.dropped:
            if str(tree.value) in self.changes:
                yield Finding("CRI062", tree.place, {"code": str(tree.value)})

    def _unknown(self) -> Iterator[Finding]:
        for code, tree in self.changes.items():
            if code not in self.known:
                yield Finding("CRI060", tree.place, {"code": code})
        for tree in self.dropped:
            yield from self._code("drop", tree, quoted=False)
        for tree in self.added:
            for key in ("under", "after"):
                if key in tree.entries():
                    yield from self._code(key, tree.entries()[key], quoted=True)

    def _code(self, key: str, tree: Tree, *, quoted: bool) -> Iterator[Finding]:
        if isinstance(tree.value, _MANY):
            yield Finding("CRI061", tree.place, {"key": key})
        elif str(tree.value) not in self.known or (quoted and not isinstance(tree.value, str)):
            yield Finding("CRI060", tree.place, {"code": str(tree.value)})

    def unmet(self) -> Iterator[Finding]:
        """Yield changes and additions that were not met, as what they stand under is dropped."""
        for code, tree in self.changes.items():
            if code in self.known - self.met - self.gone:
                yield Finding("CRI062", tree.place, {"code": code})
        for tree in self.left:
            under = tree.entries().get("under")
            if under is not None and tree.text("under") in self.known:
                found = "CRI062" if under.value in self.codes else "CRI060"
                yield Finding(found, under.place, {"code": under.value})

    def level(self, under: str, nodes: list[Tree]) -> list[Tree]:
        """Return the nodes of a level as they come out."""
        level = [(node.text("code"), node, node.text("code") not in self.gone) for node in nodes]
        here = [tree for tree in self.left if tree.text("under") == under]
        self.left = [tree for tree in self.left if tree.text("under") != under]
        for tree in here:
            entries = {k: v for k, v in tree.entries().items() if k not in ("under", "after")}
            at = self._after(tree, [code for code, _, _ in level])
            level.insert(at, (tree.text("code"), Tree(entries, tree.place), True))
        return [self.node(node) for _, node, kept in level if kept]

    def _after(self, tree: Tree, codes: list[str]) -> int:
        """Return where an entry goes in its level: after the one it names, else last."""
        after = tree.text("after")
        if after and after in codes:
            return codes.index(after) + 1
        if after in self.known and after:
            place = tree.entries()["after"].place
            self.misplaced.append(Finding("CRI060", place, {"code": after}))
        return len(codes)

    def node(self, node: Tree) -> Tree:
        """Return a node with its changes, and those beneath it."""
        code = node.text("code")
        self.met.add(code)
        entries = node.entries()
        changed = self.changes.get(code)
        if changed is not None:
            entries = _kept(entries | changed.entries())
        if "criteria" in entries or (code and any(t.text("under") == code for t in self.left)):
            children = _entry(entries, "criteria", Tree([], node.place))
            entries["criteria"] = Tree(self.level(code, children.parts()), children.place)
        return Tree(entries, node.place)
