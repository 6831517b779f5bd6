"""Which activities and owners an actor's permission reaches."""

from sqlalchemy import ColumnElement, false, or_
from sqlmodel import Session, col, select

from core.activities.models import Activity, ActivityState, Attendance
from core.committees import scope
from core.committees.models import Committee, Level
from core.permissions import Actor, Permission, ScopeKind
from core.studios.models import Studio

Part = ColumnElement[bool]
# A member reads what was handed in about the own attendance, not what is being written.
_TOLD = (ActivityState.SUBMITTED, ActivityState.CONFIRMED)


def in_scope(session: Session, actor: Actor, permission: Permission) -> Part:
    """Whether an activity lies in the scopes of a permission. Only parts that the actor has."""
    parts = _of_committees(session, actor, permission)
    for kind, column in (
        (ScopeKind.STUDIO, Activity.studio_id),
        (ScopeKind.GROUP, Activity.sector_group_id),
        (ScopeKind.SPECIAL_COMMITTEE, Activity.special_committee_id),
    ):
        if ids := actor.reach(permission, kind):
            parts.append(col(column).in_(ids))
    if ids := actor.reach(permission, ScopeKind.MEMBER):
        attended = select(Attendance.activity_id).where(col(Attendance.member_id).in_(ids))
        parts.append(col(Activity.id).in_(attended) & col(Activity.state).in_(_TOLD))
    return or_(*parts) if parts else false()


def townships(session: Session, actor: Actor, permission: Permission) -> tuple[int, ...]:
    """The townships among an actor's committees: they see to studios that a county keeps there.

    What is confirmed is the county's to decide.
    """
    ids = actor.reach(permission, ScopeKind.COMMITTEE)
    if not ids or permission is Permission.ACTIVITY_CONFIRM:
        return ()
    asked = select(Committee.id).where(
        col(Committee.id).in_(ids), Committee.level == Level.TOWNSHIP
    )
    return tuple(session.exec(asked))


def _of_committees(session: Session, actor: Actor, permission: Permission) -> list[Part]:
    ids = actor.reach(permission, ScopeKind.COMMITTEE)
    parts: list[Part] = []
    if ids:
        parts.append(col(Activity.committee_id).in_(scope.below(ids)))
    if there := townships(session, actor, permission):
        studios = select(Studio.id).where(col(Studio.township_id).in_(there))
        parts.append(col(Activity.studio_id).in_(studios))
    return parts
