"""What a cell says: as typed where it is plain, as understood where one reading is possible."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from parindex.locale import Say, mark
from parindex.model.number import exact
from parindex.model.rule import Input, Value
from parindex.model.text import LocalText, name_key
from parindex.sources.workbook import Cell

BLANK = "blank"
PLAIN = "plain"
UNDERSTOOD = "understood"
AMBIGUOUS = "ambiguous"
UNREADABLE = "unreadable"
USABLE = frozenset({PLAIN, UNDERSTOOD})
"""The states of a reading whose value counts."""


class Reading(NamedTuple):
    """How a cell was read: its state, the value, and the readings where there are several."""

    state: str
    value: Value = None
    readings: tuple[Value, ...] = ()


_BLANK, _UNREADABLE = Reading(BLANK), Reading(UNREADABLE)
_YES = frozenset(
    {"có", "co", "yes", "y", "x", "v", "✓", "✔", "√", "☑", "✅", "đạt", "đúng", "true", "rồi"}
)
_NO = frozenset({"không", "khong", "ko", "no", "n", "chưa", "không đạt", "false", "☐", "✗", "✘"})
_TICKS = frozenset({"x", "✓", "✔", "v", "1"})
_TICKED = frozenset({"không áp dụng", "kad", "n/a", "na", "√"})
_NONE = _NO | {"không có", "chưa có", "chưa ban hành", "không ban hành", "none"}
_PLAIN_YES_NO = {
    text: Reading(PLAIN, text in {"Có", "Yes"}) for text in ("Có", "Yes", "Không", "No")
}

_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\ufe0e\ufe0f"
"""Joiners, hyphens and marks that show nothing; the last two choose how a tick is drawn."""

_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | dict.fromkeys(
    map(ord, "−–‐‑﹣"), "-"
)
"""Full-width signs as plain ones, and what is typed for a minus sign."""
_PER_CENT = re.compile(r" ?(?:%|phần trăm|percent|per cent)", re.IGNORECASE)
_WITH_UNIT = re.compile(r"([+-]?[0-9][0-9., ]*?) ?([^0-9., ].*)")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?P<mark>[., ])\d{3}(?:(?P=mark)\d{3})*")
_ONE_MARK = re.compile(r"[+-]?(?P<whole>\d+)[.,](?P<part>\d+)")
_BOTH = re.compile(r"[+-]?\d{1,3}(?P<mark>[., ])\d{3}(?:(?P=mark)\d{3})*(?P<point>[.,])\d+")
_CLOCK = r"(?P<hour>\d{1,2})(?::|h|g)(?P<minute>\d{2})?"
_DATE = (
    r"(?:ngày )?(?P<day>\d{1,2}) ?(?P<mark>[/.\-]|tháng) ?(?P<month>\d{1,2})"
    r" ?(?:[/.\-]|,? năm) ?(?P<year>\d{4}|\d{2})"
)
_DAY = re.compile(rf"{_DATE}(?:[ ,]+(?:lúc )?{_CLOCK}(?:p|:\d{{2}})?)?")
_TIMED_DAY = re.compile(rf"{_CLOCK}p?[ ,]+{_DATE}")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:[t ]\d{2}:\d{2}(?::\d{2})?)?")
_EPOCH = datetime(1899, 12, 30)
FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000
"""Days from 1954 to 2119: a lesser number in the cell of a date (a year, say) is no date."""
_FIRST_DAY = _EPOCH + timedelta(days=FIRST_SERIAL)


def read_value(field: Input, raw: Cell) -> Reading:
    """Read a cell as a value of the input's type."""
    if isinstance(raw, str):
        if raw in _PLAIN_YES_NO and field.type == "yes_no":
            return _PLAIN_YES_NO[raw]
        text = tidy(raw) if field.type == "text" else typed(raw)
        if not text:
            return _BLANK
        if field.unit is not None and field.type in {"count", "number"}:
            text = _without_unit(field.unit, text)
    elif raw is None:
        return _BLANK
    else:
        text = ""
    return _READERS[field.type](field, raw, text)


def same_number(code: str, value: float) -> bool:
    """Tell whether a number in a cell may stand for a code: 1.1 for 1.1 and for 1.10."""
    return code.replace(".", "", 1).isdecimal() and Fraction(code) == exact(value)


def tidy(text: str) -> str:
    """Return the text in NFC, with one space for any white space, and no invisible marks."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        for sign in _INVISIBLE:
            if sign in text:
                text = text.replace(sign, "")
    return " ".join(text.split())


def is_blank(raw: Cell) -> bool:
    """Tell whether nothing stands in a cell."""
    return raw is None or raw == ""


def are_blank(line: Sequence[Cell]) -> bool:
    """Tell whether nothing stands in any of some cells; quicker than one by one."""
    return _BLANKS.issuperset(line)


_BLANKS = frozenset({None, ""})


def typed(raw: Cell) -> str:
    """Return a tidy text as it was meant to be typed: plain digits and signs, no apostrophe.

    Empty for what is no text.
    """
    if not isinstance(raw, str):
        return ""
    text = tidy(raw)
    if not text.isascii():
        text = text.translate(_NARROW)
    return text.lstrip("'‘’`").lstrip()


def _without_unit(unit: LocalText, text: str) -> str:
    """Return the number of «12 hồ sơ» where the input is counted in «hồ sơ»."""
    match = _WITH_UNIT.fullmatch(text)
    names = {name_key(name) for name in (unit.vi, unit.en) if name}
    return match[1] if match and name_key(match[2]) in names else text


def read_number(raw: Cell, text: str, *, whole: bool = False) -> Reading:
    """Read a number; text is understood where one reading is possible.

    «85,5» and «85.5» are 85.5; «1.234,5» is 1234.5; «1.234» is 1234 where only whole numbers
    fit and ambiguous elsewhere.
    """
    if isinstance(raw, float):
        return _count_in_cell(raw) if whole else _number_in_cell(raw)
    if isinstance(raw, bool) or not isinstance(raw, str | int | Decimal):
        return _UNREADABLE
    if isinstance(raw, int | Decimal):
        value = exact(raw)
        return _UNREADABLE if whole and value.denominator != 1 else Reading(PLAIN, value)
    readings = [value for value in _readings(text) if not whole or value.denominator == 1]
    if not readings:
        return _UNREADABLE
    if len(readings) > 1:
        return Reading(AMBIGUOUS, None, tuple(readings))
    return Reading(UNDERSTOOD, readings[0])


@lru_cache(10_000)
def _number_in_cell(raw: float) -> Reading:
    try:
        return Reading(PLAIN, exact(raw))
    except ValueError:
        return _UNREADABLE


@lru_cache(10_000)
def _count_in_cell(raw: float) -> Reading:
    value = _number_in_cell(raw).value
    whole = isinstance(value, Fraction) and value.denominator == 1
    return Reading(PLAIN, value) if whole else _UNREADABLE


def _readings(text: str) -> list[Fraction]:
    if len(text) > 40 or not text.isascii():
        return []
    if text[:2] in {"- ", "+ "}:
        text = text[0] + text[2:]
    if re.fullmatch(r"[+-]?\d+", text):
        return [Fraction(text)]
    match = _BOTH.fullmatch(text)
    if match and match["mark"] != match["point"]:
        return [Fraction(text.replace(match["mark"], "").replace(match["point"], "."))]
    readings = []
    one = _ONE_MARK.fullmatch(text)
    if one:
        readings.append(Fraction(text.replace(",", ".")))
    match = _GROUPED.fullmatch(text)
    if match and not (one and one["whole"] == "0"):
        readings.append(Fraction(text.replace(match["mark"], "")))
    return readings


def _percent(_: Input, raw: Cell, text: str) -> Reading:
    """Read a share; «85,5%» and, as text, «85,5» are 0.855; a numeric cell is a share itself."""
    if not isinstance(raw, str):
        return read_number(raw, text)
    sign = _PER_CENT.search(text)
    signed = sign is not None and sign.end() == len(text)
    reading = read_number(raw, text[: sign.start()] if sign and signed else text)
    if reading.state == AMBIGUOUS:
        return reading._replace(readings=tuple(map(_hundredth, reading.readings)))
    if not isinstance(reading.value, Fraction):
        return reading
    if not signed and 0 < abs(reading.value) <= 1:
        return Reading(AMBIGUOUS, None, (reading.value, reading.value / 100))
    return Reading(UNDERSTOOD, reading.value / 100)


def _hundredth(value: Value) -> Value:
    return value / 100 if isinstance(value, Fraction) else value


def read_day(raw: Cell, text: str) -> Reading:
    """Read a date, with or without an hour; «Không» declares that there is none.

    Typed as text the day stands first, as in Vietnam: «03/04/2025» is 3 April. A year of two
    digits is of this century; «25-12-31», where it may also stand first, is ambiguous.
    """
    if isinstance(raw, date):
        day = raw if isinstance(raw, datetime) else datetime(raw.year, raw.month, raw.day)
        return Reading(PLAIN, day) if day >= _FIRST_DAY else _UNREADABLE
    if isinstance(raw, int | float) and FIRST_SERIAL <= raw <= _LAST_SERIAL:
        moment = _EPOCH + timedelta(days=int(raw), minutes=round_minutes(raw))
        return Reading(UNDERSTOOD, moment)
    if not text:
        return _UNREADABLE
    if name_key(text) in _NONE:
        state = PLAIN if text in {"Không", "No"} else UNDERSTOOD
        return Reading(state, None)
    moments = _moments(text.lower().strip(" .,;"))
    if len(moments) > 1:
        return Reading(AMBIGUOUS, None, tuple(moments))
    return Reading(UNDERSTOOD, moments[0]) if moments else _UNREADABLE


def round_minutes(serial: float) -> int:
    """Return the minutes of the day in an Excel date serial."""
    return int((exact(serial) % 1) * 24 * 60 + Fraction(1, 2))


def _moments(text: str) -> list[datetime]:
    """Return the moments that a text can mean."""
    if len(text) > 40 or not text.translate(_LETTERS).isascii():
        return []
    if _ISO_DAY.fullmatch(text):
        return _moment(text.upper())
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, day = match.groups()
        return _moment(f"{year}-{month:0>2}-{day:0>2}")
    match = _DAY.fullmatch(text) or _TIMED_DAY.fullmatch(text)
    if match is None:
        return []
    clock = f"T{match['hour'] or 0:0>2}:{match['minute'] or 0:0>2}"
    first, month, last = (match[name].rjust(2, "0") for name in ("day", "month", "year"))
    if len(last) == 4:
        return _moment(f"{last}-{month}-{first}{clock}")
    found = _moment(f"20{last}-{month}-{first}{clock}")
    if match["mark"] == "-" and first != last:
        found += _moment(f"20{first}-{month}-{last}{clock}")
    return found


_LETTERS = dict.fromkeys(map(ord, "àăúá"), "a")
"""The Vietnamese letters of the words «ngày», «tháng», «năm», «lúc»."""


def _moment(text: str) -> list[datetime]:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return []
    return [moment] if moment >= _FIRST_DAY and moment.year < 2200 else []


def _yes_no(_: Input, raw: Cell, text: str) -> Reading:
    if isinstance(raw, bool):
        return Reading(PLAIN, raw)
    if isinstance(raw, int | float | Decimal):
        return Reading(UNDERSTOOD, raw == 1) if raw in {0, 1} else _UNREADABLE
    if text in {"0", "1"}:
        return Reading(UNDERSTOOD, text == "1")
    key = name_key(text)
    if key in _YES or key in _NO:
        return Reading(UNDERSTOOD, key in _YES)
    return _UNREADABLE


def _choice(field: Input, raw: Cell, text: str) -> Reading:
    key = name_key(text or str(raw))
    for value, label in field.options.items():
        if raw in {label.vi, label.en}:
            return Reading(PLAIN, value)
        if key in {name_key(label.vi), name_key(label.en or label.vi), value}:
            return Reading(UNDERSTOOD, value)
    return _UNREADABLE


def _count(_: Input, raw: Cell, text: str) -> Reading:
    if isinstance(raw, float):
        return _count_in_cell(raw)
    return read_number(raw, text, whole=True)


_READERS: dict[str, Callable[[Input, Cell, str], Reading]] = {
    "count": _count,
    "number": lambda _, raw, text: read_number(raw, text),
    "percent": _percent,
    "date": lambda _, raw, text: read_day(raw, text),
    "yes_no": _yes_no,
    "choice": _choice,
    "text": lambda _, raw, text: Reading(PLAIN, text or _written(raw)),
}


def _written(raw: Cell) -> str:
    return f"{raw:.15g}" if isinstance(raw, float) else str(raw)


def read_tick(raw: Cell) -> Reading:
    """Read a tick: x is plain; «có», «không áp dụng», «KAD» are understood; blank is none."""
    text = "" if raw is None else typed(_written(raw))
    if not text:
        return _BLANK
    key = name_key(text)
    if key in _TICKS or raw is True:
        return Reading(PLAIN, True)
    if key in _YES | _TICKED:
        return Reading(UNDERSTOOD, True)
    return Reading(PLAIN, False) if key in _NO else _UNREADABLE


def cell_of(asked: Input, value: Value, say: Say) -> Cell:
    """Return what stands in a cell for a value, as a clerk types it."""
    match value:
        case None:
            return say(mark("No"))
        case bool():
            return say(mark("Yes")) if value else say(mark("No"))
        case Fraction():
            return int(value) if value.denominator == 1 else float(value)
        case datetime():
            return value
    return say("{label}", label=asked.options[value]) if asked.type == "choice" else value
