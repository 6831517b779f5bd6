"""What one member was called to over a span of days, whoever organised it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from core.activities.models import Activity, Attendance, AttendanceRole, Category, Presence, Stage
from core.members import queries as members
from core.permissions import Actor, Permission


@dataclass(frozen=True, slots=True)
class Called:
    """An activity in a member's file. `heading` is the code of the first level of its kind.

    `counted` is the presence after the rule of two thirds.
    """

    activity_id: int
    held_on: date
    title: str
    place: str
    heading: str
    category: str
    category_en: str
    role: AttendanceRole
    counted: Presence
    leave_reason: str


def called(session: Session, actor: Actor, member_id: int, days: tuple[date, date]) -> list[Called]:
    """What a member within the actor's scope was called to that was held, in order of days."""
    members.find(session, actor, member_id, Permission.MEMBER_READ)
    above = aliased(Category)
    asked = (
        select(
            *(col(Activity.id), col(Attendance.held_on), col(Activity.title)),
            *(col(Activity.place), func.coalesce(col(above.code), col(Category.code))),
            *(col(Category.name), col(Category.name_en), col(Attendance.role)),
            *(col(Attendance.counted), col(Attendance.leave_reason)),
        )
        .select_from(Attendance)
        .join(Activity, col(Activity.id) == col(Attendance.activity_id))
        .join(Category, col(Category.id) == col(Attendance.category_id))
        .outerjoin(above, col(above.id) == col(Category.parent_id))
        .where(
            col(Attendance.member_id) == member_id,
            col(Attendance.held_on).between(*days),
            col(Activity.binned_at).is_(None),
            col(Activity.stage) == Stage.DONE,
        )
        .order_by(col(Attendance.held_on), col(Attendance.id))
    )
    return [Called(*row) for row in session.execute(asked)]
