"""Working days of the Chinese calendar, make-up workdays included. Needs no network.

The calendar is announced late in each year for the year after. For a year that is not
announced yet weekends are rest days and all else is work: ask `known` and say so.
"""

from datetime import date, timedelta
from functools import lru_cache

import chinese_calendar

_YEARS = frozenset(day.year for day in chinese_calendar.holidays)


def known(year: int) -> bool:
    """Whether the holidays of a year are announced, as far as this installation knows."""
    return year in _YEARS


@lru_cache(4096)  # a board asks for the same few years again and again
def is_workday(day: date) -> bool:
    """Whether offices work on a day."""
    if known(day.year):
        return bool(chinese_calendar.is_workday(day))
    return day.weekday() < 5


def is_public_holiday(day: date) -> bool:
    """Whether a day belongs to a public holiday; a usual weekend does not."""
    return known(day.year) and day in chinese_calendar.holidays


def next_workday(day: date) -> date:
    """The first working day from a day on: that day itself if it is one."""
    while not is_workday(day):
        day += timedelta(days=1)
    return day
