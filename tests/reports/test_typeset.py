"""Which letters are set as they stand, and which are replaced."""

import json
import unicodedata

import pytest

from parindex.reports import typeset

VIETNAMESE = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"


def test_the_fonts_have_the_usual_letters() -> None:
    assert typeset._known() >= typeset._USUAL


def test_vietnamese_is_usual() -> None:
    assert unicodedata.is_normalized("NFC", VIETNAMESE)
    assert set(VIETNAMESE + VIETNAMESE.upper()) <= typeset._USUAL


@pytest.mark.parametrize("text", ["Sở Nội vụ", 'a\nb\t"c" \\ 1', "≥ 90,5%\xa0− “tốt”", "Ωж", "√"])
def test_what_the_fonts_have_stands_as_it_is(text: str) -> None:
    data, odd = typeset._data({"text": [text]})
    assert (json.loads(data), odd) == ({"text": [text]}, set())


@pytest.mark.parametrize("letter", ["河", "🎉", "\x01", "\b", "\f", "\x7f", "\ufffe", "\u0378"])
def test_any_other_letter_is_replaced_and_told(letter: str) -> None:
    data, odd = typeset._data({"text": f"a{letter}b"})
    assert (json.loads(data), odd) == ({"text": "a?b"}, {letter})


def test_vietnamese_is_set_without_opening_the_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    def opened() -> None:
        raise AssertionError

    monkeypatch.setattr(typeset, "_known", opened)
    typeset._data({"text": VIETNAMESE})
