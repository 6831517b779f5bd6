"""Writing the office's calendar: single days, or a year as it was announced, without a line out.

One calendar holds for the whole house, so only who looks after a topmost committee writes it.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import update
from sqlmodel import Session, col, select

from core import clock
from core.audit.service import Entry
from core.clock import workdays
from core.committees import calendar, scope, trail
from core.committees.calendar import Calendar
from core.committees.models import CalendarDay, Committee
from core.errors import NotPermitted, RuleBroken
from core.i18n import N_
from core.notices.models import Notice
from core.permissions import Actor, Permission, require
from core.text import clean, read_date
from db.base import Choice

READ, WRITE = Permission.COMMITTEE_READ, Permission.COMMITTEE_WRITE
NAME = 40
MOST_LINES, LONGEST_REST = 400, 40
_REST = {"休": False, "rest": False, "班": True, "work": True}
_LINE = re.compile(
    r"(?P<first>.+?)(?:\s*(?:至|到|~|～)\s*(?P<last>\S+?))?\s*(?P<kind>休|班|\brest\b|\bwork\b)"
    r"(?:\s+(?P<name>.*))?",
    re.IGNORECASE,
)


class DayKind(Choice):
    """What a day is to an office."""

    WORK = "work", N_("Working day")
    MADE_UP = "made_up", N_("Make-up workday")
    WEEKEND = "weekend", N_("Weekend")
    HOLIDAY = "holiday", N_("Holiday")


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day of a year. `said` is whether the office wrote it in itself."""

    day: date
    kind: DayKind
    name: str
    said: bool


def year(session: Session, actor: Actor, number: int) -> list[DayRow]:
    """All days of a year, as they count."""
    require(actor, READ)
    first, last = date(number, 1, 1), date(number, 12, 31)
    asked = select(CalendarDay).where(col(CalendarDay.day).between(first, last))
    said = {row.day: row for row in session.exec(asked)}
    counted = Calendar({day: row.is_workday for day, row in said.items()})
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [_row(day, counted, said.get(day)) for day in days]


def may_write(session: Session, actor: Actor) -> bool:
    """Whether an actor looks after a topmost committee, and so after the calendar."""
    tops = select(Committee.id).where(
        col(Committee.parent_id).is_(None), scope.within(actor, WRITE, col(Committee.id))
    )
    return session.exec(tops.limit(1)).first() is not None


def set_days(session: Session, actor: Actor, lines: str) -> int:
    """Write in days as they were announced, one a line: `2027-01-01 至 2027-01-03 休 元旦`.

    How many days were written. What counts already keeps its due day; bells that would ring
    on a day of rest are put off.
    """
    _check_may(session, actor)
    days = {day: (work, name) for day, work, name in _read(lines)}
    if not days:
        raise RuleBroken(N_("Paste the days first, one on each line."), "lines")
    for day, (work, name) in days.items():
        _write(session, day, work, name)
    session.flush()
    _put_off_bells(session, [day for day, (work, _name) in days.items() if not work])
    told = {day.isoformat(): _word(work, name) for day, (work, name) in sorted(days.items())}
    _told(session, actor, "edited", {"days": list(told), "names": list(told.values())})
    return len(days)


def clear_day(session: Session, actor: Actor, day: date) -> None:
    """Take out what the office wrote in for a day: the calendar that was shipped counts again."""
    _check_may(session, actor)
    row = session.get(CalendarDay, day, with_for_update=True)
    if row is None:
        raise RuleBroken(N_("Nothing was written in for this day."), "day")
    session.delete(row)
    session.flush()
    _put_off_bells(session, [day])
    _told(session, actor, "removed", {"days": [day.isoformat()]})


def _check_may(session: Session, actor: Actor) -> None:
    require(actor, WRITE)
    if not may_write(session, actor):
        raise NotPermitted(N_("The calendar is written by the topmost committee's office."))


def _read(lines: str) -> Iterator[tuple[date, bool, str]]:
    typed = [line for line in lines.splitlines() if line.strip()]
    if len(typed) > MOST_LINES:
        raise RuleBroken(N_("{n} lines at most at once."), "lines", n=MOST_LINES)
    for number, line in enumerate(typed, 1):
        yield from _read_line(number, clean(line, 200, "lines"))


def _read_line(number: int, line: str) -> Iterator[tuple[date, bool, str]]:
    found = _LINE.fullmatch(line)
    if found is None:
        raise RuleBroken(
            N_("Line {n}: write a day, then 休 or 班, then its name: 2027-01-01 休 元旦."),
            "lines",
            n=number,
        )
    first = read_date(found["first"], "lines")
    last = read_date(found["last"], "lines") if found["last"] else first
    if not 0 <= (last - first).days <= LONGEST_REST:
        raise RuleBroken(N_("Line {n}: the last day comes after the first."), "lines", n=number)
    work, name = _REST[found["kind"].lower()], clean(found["name"], NAME, "lines")
    for n in range((last - first).days + 1):
        yield first + timedelta(days=n), work, name


def _write(session: Session, day: date, work: bool, name: str) -> None:
    row = session.get(CalendarDay, day, with_for_update=True)
    if row is None:
        session.add(CalendarDay(day=day, is_workday=work, name=name))
        return
    row.is_workday, row.name = work, name
    row.version += 1


def _put_off_bells(session: Session, days: Collection[date]) -> None:
    """What would ring on a day of rest rings on the next working day."""
    counted = calendar.load(session)
    for day in days:
        if counted.is_workday(day):
            continue
        from_ = clock.moment(datetime.combine(day, time.min))
        until = clock.moment(datetime.combine(day + timedelta(days=1), time.min))
        session.execute(
            update(Notice)
            .where(
                col(Notice.rings_at) >= max(from_, clock.now()),
                col(Notice.rings_at) < until,
                col(Notice.read_at).is_(None),
            )
            .values(rings_at=counted.working_moment(from_))
        )


def _row(day: date, counted: Calendar, said: CalendarDay | None) -> DayRow:
    if counted.is_workday(day):
        kind = DayKind.MADE_UP if counted.is_made_up(day) else DayKind.WORK
    else:
        weekend = day.weekday() >= calendar.SATURDAY and not workdays.is_public_holiday(day)
        named = said is not None and said.name
        kind = DayKind.WEEKEND if weekend and not named else DayKind.HOLIDAY
    return DayRow(day, kind, said.name if said else "", said is not None)


def _word(work: bool, name: str) -> str:
    return f"{'班' if work else '休'} {name}".strip()


def _told(session: Session, actor: Actor, done: str, after: dict[str, list[str]]) -> None:
    trail.record(session, actor, Entry(f"calendar:{done}", "calendar", 0, after=after))
