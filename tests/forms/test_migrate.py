"""An older form's answers in the form of today: what fits is carried over, the rest is told."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from parindex.forms.layout import REGISTER_HEAD_ROW, Column, RegisterColumn
from parindex.forms.migrate import migrated
from parindex.forms.open import Form, open_form
from parindex.forms.read import read_answers
from parindex.forms.write import FormOrder, write_form
from parindex.model.criteria import CriteriaSet
from parindex.model.finding import Finding
from parindex.model.round import RoundSpec, Unit
from parindex.model.submission import Answer
from parindex.sources.criteria import parse_criteria
from tests.conftest import MINI_SET

if TYPE_CHECKING:
    from tests.conftest import Clerk

Change = Callable[[str], str]
Migrate = Callable[..., tuple[dict[str, Answer], list[Finding]]]


def register(clerk: "Clerk", *lines: tuple[str, str]) -> None:
    """Write code and number of further documents."""
    for row, (code, number) in enumerate(lines, start=REGISTER_HEAD_ROW + 2):
        sheet = clerk.book.worksheets[2]
        sheet.cell(row, RegisterColumn.ITEM + 1).value = code
        sheet.cell(row, RegisterColumn.NUMBER + 1).value = number


def opened(path: Path) -> Form:
    form, findings = open_form(path)
    assert form is not None, findings
    return form


def changed(*edits: tuple[str, str]) -> CriteriaSet:
    text = MINI_SET
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    criteria, findings = parse_criteria(text)
    assert criteria is not None, findings
    return criteria


@pytest.fixture
def migrate(clerk: "Clerk", spec: RoundSpec, tmp_path: Path) -> Migrate:
    """Return what carries the clerk's form over into one of other criteria and reads that."""

    def run(
        criteria: CriteriaSet, exempt: frozenset[str] = frozenset()
    ) -> tuple[dict[str, Answer], list[Finding]]:
        order = FormOrder(spec, criteria, Unit("XA01", "Xã Hoa Mai", "XA"), exempt)
        filled, findings = migrated(opened(clerk.save()), order)
        target = tmp_path / "new.xlsx"
        target.write_bytes(write_form(filled))
        answers, _ = read_answers(opened(target), criteria, exempt)
        return answers, findings

    return run


def told(findings: list[Finding]) -> list[tuple[str, str | None, object]]:
    return [(f.code, f.place.cell, f.values.get("raw")) for f in findings]


def without_cells(answers: dict[str, Answer]) -> dict[str, Answer]:
    bare = {}
    for code, answer in answers.items():
        documents = tuple(one._replace(cells={}, sheet=None) for one in answer.documents)
        bare[code] = answer._replace(cells={}, documents=documents)
    return bare


def test_under_the_same_criteria_all_is_carried_over(
    clerk: "Clerk", criteria: CriteriaSet, migrate: Migrate
) -> None:
    clerk.fill()
    clerk.type("2.1", Column.NOT_APPLICABLE, "x")
    clerk.type("1.2", Column.EXPLANATION, "Chậm do sáp nhập")
    register(clerk, ("1.1", "13/KH-UBND"), ("1.1", "14/KH-UBND"))
    answers, findings = migrate(criteria)
    before, _ = read_answers(opened(clerk.path), criteria)
    assert findings == []
    assert without_cells(answers) == without_cells(before)
    assert [one.number for one in answers["1.1"].documents] == [
        "12/KH-UBND",
        "13/KH-UBND",
        "14/KH-UBND",
    ]


def test_texts_are_carried_over_as_they_were_read(
    clerk: "Clerk", criteria: CriteriaSet, migrate: Migrate
) -> None:
    clerk.fill()
    clerk.type("1.3.1", "answer", "✓")
    clerk.type("2.2", "rate", "85,5%")
    answers, findings = migrate(criteria)
    assert findings == []
    assert answers["1.3.1"].values == {"answer": True}
    assert float(answers["2.2"].values["rate"]) == 0.855  # type: ignore[arg-type]


CASES: dict[str, tuple[tuple[tuple[str, str], ...], list[tuple[str, str, str]]]] = {
    "an input has another name": (
        (("rules: {", "texts: {"), ("of: rules", "of: texts")),
        [("SUB028", "2.3 value", "3")],
    ),
    "the item has another code": (
        (('"1.4"', '"1.5"'),),
        [("SUB029", "1.4 code", "")],
    ),
    "the code is another item's": (
        (("Ban hành kế hoạch", "Tổ chức hội nghị tổng kết"),),
        [
            ("SUB028", "1.1 value", "2025-03-20"),
            ("SUB028", "1.1 claim", "2"),
            ("SUB028", "1.1 number", "12/KH-UBND"),
            ("SUB028", "1.1 day", "2025-03-20"),
            ("SUB028", "1.1 issuer", "UBND xã"),
        ],
    ),
    "the name is a little different": ((("Ban hành kế hoạch", "Ban hành kế hoạch năm"),), []),
}


@pytest.mark.parametrize("case", CASES)
def test_what_does_not_fit_is_told(case: str, clerk: "Clerk", migrate: Migrate) -> None:
    edits, expected = CASES[case]
    clerk.fill()
    _, findings = migrate(changed(*edits))
    columns = {
        "value": Column.VALUE,
        "claim": Column.CLAIM,
        "code": Column.CODE,
        "number": Column.EVIDENCE_NUMBER,
        "day": Column.EVIDENCE_DAY,
        "issuer": Column.EVIDENCE_ISSUER,
    }
    wanted = []
    for code, where, raw in expected:
        item, column = where.split()
        wanted.append((code, clerk.at(clerk.row(item), columns[column]).coordinate, raw or None))
    found = [(code, cell, str(raw)[:19] if raw else None) for code, cell, raw in told(findings)]
    assert found == wanted


def test_an_exempt_item_takes_nothing(
    clerk: "Clerk", criteria: CriteriaSet, migrate: Migrate
) -> None:
    clerk.fill()
    register(clerk, ("1.1", "13/KH-UBND"))
    answers, findings = migrate(criteria, frozenset({"1.1"}))
    assert answers["1.1"] == answers["1.1"]._replace(values={}, claim=None, documents=())
    assert {finding.code for finding in findings} == {"SUB028"}
    assert "1.1; 13/KH-UBND" in [finding.values["raw"] for finding in findings]


def test_nothing_typed_is_lost_in_silence(clerk: "Clerk", migrate: Migrate) -> None:
    """Whatever the new criteria are, each filled cell is in the new form or is told."""
    clerk.fill()
    clerk.type("1.2", "planned", "không rõ")
    clerk.type("1.4", Column.EXPLANATION, "Có giải trình")
    clerk.type("2.1", Column.CLAIM, 99)
    criteria = changed(('"1.2"', '"1.6"'), ("Mức độ hoàn thành", "Kết quả cuối cùng của"))
    answers, findings = migrate(criteria)
    before, _ = read_answers(opened(clerk.path), changed())
    typed = sum(
        len(answer.values) + (answer.claim is not None) + bool(answer.explanation)
        for answer in before.values()
    )
    kept = sum(
        len(answer.values) + (answer.claim is not None) + bool(answer.explanation)
        for answer in answers.values()
    )
    values = [f for f in findings if f.code == "SUB028" and f.values["raw"] != "không rõ"]
    assert len(values) + kept == typed
    assert "không rõ" in [f.values["raw"] for f in findings if f.code == "SUB028"]
