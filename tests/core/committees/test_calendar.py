"""Working days as the office says, and bells that ring in working hours only."""

from datetime import UTC, date, datetime

import pytest

from core.committees.calendar import Calendar

FRIDAY, SATURDAY, MONDAY = date(2026, 5, 22), date(2026, 5, 23), date(2026, 5, 25)


def wall(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment on the wall clock of Beijing."""
    return datetime(day.year, day.month, day.day, hour - 8, minute, tzinfo=UTC)


def test_a_weekend_is_no_working_day_unless_the_office_says_so() -> None:
    assert Calendar().after(FRIDAY, 1) == MONDAY
    assert Calendar({SATURDAY: True}).after(FRIDAY, 1) == SATURDAY


def test_make_up_workdays_and_holidays_of_the_announced_year_count() -> None:
    national_day, make_up = date(2025, 10, 1), date(2025, 9, 28)

    assert not Calendar().is_workday(national_day)
    assert Calendar().is_workday(make_up)


@pytest.mark.parametrize(("first", "last", "days"), [(FRIDAY, MONDAY, 1), (MONDAY, FRIDAY, 0)])
def test_the_working_days_between_two_days_are_counted(first: date, last: date, days: int) -> None:
    assert Calendar().between(first, last) == days


@pytest.mark.parametrize(
    ("moment", "rings"),
    [
        (wall(FRIDAY, 10, 30), wall(FRIDAY, 10, 30)),
        (wall(FRIDAY, 8, 5), wall(FRIDAY, 9)),
        (wall(FRIDAY, 23, 59), wall(MONDAY, 9)),
        (wall(SATURDAY, 12), wall(MONDAY, 9)),
    ],
)
def test_a_bell_rings_in_working_hours_only(moment: datetime, rings: datetime) -> None:
    assert Calendar().working_moment(moment) == rings
