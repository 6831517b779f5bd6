from dataclasses import dataclass
from datetime import date

import pytest

from core.reports.periods import Against, Period, Then, of_term, then

YEAR = Period.year(2026)
DAY = date(2026, 5, 20)


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


@dataclass(frozen=True)
class Dated:
    """A term by its number and dates."""

    number: int
    starts_on: date
    ends_on: date | None = None


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (Period.month(date(2029, 2, 3)), Period.month(date(2028, 2, 3))),
        (Period.month(date(2028, 2, 3)), Period.month(date(2027, 2, 3))),
        (Period.quarter(date(2026, 5, 1)), Period.quarter(date(2025, 5, 1))),
        (
            Period(date(2026, 5, 11), date(2026, 5, 20)),
            Period(date(2025, 5, 11), date(2025, 5, 20)),
        ),
    ],
)
def test_the_year_before_has_the_same_days_and_the_same_ends_of_months(
    period: Period, before: Period
) -> None:
    assert period.year_before() == before
    assert period.against(Against.YEAR, date(2030, 1, 1)) == before


def test_against_the_year_before_what_still_runs_ends_with_today() -> None:
    month = Period.month(date(2026, 5, 1))

    against = month.against(Against.YEAR, date(2026, 5, 9))

    assert against == Period(date(2025, 5, 1), date(2025, 5, 9))


def test_a_year_is_against_the_year_before_however_it_is_asked() -> None:
    today = date(2026, 3, 1)

    assert YEAR.against(Against.YEAR, today) == YEAR.against(Against.BEFORE, today)


def test_a_term_is_against_as_many_days_of_the_term_before() -> None:
    terms = [
        Dated(16, date(2026, 1, 10)),
        Dated(15, date(2021, 1, 5), date(2026, 1, 9)),
        Dated(14, date(2016, 1, 1), date(2021, 1, 4)),
    ]

    found = of_term(terms, date(2026, 1, 19))

    assert found == (
        Period(date(2026, 1, 10), date(2026, 1, 19)),
        Period(date(2021, 1, 5), date(2021, 1, 14)),
    )
    assert [period.term for period in found] == [16, 15]


def test_a_shorter_term_before_is_taken_whole() -> None:
    terms = [Dated(16, date(2026, 1, 10)), Dated(15, date(2026, 1, 1), date(2026, 1, 4))]

    found = of_term(terms, date(2026, 3, 1))

    assert found
    assert found[1] == Period(date(2026, 1, 1), date(2026, 1, 4))


def test_a_term_that_is_over_keeps_its_end_and_one_to_come_does_not_count() -> None:
    terms = [Dated(16, date(2027, 1, 1)), Dated(15, date(2022, 1, 1), date(2026, 6, 30))]

    found = of_term(terms, date(2026, 8, 1))

    assert found
    assert found[0] == Period(date(2022, 1, 1), date(2026, 6, 30))


def test_without_a_term_before_as_many_days_are_taken_and_without_terms_none() -> None:
    first = Dated(1, date(2026, 1, 11))

    assert of_term([], date(2026, 1, 20)) is None
    assert of_term([first], date(2026, 1, 20)) == (
        Period(date(2026, 1, 11), date(2026, 1, 20)),
        Period(date(2026, 1, 1), date(2026, 1, 10)),
    )


@pytest.mark.parametrize(
    ("period", "against", "called"),
    [
        (YEAR, Period.year(2025), Then.YEAR),
        (YEAR, Period(date(2025, 1, 1), date(2025, 3, 1)), Then.SAME_DAYS),
        (Period.quarter(DAY), Period.quarter(date(2026, 1, 1)), Then.QUARTER),
        (Period.quarter(DAY), Period(date(2026, 1, 1), date(2026, 1, 9)), Then.QUARTER_SO_FAR),
        (Period.month(DAY), Period.month(date(2026, 4, 1)), Then.MONTH),
        (Period.month(DAY), Period(date(2026, 4, 1), date(2026, 4, 3)), Then.MONTH_SO_FAR),
        (Period.month(DAY), Period.month(date(2025, 5, 1)), Then.SAME_DAYS),
        (Period(DAY, DAY), Period(date(2026, 5, 19), date(2026, 5, 19)), Then.DAYS),
        (YEAR, Period(date(2021, 1, 1), date(2021, 3, 1), term=15), Then.TERM),
    ],
)
def test_what_a_period_is_compared_with_has_a_name(
    period: Period, against: Period, called: Then
) -> None:
    assert then(period, against) is called
