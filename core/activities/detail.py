"""Reading one activity, who attended it, and what one member attended."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from core.accounts.models import Account
from core.activities import reach
from core.activities.drafts import Media, Owner
from core.activities.finding import find
from core.activities.models import (
    Activity,
    ActivityState,
    Attendance,
    AttendanceRole,
    Category,
    LeaveKind,
    MediaLink,
    Presence,
    Stage,
)
from core.activities.owners import OWNER, OWNER_EN
from core.activities.service import owner_of
from core.committees.models import Committee, Community, SpecialCommittee
from core.errors import NotFound
from core.groups.models import SectorGroup
from core.members.models import Member
from core.members.reach import reached
from core.permissions import Actor, Permission, require
from core.studios.models import Studio
from db.base import values


@dataclass(frozen=True, slots=True)
class Rights:
    """What an actor may do with an activity as it stands."""

    change: bool
    submit: bool
    return_: bool
    confirm: bool


@dataclass(frozen=True, slots=True)
class ActivityDetail:
    """All that is kept of an activity but who attended. Names are empty where there is none."""

    id: int
    version: int
    committee_id: int
    time_zone: str
    owner: Owner
    owner_name: str
    owner_name_en: str
    committee: str
    committee_en: str
    category_id: int
    category: str
    category_en: str
    community_id: int | None
    community: str
    term_session_id: int | None
    title: str
    starts_at: datetime
    ends_at: datetime
    place: str
    topic: str
    summary: str
    outcome: str
    served: int
    opinions_heard: int
    problems_raised: int
    problems_solved: int
    suggestions: int
    lecturers: int
    money_fen: int
    goods_fen: int
    stage: Stage
    state: ActivityState
    returned_reason: str
    recorded_by: str
    recorded_at: datetime
    media: tuple[Media, ...]
    rights: Rights


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """A member at an activity. `counted` is the presence after the rule of two thirds."""

    member_id: int
    number: str
    name: str
    employer: str
    role: AttendanceRole
    presence: Presence
    counted: Presence
    share_percent: int
    leave_reason: str
    leave_approved_by: str
    leave_kind: LeaveKind | None


@dataclass(frozen=True, slots=True)
class MemberAttendanceRow:
    """One activity in a member's file."""

    activity_id: int
    held_on: date
    title: str
    code: str
    category: str
    category_en: str
    role: AttendanceRole
    presence: Presence
    counted: Presence
    leave_reason: str


def detail(session: Session, actor: Actor, activity_id: int) -> ActivityDetail:
    """One activity within the actor's scope."""
    row = find(session, actor, activity_id)
    names = _names(session, row)
    links = select(MediaLink).where(MediaLink.activity_id == row.id).order_by(col(MediaLink.id))
    kept = {name: value for name, value in values(row).items() if name in _SAME}
    return ActivityDetail(
        **kept,
        **names,
        owner=owner_of(row),
        media=tuple(Media(link.title, link.address) for link in session.exec(links)),
        rights=rights(session, actor, row),
    )


def rights(session: Session, actor: Actor, row: Activity) -> Rights:
    """What an actor may do with an activity that was found."""
    asked = columns(
        reach.in_scope(session, actor, Permission.ACTIVITY_WRITE),
        reach.in_scope(session, actor, Permission.ACTIVITY_CONFIRM),
    ).where(col(Activity.id) == row.id)
    writes, confirms = (bool(one) for one in session.execute(asked).one())
    open_ = row.state in (ActivityState.DRAFT, ActivityState.RETURNED)
    done = row.stage is Stage.DONE
    return Rights(
        change=writes and (confirms or row.state is not ActivityState.CONFIRMED),
        submit=writes and open_ and done,
        return_=confirms and not open_,
        confirm=confirms and done and row.state is not ActivityState.CONFIRMED,
    )


def attendance(session: Session, actor: Actor, activity_id: int) -> list[AttendanceRow]:
    """Who attended an activity, in order of number."""
    row = find(session, actor, activity_id)
    statement = (
        columns(
            col(Member.id),
            col(Member.number),
            col(Member.name),
            col(Member.employer),
            col(Attendance.role),
            col(Attendance.presence),
            col(Attendance.counted),
            col(Attendance.share_percent),
            col(Attendance.leave_reason),
            col(Attendance.leave_approved_by),
            col(Attendance.leave_kind),
        )
        .join(Member, col(Member.id) == col(Attendance.member_id))
        .where(col(Attendance.activity_id) == row.id)
        .order_by(col(Member.number), col(Member.id))
    )
    return [AttendanceRow(*one) for one in session.execute(statement)]


def attendance_of_member(
    session: Session, actor: Actor, member_id: int, year: int
) -> list[MemberAttendanceRow]:
    """What a member within the actor's scope attended in a year, newest first."""
    require(actor, Permission.MEMBER_READ)
    seen = columns(col(Member.id)).where(
        col(Member.id) == member_id, reached(actor, Permission.MEMBER_READ)
    )
    if session.execute(seen).first() is None:
        raise NotFound
    statement = (
        columns(*_OF_MEMBER)
        .join(Activity, col(Activity.id) == col(Attendance.activity_id))
        .join(Category, col(Category.id) == col(Attendance.category_id))
        .where(
            col(Attendance.member_id) == member_id,
            col(Attendance.held_on).between(date(year, 1, 1), date(year, 12, 31)),
            col(Activity.binned_at).is_(None),
            col(Activity.stage) == Stage.DONE,
        )
        .order_by(col(Attendance.held_on).desc(), col(Attendance.id).desc())
    )
    return [MemberAttendanceRow(*row) for row in session.execute(statement)]


def _names(session: Session, row: Activity) -> dict[str, Any]:
    statement = (
        columns(*_NAMES.values())
        .select_from(Activity)
        .join(Committee, col(Committee.id) == col(Activity.committee_id))
        .join(Category, col(Category.id) == col(Activity.category_id))
        .outerjoin(Community, col(Community.id) == col(Activity.community_id))
        .outerjoin(Account, col(Account.id) == col(Activity.account_id))
        .outerjoin(Studio, col(Studio.id) == col(Activity.studio_id))
        .outerjoin(SectorGroup, col(SectorGroup.id) == col(Activity.sector_group_id))
        .outerjoin(SpecialCommittee, col(SpecialCommittee.id) == col(Activity.special_committee_id))
        .where(col(Activity.id) == row.id)
    )
    found = session.execute(statement).one()
    return {key: value or "" for key, value in zip(_NAMES, found, strict=True)}


_NAMES: dict[str, Any] = {
    "time_zone": col(Committee.time_zone),
    "committee": col(Committee.name),
    "committee_en": col(Committee.name_en),
    "category": col(Category.name),
    "category_en": col(Category.name_en),
    "community": col(Community.name),
    "recorded_by": col(Account.name),
    "owner_name": OWNER,
    "owner_name_en": OWNER_EN,
}
_SAME = {name for name in ActivityDetail.__dataclass_fields__ if name in Activity.model_fields}
_OF_MEMBER: tuple[Any, ...] = (
    col(Activity.id),
    col(Attendance.held_on),
    col(Activity.title),
    col(Category.code),
    col(Category.name),
    col(Category.name_en),
    col(Attendance.role),
    col(Attendance.presence),
    col(Attendance.counted),
    col(Attendance.leave_reason),
)
