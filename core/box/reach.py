"""Which boxes and entries an actor's permission reaches, and when a box is open."""

from sqlalchemy import ColumnElement, and_, or_
from sqlalchemy.orm import Mapped
from sqlmodel import col

from core.box.models import Box
from core.committees import scope
from core.permissions import Actor, Permission, ScopeKind
from core.studios.models import Studio, StudioState

# A studio that is not at work has no open box, whatever became of the box itself.
AT_WORK = (StudioState.OPENED, StudioState.RECTIFYING)
Column = Mapped[int] | ColumnElement[int]


def in_scope(
    actor: Actor, permission: Permission, committee_id: Column, studio_id: Column
) -> ColumnElement[bool]:
    """Whether columns name a committee in the actor's reach, or a studio that the actor leads."""
    parts = [scope.within(actor, permission, committee_id)]
    if studios := actor.reach(permission, ScopeKind.STUDIO):
        parts.append(studio_id.in_(studios))
    return or_(*parts)


def is_open() -> ColumnElement[bool]:
    """Whether a box, joined with its studio, takes anything in."""
    return and_(
        col(Box.closed_at).is_(None),
        col(Studio.binned_at).is_(None),
        col(Studio.state).in_(AT_WORK),
    )
