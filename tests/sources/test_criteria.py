"""A criteria file is checked in one pass; every code is provoked, with its line."""

import sys
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest

from parindex.cli import main
from parindex.locale import speaker
from parindex.model.criteria import CriteriaSet
from parindex.model.finding import Finding, Severity
from parindex.scoring.rules.deadline import Deadline
from parindex.sources.criteria import parse_criteria, read_criteria
from parindex.sources.yaml import MAX_BYTES

GOOD = """\
parindex: 1
id: thu.so
year: 2025
level: department
status: illustrative
title: { vi: "Bộ thử" }
basis: { qd: { title: "Quyết định" } }
total: 12
result: { ties: ordinal, tie_break: ["2", "1"] }
bands:
  - { label: { vi: "Tốt" }, from: 80 }
  - { label: { vi: "Yếu" }, from: 0 }
areas:
  - code: "1"
    name: { vi: "Lĩnh vực một" }
    max: 8
    criteria:
      - code: "1.1"
        name: { vi: "Kế hoạch" }
        max: 3
        criteria:
          - code: "1.1.1"
            name: { vi: "Ban hành" }
            max: 1
            inputs:
              issued: { type: date, label: { vi: "Ngày" } }
            rule:
              kind: deadline
              of: issued
              due: 2025-03-31T17:00
            cases:
              - { given: { issued: 2025-03-31 }, points: 1 }
          - code: "1.1.2"
            name: { vi: "Hoàn thành" }
            max: 2
            basis: { ref: qd }
            inputs:
              planned: { type: count, min: 1, label: { vi: "Kế hoạch" } }
              done: { type: count, max: planned, label: { vi: "Xong" } }
            rule:
              kind: bands
              of: done / planned
              bands:
                - { from: 0.9, points: 2 }
                - { from: 0.5, points: 1 }
                - { from: 0, points: 0 }
            cases:
              - { given: { planned: 10, done: 9 }, points: 2 }
      - code: "1.2"
        name: { vi: "Mức độ" }
        max: 3
        rule:
          kind: choice
          of: grade
          options:
            - { value: good, label: { vi: "Tốt" }, points: 3 }
            - { value: bad, label: { vi: "Kém" }, points: 0 }
      - code: "1.3"
        name: { vi: "Sáng kiến" }
        max: 2
        scored_by: council
        rule: { kind: judged, step: 0.5 }
  - code: "2"
    name: { vi: "Lĩnh vực hai" }
    max: 4
    criteria:
      - code: "2.1"
        name: { vi: "Đúng hạn" }
        max: 3
        not_applicable: exclude
        inputs:
          settled: { type: count, label: { vi: "Đã giải quyết" } }
          on_time: { type: count, max: settled, label: { vi: "Đúng hạn" } }
        rule:
          kind: proportional
          of: on_time / settled
          when_zero: not_applicable
        cases:
          - { given: { settled: 10, on_time: 5 }, points: 1.5 }
          - { given: { settled: 0, on_time: 0 }, outcome: not_applicable }
      - code: "2.2"
        name: { vi: "Phổ biến" }
        max: 1
        rule: { kind: yes_no }
"""

Edit = tuple[str, str]
Told = Sequence[tuple[str, int | None]]


def codes(findings: Sequence[Finding]) -> Told:
    return [(finding.code, finding.place.line) for finding in findings]


def edited(*edits: Edit) -> str:
    text = GOOD
    for old, new in edits:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    return text


def read(*edits: Edit) -> tuple[CriteriaSet | None, list[Finding]]:
    return parse_criteria(edited(*edits), "thu.yaml")


def line(text: str) -> int:
    """Return the line of the good set on which ``text`` begins."""
    assert GOOD.count(text) == 1, f"{text!r} stands {GOOD.count(text)} times"
    return GOOD[: GOOD.index(text)].count("\n") + 1


def weighed(code: str, weight: int) -> Edit:
    return f'code: "{code}"\n', f'code: "{code}"\n        weight: {weight}\n'


DUE = "due: 2025-03-31T17:00"
YES_NO = "rule: { kind: yes_no }"
JUDGED = "rule: { kind: judged, step: 0.5 }"
BOUNDED = "planned: { type: count, min: 1,"
FIRST_CASE = "- { given: { issued: 2025-03-31 }, points: 1 }"
OF_BANDS = "of: done / planned"
RATE = "of: on_time / settled"
GRADE = "of: grade"
GRADE_RULE = "rule:\n          kind: choice"
LABEL = 'label: { vi: "x" }'
COUNT = f"{{ type: count, {LABEL} }}"
CHOICE = f"{{ type: choice, {LABEL} }}"
WITH_OPTIONS = CHOICE.replace("choice,", "choice, options: { a: { vi: Có }, b: { vi: CÓ } },")
YES_OR_MORE = "{ type: yes_no, label: { vi: A }, options: { a: { vi: A } } }"
EACH_2 = "rule: { kind: per_item, of: x, each: 2 }"
OFF_2 = "rule: { kind: deduction, of: x, each: 2 }"
ONE_CASE = "\n        cases: [{ given: { x: 1 }, points: 1 }]"
IN_AREA_2 = 'name: { vi: "Lĩnh vực hai" }'
MISSING = ("total: 12", "total: 12\nmissing: skip")
MEASURED = f"inputs: {{ x: {COUNT} }}\n        rule: {{ kind: cohort,"
CASE_OF_50 = ("{ planned: 10, done: 9 }", "{ planned: 50, done: 45 }")
TEN_OF_TEN = ("{ planned: 10, done: 9 }", "{ planned: 10, done: 10 }")
TWELVE = ("{ planned: 10, done: 9 }", "{ planned: 10, done: 12 }")
CHECKLIST = (
    "rule: { kind: checklist, all_or_nothing: true, items: "
    "[{ name: one, label: { vi: A } }, { name: two, label: { vi: B } }] }"
)
WITH_EVIDENCE = 'vi: "Kế hoạch" }\n        evidence: none\n        max'
UNCAPPED = "adjustments: { bonus: { max: 1 }, cap_total: false }"

# code, edits of the good set, all that is told (by line)
TABLE: list[tuple[str, list[Edit], Told]] = [
    ("CRI004", [("level: department", "level: [department")], [("CRI004", 5)]),
    ("CRI005", [("level: department", "year: 2026\nlevel: department")], [("CRI005", 4)]),
    ("CRI006", [("total: 12", "total: &all 12")], [("CRI006", 8)]),
    ("CRI007", [("total: 12", "total: " + "[" * 50)], [("CRI007", 8)]),
    ("CRI008", [("id: thu.so", "id: no")], [("CRI008", 2)]),
    ("CRI009", [(GOOD, "")], [("CRI009", 1)]),
    ("CRI009", [(GOOD, "# only a remark\n")], [("CRI009", 1)]),
    ("CRI009", [(GOOD, "- parindex: 1\n")], [("CRI009", 1)]),
    ("CRI009", [(GOOD, "parindex\n")], [("CRI009", 1)]),
    ("CRI010", [("year: 2025\n", "")], [("CRI010", 1)]),
    ("CRI010", [('{ vi: "Ban hành" }', '{ en: "Issued" }')], [("CRI010", 23)]),
    ("CRI010", [("kind: deadline", "late: []")], [("CRI010", 27)]),
    ("CRI010", [("given: { issued: 2025-03-31 }, ", "")], [("CRI010", 32)]),
    ("CRI011", [("total: 12", "total: 12\ntotl: 12")], [("CRI011", 9)]),
    ("CRI011", [("basis: { ref: qd }", "basis: { ref: qd, claus: x }")], [("CRI011", 36)]),
    ("CRI011", [(DUE, DUE + "\n              dui: x")], [("CRI011", 31)]),
    ("CRI012", [("total: 12", 'total: "12"')], [("CRI012", 8)]),
    ("CRI012", [("total: 12", "total: 12,0")], [("CRI012", 8)]),
    ("CRI012", [("level: department", "level: office")], [("CRI012", 4)]),
    ("CRI012", [('code: "1.3"', "code: 1.3")], [("CRI012", 58)]),
    ("CRI012", [(DUE, "due: 31/12/2025")], [("CRI012", 30)]),
    ("CRI012", [(DUE, "due: 2025-02-30")], [("CRI012", 30)]),
    ("CRI012", [(DUE, "due: 2025-03-31T17:00+07:00")], [("CRI012", 30)]),
    *(
        ("CRI012", [(DUE, f"due: {bad}")], [("CRI012", 30)])
        for bad in (
            *(
                "2025-W14-1",
                "2025-W14",
                "20250331",
                "2025-3-31",
                "2025-03-31T7",
                "2025-03-31T24:00",
            ),
            *("2025-03-31T17:00:00.5", "1899-12-31", "2100-01-01", "9999-12-30", "2025"),
        )
    ),
    ("CRI012", [("- { from: 0.9, points: 2 }", "- { from: 90%, points: 2 }")], [("CRI012", 44)]),
    ("CRI012", [("- { from: 0.9, points: 2 }", "- { points: 2 }")], [("CRI012", 44)]),
    ("CRI012", [("- { from: 0.9, points: 2 }", "- { from: 0.9 }")], [("CRI012", 44)]),
    (
        "CRI012",
        [('{ label: { vi: "Tốt" }, from: 80 }', '{ label: { vi: "Tốt" } }')],
        [("CRI012", 11)],
    ),
    (
        "CRI012",
        [('"Tốt" }, from: 80 }', '"Tốt" } }'), ('"Yếu" }, from: 0 }', '"Yếu" } }')],
        [("CRI012", 11), ("CRI012", 12)],
    ),
    ("CRI012", [("planned: { type: count", "Planned: { type: count")], [("CRI012", 38)]),
    ("CRI012", [("id: thu.so", "id: Thử")], [("CRI012", 2)]),
    *(
        ("CRI012", [("parindex: 1", f"parindex: {bad}")], [("CRI012", 1)])
        for bad in ("2", "true", "1.0", '"1"')
    ),
    ("CRI013", [("kind: deadline", "kind: deadlines")], [("CRI013", 28)]),
    ("CRI014", [(RATE, "of: on_time ** 2")], [("CRI014", 76)]),
    ("CRI014", [(RATE, "of: on_time > settled")], [("CRI014", 76)]),
    ("CRI014", [(YES_NO, "rule: { kind: yes_no, of: 1 + 1 }")], [("CRI014", 84)]),
    ("CRI015", [(RATE, "of: on_time / (settled + x)")], [("CRI015", 76)]),
    ("CRI015", [("of: issued", "of: isued")], [("CRI016", 26), ("CRI015", 29)]),
    (
        "CRI016",
        [(BOUNDED, 'spare: { type: count, label: { vi: "x" } }\n              ' + BOUNDED)],
        [("CRI016", 38)],
    ),
    (
        "CRI016",
        [(BOUNDED, 'spare: { type: text, label: { vi: "x" } }\n              ' + BOUNDED)],
        [],
    ),
    (
        "CRI016",
        [(JUDGED, 'inputs: { spare: { type: count, label: { vi: "x" } } }\n        ' + JUDGED)],
        [],
    ),
    ("CRI020", [('code: "1.2"', 'code: "1.1"')], [("CRI020", 49)]),
    ("CRI021", [('code: "2.2"', 'code: "3.2"')], [("CRI021", 81)]),
    ("CRI021", [('code: "2.2"', 'code: "22"')], [("CRI021", 81)]),
    ("CRI022", [('code: "1.2"', 'code: "1.4"')], [("CRI022", 58)]),
    ("CRI022", [('code: "1.3"', 'code: "1.10"')], []),
    ("CRI023", [("total: 12", "total: 12.05")], [("CRI023", 8)]),
    ("CRI023", [("max: 8", "max: 7.95"), ("total: 12", "total: 11.95")], [("CRI023", 16)]),
    ("CRI024", [("        " + YES_NO + "\n", "")], [("CRI024", 81)]),
    (
        "CRI024",
        [('"Lĩnh vực hai" }', '"Lĩnh vực hai" }\n    rule: { kind: yes_no }')],
        [("CRI024", 63)],
    ),
    (
        "CRI024",
        [('"Lĩnh vực hai" }', f'"Lĩnh vực hai" }}\n    inputs: {{ x: {COUNT} }}')],
        [("CRI024", 63)],
    ),
    ("CRI025", [("from: 0.9, points: 2 }", "from: 0.9, points: 2.5 }")], [("CRI025", 40)]),
    ("CRI025", [(YES_NO, f"inputs: {{ x: {COUNT} }}\n        {EACH_2}")], []),
    ("CRI025", [(YES_NO, f"inputs: {{ x: {COUNT} }}\n        {OFF_2}")], []),
    (
        "CRI025",
        [(DUE, DUE + "\n              late: [{ within_days: 5, points: 2 }]")],
        [("CRI025", 27)],
    ),
    ("CRI026", [('vi: "Tốt" }, points: 3 }', 'vi: "Tốt" }, points: 2 }')], [("CRI026", 52)]),
    ("CRI026", [(JUDGED, "rule: { kind: judged, step: 0.75 }")], [("CRI026", 62)]),
    ("CRI027", [("from: 0.5, points: 1", "from: 0.95, points: 1")], [("CRI027", 45)]),
    ("CRI027", [("from: 0.5, points: 1", "above: 0.9, points: 1")], [("CRI027", 45)]),
    ("CRI027", [("from: 0.9, points: 2", "above: 0.5, points: 2")], []),
    ("CRI027", [('"Yếu" }, from: 0 }', '"Yếu" }, from: 80 }')], [("CRI035", 10), ("CRI027", 12)]),
    ("CRI028", [("                - { from: 0, points: 0 }\n", "")], [("CRI028", 45)]),
    ("CRI028", [("- { from: 0, points: 0 }", "- { above: 0, points: 0 }")], [("CRI028", 46)]),
    ("CRI029", [(BOUNDED, "planned: { type: count,")], [("CRI029", 40)]),
    ("CRI029", [("          when_zero: not_applicable\n", "")], [("CRI029", 74)]),
    ("CRI030", [("        not_applicable: exclude\n", "")], [("CRI030", 73)]),
    ("CRI031", [("basis: { ref: qd }", "basis: { ref: qd-2 }")], [("CRI031", 36)]),
    (
        "CRI032",
        [(DUE, "due: 2026-05-01"), ("{ issued: 2025-03-31 }", "{ issued: 2026-05-01 }")],
        [("CRI032", 30)],
    ),
    (
        "CRI032",
        [(DUE, "due: 2024-09-30"), ("{ issued: 2025-03-31 }", "{ issued: 2024-09-30 }")],
        [("CRI032", 30)],
    ),
    ("CRI033", [("{ issued: 2025-03-31 }", "{ issued: 2025-04-01 }")], [("CRI033", 32)]),
    ("CRI033", [("{ settled: 10, on_time: 5 }", "{ settled: 10 }")], [("CRI033", 79)]),
    ("CRI034", [("{ issued: 2025-03-31 }", "{ isued: 2025-03-31 }")], [("CRI034", 32)]),
    ("CRI034", [("{ issued: 2025-03-31 }", "{ issued: 31/03/2025 }")], [("CRI034", 32)]),
    ("CRI034", [("{ issued: 2025-03-31 }", "{ issued: true }")], [("CRI034", 32)]),
    ("CRI034", [("{ planned: 10, done: 9 }", "{ planned: 10, done: 11 }")], [("CRI034", 48)]),
    ("CRI034", [("{ planned: 10, done: 9 }", "{ planned: 10, done: 9.5 }")], [("CRI034", 48)]),
    (
        "CRI034",
        [(JUDGED, JUDGED + '\n        cases: [{ given: { claim: "1,5" }, outcome: missing }]')],
        [("CRI034", 63)],
    ),
    ("CRI035", [('"Yếu" }, from: 0 }', '"Yếu" }, from: 10 }')], [("CRI035", 10)]),
    ("CRI035", [('"Yếu" }, from: 0 }', '"Yếu" }, above: 0 }')], [("CRI035", 10)]),
    ("CRI036", [("max: planned", "max: plan")], [("CRI036", 39)]),
    ("CRI034", [("{ issued: 2025-03-31 }", "{ issued: 9999-12-31 }")], [("CRI034", 32)]),
    (
        "CRI034",
        [(YES_NO, f"rule: {{ kind: formula, of: 1 }}{ONE_CASE}")],
        [("CRI034", 85)],
    ),
    ("CRI036", [("max: planned", "max: done")], [("CRI036", 39)]),
    ("CRI037", [(BOUNDED, "planned: { type: count, min: 1, max: 0,")], [("CRI037", 38)]),
    ("CRI037", [(BOUNDED, "planned: { type: percent, min: 50,")], [("CRI037", 38)]),
    ("CRI037", [(BOUNDED, "planned: { type: percent, min: 50, max: 60,"), CASE_OF_50], []),
    ("CRI038", [("issued: { type: date", "issued: { type: count")], [("CRI038", 26)]),
    (
        "CRI038",
        [(YES_NO, f"inputs: {{ answer: {COUNT} }}\n        {YES_NO}")],
        [("CRI038", 84), ("CRI014", 85)],
    ),
    (
        "CRI038",
        [(GRADE_RULE, f"inputs: {{ grade: {COUNT} }}\n        {GRADE_RULE}")],
        [("CRI038", 52)],
    ),
    (
        "CRI039",
        [
            ("from: 0.5, points: 1", "from: 0.5, points: 0"),
            ("from: 0, points: 0", "from: 0, points: 1"),
        ],
        [("CRI039", 43)],
    ),
    ("CRI040", [('tie_break: ["2", "1"]', 'tie_break: ["2", "1.1"]')], [("CRI040", 9)]),
    (
        "CRI041",
        [
            (BOUNDED, BOUNDED.replace("planned", "class")),
            (OF_BANDS, "of: done"),
            ("max: planned", "max: class"),
            ("{ planned: 10, done: 9 }", "{ class: 10, done: 9 }"),
        ],
        [("CRI041", 38)],
    ),
    ("CRI041", [(GRADE, "of: claim")], [("CRI041", 54)]),
    ("CRI041", [(YES_NO, CHECKLIST.replace("one", "min"))], [("CRI041", 84)]),
    (
        "CRI042",
        [(YES_NO, f"inputs: {{ answer: {YES_OR_MORE} }}\n        {YES_NO}")],
        [("CRI042", 84)],
    ),
    (
        "CRI042",
        [
            (
                "        max: 3\n        rule:\n          kind: choice",
                "        max: 3\n        inputs:\n          grade: { type: choice, "
                'label: { vi: "x" }, options: { good: { vi: "a" } } }\n'
                "        rule:\n          kind: choice",
            )
        ],
        [("CRI042", 53)],
    ),
    ("CRI043", [(JUDGED, YES_NO)], [("CRI043", 61)]),
    *(
        ("CRI044", [('"Lĩnh vực hai" }', f'"Lĩnh vực hai" }}\n    {line}')], [("CRI044", 65)])
        for line in (
            "cases: [{ given: {}, points: 9 }]",
            "cases: []",
            "scored_by: council",
            "scored_by: unit",
            "evidence: required",
        )
    ),
    ("CRI044", [('vi: "Kế hoạch" }\n        max', WITH_EVIDENCE)], [("CRI044", 20)]),
    ("CRI045", [(JUDGED, f"inputs: {{ x: {CHOICE} }}\n        {JUDGED}")], [("CRI045", 62)]),
    (
        "CRI045",
        [(BOUNDED, f"spare: {CHOICE}\n              {BOUNDED}")],
        [("CRI016", 38), ("CRI045", 38)],
    ),
    ("CRI046", [('{ vi: "Kém" }', '{ vi: " TỐT " }')], [("CRI046", 54)]),
    ("CRI046", [('{ vi: "Kém" }', '{ vi: "Kém", en: "tốt" }')], [("CRI046", 54)]),
    ("CRI046", [('{ vi: "Kém" }', '{ vi: "Không tốt" }')], []),
    ("CRI046", [(JUDGED, f"inputs: {{ x: {WITH_OPTIONS} }}\n        {JUDGED}")], [("CRI046", 62)]),
    ("CRI047", [("ties: ordinal", "ties: dense")], [("CRI047", 9)]),
    ("CRI047", [("ties: ordinal, ", "")], [("CRI047", 9)]),
    ("CRI047", [('ties: ordinal, tie_break: ["2", "1"]', "ties: dense")], []),
    ("CRI048", [("issued: { type: date,", "issued: { type: date, min: 1,")], [("CRI048", 26)]),
    *(
        (
            "CRI048",
            [(JUDGED, f"inputs: {{ x: {{ type: {kind}, {key}: 1, {LABEL} }} }}\n        {JUDGED}")],
            [("CRI048", 62)],
        )
        for kind in ("text", "yes_no", "date")
        for key in ("min", "max")
    ),
    *(
        ("CRI050", [("- { from: 0.9, points: 2 }", f"- {{ {bound}, points: 2 }}")], told)
        for bound, told in (
            ("from: 90", [("CRI050", 44)]),
            ("from: 1.001", [("CRI050", 44)]),
            ("above: 1", [("CRI050", 44)]),
        )
    ),
    ("CRI050", [("from: 0.9, points: 2", "from: 1, points: 2"), TEN_OF_TEN], []),
    (
        "CRI050",
        [("max: planned, ", ""), ("from: 0.9, points: 2", "from: 1.2, points: 2"), TWELVE],
        [],
    ),
    (
        "CRI050",
        [(OF_BANDS, "of: done"), ("max: planned", "max: 8"), ("from: 0.9,", "from: 9,")],
        [("CRI016", 38), ("CRI050", 44)],
    ),
    (
        "CRI050",
        [
            *((OF_BANDS, "of: done"), ("from: 0.9,", "from: 90,")),
            ("done: { type: count, max: planned", "done: { type: percent"),
        ],
        [("CRI016", 38), ("CRI050", 44)],
    ),
    ("CRI050", [('"Tốt" }, from: 80', '"Tốt" }, from: 100.5')], [("CRI050", 11)]),
    ("CRI050", [('"Tốt" }, from: 80', '"Tốt" }, above: 100')], [("CRI050", 11)]),
    ("CRI050", [('"Tốt" }, from: 80', '"Tốt" }, from: 100')], []),
    (
        "CRI050",
        [('"Tốt" }, from: 80', '"Tốt" }, from: 101'), ("total: 12", f"total: 12\n{UNCAPPED}")],
        [],
    ),
    (
        "CRI050",
        [
            ("total: 12", "total: 12\nadjustments: { cap_total: false }"),
            ('"Tốt" }, from: 80', '"Tốt" }, from: 101'),
        ],
        [("CRI050", 12)],
    ),
    *(
        ("CRI051", [(JUDGED, f"{key}\n        {JUDGED}")], [("CRI051", 62)])
        for key in ("aggregate: mean", "missing: skip", "round: { decimals: 1 }")
    ),
    ("CRI052", [("total: 12", "total: 12\naggregate: mean")], [("CRI052", 9)]),
    ("CRI052", [(IN_AREA_2, f"{IN_AREA_2}\n    aggregate: mean")], [("CRI052", 65)]),
    ("CRI052", [(IN_AREA_2, f"{IN_AREA_2}\n    aggregate: mean\n    missing: zero")], []),
    ("CRI052", [(IN_AREA_2, f"{IN_AREA_2}\n    aggregate: mean"), MISSING], []),
    ("CRI053", [(JUDGED, f"weight: 2\n        {JUDGED}")], [("CRI053", 62)]),
    (
        "CRI053",
        [(IN_AREA_2, f"{IN_AREA_2}\n    weight: 1\n    aggregate: mean"), MISSING],
        [("CRI053", 66)],
    ),
    (
        "CRI054",
        [(IN_AREA_2, f"{IN_AREA_2}\n    aggregate: weighted_mean"), MISSING, weighed("2.1", 1)],
        [("CRI054", 84)],
    ),
    (
        "CRI054",
        [
            (IN_AREA_2, f"{IN_AREA_2}\n    aggregate: geometric_mean"),
            *(MISSING, weighed("2.1", 1)),
        ],
        [],
    ),
    *(
        (
            "CRI055",
            [
                (IN_AREA_2, f"{IN_AREA_2}\n    aggregate: {aggregate}"),
                *(MISSING, weighed("2.1", 0), weighed("2.2", 0)),
            ],
            [("CRI055", 66)],
        )
        for aggregate in ("weighted_mean", "geometric_mean")
    ),
    (
        "CRI056",
        [("max: 2\n        scored_by", "scale: [1, 2]\n        scored_by")],
        [("CRI056", 60)],
    ),
    ("CRI056", [("max: 2\n        scored_by", "scale: [0, 2]\n        scored_by")], []),
    ("CRI057", [(YES_NO, f"{MEASURED} of: x, method: rank }}")], [("CRI057", 85)]),
    ("CRI057", [(YES_NO, f"{MEASURED} of: x }}")], [("CRI057", 85)]),
    ("CRI057", [(YES_NO, f"{MEASURED} of: x, full_at: 9 }}")], []),
    ("CRI057", [(YES_NO, f"{MEASURED} of: x, when_zero: full }}")], []),
]

# what only a file can be
FILES: list[tuple[str, bytes | None, Told]] = [
    ("CRI001", None, [("CRI001", None)]),
    ("CRI002", GOOD.encode("utf-16"), [("CRI002", 1)]),
    ("CRI003", GOOD.encode() + b"#" * MAX_BYTES, [("CRI003", None)]),
]


# what only a folder can be, told by the command
OF_FOLDERS = "CRI049"


def test_the_good_set_is_good() -> None:
    criteria, findings = parse_criteria(GOOD, "thu.yaml")
    assert codes(findings) == []
    assert criteria is not None
    assert [item.code for item in criteria.items] == ["1.1.1", "1.1.2", "1.2", "1.3", "2.1", "2.2"]
    assert criteria.nodes["1.1.2"].path == ("areas", 0, "criteria", 0, "criteria", 1)
    assert [node.code for node in criteria.nodes["1.1.2"].ancestors] == ["1", "1.1"]
    assert criteria.policies == dict.fromkeys(criteria.nodes) | {"2.1": "exclude"}


@pytest.mark.parametrize(
    ("code", "edits", "told"),
    [pytest.param(*row, id=f"{row[0]} {number}") for number, row in enumerate(TABLE)],
)
def test_a_mistake_is_told_with_its_line(code: str, edits: list[Edit], told: Told) -> None:
    criteria, findings = read(*edits)
    assert codes(findings) == told
    assert code in {found for found, _ in told} or not told
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    assert (criteria is None) == bool(errors)


@pytest.mark.parametrize(("code", "content", "told"), FILES, ids=[row[0] for row in FILES])
def test_a_file_that_cannot_be_read_is_told(
    code: str, content: bytes | None, told: Told, tmp_path: Path
) -> None:
    path = tmp_path / "thu.yaml"
    if content is not None:
        path.write_bytes(content)
    file, findings = read_criteria(path)
    assert file is None
    assert codes(findings) == told
    assert code == told[0][0]


@pytest.mark.parametrize(("lang", "text"), [("en", "holds no criteria"), ("vi", "không có tệp")])
def test_a_folder_without_criteria_files_is_told(
    lang: str,
    text: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "readme.txt").write_text(GOOD, encoding="utf-8")
    options = ["--output-format", "text", "--lang", lang]
    monkeypatch.setattr(sys, "argv", ["parindex", "validate", str(tmp_path), *options])
    monkeypatch.setattr("parindex.cli.settle_memory", lambda: None)
    with pytest.raises(SystemExit) as leave:
        main()
    assert leave.value.code == 2
    told = capsys.readouterr().out
    assert f" {OF_FOLDERS}: " in told
    assert text in told


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2025-03-31T17", datetime(2025, 3, 31, 17)),
        ("2025-03-31T17:00", datetime(2025, 3, 31, 17)),
        ("2025-03-31T17:30:15", datetime(2025, 3, 31, 17, 30, 15)),
        ("2025-03-31 17:00", datetime(2025, 3, 31, 17)),
        ("2025-03-31", datetime(2025, 3, 31, 23, 59, 59)),
        ("2025-03-31T00", datetime(2025, 3, 31, 23, 59, 59)),
        ("2025-03-31T00:00", datetime(2025, 3, 31, 23, 59, 59)),
        ("2025-03-31T00:00:01", datetime(2025, 3, 31, 0, 0, 1)),
        ("2024-02-29", datetime(2024, 2, 29, 23, 59, 59)),
    ],
)
def test_a_time_limit_is_the_moment_meant(written: str, meant: datetime) -> None:
    day = written[:10]
    criteria, findings = read(
        (DUE, f"due: {written}"), ("{ issued: 2025-03-31 }", f"{{ issued: {day} }}")
    )
    assert [code for code in codes(findings) if code[0] != "CRI032"] == []
    assert criteria is not None
    rule = criteria.items[0].rule
    assert isinstance(rule, Deadline)
    assert rule.due == meant


def test_the_cases_of_a_broken_rule_are_not_run_and_those_of_others_are() -> None:
    wrong = ("{ issued: 2025-03-31 }", "{ issued: 2025-04-01 }")
    _, findings = read((RATE, "of: on_time / x"), ("on_time: 5 }", "on_time: 6 }"), wrong)
    assert codes(findings) == [("CRI033", 32), ("CRI015", 76)]


def test_the_cases_of_a_rule_with_a_warning_are_run() -> None:
    _, findings = read(
        ("                - { from: 0, points: 0 }\n", ""),
        ("done: 9 }, points: 2", "done: 9 }, points: 1"),
    )
    assert codes(findings) == [("CRI028", 45), ("CRI033", 47)]


def test_a_label_that_reads_the_same_in_two_languages_is_told_once_a_label() -> None:
    say = speaker("en")
    _, once = read(('{ vi: "Kém" }', '{ vi: "tốt" }'))
    assert [finding.wrong(say) for finding in once] == [
        "Two options of “grade” read the same: “tốt”."
    ]
    _, twice = read(
        ('value: good, label: { vi: "Tốt" }', 'value: good, label: { vi: "Tốt", en: "Good" }'),
        ('{ vi: "Kém" }', '{ vi: "tốt", en: "GOOD" }'),
    )
    assert [finding.values["label"] for finding in twice] == ["tốt", "GOOD"]


def test_a_case_that_does_not_fit_is_told_what_can_be_given() -> None:
    say = speaker("en")
    case = "\n        cases: [{ given: { x: 1 }, points: 1 }]"
    for rule, known in ((JUDGED, "claim"), (YES_NO, "answer")):
        _, (finding,) = read((rule, rule + case))
        assert finding.expected(say) == f"a value for each input: {known}"
    _, (finding,) = read((YES_NO, "rule: { kind: formula, of: 1 }" + case))
    assert finding.expected(say) == "a value for each input: {}"


def test_several_inputs_on_one_line_are_told_in_the_order_of_the_file() -> None:
    names = [f"n{number}" for number in range(8)]
    ticks = ", ".join(f"{{ name: {name}, label: {{ vi: {name} }} }}" for name in names)
    stated = ", ".join(f"{name}: {COUNT}" for name in reversed(names))
    rule = f"rule: {{ kind: checklist, all_or_nothing: true, items: [{ticks}] }}"
    _, findings = read((YES_NO, f"inputs: {{ {stated} }}\n        {rule}"))
    assert [finding.values["name"] for finding in findings] == names[::-1]
    assert {finding.code for finding in findings} == {"CRI038"}


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    "edits", [row[1] for row in TABLE if row[2]], ids=[f"{r[0]} {r[2]}" for r in TABLE if r[2]]
)
def test_a_finding_can_be_said_whole(edits: list[Edit], lang: str) -> None:
    """Every place of its texts is filled, and with something."""
    say = speaker(lang)
    for finding in read(*edits)[1]:
        for text in (finding.wrong(say), finding.expected(say), finding.remedy(say)):
            assert text == " ".join(text.split())


@pytest.mark.parametrize(
    "edits",
    [
        [("level: department", "level: [department")],
        [("level: department", 'level: "department')],
        [("level: department", "level: department\n---")],
        [("level: department", "? [level]\n: department")],
        [("level: department", "level: office")],
    ],
    ids=["bracket", "quote", "second document", "key", "word"],
)
def test_a_vietnamese_text_has_no_english_in_it(edits: list[Edit]) -> None:
    say = speaker("vi")
    findings = read(*edits)[1]
    assert findings
    for finding in findings:
        words = f"{finding.wrong(say)} {finding.expected(say)}".split()
        assert not {"or", "and", "a", "the", "while", "found", "expected"} & set(words), words


@pytest.mark.parametrize(
    ("field", "value"),
    [("date", "2025-01-01"), ("date", "null"), ("text", "x"), ("yes_no", "true")],
)
def test_an_input_that_is_no_number_is_told_and_breaks_nothing(field: str, value: str) -> None:
    day = f'day: {{ type: {field}, label: {{ vi: "x" }} }}\n              '
    _, findings = read(
        (BOUNDED, day + BOUNDED),
        (OF_BANDS, "of: day"),
        ("{ planned: 10, done: 9 }", f"{{ planned: 10, done: 9, day: {value} }}"),
    )
    assert ("CRI014", 43) in codes(findings)


def test_a_date_at_the_end_of_the_calendar_breaks_nothing() -> None:
    _, findings = read(
        (DUE, "due: 2099-12-31\n              late: [{ within_days: 366, points: 0.5 }]"),
        ("{ issued: 2025-03-31 }, points: 1", "{ issued: 2099-12-31T23:59:59 }, points: 1"),
    )
    assert codes(findings) == [("CRI032", 30)]


def test_ten_mistakes_are_told_at_once() -> None:
    _, findings = read(
        ("parindex: 1", "parindex: 3"),
        ("year: 2025", 'year: "2025"'),
        ("level: department", "level: office"),
        ('title: { vi: "Bộ thử" }', 'title: { en: "Test" }'),
        ("total: 12", "total: a lot"),
        (DUE, "due: tomorrow"),
        ("from: 0.9, points: 2", "from: 0.9, point: 2"),
        ("kind: choice", "kind: choose"),
        (RATE, "of: on_time // settled"),
        (YES_NO, "rule: yes_no"),
    )
    assert sorted(codes(findings), key=lambda told: told[1] or 0) == [
        *(("CRI012", 1), ("CRI012", 3), ("CRI012", 4), ("CRI010", 6), ("CRI012", 8)),
        *(("CRI012", 30), ("CRI011", 44), ("CRI013", 53), ("CRI014", 76), ("CRI012", 84)),
    ]


def test_ten_mistakes_of_meaning_are_told_at_once_in_the_order_of_the_file() -> None:
    _, findings = read(
        ("total: 12", "total: 14"),
        ('tie_break: ["2", "1"]', 'tie_break: ["9"]'),
        ('"Yếu" }, from: 0 }', '"Yếu" }, from: 10 }'),
        ("max: 8", "max: 9"),
        (DUE, "due: 2027-03-31"),
        ("{ ref: qd }", "{ ref: qc }"),
        ("from: 0.5, points: 1", "from: 0.95, points: 1"),
        ('vi: "Tốt" }, points: 3 }', 'vi: "Tốt" }, points: 4 }'),
        ("{ settled: 10, on_time: 5 }", "{ settled: 10, on_time: 6 }"),
        ('code: "2.2"', 'code: "9.2"'),
    )
    assert codes(findings) == [
        *(("CRI023", 8), ("CRI040", 9), ("CRI035", 10), ("CRI023", 16), ("CRI032", 30)),
        *(("CRI031", 36), ("CRI027", 45), ("CRI025", 52), ("CRI033", 79), ("CRI021", 81)),
    ]


def test_a_place_has_its_column() -> None:
    _, findings = read(("max: planned", "max: plan"))
    assert str(findings[0].place) == "thu.yaml:39:36"


def test_a_rule_that_cannot_be_read_hides_nothing_else() -> None:
    _, findings = read(("kind: deadline", "kind: x"), ("total: 12", "total: true"))
    assert sorted(codes(findings)) == [("CRI012", 8), ("CRI013", 28)]


def test_a_case_says_what_it_gives_and_what_it_should() -> None:
    say = speaker("vi")
    _, (finding,) = read(("{ issued: 2025-03-31 }", "{ issued: 2025-04-01 }"))
    assert finding.wrong(say) == "Ví dụ kiểm tra cho kết quả 0 điểm."
    assert finding.expected(say) == "1 điểm"
    assert "trễ 1 ngày" in finding.remedy(say)


def test_a_case_without_points_that_fails_says_the_outcome_it_should_have() -> None:
    say = speaker("en")
    _, (finding,) = read(("{ issued: 2025-03-31 }, points: 1 }", "{} }"))
    assert finding.wrong(say) == "The case gives missing."
    assert finding.expected(say) == "scored"


def test_a_warning_leaves_the_set_usable() -> None:
    criteria, findings = read(("id: thu.so", "id: no"))
    assert [finding.severity for finding in findings] == [Severity.WARNING]
    assert criteria is not None
    assert criteria.id == "no"


def test_a_file_is_read_with_its_hash(tmp_path: Path) -> None:
    path = tmp_path / "thu.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    first, findings = read_criteria(path)
    assert findings == []
    assert first is not None
    assert first.path == path.as_posix()
    assert len(first.sha256) == 64
    path.write_bytes(GOOD.replace("max: 8", "max: 8 ").encode())
    second, _ = read_criteria(path)
    assert second is not None
    assert second.sha256 != first.sha256
    assert second.criteria == first.criteria


def test_two_readings_are_alike() -> None:
    one, other = read(("total: 12", "total: 13")), read(("total: 12", "total: 13"))
    assert one == other


def test_only_the_questions_make_the_form() -> None:
    good, _ = read()
    assert good is not None

    def form(*edits: Edit) -> str:
        criteria, findings = read(*edits)
        assert criteria is not None, codes(findings)
        return criteria.form_hash

    assert form(("from: 0.5, points: 1", "from: 0.6, points: 0.5")) == good.form_hash
    assert form(('vi: "Phổ biến"', 'vi: "Khác"')) == good.form_hash
    assert form(("id: thu.so", "id: thu.so\nversion: 2")) == good.form_hash
    assert form(('code: "2.2"', 'code: "2.3"')) != good.form_hash
    assert form(("year: 2025", "year: 2026"), (DUE, "due: 2026-03-31")) != good.form_hash
    assert form(("value: bad", "value: poor")) != good.form_hash
    changed = form(("planned: { type: count, min: 1,", "planned: { type: number, min: 1,"))
    assert changed != good.form_hash


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("parindex: 1\n" * 20_000, id="one key 20000 times"),
        pytest.param("".join(f"k{n}: 1\n" for n in range(20_000)), id="20000 unknown keys"),
        pytest.param("areas: [" + "{}, " * 10_000 + "]", id="10000 empty areas"),
        pytest.param("areas:\n" + "  - {rule: {kind: x}}\n" * 10_000, id="10000 unknown kinds"),
        pytest.param("areas: {a: 1}\nbasis: []\nbands: 5\nresult: x\n", id="wrong shapes"),
        pytest.param(
            edited((RATE, "of: " + "(" * 30 + "on_time" + " if 1 < 2 else 1)" * 20)),
            id="brackets that do not close",
        ),
    ],
)
def test_a_hostile_file_is_refused_quickly(text: str) -> None:
    start = time.perf_counter()
    criteria, findings = parse_criteria(text, "thu.yaml")
    assert time.perf_counter() - start < 20
    assert criteria is None
    assert findings
