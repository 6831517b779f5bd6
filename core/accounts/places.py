"""Where roles are granted: committees, and the narrower rows that belong to one.

Accounts lie below those concepts and may not import them. What a grant needs of their
tables, which its foreign keys name already, is an id, a name and a committee.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, TableClause, column, func, select, table
from sqlmodel import Session, col

from core import reach
from core.accounts.models import RoleGrant
from core.permissions import Actor, Permission, ScopeKind, require

COLUMN = {
    ScopeKind.SPECIAL_COMMITTEE: "special_committee_id",
    ScopeKind.STUDIO: "studio_id",
    ScopeKind.GROUP: "sector_group_id",
    ScopeKind.MEMBER: "member_id",
    ScopeKind.UNIT: "unit_id",
    ScopeKind.INFORMANT: "informant_id",
}
_TABLE = {kind: name.removesuffix("_id") for kind, name in COLUMN.items()}
_TABLE[ScopeKind.UNIT] = "handling_unit"
_COMMITTEE = table("committee", column("id"), column("name"))
_NARROW = {
    kind: table(
        name,
        column("id"),
        column("name"),
        column("committee_id"),
        column("binned_at"),
    )
    for kind, name in _TABLE.items()
}
_BINNED = {ScopeKind.STUDIO, ScopeKind.GROUP, ScopeKind.MEMBER, ScopeKind.INFORMANT}


@dataclass(frozen=True, slots=True)
class Place:
    """A row that a role can be granted in."""

    id: int
    name: str
    committee_id: int
    committee: str


def find(session: Session, kind: ScopeKind, scope_id: int) -> Place | None:
    """A place by its kind and id. Does not ask whose it is."""
    statement = _places(kind)
    found = session.execute(statement.where(_source(kind).c.id == scope_id)).first()
    return Place(*found) if found else None


def offered(
    session: Session, actor: Actor, kind: ScopeKind, text: str = "", limit: int = 100
) -> list[Place]:
    """The places of one kind in which an actor may grant roles, by name.

    Committees as they were founded, so that those above come before those below.
    """
    require(actor, Permission.ACCOUNT_WRITE)
    source = _source(kind)
    owner = source.c.id if kind is ScopeKind.COMMITTEE else source.c.committee_id
    statement = (
        _places(kind)
        .where(reach.within(actor, Permission.ACCOUNT_WRITE, owner))
        .order_by(*([] if kind is ScopeKind.COMMITTEE else [source.c.name]), source.c.id)
        .limit(limit)
    )
    if text:
        statement = statement.where(source.c.name.contains(text, autoescape=True))
    return [Place(*row) for row in session.execute(statement)]


def join_places(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """A statement over grants, joined to the places that they are granted in."""
    statement = statement.join(_COMMITTEE, _COMMITTEE.c.id == col(RoleGrant.committee_id))
    for kind, name in COLUMN.items():
        source = _NARROW[kind]
        statement = statement.outerjoin(source, source.c.id == getattr(RoleGrant, name))
    return statement


def place_name() -> ColumnElement[str]:
    """The name of the place of a grant, in a statement that has joined the places."""
    narrow = [source.c.name for source in _NARROW.values()]
    return func.coalesce(*narrow, _COMMITTEE.c.name)


def left() -> ColumnElement[bool]:
    """Whether a grant is that of an informant who was put into the bin, and lets do nothing."""
    source = _NARROW[ScopeKind.INFORMANT]
    gone = select(source.c.id).where(
        source.c.id == col(RoleGrant.informant_id), source.c.binned_at.is_not(None)
    )
    return gone.exists()


def _source(kind: ScopeKind) -> TableClause:
    return _COMMITTEE if kind is ScopeKind.COMMITTEE else _NARROW[kind]


def _places(kind: ScopeKind) -> Select[*tuple[Any, ...]]:
    if kind is ScopeKind.COMMITTEE:
        return select(_COMMITTEE.c.id, _COMMITTEE.c.name, _COMMITTEE.c.id, _COMMITTEE.c.name)
    source = _NARROW[kind]
    joined = source.join(_COMMITTEE, _COMMITTEE.c.id == source.c.committee_id)
    statement = select(
        source.c.id, source.c.name, source.c.committee_id, _COMMITTEE.c.name.label("committee")
    ).select_from(joined)
    return statement.where(source.c.binned_at.is_(None)) if kind in _BINNED else statement
