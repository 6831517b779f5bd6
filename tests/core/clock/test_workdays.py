"""Working days of the Chinese calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clock import workdays

NATIONAL_DAY = date(2025, 10, 1)


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2025, 9, 30), True),
        (NATIONAL_DAY, False),
        (date(2025, 9, 28), True),  # a Sunday that is worked to make up
        (date(2025, 10, 11), True),  # a Saturday that is worked to make up
        (date(2025, 10, 12), False),
        (date(2025, 10, 8), False),  # a Wednesday, the last of the eight days
    ],
)
def test_make_up_days_are_worked_and_holidays_are_not(day: date, worked: bool) -> None:
    assert workdays.is_workday(day) is worked


@pytest.mark.parametrize(
    ("day", "next_one"),
    [
        (date(2025, 9, 10), date(2025, 9, 10)),
        (date(2025, 9, 20), date(2025, 9, 22)),
        (NATIONAL_DAY, date(2025, 10, 9)),
        (date(2025, 10, 11), date(2025, 10, 11)),
        (date(2026, 12, 31), date(2026, 12, 31)),
    ],
)
def test_the_next_working_day_is_the_day_itself_if_it_is_one(day: date, next_one: date) -> None:
    assert workdays.next_workday(day) == next_one


def test_a_year_that_is_not_announced_rests_on_weekends_and_says_so() -> None:
    saturday = date(2031, 10, 4)

    assert not workdays.known(saturday.year)
    assert not workdays.is_workday(saturday)
    assert workdays.is_workday(date(2031, 10, 1))
    assert not workdays.is_public_holiday(date(2031, 10, 1))
    assert workdays.next_workday(saturday) == date(2031, 10, 6)


def test_a_usual_weekend_is_no_public_holiday() -> None:
    assert workdays.is_public_holiday(NATIONAL_DAY)
    assert not workdays.is_public_holiday(date(2025, 9, 20))


@given(st.dates(date(2004, 1, 1), date(2060, 12, 31)))
def test_nothing_between_a_day_and_its_next_working_day_is_worked(day: date) -> None:
    found = workdays.next_workday(day)

    assert workdays.is_workday(found)
    assert found - day < timedelta(days=12)
    assert not any(workdays.is_workday(day + timedelta(days=n)) for n in range((found - day).days))
