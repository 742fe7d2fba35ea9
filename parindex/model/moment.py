"""Dates and hours of a criteria file or round, as the decision states them."""

import re
from contextlib import suppress
from datetime import datetime, time, timedelta, timezone
from typing import Annotated

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

_MOMENT = (
    r"^((19|20)[0-9]{2}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
    r"|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
    r"|((19|20)(0[48]|[2468][048]|[13579][26])|2000)-02-29)"
    r"([T ]([01][0-9]|2[0-3])(:[0-5][0-9](:[0-5][0-9])?)?)?$"
)
"""Every day from 1900 to 2099, with or without an hour."""


def read_moment(value: object) -> datetime:
    """Read an ISO date or date with time; a date alone, or 00:00, means the end of that day."""
    if isinstance(value, datetime):
        return value
    if isinstance(value, str) and re.fullmatch(_MOMENT, value):
        return _whole_day(datetime.fromisoformat(value))
    raise PydanticCustomError("moment", "not a date")


def _whole_day(moment: datetime) -> datetime:
    return datetime.combine(moment, _LAST) if moment.time() == time() else moment


_LAST = time(23, 59, 59)

_MomentText = Annotated[
    str, Field(pattern=_MOMENT, json_schema_extra={"patternErrorMessage": "moment"})
]
Moment = Annotated[datetime, BeforeValidator(read_moment, json_schema_input_type=_MomentText)]
"""A local date and time, as the decision states it."""

_OFFICE_TIME = timezone(timedelta(hours=7))
"""Vietnam's time, in which deadlines stand and moments are told wherever the machine stands."""
_DAYS = ("%Y-%m-%d", "%d/%m/%Y")
_HOURS = ("%H:%M:%S", "%H:%M", "%H:%M:%S%z", "%H:%M%z")
_MOMENTS = (*(f"{day} {hour}" for day in _DAYS for hour in _HOURS), "%H:%M %d/%m/%Y")


def office_time(moment: datetime) -> datetime:
    """Return a moment in the time of the office, without a zone; one without a zone is in it."""
    return moment.astimezone(_OFFICE_TIME).replace(tzinfo=None) if moment.tzinfo else moment


def typed_moment(text: str) -> datetime | None:
    """Read a moment as an office writes it, in its time; none where it has no hour or is none.

    ``2026-01-15 16:30``, ``15/01/2026 16:30``, ``16:30 15/01/2026``; a zone may follow an hour.
    """
    return _typed(text, _MOMENTS)


def typed_limit(text: str) -> datetime | None:
    """Read a time limit; a date alone, or 00:00, means the end of that day."""
    limit = _typed(text, (*_MOMENTS, *_DAYS))
    return None if limit is None else _whole_day(limit)


def _typed(text: str, forms: tuple[str, ...]) -> datetime | None:
    plain = " ".join(text.upper().replace("T", " ").split())
    for form in forms:
        with suppress(ValueError, OverflowError):
            moment = office_time(datetime.strptime(plain, form))
            return moment if 1990 <= moment.year <= 2100 else None
    return None
