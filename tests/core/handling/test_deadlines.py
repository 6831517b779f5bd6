"""Due days, and how they are told."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.committees.calendar import Calendar
from core.handling import deadlines
from core.handling.deadlines import Clock, Granted, Light, Span
from core.i18n import CHINESE, translate

SHIPPED = Calendar()
DAYS = st.dates(date(2024, 1, 1), date(2026, 6, 30))


def clock(counted_from: date, span: Span, calendar: Calendar = SHIPPED) -> Clock:
    due = deadlines.due(counted_from, span, calendar)
    return Clock(counted_from, span, due, due)


def told(one: Clock, today: date, calendar: Calendar = SHIPPED) -> list[str]:
    return [said.message.format(**said.parts) for said in deadlines.explain(one, today, calendar)]


@pytest.mark.parametrize(
    ("counted_from", "span", "due"),
    [
        (date(2026, 3, 2), Span(months=3), date(2026, 6, 2)),
        (date(2025, 11, 30), Span(months=3), date(2026, 2, 28)),  # Saturday, but made up
        (date(2025, 8, 31), Span(months=1), date(2025, 9, 30)),
        (date(2026, 7, 1), Span(months=3), date(2026, 10, 8)),  # out of the national holiday
        (date(2025, 9, 22), Span(workdays=5), date(2025, 9, 28)),  # a Sunday made up
        (date(2025, 9, 28), Span(workdays=5), date(2025, 10, 11)),  # and a Saturday
        (date(2026, 5, 20), Span(until=date(2026, 6, 20)), date(2026, 6, 22)),
    ],
)
def test_the_last_day_is_a_working_day(counted_from: date, span: Span, due: date) -> None:
    assert deadlines.due(counted_from, span, SHIPPED) == due


@given(DAYS, st.integers(1, 60))
def test_so_many_working_days_lie_between(counted_from: date, number: int) -> None:
    due = deadlines.due(counted_from, Span(workdays=number), SHIPPED)

    assert SHIPPED.between(counted_from, due) == number
    assert SHIPPED.is_workday(due)


@given(DAYS, st.integers(1, 24))
def test_months_never_end_before_their_day(counted_from: date, months: int) -> None:
    end = deadlines.plus_months(counted_from, months)

    assert end.day <= counted_from.day
    assert (end.year * 12 + end.month) - (counted_from.year * 12 + counted_from.month) == months
    assert deadlines.due(counted_from, Span(months=months), SHIPPED) >= end


def test_each_due_day_says_how_it_was_reached() -> None:
    one = clock(date(2025, 9, 22), Span(workdays=10))

    assert told(one, date(2025, 9, 23)) == [
        "Counted from the assignment on 2025-09-22, that day left out.",
        "10 working days later is 2025-10-11.",
        "9 days of rest are left out, 8 of them holidays.",
        "2025-09-28 counts: it is a make-up workday.",
        "2025-10-11 counts: it is a make-up workday.",
        "9 working days are left.",
    ]


def test_a_day_of_rest_is_told_to_move_it() -> None:
    one = replace(clock(date(2026, 7, 1), Span(months=3)), instructed=True)

    assert told(one, date(2026, 7, 1))[:3] == [
        "Counted from the instruction of 2026-07-01, that day left out.",
        "3 months later is 2026-10-01.",
        "2026-10-01 is a day of rest, so it is the next working day, 2026-10-08.",
    ]


def test_overdue_is_explained() -> None:
    one = clock(date(2026, 3, 2), Span(workdays=5))
    one = replace(
        one, due_on=date(2026, 3, 16), granted=[Granted(date(2026, 3, 16), date(2026, 3, 6))]
    )

    assert told(one, date(2026, 3, 20))[-3:] == [
        "2 days of rest are left out.",
        "More time was granted on 2026-03-06: until 2026-03-16.",
        "Overdue since 2026-03-16: 4 working days.",
    ]
    answered = replace(one, answered_on=date(2026, 3, 18))
    assert told(answered, date(2026, 3, 20))[-1] == "Answered on 2026-03-18: 2 working days late."


def test_every_sentence_of_it_has_its_chinese() -> None:
    one = clock(date(2025, 9, 22), Span(workdays=10))
    seen = deadlines.explain(one, date(2026, 1, 1), SHIPPED)

    assert all(translate(said.message, CHINESE) != said.message for said in seen)


def test_a_day_the_office_named_is_told_so() -> None:
    one = clock(date(2026, 3, 2), Span(until=date(2026, 4, 1)))

    assert told(one, date(2026, 3, 3))[0] == "The office named 2026-04-01 as the last day."


def test_a_calendar_that_was_changed_since_is_told() -> None:
    one = clock(date(2026, 3, 2), Span(workdays=1))
    changed = Calendar({date(2026, 3, 3): False})

    said = told(one, date(2026, 3, 2), changed)

    assert "The calendar was changed since. The day first told holds: 2026-03-03." in said


@pytest.mark.parametrize(
    ("today", "light"),
    [
        (date(2026, 5, 28), Light.IN_TIME),
        (date(2026, 5, 29), Light.DUE_SOON),  # a Friday: Monday, Tuesday, Wednesday
        (date(2026, 6, 3), Light.DUE_SOON),
        (date(2026, 6, 4), Light.OVERDUE),
    ],
)
def test_due_soon_is_three_working_days(today: date, light: Light) -> None:
    one = clock(date(2026, 3, 3), Span(months=3))

    assert one.due_on == date(2026, 6, 3)
    assert deadlines.light(one, today, SHIPPED) is light


@pytest.mark.parametrize(("late", "light"), [(0, Light.ANSWERED), (1, Light.LATE)])
def test_what_was_answered_is_never_overdue(late: int, light: Light) -> None:
    one = clock(date(2026, 3, 2), Span(months=3))
    one = replace(one, answered_on=one.due_on + timedelta(days=late))

    assert deadlines.light(one, date(2027, 1, 1), SHIPPED) is light


def test_what_was_handed_back_is_never_overdue() -> None:
    one = replace(clock(date(2026, 3, 2), Span(months=3)), is_open=False)

    assert deadlines.light(one, date(2027, 1, 1), SHIPPED) is Light.IN_TIME
