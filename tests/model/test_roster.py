"""Which unit a text means: by code, by name however it is spelt, and what it may have meant."""

from collections.abc import Callable
from datetime import date
from typing import Literal
from unicodedata import normalize

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from parindex.model.roster import Near, Roster, unit_key
from parindex.model.round import Former, Unit

UNITS = (
    Unit("SO01", "Sở Nội vụ", "SO"),
    Unit("SO02", "Sở Nông nghiệp và Môi trường", "SO"),
    Unit("VP", "Văn phòng Ủy ban nhân dân tỉnh", "SO"),
    Unit("XA01", "Xã Hòa Bình", "XA"),
    Unit("XA02", "Phường 1", "XA"),
    Unit("XA03", "Xã Đồng Tâm", "XA"),
    Unit("XA04", "Phường Tân Lập", "XA"),
    Unit("XA05", "Xã Tân Lập", "XA"),
    Unit("XA06", "Xã Trùng Tên", "XA"),
    Unit("XA07", "Xã Trùng Tên", "XA"),
    Unit("TP", "Thành phố Thủy Nguyên", "XA"),
)
FORMER = (Former("CU1", "Xã Suối Cạn", ("XA01",), date(2025, 7, 1), "1/NQ", renamed=True),)
ROSTER = Roster(UNITS, FORMER)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("SO01", "SO01"),
        (" so01 ", "SO01"),
        ("SỞ NỘI VỤ", "SO01"),
        ("S. Nội vụ", "SO01"),
        ("Sở Nông nghiệp & Môi trường", "SO02"),
        ("VP UBND tỉnh", "VP"),
        ("UBND xã Hoà Bình", "XA01"),
        ("Uỷ ban nhân dân xã Hòa Bình", "XA01"),
        ("X. Hoà Bình", "XA01"),
        ("P.1", "XA02"),
        ("phường 01", "XA02"),
        ("xã Ðồng Tâm", "XA03"),  # Ð is the letter of Iceland
        ("P. Tân Lập", "XA04"),
        ("UBND xã Tân Lập", "XA05"),
        ("TP. Thuỷ Nguyên", "TP"),
        ("UBND TP Thủy Nguyên", "TP"),
    ],
)
def test_a_unit_is_found(text: str, code: str) -> None:
    found = ROSTER.find(text)
    assert isinstance(found, Unit), found
    assert found.code == code


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Xã Trùng Tên", ["XA06", "XA07"]),
        ("Sở Nội vu", ["SO01"]),
        ("So Noi vu", ["SO01"]),
        ("Xã Đồng Tầm", ["XA03"]),
        ("XA1", ["XA01"]),
        ("Hồ Tây", []),
        ("", []),
    ],
)
def test_what_is_near_is_suggested_and_never_taken(text: str, codes: list[str]) -> None:
    found = ROSTER.find(text)
    assert isinstance(found, Near)
    assert [unit.code for unit in found.units][: len(codes)] == codes
    assert bool(found.units) == bool(codes)


def test_a_name_without_its_kind_is_never_one_of_two_units() -> None:
    found = ROSTER.find("Tân Lập")
    assert isinstance(found, Near)
    assert {unit.code for unit in found.units} == {"XA04", "XA05"}


@pytest.mark.parametrize("text", ["CU1", "xã suối cạn", "UBND xã Suối Cạn"])
def test_a_former_unit_is_known_and_not_taken_for_its_successor(text: str) -> None:
    found = ROSTER.find(text)
    assert isinstance(found, Near)
    assert found.former == FORMER[0]
    assert [unit.code for unit in found.units] == ["XA01"]


LETTERS = "aàảãáạăằâầbcdđeèêềghiìklmnoòôồơờpqrstuùưừvxyỳ"
WORDS = st.lists(st.text(LETTERS, min_size=1, max_size=6), min_size=1, max_size=4)
NAMES = st.builds(
    lambda kind, words: " ".join([kind, *words]),
    st.sampled_from(["Sở", "Xã", "Phường", "Ban", "Thị trấn", "Văn phòng"]),
    WORDS,
)
SPELLINGS = st.sampled_from(
    [str.upper, str.lower, str.title, str, lambda text: f"  {text} ", lambda text: f"{text}."]
)


@given(
    st.lists(NAMES, min_size=1, max_size=6),
    SPELLINGS,
    st.sampled_from(["NFC", "NFD"]),
    st.sampled_from([" ", "  ", "\u00a0", " \t "]),
)
def test_every_unit_is_found_by_its_own_code_and_name(
    names: list[str],
    spelling: Callable[[str], str],
    form: Literal["NFC", "NFD"],
    gap: str,
) -> None:
    units = [Unit(f"Đ{number:02}", name, "B") for number, name in enumerate(names)]
    assume(len({unit_key(name) for name in names}) == len(names))
    roster = Roster(units)
    for unit in units:
        for text in (unit.code, unit.name):
            spelt = normalize(form, spelling(text)).replace(" ", gap)
            assert roster.find(spelt) == unit, spelt


@given(st.text(max_size=30))
def test_any_text_is_answered(text: str) -> None:
    assert isinstance(ROSTER.find(text), Unit | Near)
