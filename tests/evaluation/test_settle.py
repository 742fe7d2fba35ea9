"""Which file counts where a unit sent several."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from parindex.evaluation.accounts import account_of
from parindex.model.finding import Finding
from parindex.model.submission import CLAIM
from parindex.reports.account import account_lines
from tests.evaluation.made_rounds import (
    SAVED,
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


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a round of two units; U2 has sent a good form worth 5 of 10."""
    made = write_round(tmp_path / "round", CRITERIA, {"U1": "Đơn vị một", "U2": "Đơn vị hai"})
    send(made, "U2.xlsx", form(made, 5, unit="U2"))
    return made


def form(path: Path, points: float, hours: float = 0, unit: str = "U1") -> bytes:
    return filled(path, unit, {("1.1", CLAIM): points}, SAVED + timedelta(hours=hours))


def outcome(path: Path) -> tuple[str, str | None, str | None]:
    """Return U1's status, the file named and its index; U2 must never be touched."""
    evaluation = scored(path)
    other = unit_of(evaluation, "U2")
    assert other.score is not None
    assert str(other.score.index) == "50.00"
    unit = unit_of(evaluation, "U1")
    return unit.status, unit.file, str(unit.score.index) if unit.score else None


def finding(path: Path, code: str) -> Finding:
    [found] = [found for found in scored(path).findings if found.code == code]
    assert found.unit == "U1"
    return found


def test_identical_files_count_once(path: Path) -> None:
    data = form(path, 8)
    send(path, "U1.xlsx", data)
    send(path, "U1 - Copy.xlsx", data)
    assert outcome(path) == ("ranked", "U1 - Copy.xlsx", "80.00")
    assert codes(scored(path), "U1").count("SUB018") == 1
    assert finding(path, "SUB018").values["others"] == "U1.xlsx"


@pytest.mark.parametrize("later", ["a.xlsx", "z.xlsx"])
def test_the_one_saved_later_counts_whatever_its_name(path: Path, later: str) -> None:
    send(path, "m.xlsx", form(path, 8))
    send(path, later, form(path, 6, hours=1))
    assert outcome(path) == ("ranked", later, "60.00")
    assert finding(path, "SUB013").values["others"] == "m.xlsx"


def test_of_three_the_last_counts_and_the_others_are_named(path: Path) -> None:
    for name, points, hours in (("a", 1, 2), ("b", 2, 3), ("c", 3, 1)):
        send(path, f"{name}.xlsx", form(path, points, hours))
    assert outcome(path) == ("ranked", "b.xlsx", "20.00")
    assert finding(path, "SUB013").values["others"] == "a.xlsx, c.xlsx"


def test_files_saved_at_the_same_time_that_differ_count_neither(path: Path) -> None:
    send(path, "a.xlsx", form(path, 8))
    send(path, "b.xlsx", form(path, 6))
    assert outcome(path) == ("rejected", "a.xlsx", None)
    assert codes(scored(path), "U1") == ["SUB014"]
    assert finding(path, "SUB014").values["others"] == "a.xlsx, b.xlsx"


def test_files_that_do_not_say_when_they_were_saved_count_neither(path: Path) -> None:
    send(path, "a.xlsx", stamped(form(path, 8), ""))
    send(path, "b.xlsx", stamped(form(path, 6), ""))
    assert outcome(path) == ("rejected", "a.xlsx", None)
    assert codes(scored(path), "U1") == ["SUB014"]


@pytest.mark.parametrize("stamp", ["", "hôm qua", "2026-13-01T00:00:00Z"])
def test_where_one_of_several_does_not_say_when_it_was_saved_none_counts(
    path: Path, stamp: str
) -> None:
    send(path, "a.xlsx", form(path, 8))
    send(path, "b.xlsx", stamped(form(path, 6), stamp))
    assert outcome(path) == ("rejected", "a.xlsx", None)
    assert codes(scored(path), "U1") == ["SUB014"]


@pytest.mark.parametrize(
    ("one", "later", "told"),
    [
        ("2026-01-10T09:00:00Z", "2026-01-10T08:00:00-02:00", "2026-01-10 17:00"),
        ("2026-01-10T15:00:00+07:00", "2026-01-10T09:00:00Z", "2026-01-10 16:00"),
        ("2026-01-10T09:00:00Z", "2026-01-10T09:00:00.5Z", "2026-01-10 16:00"),
        ("2026-01-10T08:59:00Z", "2026-01-10T09:00:00", "2026-01-10 16:00"),
        ("2026-01-10T09:00:00Z", "2026-01-10T20:00:00Z", "2026-01-11 03:00"),
    ],
)
def test_saving_times_are_compared_as_times_and_told_in_vietnams(
    path: Path, one: str, later: str, told: str
) -> None:
    send(path, "a.xlsx", stamped(form(path, 6), later))
    send(path, "b.xlsx", stamped(form(path, 8), one))
    assert outcome(path) == ("ranked", "a.xlsx", "60.00")
    saved = finding(path, "SUB013").values["moment"]
    assert isinstance(saved, datetime)
    assert (saved.tzinfo, saved.isoformat(" ", "minutes")) == (None, told)


def test_one_time_in_two_zones_counts_neither(path: Path) -> None:
    send(path, "a.xlsx", stamped(form(path, 8), "2026-01-10T09:00:00Z"))
    send(path, "b.xlsx", stamped(form(path, 6), "2026-01-10T16:00:00+07:00"))
    assert codes(scored(path), "U1") == ["SUB014"]


def test_the_latest_sent_twice_counts_over_an_older_one(path: Path) -> None:
    data = form(path, 6, hours=1)
    send(path, "a.xlsx", data)
    send(path, "b.xlsx", data)
    send(path, "c.xlsx", form(path, 8))
    status, file, index = outcome(path)
    assert (status, index) == ("ranked", "60.00")
    assert file in {"a.xlsx", "b.xlsx"}


def test_a_good_file_counts_beside_an_unreadable_one(path: Path) -> None:
    send(path, "U1.xlsx", form(path, 8))
    send(path, "U1 (1).xlsx", form(path, 6, hours=1)[:900])
    assert outcome(path) == ("ranked", "U1.xlsx", "80.00")
    assert finding(path, "SUB003").place.file == "U1 (1).xlsx"


@pytest.mark.parametrize("name", ["U1.xlsx", "U1 bản sửa.xlsx", "U1-v2.xlsx", "U1_(cuoi).xlsx"])
def test_an_unreadable_file_is_that_of_the_unit_its_name_begins_with(path: Path, name: str) -> None:
    send(path, name, b"PK\x03\x04 cut off")
    assert outcome(path) == ("rejected", name, None)
    assert codes(scored(path), "U1") == ["SUB003"]


@pytest.mark.parametrize("name", ["U11.xlsx", "XU1.xlsx", "bieu U1.xlsx"])
def test_an_unreadable_file_of_another_name_is_nobodys_and_told(path: Path, name: str) -> None:
    send(path, name, b"PK\x03\x04 cut off")
    assert outcome(path) == ("not_submitted", None, None)
    [found] = [found for found in scored(path).findings if found.code == "SUB003"]
    assert (found.unit, found.place.file) == (None, name)


def test_a_form_under_another_units_name_counts_for_the_unit_it_names(path: Path) -> None:
    (path / "submissions" / "U2.xlsx").rename(path / "submissions" / "khac.xlsx")
    send(path, "U2.xlsx", form(path, 8))
    assert outcome(path) == ("ranked", "U2.xlsx", "80.00")
    found = finding(path, "SUB019")
    assert (found.place.file, found.values) == ("U2.xlsx", {"named": "U2", "unit": "U1"})


@pytest.mark.parametrize("name", ["U1.xlsx", "U1 (2).xlsx", "U22.xlsx", "bieu U2.xlsx"])
def test_a_form_under_its_own_or_nobodys_name_is_not_told(path: Path, name: str) -> None:
    send(path, name, form(path, 8))
    assert codes(scored(path)) == []


def test_a_form_of_a_unit_outside_the_round_is_told(path: Path, tmp_path: Path) -> None:
    other = write_round(tmp_path / "other", CRITERIA, {"Z9": "Đơn vị lạ"})
    send(path, "Z9.xlsx", form(other, 8, unit="Z9"))
    evaluation = scored(path)
    [found] = [found for found in evaluation.findings if found.code == "SUB012"]
    assert (found.unit, found.place.file) == ("Z9", "Z9.xlsx")
    assert [u.code for block in evaluation.result.blocks for u in block.units] == ["U2", "U1"]


def test_lock_files_and_hidden_files_are_passed_over(path: Path) -> None:
    send(path, "~$U1.xlsx", b"lock")
    send(path, ".U1.xlsx", b"hidden")
    send(path, "Thumbs.db", b"thumbs")
    assert outcome(path) == ("not_submitted", None, None)
    assert codes(scored(path)) == ["RND012"]


def test_other_files_are_named_and_left_alone(path: Path) -> None:
    send(path, "ghi chú.txt", b"text")
    [found] = [found for found in scored(path).findings if found.code == "RND017"]
    assert found.values["name"] == "ghi chú.txt"


def test_files_in_folders_are_found(path: Path) -> None:
    send(path, "dot 1/U1.xlsx", form(path, 8))
    assert outcome(path) == ("ranked", "dot 1/U1.xlsx", "80.00")


def test_a_bad_file_in_a_folder_is_named_with_it(path: Path) -> None:
    send(path, "dot 1/U1.xlsx", b"PK\x03\x04 cut off")
    assert outcome(path) == ("rejected", "dot 1/U1.xlsx", None)
    assert finding(path, "SUB003").place.file == "dot 1/U1.xlsx"


def test_the_account_reads_the_file_that_counts_where_two_folders_have_one_name(
    path: Path,
) -> None:
    send(path, "dot 1/U1.xlsx", form(path, 8))
    send(path, "dot 2/U1.xlsx", form(path, 6, hours=1))
    assert outcome(path) == ("ranked", "dot 2/U1.xlsx", "60.00")
    found = finding(path, "SUB013")
    assert (found.place.file, found.values["others"]) == ("dot 2/U1.xlsx", "dot 1/U1.xlsx")
    folder = opened(path)
    unit = folder.round.unit("U1")
    assert unit is not None
    text = "\n".join(account_lines(account_of(folder, unit), "en", "1.1"))
    assert "points claimed = 6" in text
    assert "points claimed = 8" not in text
