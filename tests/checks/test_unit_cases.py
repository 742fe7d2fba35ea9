"""Worked examples of whole units: what they give is held against what they expect."""

from pathlib import Path

import pytest

from parindex.locale import speaker
from parindex.model.finding import Finding
from parindex.sources.validation import validate_file

SET = """\
parindex: 1
id: mau
year: 2025
level: other
status: illustrative
title: { vi: "Mẫu" }
total: 3
adjustments: { bonus: { max: 1 }, penalty: { max: 1 } }
bands: [{ label: { vi: "Tốt", en: "Good" }, from: 80 }, { label: { vi: "Kém" }, from: 0 }]
areas:
  - code: "1"
    name: { vi: "A" }
    max: 3
    criteria:
      - { code: "1.1", name: { vi: "a" }, max: 1, not_applicable: exclude, rule: { kind: yes_no } }
      - code: "1.2"
        name: { vi: "b" }
        max: 2
        inputs:
          all: { type: count, min: 1, label: { vi: "Tất cả" } }
          done: { type: count, max: all, label: { vi: "Xong" } }
        rule:
          kind: bands
          of: done / all
          bands: [{ from: 0.5, points: 2 }, { from: 0, points: 0 }]
"""
FULL = """\
parindex: 1
cases:
  - name: đủ
    answers: { "1.1": { answer: true }, "1.2": { all: 2, done: 1 } }
    expect: { total: 3, band: Tốt, items: { "1.2": { points: 2 } }, areas: { "1": 3 } }
"""


def run(folder: Path, text: str, criteria: str = SET) -> list[Finding]:
    (folder / "mau.yaml").write_text(criteria, encoding="utf-8")
    (folder / "mau.cases.yaml").write_text(text, encoding="utf-8")
    loaded, findings = validate_file(folder / "mau.yaml")
    assert loaded is not None
    return findings


def case(answers: str, expect: str, more: str = "") -> str:
    lines = ("- name: thử", "  like: đủ", f"  {more}", f"  answers: {{ {answers} }}")
    return FULL + "".join(f"  {line}\n" for line in (*lines, f"  expect: {{ {expect} }}"))


@pytest.mark.parametrize(
    ("answers", "expect", "more"),
    [
        ("", "total: 3, index: 100.00, band: Good", ""),
        ('"1.2": { all: 3, done: 1 }', "total: 1, index: 33.33, band: Kém", ""),
        ('"1.2": { all: 3, done: 1 }', "total: 2, index: 66.67", "bonus: 9"),
        ('"1.2": { all: 3, done: 1 }', "total: 0", "penalty: 9"),
        ('"1.1": { not_applicable: true }', "total: 2, index: 100", ""),
        ('"1.1": { not_applicable: true }', 'items: { "1.1": { outcome: not_applicable } }', ""),
        ('"1.2": {}', 'total: 1, items: { "1.2": { outcome: missing, points: 0 } }', ""),
    ],
)
def test_what_holds_is_silent(tmp_path: Path, answers: str, expect: str, more: str) -> None:
    assert run(tmp_path, case(answers, expect, more)) == []


@pytest.mark.parametrize(
    ("answers", "expect", "said"),
    [
        ("", "total: 2", "“thử” cho kết quả 3 đối với tổng điểm"),
        ("", "band: Kém", "cho kết quả Tốt đối với xếp loại"),
        ("", "index: 99.99", "cho kết quả 100 đối với chỉ số"),
        ("", 'areas: { "1": 2.5 }', "cho kết quả 3 đối với lĩnh vực 1"),
        ("", 'areas: { "7": 2.5 }', "cho kết quả – đối với lĩnh vực 7"),
        ('"1.2": { all: 3, done: 1 }', 'items: { "1.2": { points: 2 } }', "0 điểm đối với 1.2"),
    ],
)
def test_what_differs_is_told_with_the_trace(
    tmp_path: Path, answers: str, expect: str, said: str
) -> None:
    findings = run(tmp_path, case(answers, expect))
    assert [(f.code, Path(f.place.file).name, f.place.line) for f in findings] == [
        ("CRI064", "mau.cases.yaml", 10)
    ]
    assert said in findings[0].wrong(speaker("vi"))
    assert "Cách tính ra: " in findings[0].remedy(speaker("vi"))


def test_a_band_of_the_ranking_is_no_matter_of_one_unit(tmp_path: Path) -> None:
    by_rank = SET.replace("from: 80", "top: 50").replace("from: 0 }]\n", "top: 100 }]\n", 1)
    [found] = run(tmp_path, FULL, by_rank)
    assert (found.code, found.place.line) == ("CRI034", 5)
    assert "the ranks of all units" in found.wrong(speaker("en"))


def test_the_trace_of_an_area_names_its_items(tmp_path: Path) -> None:
    found = run(tmp_path, case("", 'areas: { "1": 2.5 }'))[0]
    assert "1.1: 1, 1.2: 2" in found.remedy(speaker("vi"))


@pytest.mark.parametrize(
    ("answers", "expect", "place"),
    [
        ('"1.9": { x: 1 }', "total: 3", (9, "1.9")),
        ('"1.2": { x: 1 }', "total: 3", (9, "x")),
        ('"1.2": { all: 1, done: 4 }', "total: 3", (9, "4")),
        ("", 'items: { "1.9": { points: 1 } }', (10, "1.9")),
    ],
)
def test_what_does_not_fit_the_set(
    tmp_path: Path, answers: str, expect: str, place: tuple[int, str]
) -> None:
    findings = run(tmp_path, case(answers, expect))
    assert [(f.code, f.place.line) for f in findings] == [("CRI034", place[0])]
    assert place[1] in findings[0].wrong(speaker("vi"))


def test_names_and_models_of_cases(tmp_path: Path) -> None:
    twice = FULL + FULL.split("cases:\n")[1]
    assert [(f.code, f.place.line) for f in run(tmp_path, twice)] == [("CRI034", 6)]
    unknown = FULL.replace("    answers", "    like: lạ\n    answers")
    assert [(f.code, f.place.line) for f in run(tmp_path, unknown)] == [("CRI034", 4)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("parindex: 1\ncases: []\n", "CRI012"),
        ("parindex: 1\n", "CRI010"),
        (FULL.replace("expect", "expects"), "CRI010"),
        ("cases: [", "CRI004"),
    ],
)
def test_the_file_of_cases_is_checked_itself(tmp_path: Path, text: str, code: str) -> None:
    assert code in [f.code for f in run(tmp_path, text)]
