"""What changed, in words and as JSON: all of it told, in both languages, exact."""

import json
from fractions import Fraction
from typing import Any

import pytest
from pydantic import BaseModel

from parindex.analysis.difference import Kind, compare
from parindex.locale import speaker
from parindex.model.criteria import Basis, CriteriaSet, Criterion, LegalText
from parindex.model.publication import Adjustments, Band, Cap, Result
from parindex.model.rule import Input
from parindex.reports.difference import difference_lines
from parindex.reports.difference_json import difference_json
from parindex.reports.keys import KEYS, path_words
from parindex.reports.reach import reach_lines
from parindex.sources.criteria import parse_criteria
from tests.conftest import MINI_SET


def read(text: str) -> CriteriaSet:
    criteria, findings = parse_criteria(text)
    assert criteria is not None, [(finding.code, str(finding.place)) for finding in findings]
    return criteria


def edited(*replacements: tuple[str, str]) -> CriteriaSet:
    text = MINI_SET
    for before, after in replacements:
        assert before in text
        text = text.replace(before, after, 1)
    return read(text)


def lines(*replacements: tuple[str, str], lang: str = "en") -> list[str]:
    return [
        line.text for line in difference_lines(compare(read(MINI_SET), edited(*replacements)), lang)
    ]


def record(*replacements: tuple[str, str]) -> dict[str, Any]:
    difference = compare(read(MINI_SET), edited(*replacements))
    loaded: dict[str, Any] = json.loads(difference_json(difference, ("old.yaml", "new.yaml")))
    return loaded


def test_nothing_is_said_in_one_line() -> None:
    assert lines() == ["Nothing differs. Forms that are out still fit."]
    assert lines(lang="vi") == ["Không có gì khác nhau. Biểu mẫu đã gửi vẫn dùng được."]


def test_whether_forms_fit_is_said_first() -> None:
    assert lines(("from: 0.7", "from: 0.6"))[0] == "Forms that are out still fit."
    assert lines(("hours:\n            type: number", "hours:\n            type: count"))[0] == (
        "Forms that are out no longer fit; send new ones: "
        "items with another code or other questions: 1 (2.5)."
    )
    assert "the year is another (2025 → 2026)" in lines(
        ("year: 2025", "year: 2026"), ("2025-03-31", "2026-03-31")
    )[0]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("from: 0.7", "from: 0.6",
         ["    − From 70% to 90%: 1 point", "    − Under 70%: 0 points",
          "    + From 60% to 90%: 1 point", "    + Under 60%: 0 points"]),
        ("2025-03-31T17:00", "2025-04-15",
         ["    − By 17:00 31/03/2025: 2 points", "    + By 23:59 15/04/2025: 2 points"]),
        ("from: 80", "from: 85", ["  classes “Good”, from: 80 → 85"]),
        ("bonus: { max: 1 }", "bonus: { max: 2.5 }",
         ["  outside the areas, bonus, at most: 1 → 2.5"]),
        ("evidence: required", "evidence: optional",
         ["    supporting documents: required → optional"]),
        ("not_applicable: exclude", "not_applicable: zero",
         ["    what not applicable does: taken out of the maximum → no points"]),
        ('Files sent online"', 'Files online"', ["    name: “Files sent online” → “Files online”"]),
        ("Hồ sơ trực tuyến", "Hồ sơ gửi trực tuyến",
         ["    name (vi): “Hồ sơ trực tuyến” → “Hồ sơ gửi trực tuyến”"]),
        ("max: received", "max: 500", ["    input “Online”, greatest value: received → 500"]),
        ("          remark: { type: text, label: { vi: \"Nhận xét\", en: \"Remark\" } }\n", "",
         ["    removed input “Remark”: type text"]),
        ("of: level", "of: grade", ["    rule, of: level → grade"]),
        ("kind: judged, step: 0.5", "kind: judged",
         ["    − In steps of 0.5 points"]),
        ('code: "2.5"', 'code: "2.7"', ["  2.7 (was 2.5) Time a file takes [form changes]"]),
    ],
)  # fmt: skip
def test_each_change_is_said(before: str, after: str, expected: list[str]) -> None:
    said = lines((before, after))
    assert [line for line in said if line in expected] == expected
    vietnamese = lines((before, after), lang="vi")
    assert len(vietnamese) == len(said)
    assert vietnamese != said


def test_a_hidden_change_is_said_beside_a_shown_one() -> None:
    said = lines(("of: level", "of: grade"), ('"Late" }, share: 0.5', '"Late" }, share: 0.25'))
    assert "    + Late: 0.25 points" in said
    assert "    rule, of: level → grade" in said


def test_a_moved_item_says_from_where_to_where() -> None:
    tail = MINI_SET[MINI_SET.index('      - code: "3.1"') : MINI_SET.index('      - code: "3.2"')]
    text = MINI_SET.replace(tail, "").replace("max: 4\n", "max: 2\n").replace(
        '    name: { vi: "Thủ tục hành chính", en: "Procedures" }\n    max: 8',
        '    name: { vi: "Thủ tục hành chính", en: "Procedures" }\n    max: 10',
    ) .replace('  - code: "3"', tail.replace("3.1", "2.9") + '  - code: "3"')  # fmt: skip
    said = [line.text for line in difference_lines(compare(read(MINI_SET), read(text)), "en")]
    assert "  2.9 (was 3.1) New ways [form changes]" in said
    assert "    moved: from 3 “Innovation” to 2 “Procedures”" in said


def test_codes_that_follow_the_one_above_are_said_once() -> None:
    said = lines(*[(f'code: "1.3{last}"', f'code: "1.6{last}"') for last in ("", ".1", ".2")],
                 ('code: "1.4"', 'code: "1.7"'))  # fmt: skip
    start = said.index("Area 1. Steering")
    assert said[start + 1 :] == [
        "  1.6 (was 1.3) The plan is made known",
        "    renumbered from 1.3; what is below it follows",
        "  1.7 (was 1.4) Information work [form changes]",
    ]


MODELS = {
    (): CriteriaSet, ("adjustments",): Adjustments, ("adjustments", "bonus"): Cap, ("bands",): Band,
    ("result",): Result, ("basis", ""): LegalText, ("basis",): Basis, ("inputs", ""): Input,
}  # fmt: skip
KEYED = [((), Criterion), *MODELS.items()]


@pytest.mark.parametrize(("first", "model"), KEYED)
def test_every_key_has_a_name(first: tuple[str, ...], model: type[BaseModel]) -> None:
    keys = {field.alias or name for name, field in model.model_fields.items()}
    if model is CriteriaSet or model is Criterion:
        keys -= {"parindex", "areas", "code", "criteria"}
    place = first[0] if first else ""
    assert [key for key in sorted(keys) if key not in KEYS and f"{place}.{key}" not in KEYS] == []


def test_a_key_without_a_name_is_told_by_itself() -> None:
    assert path_words(("later",), read(MINI_SET), speaker("vi")) == "later"


def test_json_holds_exact_values_and_paths() -> None:
    found = record(("from: 0.7", "from: 0.605"), ("2025-03-31T17:00", "2025-04-15T17:00"))
    assert found["differs"]
    assert found["forms_fit"]
    assert found["new_questions"] == []
    assert (found["old"]["file"], found["new"]["file"]) == ("old.yaml", "new.yaml")
    assert found["old"]["form_hash"] == found["new"]["form_hash"]
    assert {kind: count for kind, count in found["counts"].items() if count} == {
        "rule": 1,
        "deadline": 1,
    }
    assert set(found["counts"]) == {kind.value for kind in Kind}
    deadline, bands = found["changes"]
    assert deadline["path"] == ["rule", "due"]
    assert (deadline["old"], deadline["new"]) == ("2025-03-31T17:00:00", "2025-04-15T17:00:00")
    assert bands == {
        "kind": "rule",
        "old_code": "1.2",
        "new_code": "1.2",
        "name": {"vi": "Mức độ hoàn thành kế hoạch", "en": "Completion of the plan"},
        "path": ["rule", "bands", 1, "from"],
        "old": "0.7",
        "new": "0.605",
    }
    assert Fraction(bands["new"]) == Fraction(121, 200)


def test_json_holds_all_of_what_was_added() -> None:
    added = (
        '      - { code: "2.6", name: { vi: "Việc mới" }, max: 0, inputs: { n: { type: count, '
        'label: { vi: "Số việc" } } }, rule: { kind: per_item, of: n, each: 0.1 } }\n  - code: "3"'
    )
    [change] = record(('  - code: "3"', added))["changes"]
    assert (change["kind"], change["old_code"], change["new_code"]) == ("added", None, "2.6")
    assert (change["path"], change["old"]) == ([], None)
    assert change["new"]["rule"] == {"of": "n", "kind": "per_item", "each": "0.1"}
    assert change["new"]["inputs"]["n"]["label"] == {"vi": "Số việc"}


def test_json_of_no_change_is_whole() -> None:
    found = record()
    assert (found["differs"], found["forms_fit"], found["changes"]) == (False, True, [])


def test_a_rule_on_a_scale_is_described_by_what_it_adds() -> None:
    def scaled(full_at: str) -> CriteriaSet:
        label = '{ vi: "Tỷ lệ", en: "Rate" }'
        return read(
            "parindex: 1\nid: thang\nyear: 2025\nlevel: commune\nstatus: illustrative\n"
            'title: { vi: "Bộ" }\ntotal: 10\nareas:\n'
            '  - code: "1"\n    name: { vi: "Lĩnh vực" }\n    max: 10\n    criteria:\n'
            f'      - {{ code: "1.1", name: {{ vi: "Mục" }}, scale: [1, 10], '
            f"inputs: {{ rate: {{ type: percent, label: {label} }} }}, "
            f"rule: {{ kind: proportional, of: rate, full_at: {full_at} }} }}\n"
        )

    old, new = scaled("0.8"), scaled("0.9")
    told = [line.text for line in difference_lines(compare(old, new), "en")]
    assert "    − 80% gives 9 points, 0% gives 0 points; in between in proportion" in told
    explained = list(reach_lines(new, "1.1", "en"))
    assert "  The scale starts at 1 point; to these are added:" in explained
    assert "  points in reach: 1 to 10 (of 10)" in explained
