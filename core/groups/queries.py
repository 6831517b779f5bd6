"""Reading sector groups."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select
from sqlmodel import Session, col

from core import clock
from core.committees import scope
from core.committees.models import Committee, Term
from core.errors import NotFound
from core.groups.membership import pairs
from core.groups.models import Convener, GroupSector, SectorGroup
from core.members.models import Member
from core.permissions import Actor, Permission, ScopeKind, require


@dataclass(frozen=True, slots=True)
class GroupFilter:
    """Which groups a list asks for. `bin` asks for those thrown away."""

    term_id: int | None = None
    search: str = ""
    newest_first: bool = False
    bin: bool = False
    offset: int = 0
    limit: int = 50


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group as lists show it, with today's counts and today's lead convener."""

    group_id: int
    name: str
    name_en: str
    committee: str
    committee_en: str
    term: int
    sectors: int
    members: int = 0
    convener: str = ""


def reach(actor: Actor, permission: Permission) -> ColumnElement[bool]:
    """Whether a group lies in the scopes of an actor's permission."""
    parts: list[ColumnElement[bool]] = []
    if actor.reach(permission, ScopeKind.COMMITTEE):
        parts.append(scope.within(actor, permission, col(SectorGroup.committee_id)))
    if own := actor.reach(permission, ScopeKind.GROUP):
        parts.append(col(SectorGroup.id).in_(own))
    return or_(*parts) if parts else false()


def find(
    session: Session,
    actor: Actor,
    group_id: int,
    permission: Permission = Permission.GROUP_READ,
    *,
    lock: bool = False,
) -> SectorGroup:
    """A group within the actor's scope; NotFound otherwise, and for one in the bin."""
    require(actor, permission)
    asked = select(SectorGroup).where(
        col(SectorGroup.id) == group_id,
        col(SectorGroup.binned_at).is_(None),
        reach(actor, permission),
    )
    found = session.scalars(asked.with_for_update() if lock else asked).first()
    if found is None:
        raise NotFound
    return found


def find_binned(session: Session, actor: Actor, group_id: int) -> SectorGroup:
    """A group in the bin that the actor may restore, locked."""
    require(actor, Permission.GROUP_WRITE)
    asked = select(SectorGroup).where(
        col(SectorGroup.id) == group_id,
        col(SectorGroup.binned_at).is_not(None),
        reach(actor, Permission.GROUP_WRITE),
    )
    found = session.scalars(asked.with_for_update()).first()
    if found is None:
        raise NotFound
    return found


def total(session: Session, actor: Actor, wanted: GroupFilter) -> int:
    """How many groups a list has in all."""
    require(actor, Permission.GROUP_READ)
    return session.scalar(select(func.count(col(SectorGroup.id))).where(_asked(actor, wanted))) or 0


def listing(session: Session, actor: Actor, wanted: GroupFilter) -> list[GroupRow]:
    """Groups with the members that they have today, in three statements."""
    require(actor, Permission.GROUP_READ)
    asked = _page(actor, wanted).offset(wanted.offset).limit(wanted.limit)
    rows = [GroupRow(*row) for row in session.execute(asked)]
    ids = [row.group_id for row in rows]
    members = sizes(session, ids, clock.today())
    leads = _leads(session, ids, clock.today())
    return [
        replace(row, members=members.get(row.group_id, 0), convener=leads.get(row.group_id, ""))
        for row in rows
    ]


def sizes(session: Session, group_ids: Sequence[int], day: date) -> dict[int, int]:
    """How many members each of some groups has on a day. Asks nobody's permission."""
    pair = pairs(group_ids, day)
    counted = select(pair.c.group_id, func.count()).group_by(pair.c.group_id)
    return dict(session.execute(counted).all())


def groups_of_term(session: Session, actor: Actor, term_id: int) -> list[SectorGroup]:
    """The groups of a term in their order, for pickers; objects, for there are few."""
    require(actor, Permission.GROUP_READ)
    asked = select(SectorGroup).where(_asked(actor, GroupFilter(term_id)))
    return list(session.scalars(asked.order_by(col(SectorGroup.position), col(SectorGroup.id))))


def _asked(actor: Actor, wanted: GroupFilter) -> ColumnElement[bool]:
    in_bin = col(SectorGroup.binned_at).is_not(None)
    parts = [reach(actor, Permission.GROUP_READ), in_bin if wanted.bin else ~in_bin]
    if wanted.term_id is not None:
        parts.append(col(SectorGroup.term_id) == wanted.term_id)
    if wanted.search:
        names = (col(SectorGroup.name), col(SectorGroup.name_en))
        parts.append(or_(*(name.icontains(wanted.search, autoescape=True) for name in names)))
    return and_(*parts)


def _page(actor: Actor, wanted: GroupFilter) -> Select[int, str, str, str, str, int, int]:
    held = select(func.count()).where(col(GroupSector.sector_group_id) == col(SectorGroup.id))
    place = col(SectorGroup.id).desc() if wanted.newest_first else col(SectorGroup.position)
    return (
        select(
            col(SectorGroup.id),
            col(SectorGroup.name),
            col(SectorGroup.name_en),
            col(Committee.name),
            col(Committee.name_en),
            col(Term.number),
            held.scalar_subquery(),
        )
        .join(Committee, col(Committee.id) == col(SectorGroup.committee_id))
        .join(Term, col(Term.id) == col(SectorGroup.term_id))
        .where(_asked(actor, wanted))
        .order_by(place, col(SectorGroup.id))
    )


def _leads(session: Session, group_ids: Sequence[int], day: date) -> dict[int, str]:
    statement = (
        select(col(Convener.sector_group_id), col(Member.name))
        .join(Member, col(Member.id) == col(Convener.member_id))
        .where(
            col(Convener.sector_group_id).in_(group_ids),
            col(Convener.deputy).is_(False),
            col(Convener.starts_on) <= day,
            or_(col(Convener.ends_on).is_(None), col(Convener.ends_on) >= day),
        )
    )
    return dict(session.execute(statement).all())
