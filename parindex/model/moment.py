"""Dates and hours of a criteria file or round, as the decision states them."""

import re
from datetime import datetime, time
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
        moment = datetime.fromisoformat(value)
        midnight = moment.time() == time()
        return datetime.combine(moment, time(23, 59, 59)) if midnight else moment
    raise PydanticCustomError("moment", "not a date")


_MomentText = Annotated[
    str, Field(pattern=_MOMENT, json_schema_extra={"patternErrorMessage": "moment"})
]
Moment = Annotated[datetime, BeforeValidator(read_moment, json_schema_input_type=_MomentText)]
"""A local date and time, as the decision states it."""
