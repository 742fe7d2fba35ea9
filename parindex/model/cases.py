"""Worked examples of whole units, in a file beside a set: answers, and what they must come to."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from parindex.model.choices import LanguageVersion
from parindex.model.rule import Number, Outcome, Points
from parindex.model.text import Code, Model


class ItemExpected(Model):
    """What an item must come to."""

    points: Points | None = None
    outcome: Outcome | None = None


class Expected(Model):
    """What a unit must come to; what is not stated is not looked at.

    ``areas`` and ``total`` are points, ``index`` is as published, ``band`` is a label of the set.
    """

    items: Mapping[Code, ItemExpected] = Field(default_factory=dict)
    areas: Mapping[Code, Points] = Field(default_factory=dict)
    total: Points | None = None
    index: Number | None = None
    band: str | None = None


class UnitCase(Model):
    """A unit's answers by item, as in the cases of an item; ``like`` takes over an earlier case's.

    Bonus and penalty are in points.
    """

    name: Annotated[str, Field(min_length=1)]
    like: str | None = None
    answers: Mapping[Code, Mapping[str, object]] = Field(default_factory=dict)
    bonus: Points | None = None
    penalty: Points | None = None
    expect: Expected


class CasesFile(Model):
    """What a ``*.cases.yaml`` file states."""

    parindex: LanguageVersion
    cases: Annotated[tuple[UnitCase, ...], Field(min_length=1)]
