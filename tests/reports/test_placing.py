"""Publications come together or not at all, and what an earlier report made does not stay."""

from pathlib import Path

import pytest

from parindex.model.finding import CannotGoOn
from parindex.reports.placing import RECORD, Placing


def place(folder: Path, files: dict[str, str], complete: tuple[str, ...] = ("cards",)) -> int:
    with Placing(folder) as placing:
        for path, text in files.items():
            placing.add("cards" if path.startswith("cards") else "page", path, text.encode())
    placing.record(complete)
    return placing.count


def there(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != RECORD)
    return {path.relative_to(folder).as_posix(): path.read_text() for path in sorted(files)}


def test_files_stand_where_they_belong_and_no_draft_is_left(tmp_path: Path) -> None:
    assert place(tmp_path, {"cards/A.pdf": "1", "index.html": "2"}) == 2
    assert there(tmp_path) == {"cards/A.pdf": "1", "index.html": "2"}
    assert not (tmp_path / ".next").exists()


def test_where_one_cannot_be_made_all_stay_as_they_were(tmp_path: Path) -> None:
    place(tmp_path, {"cards/A.pdf": "1", "index.html": "2"})
    with pytest.raises(CannotGoOn):
        place(tmp_path, {"cards/A.pdf": "new", "cards/A.pdf/below": "a file stands in the way"})
    assert there(tmp_path) == {"cards/A.pdf": "1", "index.html": "2"}
    assert not (tmp_path / ".next").exists()


def test_what_an_earlier_report_made_goes_unless_somebody_changed_it(tmp_path: Path) -> None:
    place(tmp_path, {"cards/A.pdf": "1", "cards/B.pdf": "1", "cards/C.pdf": "1", "index.html": "2"})
    (tmp_path / "cards" / "C.pdf").write_text("signed")
    (tmp_path / "mine.txt").write_text("mine")
    place(tmp_path, {"cards/A.pdf": "3"})
    assert there(tmp_path) == {
        "cards/A.pdf": "3", "cards/C.pdf": "signed", "index.html": "2", "mine.txt": "mine",
    }  # fmt: skip


def test_a_part_of_a_product_leaves_the_rest(tmp_path: Path) -> None:
    place(tmp_path, {"cards/A.pdf": "1", "cards/B.pdf": "1"})
    place(tmp_path, {"cards/A.pdf": "3"}, complete=())
    assert there(tmp_path) == {"cards/A.pdf": "3", "cards/B.pdf": "1"}
    place(tmp_path, {"cards/A.pdf": "4"})
    assert there(tmp_path) == {"cards/A.pdf": "4"}


@pytest.mark.parametrize("path", ["../evil.pdf", "cards/../../evil.pdf", "/evil.pdf"])
def test_nothing_is_written_outside_the_folder(tmp_path: Path, path: str) -> None:
    folder = tmp_path / "in"
    with pytest.raises(CannotGoOn), Placing(folder) as placing:
        placing.add("cards", path, b"x")
    assert there(tmp_path) == {}


@pytest.mark.parametrize("record", ["[]", "{", '{"../../x": {"product": "cards", "sha256": ""}}'])
def test_a_record_that_somebody_spoiled_harms_nothing(tmp_path: Path, record: str) -> None:
    (tmp_path / RECORD).write_text(record)
    place(tmp_path, {"cards/A.pdf": "1"})
    assert there(tmp_path) == {"cards/A.pdf": "1"}
