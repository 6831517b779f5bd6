"""Who came to which of the latest meetings of a committee."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import SelectBase, Subquery, func
from sqlalchemy import select as columns
from sqlalchemy.orm import aliased
from sqlmodel import col

from core.activities.models import Activity, Attendance, Category, Presence, Stage
from core.members.models import Member
from core.reports.queries import parts

MEETINGS, MEMBERS = 24, 40
MEETING = "meeting"  # the heading of the catalogue that meetings stand below


@dataclass(frozen=True, slots=True)
class Seat:
    """One member at one meeting; `missed` is how many of these meetings the member missed."""

    member_id: int
    name: str
    missed: int
    called: int
    activity_id: int
    title: str
    held_on: date
    presence: Presence


@parts.answers(Seat)
def matrix() -> SelectBase:
    """The latest meetings of the committee itself, and the members who missed most of them.

    Committees below hold meetings of their own: their members are not called to each other's.
    """
    meetings, members = _meetings(), _members()
    return (
        columns(
            members.c.member_id,
            members.c.name,
            members.c.missed,
            members.c.called,
            meetings.c.activity_id,
            meetings.c.title,
            meetings.c.held_on,
            col(Attendance.counted),
        )
        .join(meetings, meetings.c.activity_id == col(Attendance.activity_id))
        .join(members, members.c.member_id == col(Attendance.member_id))
        .order_by(
            members.c.missed.desc(),
            members.c.away.desc(),
            members.c.member_id,
            meetings.c.held_on,
            meetings.c.activity_id,
        )
    )


def _members() -> Subquery:
    """Those called to these meetings, whoever missed most first, then whoever was away most."""
    meetings, away = _meetings(), parts.count_if(~parts.was_there())
    missed = parts.count_if(col(Attendance.counted) == Presence.ABSENT)
    return (
        columns(
            col(Member.id).label("member_id"),
            func.max(Member.name).label("name"),
            missed.label("missed"),
            away.label("away"),
            func.count().label("called"),
        )
        .select_from(Attendance)
        .join(meetings, meetings.c.activity_id == col(Attendance.activity_id))
        .join(Member, col(Member.id) == col(Attendance.member_id))
        .where(col(Member.binned_at).is_(None))
        .group_by(col(Member.id))
        .order_by(missed.desc(), away.desc(), col(Member.id))
        .limit(MEMBERS)
        .subquery()
    )


def _meetings() -> Subquery:
    top = aliased(Category)
    attended = (
        columns(col(Attendance.id)).where(col(Attendance.activity_id) == col(Activity.id)).exists()
    )
    return (
        columns(
            col(Activity.id).label("activity_id"),
            col(Activity.title).label("title"),
            col(Activity.held_on).label("held_on"),
        )
        .join(Category, col(Category.id) == col(Activity.category_id))
        .join(top, col(top.id) == func.coalesce(col(Category.parent_id), col(Category.id)))
        .where(
            col(Activity.committee_id) == parts.COMMITTEE,
            col(Activity.stage) == Stage.DONE,
            col(Activity.binned_at).is_(None),
            col(Activity.held_on).between(parts.FIRST, parts.LAST),
            col(top.code) == MEETING,
            attended,
        )
        .order_by(col(Activity.held_on).desc(), col(Activity.id).desc())
        .limit(MEETINGS)
        .subquery()
    )
