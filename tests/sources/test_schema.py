"""The JSON Schema for editors gives the verdict of the loader on everything that is shape.

*Shape* is what the loader tells with the codes of ``SHAPE``: the schema refuses every file with
such a finding, and takes every file that has none. Three things are left to the loader:

- how the text is read (``READING``): a schema sees values, not text;
- what the file means (``MEANING``): sums, codes, names, bounds, cases;
- two values set against each other (``COMPARED``), which JSON Schema has no words for, and what an
  expression says (CRI014); an expression that is neither text nor number both refuse.
"""

import copy
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import BaseModel

from parindex.locale import LANGUAGES, Phrase
from parindex.model.codes import KINDS
from parindex.model.codes.survey import QUESTIONNAIRE
from parindex.model.criteria import CriteriaSet
from parindex.model.finding import Finding
from parindex.model.shape import Shape
from parindex.scoring.rules import RULE_KINDS
from parindex.sources.criteria import WANTED, parse_criteria, read_criteria
from parindex.sources.schema import criteria_schema
from parindex.sources.yaml import parse_yaml
from tests.conftest import MINI_SET
from tests.docs.test_criteria_language import PAGES, as_set, examples
from tests.library import SETS
from tests.sources.test_criteria import GOOD, TABLE, edited

ROOT = Path(__file__).parents[2]
SCHEMA = criteria_schema("en")
VALIDATOR = Draft202012Validator(SCHEMA)

SHAPE = {"CRI009", "CRI010", "CRI011", "CRI012", "CRI013"}
EXPRESSION = {"CRI014"}
READING = {
    *("CRI001", "CRI002", "CRI003", "CRI004", "CRI005", "CRI006", "CRI007", "CRI008"),
    *("CRI049", "CRI058", "CRI059", "CRI060", "CRI061", "CRI062", "CRI068"),
}
MEANING = {
    *("CRI015", "CRI016", "CRI020", "CRI021", "CRI022", "CRI023", "CRI024", "CRI025", "CRI026"),
    *("CRI027", "CRI028", "CRI029", "CRI030", "CRI031", "CRI032", "CRI033", "CRI034", "CRI035"),
    *("CRI036", "CRI037", "CRI038", "CRI039", "CRI040", "CRI041", "CRI042", "CRI043", "CRI044"),
    *("CRI045", "CRI046", "CRI047", "CRI048", "CRI050", "CRI051", "CRI052", "CRI053", "CRI054"),
    *("CRI055", "CRI056", "CRI057", "CRI063", "CRI064", "CRI065", "CRI066", "CRI067"),
}
COMPARED = {
    WANTED["floor_direction"],
    WANTED["late_order"],
    WANTED["two_ends"],
    WANTED["index_ends"],
    WANTED["cohort_ends"],
    WANTED["scale_ends"],
    WANTED["survey_shares"],
    "each name once; “{name}” comes twice",
}


def compared(finding: Finding) -> bool:
    """Tell whether two values were set against each other."""
    wanted = finding.values.get("wanted")
    return isinstance(wanted, Phrase) and wanted.message in COMPARED


def hold_alike(text: str) -> bool:
    """Hold schema and loader to the same verdict on a file; return whether its shape is good."""
    document, _ = parse_yaml(text, "x")
    assert document is not None
    _, findings = parse_criteria(text, "x")
    errors = [error.message[:200] for error in VALIDATOR.iter_errors(document.value)]
    shape = [finding for finding in findings if finding.code in SHAPE and not compared(finding)]
    told = [(finding.code, str(finding.place), dict(finding.values)) for finding in findings]
    if shape:
        assert errors, told
    elif not any(compared(finding) or finding.code in EXPRESSION for finding in findings):
        assert not errors, told
    return not shape


def whole_files() -> Iterator[tuple[str, str]]:
    """Yield the name and the text of every criteria file there is, good or bad."""
    others = [
        path
        for folder in ("docs/examples", "samples/invalid")
        for path in sorted((ROOT / folder).glob("*.yaml"))
    ]
    for path in [*SETS, *others]:
        if not path.name.endswith(".cases.yaml"):
            yield path.name, path.read_text(encoding="utf-8")
    for page in PAGES:
        for number, (info, text) in enumerate(examples(page)):
            yield f"{page.parent.name} {info} {number}", as_set(info, text)
    for number, (code, edits, _) in enumerate(TABLE):
        yield f"{code} {number}", edited(*edits)
    yield "good", GOOD
    yield "mini", MINI_SET


FILES = [
    pytest.param(text, id=name)
    for name, text in whole_files()
    if parse_yaml(text, name)[0] is not None
]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_a_schema(lang: str) -> None:
    schema = criteria_schema(lang)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"urn:parindex:criteria:1:{lang}"
    assert schema["title"]
    assert json.loads(json.dumps(schema)) == schema, "plain JSON"


@pytest.mark.parametrize("text", FILES)
def test_schema_and_loader_say_the_same_of_a_file(text: str) -> None:
    hold_alike(text)


def test_there_are_files_of_both_kinds() -> None:
    verdicts = [hold_alike(str(file.values[0])) for file in FILES]
    assert verdicts.count(True) > 80
    assert verdicts.count(False) > 30


def test_every_code_is_sorted_by_who_tells_it() -> None:
    parts = (SHAPE, EXPRESSION, READING, MEANING, {kind.code for kind in QUESTIONNAIRE})
    assert set().union(*parts) == {code for code in KINDS if code.startswith("CRI")}
    assert sum(map(len, parts)) == len(set().union(*parts))


def tree(text: str) -> Any:
    document, findings = parse_yaml(text, "x")
    assert document is not None
    assert not findings
    return document.value


def spots(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of every value below a value."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, part in pairs:
        yield (*path, key)
        if isinstance(part, dict | list):
            yield from spots(part, (*path, key))


TREES = [(made, list(spots(made))) for made in map(tree, (GOOD, MINI_SET))]
OTHERS: st.SearchStrategy[Any] = st.sampled_from(
    [
        *(None, True, False, 0, 1, -1, 2, 12, Decimal("0.5"), Decimal("-0.5"), Decimal("1.0")),
        *("", "x", "x y", "1.1", "Ư", "2025-03-31", "2025-02-29", "2025-03-31T25:00", "answer"),
        *([], {}, [{}], ["x"], {"vi": "x"}, {"vi": 1}, {"max": 1}, {"kind": "yes_no"}),
        *([{"from": 1, "points": 1}], {"a": {"vi": "x"}}, {"A": {"type": "count"}}),
    ]
)
KEYS = ["nope", "from", "above", "points", "share", "of", "due", "reports", "late", "each", "max"]
KEYS += ["all_or_nothing", "zero_from", "inputs", "criteria", "rule", "options", "cases", "note"]


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Return the text of a good set with one or two things dropped, added or changed."""
    made, paths = draw(st.sampled_from(TREES))
    made = copy.deepcopy(made)
    for _ in range(draw(st.integers(1, 2))):
        *way, last = draw(st.sampled_from(paths))
        place = made
        try:
            for key in way:
                place = place[key]
            value = place[last]
        except (KeyError, IndexError, TypeError):
            continue  # gone with what was changed before
        if isinstance(place, str):
            continue  # what was changed before is a text now, and its letters are no parts
        deed = draw(st.sampled_from(["drop", "add", "change", "kind"]))
        if deed == "drop":
            del place[last]
        elif deed == "add" and isinstance(value, dict):
            value[draw(st.sampled_from(KEYS))] = draw(OTHERS)
        elif deed == "kind" and isinstance(value, dict) and isinstance(value.get("rule"), dict):
            value["rule"] = {**value["rule"], "kind": draw(st.sampled_from([*RULE_KINDS, "x"]))}
        else:
            place[last] = copy.deepcopy(draw(OTHERS))
    return json.dumps(made, ensure_ascii=False, default=float)


@settings(max_examples=200, deadline=None)
@given(text=mutated())
def test_schema_and_loader_say_the_same_of_a_set_changed_at_random(text: str) -> None:
    hold_alike(text)


@pytest.mark.parametrize(
    ("rule", "good"),
    [
        ("{ kind: deadline, reports: [{ of: a, due: 2024-02-29 }] }", True),
        ("{ kind: deadline, reports: [], of: a, due: 2024-02-29 }", True),
        ("{ kind: deadline, of: a, due: 2025-02-29 }", False),
        ("{ kind: deadline, of: a }", False),
        (
            "{ kind: deadline, of: a, due: 2024-02-29, reports: [{ of: b, due: 2024-02-29 }] }",
            False,
        ),
        ("{ kind: deadline, of: a, due: 2024-02-29, all_or_nothing: true }", False),
        (
            "{ kind: deadline, reports: [{ of: a, due: 2024-02-29 }], all_or_nothing: true, "
            "late: [{ within_days: 1, share: 0 }] }",
            False,
        ),
        ("{ kind: deduction, of: x, each: 1 }", True),
        ("{ kind: deduction, of: x, each: null, zero_from: 1 }", True),
        ("{ kind: deduction, of: x, each: 0 }", False),
        ("{ kind: deduction, of: x }", False),
        ("{ kind: per_item, of: 2.5, each: 0.5 }", True),
        ("{ kind: per_item, of: [], each: 0.5 }", False),
        ("{ kind: bands, of: x, bands: [{ from: 0, points: null, share: 1 }] }", True),
        ("{ kind: bands, of: x, bands: [{ from: 0, points: 1, share: 1 }] }", False),
        ("{ kind: bands, of: x, bands: [{ from: 0, above: 0, share: 1 }] }", False),
        ("{ kind: bands, of: x, bands: [{ from: 0, share: 1.1 }] }", False),
        ("{ kind: bands, of: x, bands: [] }", False),
        ("{ kind: checklist, items: [{ name: a, label: { vi: A }, points: 1 }] }", False),
        ("{ kind: judged, bands: [] }", False),
        ("{ kind: judged, step: 0.5 }", True),
        ("{ kind: index, out_of: 10 }", True),
        ("{ kind: index, of: papi, least: 1, out_of: 10 }", True),
        ("{ kind: index }", False),
        ("{ kind: improvement, of: a, last: b, full_at: 1 }", True),
        ("{ kind: improvement, of: a, last: b, bands: [{ above: 0, share: 1 }] }", True),
        ("{ kind: improvement, of: a, last: b }", False),
        (
            "{ kind: improvement, of: a, last: b, bands: [{ from: 0, share: 1 }], full_at: 1 }",
            False,
        ),
        ("{ kind: improvement, of: a, full_at: 1 }", False),
        ("{ kind: cohort, of: a, when_zero: full }", True),
        ("{ kind: cohort, of: a, method: rank, better: lower, when_zero: zero }", True),
        ("{ kind: cohort, of: a, method: rank, full_at: 1 }", False),
        ("{ kind: cohort, of: a, method: zscore, zero_at: -2, full_at: 2 }", True),
        ("{ kind: cohort, of: a, method: zscore, zero_at: -2 }", False),
        ("{ kind: cohort, of: a, method: median }", False),
        (
            "{ kind: survey, groups: [{ name: a, label: { vi: A } }], options: "
            "[{ value: x, label: { vi: X }, share: 1 }, { value: z, label: { vi: Z } }] }",
            True,
        ),
        (
            "{ kind: survey, groups: [], options: "
            "[{ value: x, label: { vi: X }, share: 1 }, { value: z, label: { vi: Z } }] }",
            False,
        ),
        ("null", True),
        ("{}", False),
        ("yes_no", False),
    ],
)
def test_the_shape_of_a_rule(rule: str, good: bool) -> None:
    text = GOOD.replace("{ kind: judged, step: 0.5 }", rule)
    hold_alike(text)
    assert VALIDATOR.is_valid(tree(text)) == good


@pytest.mark.parametrize(
    ("old", "new", "good"),
    [
        ("max: 1\n            inputs", "scale: [0, 1]\n            inputs", True),
        (
            "max: 1\n            inputs",
            "scale: [0, 1]\n            max: 1\n            inputs",
            False,
        ),
        ("max: 1\n            inputs", "scale: [-1, 1]\n            inputs", False),
        ("max: 1\n            inputs", "scale: 1\n            inputs", False),
        ("max: 1\n            inputs", "inputs", False),
        ("total: 12", "total: 12\naggregate: mean\nmissing: skip", True),
        ("total: 12", "total: 12\naggregate: median", False),
        ("total: 12", "total: 12\nmissing: leave", False),
        ("total: 12", "total: 12\nignore: [{ code: CRI032, reason: x }]", True),
        ("total: 12", "total: 12\nignore: [{ code: CRI032 }]", False),
        ("total: 12", "total: 12\nignore: [{ code: CRI032, reason: ' ' }]", False),
        ("max: 8", "max: 8\n    round: { decimals: 1, rounding: down }", True),
        ("max: 8", "max: 8\n    round: { decimals: 1.5 }", False),
        ("max: 8", "max: 8\n    weight: 0", True),
        ("max: 8", "max: 8\n    weight: -1", False),
        ("result: {", "result: { out_of: 1,", True),
        ("result: {", "result: { out_of: 0,", False),
    ],
)
def test_the_shape_of_a_level(old: str, new: str, good: bool) -> None:
    text = GOOD.replace(old, new, 1)
    assert text != GOOD
    hold_alike(text)
    assert VALIDATOR.is_valid(tree(text)) == good


EXTENSION = """\
parindex: 1
extends: base.yaml
version: 2
bands:
change:
  "1.1": { max: 3 }
  "1.1.1": { note: { vi: Sửa } }
drop: []
add: []
"""


@pytest.mark.parametrize(
    ("old", "new", "good"),
    [
        ("", "", True),
        ("version: 2", "version: two", False),
        ("version: 2", "versoin: 2", False),
        ("version: 2", "areas: []", False),
        ("{ max: 3 }", "{ max: three }", False),
        ("{ max: 3 }", "{ maxx: 3 }", False),
        ("{ max: 3 }", "{ note: }", True),
        ("drop: []", "drop: {}", False),
        ("add: []", "add: {}", False),
        ("add: []", "add: [{ under: '1', code: '1.9' }]", False),
        ("extends: base.yaml", "extends:", False),
        ("extends: base.yaml", "extends: 3", False),
    ],
)
def test_schema_and_loader_say_the_same_of_a_set_that_starts_from_another(
    old: str, new: str, good: bool, tmp_path: Path
) -> None:
    (tmp_path / "base.yaml").write_text(GOOD, encoding="utf-8")
    text = EXTENSION.replace(old, new, 1) if old else EXTENSION
    (tmp_path / "own.yaml").write_text(text, encoding="utf-8")
    _, findings = read_criteria(tmp_path / "own.yaml")
    wrong = {f.code for f in findings} & {*SHAPE, "CRI058", "CRI061"}
    assert VALIDATOR.is_valid(tree(text)) == good
    assert bool(wrong) == (not good), findings


def models(found: dict[str, type[BaseModel]], model: type[BaseModel]) -> None:
    """Collect a model and every model in its fields, by name."""
    if model.__name__ in found:
        return
    found[model.__name__] = model
    waiting: list[Any] = [field.annotation for field in model.model_fields.values()]
    while waiting:
        part = waiting.pop()
        if isinstance(part, type) and issubclass(part, BaseModel):
            models(found, part)
        waiting += getattr(part, "__args__", ())


def all_models() -> dict[str, type[BaseModel]]:
    found: dict[str, type[BaseModel]] = {}
    models(found, CriteriaSet)
    for rule in RULE_KINDS.values():
        models(found, rule)
    return found


def test_every_key_of_every_model_is_described() -> None:
    bare = [
        f"{name}.{key}"
        for name, model in all_models().items()
        for key, field in model.model_fields.items()
        if not field.description
    ]
    assert not bare
    assert len(all_models()) > 20


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_key_of_every_model_stands_in_the_schema_with_its_description(lang: str) -> None:
    schema = criteria_schema(lang)
    shapes: dict[str, Shape] = schema["$defs"]
    for name, model in all_models().items():
        keys = {field.alias or key: field for key, field in model.model_fields.items()}
        properties = shapes[name]["properties"]
        assert set(properties) == set(keys), name
        for key, field in keys.items():
            told = properties[key]["description"]
            assert told
            assert (told == field.description) == (lang == "en"), told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_rule_kind_is_offered_with_what_it_does(lang: str) -> None:
    kind = criteria_schema(lang)["$defs"]["Rule"]["properties"]["kind"]
    assert kind["enum"] == list(RULE_KINDS)
    assert len(set(kind["enumDescriptions"])) == len(RULE_KINDS)


def test_a_mistake_is_told_by_its_own_kind_alone() -> None:
    """An editor shows one message, not one a kind."""
    text = GOOD.replace("{ kind: judged, step: 0.5 }", "{ kind: judged, stp: 0.5 }")
    [error] = VALIDATOR.iter_errors(tree(text))
    assert "stp" in error.message
    assert list(error.absolute_path) == ["areas", 0, "criteria", 2, "rule"]


@pytest.mark.parametrize(("lang", "word"), [("vi", "Yêu cầu: "), ("en", "Expected: ")])
def test_messages_of_our_own_are_said_whole(lang: str, word: str) -> None:
    def messages(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            for key, part in value.items():
                if key in {"errorMessage", "patternErrorMessage"}:
                    yield part
                yield from messages(part)
        elif isinstance(value, list):
            for part in value:
                yield from messages(part)

    said = list(messages(criteria_schema(lang)))
    assert len(said) > 10
    assert all(text.startswith(word) and text.endswith(".") for text in said)
