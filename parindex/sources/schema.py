"""The shape of a criteria file as a JSON Schema, made from the models that read the file.

An editor completes keys and shows their descriptions by it. It says what a value may be; whether
sums, codes, names and cases hold, ``parindex validate`` alone can tell.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema
from pydantic_core import core_schema

from parindex.locale import Say, mark, speaker
from parindex.model.choices import LANGUAGE_VERSION
from parindex.model.criteria import CriteriaSet, Criterion
from parindex.model.rule import Rule
from parindex.model.shape import Shape
from parindex.scoring.rules import RULE_KINDS
from parindex.sources.criteria import WANTED

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_PATTERNS = {
    "code": mark('a code such as "1.1.2": letters and digits, dots between'),
    "identifier": mark("a short name: small letters without accents, digits and _, a letter first"),
}


def criteria_schema(lang: str) -> Shape:
    """Return the JSON Schema (2020-12) of criteria files, its texts in ``lang``."""
    say = speaker(lang)
    definitions = shapes(CriteriaSet, *RULE_KINDS.values())
    definitions[Rule.__name__] = _any_rule(say)
    for definition in definitions.values():
        definition.pop("title", None)
        definition.pop("description", None)
    definitions["Extension"] = _extension(definitions)
    head = {
        "$schema": _DRAFT,
        "$id": f"urn:parindex:criteria:{LANGUAGE_VERSION}:{lang}",
        "title": say(mark("Criteria set of parindex")),
    }
    whole = {
        "if": {"type": "object", "required": ["extends"]},
        "then": {"$ref": "#/$defs/Extension"},
        "else": {"$ref": f"#/$defs/{CriteriaSet.__name__}"},
    }
    return {**head, **whole, "$defs": _in_words(definitions, say, names=True)}


def shapes(*models: type[BaseModel]) -> dict[str, Shape]:
    """Return the JSON Schemas of models and of what stands in them, by name."""
    _, made = models_json_schema(
        [(model, "validation") for model in models], schema_generator=_Generator
    )
    definitions: dict[str, Shape] = made["$defs"]
    return definitions


def _extension(definitions: Mapping[str, Shape]) -> Shape:
    """Return the shape of a set that starts from another: its head, and what is different."""
    whole, node = definitions[CriteriaSet.__name__], definitions[Criterion.__name__]
    keys = {key: shape for key, shape in whole["properties"].items() if key != "areas"}
    own = {
        "extends": {"type": "string", "pattern": r"\S", "description": _EXTENDS["extends"]},
        "change": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "properties": {key: _or_null(shape) for key, shape in node["properties"].items()},
                "additionalProperties": False,
            },
            "description": _EXTENDS["change"],
        },
        "add": {
            "type": "array",
            "items": {
                **node,
                "properties": {
                    "under": {"type": "string", "description": _EXTENDS["under"]},
                    "after": {"type": "string", "description": _EXTENDS["after"]},
                    **node["properties"],
                },
            },
            "description": _EXTENDS["add"],
        },
        "drop": {"type": "array", "description": _EXTENDS["drop"]},
    }
    return {
        "type": "object",
        "required": ["parindex", "extends"],
        "properties": {**own, **{key: _or_null(shape) for key, shape in keys.items()}},
        "additionalProperties": False,
    }


def _or_null(shape: Shape) -> Shape:
    """Let null stand for a key that is taken away."""
    description = {key: shape[key] for key in ("description",) if key in shape}
    return {"anyOf": [shape, {"type": "null"}], **description}


_EXTENDS = {
    "extends": mark("Path, from this file, of the set it starts from."),
    "change": mark("By code, the keys that are different; null takes a key away."),
    "add": mark("Criteria put in."),
    "drop": mark("Codes left out."),
    "under": mark("Code it is put under; an area without it."),
    "after": mark("Code it is put after; else it comes last."),
}


class _Generator(GenerateJsonSchema):
    """Pydantic's generator, with the exact numbers and the nulls of a criteria file."""

    def generate_inner(self, schema: Any) -> JsonSchemaValue:
        """Call bounds of exact numbers what JSON Schema calls them."""
        made = super().generate_inner(schema)
        return {_BOUNDS.get(key, key): value for key, value in made.items()}

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - pydantic's
        """Return no: a title made from a key says nothing that the key does not."""
        return False

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """Let null stand beside a type: what is wrong is told by the one type it must have."""
        inner = self.generate_inner(schema["schema"])
        if "enum" in inner:
            return {"enum": [*inner["enum"], None]}
        if isinstance(inner.get("type"), str):
            return {**inner, "type": [inner["type"], "null"]}
        return {"anyOf": [inner, {"type": "null"}]}

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Refuse keys that are not of the pattern."""
        made = super().dict_schema(schema)
        return {**made, "additionalProperties": False} if "patternProperties" in made else made

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Keep defaults that an editor can write in one word."""
        made = super().default_schema(schema)
        if not isinstance(made.get("default"), str | bool | int | float):
            made.pop("default", None)
        return made

    def encode_default(self, dft: Any) -> Any:
        """Write an exact number as a number."""
        return float(dft) if isinstance(dft, Fraction) else super().encode_default(dft)


_BOUNDS = {
    "ge": "minimum",
    "gt": "exclusiveMinimum",
    "le": "maximum",
    "lt": "exclusiveMaximum",
}


def _any_rule(say: Say) -> Shape:
    """Return the shape of a rule: that of its kind, so that only its own mistakes are told."""
    texts = [model.model_fields["kind"].description or "" for model in RULE_KINDS.values()]
    return {
        "type": "object",
        "required": ["kind"],
        "properties": {
            "kind": {
                "enum": [*RULE_KINDS],
                "enumDescriptions": [say(text) for text in texts],
                "description": Rule.model_fields["kind"].description,
            }
        },
        "allOf": [
            {
                "if": {"required": ["kind"], "properties": {"kind": {"const": kind}}},
                "then": {"$ref": f"#/$defs/{model.__name__}"},
            }
            for kind, model in RULE_KINDS.items()
        ],
    }


def _in_words(value: Any, say: Say, *, names: bool = False) -> Any:
    """Return a schema with its texts said; ``names``: the keys are those of a file."""
    if isinstance(value, list):
        return [_in_words(part, say) for part in value]
    if not isinstance(value, dict):
        return value
    said = {}
    for key, part in value.items():
        if names or not isinstance(part, str):
            inner = not names and key in {"properties", "patternProperties"}
            said[key] = _in_words(part, say, names=inner)
        elif key == "description":
            said[key] = say(part)
        elif key.endswith("rrorMessage"):
            wanted = say((WANTED | _PATTERNS)[part])
            said[key] = say(mark("Expected: {expected}."), expected=wanted)
        else:
            said[key] = part
    return said
