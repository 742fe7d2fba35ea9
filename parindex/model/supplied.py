"""What others than the unit say of its items: a survey, another index, a register of dossiers."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace

from parindex.model.finding import Place
from parindex.model.rule import Value
from parindex.model.text import LocalText


@dataclass(frozen=True, slots=True)
class Supplied:
    """Values of one item of a unit by input name, and the place where each comes from.

    A name with a place and no value is one that the source leaves blank; ``unreadable`` are those
    with something in their place that cannot be used. Both have been told at that place.
    """

    values: Mapping[str, Value] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    unreadable: frozenset[str] = frozenset()
    sources: Mapping[str, LocalText] = field(default_factory=dict)
    """What each value is taken from, as readers know it."""
    decisive: frozenset[str] = frozenset()
    """The names whose value counts although the unit declares another."""

    def only(self, names: Set[str]) -> "Supplied":
        """Return what is supplied under some of the names."""
        return Supplied(
            {name: value for name, value in self.values.items() if name in names},
            {name: place for name, place in self.places.items() if name in names},
            self.unreadable & names,
            {name: source for name, source in self.sources.items() if name in names},
            self.decisive & names,
        )

    def spoilt(self, names: Set[str]) -> "Supplied":
        """Return the same with no value under the names that can be used."""
        values = {name: value for name, value in self.values.items() if name not in names}
        return replace(self, values=values, unreadable=self.unreadable | names)

    def beside(self, other: "Supplied") -> "Supplied":
        """Return what both supply; where they share a name, the other's counts."""
        return Supplied(
            {**self.values, **other.values},
            {**self.places, **other.places},
            self.unreadable | other.unreadable,
            {**self.sources, **other.sources},
            self.decisive | other.decisive,
        )


SuppliedBy = Mapping[str, Mapping[str, Supplied]]
"""By unit, then by item code."""
