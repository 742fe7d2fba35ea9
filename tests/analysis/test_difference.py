"""What changed between two sets: each kind of change, and what must always hold."""

import time
from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from parindex.analysis.difference import Difference, Entry, Kind, compare
from parindex.model.criteria import CriteriaSet, Criterion
from parindex.model.text import LocalText
from parindex.scoring.rules.bands import Bands
from parindex.scoring.rules.yes_no import YesNo
from parindex.sources.criteria import parse_criteria

SET = """\
parindex: 1
id: thu.so
year: 2025
level: department
status: illustrative
title: { vi: "Bộ thử", en: "A set to try" }
basis: { qd: { title: "Quyết định 1" } }
total: 10
bands:
  - { label: { vi: "Tốt" }, from: 80 }
  - { label: { vi: "Yếu" }, from: 0 }
adjustments: { bonus: { max: 1 } }
areas:
  - code: "1"
    name: { vi: "Chỉ đạo, điều hành" }
    max: 6
    criteria:
      - code: "1.1"
        name: { vi: "Kế hoạch" }
        max: 3
        criteria:
          - code: "1.1.1"
            name: { vi: "Ban hành kế hoạch năm", en: "Issuing the plan" }
            max: 1
            inputs: { issued: { type: date, label: { vi: "Ngày ban hành" } } }
            rule: { kind: deadline, of: issued, due: 2025-03-31T17:00 }
          - code: "1.1.2"
            name: { vi: "Mức độ hoàn thành" }
            max: 2
            inputs:
              planned: { type: count, min: 1, label: { vi: "Số nhiệm vụ" } }
              done: { type: count, max: planned, label: { vi: "Số hoàn thành" } }
            rule:
              kind: bands
              of: done / planned
              bands: [{ from: 0.9, points: 2 }, { from: 0.5, points: 1 }, { from: 0, points: 0 }]
      - code: "1.2"
        name: { vi: "Tuyên truyền cải cách hành chính" }
        max: 3
        rule:
          kind: choice
          of: level
          options:
            - { value: good, label: { vi: "Tốt" }, points: 3 }
            - { value: bad, label: { vi: "Kém" }, points: 0 }
  - code: "2"
    name: { vi: "Thủ tục" }
    max: 4
    criteria:
      - code: "2.1"
        name: { vi: "Công khai thủ tục tại bộ phận một cửa" }
        max: 4
        rule: { kind: yes_no }
"""


def read(text: str) -> CriteriaSet:
    criteria, findings = parse_criteria(text)
    assert criteria is not None, [(finding.code, str(finding.place)) for finding in findings]
    return criteria


def changed(*replacements: tuple[str, str]) -> Difference:
    """Return what the replacements change in the set, each of a text that stands there once."""
    text = SET
    for before, after in replacements:
        assert text.count(before) == 1, (before, text.count(before))
        text = text.replace(before, after)
    return compare(read(SET), read(text))


def told(difference: Difference) -> list[tuple[Any, ...]]:
    """Return kind, both codes and path of every change."""
    return [(change.kind, None, None, change.path) for change in difference.head] + [
        (change.kind, *codes(entry), change.path)
        for entry in difference.entries
        for change in entry.changes
    ]


def codes(entry: Entry) -> tuple[str | None, str | None]:
    return (entry.old.code if entry.old else None, entry.new.code if entry.new else None)


def values(difference: Difference) -> list[tuple[object, object]]:
    changes = [*difference.head, *(c for entry in difference.entries for c in entry.changes)]
    return [(change.before, change.after) for change in changes]


def test_a_set_does_not_differ_from_itself_or_from_other_spelling() -> None:
    assert not changed()
    respelt = changed(("due: 2025-03-31T17:00 }", "due: 2025-03-31T17:00, late: [] } # hạn"))
    assert not respelt
    assert respelt.forms_fit


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("year: 2025", "year: 2025\nversion: 2", (Kind.CHANGED, None, None, ("version",))),
        ('"Bộ thử"', '"Bộ thử mới"', (Kind.REWORDED, None, None, ("title",))),
        ("from: 80", "from: 85", (Kind.CHANGED, None, None, ("bands", 0, "from"))),
        ("from: 80", "above: 80", (Kind.CHANGED, None, None, ("bands", 0, "from"))),
        (
            "bonus: { max: 1 }",
            "bonus: { max: 2 }",
            (Kind.CHANGED, None, None, ("adjustments", "bonus", "max")),
        ),
        (
            "basis: { qd:",
            "result: { ties: dense }\nbasis: { qd:",
            (Kind.CHANGED, None, None, ("result", "ties")),
        ),
        ("định 1", "định 2", (Kind.CHANGED, None, None, ("basis", "qd", "title"))),
        ("hành kế hoạch năm", "hành kế hoạch", (Kind.REWORDED, "1.1.1", "1.1.1", ("name",))),
        ("Issuing the", "Issue of the", (Kind.REWORDED, "1.1.1", "1.1.1", ("name",))),
        ('"Mức độ hoàn', '"MỨC ĐỘ hoàn', (Kind.REWORDED, "1.1.2", "1.1.2", ("name",))),
        ("2025-03-31T17", "2025-03-15T17", (Kind.DEADLINE, "1.1.1", "1.1.1", ("rule", "due"))),
        ("from: 0.9,", "from: 0.85,", (Kind.RULE, "1.1.2", "1.1.2", ("rule", "bands", 0, "from"))),
        (
            "points: 1 }",
            "points: 1.5 }",
            (Kind.RULE, "1.1.2", "1.1.2", ("rule", "bands", 1, "points")),
        ),
        (" { from: 0.5, points: 1 },", "", (Kind.RULE, "1.1.2", "1.1.2", ("rule", "bands", 1))),
        ("min: 1", "min: 2", (Kind.INPUT, "1.1.2", "1.1.2", ("inputs", "planned", "min"))),
        ("max: planned", "max: 100", (Kind.INPUT, "1.1.2", "1.1.2", ("inputs", "done", "max"))),
        ("Kém", "Yếu kém", (Kind.RULE, "1.2", "1.2", ("rule", "options", 1, "label"))),
        ("kind: yes_no }", "kind: judged }", (Kind.RULE, "2.1", "2.1", ("rule",))),
        (
            "rule: { kind: yes_no }",
            "rule: { kind: yes_no }\n        evidence: required",
            (Kind.CHANGED, "2.1", "2.1", ("evidence",)),
        ),
        (
            "rule: { kind: yes_no }",
            "rule: { kind: yes_no }\n        not_applicable: full",
            (Kind.CHANGED, "2.1", "2.1", ("not_applicable",)),
        ),
        (
            "rule: { kind: yes_no }",
            "rule: { kind: yes_no }\n        basis: { ref: qd }",
            (Kind.CHANGED, "2.1", "2.1", ("basis",)),
        ),
        (
            "rule: { kind: yes_no }",
            "rule: { kind: yes_no }\n        cases: [{ given: { answer: true }, points: 4 }]",
            (Kind.CASE, "2.1", "2.1", ("cases", 0)),
        ),
    ],
)  # fmt: skip
def test_each_change_is_told_where_it_stands(
    before: str, after: str, expected: tuple[Any, ...]
) -> None:
    assert told(changed((before, after)))[0] == expected


def test_a_changed_value_is_told_with_both_sides() -> None:
    assert values(changed(("from: 0.9,", "from: 0.85,"))) == [(Fraction(9, 10), Fraction(17, 20))]
    assert values(changed(("from: 80", "above: 80"))) == [(80, None), (None, 80)]


def test_points_are_told_at_every_level() -> None:
    difference = changed(
        ("total: 10", "total: 11"), ("    max: 4\n    criteria", "    max: 5\n    criteria"),
        ("        max: 4\n        rule", "        max: 5\n        rule"),
    )  # fmt: skip
    assert [(kind, new) for kind, _, new, _ in told(difference)] == [
        (Kind.REWEIGHTED, None), (Kind.REWEIGHTED, "2"), (Kind.REWEIGHTED, "2.1"),
    ]  # fmt: skip
    assert difference.forms_fit


# --- who is who


def test_a_renumbered_item_is_not_removed_and_added() -> None:
    difference = changed(('"2.1"', '"2.4"'))
    assert told(difference) == [(Kind.RENUMBERED, "2.1", "2.4", ("code",))]
    assert not difference.forms_fit
    assert difference.new_questions == ("2.4",)


def test_swapped_codes_are_two_renumberings() -> None:
    first, second = '"Ban hành kế hoạch năm", en: "Issuing the plan"', '"Mức độ hoàn thành"'
    head, one, other, tail = parts(SET, '          - code: "1.1.1"', '          - code: "1.1.2"',
                                   '      - code: "1.2"')  # fmt: skip
    assert first in one
    assert second in other
    swapped = head + other.replace("1.1.2", "1.1.1") + one.replace("1.1.1", "1.1.2") + tail
    assert told(compare(read(SET), read(swapped))) == [
        (Kind.RENUMBERED, "1.1.2", "1.1.1", ("code",)),
        (Kind.RENUMBERED, "1.1.1", "1.1.2", ("code",)),
    ]


def test_swapped_codes_of_items_with_names_nearly_alike_are_two_renumberings() -> None:
    old = small("Tỷ lệ hồ sơ đúng hạn", "Tỷ lệ hồ sơ trước hạn")
    new = small("Tỷ lệ hồ sơ trước hạn", "Tỷ lệ hồ sơ đúng hạn")
    assert {kind for kind, *_ in told(compare(old, new))} == {Kind.RENUMBERED}


def parts(text: str, *marks: str) -> list[str]:
    """Cut a text before each of the marks."""
    ends = [0, *(text.index(mark) for mark in marks), len(text)]
    return [text[start:end] for start, end in pairwise(ends)]


def test_an_item_under_another_parent_has_moved() -> None:
    head, item, tail = parts(SET, '      - code: "1.2"', '  - code: "2"')
    moved = (
        (head + tail).replace("max: 6", "max: 3").replace("    max: 4\n    c", "    max: 7\n    c")
    )
    difference = compare(read(SET), read(moved + item.replace('"1.2"', '"2.2"')))
    assert told(difference) == [
        (Kind.REWEIGHTED, "1", "1", ("max",)),
        (Kind.REWEIGHTED, "2", "2", ("max",)),
        (Kind.MOVED, "1.2", "2.2", ("code",)),
    ]


def test_a_new_area_in_front_renumbers_the_others() -> None:
    head, areas = parts(SET, '  - code: "1"')
    shifted = areas.replace('code: "2', 'code: "3').replace('code: "1', 'code: "2')
    first = (
        '  - { code: "1", name: { vi: "Chuyển đổi số" }, max: 1, criteria: [{ code: "1.1", '
        'name: { vi: "Kế hoạch" }, max: 1, rule: { kind: yes_no } }] }\n'
    )
    difference = compare(read(SET), read(head.replace("total: 10", "total: 11") + first + shifted))
    assert Counter(kind for kind, *_ in told(difference)) == {
        Kind.REWEIGHTED: 1, Kind.ADDED: 2, Kind.RENUMBERED: 7,
    }  # fmt: skip
    assert difference.pairs["1.1"] == "2.1", "although the new 1.1 has its code and its name"
    assert [section.area.code for section in difference.sections] == ["1", "2", "3"]


def test_a_code_with_another_name_and_another_rule_is_another_item() -> None:
    name = ("Công khai thủ tục tại bộ phận một cửa", "Sáng kiến được công nhận")
    difference = changed(name, ("kind: yes_no", "kind: judged"))
    assert told(difference) == [(Kind.REMOVED, "2.1", None, ()), (Kind.ADDED, None, "2.1", ())]
    assert [kind for kind, *_ in told(changed(name))] == [Kind.REWORDED], "its rule is the same"


def test_a_name_half_alike_is_enough_at_the_same_code_only() -> None:
    old, half = "Công khai thủ tục hành chính", "Công khai thủ tục trên mạng"
    there = [kind for kind, *_ in told(compare(small(old), small(half, rule=JUDGED)))]
    assert there == [Kind.REWORDED, Kind.RULE]
    elsewhere = compare(small(old), small("Việc khác hẳn", half, rule=JUDGED))
    assert {kind for kind, *_ in told(elsewhere)} == {Kind.REMOVED, Kind.ADDED, Kind.REWEIGHTED}


def test_a_name_nearly_alike_is_found_at_another_code() -> None:
    old = small("Tỷ lệ hồ sơ được giải quyết đúng hạn")
    new = small("Việc khác hẳn", "Tỷ lệ hồ sơ giải quyết đúng hạn", rule=JUDGED)
    assert (Kind.RENUMBERED, "1.1", "1.2", ("code",)) in told(compare(old, new))


def test_a_group_of_another_name_is_the_same_by_what_is_below_it() -> None:
    difference = changed(('"Kế hoạch"', '"Lập, triển khai và theo dõi"'))
    assert told(difference) == [(Kind.REWORDED, "1.1", "1.1", ("name",))]


def test_a_removed_area_is_told_last() -> None:
    head, second = parts(SET, '  - code: "2"')
    difference = compare(read(SET), read(head.replace("total: 10", "total: 6")))
    assert told(difference) == [
        (Kind.REWEIGHTED, None, None, ("total",)),
        (Kind.REMOVED, "2", None, ()), (Kind.REMOVED, "2.1", None, ()),
    ]  # fmt: skip
    assert [section.area.name.vi for section in difference.sections] == ["Thủ tục"]
    assert "Thủ tục" in second


# --- forms


@pytest.mark.parametrize(
    ("before", "after", "items"),
    [
        ("from: 0.9,", "from: 0.85,", None),
        ("Kém", "Yếu kém", None),
        ("type: count, min", "type: number, min", ("1.1.2",)),
        ("value: bad", "value: poor", ("1.2",)),
        ("of: level", "of: grade", ("1.2",)),
        ("id: thu.so", "id: thu.xa", ()),
    ],
)
def test_forms_fit_while_the_questions_are_the_same(
    before: str, after: str, items: tuple[str, ...] | None
) -> None:
    difference = changed((before, after))
    assert difference
    assert difference.forms_fit == (items is None)
    assert difference.new_questions == (items or ())


def test_another_order_of_inputs_is_told() -> None:
    planned = '              planned: { type: count, min: 1, label: { vi: "Số nhiệm vụ" } }\n'
    done = '              done: { type: count, max: planned, label: { vi: "Số hoàn thành" } }\n'
    difference = changed((planned + done, done + planned))
    assert values(difference) == [(("planned", "done"), ("done", "planned"))]
    assert difference.new_questions == ("1.1.2",)


# --- nothing is passed over


def rebuilt(model: BaseModel, **update: object) -> Any:
    """Return the model with other values, unchecked and with nothing kept from the first."""
    kept = {name: getattr(model, name) for name in type(model).model_fields}
    return type(model).model_construct(**(kept | update))


OTHER = LocalText(vi="Nội dung khác", en="Something else")


@pytest.mark.parametrize("name", sorted(CriteriaSet.model_fields.keys() - {"areas"}))
def test_every_key_of_the_head_is_compared(name: str) -> None:
    old = read(SET)
    difference = compare(old, rebuilt(old, **{name: OTHER}))
    key = CriteriaSet.model_fields[name].alias or name
    assert [change.path for change in difference.head] == [(key,)]
    assert not difference.sections


@pytest.mark.parametrize("name", sorted(Criterion.model_fields.keys() - {"code", "criteria"}))
@pytest.mark.parametrize("area", [True, False], ids=["area", "item"])
def test_every_key_of_an_entry_is_compared(name: str, area: bool) -> None:
    old = read(SET)
    first, second = old.areas
    other = (
        rebuilt(second, **{name: OTHER})
        if area
        else rebuilt(second, criteria=(rebuilt(second.criteria[0], **{name: OTHER}),))
    )
    difference = compare(old, rebuilt(old, areas=(first, other)))
    key = Criterion.model_fields[name].alias or name
    code = "2" if area else "2.1"
    assert [(old, new, path) for _, old, new, path in told(difference)] == [(code, code, (key,))]


# --- what must always hold

WORDS = ("kế", "hoạch", "báo", "cáo", "hồ", "sơ", "tỷ", "lệ")
YES = YesNo(kind="yes_no")
JUDGED = Bands.model_validate(
    {"kind": "bands", "of": "x", "bands": [{"from": 0, "points": Fraction(0)}]}
)


def node(code: str, name: str, **more: object) -> Criterion:
    return Criterion.model_validate(
        {"code": code, "name": {"vi": name}, "max": Fraction(1), **more}
    )


def whole(areas: list[Criterion]) -> CriteriaSet:
    head: Mapping[str, Any] = {
        "parindex": 1, "id": "thu", "year": 2025, "level": "other", "status": "illustrative",
        "title": {"vi": "Thử"}, "total": Fraction(len(areas)),
    }  # fmt: skip
    return CriteriaSet.model_validate({**head, "areas": areas})


def small(*names: str, rule: object = YES) -> CriteriaSet:
    items = [node(f"1.{place}", name, rule=rule) for place, name in enumerate(names, start=1)]
    return whole([node("1", "Lĩnh vực", criteria=items, max=Fraction(len(names)))])


names = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)


@st.composite
def sets(draw: st.DrawFn) -> CriteriaSet:
    """Draw a set of few words, so that names come twice and nearly alike."""

    def children(code: str, depth: int) -> list[Criterion]:
        last = draw(st.lists(st.integers(1, 6), min_size=1, max_size=4, unique=True))
        return [below(f"{code}.{part}" if code else str(part), depth) for part in sorted(last)]

    def below(code: str, depth: int) -> Criterion:
        name = draw(names)
        if depth < 2 and (depth == 0 or draw(st.booleans())):
            return node(code, name, criteria=children(code, depth + 1))
        points = Fraction(draw(st.integers(0, 2)))
        return node(code, name, rule=draw(st.sampled_from([YES, JUDGED])), max=points)

    return whole(children("", 0))


@given(sets())
def test_a_set_never_differs_from_itself(criteria: CriteriaSet) -> None:
    difference = compare(criteria, rebuilt(criteria))
    assert not difference
    assert difference.pairs == {code: code for code in criteria.nodes}


@given(sets(), sets())
def test_every_entry_of_both_sides_is_accounted_for_once(
    old: CriteriaSet, new: CriteriaSet
) -> None:
    difference = compare(old, new)
    gone = [entry.old.code for entry in difference.entries if entry.old and not entry.new]
    come = [entry.new.code for entry in difference.entries if entry.new and not entry.old]
    assert sorted([*difference.pairs, *gone]) == sorted(old.nodes)
    assert sorted([*difference.pairs.values(), *come]) == sorted(new.nodes)
    both = [codes(entry) for entry in difference.entries if entry.old and entry.new]
    assert len(both) == len(set(both))
    assert set(both) <= set(difference.pairs.items())


@given(sets(), sets())
def test_the_way_back_mirrors_the_way_there(old: CriteriaSet, new: CriteriaSet) -> None:
    there, back = compare(old, new), compare(new, old)
    assert back.pairs == {new: old for old, new in there.pairs.items()}
    swapped = {Kind.ADDED: Kind.REMOVED, Kind.REMOVED: Kind.ADDED}
    mirrored = Counter((swapped.get(kind, kind), b, a) for kind, a, b, _ in told(back))
    assert Counter((kind, a, b) for kind, a, b, _ in told(there)) == mirrored
    assert there.forms_fit == back.forms_fit


@given(sets(), st.randoms(use_true_random=False))
def test_renumbering_gives_renumberings_only(criteria: CriteriaSet, random: Any) -> None:
    named = iter(range(1000))

    def unique(one: Criterion) -> Criterion:
        name = LocalText(vi=f"{one.name.vi} {next(named)}")
        changed: Criterion = rebuilt(one, name=name, criteria=tuple(map(unique, one.criteria)))
        return changed

    def renumbered(nodes: tuple[Criterion, ...], code: str) -> tuple[Criterion, ...]:
        shuffled = random.sample(nodes, len(nodes))
        return tuple(
            rebuilt(one, code=here, criteria=renumbered(one.criteria, here + "."))
            for number, one in enumerate(shuffled, start=1)
            for here in [f"{code}{number}"]
        )

    old = rebuilt(criteria, areas=tuple(map(unique, criteria.areas)))
    difference = compare(old, rebuilt(old, areas=renumbered(old.areas, "")))
    assert {kind for kind, *_ in told(difference)} <= {Kind.RENUMBERED}
    assert len(difference.pairs) == len(old.nodes)


def test_large_sets_are_compared_in_a_moment() -> None:
    def large(shift: int) -> CriteriaSet:
        return whole(
            [
                node(
                    str(area),
                    f"Lĩnh vực {area}",
                    criteria=[
                        node(
                            f"{area}.{item}",
                            " ".join(
                                WORDS[(area * item * step + shift) % 8] for step in range(1, 12)
                            )
                            + f" {item * area * shift}",
                            rule=YES,
                        )
                        for item in range(1, 51)
                    ],
                )
                for area in range(1, 11)
            ]
        )

    start = time.process_time()
    difference = compare(large(1), large(3))
    assert len(difference.old.items) == len(difference.new.items) == 500
    assert time.process_time() - start < 5
