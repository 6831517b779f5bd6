"""Figures of a report shared out: over the days of a year, over a number of rows."""

from datetime import date, timedelta


def spread(year: int, number: int, first_month: int = 1, last_month: int = 12) -> list[date]:
    """`number` days spread evenly over months of a year."""
    first = date(year, first_month, 1)
    last = date(year, last_month, 28)
    step = (last - first).days / max(number, 1)
    return [first + timedelta(days=int(step * n)) for n in range(number)]


def shares(total: int, number: int) -> list[int]:
    """A total shared out over a number of rows, the first ones taking the rest."""
    each, rest = divmod(total, number)
    return [each + (n < rest) for n in range(number)]
