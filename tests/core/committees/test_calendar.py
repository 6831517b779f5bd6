"""The office's calendar: what it says, and writing it."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session, select

from core import clock
from core.audit.models import AuditEntry
from core.committees import calendar, calendar_days
from core.committees.calendar import CLOSES, OPENS, Calendar
from core.committees.calendar_days import DayKind
from core.committees.models import CalendarDay
from core.errors import NotPermitted, RuleBroken
from core.notices import service as notices
from core.notices.models import Notice, NoticeKind
from core.notices.service import Told
from core.permissions import Permission, Role, lacking
from tests.factories import Make

YEAR = """
2031-01-01 休 元旦
2031年1月22日 至 2031年1月28日 休 春节
2031.1.19 班
2031-02-01\t班\t春节调休
"""
START = datetime(2024, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 1050 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes))
DAYS = st.dates(date(2024, 1, 1), date(2026, 10, 1))


class TestCalendar:
    @given(MOMENTS)
    def test_working_moments_are_in_working_hours(self, moment: datetime) -> None:
        found = Calendar().working_moment(moment)
        wall = clock.local(found)

        assert found >= moment
        assert Calendar().is_workday(wall.date())
        assert OPENS <= wall.time() < CLOSES
        assert Calendar().working_moment(found) == found

    @given(DAYS, st.integers(1, 30))
    def test_so_many_days_before_are_so_many_days_after(self, day: date, number: int) -> None:
        day = Calendar().next_workday(day)

        assert Calendar().after(Calendar().before(day, number), number) == day

    def test_what_the_office_says_counts(self) -> None:
        said = Calendar({date(2026, 5, 20): False, date(2026, 5, 23): True})

        assert said.is_holiday(date(2026, 5, 20))
        assert said.is_made_up(date(2026, 5, 23))
        assert said.after(date(2026, 5, 19), 3) == date(2026, 5, 23)


class TestWriting:
    def test_a_year_is_pasted_as_it_was_announced(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)

        written = calendar_days.set_days(session, clerk, YEAR)

        days = {row.day: row for row in calendar_days.year(session, clerk, 2031)}
        assert written == 10
        assert len(days) == 365
        assert days[date(2031, 1, 1)].kind is DayKind.HOLIDAY
        assert (days[date(2031, 1, 28)].name, days[date(2031, 1, 28)].said) == ("春节", True)
        assert days[date(2031, 1, 19)].kind is DayKind.MADE_UP
        assert days[date(2031, 2, 1)].name == "春节调休"
        assert days[date(2031, 3, 1)].kind is DayKind.WEEKEND
        assert calendar.load(session).after(date(2031, 1, 21), 1) == date(2031, 1, 29)
        assert session.exec(select(AuditEntry.action)).all() == ["calendar:edited"]

    def test_a_day_written_twice_counts_as_written_last(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        calendar_days.set_days(session, clerk, "2031-03-03 休")
        calendar_days.set_days(session, clerk, "2031-03-03 班 说明")

        kept = session.exec(select(CalendarDay)).one()

        assert (kept.is_workday, kept.name, kept.version) == (True, "说明", 2)

    def test_what_was_written_in_can_be_taken_out(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        calendar_days.set_days(session, clerk, "2026-05-20 休")

        calendar_days.clear_day(session, clerk, date(2026, 5, 20))

        assert calendar.load(session).is_workday(date(2026, 5, 20))
        with pytest.raises(RuleBroken, match="Nothing was written"):
            calendar_days.clear_day(session, clerk, date(2026, 5, 20))

    @pytest.mark.parametrize(
        ("lines", "why"),
        [
            ("", "Paste the days first"),
            ("2031-01-01", "Line 1: write a day"),
            ("2031-01-01 休\n元旦", "Line 2: write a day"),
            ("2031-01-05 至 2031-01-01 休", "Line 1: the last day"),
            ("2031-13-01 休", "not in the calendar"),
            ("2031-01-01 休\n" * 401, "400 lines at most"),
        ],
    )
    def test_refuses_what_cannot_be_read(
        self, session: Session, make: Make, lines: str, why: str
    ) -> None:
        with pytest.raises(RuleBroken, match=why) as refused:
            calendar_days.set_days(session, make.actor(Role.CLERK), lines)

        assert refused.value.field == "lines"
        assert session.exec(select(CalendarDay)).all() == []

    def test_bells_of_a_day_that_becomes_a_rest_are_put_off(
        self, session: Session, make: Make
    ) -> None:
        clerk = make.actor(Role.CLERK)
        morning = datetime(2026, 5, 20, 1, 0, tzinfo=UTC)
        told = Told(NoticeKind.OVERDUE, "assignment", 1, "示例")
        notices.tell(session, [clerk.account_id], told, morning + timedelta(days=2))

        with time_machine.travel(morning, tick=False):
            calendar_days.set_days(session, clerk, "2026-05-22 休 县庆")

        rings = session.exec(select(Notice.rings_at)).one()
        assert rings == morning + timedelta(days=5)  # the Monday after

    @pytest.mark.parametrize("role", lacking(Permission.COMMITTEE_WRITE))
    def test_refuses_who_may_not(self, session: Session, make: Make, role: Role) -> None:
        with pytest.raises(NotPermitted):
            calendar_days.set_days(session, make.actor(role), "2031-01-01 休")

    def test_an_office_below_does_not_write_for_the_whole_house(
        self, session: Session, make: Make
    ) -> None:
        county = make.committee(make.home())
        clerk = make.actor(Role.CLERK, county, county)

        assert not calendar_days.may_write(session, clerk)
        with pytest.raises(NotPermitted, match="topmost"):
            calendar_days.set_days(session, clerk, "2031-01-01 休")
