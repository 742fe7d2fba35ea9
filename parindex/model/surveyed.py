"""What a survey gave: what was counted of each unit, figures made of that, what was left out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from parindex.model.text import LocalText


class Why(StrEnum):
    """Why a row or an answer of it is not counted."""

    CELLS = "too_many_cells"
    UNIT = "unknown_unit"
    GROUP = "unknown_group"
    STRATUM = "unknown_stratum"
    TWICE = "respondent_twice"
    NOT_ASKED = "group_not_asked"
    NO_ITEM = "no_item_in_block"
    BLANK = "blank"
    OFF_SCALE = "off_scale"


@dataclass(frozen=True, slots=True)
class UnitTally:
    """What was counted of one unit.

    ``respondents`` are by group; ``answers`` by question (its number) and group, then by stratum
    (one of the name ``""`` where there are none), then by option.
    """

    respondents: Mapping[str, int] = field(default_factory=dict)
    answers: Mapping[tuple[int, str], Mapping[str, Mapping[str, int]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SurveyLine:
    """What a group of a unit (all groups: ``""``) said on an item; figures are as published.

    The share of the maximum and half the width of its interval are percentages. Where too few
    answered for privacy no figure is held (``suppressed``).
    """

    survey: str
    block: str
    unit: str
    item: str
    group: str
    counted: int | None = None
    uncounted: int | None = None
    share: Decimal | None = None
    half_width: Decimal | None = None
    small: bool = False
    """Whether the sample is under the minimum the questionnaire states."""
    suppressed: bool = False
    label: LocalText | None = None
    """What the group is called."""


@dataclass(frozen=True, slots=True)
class SurveyDrop:
    """How many answers of a survey were not counted, by question (its column) and reason."""

    survey: str
    column: str
    why: Why
    answers: int
