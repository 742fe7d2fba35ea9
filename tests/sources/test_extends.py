"""A set that starts from another: what it changes, adds and drops, and where its errors stand."""

from pathlib import Path

import pytest

from parindex.model.criteria import CriteriaSet
from parindex.model.finding import Finding, Severity
from parindex.reports.effective import effective_yaml
from parindex.sources.criteria import CriteriaFile, parse_criteria, read_criteria

BASE = """\
parindex: 1
id: mau
year: 2025
level: department
status: illustrative
title: { vi: "Bộ mẫu" }
basis: { qd-1: { title: "Quyết định một" } }
total: 6
bands: [{ label: { vi: "Tốt" }, from: 50 }, { label: { vi: "Yếu" }, from: 0 }]
areas:
  - code: "1"
    name: { vi: "Lĩnh vực một" }
    max: 3
    criteria:
      - { code: "1.1", name: { vi: "Một" }, max: 1, rule: { kind: yes_no }, basis: { ref: qd-1 } }
      - { code: "1.2", name: { vi: "Hai" }, max: 2, evidence: required, rule: { kind: yes_no } }
  - code: "2"
    name: { vi: "Lĩnh vực hai" }
    max: 3
    criteria:
      - { code: "2.1", name: { vi: "Ba" }, max: 3, rule: { kind: yes_no } }
"""
HEAD = "parindex: 1\nextends: base.yaml\n"


def read(folder: Path, text: str) -> tuple[CriteriaFile | None, list[Finding]]:
    (folder / "base.yaml").write_text(BASE, encoding="utf-8")
    (folder / "own.yaml").write_text(text, encoding="utf-8")
    return read_criteria(folder / "own.yaml")


def good(folder: Path, text: str) -> CriteriaSet:
    loaded, findings = read(folder, HEAD + text)
    assert loaded is not None, findings
    assert not findings
    return loaded.criteria


def told(folder: Path, text: str) -> list[tuple[str, str, int | None]]:
    _, findings = read(folder, text)
    return [(f.code, Path(f.place.file).name, f.place.line) for f in findings]


def test_nothing_stated_is_the_set_itself(tmp_path: Path) -> None:
    base, _ = parse_criteria(BASE)
    assert good(tmp_path, "") == base


def test_the_head_is_replaced_and_legal_texts_are_added(tmp_path: Path) -> None:
    found = good(tmp_path, "version: 2\nyear: 2026\nbands:\nbasis: { qd-2: { title: Hai } }\n")
    assert (found.version, found.year, found.id, found.bands) == (2, 2026, "mau", ())
    assert list(found.basis) == ["qd-1", "qd-2"]


def test_an_item_is_changed_key_by_key(tmp_path: Path) -> None:
    text = (
        'change:\n  "1.1": { name: { vi: "Mới" }, basis: { ref: qd-2 } }\n  "1.2": { evidence: }\n'
    )
    found = good(tmp_path, "basis: { qd-2: { title: Hai } }\n" + text)
    first, second, _ = found.items
    assert first.name.vi == "Mới"
    assert first.max_points == 1
    assert first.basis is not None
    assert first.basis.ref == "qd-2"
    assert second.evidence == "optional", "taken away, so the default holds"


def test_items_are_dropped_and_added_where_they_belong(tmp_path: Path) -> None:
    text = """\
drop: ["1.2"]
add:
  - { under: "1", after: "1.1", code: "1.3", name: { vi: B }, max: 0.5, rule: { kind: yes_no } }
  - { under: "1", code: "1.4", name: { vi: C }, max: 1.5, rule: { kind: yes_no } }
  - { code: "3", name: { vi: "Ba" }, max: 1, criteria: [] }
  - { under: "3", code: "3.1", name: { vi: D }, max: 1, rule: { kind: yes_no } }
total: 7
"""
    found = good(tmp_path, text)
    assert [item.code for item in found.items] == ["1.1", "1.3", "1.4", "2.1", "3.1"]


def test_a_chain_of_sets(tmp_path: Path) -> None:
    (tmp_path / "middle.yaml").write_text(
        HEAD + 'version: 2\nchange: { "2.1": { name: { vi: "Giữa" } } }\n', encoding="utf-8"
    )
    loaded, findings = read(tmp_path, "parindex: 1\nextends: middle.yaml\nversion: 3\n")
    assert loaded is not None, findings
    assert loaded.criteria.version == 3
    assert loaded.criteria.items[2].name.vi == "Giữa"
    names = [Path(file).name for file in loaded.hashes]
    assert names == ["own.yaml", "middle.yaml", "base.yaml"]


def test_errors_stand_in_the_file_of_their_line(tmp_path: Path) -> None:
    text = HEAD + 'change:\n  "1.2": { max: 1 }\n  "2.1": { foo: 1 }\n'
    assert told(tmp_path, text) == [("CRI011", "own.yaml", 5)]
    assert told(tmp_path, text.replace("{ foo: 1 }", "{}")) == [("CRI023", "base.yaml", 13)]
    over = HEAD + 'change:\n  "1.1": { max: 9 }\n  "1": { max: 8 }\n'
    assert told(tmp_path, over) == [("CRI023", "base.yaml", 8), ("CRI023", "own.yaml", 5)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("extends: none.yaml\n", [("CRI058", 2)]),
        ("extends: 3\n", [("CRI058", 2)]),
        ("extends: own.yaml\n", [("CRI059", 2)]),
        ('extends: base.yaml\nchange: { "9": { max: 1 } }\n', [("CRI060", 3)]),
        ("extends: base.yaml\ndrop:\n  - 1.9\n", [("CRI060", 4)]),
        (
            'extends: base.yaml\nadd:\n  - { under: "8", code: "8.1", name: { vi: a }, max: 1 }\n',
            [("CRI060", 4)],
        ),
        ("extends: base.yaml\nchange: []\n", [("CRI061", 3)]),
        ("extends: base.yaml\nadd: {}\n", [("CRI061", 3)]),
        ('extends: base.yaml\nchange: { "1.1": }\n', [("CRI061", 3)]),
        ('extends: base.yaml\nchange: { "1.1": { max: 1 } }\ndrop: ["1"]\n', [("CRI062", 3)]),
        (
            'extends: base.yaml\nadd: [{ under: "1", code: "1.8", max: 0 }]\ndrop: ["1"]\n',
            [("CRI062", 3)],
        ),
        ("extends: base.yaml\nareas: []\n", [("CRI061", 3)]),
        (
            'extends: base.yaml\nchange: { "1.1": { max: 1 } }\ndrop: ["1.1"]\n',
            [("CRI062", 4)],
        ),
        ('extends: base.yaml\nchange: { "1.1": 5, "1.2": null }\n', [("CRI061", 3)] * 2),
        ("extends: base.yaml\nadd: [5, null, []]\n", [("CRI061", 3)] * 3),
        ("extends: base.yaml\ndrop: [null, { a: b }, [1]]\n", [("CRI061", 3)] * 3),
        (
            'extends: base.yaml\nadd:\n  - { under: 1, code: "1.3", name: { vi: a }, max: 1 }\n',
            [("CRI060", 4)],
        ),
        (
            'extends: base.yaml\nadd:\n  - { under: null, code: "3", name: { vi: a }, max: 1 }\n',
            [("CRI061", 4)],
        ),
        (
            f"extends: {'a' * 5000}\n",
            [("CRI058", 2)],
        ),
    ],
)
def test_what_cannot_be(tmp_path: Path, text: str, wanted: list[tuple[str, int]]) -> None:
    found = told(tmp_path, "parindex: 1\n" + text)
    assert found == [(code, "own.yaml", line) for code, line in wanted]


def test_a_loop_of_sets_ends(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text("parindex: 1\nextends: own.yaml\n", encoding="utf-8")
    assert told(tmp_path, "parindex: 1\nextends: b.yaml\n") == [("CRI059", "b.yaml", 2)]


@pytest.mark.parametrize("name", ["department-2025", "commune-2025"])
def test_the_effective_set_reads_back_as_the_same(name: str, tmp_path: Path) -> None:
    path = Path(__file__).parents[2] / "criteria" / "city" / f"{name}.yaml"
    loaded, _ = read_criteria(path)
    assert loaded is not None
    text = effective_yaml(loaded.document.value)
    again, findings = parse_criteria(text)
    assert not findings
    assert again == loaded.criteria
    own, findings = read(tmp_path, HEAD + 'change: { "1.1": { name: { vi: "no" } } }\n')
    assert own is not None, findings
    back, findings = parse_criteria(effective_yaml(own.document.value))
    assert not findings
    assert back == own.criteria


def test_a_finding_of_the_base_itself_is_an_error_here_too(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text(BASE.replace("max: 2", "max: two"), encoding="utf-8")
    _, findings = read(tmp_path, "parindex: 1\nextends: bad.yaml\n")
    assert [f.code for f in findings if f.severity is Severity.ERROR] == ["CRI012"]
    assert Path(findings[0].place.file).name == "bad.yaml"


ITEM = "name: { vi: a }, max: 1, rule: { kind: yes_no }"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('drop: ["2"]\ntotal: 3\nchange: { "2.1": { max: 9 } }\n', [("CRI062", 5)]),
        (f'drop: ["2"]\ntotal: 3\nadd: [{{ under: "2", code: "2.2", {ITEM} }}]\n', [("CRI062", 5)]),
        (f'add: [{{ under: "9", code: "9", {ITEM} }}]\n', [("CRI060", 3)]),
        (
            f'add:\n  - {{ under: "9", code: "8", {ITEM} }}\n'
            f'  - {{ under: "8", code: "9", {ITEM} }}\n',
            [("CRI060", 4), ("CRI060", 5)],
        ),
        (f'add: [{{ under: "1", after: "2.1", code: "1.3", {ITEM} }}]\n', [("CRI060", 3)]),
    ],
    ids=["changed-below", "added-below", "under-itself", "under-each-other", "after-elsewhere"],
)
def test_nothing_stated_is_lost_in_silence(
    tmp_path: Path, text: str, wanted: list[tuple[str, int]]
) -> None:
    found = told(tmp_path, HEAD + text)
    stated = [(code, "own.yaml", line) for code, line in wanted]
    assert [entry for entry in found if entry[0] != "CRI023"] == stated


def test_a_code_added_under_itself_ends(tmp_path: Path) -> None:
    found = told(tmp_path, HEAD + f'add: [{{ under: "1", code: "1", {ITEM} }}]\n')
    assert ("CRI020", "own.yaml", 3) in found


def test_an_entry_takes_the_place_of_the_one_dropped(tmp_path: Path) -> None:
    text = """\
drop: ["1.1", "1.2"]
add:
  - { under: "1", after: "1.1", code: "1.1a", name: { vi: B }, max: 1, rule: { kind: yes_no } }
  - { under: "1", code: "1.2", name: { vi: C }, max: 2, rule: { kind: yes_no } }
"""
    found = good(tmp_path, text)
    assert [(item.code, item.name.vi) for item in found.items][:2] == [("1.1a", "B"), ("1.2", "C")]


@pytest.mark.parametrize("base", ["- a\n", "", "text\n"])
def test_a_base_that_is_no_set_is_told_in_its_file(tmp_path: Path, base: str) -> None:
    (tmp_path / "bad.yaml").write_text(base, encoding="utf-8")
    assert told(tmp_path, "extends: bad.yaml\n") == [("CRI009", "bad.yaml", 1)]
