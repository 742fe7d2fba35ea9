"""A workbook as a package of parts (ECMA-376, part 2): relationships, content types, its zip."""

import zipfile
from collections.abc import Iterable, Mapping
from hashlib import sha256
from io import BytesIO
from posixpath import basename, dirname, join, normpath, relpath
from typing import NamedTuple

from parindex.forms.annotation.markup import Change, Element, Patch, patched, text, undoing
from parindex.sources.guard import CUT_OFF, ZIP_FAULTS, Refused, open_package

TYPES = "[Content_Types].xml"
_NEW_DAY = (1980, 1, 1, 0, 0, 0)
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELATIONSHIPS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"


class Relation(NamedTuple):
    """A link from one part to another: its last word says what kind it is."""

    id: str
    type: str
    target: str

    @property
    def kind(self) -> str:
        """Return the last word of the type: ``comments``, ``worksheet``."""
        return self.type.rpartition("/")[2]


class Undo(NamedTuple):
    """How a part is turned back: the hash of what it is now, and the changes, last made first."""

    sha256: str
    steps: list[list[tuple[int, int, str]]]


class Parts:
    """The parts of a workbook and what was done to them."""

    def __init__(self, data: bytes) -> None:
        """Open a workbook; raises :class:`Refused` for what is none, or is in an older format."""
        package = open_package(data)
        if package is None:
            raise Refused("SUB049")
        self._package, self._archive = package, zipfile.ZipFile(BytesIO(data))
        self._names = {name.lower(): name for name in self._archive.namelist()}
        self._now: dict[str, bytes] = {}
        self._steps: dict[str, list[list[Change]]] = {}
        self._added: dict[str, None] = {}
        self._removed: set[str] = set()

    @property
    def changed(self) -> bool:
        """Tell whether the workbook is no longer what was read."""
        return bool(self._now or self._removed)

    def named(self, name: str) -> str:
        """Return the name as it stands in the package, or nothing where there is no such part."""
        return self._names.get(name.lower(), "")

    def __getitem__(self, name: str) -> bytes:
        """Return a part; empty where it does not exist. Raises :class:`Refused`."""
        name = self.named(name)
        return self._now[name] if name in self._now else self._package.part(name) if name else b""

    def patch(self, name: str, leaves: Iterable[str] = ()) -> Patch:
        """Return a part ready to be changed."""
        return Patch(self[name], leaves)

    def commit(self, name: str, patch: Patch) -> None:
        """Make the changes asked for."""
        self.change(name, patch.xml, patch.changes())

    def change(self, name: str, before: bytes, changes: list[Change]) -> None:
        """Make changes to a part, which was read as ``before``."""
        if changes:
            name = self.named(name)
            self._now[name] = patched(before, changes)
            self._steps.setdefault(name, []).insert(0, undoing(before, changes))

    def add(self, name: str, data: bytes) -> None:
        """Add a part."""
        self._names[name.lower()] = name
        self._now[name] = data
        self._added[name] = None
        self._removed.discard(name)

    def remove(self, name: str) -> None:
        """Remove a part and its relationships."""
        for part in (self.named(name), self.named(_relations_part(name))):
            if part:
                self._removed.add(part)
                self._now.pop(part, None)
                self._added.pop(part, None)
                self._steps.pop(part, None)
                del self._names[part.lower()]

    def free(self, pattern: str) -> str:
        """Return a name nobody has: ``pattern`` with the first number that is free."""
        number = 1
        while self.named(pattern.format(number)):
            number += 1
        return pattern.format(number)

    def settle(self) -> None:
        """Let the workbook as it is now be the one that undoing comes back to."""
        self._steps.clear()

    def undo(self) -> tuple[dict[str, Undo], list[str]]:
        """Return how the changed parts are turned back, and the parts that were added."""
        changed = {
            name: Undo(
                sha256(self._now[name]).hexdigest(),
                [[(a, b, new.decode()) for a, b, new in step] for step in steps],
            )
            for name, steps in self._steps.items()
            if name not in self._added
        }
        return changed, list(self._added)

    def turn_back(self, changed: Mapping[str, Undo], added: Iterable[str]) -> bool:
        """Undo what another run did; nothing, and False, where a part was changed since."""
        for name, undo in changed.items():
            if sha256(self[name]).hexdigest() != undo.sha256:
                return False
        for name, undo in changed.items():
            xml = self[name]
            for step in undo.steps:
                xml = patched(xml, [Change(a, b, new.encode()) for a, b, new in step])
            self._now[self.named(name)] = xml
        for name in added:
            self.remove(name)
        return True

    def relations(self, source: str) -> list[Relation]:
        """Return the links of a part to others of the package."""
        part = _relations_part(source)
        if not self.named(part):
            return []
        return [
            Relation(
                entry.attributes.get("Id", ""),
                entry.attributes.get("Type", ""),
                _resolved(source, entry.attributes.get("Target", "")),
            )
            for entry in self.patch(part).root.all("Relationship")
            if entry.attributes.get("TargetMode") != "External"
        ]

    def relate(self, source: str, type_: str, target: str) -> str:
        """Link a part to another and return the link's id."""
        part = _relations_part(source)
        if not self.named(part):
            self.add(part, f'<Relationships xmlns="{_RELATIONSHIPS}"/>'.encode())
            self.declare(part, _RELATIONSHIPS_TYPE, default="rels")
        patch = self.patch(part)
        taken = {entry.attributes.get("Id") for entry in patch.root.children}
        number = 1
        while (identity := f"parindex{number}") in taken:
            number += 1
        to = text(relpath(target, dirname(source)))
        patch.append(
            patch.root, f'<Relationship Id="{identity}" Type="{text(type_)}" Target="{to}"/>'
        )
        self.commit(part, patch)
        return identity

    def unrelate(self, source: str, identity: str) -> None:
        """Remove a link."""
        part = _relations_part(source)
        patch = self.patch(part)
        for entry in patch.root.all("Relationship"):
            if entry.attributes.get("Id") == identity:
                patch.replace(entry, "")
        self.commit(part, patch)

    def declare(self, name: str, type_: str, default: str = "") -> None:
        """Say what a part is, unless it is said; ``default`` is an extension to say it for."""
        patch = self.patch(TYPES)
        if any(_declares(entry, name, type_) for entry in patch.root.children):
            return
        if default and not any(
            entry.attributes.get("Extension", "").lower() == default
            for entry in patch.root.children
        ):
            patch.append(patch.root, f'<Default Extension="{default}" ContentType="{type_}"/>')
        else:
            patch.append(patch.root, f'<Override PartName="/{text(name)}" ContentType="{type_}"/>')
        self.commit(TYPES, patch)

    def drop(self, source: str, relation: Relation) -> None:
        """Remove a part with the link to it and what is said of it."""
        self.unrelate(source, relation.id)
        patch = self.patch(TYPES)
        for entry in patch.root.all("Override"):
            if entry.attributes.get("PartName", "").lower() == f"/{relation.target}".lower():
                patch.replace(entry, "")
        self.commit(TYPES, patch)
        self.remove(relation.target)

    def _kept(self, name: str) -> bytes:
        """Return a part as it came; raises :class:`Refused` for a damaged one."""
        try:
            return self._archive.read(name)
        except ZIP_FAULTS as error:
            raise Refused("SUB003", reason=CUT_OFF) from error

    def save(self) -> bytes:
        """Return the workbook; parts nobody touched have the bytes they had."""
        buffer = BytesIO()
        archive = self._archive
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
            for entry in archive.infolist():
                name = entry.filename
                if name in self._removed | {*self._added} or archive.getinfo(name) is not entry:
                    continue
                kept = zipfile.ZipInfo(name, entry.date_time)
                kept.compress_type = entry.compress_type
                kept.external_attr = entry.external_attr
                out.writestr(kept, self._now[name] if name in self._now else self._kept(name))
            for name in self._added:
                new = zipfile.ZipInfo(name, _NEW_DAY)
                new.compress_type = zipfile.ZIP_DEFLATED
                out.writestr(new, self._now[name])
        return buffer.getvalue()


def _relations_part(source: str) -> str:
    return join(dirname(source), "_rels", f"{basename(source)}.rels")


def _resolved(source: str, target: str) -> str:
    path = target.replace("\\", "/")
    return path.lstrip("/") if path.startswith("/") else normpath(join(dirname(source), path))


def _declares(entry: Element, name: str, type_: str) -> bool:
    said = entry.attributes
    whom = said.get("PartName", "").lower() == f"/{name}".lower() or (
        entry.local == "Default" and name.lower().endswith("." + said.get("Extension", "").lower())
    )
    return whom and said.get("ContentType") == type_
