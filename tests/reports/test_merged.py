"""Like findings put together, and how texts were read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.locale import speaker
from parindex.model.finding import Finding, Place, Severity
from parindex.reports.merged import READ, coercions, merged, tally

CODES = ["SUB030", "SUB033", "SUB038", "SUB044", "EVI001", "EVI005"]


def found(code: str, file: str, item: str = "1.1", **values: object) -> Finding:
    return Finding(code, Place(file, sheet="Sheet", cell="G14"), values, item=item)


def test_like_findings_stand_once_errors_first_then_the_most_frequent() -> None:
    groups = merged(
        [
            found("SUB038", "a", claim=1, points=2, reason="r"),
            found("SUB030", "a", label="x", wanted="w"),
            found("EVI001", "a"),
            found("EVI001", "b", "1.2"),
            found("EVI001", "b"),
            found("SUB030", "b", label="y", wanted="w"),
        ]
    )
    assert [(g.code, len(g.findings), g.files, g.alike) for g in groups] == [
        ("SUB030", 2, 2, False),
        ("EVI001", 3, 2, True),
        ("SUB038", 1, 1, True),
    ]
    assert groups[1].items == {"1.1": 2, "1.2": 1}


def test_what_differs_is_left_open_and_what_is_the_same_is_said() -> None:
    [group] = merged([found("SUB030", f, label=f, wanted="a number") for f in ("a", "b")])
    shared = group.shared()
    assert shared.wrong(speaker("en")) == "“…” has no answer."
    assert shared.expected(speaker("en")) == "a number"
    assert not str(shared.place)


def test_a_finding_that_is_ignored_is_no_longer_with_the_others() -> None:
    groups = merged([Finding("EVI001"), Finding("EVI001", ignored="on purpose")])
    assert [(g.severity, len(g.findings)) for g in groups] == [
        (Severity.WARNING, 1),
        (Severity.INFO, 1),
    ]


def test_every_reading_of_a_text_has_its_line() -> None:
    lines = coercions(
        [
            found("SUB033", "a", raw="x", value=True),
            found("SUB044", "a", raw="0,5", value=1),
            found("SUB033", "b", raw="x", value=True),
            found("SUB033", "b", raw="x", value="not applicable"),
            found("SUB030", "b", label="y", wanted="w"),
        ],
        speaker("en"),
    )
    assert [(line.raw, line.used, len(line.findings)) for line in lines] == [
        ("x", "yes", 2),
        ("0,5", "1", 1),
        ("x", "not applicable", 1),
    ]


FINDINGS = st.lists(
    st.builds(
        found,
        st.sampled_from(CODES),
        st.sampled_from("abc"),
        st.sampled_from(["1.1", "1.2"]),
        raw=st.sampled_from(["x", "0,5"]),
        value=st.integers(0, 2),
    )
)


@given(FINDINGS)
def test_no_finding_is_lost_and_none_told_twice(findings: list[Finding]) -> None:
    groups = merged(findings)
    assert sorted(map(id, findings)) == sorted(id(f) for g in groups for f in g.findings)
    assert len({group.code for group in groups}) == len(groups)
    lines = coercions(findings, speaker("vi"))
    read = [id(finding) for finding in findings if finding.code in READ]
    assert sorted(read) == sorted(id(finding) for line in lines for finding in line.findings)


@pytest.mark.parametrize(
    ("files", "wanted"),
    [
        ([], (0, 0, 0, 0)),
        ([[], ["SUB033"]], (2, 2, 0, 0)),
        ([["SUB030"], ["SUB030", "EVI001"], ["EVI001", "EVI001"], []], (4, 1, 2, 1)),
    ],
)
def test_files_are_counted_by_how_they_came_out(
    files: list[list[str]], wanted: tuple[int, int, int, int]
) -> None:
    got = tally([[found(code, "a") for code in codes] for codes in files])
    assert (got.files, got.clean, got.with_errors, got.with_warnings) == wanted
