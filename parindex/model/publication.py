"""How a total is published: rounding, index, ranking, bands, bonus and penalty."""

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt

from parindex.locale import mark
from parindex.model.choices import IndexIn
from parindex.model.number import Rounding
from parindex.model.rule import Number, Points
from parindex.model.shape import either
from parindex.model.text import Code, LocalText, Model


class Band(Model):
    """A class of the total (xếp loại): from this index (percent) upwards, or above it.

    With ``top`` it is a class of the ranking instead: of the other ranked units at most this share
    (percent) stands ahead.
    """

    relations = (either("from", "above", "top", error="from_above_or_top"),)

    label: LocalText = Field(description=mark("Name of the class."))
    at_least: Number | None = Field(
        None, alias="from", description=mark("The class begins at this index, in percent.")
    )
    above: Number | None = Field(
        None, description=mark("The class begins above this index, in percent.")
    )

    top: Annotated[Number, Field(gt=0, le=100)] | None = Field(
        None,
        description=mark("The share of the other ranked units that may stand ahead, in percent."),
    )

    @property
    def bound(self) -> Fraction | None:
        """Return the index where the band begins, whichever side it takes; none with ``top``."""
        return self.above if self.at_least is None else self.at_least


class Cap(Model):
    """The most that bonuses or penalties may come to, in points."""

    at_most: Points = Field(alias="max", description=mark("The most points they may come to."))


AdjustmentKind = Literal["bonus", "penalty"]


class Caps(Model):
    """The most that bonus (điểm thưởng) and penalty (điểm trừ) may come to."""

    bonus: Cap | None = Field(None, description=mark("Bonus points; none without this key."))
    penalty: Cap | None = Field(None, description=mark("Penalty points; none without this key."))

    def cap(self, kind: AdjustmentKind) -> Cap | None:
        """Return the cap on bonuses or on penalties, if one is stated."""
        return self.bonus if kind == "bonus" else self.penalty


class Adjustments(Caps):
    """Bonus and penalty outside the areas."""

    cap_total: StrictBool = Field(
        True, description=mark("Whether the total with its bonus stays within the maximum.")
    )


class Rounded(Model):
    """How a figure is rounded."""

    decimals: Annotated[StrictInt, Field(ge=0, le=6)] = Field(
        2, description=mark("Decimals of the published figure.")
    )
    rounding: Rounding = Field("half_up", description=mark("Which way a half is rounded."))


class Result(Rounded):
    """How points are published and ranked.

    The index is points over the applicable maximum, times ``out_of``: 100 makes it a percentage,
    unless ``index_in`` says that it is points. That of an area is out of ``areas_out_of``, where
    this is stated.
    """

    out_of: Annotated[Number, Field(gt=0)] = Field(
        Fraction(100), description=mark("The greatest index: 100 for a percentage, or 1, 10 …")
    )
    areas_out_of: Annotated[Number, Field(gt=0)] | None = Field(
        None, description=mark("The greatest index of an area, where it is not that of the total.")
    )
    index_in: IndexIn = Field(
        "percent", description=mark("Whether an index out of 100 is a percentage, or points.")
    )
    rank_on: Literal["published", "exact"] = Field(
        "published", description=mark("Whether ranks follow the index as printed or as computed.")
    )
    ties: Literal["competition", "dense", "ordinal"] = Field(
        "competition", description=mark("Ranks of equal units: 1, 2, 2, 4; 1, 2, 2, 3; or by area.")
    )
    tie_break: tuple[Code, ...] = Field(
        (), description=mark("Areas that decide between equal units, the first one first.")
    )
