"""Finding assignments within a scope, and the moment as their committee counts it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from core import clock
from core.committees import calendar, scope
from core.committees.models import Committee
from core.errors import EditConflict, NotFound
from core.handling import rules
from core.handling.models import Assignment, GivenBack, HandlingUnit, Reply
from core.matters import flow, steps
from core.matters.models import Matter, Verb
from core.matters.steps import Moment
from core.permissions import Actor, Permission, ScopeKind, require


@dataclass(frozen=True, slots=True)
class Held:
    """An assignment that was fetched to be changed, with its matter; both are locked."""

    matter: Matter
    assignment: Assignment


def in_scope(actor: Actor, permission: Permission) -> ColumnElement[bool]:
    """Whether an assignment lies in the scopes of a permission: a committee's, or a unit's own."""
    parts = [scope.within(actor, permission, col(Assignment.committee_id))]
    if ids := actor.reach(permission, ScopeKind.UNIT):
        parts.append(col(Assignment.unit_id).in_(ids))
    return or_(*parts)


def has_part(actor: Actor, permission: Permission) -> ColumnElement[bool]:
    """Whether an assignment lets its matter be read: the office by any, a unit by its newest.

    A unit that handed it back, or lost it, reads no more than what it had to do with it itself.
    """
    return or_(
        scope.within(actor, permission, col(Assignment.committee_id)),
        in_own_hands(actor, permission),
    )


def in_own_hands(actor: Actor, permission: Permission) -> ColumnElement[bool]:
    """Whether an assignment is the newest of the actor's own unit, and was not given back."""
    ids = actor.reach(permission, ScopeKind.UNIT)
    if not ids:
        return false()
    mine = (col(Assignment.unit_id).in_(ids), col(Assignment.state).not_in(rules.GONE))
    return and_(*mine, ~_later())


def _later() -> ColumnElement[bool]:
    """Whether the unit of an assignment has one in a later round of the matter."""
    other = aliased(Assignment)
    same = (other.matter_id == Assignment.matter_id, other.unit_id == Assignment.unit_id)
    after = col(other.round) > col(Assignment.round)
    return select(other.id).where(*same, after).correlate(Assignment).exists()


def find(session: Session, actor: Actor, assignment_id: int, permission: Permission) -> Held:
    """An assignment to be changed, within the scope of a permission; else it is not found.

    The matter is locked first, so that units of one matter wait for each other.
    """
    require(actor, permission)
    wanted = select(Assignment).where(
        col(Assignment.id) == assignment_id, in_scope(actor, permission)
    )
    row = session.exec(wanted).first()
    if row is None:
        raise NotFound
    matter = lock_matter(session, row.matter_id)
    session.refresh(row, with_for_update=True)
    return Held(matter, row)


def find_unit(session: Session, actor: Actor, unit_id: int) -> HandlingUnit:
    """A unit to be changed by the office, locked."""
    require(actor, Permission.HANDLING_ASSIGN)
    wanted = select(HandlingUnit).where(
        col(HandlingUnit.id) == unit_id,
        scope.within(actor, Permission.HANDLING_ASSIGN, col(HandlingUnit.committee_id)),
    )
    row = session.exec(wanted.with_for_update()).first()
    if row is None:
        raise NotFound
    return row


def find_reply(session: Session, actor: Actor, reply_id: int) -> Reply:
    """A reply of the actor's own unit, or one that the office may write down, to be changed."""
    permission = Permission.HANDLING_REPLY
    if not actor.may(permission):
        permission = Permission.HANDLING_ASSIGN
    require(actor, permission)
    given = select(Assignment.reply_id).where(in_scope(actor, permission))
    wanted = select(Reply).where(col(Reply.id) == reply_id, col(Reply.id).in_(given))
    row = session.exec(wanted).first()
    if row is None:
        raise NotFound
    lock_matter(session, row.matter_id)
    session.refresh(row, with_for_update=True)
    return row


def lock_matter(session: Session, matter_id: int) -> Matter:
    """The matter of an assignment that was fetched within scope, locked."""
    wanted = select(Matter).where(col(Matter.id) == matter_id, col(Matter.binned_at).is_(None))
    found = session.exec(wanted.with_for_update().execution_options(populate_existing=True)).first()
    if found is None:
        raise NotFound
    return found


def check_version(matter: Matter, version: int) -> None:
    """Refuse what was decided of a matter that somebody changed meanwhile."""
    if matter.version != version:
        raise EditConflict([], matter.version)


def keep_given_back(
    session: Session, actor: Actor, row: Assignment, why: tuple[str, Moment]
) -> None:
    """Keep that an assignment was handed back or taken back, by whom, when and why.

    Each time is kept: the next does not overwrite it.
    """
    reason, when = why
    told: dict[str, Any] = {"state": row.state, "reason": reason, "at": when.at}
    told |= {"by": actor.name, "account_id": actor.account_id}
    session.add(GivenBack(assignment_id=row.id, **told))


def leads_on(session: Session, matter: Matter, verb: Verb) -> bool:
    """Whether a step can be taken from where a matter stands."""
    off = steps.off(session, matter.committee_id, matter.kind)
    return verb in flow.steps(matter.kind, matter.state, off)


def now(session: Session, committee_id: int) -> Moment:
    """Now, as a committee counts it."""
    zone = session.get_one(Committee, committee_id).time_zone
    return Moment(clock.now(), zone, calendar.load(session))
