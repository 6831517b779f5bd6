from datetime import date

import pytest

from core.reports.periods import Period

YEAR = Period.year(2026)


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (YEAR, Period.year(2025)),
        (Period.quarter(date(2026, 2, 3)), Period.quarter(date(2025, 12, 1))),
        (Period.month(date(2026, 3, 31)), Period.month(date(2026, 2, 1))),
        (
            Period(date(2026, 5, 11), date(2026, 5, 20)),
            Period(date(2026, 5, 1), date(2026, 5, 10)),
        ),
    ],
)
def test_a_calendar_period_follows_the_calendar_one_before_and_others_as_many_days(
    period: Period, before: Period
) -> None:
    assert period.before() == before


def test_a_period_that_still_runs_is_compared_with_as_many_days_of_the_one_before() -> None:
    assert YEAR.before_so_far(date(2026, 3, 1)) == Period(date(2025, 1, 1), date(2025, 3, 1))


def test_a_period_that_is_over_is_compared_with_the_whole_one_before() -> None:
    assert YEAR.before_so_far(date(2027, 1, 1)) == Period.year(2025)


def test_the_trend_is_the_twelve_months_up_to_the_last_day() -> None:
    months = Period.month(date(2026, 3, 5)).trend().months()

    assert months[0] == 202504
    assert months[-1] == 202603
    assert len(months) == 12


def test_quarters_are_named_by_year_and_number() -> None:
    assert Period(date(2025, 11, 1), date(2026, 4, 1)).quarters() == [20254, 20261, 20262]
