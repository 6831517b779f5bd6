"""Which assessments, and whose scores in them, an actor reaches, as parts of statements."""

from typing import Any

from sqlalchemy import ColumnElement, false, or_, select
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col

from core.assessment.models import Assessment, RuleBook, Scores
from core.committees import scope
from core.committees.models import CommitteeTree
from core.errors import NotFound
from core.groups.models import SectorGroup
from core.members.models import Member
from core.members.reach import reached
from core.permissions import Actor, Permission, ScopeKind, require
from core.studios.models import Studio

READ, WRITE = Permission.ASSESSMENT_READ, Permission.ASSESSMENT_WRITE
APPROVE = Permission.ASSESSMENT_APPROVE
Column = ColumnElement[int] | Mapped[int]
# Those whom a committee may score for the ones below it.
_FROM_ABOVE = (Scores.STUDIOS, Scores.COMMITTEES)
_OWN = {
    Scores.MEMBERS: ScopeKind.MEMBER,
    Scores.GROUPS: ScopeKind.GROUP,
    Scores.STUDIOS: ScopeKind.STUDIO,
}


def visible(actor: Actor, permission: Permission = READ) -> ColumnElement[bool]:
    """Whether an assessment, joined with its book, concerns an actor. Whose scores is another."""
    homes = [grant.committee_id for grant in actor.grants]
    ancestors = select(col(CommitteeTree.ancestor_id)).where(
        col(CommitteeTree.descendant_id).in_(homes)
    )
    of = col(Assessment.committee_id)
    return or_(
        scope.within(actor, permission, of),
        of.in_(_narrow(actor, permission)),
        of.in_(ancestors) & col(RuleBook.scores).in_(_FROM_ABOVE),
    )


def subject_reached(
    actor: Actor, permission: Permission, kind: Scores, subject_id: Column
) -> ColumnElement[bool]:
    """Whether a column's subject lies within any scope of an actor's permission."""
    if kind is Scores.MEMBERS:
        return subject_id.in_(select(col(Member.id)).where(reached(actor, permission)))
    if kind is Scores.COMMITTEES:
        return scope.within(actor, permission, subject_id)
    return _placed(actor, permission, kind, subject_id)


def owns(session: Session, actor: Actor, kind: Scores, subject_id: int) -> bool:
    """Whether a score is the actor's own: as the member, convener, studio lead or committee."""
    if kind is Scores.COMMITTEES:
        return scope.covers(session, actor, WRITE, subject_id)
    return subject_id in actor.reach(READ, _OWN[kind])


def find(
    session: Session,
    actor: Actor,
    assessment_id: int,
    permission: Permission = READ,
    *,
    lock: bool = False,
) -> Assessment:
    """An assessment that concerns the actor; to change it, of a committee of the actor's."""
    require(actor, permission)
    in_scope = (
        visible(actor)
        if permission is READ
        else scope.within(actor, permission, col(Assessment.committee_id))
    )
    asked = (
        select(Assessment)
        .join(RuleBook, col(RuleBook.id) == col(Assessment.book_id))
        .where(col(Assessment.id) == assessment_id, in_scope)
    )
    if lock:
        asked = asked.with_for_update(of=Assessment).execution_options(populate_existing=True)
    found: Assessment | None = session.execute(asked).scalar_one_or_none()
    if found is None:
        raise NotFound
    return found


def _narrow(actor: Actor, permission: Permission) -> list[int]:
    """The committees of the actor's studios, groups and the like."""
    narrow = {
        (kind, of)
        for kind in ScopeKind
        if kind is not ScopeKind.COMMITTEE
        for of in actor.reach(permission, kind)
    }
    return sorted({one.committee_id for one in actor.grants if (one.scope, one.scope_id) in narrow})


def _placed(
    actor: Actor, permission: Permission, kind: Scores, subject_id: Column
) -> ColumnElement[bool]:
    model: Any = SectorGroup if kind is Scores.GROUPS else Studio
    homes = select(col(model.id)).where(scope.within(actor, permission, col(model.committee_id)))
    own = actor.reach(permission, _OWN[kind])
    return or_(subject_id.in_(homes), subject_id.in_(own) if own else false())
