"""Which matters may be told of to those who do not read them: open and ordinary ones."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import Session, col, select

from core.matters import reach
from core.matters.models import Matter, MatterKind, Sensitivity
from core.permissions import GRANTED, Actor, ScopeKind


def is_public(matter: Matter) -> bool:
    """Whether a matter is open and ordinary."""
    return matter.is_open and matter.sensitivity is Sensitivity.ORDINARY


def title(matter: Matter) -> str:
    """The title of a matter for whoever it may be; none where it is closed or labelled."""
    return matter.title if is_public(matter) else ""


def told(session: Session, actor: Actor, matter_ids: Collection[int]) -> set[int]:
    """Those of some matters that an actor reads, or may be told of by title and author."""
    parts = [_of_kind(actor, kind) for kind in MatterKind]
    return set(session.exec(select(Matter.id).where(col(Matter.id).in_(matter_ids), or_(*parts))))


def _of_kind(actor: Actor, kind: MatterKind) -> ColumnElement[bool]:
    """Informants are told of their own matters alone, others also of open ones nearby."""
    permission = reach.READ[kind]
    near = {
        grant.committee_id
        for grant in actor.grants
        if permission in GRANTED[grant.role] and grant.scope is not ScopeKind.INFORMANT
    }
    is_told = and_(
        col(Matter.committee_id).in_(near),
        col(Matter.is_open),
        col(Matter.sensitivity) == Sensitivity.ORDINARY,
        col(Matter.state).not_in(reach.UNSAID),
    )
    return and_(col(Matter.kind) == kind, or_(is_told, reach.in_scope(actor, permission)))
