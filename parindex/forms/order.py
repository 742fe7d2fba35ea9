"""What a form is made from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from parindex.model.criteria import CriteriaSet
from parindex.model.round import RoundSpec, Unit
from parindex.model.submission import Answer
from parindex.sources.workbook import Cell


@dataclass(frozen=True, slots=True)
class FormOrder:
    """What a form is made from; ``exempt`` are the items the unit need not answer.

    ``filled`` are the cells of the form that hold an answer from the start, ``documents`` the rows
    of its register, by column; ``answers`` are the same as read, by item code.
    """

    spec: RoundSpec
    criteria: CriteriaSet
    unit: Unit
    exempt: frozenset[str] = frozenset()
    filled: Mapping[str, Cell] = field(default_factory=dict)
    documents: tuple[Mapping[str, Cell], ...] = ()
    answers: Mapping[str, Answer] = field(default_factory=dict)
