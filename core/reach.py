"""How far an actor's committee scopes reach, for concepts that lie below committees.

They may not import the tree of committees; what they need of its table is two columns.
Concepts above committees use `core.committees.scope`.
"""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Select, column, false, select, table
from sqlalchemy.orm import Mapped
from sqlmodel import Session

from core.permissions import Actor, Permission, ScopeKind

_TREE = table("committee_tree", column("ancestor_id"), column("descendant_id"))


def within(
    actor: Actor, permission: Permission, committee_id: ColumnElement[Any] | Mapped[Any]
) -> ColumnElement[bool]:
    """Whether a column's committee lies in an actor's committee scopes of a permission."""
    reach = actor.reach(permission, ScopeKind.COMMITTEE)
    return committee_id.in_(below(reach)) if reach else false()


def covers(
    session: Session, actor: Actor, permission: Permission, committee_ids: Collection[int]
) -> bool:
    """Whether an actor's permission reaches all of some committees."""
    wanted = set(committee_ids)
    reach = actor.reach(permission, ScopeKind.COMMITTEE)
    reached = session.execute(below(reach).where(_TREE.c.descendant_id.in_(wanted)))
    return {row[0] for row in reached} >= wanted


def above(committee_id: int) -> Select[int]:
    """The ids of a committee and all above it."""
    return select(_TREE.c.ancestor_id).where(_TREE.c.descendant_id == committee_id)


def below(committee_ids: Collection[int]) -> Select[int]:
    """The ids of committees and all below them."""
    return select(_TREE.c.descendant_id).where(_TREE.c.ancestor_id.in_(committee_ids))
