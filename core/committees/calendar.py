"""The office's calendar: the one that was shipped, and what the office says otherwise.

What a year's calendar lacks can be written in without a line to the outside.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from sqlmodel import Session, col, select

from core import clock
from core.clock import workdays
from core.committees.models import CalendarDay

OPENS, CLOSES = time(9), time(17, 30)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are working days; `said` holds what the office wrote in itself."""

    said: Mapping[date, bool] = field(default_factory=dict)

    def is_workday(self, day: date) -> bool:
        """Whether the office works on a day."""
        return self.said[day] if day in self.said else workdays.is_workday(day)

    def is_holiday(self, day: date) -> bool:
        """Whether a rest day is a public holiday, or the office says so; weekends are not."""
        return not self.said[day] if day in self.said else workdays.is_public_holiday(day)

    def is_made_up(self, day: date) -> bool:
        """Whether people work on a Saturday or Sunday, in return for a holiday."""
        return day.weekday() >= SATURDAY and self.is_workday(day)

    def next_workday(self, day: date) -> date:
        """The first working day from a day on: that day itself if it is one."""
        while not self.is_workday(day):
            day += timedelta(days=1)
        return day

    def after(self, day: date, number: int) -> date:
        """The working day that comes so many working days after a day."""
        for _ in range(number):
            day = self.next_workday(day + timedelta(days=1))
        return day

    def before(self, day: date, number: int) -> date:
        """The working day that comes so many working days before a day."""
        while number:
            day -= timedelta(days=1)
            number -= self.is_workday(day)
        return day

    def between(self, first: date, last: date) -> int:
        """How many working days lie after `first` up to and with `last`; 0 if none."""
        days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
        return sum(self.is_workday(day) for day in days)

    def working_moment(self, moment: datetime, zone: str = clock.HOME_ZONE) -> datetime:
        """A moment, or the next opening of the office: no bell rings at night or on a holiday."""
        wall = clock.local(moment, zone)
        day = wall.date() if wall.time() < CLOSES else wall.date() + timedelta(days=1)
        opened = self.next_workday(day)
        if opened == wall.date() and wall.time() >= OPENS:
            return moment
        return opening(opened, zone)

    def last_working_moment(self, before: datetime, zone: str = clock.HOME_ZONE) -> datetime:
        """The last minute before a moment at which the office is open."""
        wall = clock.local(before, zone)
        opens_today = self.is_workday(wall.date()) and wall.time() > OPENS
        day = wall.date() if opens_today else self.before(wall.date(), 1)
        closed = clock.moment(datetime.combine(day, CLOSES), zone)
        return max(opening(day, zone), min(before, closed) - timedelta(minutes=1))


def opening(day: date, zone: str = clock.HOME_ZONE) -> datetime:
    """The moment at which offices open on a day."""
    return clock.moment(datetime.combine(day, OPENS), zone)


def load(session: Session) -> Calendar:
    """The calendar as it stands."""
    asked = select(col(CalendarDay.day), col(CalendarDay.is_workday))
    return Calendar(dict(iter(session.exec(asked))))
