"""Who came: by month and presence, by kind of meeting, and to the plenary."""

from dataclasses import dataclass

from sqlalchemy import Select, SelectBase, func
from sqlalchemy import select as columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from core.activities.models import WAS_THERE as WAS_THERE
from core.activities.models import Activity, Attendance, Category, Presence
from core.committees.models import Term, TermSession
from core.permissions import Actor
from core.reports.periods import Period
from core.reports.queries import parts
from core.reports.queries.branches import Joined

PLENARY = "plenary"


@dataclass(frozen=True, slots=True)
class MonthPresence:
    """How many rows of attendance of one month (year * 100 + month) say one thing."""

    month: int
    presence: Presence
    members: int


@dataclass(frozen=True, slots=True)
class MeetingRate:
    """How many of those called to one kind of activity were there."""

    code: str
    name: str
    name_en: str
    heading_code: str
    called: int
    came: int

    @property
    def rate(self) -> float:
        """The share that came; 0 when nobody was called."""
        return self.came / self.called if self.called else 0.0


@parts.answers(
    MonthPresence,
    Joined(
        key=lambda month, presence, *_: (month, presence),
        sums=("members",),
        order=lambda row: (row.month, row.presence),
    ),
)
def by_month() -> SelectBase:
    """Attendance by month and presence, after the rule of two thirds."""
    by_day = (
        columns(
            col(Attendance.held_on).label("day"),
            col(Attendance.counted).label("presence"),
            func.count().label("members"),
        )
        .where(parts.attended())
        # By committee too: that is the order of the index, so nothing has to be sorted.
        .group_by(col(Attendance.committee_id), col(Attendance.held_on), col(Attendance.counted))
        .subquery()
    )
    month = parts.month_of(by_day.c.day)
    return (
        columns(month, by_day.c.presence, parts.total(by_day.c.members))
        .group_by(month, by_day.c.presence)
        .order_by(month, by_day.c.presence)
    )


def by_meeting(
    session: Session, actor: Actor, committee_id: int, period: Period
) -> tuple[MeetingRate, ...]:
    """The attendance of each category, the best attended first."""
    found = _by_meeting(session, actor, committee_id, period)
    return tuple(sorted(found, key=lambda row: (-row.rate, row.code)))


@parts.answers(
    MeetingRate, Joined(lambda code, name, *_: parts.same(code, name), sums=("called", "came"))
)
def _by_meeting() -> SelectBase:
    summed = (
        columns(
            col(Attendance.category_id).label("category_id"),
            func.count().label("called"),
            parts.count_if(parts.was_there()).label("came"),
        )
        .where(parts.attended())
        .group_by(col(Attendance.category_id))
        .subquery()
    )
    top = aliased(Category)
    return (
        columns(
            col(Category.code),
            func.max(Category.name),
            func.max(Category.name_en),
            func.max(col(top.code)),
            parts.total(summed.c.called),
            parts.total(summed.c.came),
        )
        .join(summed, summed.c.category_id == col(Category.id))
        .join(top, col(top.id) == func.coalesce(col(Category.parent_id), col(Category.id)))
        .group_by(col(Category.code), parts.apart(Category))
    )


def at_plenary(session: Session, actor: Actor, committee_id: int, period: Period) -> int:
    """Members who were at the plenary that reviews the year of the period's last day."""
    return _at_plenary(session, actor, committee_id, period)[0]


def plenary() -> Select[int]:
    """The statement of `at_plenary`."""
    return (
        columns(func.count(func.distinct(Attendance.member_id)))
        .select_from(TermSession)
        .join(Term, col(Term.id) == col(TermSession.term_id))
        .join(Activity, col(Activity.term_session_id) == col(TermSession.id))
        .join(Category, col(Category.id) == col(Activity.category_id))
        .join(Attendance, col(Attendance.activity_id) == col(Activity.id))
        .where(
            col(Term.committee_id).in_(parts.WITHIN),
            col(TermSession.reviews_year) == parts.LAST_YEAR,
            col(Category.code) == PLENARY,
            col(Activity.binned_at).is_(None),
            parts.was_there(),
        )
    )


_at_plenary = parts.answers(int)(plenary)
