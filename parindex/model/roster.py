"""Which unit of a round a text means: by its code, then by its name however that is spelt."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Generic, NamedTuple, TypeVar
from unicodedata import category, normalize

from parindex.model.round import Former, Unit
from parindex.model.text import name_key

_SPELT_OUT = {
    "&": "và",
    "bql": "ban quản lý",
    "hđnd": "hội đồng nhân dân",
    "tp": "thành phố",
    "tt": "thị trấn",
    "tx": "thị xã",
    "ubnd": "ủy ban nhân dân",
    "vp": "văn phòng",
}
"""Words that offices write short."""
_SPELT_OUT_FIRST = {"h": "huyện", "p": "phường", "q": "quận", "s": "sở", "x": "xã"}
"""Letters that stand for a word before a name."""
_COMMITTEE = "ủy ban nhân dân"
_PLACES = "xã phường thị đặc huyện quận thành tỉnh"
"""How the names of places begin whose committee is called by the name of the place."""
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_LIKE_D = str.maketrans("ðɖ", "đđ")
"""Letters that look like “đ” and come from other keyboards."""
_ALIKE, _MOST = 3 / 4, 3
"""How much of two names must be alike for one to be suggested, and how many are."""


class Near(NamedTuple):
    """What a text may have meant that names no unit, or more than one."""

    units: tuple[Unit, ...] = ()
    former: Former | None = None
    """The former unit that it names; ``units`` are then its successors."""


_One = TypeVar("_One", Unit, Former)


class _Index(Generic[_One]):
    """Units, or former units, by their codes and names."""

    def __init__(self, entries: Iterable[_One]) -> None:
        self.by_code: dict[str, list[_One]] = {}
        self.by_name: dict[str, list[_One]] = {}
        for entry in entries:
            self.by_code.setdefault(name_key(entry.code), []).append(entry)
            self.by_name.setdefault(unit_key(entry.name), []).append(entry)

    def meant(self, text: str) -> list[_One]:
        """Return those of that code, else those of that name."""
        found = self.by_code.get(name_key(text)) or self.by_name.get(unit_key(text), [])
        exact = [entry for entry in found if entry.code == normalize("NFC", text).strip()]
        return exact or found


class Roster:
    """The units of a round, to be found by what a file calls them."""

    def __init__(self, units: Iterable[Unit], former: Iterable[Former] = ()) -> None:
        """Take the units of a round and those that were before them."""
        self._units = _Index(units)
        self._former = _Index(former)

    def find(self, text: str) -> Unit | Near:
        """Return the unit of that code, else the one of that name; else what may have been meant.

        Case, spaces, composed or decomposed letters do not matter, nor whether “UBND”, “P.” or
        “TP.” is spelt out; “UBND xã A” is “Xã A” and “Hoà” is “Hòa”.
        """
        meant = self._units.meant(text)
        if len(meant) == 1:
            return meant[0]
        return Near(tuple(meant)) if meant else self._near(text)

    def exactly(self, text: str) -> Unit | None:
        """Return the unit of that code or name as :meth:`find` does, without a look for others."""
        meant = self._units.meant(text)
        return meant[0] if len(meant) == 1 else None

    def _near(self, text: str) -> Near:
        former = self.former(text)
        if former is not None:
            successors = (self._units.by_code[name_key(code)] for code in former.successors)
            return Near(tuple(unit for units in successors for unit in units), former)
        return Near(self._alike(text))

    def some(self) -> list[str]:
        """Return the codes of a few units, to show what codes look like."""
        codes = sorted(entry.code for entries in self._units.by_code.values() for entry in entries)
        return [*codes[:8], *(["…"] if len(codes) > 8 else [])]

    def former(self, text: str) -> Former | None:
        """Return the former unit of that code or name, if one alone bears it."""
        meant = self._former.meant(text)
        return meant[0] if len(meant) == 1 else None

    def _alike(self, text: str) -> tuple[Unit, ...]:
        """Return the units whose code or name is nearest, or has the text in it."""
        names: dict[str, list[Unit]] = {}
        for index in (self._units.by_code, self._units.by_name):
            for key, units in index.items():
                names.setdefault(_plain(key), []).extend(units)
        near: list[str] = []
        for wanted in {_plain(name_key(text)): None, _plain(unit_key(text)): None}:
            near += [name for name in names if wanted and f" {wanted} " in f" {name} "]
            near += get_close_matches(wanted, names, _MOST, _ALIKE)
        return tuple({unit.code: unit for name in near for unit in names[name]}.values())[:_MOST]


def unit_key(name: str) -> str:
    """Return what all spellings of a unit's name share; it is for comparing only."""
    words = re.findall(r"[^\W_]+|&", name_key(name).translate(_LIKE_D))
    if len(words) > 1:
        words[0] = _SPELT_OUT_FIRST.get(words[0], words[0])
    keys = [_word_key(part) for word in words for part in _SPELT_OUT.get(word, word).split()]
    committee, places = ([_word_key(w) for w in text.split()] for text in (_COMMITTEE, _PLACES))
    if keys[:4] == committee and keys[4:] and keys[4] in places:
        keys = keys[4:]
    return " ".join(keys)


def _word_key(word: str) -> str:
    """Return a word with its tone last, wherever it was typed, and a number without zeros first."""
    if word.isdecimal():
        return word.lstrip("0") or "0"
    letters = normalize("NFD", word)
    tones = "".join(letter for letter in letters if letter in _TONES)
    return "".join(letter for letter in letters if letter not in _TONES) + tones


def _plain(key: str) -> str:
    """Return a key without any marks, as people type who are in a hurry."""
    letters = normalize("NFD", key).replace("đ", "d")
    return "".join(letter for letter in letters if category(letter) != "Mn")
