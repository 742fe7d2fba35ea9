"""What others than the unit say of its items: a survey, another index, a register of dossiers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from parindex.model.finding import Place
from parindex.model.rule import Value


@dataclass(frozen=True, slots=True)
class Supplied:
    """Values of one item of a unit by input name, and the place where each comes from."""

    values: Mapping[str, Value] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)


SuppliedBy = Mapping[str, Mapping[str, Supplied]]
"""By unit, then by item code."""
