"""What a JSON Schema says of keys that depend on each other; the models check the same."""

from typing import Any

Shape = dict[str, Any]
"""A part of a JSON Schema; ``errorMessage`` names the error of the model that it stands for."""


def stated(*keys: str, error: str | None = None) -> Shape:
    """Return that all keys are there and not null."""
    there: Shape = {"required": [*keys], "properties": dict.fromkeys(keys, _THERE)}
    return {**there, "errorMessage": error} if error else there


def absent(*keys: str, error: str) -> Shape:
    """Return that no key is there, but for a null."""
    return {"properties": {key: {"type": "null", "errorMessage": error} for key in keys}}


def either(one: str, *others: str, error: str) -> Shape:
    """Return that exactly one of the keys, two or more, is there."""
    other, *more = others
    return {
        "if": stated(one),
        "then": absent(*others, error=error),
        "else": either(other, *more, error=error) if more else stated(other, error=error),
    }


def each(key: str, shape: Shape) -> Shape:
    """Return that every entry of a list is of a shape."""
    return {"properties": {key: {"items": shape}}}


def some(key: str, error: str) -> Shape:
    """Return that a list is there and not empty."""
    return {
        "required": [key],
        "properties": {key: {"minItems": 1, "errorMessage": error}},
        "errorMessage": error,
    }


def none(key: str, error: str) -> Shape:
    """Return that a list is empty or not there."""
    return {"properties": {key: {"maxItems": 0, "errorMessage": error}}}


def true(key: str) -> Shape:
    """Return that a key is there and true."""
    return {"required": [key], "properties": {key: {"const": True}}}


_THERE: Shape = {"not": {"type": "null"}}
