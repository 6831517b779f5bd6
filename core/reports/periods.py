"""Stretches of days that figures are counted over, and the stretch each is compared with."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Protocol

from core.i18n import N_
from db.base import Choice

MONTHS_OF_TREND = 12
A_YEAR = 365  # days; what is as long overlaps with the same days a year before


class Against(Choice):
    """What a period is compared with."""

    BEFORE = "before", N_("The period before")
    YEAR = "year", N_("The same days of the year before")


class Then(Choice):
    """What the period that another is compared with is called beside it."""

    YEAR = "year", N_("in the year before")
    SAME_DAYS = "same_days", N_("in the same days of the year before")
    QUARTER = "quarter", N_("in the quarter before")
    QUARTER_SO_FAR = "quarter_so_far", N_("in the same days of the quarter before")
    MONTH = "month", N_("in the month before")
    MONTH_SO_FAR = "month_so_far", N_("in the same days of the month before")
    TERM = "term", N_("in the same time of the term before")
    DAYS = "days", N_("in as many days before")


class InOffice(Protocol):
    """A term (届) as it is listed: its number and dates."""

    @property
    def number(self) -> int:
        """Which term it is."""

    @property
    def starts_on(self) -> date:
        """Its first day."""

    @property
    def ends_on(self) -> date | None:
        """Its last day, if it is set."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both included. `term` is the number of a term (届)."""

    first: date
    last: date
    term: int = field(default=0, compare=False)

    @classmethod
    def year(cls, year: int) -> "Period":
        """A calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def quarter(cls, day: date) -> "Period":
        """The calendar quarter that a day lies in."""
        first = (day.month - 1) // 3 * 3 + 1
        return cls(date(day.year, first, 1), _end_of_month(day.year, first + 2))

    @classmethod
    def month(cls, day: date) -> "Period":
        """The calendar month that a day lies in."""
        return cls(day.replace(day=1), _end_of_month(day.year, day.month))

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    def before(self) -> "Period":
        """The calendar year, quarter or month before; else as many days just before."""
        day_before = self.first - timedelta(days=1)
        for calendar in (Period.year(self.first.year), Period.quarter(self.first)):
            if self == calendar:
                return self._same_kind(day_before)
        if self == Period.month(self.first):
            return Period.month(day_before)
        return Period(self.first - timedelta(days=self.days), day_before)

    def before_so_far(self, today: date) -> "Period":
        """The period before; of one that still runs, only as many days as have passed of it."""
        before = self.before()
        if not self.first <= today < self.last:
            return before
        passed = (today - self.first).days
        return Period(before.first, min(before.last, before.first + timedelta(days=passed)))

    def year_before(self) -> "Period":
        """The same days of the year before; the end of a month stays one."""
        last = _year_before(self.last)
        if self.last == _end_of_month(self.last.year, self.last.month):
            last = _end_of_month(last.year, last.month)
        return Period(_year_before(self.first), last)

    def against(self, how: Against, today: date) -> "Period":
        """What it is compared with; what still runs, with as many days as have passed of it."""
        if how is Against.BEFORE or self.days >= A_YEAR:
            return self.before_so_far(today)
        if self.first <= today < self.last:
            return replace(self, last=today).year_before()
        return self.year_before()

    def trend(self) -> "Period":
        """The twelve months that end with the month of the last day."""
        month = self.last.year * 12 + self.last.month - MONTHS_OF_TREND
        return Period(date(month // 12, month % 12 + 1, 1), self.last)

    def months(self) -> list[int]:
        """Its months as year * 100 + month, as activities keep them."""
        first = self.first.year * 12 + self.first.month - 1
        last = self.last.year * 12 + self.last.month - 1
        return [number // 12 * 100 + number % 12 + 1 for number in range(first, last + 1)]

    def quarters(self) -> list[int]:
        """Its quarters as year * 10 + quarter."""
        return sorted({month // 100 * 10 + (month % 100 + 2) // 3 for month in self.months()})

    def _same_kind(self, day: date) -> "Period":
        return Period.year(day.year) if self.days > 92 else Period.quarter(day)


def of_term(terms: Sequence[InOffice], today: date) -> tuple[Period, Period] | None:
    """The term that runs, as far as it has gone, and as many days of the term before.

    `terms` come the latest first. Without a term before, as many days just before are taken.
    """
    begun = [term for term in terms if term.starts_on <= today]
    if not begun:
        return None
    now, *earlier = begun
    period = Period(now.starts_on, min(now.ends_on or today, today), now.number)
    if not earlier:
        return period, period.before()
    first, end = earlier[0].starts_on, earlier[0].ends_on or now.starts_on - timedelta(days=1)
    last = min(end, first + timedelta(days=period.days - 1))
    return period, Period(first, last, earlier[0].number)


def of_number(period: Period, number: str) -> Period:
    """The same days as those of a term, where an address names the number of one."""
    named = number.isascii() and number.isdecimal() and len(number) <= 3
    return replace(period, term=int(number)) if named else period


def then(period: Period, against: Period) -> Then:
    """What the period compared with is called beside a period."""
    if against.term:
        return Then.TERM
    if against.first == _year_before(period.first):
        whole = period == Period.year(period.first.year) and against.days >= A_YEAR
        return Then.YEAR if whole else Then.SAME_DAYS
    if period == Period.quarter(period.first):
        whole = against == Period.quarter(against.first)
        return Then.QUARTER if whole else Then.QUARTER_SO_FAR
    if period == Period.month(period.first):
        return Then.MONTH if against == Period.month(against.first) else Then.MONTH_SO_FAR
    return Then.DAYS


def _year_before(day: date) -> date:
    year = day.year - 1
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))


def _end_of_month(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
