"""Until when a unit has to answer, and how that day was reached. Pure functions of values."""

import calendar as months_of
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from core.committees.calendar import Calendar
from core.i18n import N_
from db.base import Choice

SOON = 3


class Light(Choice):
    """How an assignment stands with its time."""

    IN_TIME = "in_time", N_("In time")
    DUE_SOON = "due_soon", N_("Due soon")
    OVERDUE = "overdue", N_("Overdue")
    ANSWERED = "answered", N_("Answered in time")
    LATE = "late", N_("Answered late")


@dataclass(frozen=True, slots=True)
class Span:
    """A time to answer within: months, or working days, or until a day that was named."""

    months: int = 0
    workdays: int = 0
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Granted:
    """More time that was granted on a day."""

    until: date
    on: date


@dataclass(frozen=True, slots=True)
class Clock:
    """What a due day was reached from. `instructed`: counting began with an instruction."""

    counted_from: date
    span: Span
    first_due_on: date
    due_on: date
    granted: Sequence[Granted] = ()
    instructed: bool = False
    answered_on: date | None = None
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Said:
    """A message of the catalogue with its parts; days among them are dates."""

    message: str
    parts: Mapping[str, object] = field(default_factory=dict)


def due(counted_from: date, span: Span, calendar: Calendar) -> date:
    """The last day to answer on. It is a working day: a day of rest moves it to the next."""
    return calendar.next_workday(_end(counted_from, span, calendar))


def light(clock: Clock, today: date, calendar: Calendar) -> Light:
    """How an assignment stands with its time. What was given back or taken back is in time."""
    if clock.answered_on:
        return Light.LATE if clock.answered_on > clock.due_on else Light.ANSWERED
    if not clock.is_open:
        return Light.IN_TIME
    if today > clock.due_on:
        return Light.OVERDUE
    return Light.DUE_SOON if clock.due_on <= soon_until(today, calendar) else Light.IN_TIME


def soon_until(today: date, calendar: Calendar) -> date:
    """What is due by this day, and from today on, is due soon."""
    return calendar.after(today, SOON)


def explain(clock: Clock, today: date, calendar: Calendar) -> tuple[Said, ...]:
    """How the due day was reached, and how it stands with it, as sentences in order."""
    return (*_reached(clock, calendar), *_extended(clock), *_stands(clock, today, calendar))


def plus_months(day: date, months: int) -> date:
    """The same day some months later; the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, months_of.monthrange(year, month + 1)[1]))


def _end(counted_from: date, span: Span, calendar: Calendar) -> date:
    """The day that counting leads to, before a day of rest moves it."""
    if span.until:
        return span.until
    if span.months:
        return plus_months(counted_from, span.months)
    return calendar.after(counted_from, span.workdays)


def _reached(clock: Clock, calendar: Calendar) -> Iterator[Said]:
    span, end = clock.span, _end(clock.counted_from, clock.span, calendar)
    if not (span.months or span.workdays):
        yield Said(N_("The office named {day} as the last day."), {"day": clock.first_due_on})
        return
    yield _began(clock)
    if span.months:
        yield Said(N_("{n} months later is {day}."), {"n": span.months, "day": end})
    else:
        yield Said(N_("{n} working days later is {day}."), {"n": span.workdays, "day": end})
        yield from _left_out(clock.counted_from, end, calendar)
    moved = calendar.next_workday(end)
    if moved != end:
        parts = {"day": end, "next": moved}
        yield Said(N_("{day} is a day of rest, so it is the next working day, {next}."), parts)
    if moved != clock.first_due_on:
        told = {"day": clock.first_due_on}
        yield Said(N_("The calendar was changed since. The day first told holds: {day}."), told)


def _began(clock: Clock) -> Said:
    if clock.instructed:
        return Said(
            N_("Counted from the instruction of {day}, that day left out."),
            {"day": clock.counted_from},
        )
    return Said(
        N_("Counted from the assignment on {day}, that day left out."), {"day": clock.counted_from}
    )


def _left_out(first: date, last: date, calendar: Calendar) -> Iterator[Said]:
    """The days of rest in between, and the weekends on which people worked."""
    days = [date.fromordinal(n) for n in range(first.toordinal() + 1, last.toordinal() + 1)]
    rest = [day for day in days if not calendar.is_workday(day)]
    made_up = [day for day in days if calendar.is_made_up(day)]
    if rest:
        holidays = sum(calendar.is_holiday(day) for day in rest)
        parts: dict[str, object] = {"n": len(rest), "holidays": holidays}
        message = N_("{n} days of rest are left out, {holidays} of them holidays.")
        yield Said(message if holidays else N_("{n} days of rest are left out."), parts)
    for day in made_up:
        yield Said(N_("{day} counts: it is a make-up workday."), {"day": day})


def _extended(clock: Clock) -> Iterator[Said]:
    for one in clock.granted:
        parts = {"on": one.on, "until": one.until}
        yield Said(N_("More time was granted on {on}: until {until}."), parts)


def _stands(clock: Clock, today: date, calendar: Calendar) -> Iterator[Said]:
    if clock.answered_on:
        late = calendar.between(clock.due_on, clock.answered_on)
        parts: dict[str, object] = {"day": clock.answered_on, "n": late}
        if clock.answered_on > clock.due_on:
            yield Said(N_("Answered on {day}: {n} working days late."), parts)
        else:
            yield Said(N_("Answered on {day}, in time."), parts)
    elif clock.is_open and today > clock.due_on:
        parts = {"day": clock.due_on, "n": calendar.between(clock.due_on, today)}
        yield Said(N_("Overdue since {day}: {n} working days."), parts)
    elif clock.is_open:
        parts = {"n": calendar.between(today, clock.due_on)}
        yield Said(N_("{n} working days are left."), parts)
