"""A document as a tree in which every value carries its place, so that parts can change files."""

from collections.abc import Iterator
from dataclasses import dataclass

from parindex.model.criteria import Path
from parindex.model.finding import Place
from parindex.sources.yaml import Document


@dataclass(frozen=True, slots=True)
class Tree:
    """A value with its place; mappings and lists hold trees."""

    value: object
    place: Place

    def plain(self) -> object:
        """Return the plain value."""
        if isinstance(self.value, dict):
            return {key: child.plain() for key, child in self.value.items()}
        if isinstance(self.value, list):
            return [child.plain() for child in self.value]
        return self.value

    def entries(self) -> "dict[str, Tree]":
        """Return the entries of a mapping; none where it is no mapping."""
        return dict(self.value) if isinstance(self.value, dict) else {}

    def parts(self) -> "list[Tree]":
        """Return the parts of a list; none where it is no list."""
        return list(self.value) if isinstance(self.value, list) else []

    def text(self, key: str) -> str:
        """Return the text under a key; empty where there is none."""
        entry = self.entries().get(key)
        return entry.value if entry is not None and isinstance(entry.value, str) else ""

    def places(self, path: Path = ()) -> Iterator[tuple[Path, Place]]:
        """Yield the place of every value by its path."""
        yield path, self.place
        for key, child in self.entries().items():
            yield from child.places((*path, key))
        for number, child in enumerate(self.parts()):
            yield from child.places((*path, number))


def tree_of(document: Document) -> Tree:
    """Return a document as a tree."""

    def below(value: object, path: Path) -> Tree:
        place = document.place(path)
        if isinstance(value, dict):
            return Tree({key: below(child, (*path, key)) for key, child in value.items()}, place)
        if isinstance(value, list):
            return Tree([below(child, (*path, n)) for n, child in enumerate(value)], place)
        return Tree(value, place)

    return below(document.value, ())
