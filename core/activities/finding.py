"""Fetching one activity, which is checking it."""

from sqlmodel import Session, col, select

from core.activities import reach
from core.activities.models import Activity, ActivityState
from core.errors import NotFound, RuleBroken
from core.i18n import N_
from core.permissions import Actor, Permission, require


def find(
    session: Session,
    actor: Actor,
    activity_id: int,
    permission: Permission = Permission.ACTIVITY_READ,
    *,
    lock: bool = False,
) -> Activity:
    """An activity within the actor's scope; NotFound otherwise, and for one in the bin."""
    require(actor, permission)
    asked = select(Activity).where(
        Activity.id == activity_id,
        col(Activity.binned_at).is_(None),
        reach.in_scope(session, actor, permission),
    )
    row = session.exec(asked.with_for_update() if lock else asked).first()
    if row is None:
        raise NotFound
    return row


def changeable(session: Session, actor: Actor, activity_id: int) -> Activity:
    """An activity that the actor may change, locked. Once confirmed, only who confirms may."""
    row = find(session, actor, activity_id, Permission.ACTIVITY_WRITE, lock=True)
    _check_open(session, actor, row)
    return row


def restorable(session: Session, actor: Actor, activity_id: int) -> Activity:
    """An activity in the bin that the actor may take out of it, locked."""
    require(actor, Permission.ACTIVITY_WRITE)
    asked = select(Activity).where(
        Activity.id == activity_id,
        col(Activity.binned_at).is_not(None),
        reach.in_scope(session, actor, Permission.ACTIVITY_WRITE),
    )
    row = session.exec(asked.with_for_update()).first()
    if row is None:
        raise NotFound
    _check_open(session, actor, row)
    return row


def confirms(session: Session, actor: Actor, activity_id: int) -> bool:
    """Whether an activity is the actor's to confirm."""
    mine = reach.in_scope(session, actor, Permission.ACTIVITY_CONFIRM)
    asked = select(Activity.id).where(Activity.id == activity_id, mine)
    return session.exec(asked).first() is not None


def _check_open(session: Session, actor: Actor, row: Activity) -> None:
    if row.state is ActivityState.CONFIRMED and not confirms(session, actor, row.id):
        raise RuleBroken(
            N_("This activity is confirmed. Ask the office to return it before you change it.")
        )
