"""Stretches of days that figures are counted over, and the stretch each is compared with."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS_OF_TREND = 12


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both included."""

    first: date
    last: date

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


def _end_of_month(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
