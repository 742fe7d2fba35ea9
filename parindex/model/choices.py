"""What files choose from a few: the version of the language, policies, aggregates, scales."""

from typing import Annotated, Literal

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

LANGUAGE_VERSION = 1
Policy = Literal["exclude", "full", "zero"]
Aggregate = Literal["sum", "mean", "weighted_mean", "geometric_mean"]
MissingPolicy = Literal["skip", "strict", "zero"]
IndexIn = Literal["percent", "points"]
WEIGHING: frozenset[Aggregate] = frozenset({"weighted_mean", "geometric_mean"})
"""The aggregates in which parts have weights."""


def _version(value: object) -> object:
    if type(value) is not int:  # true equals 1
        raise PydanticCustomError("int_type", "not a whole number")
    return value


LanguageVersion = Annotated[
    Literal[1], BeforeValidator(_version, json_schema_input_type=Literal[1])
]
"""The version of the language that a file is written in."""
