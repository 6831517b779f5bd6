"""Reading activities: lists, the calendar, and what waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_
from sqlalchemy import select as columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from core.activities import reach
from core.activities.detail import attendance, attendance_of_member, detail
from core.activities.finding import confirms, find
from core.activities.models import (
    Activity,
    ActivityState,
    Attendance,
    AttendanceRole,
    Category,
    OwnerKind,
    Presence,
    Stage,
)
from core.activities.owners import OWNER, OWNER_EN
from core.committees import scope
from core.committees.models import Committee, SpecialCommittee
from core.groups.models import SectorGroup
from core.i18n import N_
from core.members.models import Member
from core.permissions import Actor, Permission, require
from core.studios.models import Studio
from db.base import Choice

__all__ = ["attendance", "attendance_of_member", "confirms", "detail", "find"]

MOST_IN_A_MONTH = 1_000


class Order(Choice):
    """In which order a list comes."""

    NEWEST = "newest", N_("Newest first")
    OLDEST = "oldest", N_("Oldest first")
    SERVED = "served", N_("Most people served first")
    TITLE = "title", N_("By title")


@dataclass(frozen=True, slots=True)
class ActivityFilter:
    """Which activities a list asks for.

    A committee stands for itself and those below; categories are asked by code, which is the
    same everywhere.
    """

    search: str = ""
    owner_kind: OwnerKind | None = None
    studio_id: int | None = None
    group_id: int | None = None
    special_committee_id: int | None = None
    committee_id: int | None = None
    heading: str = ""
    category: str = ""
    state: ActivityState | None = None
    stage: Stage | None = None
    since: date | None = None
    until: date | None = None
    member_id: int | None = None
    bin: bool = False
    order: Order = Order.NEWEST
    offset: int = 0
    limit: int = 50


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """An activity as lists show it. `owner` is the name of who organises."""

    id: int
    held_on: date
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    title: str
    category: str
    category_en: str
    owner_kind: OwnerKind
    owner: str
    owner_en: str
    committee: str
    committee_en: str
    place: str
    served: int
    attendees: int
    stage: Stage
    state: ActivityState
    returned_reason: str


@dataclass(frozen=True, slots=True)
class Attended:
    """One line of attendance, with its activity and its member."""

    id: int
    held_on: date
    title: str
    category: str
    category_en: str
    number: str
    name: str
    employer: str
    role: AttendanceRole
    presence: Presence
    counted: Presence
    leave_reason: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for an actor: handed in for confirming, and returned to the one who wrote it."""

    to_confirm: list[ActivityRow]
    returned: list[ActivityRow]


def total(session: Session, actor: Actor, wanted: ActivityFilter) -> int:
    """How many activities a list has in all."""
    require(actor, Permission.ACTIVITY_READ)
    asked = columns(func.count(col(Activity.id))).where(_asked(session, actor, wanted))
    return session.scalar(asked) or 0


def listing(session: Session, actor: Actor, wanted: ActivityFilter) -> list[ActivityRow]:
    """The activities of one page of a list."""
    require(actor, Permission.ACTIVITY_READ)
    return _rows(session, _asked(session, actor, wanted), wanted)


def after(
    session: Session, actor: Actor, wanted: ActivityFilter, behind: int, limit: int
) -> list[ActivityRow]:
    """The next activities of a list behind an id, in the order in which they were recorded."""
    require(actor, Permission.ACTIVITY_READ)
    order = (col(Activity.id),)
    rest = and_(_asked(session, actor, wanted), col(Activity.id) > behind)
    return _page(
        session, columns(col(Activity.id)).where(rest).order_by(*order).limit(limit), order
    )


def total_attended(session: Session, actor: Actor, wanted: ActivityFilter) -> int:
    """How many lines of attendance the activities of a list have."""
    require(actor, Permission.ACTIVITY_READ)
    require(actor, Permission.MEMBER_READ)
    lines = columns(func.count(col(Attendance.id))).join(
        Activity, col(Activity.id) == col(Attendance.activity_id)
    )
    return session.scalar(lines.where(_asked(session, actor, wanted))) or 0


def attended_after(
    session: Session, actor: Actor, wanted: ActivityFilter, behind: int, limit: int
) -> list[Attended]:
    """The next lines of attendance of the activities of a list, behind an id."""
    require(actor, Permission.ACTIVITY_READ)
    require(actor, Permission.MEMBER_READ)
    lines = (
        columns(*_ATTENDED)
        .join(Activity, col(Activity.id) == col(Attendance.activity_id))
        .join(Category, col(Category.id) == col(Activity.category_id))
        .join(Member, col(Member.id) == col(Attendance.member_id))
        .where(_asked(session, actor, wanted), col(Attendance.id) > behind)
        .order_by(col(Attendance.id))
        .limit(limit)
    )
    return [Attended(*row) for row in session.execute(lines)]


def month(
    session: Session, actor: Actor, held_month: int, wanted: ActivityFilter
) -> list[ActivityRow]:
    """The activities of a month (year * 100 + month), in the order of the calendar."""
    require(actor, Permission.ACTIVITY_READ)
    first = date(held_month // 100, held_month % 100, 1)
    last = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    days = and_(col(Activity.held_on) >= first, col(Activity.held_on) < last)
    asked = and_(_asked(session, actor, wanted), days)
    return _rows(session, asked, ActivityFilter(order=Order.OLDEST, limit=MOST_IN_A_MONTH))


def waiting(session: Session, actor: Actor, limit: int = 20) -> Waiting:
    """What this actor is to confirm, and what was returned to this actor; oldest first."""
    require(actor, Permission.ACTIVITY_READ)
    window = ActivityFilter(order=Order.OLDEST, limit=limit)
    alive = col(Activity.binned_at).is_(None)
    to_confirm = []
    if actor.may(Permission.ACTIVITY_CONFIRM):
        handed_in = col(Activity.state) == ActivityState.SUBMITTED
        mine = reach.in_scope(session, actor, Permission.ACTIVITY_CONFIRM)
        to_confirm = _rows(session, and_(handed_in, mine, alive), window)
    returned = and_(
        col(Activity.account_id) == actor.account_id,
        col(Activity.state) == ActivityState.RETURNED,
        reach.in_scope(session, actor, Permission.ACTIVITY_READ),
        alive,
    )
    return Waiting(to_confirm, _rows(session, returned, window))


def recent(session: Session, actor: Actor, limit: int = 10) -> list[ActivityRow]:
    """What this actor wrote down last."""
    require(actor, Permission.ACTIVITY_READ)
    own = and_(
        col(Activity.account_id) == actor.account_id,
        reach.in_scope(session, actor, Permission.ACTIVITY_READ),
        col(Activity.binned_at).is_(None),
    )
    last = (col(Activity.recorded_at).desc(), col(Activity.id).desc())
    page = columns(col(Activity.id)).where(own).order_by(*last).limit(limit)
    return _page(session, page, last)


def _asked(session: Session, actor: Actor, wanted: ActivityFilter) -> ColumnElement[bool]:
    in_bin = col(Activity.binned_at).is_not(None)
    permission = Permission.ACTIVITY_WRITE if wanted.bin else Permission.ACTIVITY_READ
    parts = [reach.in_scope(session, actor, permission), in_bin if wanted.bin else ~in_bin]
    exact = {
        Activity.owner_kind: wanted.owner_kind,
        Activity.studio_id: wanted.studio_id,
        Activity.sector_group_id: wanted.group_id,
        Activity.special_committee_id: wanted.special_committee_id,
        Activity.state: wanted.state,
        Activity.stage: wanted.stage,
    }
    parts += [col(column) == value for column, value in exact.items() if value is not None]
    if wanted.committee_id is not None:
        parts.append(col(Activity.committee_id).in_(scope.below([wanted.committee_id])))
    return and_(*parts, *_days(wanted), *_of_category(wanted), *_told(wanted))


def _days(wanted: ActivityFilter) -> list[ColumnElement[bool]]:
    held_on = col(Activity.held_on)
    parts = []
    if wanted.since is not None:
        parts.append(held_on >= wanted.since)
    if wanted.until is not None:
        parts.append(held_on <= wanted.until)
    return parts


def _of_category(wanted: ActivityFilter) -> list[ColumnElement[bool]]:
    asked = columns(col(Category.id))
    if wanted.category:
        asked = asked.where(col(Category.code) == wanted.category)
    elif wanted.heading:
        parent = aliased(Category)
        headings = columns(col(parent.id)).where(col(parent.code) == wanted.heading)
        asked = asked.where(col(Category.parent_id).in_(headings))
    else:
        return []
    return [col(Activity.category_id).in_(asked)]


def _told(wanted: ActivityFilter) -> list[ColumnElement[bool]]:
    parts: list[ColumnElement[bool]] = []
    if wanted.search:
        texts = (col(Activity.title), col(Activity.place), col(Activity.topic))
        parts.append(or_(*(text.icontains(wanted.search, autoescape=True) for text in texts)))
    if wanted.member_id is not None:
        attended = columns(col(Attendance.activity_id)).where(
            col(Attendance.member_id) == wanted.member_id
        )
        parts.append(col(Activity.id).in_(attended))
    return parts


_ORDERS: dict[Order, tuple[Any, ...]] = {
    Order.NEWEST: (col(Activity.held_on).desc(), col(Activity.id).desc()),
    Order.OLDEST: (col(Activity.held_on), col(Activity.starts_at), col(Activity.id)),
    Order.SERVED: (col(Activity.served).desc(), col(Activity.id).desc()),
    Order.TITLE: (col(Activity.title), col(Activity.id)),
}


def _rows(
    session: Session, asked: ColumnElement[bool], wanted: ActivityFilter
) -> list[ActivityRow]:
    order = _ORDERS[wanted.order]
    page = columns(col(Activity.id)).where(asked).order_by(*order)
    return _page(session, page.offset(wanted.offset).limit(wanted.limit), order)


def _page(session: Session, page: Select[Any], order: Sequence[Any]) -> list[ActivityRow]:
    """The rows of some ids: names are looked up for one page only."""
    statement = (
        columns(*_COLUMNS)
        .join(Category, col(Category.id) == col(Activity.category_id))
        .join(Committee, col(Committee.id) == col(Activity.committee_id))
        .outerjoin(Studio, col(Studio.id) == col(Activity.studio_id))
        .outerjoin(SectorGroup, col(SectorGroup.id) == col(Activity.sector_group_id))
        .outerjoin(SpecialCommittee, col(SpecialCommittee.id) == col(Activity.special_committee_id))
        .where(col(Activity.id).in_(page))
        .order_by(*order)
    )
    return [ActivityRow(*row) for row in session.execute(statement)]


_ATTENDEES = (
    columns(func.count())
    .where(col(Attendance.activity_id) == col(Activity.id))
    .correlate(Activity)
    .scalar_subquery()
)
_COLUMNS: tuple[Any, ...] = (
    col(Activity.id),
    col(Activity.held_on),
    col(Activity.starts_at),
    col(Activity.ends_at),
    col(Committee.time_zone),
    col(Activity.title),
    col(Category.name),
    col(Category.name_en),
    col(Activity.owner_kind),
    OWNER,
    OWNER_EN,
    col(Committee.name),
    col(Committee.name_en),
    col(Activity.place),
    col(Activity.served),
    _ATTENDEES,
    col(Activity.stage),
    col(Activity.state),
    col(Activity.returned_reason),
)
_ATTENDED: tuple[Any, ...] = (
    col(Attendance.id),
    col(Activity.held_on),
    col(Activity.title),
    col(Category.name),
    col(Category.name_en),
    col(Member.number),
    col(Member.name),
    col(Member.employer),
    col(Attendance.role),
    col(Attendance.presence),
    col(Attendance.counted),
    col(Attendance.leave_reason),
)
