"""Who is called to an activity, as a sheet to sign lists them."""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Select, literal, select
from sqlmodel import Session, col

from core.activities.finding import find
from core.activities.models import Activity, Attendance, OwnerKind, Presence
from core.committees.models import Sector
from core.groups import membership
from core.members.models import Member
from core.members.reach import of_studios, serving
from core.permissions import Actor, Permission


@dataclass(frozen=True, slots=True)
class Called:
    """A member on the sheet. `presence` is None as long as nothing was recorded."""

    member_id: int
    name: str
    sector: str
    sector_en: str
    employer: str
    presence: Presence | None
    group: str = ""
    group_en: str = ""


def called(session: Session, actor: Actor, activity_id: int) -> list[Called]:
    """The members recorded for an activity that the actor writes, in order of number.

    As long as nobody is recorded, those of whom the organiser consists on the day.
    """
    row = find(session, actor, activity_id, Permission.ACTIVITY_WRITE)
    rows = _rows(session, _recorded(row)) or _rows(session, _belonging(row))
    ids = [one[0] for one in rows]
    groups = membership.names(session, row.committee_id, ids, row.held_on)
    return [_called(one, *groups.get(one[0], ("", ""))) for one in rows]


def _called(row: tuple[Any, ...], group: str, group_en: str) -> Called:
    return replace(Called(*row), group=group, group_en=group_en)


def _rows(session: Session, asked: Select[Any]) -> list[tuple[Any, ...]]:
    found = session.execute(asked.order_by(col(Member.number), col(Member.id)))
    return [(*one[:2], one[2] or "", one[3] or "", *one[4:]) for one in found]


def _recorded(row: Activity) -> Select[Any]:
    asked = _columns(col(Attendance.presence))
    return asked.join(Attendance, col(Attendance.member_id) == col(Member.id)).where(
        col(Attendance.activity_id) == row.id
    )


def _belonging(row: Activity) -> Select[Any]:
    return _columns(literal(None)).where(
        col(Member.committee_id) == row.committee_id, serving(row.held_on), _of_owner(row)
    )


def _of_owner(row: Activity) -> ColumnElement[bool]:
    if row.owner_kind is OwnerKind.GROUP and row.sector_group_id:
        return membership.is_member_of(row.sector_group_id, row.held_on)
    if row.owner_kind is OwnerKind.SPECIAL_COMMITTEE:
        return col(Member.special_committee_id) == row.special_committee_id
    if row.owner_kind is OwnerKind.STUDIO and row.studio_id:
        return of_studios((row.studio_id,))
    return col(Member.committee_id) == row.committee_id


def _columns(presence: Any) -> Select[Any]:  # noqa: ANN401  a column, or nothing
    return (
        select(
            *(col(Member.id), col(Member.name), col(Sector.name), col(Sector.name_en)),
            *(col(Member.employer), presence),
        )
        .select_from(Member)
        .outerjoin(Sector, col(Sector.id) == col(Member.sector_id))
    )
