"""What came in: where each unit stands, and that every file is named once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from parindex.evaluation.blanks import blank_forms
from parindex.evaluation.inbox import inbox_of
from parindex.locale import speaker
from parindex.model.finding import Finding
from parindex.model.inbox import Inbox, State, UnitLine, late_text
from parindex.model.moment import typed_limit, typed_moment
from parindex.model.submission import CLAIM
from parindex.sources.round import read_round
from tests.evaluation.made_rounds import (
    codes,
    criteria_text,
    filled,
    opened,
    scored,
    send,
    stamped,
    unit_of,
    write_round,
)

CRITERIA = criteria_text([("10", ["max: 10, rule: { kind: judged }"])], "10")
UNITS = {"U1": "Đơn vị một", "U2": "Đơn vị hai", "U3": "Đơn vị ba"}
DEADLINE = datetime(2026, 1, 15, 17)
AFTER = datetime(2026, 1, 16, 8)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_round(tmp_path / "round", CRITERIA, UNITS)


def form(
    path: Path, unit: str = "U1", saved: str = "2026-01-10T08:00:00Z", points: int = 5
) -> bytes:
    return filled(path, unit, {("1.1", CLAIM): points}, saved)


def note(path: Path, *lines: str) -> None:
    text = "\n".join(("file,received_at,note", *lines))
    (path / "received.csv").write_text(text, encoding="utf-8")


def state_round(path: Path, old: str, new: str) -> None:
    file = path / "round.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def looked(path: Path, now: datetime = AFTER) -> tuple[Inbox, list[Finding]]:
    with ThreadPoolExecutor(1) as lent:
        return inbox_of(opened(path), now, executor=lent)


def line(path: Path, unit: str = "U1", now: datetime = AFTER) -> UnitLine:
    [found] = [entry for entry in looked(path, now)[0].units if entry.code == unit]
    return found


def test_nothing_sent_is_missing_only_after_the_deadline(path: Path) -> None:
    for now, state, told in (
        (DEADLINE - timedelta(days=3), State.AWAITED, []),
        (DEADLINE, State.AWAITED, []),
        (DEADLINE + timedelta(seconds=1), State.MISSING, ["RND011", *["RND012"] * 3]),
    ):
        inbox, findings = looked(path, now)
        assert [unit.state for unit in inbox.units] == [state] * 3
        assert [finding.code for finding in findings] == told


LATENESS = [
    # saved in UTC, noted in the time of the office; then the state, known by what, how late
    ("2026-01-15T10:00:00Z", "", State.RECEIVED, "saved", None),
    ("2026-01-15T10:00:00.9Z", "", State.RECEIVED, "saved", None),
    ("2026-01-15T10:00:01Z", "", State.LATE, "saved", timedelta(seconds=1)),
    ("2026-01-15T17:00:00+07:00", "", State.RECEIVED, "saved", None),
    ("2026-01-15T16:59:00", "", State.LATE, "saved", timedelta(hours=6, minutes=59)),
    ("2026-01-10T08:00:00Z", "15/01/2026 17:00", State.RECEIVED, "received", None),
    ("2026-01-10T08:00:00Z", "2026-01-18 08:30", State.LATE, "received", timedelta(2, 55800)),
    ("2026-01-20T08:00:00Z", "17:00 15/01/2026", State.RECEIVED, "received", None),
    ("2026-01-20T08:00:00Z", "2026-01-15T09:59:59+00:00", State.RECEIVED, "received", None),
    ("", "", State.RECEIVED, "", None),
    ("hôm qua", "2026-01-15 17:01", State.LATE, "received", timedelta(minutes=1)),
]


@pytest.mark.parametrize(("saved", "noted", "state", "by", "late"), LATENESS)
def test_what_was_noted_goes_before_what_the_workbook_says(
    path: Path, saved: str, noted: str, state: State, by: str, late: timedelta | None
) -> None:
    send(path, "U1.xlsx", form(path, saved=saved))
    if noted:
        note(path, f"U1.xlsx,{noted},văn thư")
    found = line(path)
    assert found.counts is not None
    assert (found.state, found.counts.arrival.by, found.counts.late) == (state, by, late)
    assert found.counts.arrival.note == ("văn thư" if noted else "")
    told = {State.LATE: ["RND045"], State.RECEIVED: [] if by else ["RND047"]}[state]
    assert codes(scored(path), "U1") == told
    assert [f.code for f in looked(path)[1] if f.unit == "U1"] == told


EXTENSIONS = [
    # deadline of the block, of the unit, state of U1 and of U2, both noted at 09:00 on 16 January
    ("", "", State.LATE, State.LATE),
    ("2026-01-16", "", State.RECEIVED, State.RECEIVED),
    ("2026-01-16T08:59", "", State.LATE, State.LATE),
    ("", "2026-01-16 09:00", State.RECEIVED, State.LATE),
    ("", "16/01/2026", State.RECEIVED, State.LATE),
    ("2026-01-20", "2026-01-16 08:00", State.LATE, State.RECEIVED),
]


@pytest.mark.parametrize(("block", "unit", "one", "two"), EXTENSIONS)
def test_a_unit_has_its_own_deadline_or_that_of_its_block(
    path: Path, block: str, unit: str, one: State, two: State
) -> None:
    if block:
        state_round(path, "blocks: [{ ", f"blocks: [{{ deadline: {block}, ")
    lines = ("code,name,block,deadline", f"U1,Một,B,{unit}", "U2,Hai,B,", "U3,Ba,B,")
    (path / "units.csv").write_text("\n".join(lines), encoding="utf-8")
    for code in ("U1", "U2"):
        send(path, f"{code}.xlsx", form(path, code))
    note(path, "U1.xlsx,2026-01-16 09:00,", "U2.xlsx,2026-01-16 09:00,")
    assert (line(path).state, line(path, "U2").state) == (one, two)
    assert (line(path).extended, line(path, "U2").extended) == (bool(unit), False)
    assert (line(path, "U3", datetime(2026, 1, 16, 9)).state is State.MISSING) == (
        block in {"", "2026-01-16T08:59"}
    )


def test_the_blank_form_names_the_deadline_of_its_unit(path: Path) -> None:
    lines = ("code,name,block,deadline", "U1,Một,B,2026-01-20 16:00", "U2,Hai,B,")
    (path / "units.csv").write_text("\n".join(lines), encoding="utf-8")
    this_round = opened(path).round
    own, general = (this_round.deadline(unit) for unit in this_round.units)
    assert (own, general) == (datetime(2026, 1, 20, 16), DEADLINE)
    for code, limit in (("U1", "16:00 20/01/2026"), ("U2", "17:00 15/01/2026")):
        [(_, blank)] = blank_forms(this_round, [code])
        cells = [
            str(cell) for row in load_workbook(BytesIO(blank)).worksheets[0].values for cell in row
        ]
        assert [cell for cell in cells if limit in cell]


def test_where_late_forms_are_turned_away_the_unit_is_not_ranked(path: Path) -> None:
    state_round(path, "blocks:", "late: refuse\nblocks:")
    send(path, "U1.xlsx", form(path, saved="2026-01-16T01:00:00Z"))
    send(path, "U2.xlsx", form(path, "U2"))
    found = line(path)
    assert (found.state, found.counts, [other.code for other in found.others]) == (
        State.REFUSED, None, ["RND046"],
    )  # fmt: skip
    evaluation = scored(path)
    unit = unit_of(evaluation, "U1")
    assert (unit.status, [reason.code for reason in unit.reasons]) == ("rejected", ["RND046"])
    assert unit_of(evaluation, "U2").rank == 1


def test_an_earlier_form_in_time_counts_where_the_later_one_is_turned_away(path: Path) -> None:
    send(path, "a.xlsx", form(path))
    send(path, "b.xlsx", form(path, saved="2026-01-16T01:00:00Z", points=9))
    late = line(path)
    assert (late.state, late.counts and late.counts.file) == (State.LATE, "b.xlsx")
    state_round(path, "blocks:", "late: refuse\nblocks:")
    found = line(path)
    assert (found.state, found.counts and found.counts.file) == (State.RECEIVED, "a.xlsx")
    assert unit_of(scored(path), "U1").file == "a.xlsx"


SEVERAL = [
    # received.csv, file that counts, codes of those that do not
    ((), "b.xlsx", ["SUB013"]),
    (("a.xlsx,2026-01-14 08:00,", "b.xlsx,2026-01-13 08:00,"), "a.xlsx", ["SUB013"]),
    (("a.xlsx,2026-01-14 08:00,", "b.xlsx,2026-01-14 08:00,"), "b.xlsx", ["SUB013"]),
    (("a.xlsx,2026-01-14 08:00,",), "b.xlsx", ["SUB013"]),
]


@pytest.mark.parametrize(("noted", "counts", "aside"), SEVERAL)
def test_the_last_counts_by_the_notes_where_all_files_are_noted(
    path: Path, noted: tuple[str, ...], counts: str, aside: list[str]
) -> None:
    send(path, "a.xlsx", form(path))
    send(path, "b.xlsx", form(path, saved="2026-01-10T09:00:00Z", points=9))
    if noted:
        note(path, *noted)
    found = line(path)
    assert found.counts is not None
    assert (found.counts.file, [other.code for other in found.others]) == (counts, aside)
    assert unit_of(scored(path), "U1").file == counts


def test_notes_tell_apart_what_saving_times_do_not(path: Path) -> None:
    send(path, "a.xlsx", form(path))
    send(path, "b.xlsx", form(path, points=9))
    found = line(path)
    assert (found.state, [other.code for other in found.others]) == (
        State.UNCLEAR, ["SUB014", "SUB014"],
    )  # fmt: skip
    note(path, "a.xlsx,2026-01-14 08:01,", "b.xlsx,2026-01-14 08:00,")
    counts = line(path).counts
    assert counts is not None
    assert counts.file == "a.xlsx"


def test_of_identical_files_the_one_noted_first_counts(path: Path) -> None:
    same = form(path)
    for name in ("a.xlsx", "b.xlsx", "c.xlsx"):
        send(path, name, same)
    note(path, "a.xlsx,2026-01-16 07:00,", "b.xlsx,2026-01-14 08:00,")
    found = line(path)
    assert found.counts is not None
    assert (found.state, found.counts.file) == (State.RECEIVED, "b.xlsx")
    assert [(other.file, other.code) for other in found.others] == [
        ("a.xlsx", "SUB018"), ("c.xlsx", "SUB018"),
    ]  # fmt: skip
    assert unit_of(scored(path), "U1").file == "b.xlsx"


UNUSABLE = [
    ("U1.xlsx", b"PK\x03\x04 cut off", State.UNREADABLE, "SUB003"),
    ("U1.xlsx", b"%PDF-1.7", State.UNREADABLE, "SUB004"),
    ("U1.xlsx", b"", State.UNREADABLE, "SUB003"),
    ("U1 giai trinh.docx", b"PK", State.UNREADABLE, "RND017"),
]


@pytest.mark.parametrize(("name", "data", "state", "code"), UNUSABLE)
def test_what_cannot_be_read_is_the_units_by_its_name(
    path: Path, name: str, data: bytes, state: State, code: str
) -> None:
    send(path, name, data)
    found = line(path)
    assert (found.state, found.counts) == (state, None)
    assert [(other.file, other.code) for other in found.others] == [(name, code)]
    [why] = [other.why for other in found.others]
    assert why is not None
    assert name not in why.for_lang("vi"), "the file is named before it"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ((("year: 2025", "year: 2024"),), "It is the form of 2024, not that of 2025."),
        ((("rule: { kind: judged }", "rule: { kind: yes_no }"),), "It is an older form;"),
    ],
)
def test_a_form_of_another_year_or_set_is_a_wrong_form(
    path: Path, tmp_path: Path, changes: tuple[tuple[str, str], ...], why: str
) -> None:
    text = CRITERIA
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    other = write_round(tmp_path / "other", text, UNITS)
    [(_, blank)] = blank_forms(opened(other).round, ["U1"])
    send(path, "U1.xlsx", blank)
    found = line(path)
    assert (found.state, [entry.code for entry in found.others]) == (State.WRONG_FORM, ["SUB011"])
    [said] = [entry.why.for_lang("en") for entry in found.others if entry.why]
    assert said.startswith(why)


def test_files_of_no_unit_are_named_apart(path: Path, tmp_path: Path) -> None:
    other = write_round(tmp_path / "other", CRITERIA, {"Z9": "Đơn vị lạ"})
    send(path, "Z9.xlsx", form(other, "Z9"))
    send(path, "ghi chú.txt", b"text")
    send(path, "deep/scan.xlsx", b"%PDF")
    inbox, findings = looked(path)
    assert {f.code for f in findings} == {"RND012", "RND017", "SUB004", "SUB012"}
    assert {(stray.file, stray.code) for stray in inbox.strays} == {
        ("Z9.xlsx", "SUB012"), ("ghi chú.txt", "RND017"), ("deep/scan.xlsx", "SUB004"),
    }  # fmt: skip
    assert [unit.state for unit in inbox.units] == [State.MISSING] * 3


def test_a_form_under_another_units_name_is_told(path: Path) -> None:
    send(path, "U2.xlsx", form(path))
    inbox, findings = looked(path)
    assert [unit.state for unit in inbox.units] == [State.RECEIVED, State.MISSING, State.MISSING]
    assert [f.code for f in findings] == ["SUB019", "RND012", "RND012"]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["U1.xlsx,2026-01-14 08:00,"], []),
        (["./U1.xlsx,2026-01-14 08:00,", "sâu\\U2.xlsx,14/01/2026 08:00,"], []),
        (["U9.xlsx,2026-01-14 08:00,"], [("RND040", 2)]),
        (["U1.xlsx,2026-01-14,", "sâu/U2.xlsx,mai,"], [("RND041", 2), ("RND041", 3)]),
        (["U1.xlsx,2026-02-30 08:00,"], [("RND041", 2)]),
        (["U1.xlsx,0206-01-14 08:00,"], [("RND041", 2)]),
        (["U1.xlsx,2026-01-14 08:00,", "U1.xlsx,2026-01-14 08:00,"], [("RND042", 3)]),
        (["U9.xlsx,mai,"], [("RND040", 2), ("RND041", 2)]),
        ([",2026-01-14 08:00,"], [("RND006", 2)]),
    ],
)
def test_received_csv_is_checked_line_by_line(
    path: Path, lines: list[str], told: list[tuple[str, int]]
) -> None:
    send(path, "U1.xlsx", b"")
    send(path, "sâu/U2.xlsx", b"")
    note(path, *lines)
    folder, findings = read_round(path)
    assert [(f.code, f.place.line) for f in findings] == told
    errors = {"RND006", "RND041", "RND042"} & {code for code, _ in told}
    assert (folder is None) == bool(errors)


def test_what_was_noted_is_an_input_of_the_run(path: Path) -> None:
    assert "received.csv" not in opened(path).hashes
    note(path)
    assert "received.csv" in opened(path).hashes


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-01-15 16:30", datetime(2026, 1, 15, 16, 30)),
        ("2026-01-15T16:30:05", datetime(2026, 1, 15, 16, 30, 5)),
        ("2026-01-15T09:30Z", datetime(2026, 1, 15, 16, 30)),
        ("15/01/2026  8:05", datetime(2026, 1, 15, 8, 5)),
        ("16:30 15/01/2026", datetime(2026, 1, 15, 16, 30)),
        ("2026-01-15", None),
        ("15/13/2026 08:00", None),
        ("01/15/26 4:30 PM", None),
        ("", None),
    ],
)
def test_moments_are_read_as_an_office_writes_them(text: str, moment: datetime | None) -> None:
    assert typed_moment(text) == moment


def test_a_limit_without_an_hour_is_the_end_of_the_day() -> None:
    end = datetime(2026, 1, 15, 23, 59, 59)
    assert [typed_limit(text) for text in ("2026-01-15", "15/01/2026", "2026-01-15 00:00")] == [
        end, end, end,
    ]  # fmt: skip
    assert typed_limit("2026-01-15 17:00") == DEADLINE
    assert typed_limit("cuối tháng") is None


@pytest.mark.parametrize(
    ("late", "said"),
    [
        (timedelta(seconds=59), "chưa đến một phút"),
        (timedelta(seconds=60), "1 phút"),
        (timedelta(hours=1), "1 giờ 0 phút"),
        (timedelta(hours=23, minutes=59, seconds=59), "23 giờ 59 phút"),
        (timedelta(days=2, hours=3, minutes=59), "2 ngày 3 giờ"),
    ],
)
def test_how_late_is_said_in_days_hours_and_minutes(late: timedelta, said: str) -> None:
    assert late_text(late).for_lang("vi") == said


# --- whatever comes in

NAMES = ("U1.xlsx", "U1 (1).xlsx", "U2.xlsx", "a/U3.xlsx", "b.xlsx", "c.xlsx", "U1.docx", "z.pdf")


@pytest.fixture(scope="session")
def contents(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """Return what files may hold: forms of units in the round and outside, and no forms."""
    folder = tmp_path_factory.mktemp("forms")
    path = write_round(folder / "round", CRITERIA, UNITS)
    other = write_round(folder / "other", CRITERIA, {"Z9": "Đơn vị lạ"})
    old = write_round(folder / "old", CRITERIA.replace("year: 2025", "year: 2024"), UNITS)
    good = form(path)
    return [
        good,
        form(path, points=6, saved="2026-01-16T08:00:00Z"),
        stamped(form(path, points=7), ""),
        form(path, "U2"),
        form(path, "U3"),
        form(other, "Z9"),
        form(old, "U1"),
        good[:900],
        b"",
    ]


@settings(max_examples=60, deadline=None)
@given(
    files=st.dictionaries(st.sampled_from(NAMES), st.integers(0, 8)),
    noted=st.dictionaries(st.sampled_from(NAMES), st.integers(10, 20)),
    refuse=st.booleans(),
    day=st.integers(10, 20),
)
def test_every_unit_has_a_line_and_every_file_is_named_once(
    contents: list[bytes], files: dict[str, int], noted: dict[str, int], refuse: bool, day: int
) -> None:
    with TemporaryDirectory() as folder:
        path = write_round(Path(folder) / "round", CRITERIA, UNITS)
        if refuse:
            state_round(path, "blocks:", "late: refuse\nblocks:")
        for name, number in files.items():
            send(path, name, contents[number])
        note(path, *(f"{name},2026-01-{on} 08:00," for name, on in noted.items()))
        inbox, findings = looked(path, datetime(2026, 1, day))
        evaluation = scored(path)
    assert [unit.code for unit in inbox.units] == list(UNITS)
    counted = [unit.counts.file for unit in inbox.units if unit.counts]
    left_out = [entry.file for entry in inbox.left_out]
    assert sorted([*counted, *left_out]) == sorted(files)
    say = speaker("vi")
    for entry in inbox.left_out:
        assert entry.code
        assert entry.why
        assert entry.why.for_lang("vi")
    for unit in inbox.units:
        result = unit_of(evaluation, unit.code)
        assert (result.status == "ranked") == (unit.counts is not None)
        if unit.counts:
            assert result.file == unit.counts.file
            assert (unit.state is State.LATE) == bool(unit.counts.late)
            assert not (refuse and unit.counts.late)
    assert all(finding.wrong(say) for finding in findings)
    in_both = {"RND045", "RND046", "RND047", "SUB011", "SUB013", "SUB014", "SUB018", "SUB019"}
    assert sorted(f.code for f in findings if f.code in in_both) == sorted(
        f.code for f in evaluation.findings if f.code in in_both
    )
