"""Texts and numbers for people: English in the code, Vietnamese from the gettext catalogue."""

import gettext
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, Protocol, runtime_checkable

LANGUAGES = ("vi", "en")

Say = Callable[..., str]
"""``say(message, **values)``: the message in the reader's language, its places filled."""


@runtime_checkable
class Localised(Protocol):
    """A text that knows itself in several languages."""

    def for_lang(self, lang: str) -> str:
        """Return the text in ``lang``."""


class Phrase(NamedTuple):
    """A message of the catalogue with what fills it, to be said in any language later."""

    message: str
    values: Mapping[str, Any] | None = None

    def for_lang(self, lang: str) -> str:
        """Say it in ``lang``."""
        return speaker(lang)(self.message, **(self.values or {}))


def phrase(message: str, **values: Any) -> Phrase:
    """Make a phrase from a marked message and what fills it."""
    return Phrase(message, values)


def mark(message: str) -> str:
    """Return ``message`` itself; its place in the code tells the catalogue about it."""
    return message


@cache
def _catalogue(lang: str) -> gettext.NullTranslations:
    if lang == "en":
        return gettext.NullTranslations()
    compiled = Path(__file__).parent / lang / "LC_MESSAGES" / "parindex.mo"
    with compiled.open("rb") as file:
        return gettext.GNUTranslations(file)


@cache
def speaker(lang: str) -> Say:
    """Return the function that says a message in ``lang`` (``vi`` or ``en``).

    Values are shown as the language writes them: ``0,5`` in Vietnamese, ``0.5`` in English. A word
    that goes with a number stands in the English as ``{count} {count:row is|rows are}``;
    Vietnamese words have one form.
    A message that names a value nobody gave raises :class:`KeyError`: that is a bug. What would
    steer a terminal or turn a line around comes out as a replacement character.
    """
    if lang not in LANGUAGES:
        raise ValueError(f"no such language: {lang!r}")
    catalogue = _catalogue(lang)

    def say(message: str, /, **values: object) -> str:
        text = catalogue.gettext(message) if message else ""
        if "{" not in text:
            return text
        filled = {name: _Filled(shown(value, lang)) for name, value in values.items()}
        return visible(text.format_map(filled))

    return say


class _Filled(str):
    """What fills a place; ``{count:row|rows}`` is the first word where that is 1."""

    __slots__ = ()

    def __format__(self, spec: str, /) -> str:
        one, _, more = spec.partition("|")
        return (one if self == "1" else more) if more else super().__format__(spec)


def visible(text: str) -> str:
    """Return a text without signs that would steer a terminal or turn a line around."""
    return text if text.isprintable() else _UNSEEN.sub("\ufffd", text)


_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What would steer a terminal or turn a line around instead of being read."""


def shortened(text: str, most: int) -> str:
    """Return a text of at most ``most`` letters; an ellipsis stands for what is cut off."""
    return text if len(text) <= most else text[: most - 1].rstrip(" ,.;:") + "…"


def shown(value: object, lang: str) -> str:
    """Write a value as a reader of ``lang`` expects it; fractions without end at 6 decimals."""
    match value:
        case None:
            return ""
        case bool():
            return speaker(lang)(mark("yes") if value else mark("no"))
        case int() | Fraction() | Decimal():
            return number(value, lang)
        case datetime():
            with_time = value.strftime("%H:%M %d/%m/%Y")
            return with_time.removeprefix("00:00 ")
        case date():
            return value.strftime("%d/%m/%Y")
        case str():
            return value
        case Localised():
            return value.for_lang(lang)
        case Iterable():
            return ", ".join(shown(part, lang) for part in value)
        case _:
            return str(value)


def number(value: int | Fraction | Decimal, lang: str, decimals: int | None = None) -> str:
    """Write a number with the decimal mark of ``lang`` and no grouping.

    With ``decimals`` the number is written with exactly so many; it must already be rounded.
    Without, every digit is written, or six decimals and an ellipsis where there is no last one.
    """
    if isinstance(value, Fraction):
        text = fraction_text(value)
    else:
        text = f"{value:f}" if isinstance(value, Decimal) else str(value)
        if "." in text and decimals is None:
            text = text.rstrip("0").rstrip(".")
    if decimals is not None:
        whole, _, part = text.partition(".")
        if len(part) > decimals:
            raise ValueError(f"{value} has more than {decimals} decimals")
        text = whole + ("." + part.ljust(decimals, "0") if decimals else "")
    return text.replace(".", ",") if lang == "vi" else text


_MOST_DECIMALS = 30
"""No number that people type has more."""


def fraction_text(value: Fraction) -> str:
    """Write every digit of a fraction; six decimals and an ellipsis where it has no end.

    A root, worked out to 40 digits, is written like one that has no end.
    """
    rest, counts = value.denominator, {2: 0, 5: 0}
    for prime in counts:
        while rest % prime == 0:
            rest //= prime
            counts[prime] += 1
    endless = rest != 1 or max(counts.values()) > _MOST_DECIMALS
    places = 6 if endless else max(counts.values())
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    whole, part = digits[: len(digits) - places], digits[len(digits) - places :]
    sign = "-" if value < 0 else ""
    return sign + whole + ("." + part if part else "") + ("…" if endless else "")
