"""Figures that were published of units, ranked anew: of one year or of several."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from parindex.model.finding import Place
from parindex.model.number import Rounding
from parindex.model.publication import Band
from parindex.model.text import LocalText


class Columns(NamedTuple):
    """The headings of the columns, as somebody named them; found by themselves where left out."""

    unit: str | None = None
    points: str | None = None
    block: str | None = None
    year: str | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """What a table says of a unit: its figure, and its rank and class where they stand there.

    By ``key`` the unit is known again in another table: its code, else its name.
    """

    name: str
    code: str
    key: str
    figure: Fraction | None
    place: Place
    block: str = ""
    year: int | None = None
    stated_rank: int | None = None
    stated_band: str = ""


class Ranking(NamedTuple):
    """How figures are ranked: as they are printed, with ``decimals`` or all that they have."""

    ties: str = "competition"
    decimals: int | None = None
    rounding: Rounding = "half_up"
    lowest_first: bool = False
    bands: Sequence[Band] = ()


@dataclass(frozen=True, slots=True)
class RankedTotal:
    """A unit's figure as it is printed, with its rank and class; none where it has no figure.

    ``gain`` is what the figure rose by since the year before, ``places`` how many places the unit
    won among those that are ranked in both years.
    """

    total: Total
    figure: Decimal | None = None
    rank: int | None = None
    band: LocalText | None = None
    gain: Decimal | None = None
    places: int | None = None


class Class(NamedTuple):
    """A class of the ranking: how many units are in it, and what percent of those ranked."""

    label: LocalText
    units: int
    percent: Decimal


@dataclass(frozen=True, slots=True)
class RankedTable:
    """The units of a year and a block, the first in rank first, those without a figure last."""

    year: int | None
    block: str
    heading: str
    units: tuple[RankedTotal, ...]
    decimals: int
    mean: Decimal | None = None
    """The mean of the figures as printed, rounded like them."""
    classes: tuple[Class, ...] = ()
    before: int | None = None
    """The year with which they are compared."""
    gain_decimals: int = 0
    """With how many decimals gains are printed: the more of those of both years."""
