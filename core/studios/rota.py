"""Days of reception, and who is on duty. Pure functions of values."""

import calendar as months
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol

from core.committees.calendar import Calendar
from core.errors import RuleBroken
from core.i18n import N_
from core.studios.drafts import RotaDraft
from core.studios.models import RotaRule
from core.text import digits

# No public holiday is as long as this, so what is moved comes from within it.
_LONGEST_REST = timedelta(days=20)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class ReceptionDay:
    """A day of reception. `meant` is the day by the rule, before a rest day moved it."""

    day: date
    meant: date

    @property
    def moved(self) -> bool:
        """Whether a rest day moved it."""
        return self.day != self.meant


@dataclass(frozen=True, slots=True)
class Duty:
    """Who works in a studio, from when to when."""

    member_id: int
    starts_on: date
    ends_on: date | None

    def on(self, day: date) -> bool:
        """Whether the member works there on a day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


class RotaLike(Protocol):
    """What of a rota decides its days. `days` as kept: "10,20"; `weekday` 0 is Monday."""

    @property
    def rule(self) -> RotaRule:
        """Weekly or monthly."""

    @property
    def weekday(self) -> int | None:
        """The weekday of a weekly rota."""

    @property
    def days(self) -> str:
        """The days of a monthly rota."""


def columns(draft: RotaDraft) -> dict[str, Any]:
    """The columns of a rota. Refuses one that is not complete."""
    if draft.until_time <= draft.from_time:
        raise RuleBroken(N_("Reception ends after it begins."), field="until_time")
    weekly = draft.rule is RotaRule.WEEKLY
    if weekly and draft.weekday not in range(7):
        raise RuleBroken(N_("Choose the weekday of the reception."), field="weekday")
    return {
        "rule": draft.rule,
        "weekday": draft.weekday if weekly else None,
        "days": "" if weekly else ",".join(str(day) for day in read_days(draft.days)),
        "from_time": draft.from_time,
        "until_time": draft.until_time,
    }


def read_days(typed: str) -> list[int]:
    """Days of the month in order: "20、10" is [10, 20]."""
    plain = digits(typed.replace(" ", ","), 60, "days").replace("、", ",").replace("，", ",")
    parts = [part.removesuffix("日") for part in plain.split(",") if part]
    if not parts or not all(part.isdecimal() and 1 <= int(part) <= 31 for part in parts):
        raise RuleBroken(N_("Write the days of the month as numbers, such as 10,20."), "days")
    return sorted({int(part) for part in parts})


def reception_days(
    rota: RotaLike, first: date, last: date, calendar: Calendar | None = None
) -> list[ReceptionDay]:
    """The days of reception from one day to another, both included, each day once.

    A day that offices rest is moved to the next working day, make-up workdays included.
    Who receives on Saturdays or Sundays means it: only a public holiday moves that.
    Without a calendar the one that was shipped counts.
    """
    kept, found = calendar or Calendar(), dict[date, ReceptionDay]()
    for meant in _meant(rota, first - _LONGEST_REST, last):
        day = _moved(rota, meant, kept)
        if first <= day <= last and day not in found:
            found[day] = ReceptionDay(day, meant)
    return list(found.values())


def round_robin(
    days: Sequence[date], team: Sequence[Duty], after: int | None, at_once: int
) -> Iterator[tuple[date, int]]:
    """Who is on duty on each day, by turns, beginning behind the member who was last."""
    order = list(dict.fromkeys(duty.member_id for duty in team))
    turn = order.index(after) + 1 if after in order else 0
    for day in days:
        working = {duty.member_id for duty in team if duty.on(day)}
        chosen: list[int] = []
        for _tried in order:
            if len(chosen) == at_once:
                break
            member = order[turn % len(order)]
            turn += 1
            if member in working and member not in chosen:
                chosen.append(member)
        yield from ((day, member) for member in chosen)


def quarter(year: int, number: int) -> tuple[date, date]:
    """The first and last day of a quarter, 1 to 4."""
    month = number * 3
    return date(year, month - 2, 1), date(year, month, months.monthrange(year, month)[1])


def _meant(rota: RotaLike, first: date, last: date) -> Iterator[date]:
    """The days by the rule. A month without its 31st receives on its last day."""
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        if rota.rule is RotaRule.WEEKLY:
            wanted = day.weekday() == rota.weekday
        else:
            length = months.monthrange(day.year, day.month)[1]
            wanted = day.day in {min(int(one), length) for one in rota.days.split(",")}
        if wanted:
            yield day


def _moved(rota: RotaLike, meant: date, kept: Calendar) -> date:
    weekend = rota.rule is RotaRule.WEEKLY and meant.weekday() >= _SATURDAY
    if weekend and not kept.is_holiday(meant):
        return meant
    return kept.next_workday(meant)
