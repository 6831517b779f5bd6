"""How far a scope reaches in the tree of committees, as parts of statements."""

from collections.abc import Collection

from sqlalchemy import BindParameter, ColumnElement, false
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from core.committees.models import CommitteeTree
from core.permissions import Actor, Permission, ScopeKind


def below(committee_ids: Collection[int | BindParameter[int]]) -> SelectOfScalar[int]:
    """The ids of committees and all below them, for `column.in_(below(...))`."""
    return select(CommitteeTree.descendant_id).where(
        col(CommitteeTree.ancestor_id).in_(committee_ids)
    )


def above(committee_id: int | BindParameter[int]) -> SelectOfScalar[int]:
    """The ids of a committee and all above it."""
    return select(CommitteeTree.ancestor_id).where(col(CommitteeTree.descendant_id) == committee_id)


def within(
    actor: Actor, permission: Permission, committee_id: Mapped[int] | ColumnElement[int]
) -> ColumnElement[bool]:
    """Whether a column's committee lies in the committee scopes of an actor's permission."""
    reach = actor.reach(permission, ScopeKind.COMMITTEE)
    return committee_id.in_(below(reach)) if reach else false()


def covers(session: Session, actor: Actor, permission: Permission, committee_id: int) -> bool:
    """Whether an actor's permission reaches a committee."""
    reach = actor.reach(permission, ScopeKind.COMMITTEE)
    found = select(CommitteeTree.descendant_id).where(
        col(CommitteeTree.ancestor_id).in_(reach),
        col(CommitteeTree.descendant_id) == committee_id,
    )
    return session.exec(found).first() is not None
