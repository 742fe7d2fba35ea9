"""What comes by post in the tutorial: three filled forms and the answers of the survey.

Run ``python samples/tutorial.py`` after a change to ``tutorial/`` or to the form. Every answer is
invented. The forms are made for the criteria as ``docs/tutorial.md`` changes them.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

from packing import packed
from parindex.forms.layout import Column
from parindex.forms.rows import rows_of
from parindex.forms.values import cell_of
from parindex.forms.write import FormOrder, write_form
from parindex.locale import speaker
from parindex.model.criteria import CriteriaSet
from parindex.model.rule import Value
from parindex.model.submission import Answer
from parindex.sources.criteria import parse_criteria
from parindex.sources.round import read_round

FOLDER = Path(__file__).parent / "tutorial"
CHANGES = (
    ("from: 0.95, points: 3 ", "from: 0.95, points: 3.5 "),
    ("95 }, points: 3 ", "95 }, points: 3.5 "),
)
"""What the officer changes in the criteria before the forms go out."""


class Sent(NamedTuple):
    """A form as it comes back: when it was saved, its document, answers by cell, claims by item."""

    saved: datetime
    document: tuple[str, datetime]
    typed: Mapping[tuple[str, str], Value]
    claims: Mapping[str, float]


FORMS = {
    "XA02": Sent(
        datetime(2026, 1, 12, 15, 20),
        ("07/KH-UBND", datetime(2025, 2, 10)),
        {
            ("1.1", "issued"): datetime(2025, 2, 10),
            ("1.2", "planned"): Fraction(8),
            ("1.2", "done"): Fraction(9),
            ("2.1", "settled"): Fraction(640),
            ("2.1", "on_time"): Fraction(612),
            ("2.2", "share"): "61,5 %",
        },
        {"1.1": 1.5, "1.2": 3, "1.3": 1.5, "2.1": 3.5, "2.2": 2.31},
    ),
    "XA03": Sent(
        datetime(2026, 1, 14, 9, 5),
        ("03/KH-UBND", datetime(2025, 1, 15)),
        {
            ("1.1", "issued"): datetime(2025, 1, 15),
            ("1.2", "planned"): Fraction(10),
            ("1.2", "done"): Fraction(10),
            ("1.3", "items"): Fraction(9),
            ("2.1", "settled"): Fraction(1200),
            ("2.1", "on_time"): Fraction(1150),
            ("2.2", "share"): Fraction("0.84"),
        },
        {"1.1": 3, "1.2": 3, "1.3": 2, "2.1": 4, "2.2": 3},
    ),
    "XA04": Sent(
        datetime(2026, 1, 16, 8, 40),
        ("05/KH-UBND", datetime(2025, 1, 28)),
        {
            ("1.1", "issued"): datetime(2025, 1, 28),
            ("1.2", "planned"): Fraction(6),
            ("1.2", "done"): Fraction(4),
            ("1.3", "items"): Fraction(5),
            ("2.1", "settled"): Fraction(410),
            ("2.1", "on_time"): Fraction(372),
            ("2.2", "share"): Fraction("0.38"),
        },
        {"1.1": 3, "1.2": 2, "1.3": 1.25, "2.1": 2, "2.2": 1.43},
    ),
}
ANSWERS = {"XA01": "aaabbbbcbe", "XA02": "abbbcccbda", "XA03": "aababbacba", "XA04": "bcbdcbebcb"}
"""What ten people of each commune answer."""


def main() -> None:
    """Write the forms and the answers."""
    folder, _ = read_round(FOLDER)
    if folder is None:
        raise SystemExit("the round cannot be read")
    target = FOLDER / "sent"
    target.mkdir(exist_ok=True)
    for unit in folder.round.units:
        if sent := FORMS.get(unit.code):
            order = FormOrder(folder.round.spec, changed(), unit, frozenset())
            (target / f"{unit.code}.xlsx").write_bytes(form(order, sent))
    (FOLDER / "surveys" / "answers.csv").write_text(answers(), encoding="utf-8", newline="\n")


def changed() -> CriteriaSet:
    """Return the criteria with what the officer changes."""
    text = (FOLDER / "criteria.yaml").read_text(encoding="utf-8")
    for before, after in CHANGES:
        if text.count(before) != 1:
            raise SystemExit(f"stands not once in the criteria: {before}")
        text = text.replace(before, after)
    criteria, _ = parse_criteria(text)
    if criteria is None:
        raise SystemExit("the criteria cannot be read")
    return criteria


def form(order: FormOrder, sent: Sent) -> bytes:
    """Return a form as its unit sent it."""
    rows = rows_of(order.criteria)
    cells: dict[str, Any] = {}
    read = {}
    for item in order.criteria.items:
        typed = {name: value for (code, name), value in sent.typed.items() if code == item.code}
        at, claim = rows.nodes[item.code], sent.claims.get(item.code)
        for name, value in typed.items():
            cells[at.cell(Column.VALUE, name)] = cell_of(item.fields[name], value, speaker("vi"))
        if claim is not None:
            cells[at.cell(Column.CLAIM)] = claim
            known = {name: value for name, value in typed.items() if not isinstance(value, str)}
            read[item.code] = Answer(known, claim=Fraction(str(claim)))
    number, day = sent.document
    plan = rows.nodes["1.1"]
    cells[plan.cell(Column.EVIDENCE_NUMBER)] = number
    cells[plan.cell(Column.EVIDENCE_DAY)] = day
    cells[plan.cell(Column.EVIDENCE_ISSUER)] = "UBND (mẫu)"
    return packed(write_form(replace(order, filled=cells, answers=read)), sent.saved)


def answers() -> str:
    """Return the answers to the survey, a row a respondent."""
    rows = [(unit, answer) for unit, said in ANSWERS.items() for answer in said]
    lines = (f"{n:03},{unit},people,{answer}\n" for n, (unit, answer) in enumerate(rows, start=1))
    return "Số phiếu,Đơn vị,Đối tượng,Câu 1\n" + "".join(lines)


if __name__ == "__main__":
    main()
