"""Reading townships, villages and urban communities."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, literal, select
from sqlmodel import Session, col

from core.committees.models import Committee, CommitteeTree, Community, CommunityKind, Level
from core.committees.queries.tree import CommitteeOption, reached
from core.committees.scope import below
from core.i18n import N_
from core.permissions import Actor, Permission, require
from db.base import Choice

READ = Permission.COMMITTEE_READ
ALL = 10_000


@dataclass(frozen=True, slots=True)
class CommunityRow:
    """A village or urban community with its township."""

    id: int
    name: str
    name_en: str
    kind: CommunityKind
    township_id: int
    township: str
    township_en: str
    version: int


class Order(Choice):
    """In which order communities come."""

    TOWNSHIP = "township", N_("By township")
    NAME = "name", N_("By name")


@dataclass(frozen=True, slots=True)
class Where:
    """Which communities: those of a committee, narrowed by township, kind and part of a name."""

    committee_id: int
    township_id: int | None = None
    kind: CommunityKind | None = None
    search: str = ""
    permission: Permission = READ
    order: Order = Order.TOWNSHIP


def townships(
    session: Session, actor: Actor, committee_id: int, permission: Permission = READ
) -> list[CommitteeOption]:
    """The townships and streets below a committee (itself where it is one), by code."""
    require(actor, permission)
    wanted = (
        select(
            col(Committee.id),
            col(Committee.name),
            col(Committee.name_en),
            col(Committee.level),
            col(CommitteeTree.depth),
            col(Committee.parent_id),
            col(Committee.code),
        )
        .join(CommitteeTree, col(CommitteeTree.descendant_id) == col(Committee.id))
        .where(
            col(CommitteeTree.ancestor_id) == committee_id,
            col(Committee.level) == Level.TOWNSHIP,
            reached(actor, permission, col(CommitteeTree.ancestor_id)),
        )
        .order_by(col(Committee.code))
    )
    return [CommitteeOption(*row) for row in session.execute(wanted)]


def communities(
    session: Session,
    actor: Actor,
    where: Where,
    *,
    offset: int = 0,
    limit: int = ALL,
) -> list[CommunityRow]:
    """The communities below a committee, in the order asked for."""
    wanted = (
        select(
            col(Community.id),
            col(Community.name),
            col(Community.name_en),
            col(Community.kind),
            col(Community.township_id),
            col(Committee.name),
            col(Committee.name_en),
            col(Community.version),
        )
        .join(Committee, col(Committee.id) == col(Community.township_id))
        .where(*_parts(actor, where))
        .order_by(*_ORDERS[where.order], col(Community.id))
        .offset(offset)
        .limit(limit)
    )
    return [CommunityRow(*row) for row in session.execute(wanted)]


_ORDERS: dict[Order, tuple[Any, ...]] = {
    Order.TOWNSHIP: (col(Committee.code),),
    Order.NAME: (col(Community.name), col(Committee.code)),
}


def count_communities(session: Session, actor: Actor, where: Where) -> int:
    """How many communities there are in all."""
    wanted = select(func.count(col(Community.id))).where(*_parts(actor, where))
    total: int = session.execute(wanted).scalar_one()
    return total


def _parts(actor: Actor, where: Where) -> list[ColumnElement[bool]]:
    require(actor, where.permission)
    parts = [
        col(Community.township_id).in_(below([where.committee_id])),
        reached(actor, where.permission, literal(where.committee_id)),
    ]
    if where.township_id is not None:
        parts.append(col(Community.township_id) == where.township_id)
    if where.kind is not None:
        parts.append(col(Community.kind) == where.kind)
    if where.search:
        parts.append(col(Community.name).contains(where.search, autoescape=True))
    return parts
