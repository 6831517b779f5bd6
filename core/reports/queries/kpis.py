"""The key figures of a period, of the one before, and month by month."""

from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from sqlalchemy import ColumnElement, Select, SelectBase, func, true
from sqlalchemy import select as columns
from sqlmodel import Session, col

from core.activities.models import Activity, Attendance
from core.permissions import Actor
from core.reports.periods import Period
from core.reports.queries import attendance, members, parts, studios
from core.reports.queries.branches import Joined
from core.studios.models import STUDIOS_PROPER, Studio


@dataclass(frozen=True, slots=True)
class Figures:
    """The key figures of one period. Money and goods are in fen.

    `studios` are the studios proper open on the last day; `places` all open places of
    duty, `judged` those with a standard to meet and `up_to_standard` those that meet it.
    """

    activities: int
    served: int
    opinions_heard: int
    problems_raised: int
    problems_solved: int
    money_fen: int
    goods_fen: int
    called: int
    came: int
    studios: int
    places: int
    judged: int
    up_to_standard: int
    members: int
    at_plenary: int = 0

    @property
    def attendance_rate(self) -> float:
        """The share of those called that came; 0 when nobody was called."""
        return self.came / self.called if self.called else 0.0

    @property
    def standard_rate(self) -> float:
        """The share of places with a standard that meet it; 0 when none has one."""
        return self.up_to_standard / self.judged if self.judged else 0.0

    @property
    def given_fen(self) -> int:
        """Money and goods together."""
        return self.money_fen + self.goods_fen


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """What a sparkline shows of one month (year * 100 + month)."""

    month: int
    activities: int = 0
    served: int = 0
    opinions_heard: int = 0
    problems_solved: int = 0
    given_fen: int = 0
    called: int = 0
    came: int = 0


@dataclass(frozen=True, slots=True)
class Held:
    """What the activities of one month (year * 100 + month) came to. Money in fen."""

    month: int
    activities: int
    served: int
    opinions_heard: int
    problems_raised: int
    problems_solved: int
    money_fen: int
    goods_fen: int


@dataclass(frozen=True, slots=True)
class Places:
    """The open places of duty, see `Figures`, and the members in office."""

    studios: int
    places: int
    judged: int
    up_to_standard: int
    members: int


@dataclass(frozen=True, slots=True)
class Kpis:
    """The key figures, those of the period before, and the twelve months up to its end."""

    now: Figures
    before: Figures
    months: tuple[MonthFigures, ...] = field(default=())


def kpis(
    session: Session,
    actor: Actor,
    committee_id: int,
    period: Period,
    against: Period | None = None,
) -> Kpis:
    """The key figures; `against` is the period before unless another is given."""
    return Kpis(
        figures(session, actor, committee_id, period),
        figures(session, actor, committee_id, against or period.before()),
        months(session, actor, committee_id, period.trend()),
    )


def figures(session: Session, actor: Actor, committee_id: int, period: Period) -> Figures:
    """The key figures of one period."""
    asked = (session, actor, committee_id, period)
    of_year = period == period.trend()
    found = _of_months(*asked) if of_year else _figures(*asked)[0]
    return replace(found, at_plenary=attendance.at_plenary(*asked))


def _of_months(session: Session, actor: Actor, committee_id: int, period: Period) -> Figures:
    """A year's figures, added up from the months that the trend shows anyway."""
    asked = (session, actor, committee_id, period)
    held, there = held_by_month(*asked), attendance.by_month(*asked)
    return Figures(
        **{name: sum(getattr(row, name) for row in held) for name in OF_HELD},
        called=sum(row.members for row in there),
        came=sum(row.members for row in there if row.presence in attendance.WAS_THERE),
        **asdict(_places(*asked)[0]),
    )


def months(
    session: Session, actor: Actor, committee_id: int, period: Period
) -> tuple[MonthFigures, ...]:
    """Each month of a period, those without activities too."""
    found = {month: MonthFigures(month) for month in period.months()}
    for held in held_by_month(session, actor, committee_id, period):
        found[held.month] = MonthFigures(
            held.month,
            held.activities,
            held.served,
            held.opinions_heard,
            held.problems_solved,
            held.money_fen + held.goods_fen,
        )
    for row in attendance.by_month(session, actor, committee_id, period):
        month = found[row.month]
        came = row.members if row.presence in attendance.WAS_THERE else 0
        found[row.month] = replace(month, called=month.called + row.members, came=month.came + came)
    return tuple(found.values())


ALL = [field.name for field in fields(Figures)]
OF_HELD = [field.name for field in fields(Held) if field.name != "month"]
OF_PLACES = [field.name for field in fields(Places)]


@parts.answers(Held, Joined(lambda month, *_: month, sums=OF_HELD))
def held_by_month() -> SelectBase:
    """What activities came to, by the months in which they were held."""
    return (
        columns(col(Activity.held_month), func.count(), *_totals())
        .where(parts.held())
        .group_by(col(Activity.held_month))
    )


@parts.answers(Figures, Joined(lambda *_: "", sums=ALL))
def _figures() -> SelectBase:
    """All but the plenary in one row, in the order of `Figures`."""
    tables = [part.subquery() for part in (_held(), _came(), _open())]
    held, came, places = tables
    together = held.join(came, true()).join(places, true())
    return columns(*held.c, *came.c, *places.c).select_from(together)


def _held() -> Select[*tuple[Any, ...]]:
    return columns(func.count().label("activities"), *_totals()).where(parts.held())


def _totals() -> list[ColumnElement[int]]:
    return [parts.total(getattr(Activity, name)) for name in OF_HELD[1:]]


def _came() -> Select[*tuple[Any, ...]]:
    return (
        columns(func.count().label("called"), parts.count_if(parts.was_there()))
        .select_from(Attendance)
        .where(parts.attended())
    )


@parts.answers(Places, Joined(lambda *_: "", sums=OF_PLACES))
def _places() -> SelectBase:
    """One row, in the order of `Places`."""
    return _open()


def _open() -> Select[*tuple[Any, ...]]:
    return columns(
        parts.count_if(col(Studio.kind).in_(STUDIOS_PROPER)),
        func.count().label("places"),
        parts.count_if(studios.judged()),
        parts.count_if(studios.up_to_standard()),
        members.counted().scalar_subquery().label("members"),
    ).where(col(Studio.committee_id).in_(parts.WITHIN), studios.open_on(parts.LAST))
