"""What an appraisal workbook is made from."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from parindex.locale import Localised
from parindex.model.criteria import CriteriaSet, Criterion
from parindex.model.ledger import Stage
from parindex.model.round import RoundSpec, Unit
from parindex.model.submission import Answer


@dataclass(frozen=True, slots=True)
class AppraisedItem:
    """An item of a unit as the appraiser finds it; points are exact."""

    unit: Unit
    item: Criterion
    answer: Answer
    so_far: Answer
    """The answer with what was amended at earlier stages."""
    computed: Fraction | None
    former: Fraction
    last: Fraction | None = None
    said: tuple[object, ...] = ()
    """What the unit and earlier appraisers said of it, to be spoken in the round's language."""
    findings: tuple[object, ...] = ()
    form: str = ""


@dataclass(frozen=True, slots=True)
class AppraisalOrder:
    """What an appraisal workbook is made from; ``title`` names the unit or the area it is about."""

    spec: RoundSpec
    criteria: CriteriaSet
    stage: Stage
    title: Localised | str
    items: Sequence[AppraisedItem] = ()
