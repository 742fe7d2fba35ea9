"""What is told of the documents that a unit names, each case as an office would put it."""

from datetime import date, datetime
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from parindex.checks.evidence import (
    Documents,
    check_evidence,
    check_files,
    file_names,
    span_of,
)
from parindex.locale import LANGUAGES, speaker
from parindex.model.criteria import CriteriaSet
from parindex.model.finding import Finding, Place
from parindex.model.submission import Answer, Evidence, Spot

CASES = """
- says: a document named whole is good
  named: { "1.1": { number: 12/KH-UBND, day: 2025-03-20, issuer: UBND xã, file: ke-hoach.pdf } }

- says: what a document lacks is told once, at the first cell to fill in
  named:
    "1.1": { number: 12/KH-UBND, issuer: UBND xã }
    "1.2": { place: "Mục II" }
    "1.4": { number: 12/KH-UBND, day: 2025-03-20 }
  told: [EVI003 1.1 day, EVI003 1.2 number, EVI003 1.4 issuer]

- says: a date that is none was told already
  named: { "1.1": { number: 12/KH-UBND, day: tháng ba, issuer: UBND xã } }

- says: a page on the web needs its address alone
  named:
    "1.1": { file: "https://xa.gov.vn/tin/12" }
    "1.2": { file: "www.xa.gov.vn/tin/13" }
    "1.4": { file: bao-cao.pdf }
  told: [EVI003 1.4 number]

- says: the year and the weeks up to the deadline count, their ends too
  named:
    "1.1": { number: 1/KH, day: 2025-01-01, issuer: UBND xã }
    "1.2": { number: 2/KH, day: 2026-01-15, issuer: UBND xã }
    "1.4": { number: 3/KH, day: 2024-12-31, issuer: UBND xã }
    "2.1": { number: 4/KH, day: 2026-01-16, issuer: UBND xã }
  told: [EVI004 1.4 day, EVI004 2.1 day]

- says: the date that the item itself asks for is left to its rule
  declared: { "1.1": 2024-12-20 }
  named:
    "1.1": { number: 1/KH, day: 2024-12-20, issuer: UBND xã }
    "1.2": { number: 2/KH, day: 2024-12-20, issuer: UBND xã }
  told: [EVI004 1.2 day]

- says: what is no address of a page is told, one part of a cell at a time
  named:
    "1.1": { number: 1/KH, day: 2025-03-20, issuer: UBND xã, file: "file:///D:/a.pdf" }
    "1.2": { number: 2/KH, day: 2025-03-20, issuer: UBND xã, file: "http:/xa.gov.vn" }
    "1.4": { number: 3/KH, day: 2025-03-20, issuer: UBND xã, file: "javascript:alert(1)" }
    "2.1": { number: 4/KH, day: 2025-03-20, issuer: UBND xã, file: "a.pdf; ftp://x/b.pdf" }
    "2.2": { number: 5/KH, day: 2025-03-20, issuer: UBND xã, file: "https://xa.gov.vn/a?b=c#d" }
    "2.3": { number: 6/KH, day: 2025-03-20, issuer: UBND xã, file: "D:\\\\van ban\\\\a.docx" }
    "2.4": { number: 7/KH, day: 2025-03-20, issuer: UBND xã, file: "Phụ lục: bảng 2" }
    "2.5": { number: 8/KH, day: 2025-03-20, issuer: UBND xã, file: "http://xa.vn/tin (mục 2)" }
  told: [EVI009 1.1 file, EVI009 1.2 file, EVI009 1.4 file, EVI009 2.1 file]

- says: a file for items of one criterion is usual, for items of two it is told once
  named:
    "1.3.1": { number: 1/BC, day: 2025-03-20, issuer: UBND xã, file: bao-cao.pdf }
    "1.3.2": { number: 1/BC, day: 2025-03-20, issuer: UBND xã, file: bao-cao.pdf }
    "2.1": { number: 2/BC, day: 2025-03-20, issuer: UBND xã, file: "So-lieu.pdf" }
    "3.1": { number: 2/BC, day: 2025-03-20, issuer: UBND xã, file: " so-LIEU.pdf" }
    "1.1": { number: 2/BC, day: 2025-03-20, issuer: UBND xã, file: "khac.pdf;so-lieu.pdf" }
  told: [EVI005 2.1 file]

- says: one number has one date and one issuer
  named:
    "1.1": { number: 12/KH-UBND, day: 2025-03-20, issuer: UBND xã }
    "1.2": { number: 12/kh-ubnd, day: 2025-03-21, issuer: UBND xã }
    "1.4": { number: 12 / KH-UBND, day: 2025-03-22, issuer: Sở Nội vụ }
    "2.1": { number: 13/QĐ, day: 2025-03-20, issuer: UBND xã }
    "2.2": { number: 13/QĐ, day: 2025-03-20, issuer: Sở Nội vụ }
  told: [EVI006 1.2 number, EVI006 2.2 number]

- says: an office is known by its usual names
  named:
    "1.1": { number: 12/KH, day: 2025-03-20, issuer: UBND xã }
    "1.2": { number: 12/KH, day: 2025-03-20, issuer: Ủy ban nhân dân xã }
    "1.4": { number: 12/KH, day: 2025-03-20, issuer: "Uỷ ban  nhân dân xã." }

- says: numbers without a symbol are not compared
  named:
    "1.1": { number: "12", day: 2025-03-20, issuer: UBND xã }
    "1.2": { number: "12", day: 2025-04-20, issuer: Sở Nội vụ }

- says: an item with several documents is told each at its own cells
  named:
    "1.1":
      - { number: 1/KH, day: 2025-03-20, issuer: UBND xã }
      - { number: 2/KH, day: 2023-03-20, issuer: UBND xã }
      - { number: 1/KH, day: 2025-03-21, issuer: UBND xã }
  told: [EVI004 1.1 day 2, EVI006 1.1 number 3]
"""
FIELDS = ("number", "day", "issuer", "place", "file")


def document(item: str, number: int, fields: dict[str, Any]) -> Evidence:
    """Return a document whose cells are named after the item, the field and its number."""
    more = "" if number == 1 else f" {number}"
    cells = {name: f"{item} {name}{more}" for name in FIELDS}
    day = fields.get("day")
    if isinstance(day, date):
        fields = {**fields, "day": datetime(day.year, day.month, day.day)}
    return Evidence(**fields, cells=cells)


def find(code: str, item: str, spot: Spot, **values: object) -> Finding:
    return Finding(code, Place(cell=spot.cell), values, item=item)


@pytest.mark.parametrize("case", yaml.safe_load(CASES), ids=lambda case: case["says"])
def test_documents(case: dict[str, Any], criteria: CriteriaSet) -> None:
    documents: Documents = {
        item: [
            document(item, number, fields)
            for number, fields in enumerate(named if isinstance(named, list) else [named], 1)
        ]
        for item, named in case["named"].items()
    }
    answers = {item: Answer() for item in documents}
    for item, day in case.get("declared", {}).items():
        answers[item] = Answer({"issued": datetime(day.year, day.month, day.day, 17)})
    span = span_of(2025, date(2026, 1, 15))
    findings = list(check_evidence(criteria, documents, answers, span, find))
    assert [f"{f.code} {f.place.cell}" for f in findings] == case.get("told", [])
    for finding in findings:
        for lang in LANGUAGES:
            say = speaker(lang)
            assert "{" not in finding.wrong(say) + finding.expected(say) + finding.remedy(say)


@pytest.mark.parametrize(
    ("deadline", "last"),
    [
        (None, date(2026, 12, 31)),
        (date(2026, 2, 1), date(2026, 2, 1)),
        (date(2025, 11, 30), date(2025, 12, 31)),
    ],
)
def test_the_year_is_open_until_the_deadline_and_never_shorter(
    deadline: date | None, last: date
) -> None:
    assert span_of(2025, deadline) == (date(2025, 1, 1), last)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("ke-hoach.pdf", ["ke-hoach.pdf"]),
        ("Kế hoạch 12.PDF", ["Kế hoạch 12.PDF"]),
        ("a.pdf; b.docx\nc.XLSX;", ["a.pdf", "b.docx", "c.XLSX"]),
        ("D:\\van ban\\a.pdf", ["a.pdf"]),
        ("../../../etc/a.pdf", ["a.pdf"]),
        ("thu muc/a.pdf", ["a.pdf"]),
        ("https://xa.gov.vn/a.pdf", []),
        ("www.xa.gov.vn/a.pdf", []),
        ("file:///D:/a.pdf", []),
        ("12/KH-UBND", []),
        ("xem phụ lục", []),
        ("bản giấy, TP.HCM", []),
        ("pdf", []),
        (".pdf", [".pdf"]),
        ("", []),
    ],
)
def test_file_names(typed: str, names: list[str]) -> None:
    assert file_names(Evidence(file=typed)) == names


def test_a_file_is_found_whatever_its_letters_and_folder() -> None:
    names = ("KẾ HOẠCH.pdf", "Ke\u0302\u0301 hoa\u0323ch.PDF", "d/kế hoạch.pdf", "khác.pdf")
    documents = {str(n): [document(str(n), 1, {"file": name})] for n, name in enumerate(names)}
    found = check_files(documents, ["kế hoạch.pdf"], find)
    assert [(f.code, f.place.cell, f.values["file"]) for f in found] == [
        ("EVI007", "3 file", "khác.pdf")
    ]


TEXTS = st.text(st.sampled_from("ab1/\\.:;\n {}wpdfhtsUBND") | st.characters(), max_size=30)


@given(
    st.dictionaries(
        st.sampled_from(["1.1", "1.2", "2.1"]),
        st.lists(
            st.builds(
                Evidence,
                number=TEXTS,
                day=st.none() | TEXTS | st.datetimes(),
                issuer=TEXTS,
                place=TEXTS,
                file=TEXTS,
            ),
            max_size=3,
        ),
        max_size=3,
    )
)
def test_any_text_is_told_and_never_breaks(
    criteria: CriteriaSet, documents: dict[str, list[Evidence]]
) -> None:
    answers = {item: Answer() for item in documents}
    findings = [
        *check_evidence(criteria, documents, answers, span_of(2025, None), find),
        *check_files(documents, [], find),
    ]
    for finding in findings:
        assert finding.wrong(speaker("vi"))
        assert finding.item in documents
