"""Levels that are no plain sums: what the check says of them, and what it lets pass."""

import re

import pytest

from parindex.locale import speaker
from parindex.model.finding import Finding
from parindex.sources.criteria import parse_criteria

HEAD = """\
parindex: 1
id: thu
year: 2025
level: other
status: illustrative
title: { vi: "Bộ thử" }
"""
JUDGED = "rule: { kind: judged }"


def told(body: str) -> list[Finding]:
    return parse_criteria(HEAD + body, "thu.yaml")[1]


def found(body: str) -> list[tuple[str, int | None, str]]:
    say = speaker("en")
    return [(f.code, f.place.line, f.wrong(say)) for f in told(body)]


def area(code: str, keys: str, criteria: str = "") -> str:
    return f'  - {{ code: "{code}", name: {{ vi: x }}, {keys}, {criteria or JUDGED} }}\n'


MEAN = "total: 10\naggregate: mean\n"
WEIGHTED = "total: 10\naggregate: weighted_mean\nmissing: strict\n"


def test_maxima_need_not_add_up_in_a_mean() -> None:
    assert found(f"{MEAN}missing: skip\nareas:\n{area('1', 'max: 4')}{area('2', 'max: 90')}") == []


def test_maxima_must_add_up_in_a_sum_under_a_mean() -> None:
    under = f"criteria: [{{ code: '1.1', name: {{ vi: x }}, max: 3, {JUDGED} }}]"
    text = f"{MEAN}missing: skip\nareas:\n{area('1', 'max: 4', under)}"
    assert [(code, line) for code, line, _ in found(text)] == [("CRI023", 11)]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (f"{MEAN}areas:\n{area('1', 'max: 4')}", [("CRI052", 8)]),
        (f"{MEAN}missing: zero\nareas:\n{area('1', 'max: 4')}", []),
        (
            f"{MEAN}missing: zero\nareas:\n{area('1', 'max: 4, weight: 2')}",
            [("CRI053", 11)],
        ),
        (f"total: 4\nareas:\n{area('1', 'max: 4, weight: 0')}", [("CRI053", 9)]),
        (f"{WEIGHTED}areas:\n{area('1', 'max: 4, weight: 2')}", []),
        (
            f"{WEIGHTED}areas:\n{area('1', 'max: 4, weight: 2')}{area('2', 'max: 1')}",
            [("CRI054", 12)],
        ),
        (
            f"{WEIGHTED}areas:\n{area('1', 'max: 4, weight: 2')}{area('2', 'max: 1, weight: 0')}",
            [],
        ),
        (f"{WEIGHTED}areas:\n{area('1', 'max: 4, weight: 0')}", [("CRI055", 8)]),
        (
            f"{WEIGHTED.replace('weighted', 'geometric')}areas:\n{area('1', 'max: 4')}",
            [],
        ),
        # one weight alone: the others count as 1
        (
            f"{WEIGHTED.replace('weighted', 'geometric')}areas:\n"
            f"{area('1', 'max: 4, weight: 0')}{area('2', 'max: 4')}",
            [],
        ),
    ],
)
def test_what_is_told_of_a_level(body: str, wanted: list[tuple[str, int]]) -> None:
    assert [(code, line) for code, line, _ in found(body)] == wanted


@pytest.mark.parametrize(
    ("keys", "codes"),
    [
        ("scale: [1, 10]", ["CRI056"]),
        ("scale: [0, 10]", []),
        ("max: 10, scale: [0, 10]", ["CRI012"]),
        ("scale: [10, 1]", ["CRI012"]),
        ("scale: [1, 1]", ["CRI012"]),
        ("scale: [-1, 1]", ["CRI012"]),
        ("scale: [1]", ["CRI012"]),
        ("scale: 10", ["CRI012"]),
        ("max: 10, aggregate: sum", ["CRI051"]),
        ("max: 10, missing: zero", ["CRI051"]),
        ("max: 10, round: { decimals: 2 }", ["CRI051"]),
    ],
)
def test_what_is_told_of_an_item(keys: str, codes: list[str]) -> None:
    findings = told(f"total: 10\nareas:\n{area('1', keys)}")
    assert [finding.code for finding in findings] == codes
    for lang in ("vi", "en"):
        for finding in findings:
            assert finding.wrong(speaker(lang))


@pytest.mark.parametrize(
    ("rule", "codes"),
    [
        ("kind: index, out_of: 10", []),
        ("kind: index, out_of: 0", ["CRI012"]),
        ("kind: index, least: 10, out_of: 10", ["CRI012"]),
        ("kind: index", ["CRI010"]),
        ("kind: cohort, of: x, method: rank, zero_at: 1, when_zero: full", ["CRI012"]),
        ("kind: cohort, of: x, method: zscore, zero_at: 1, when_zero: full", ["CRI012"]),
        ("kind: cohort, of: x, zero_at: 2, full_at: 1", ["CRI012"]),
        ("kind: cohort, of: x, zero_at: 1, full_at: 2", []),
        ("kind: cohort, of: x, zero_at: 1, full_at: 2, better: lower", ["CRI012"]),
        ("kind: cohort, of: x, zero_at: 2, full_at: 1, better: lower", []),
        ("kind: cohort, of: x, method: zscore, better: lower, zero_at: -1, full_at: 1", ["CRI057"]),
        ("kind: cohort, of: 9 / x, zero_at: 1, full_at: 2", ["CRI029"]),
        ("kind: cohort, of: x, when_zero: not_applicable", ["CRI030"]),
        ("kind: improvement, of: x, last: b, full_at: 2", []),
        ("kind: improvement, of: x, last: x / b, full_at: 2", ["CRI029"]),
        ("kind: improvement, of: x, last: b, change: relative, full_at: 2", ["CRI029"]),
        ("kind: improvement, of: x, last: z, full_at: 2", ["CRI015", "CRI016"]),
        ("kind: improvement, of: x, last: b", ["CRI012"]),
        ("kind: improvement, of: x, last: b, full_at: 0", ["CRI012"]),
        (
            "kind: improvement, of: x, last: b, full_at: 2, bands: [{ from: 0, share: 1 }]",
            ["CRI012"],
        ),
        (
            "kind: improvement, of: x, last: b, "
            "bands: [{ from: 0, share: 0 }, { from: 1, share: 1 }]",
            ["CRI027"],
        ),
        ("kind: improvement, of: x, last: b, bands: [{ from: -5, points: 9 }]", ["CRI026"]),
        ("kind: improvement, of: x, last: b, bands: [{ from: -5, points: 11 }]", ["CRI025"]),
    ],
)
def test_what_is_told_of_a_rule(rule: str, codes: list[str]) -> None:
    count = "{ type: count, label: { vi: số liệu } }"
    names = [name for name in "xb" if re.search(rf"\b{name}\b", rule)]
    inputs = ", ".join(f"{name}: {count}" for name in names if "index" not in rule)
    if "last: z" in rule:
        inputs += f", b: {count}"
    text = f"inputs: {{ {inputs} }}, rule: {{ {rule} }}"
    findings = told(f"total: 10\nareas:\n{area('1', 'max: 10', text)}")
    assert sorted(finding.code for finding in findings) == codes


@pytest.mark.parametrize(
    ("options", "groups", "codes"),
    [
        ("a: 1, b: 0", "g: 1", []),
        ("a: 0, b: 0", "g: 1", ["CRI012"]),
        ("a: 1, a: 0", "g: 1", ["CRI012"]),
        ("a: 1, b: 0", "g: 1, g: 2", ["CRI012"]),
        ("a: 1, b: 0", "g: 0", ["CRI012"]),
        ("a: 0.9, b: 0", "g: 1", ["CRI026"]),
        # g + h_a and g_h + a would be one input
        ("a: 1, h_a: 0", "g: 1, g_h: 1", ["CRI012"]),
    ],
)
def test_what_is_told_of_a_survey(options: str, groups: str, codes: list[str]) -> None:
    def listed(text: str, name: str, key: str) -> str:
        pairs = [pair.split(": ") for pair in text.split(", ")]
        entries = [
            f"{{ {name}: {n}, label: {{ vi: x{i} }}, {key}: {v} }}"
            for i, (n, v) in enumerate(pairs)
        ]
        return f"[{', '.join(entries)}]"

    rule = (
        f"rule: {{ kind: survey, options: {listed(options, 'value', 'share')}, "
        f"groups: {listed(groups, 'name', 'weight')} }}"
    )
    findings = told(f"total: 10\nareas:\n{area('1', 'max: 10, scored_by: survey', rule)}")
    assert [finding.code for finding in findings] == codes


@pytest.mark.parametrize(
    ("case", "codes"),
    [
        ("{ given: { x: 5 }, among: [0, 10], points: 5 }", []),
        ("{ given: { x: 5 }, among: [5], points: 10 }", []),
        ("{ given: { x: 5 }, points: 10 }", []),
        ("{ given: { x: 5 }, among: [0, 10], points: 6 }", ["CRI033"]),
        ("{ given: {}, among: [0, 10], outcome: missing }", []),
    ],
)
def test_a_case_states_the_figures_of_the_others(case: str, codes: list[str]) -> None:
    text = (
        "inputs: { x: { type: count, label: { vi: x } } }, "
        f"rule: {{ kind: cohort, of: x, when_zero: full }}, cases: [{case}]"
    )
    findings = told(f"total: 10\nareas:\n{area('1', 'max: 10', text)}")
    assert [finding.code for finding in findings] == codes


def test_only_a_cohort_has_others() -> None:
    text = f"{JUDGED}, cases: [{{ given: {{ claim: 1 }}, among: [2], points: 1 }}]"
    [finding] = told(f"total: 10\nareas:\n{area('1', 'max: 10', text)}")
    assert finding.code == "CRI034"
    assert "among" in finding.wrong(speaker("en"))


@pytest.mark.parametrize(
    ("keys", "wanted"),
    [
        (("top: 25", "top: 100"), []),
        (("top: 25", "top: 80"), ["“top: 100” in the last band"]),
        (("top: 50", "top: 50", "top: 100"), ["a “top” above that of the band before"]),
        (("top: 25", "from: 0"), ["“top” in each of the bands, or in none"]),
        (("top: 25, from: 0", "top: 100"), ["one of “from”, “above” and “top”"]),
        (("top: 101",), ["a number up to 100"]),
    ],
)
def test_classes_of_the_ranking_go_by_rising_shares_to_the_last_unit(
    keys: tuple[str, ...], wanted: list[str]
) -> None:
    bands = ", ".join(f"{{ label: {{ vi: Nhóm }}, {key} }}" for key in keys)
    findings = told(f"total: 10\nbands: [{bands}]\nareas:\n{area('1', 'max: 10')}")
    assert [finding.code for finding in findings] == ["CRI012"] * len(wanted)
    assert [f.expected(speaker("en")) for f in findings] == wanted


def test_a_class_of_an_index_out_of_ten_may_begin_at_nine_not_at_ninety() -> None:
    def bands(bound: int) -> str:
        label = "label: { vi: Tốt }"
        return (
            "total: 10\nresult: { out_of: 10 }\n"
            f"bands: [{{ {label}, from: {bound} }}, {{ label: {{ vi: Yếu }}, from: 0 }}]\n"
            f"areas:\n{area('1', 'max: 10')}"
        )

    assert [finding.code for finding in told(bands(9))] == []
    assert [finding.code for finding in told(bands(90))] == ["CRI050"]
