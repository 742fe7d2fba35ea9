"""What is checked together, how files are named, and the copies that are handed out."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from parindex.evaluation.checking import Checked, batches, check_files, write_copies
from parindex.forms.annotate import annotate, marks_of
from parindex.locale import speaker
from parindex.model.finding import CannotGoOn, Finding, Place

SAY = speaker("vi")


def checked(*paths: Path) -> Checked:
    return check_files(batches(paths))


def test_files_are_named_from_the_submissions_of_a_round(mini_round: Path) -> None:
    found = checked(mini_round)
    assert [file.name for file in found.files] == ["XA01.xlsx", "XA02.xlsx", "XA03.xlsx"]
    assert {finding.place.file for finding in found.findings} <= {file.name for file in found.files}


def test_progress_is_told_over_all_batches(mini_round: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    mini_round.rename(other)
    steps: list[tuple[int, int]] = []
    found = batches([other, other / "submissions" / "XA01.xlsx"])
    check_files(found, progress=lambda done, total: steps.append((done, total)))
    assert steps == [(1, 4), (2, 4), (3, 4), (4, 4)]


def marked(*paths: Path) -> Checked:
    """Return the files as if something had been found in each."""
    found = checked(*paths)
    told = (Finding("SUB010", Place("XA01.xlsx")),)
    return replace(found, files=tuple(replace(file, findings=told) for file in found.files))


def noted(data: bytes, findings: Sequence[Finding]) -> bytes:
    return data[:4] + b"".join(finding.code.encode() for finding in findings)


def test_copies_are_written_beside_and_forms_are_left_alone(
    mini_round: Path, tmp_path: Path
) -> None:
    deeper = mini_round / "submissions" / "dot 2"
    deeper.mkdir()
    (mini_round / "submissions" / "XA02.xlsx").rename(deeper / "XA02.xlsx")
    found = marked(mini_round)
    before = [file.path.read_bytes() for file in found.files]
    written, left = write_copies(found, tmp_path / "out", noted)
    assert left == []
    names = [path.relative_to(tmp_path / "out").as_posix() for path in written]
    assert names == ["XA01.xlsx", "XA03.xlsx", "dot 2/XA02.xlsx"]
    assert [path.read_bytes() for path in written] == [
        noted(data, file.findings) for data, file in zip(before, found.files, strict=True)
    ]
    assert [file.path.read_bytes() for file in found.files] == before


def test_what_cannot_be_marked_is_told_and_the_rest_is_written(
    mini_round: Path, tmp_path: Path
) -> None:
    (mini_round / "submissions" / "XA02.xlsx").write_bytes(b"%PDF-1.7")
    found = marked(mini_round)
    written, left = write_copies(
        found, tmp_path, lambda data, told: annotate(data, marks_of(told, SAY), SAY)
    )
    assert [path.name for path in written] == ["XA01.xlsx", "XA03.xlsx"]
    assert [(finding.code, finding.place.file) for finding in left] == [("RPT010", "XA02.xlsx")]


def test_an_older_copy_loses_its_marks_once_nothing_is_found(
    mini_round: Path, tmp_path: Path
) -> None:
    def mark(data: bytes, told: Sequence[Finding]) -> bytes:
        return annotate(data, marks_of(told, SAY), SAY)

    found = marked(mini_round)
    write_copies(found, tmp_path, mark)
    clean = replace(found, files=tuple(replace(file, findings=()) for file in found.files))
    written, _ = write_copies(clean, tmp_path, mark)
    assert [path.read_bytes() for path in written] == [f.path.read_bytes() for f in found.files]


def test_no_copy_takes_the_place_of_a_form(mini_round: Path) -> None:
    found = marked(mini_round)
    before = [file.path.read_bytes() for file in found.files]
    with pytest.raises(CannotGoOn) as stopped:
        write_copies(found, mini_round / "results" / ".." / "submissions", noted)
    assert [finding.code for finding in stopped.value.findings] == ["RPT003"]
    assert [file.path.read_bytes() for file in found.files] == before


def test_no_copy_is_put_among_the_forms_of_a_round(mini_round: Path) -> None:
    with pytest.raises(CannotGoOn) as stopped:
        write_copies(marked(mini_round), mini_round / "submissions" / "marked", noted)
    assert [finding.code for finding in stopped.value.findings] == ["RPT003"]
    assert not (mini_round / "submissions" / "marked").exists()


def test_forms_of_one_name_are_told_apart_wherever_one_stands(
    mini_round: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From within the round, paths are short; the copy of one form must not replace another's."""
    for unit in ("XA01", "XA02"):
        (mini_round / "submissions" / unit).mkdir()
        form = mini_round / "submissions" / f"{unit}.xlsx"
        form.rename(mini_round / "submissions" / unit / "form.xlsx")
    monkeypatch.chdir(mini_round / "submissions")
    found = checked(Path("XA01/form.xlsx"), Path("XA02/form.xlsx"))
    assert [file.name for file in found.files] == ["XA01/form.xlsx", "XA02/form.xlsx"]
