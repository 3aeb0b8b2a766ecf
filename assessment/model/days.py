"""Days as the law counts them: months added to a day, a day of each year."""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from datetime import MAXYEAR, date
from typing import Annotated

from pydantic import AfterValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

_LEAP_YEAR = 2000
_MONTH_DAY = re.compile(r"([0-9]{2})-([0-9]{2})")
_LEAP_DAY = "02-29"


def _month_day(value: str) -> str:
    match = _MONTH_DAY.fullmatch(value)
    try:
        date(_LEAP_YEAR, *map(int, match.groups() if match else ()))
    except (TypeError, ValueError):
        raise PydanticCustomError("month_day", "no day of a year") from None
    return value


MonthDay = Annotated[
    str,
    AfterValidator(_month_day),
    WithJsonSchema({"type": "string", "pattern": f"^{_MONTH_DAY.pattern}$"}),
]
"""A day of every year, written 02-28 (month, then day); 02-29 is one."""


def months_after(day: date, months: int) -> date:
    """The day of the same number, months later; the month's last where it has no such day.

    Args:
        months: from 0. A day past the calendar's end is its last.

    >>> months_after(date(2024, 3, 20), 12)
    datetime.date(2025, 3, 20)
    >>> months_after(date(2024, 2, 29), 12)
    datetime.date(2025, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > MAXYEAR:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def day_in(year: int, month_day: str) -> date:
    """The day in a year; 29 February is 1 March in common years, so that the days before it stay.

    >>> day_in(2025, "02-29")
    datetime.date(2025, 3, 1)
    """
    if month_day == _LEAP_DAY and not isleap(year):
        return date(year, 3, 1)
    month, day = month_day.split("-")
    return date(year, int(month), int(day))


def last_day_in(year: int, month_day: str) -> date:
    """As `day_in`, for the last day of a span: 29 February is the last of February.

    >>> last_day_in(2025, "02-29")
    datetime.date(2025, 2, 28)
    """
    if month_day == _LEAP_DAY and not isleap(year):
        return date(year, 2, 28)
    return day_in(year, month_day)
