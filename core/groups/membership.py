"""Who belongs to a group, as parts of statements: its sectors, less and more by hand.

A member added by hand to a group no longer counts in the group of their sector, so
that nobody belongs to two groups of a term.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    exists,
    literal,
    select,
    union_all,
)
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from core.groups.models import ExceptionKind, GroupException, GroupSector, SectorGroup
from core.members.models import Member
from core.members.reach import Day, serving


def pairs(group_ids: Collection[int] | Select[Any], day: Day) -> Subquery:
    """Each group with each of its members on a day: `group_id`, `member_id`, `by_hand`."""
    by_sector: Select[int, int, int] = (
        select(
            col(GroupSector.sector_group_id).label("group_id"),
            col(Member.id).label("member_id"),
            literal(0).label("by_hand"),
        )
        .join(Member, col(Member.sector_id) == col(GroupSector.sector_id))
        .where(
            col(GroupSector.sector_group_id).in_(group_ids),
            serving(day),
            ~_taken_out(),
            ~_added_elsewhere(),
        )
    )
    by_hand: Select[int, int, int] = (
        select(
            col(GroupException.sector_group_id).label("group_id"),
            col(Member.id).label("member_id"),
            literal(1).label("by_hand"),
        )
        .join(Member, col(Member.id) == col(GroupException.member_id))
        .where(
            col(GroupException.sector_group_id).in_(group_ids),
            col(GroupException.kind) == ExceptionKind.ADDED,
            serving(day),
        )
    )
    return union_all(by_sector, by_hand).subquery("membership")


def names(
    session: Session, committee_id: int, member_ids: Collection[int], day: date
) -> dict[int, tuple[str, str]]:
    """The group of each member on a day, in both languages. Asks nobody's permission."""
    mine: Select[int] = select(col(SectorGroup.id)).where(
        col(SectorGroup.committee_id) == committee_id, col(SectorGroup.binned_at).is_(None)
    )
    found = pairs(mine, day)
    asked = (
        select(found.c.member_id, col(SectorGroup.name), col(SectorGroup.name_en))
        .join(SectorGroup, col(SectorGroup.id) == found.c.group_id)
        .where(found.c.member_id.in_(member_ids))
        .order_by(col(SectorGroup.term_id), col(SectorGroup.id))
    )
    return {row[0]: (row[1], row[2]) for row in session.execute(asked)}


def is_member_of(group_id: int, day: date) -> ColumnElement[bool]:
    """Whether a row of `Member` belongs to a group on a day."""
    return col(Member.id).in_(select(pairs([group_id], day).c.member_id))


def _taken_out() -> ColumnElement[bool]:
    """Whether the member was taken out of, or added to, this very group by hand."""
    return exists().where(
        col(GroupException.sector_group_id) == col(GroupSector.sector_group_id),
        col(GroupException.member_id) == col(Member.id),
    )


def _added_elsewhere() -> ColumnElement[bool]:
    """Whether another group of the same term has the member by hand."""
    here, there = aliased(SectorGroup), aliased(SectorGroup)
    return exists().where(
        col(GroupException.member_id) == col(Member.id),
        col(GroupException.kind) == ExceptionKind.ADDED,
        col(there.id) == col(GroupException.sector_group_id),
        col(there.binned_at).is_(None),
        col(here.id) == col(GroupSector.sector_group_id),
        col(there.term_id) == col(here.term_id),
    )
