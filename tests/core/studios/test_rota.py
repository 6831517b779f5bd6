"""Days of reception: each week, or set days moved to the next working day."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clock import workdays
from core.errors import RuleBroken
from core.studios import rota
from core.studios.drafts import RotaDraft
from core.studios.models import RotaRule
from core.studios.rota import Duty

WEDNESDAY = 2


@dataclass
class Kept:
    """A rota as kept."""

    rule: RotaRule
    weekday: int | None = None
    days: str = ""


def days(kept: Kept, first: date, last: date) -> list[tuple[date, date]]:
    return [(one.day, one.meant) for one in rota.reception_days(kept, first, last)]


def test_each_wednesday_of_a_usual_month() -> None:
    weekly = Kept(RotaRule.WEEKLY, WEDNESDAY)

    found = rota.reception_days(weekly, date(2026, 3, 1), date(2026, 3, 31))

    assert [one.day.day for one in found] == [4, 11, 18, 25]
    assert not any(one.moved for one in found)


def test_two_wednesdays_of_the_national_day_make_one_reception() -> None:
    weekly = Kept(RotaRule.WEEKLY, WEDNESDAY)

    found = days(weekly, date(2025, 9, 28), date(2025, 10, 15))

    assert found == [
        (date(2025, 10, 9), date(2025, 10, 1)),
        (date(2025, 10, 15), date(2025, 10, 15)),
    ]


def test_who_receives_on_saturdays_means_it() -> None:
    weekly = Kept(RotaRule.WEEKLY, 5)

    found = days(weekly, date(2025, 9, 20), date(2025, 10, 11))

    assert found == [
        (date(2025, 9, 20), date(2025, 9, 20)),
        (date(2025, 9, 27), date(2025, 9, 27)),
        (date(2025, 10, 9), date(2025, 10, 4)),
        (date(2025, 10, 11), date(2025, 10, 11)),
    ]


@pytest.mark.parametrize(
    ("meant", "day"),
    [
        (date(2026, 3, 10), date(2026, 3, 10)),
        (date(2026, 3, 20), date(2026, 3, 20)),
        (date(2026, 5, 10), date(2026, 5, 11)),  # a Sunday
        (date(2024, 2, 10), date(2024, 2, 18)),  # Spring Festival, to a Sunday worked instead
        (date(2031, 5, 10), date(2031, 5, 12)),  # not announced: weekends rest
    ],
)
def test_the_10th_and_20th_move_to_the_next_working_day(meant: date, day: date) -> None:
    monthly = Kept(RotaRule.MONTHLY, days="10,20")

    assert (day, meant) in days(monthly, meant.replace(day=1), meant.replace(day=28))


def test_a_month_without_a_31st_receives_on_its_last_day() -> None:
    monthly = Kept(RotaRule.MONTHLY, days="31")

    found = days(monthly, date(2026, 4, 1), date(2026, 6, 30))

    assert [meant.day for _day, meant in found] == [30, 31, 30]


@given(
    st.one_of(
        st.builds(Kept, st.just(RotaRule.WEEKLY), st.integers(0, 6)),
        st.builds(
            Kept,
            st.just(RotaRule.MONTHLY),
            st.none(),
            st.lists(st.integers(1, 31), min_size=1, max_size=4).map(
                lambda numbers: ",".join(map(str, numbers))
            ),
        ),
    ),
    st.dates(date(2010, 1, 1), date(2029, 1, 1)),
    st.integers(0, 100),
    st.integers(0, 100),
)
def test_stretches_of_time_join_and_no_reception_falls_on_a_rest_day(
    kept: Kept, first: date, some: int, more: int
) -> None:
    cut, last = first + timedelta(days=some), first + timedelta(days=some + more)
    whole = days(kept, first, last)

    parts = days(kept, first, cut) + days(kept, cut + timedelta(days=1), last)

    assert parts == whole
    assert sorted({day for day, _meant in whole}) == [day for day, _meant in whole]
    for day, meant in whole:
        assert day >= meant
        assert workdays.is_workday(day) or day == meant
        assert day == meant or not workdays.is_workday(meant)


@pytest.mark.parametrize(
    ("typed", "read"),
    [("10,20", [10, 20]), ("２０、１０", [10, 20]), ("10日，20日", [10, 20]), ("5 5 25", [5, 25])],
)
def test_days_are_read_as_people_write_them(typed: str, read: list[int]) -> None:
    assert rota.read_days(typed) == read


@pytest.mark.parametrize("typed", ["", "0", "32", "每月十日", "10-20", ","])
def test_days_that_cannot_be_read_are_refused(typed: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        rota.read_days(typed)

    assert refused.value.field == "days"


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (RotaDraft(RotaRule.WEEKLY), "weekday"),
        (RotaDraft(RotaRule.WEEKLY, 7), "weekday"),
        (RotaDraft(RotaRule.MONTHLY), "days"),
        (RotaDraft(RotaRule.WEEKLY, 2, "", time(11), time(9)), "until_time"),
    ],
)
def test_a_rota_is_complete(draft: RotaDraft, field: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        rota.columns(draft)

    assert refused.value.field == field


ALWAYS: dict[str, Any] = {"starts_on": date(2026, 1, 1), "ends_on": None}
FOUR_DAYS = [date(2026, 4, day) for day in (1, 8, 15, 22)]


@pytest.mark.parametrize(
    ("after", "at_once", "expected"),
    [
        (None, 1, [[1], [2], [3], [1]]),
        (2, 1, [[3], [1], [2], [3]]),
        (99, 1, [[1], [2], [3], [1]]),
        (None, 2, [[1, 2], [3, 1], [2, 3], [1, 2]]),
        (None, 5, [[1, 2, 3], [1, 2, 3], [1, 2, 3], [1, 2, 3]]),
    ],
)
def test_members_take_turns(after: int | None, at_once: int, expected: list[list[int]]) -> None:
    team = [Duty(number, **ALWAYS) for number in (1, 2, 3)]

    turns = list(rota.round_robin(FOUR_DAYS, team, after, at_once))

    assert [[who for on, who in turns if on == day] for day in FOUR_DAYS] == expected


def test_who_does_not_work_there_then_is_passed_over() -> None:
    team = [Duty(1, **ALWAYS), Duty(2, date(2026, 1, 1), date(2026, 4, 8)), Duty(3, **ALWAYS)]

    turns = rota.round_robin([*FOUR_DAYS, date(2026, 4, 29)], team, None, 1)

    assert [who for _day, who in turns] == [1, 2, 3, 1, 3]


def test_a_quarter_has_its_first_and_last_day() -> None:
    assert rota.quarter(2026, 4) == (date(2026, 10, 1), date(2026, 12, 31))
    assert rota.quarter(2024, 1) == (date(2024, 1, 1), date(2024, 3, 31))
