"""Which studios an actor's permission reaches, and what a studio may refer to."""

from typing import Any

from sqlalchemy import ColumnElement, Select, false, union
from sqlalchemy import select as select_columns
from sqlalchemy.orm import Mapped, aliased
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from core.committees import scope
from core.committees.models import Committee, CommitteeTree, Level, Sector
from core.members.models import Member
from core.permissions import Actor, Permission, ScopeKind, require
from core.studios.models import Studio


def in_scope(actor: Actor, permission: Permission) -> ColumnElement[bool]:
    """Studios of the actor's committees, those in the actor's townships, and the actor's own.

    A township does not decide on a studio that its county keeps there.
    """
    of = aliased(Studio)
    parts: list[ColumnElement[bool]] = []
    if committees := actor.reach(permission, ScopeKind.COMMITTEE):
        parts.append(col(of.committee_id).in_(scope.below(committees)))
        if permission is not Permission.STUDIO_DECIDE:
            parts.append(col(of.township_id).in_(scope.below(committees)))
    if studios := actor.reach(permission, ScopeKind.STUDIO):
        parts.append(col(of.id).in_(studios))
    if not parts:
        return false()
    # One look-up through an index for each part: neither database uses any for an OR of them.
    return col(Studio.id).in_(union(*(select(of.id).where(part) for part in parts)))


def around(committee_id: int) -> ColumnElement[bool]:
    """Studios of a committee and those below it, and those that lie in its townships."""
    of = aliased(Studio)
    here = scope.below([committee_id])
    owned = select(of.id).where(col(of.committee_id).in_(here))
    placed = select(of.id).where(col(of.township_id).in_(here))
    return col(Studio.id).in_(union(owned, placed))


def of_studio(
    actor: Actor, studio_id: int, *columns: ColumnElement[Any] | Mapped[Any]
) -> Select[Any]:
    """Columns of what belongs to a studio, if it is the actor's to read. Join the rest."""
    require(actor, Permission.STUDIO_READ)
    return (
        select_columns(*columns)
        .select_from(Studio)
        .where(col(Studio.id) == studio_id, in_scope(actor, Permission.STUDIO_READ))
    )


def home(committee_id: int) -> SelectOfScalar[int]:
    """The committee whose members work in a studio: a township's is the one above it."""
    return (
        select(CommitteeTree.ancestor_id)
        .join(Committee, col(Committee.id) == col(CommitteeTree.ancestor_id))
        .where(
            col(CommitteeTree.descendant_id) == committee_id,
            col(Committee.level) != Level.TOWNSHIP,
        )
        .order_by(col(CommitteeTree.depth))
        .limit(1)
    )


def eligible(committee_id: int) -> ColumnElement[bool]:
    """Members who may work in a studio of a committee: of its own or of one below."""
    tree = aliased(CommitteeTree)
    below = select(tree.descendant_id).where(
        col(tree.ancestor_id) == home(committee_id).scalar_subquery()
    )
    return col(Member.committee_id).in_(below) & col(Member.binned_at).is_(None)


def sectors(committee_id: int) -> SelectOfScalar[int]:
    """The sectors that a studio may stand for: of its committee or one above."""
    return select(Sector.id).where(col(Sector.committee_id).in_(scope.above(committee_id)))


def township_level(session: Session, committee_id: int, township_id: int) -> Level | None:
    """The level of a committee at or below another, None where it is elsewhere."""
    found = select_columns(col(Committee.level)).where(
        col(Committee.id) == township_id, col(Committee.id).in_(scope.below([committee_id]))
    )
    return session.scalars(found).first()
