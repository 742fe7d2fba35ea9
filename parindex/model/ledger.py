"""The score ledger (sổ điểm): what each stage of a round says of an item, by whom and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from parindex.locale import mark
from parindex.model.finding import Place
from parindex.model.rule import Value


class Stage(StrEnum):
    """The stages of a round, in their order; each may change what the one before came to."""

    SELF = "self"
    APPRAISAL_1 = "appraisal_1"
    EXPLANATION = "explanation"
    APPRAISAL_2 = "appraisal_2"

    @property
    def order(self) -> int:
        """Return the number of the stage, from 0."""
        return _ORDER[self]

    @property
    def before(self) -> "Stage":
        """Return the stage before; nothing is before self-assessment but itself."""
        return list(Stage)[max(self.order - 1, 0)]

    @property
    def decides(self) -> bool:
        """Tell whether what is entered at the stage changes points; an explanation asks only."""
        return self in {Stage.APPRAISAL_1, Stage.APPRAISAL_2}


_ORDER = {stage: number for number, stage in enumerate(Stage)}

STAGES = {
    Stage.SELF: mark("self-assessment"),
    Stage.APPRAISAL_1: mark("appraisal 1"),
    Stage.EXPLANATION: mark("explanation"),
    Stage.APPRAISAL_2: mark("appraisal 2"),
}
"""What the stages are called."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one workbook says of one item of a unit at one stage.

    ``values`` are the inputs it amends, ``points`` those it gives in place of what the rule comes
    to; neither where it only remarks on the item. ``form`` is the hash of the unit's form that it
    was made from, in its first letters.
    """

    stage: Stage
    unit: str
    item: str
    values: Mapping[str, Value] = field(default_factory=dict)
    points: Fraction | None = None
    reason: str = ""
    who: str = ""
    day: date | None = None
    evidence: str = ""
    form: str = ""
    place: Place = Place()
    cells: Mapping[str, str] = field(default_factory=dict)
    """Where each of these stands, by the name of the input, or ``claim`` for the points."""

    @property
    def changes(self) -> bool:
        """Tell whether it says another thing than was said before."""
        return bool(self.values) or self.points is not None

    @property
    def says(self) -> tuple[object, ...]:
        """Return what two entries must share not to contradict each other."""
        return (tuple(sorted(self.values.items())), self.points)

    def at(self, name: str) -> Place:
        """Return the place of an input, or of the points."""
        return Place(self.place.file, sheet=self.place.sheet, cell=self.cells.get(name))
