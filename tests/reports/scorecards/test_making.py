"""How scorecards are made: one by one or in parallel, alike; what is told; how it ends."""

import multiprocessing
import struct
import zlib
from dataclasses import replace
from io import BytesIO
from itertools import islice
from pathlib import Path

import pytest
from pypdf import PdfReader

from parindex.evaluation.rounds import Evaluation
from parindex.model.finding import CannotGoOn
from parindex.model.imprint import Colours, Imprint, Logo
from parindex.model.result import RoundResult
from parindex.model.text import LocalText
from parindex.reports.scorecards import make, making
from tests.reports.made_publications import published
from tests.reports.scorecards.made_cards import alternatives, cards, changed, die, pages

FEW = frozenset({"SO12", "SO06", "XA09"})


@pytest.fixture(scope="module")
def result(sample: Evaluation) -> RoundResult:
    return sample.result


def test_parallel_and_serial_give_the_same_bytes(result: RoundResult) -> None:
    publication = replace(published(result), units=FEW)
    serial = cards(publication)
    assert set(serial) == FEW
    assert cards(publication, workers=2) == serial == cards(publication)


def test_progress_is_told(result: RoundResult) -> None:
    told: list[tuple[int, int]] = []
    publication = replace(
        published(result), units=FEW, progress=lambda done, all_: told.append((done, all_))
    )
    cards(publication)
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_odd_letters_of_all_cards_are_told_once(result: RoundResult) -> None:
    odd = changed(changed(result, "SO12", name="Sở 🎉"), "SO06", name="Sở 河 🎉")
    made = list(make(replace(published(odd), units=FEW)))
    assert [len(entry.findings) for entry in made] == [0, 0, 1]
    [finding] = made[-1].findings
    assert (finding.code, finding.values) == ("RPT001", {"letters": "河 🎉"})
    assert "Sở ? ?" in pages(made[1].data)[0]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_broken_template_of_the_office_is_told_by_line(
    result: RoundResult, tmp_path: Path, workers: int
) -> None:
    own = tmp_path / "templates" / "scorecard.typ"
    own.parent.mkdir()
    own.write_text("= Phiếu\n#nothing-like-it\n", encoding="utf-8")
    publication = replace(published(result, own=tmp_path), units=FEW)
    with pytest.raises(CannotGoOn) as stopped:
        cards(publication, workers)
    [finding] = stopped.value.findings
    assert (finding.code, str(finding.place)) == ("RPT030", f"{own.as_posix()}:2:1")
    assert not multiprocessing.active_children()


def test_the_template_of_the_office_goes_before_ours(result: RoundResult, tmp_path: Path) -> None:
    own = tmp_path / "templates" / "scorecard.typ"
    own.parent.mkdir()
    own.write_text(
        "#let data = json(bytes(sys.inputs.data))\n"
        "#set document(title: data.title)\n#set text(lang: data.lang)\n= Mẫu riêng #data.code\n",
        encoding="utf-8",
    )
    made = cards(replace(published(result, own=tmp_path), units=FEW))
    assert pages(made["SO06"]) == ["Mẫu riêng SO06"]


def _png() -> bytes:
    """Return a picture of one white dot."""
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\x00\xff\xff\xff")),
        (b"IEND", b""),
    ]
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize(
    ("name", "data", "there"),
    [
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', True),
        ("a.png", _png(), True),
        ("missing.png", b"", False),
    ],
    ids=["svg", "png", "missing"],
)
def test_the_logo_of_the_office(
    result: RoundResult, tmp_path: Path, name: str, data: bytes, there: bool
) -> None:
    if there:
        (tmp_path / name).write_bytes(data)
    imprint = Imprint(parindex=1, logo=Logo(file=name, text=LocalText(vi="Quốc huy")))
    publication = published(result, own=tmp_path, imprint=imprint)
    made = cards(replace(publication, units=frozenset({"SO06"})))
    assert ("Quốc huy" in alternatives(made["SO06"])) == there


def test_the_colour_of_the_office(result: RoundResult) -> None:
    imprint = Imprint(parindex=1, colours=Colours(accent="#7A1F1F"))
    one = replace(published(result, imprint=imprint), units=frozenset({"SO06"}))
    contents = b"".join(
        page.get_contents().get_data()  # type: ignore[union-attr]
        for page in PdfReader(BytesIO(cards(one)["SO06"])).pages
    )
    red = f"{0x7A / 255:.4f}"[:5].encode()
    assert red in contents


def test_processes_end_when_nobody_asks_for_more(result: RoundResult) -> None:
    making_them = make(published(result), workers=2)
    assert [entry.path for entry in islice(making_them, 2)]
    making_them.close()  # type: ignore[attr-defined]
    assert not multiprocessing.active_children()


def test_a_process_that_is_ended_by_the_system_is_told(
    result: RoundResult, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "set_card", die)
    with pytest.raises(CannotGoOn) as stopped:
        cards(replace(published(result), units=FEW), workers=2)
    assert [finding.code for finding in stopped.value.findings] == ["RPT055"]


def test_no_unit_no_card(result: RoundResult) -> None:
    assert cards(replace(published(result), units=frozenset({"NOBODY"}))) == {}
