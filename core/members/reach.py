"""Which members an actor reaches, as part of a statement.

A studio lead reaches the members of the studio, a convener those of the group. Whose
those are is kept by concepts above this one, which it may not import: their tables are
taken from the schema by name.
"""

from datetime import date
from typing import TypeAlias

from sqlalchemy import BindParameter, ColumnElement, FromClause, and_, exists, or_, select
from sqlmodel import col

from core import clock
from core.committees import scope
from core.members.models import Member
from core.permissions import Actor, Permission, ScopeKind
from db.base import metadata

# A day, or what a statement leaves open until it is run.
Day: TypeAlias = date | BindParameter[date]


def reached(actor: Actor, permission: Permission) -> ColumnElement[bool]:
    """Whether a member lies within any scope of an actor's permission.

    Only the parts that the actor has: each OR costs the database an index.
    """
    parts = [scope.within(actor, permission, col(Member.committee_id))]
    if ids := actor.reach(permission, ScopeKind.SPECIAL_COMMITTEE):
        parts.append(col(Member.special_committee_id).in_(ids))
    if ids := actor.reach(permission, ScopeKind.STUDIO):
        parts.append(of_studios(ids))
    if ids := actor.reach(permission, ScopeKind.GROUP):
        parts.append(of_groups(ids))
    if ids := actor.reach(permission, ScopeKind.MEMBER):
        parts.append(col(Member.id).in_(ids))
    return or_(*parts)


def of_studios(studio_ids: tuple[int, ...]) -> ColumnElement[bool]:
    """Whether a member leads one of some studios or works in it today."""
    studio, works = _table("studio"), _table("studio_member")
    open_today = or_(works.c.ends_on.is_(None), works.c.ends_on >= clock.today())
    leads = select(studio.c.lead_id).where(studio.c.id.in_(studio_ids))
    staff = select(works.c.member_id).where(works.c.studio_id.in_(studio_ids), open_today)
    return or_(col(Member.id).in_(leads), col(Member.id).in_(staff))


def of_groups(group_ids: tuple[int, ...]) -> ColumnElement[bool]:
    """Whether a member belongs to one of some sector groups: by sector, or by hand.

    Added by hand to another group of the term, a member is no longer in the sector's.
    """
    holds, by_hand = _table("group_sector"), _table("group_exception")
    by_sector = exists().where(
        holds.c.sector_group_id.in_(group_ids),
        holds.c.sector_id == col(Member.sector_id),
        ~_moved(holds, by_hand),
    )
    added = select(by_hand.c.member_id).where(
        by_hand.c.kind == "added", by_hand.c.sector_group_id.in_(group_ids)
    )
    return or_(by_sector, col(Member.id).in_(added))


def _moved(holds: FromClause, by_hand: FromClause) -> ColumnElement[bool]:
    """Whether a hand took the member out of the sector's group, or put it into another."""
    here, there = _table("sector_group").alias(), _table("sector_group").alias()
    elsewhere = (
        exists()
        .where(
            here.c.id == holds.c.sector_group_id,
            there.c.id == by_hand.c.sector_group_id,
            there.c.term_id == here.c.term_id,
            there.c.binned_at.is_(None),
        )
        .correlate(holds, by_hand)
    )
    return (
        exists()
        .where(
            by_hand.c.member_id == col(Member.id),
            or_(
                (by_hand.c.kind == "removed")
                & (by_hand.c.sector_group_id == holds.c.sector_group_id),
                (by_hand.c.kind == "added") & elsewhere,
            ),
        )
        .correlate(holds, _table("member"))
    )


def serving(day: Day) -> ColumnElement[bool]:
    """Whether a member belongs to the committee on a day; on the day of leaving no more."""
    return and_(
        col(Member.binned_at).is_(None),
        col(Member.joined_on) <= day,
        or_(col(Member.left_on).is_(None), col(Member.left_on) > day),
    )


def _table(name: str) -> FromClause:
    return metadata().tables[name]
