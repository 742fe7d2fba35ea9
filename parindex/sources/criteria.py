"""Criteria files: YAML to a :class:`CriteriaSet`, every error with its line and column."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from parindex.checks.criteria import check_criteria
from parindex.checks.ignored import ignore
from parindex.locale import Phrase, mark, phrase
from parindex.model.criteria import CriteriaSet
from parindex.model.criteria import Path as NodePath
from parindex.model.finding import Finding, Severity
from parindex.model.rule import Rule
from parindex.scoring.rules import RULE_KINDS
from parindex.scoring.rules.judged import Judged
from parindex.sources.extends import read_effective, resolve
from parindex.sources.yaml import Document, parse_yaml

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class CriteriaFile:
    """A criteria set with the file it came from and the hashes (SHA-256) of all its files."""

    path: str
    hashes: dict[str, str]
    criteria: CriteriaSet
    document: Document

    @property
    def sha256(self) -> str:
        """Return the hash of the file itself."""
        return self.hashes[self.path]


def read_criteria(path: Path) -> tuple[CriteriaFile | None, list[Finding]]:
    """Read and check a criteria file; there is no set where a finding is an error."""
    effective, findings = read_effective(path)
    if effective is None:
        return None, findings
    criteria, findings = _build(effective.document, findings)
    if criteria is None:
        return None, findings
    return CriteriaFile(path.as_posix(), effective.hashes, criteria, effective.document), findings


def parse_criteria(
    text: str, file: str = "criteria.yaml"
) -> tuple[CriteriaSet | None, list[Finding]]:
    """Read and check the text of a criteria file."""
    document, findings = parse_yaml(text, file)
    if document is None:
        return None, findings
    effective, findings = resolve(document, findings, (Path(file),))
    return _build(effective.document, findings) if effective else (None, findings)


def _build(document: Document, findings: list[Finding]) -> tuple[CriteriaSet | None, list[Finding]]:
    if not isinstance(document.value, dict):
        return None, [*findings, Finding("CRI009", document.place(()))]
    findings = list(findings)
    value = _with_rules(document.value, (), document, findings)
    criteria, more = validated(CriteriaSet, value, document)
    findings += more
    if criteria is None or any(f.severity is Severity.ERROR for f in findings):
        return None, findings
    findings = ignore(
        criteria, [*findings, *check_criteria(criteria, document.place)], document.place
    )
    if any(finding.severity is Severity.ERROR for finding in findings):
        return None, findings
    return criteria, findings


_STAND_IN = Judged(kind="judged")
"""Stands where a rule could not be read, whose errors are already told."""


def _with_rules(value: Any, path: NodePath, document: Document, findings: list[Finding]) -> Any:
    """Return the value with every criterion's ``rule`` mapping made a rule of its kind."""
    if not isinstance(value, dict):
        return value
    result = dict(value)
    for key in ("areas", "criteria"):
        children = value.get(key)
        if isinstance(children, list):
            result[key] = [
                _with_rules(child, (*path, key, number), document, findings)
                for number, child in enumerate(children)
            ]
    if isinstance(value.get("rule"), dict):
        rule, more = _rule(value["rule"], (*path, "rule"), document)
        findings += more
        result["rule"] = rule or _STAND_IN
    return result


def _rule(
    value: dict[str, Any], path: NodePath, document: Document
) -> tuple[Rule | None, list[Finding]]:
    kind = value.get("kind")
    if kind is None:
        return None, [Finding("CRI010", document.place(path), {"key": "kind"})]
    model = RULE_KINDS.get(str(kind))
    if model is None:
        values = {"kind": str(kind), "known": ", ".join(RULE_KINDS)}
        return None, [Finding("CRI013", document.place((*path, "kind")), values)]
    return validated(model, value, document, path)


def validated(
    model: type[M], value: object, document: Document, path: NodePath = ()
) -> tuple[M | None, list[Finding]]:
    """Validate plain values against a model; every error becomes a finding with its place."""
    try:
        return model.model_validate(value), []
    except ValidationError as error:
        details = error.errors()
        inner = {detail["loc"][:n] for detail in details for n in range(len(detail["loc"]))}
        told = [detail for detail in details if detail["loc"] not in inner]
        return None, [_finding(detail, model, document, path) for detail in told]


def _finding(
    detail: ErrorDetails, model: type[BaseModel], document: Document, path: NodePath
) -> Finding:
    spot = (*path, *(part for part in detail["loc"] if part != "[key]"))
    place = document.place(spot)
    kind = detail["type"]
    if kind == "missing":
        return Finding("CRI010", document.place(spot[:-1]), {"key": spot[-1]})
    if kind == "extra_forbidden":
        known = ", ".join(_keys(model, detail["loc"][:-1]))
        return Finding("CRI011", place, {"key": spot[-1], "known": known})
    context = detail.get("ctx", {})
    if kind == "expression":
        values = {name: text for name, text in context.items() if name != "reason"}
        reason = Phrase(context["reason"], values)
        return Finding("CRI014", place, {"source": str(detail["input"])[:80], "reason": reason})
    values = {"value": _seen(detail["input"]), "wanted": _wanted(kind, context)}
    return Finding("CRI012", place, values)


WANTED = {
    "number": mark("a number"),
    "string_type": mark("a text; put it in quotes if it looks like a number"),
    "string_too_short": mark("a text that is not empty"),
    "bool_type": mark("true or false"),
    "int_type": mark("a whole number"),
    "moment": mark("a date like 2025-12-31 or 2025-12-31T17:00"),
    "colour": mark("a colour like #1F4E79"),
    "tuple_type": mark("a list (lines that start with “-”)"),
    "dict_type": mark("a mapping of keys to values"),
    "mapping_type": mark("a mapping of keys to values"),
    "model_type": mark("a mapping of keys to values"),
    "model_attributes_type": mark("a mapping of keys to values"),
    "is_instance_of": mark("a rule: a mapping with “kind”"),
    "points_or_share": mark("either “points” or “share”"),
    "from_or_above": mark("either “from” or “above”"),
    "from_above_or_top": mark("one of “from”, “above” and “top”"),
    "checklist_points": mark("“points” at every item, or “all_or_nothing: true” and none"),
    "floor_direction": mark("no “floor” where “zero_at” lies above “full_at”"),
    "late_order": mark("steps of “late” with rising “within_days”, each once"),
    "all_or_nothing": mark("“all_or_nothing” only with several “reports” and without “late”"),
    "two_ends": mark("two different ends, “zero_at” and “full_at”"),
    "deduction_effect": mark("“each” or “zero_from”"),
    "max_or_scale": mark("either “max” or “scale”"),
    "scale_ends": mark("two rising numbers from 0 up"),
    "bands_or_target": mark("either “bands” or “full_at”"),
    "index_ends": mark("“out_of” above “least”"),
    "survey_shares": mark("one answer or more with a “share” above 0"),
    "rank_ends": mark("no “zero_at” or “full_at” with the method rank"),
    "zscore_ends": mark("“zero_at” and “full_at”, in standard deviations"),
    "cohort_ends": mark("“zero_at” on the worse side of “full_at”"),
    "confidence": mark("0.9, 0.95 or 0.99"),
    "deadline_papers": mark("either “of” and “due”, or “reports”"),
}
"""What was expected, by the name of the error."""


_LENGTHS = {
    "too_short": (mark("at least {count} {count:entry|entries}"), "min_length"),
    "too_long": (mark("at most {count} {count:entry|entries}"), "max_length"),
    "string_too_long": (mark("at most {count} {count:letter|letters}"), "max_length"),
}


def _wanted(kind: str, context: Mapping[str, Any]) -> Phrase:
    if kind in WANTED:
        return Phrase(WANTED[kind])
    if kind in _LENGTHS:
        message, limit = _LENGTHS[kind]
        return phrase(message, count=context[limit])
    match kind:
        case "name_twice":
            return phrase(mark("each name once; “{name}” comes twice"), name=context["name"])
        case "literal_error" | "enum":
            known = re.findall(r"[\w-]+", str(context["expected"]).replace(" or ", " "))
            return phrase(mark("one of: {known}"), known=known)
        case "string_pattern_mismatch":
            return phrase(mark("a text of the pattern {pattern}"), pattern=context["pattern"])
        case "greater_than_equal":
            return phrase(mark("a number from {least} up"), least=context["ge"])
        case "greater_than":
            return phrase(mark("a number above {least}"), least=context["gt"])
        case "less_than_equal":
            return phrase(mark("a number up to {most}"), most=context["le"])
        case _:
            return phrase(mark("another value"))


def _seen(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(list(value)[:3]) + ", …}"
    if value is None:
        return "null"
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return text if len(text) <= 60 else text[:57] + "…"


def _keys(model: type[BaseModel], loc: tuple[int | str, ...]) -> list[str]:
    """Return the keys known at a location of a model."""
    current: Any = model
    for part in loc:
        if isinstance(part, int) or not _is_model(current):
            continue
        by_key = {field.alias or name: field for name, field in current.model_fields.items()}
        if part in by_key:
            current = _model_in(by_key[part].annotation) or current
    return [field.alias or name for name, field in current.model_fields.items()]


def _is_model(candidate: Any) -> bool:
    return isinstance(candidate, type) and issubclass(candidate, BaseModel)


def _model_in(annotation: Any) -> Any:
    if _is_model(annotation) and not issubclass(annotation, Rule):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        if found := _model_in(part):
            return found
    return None
