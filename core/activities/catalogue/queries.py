"""Reading the catalogue."""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, func, or_
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from core.activities.models import Category
from core.committees import scope
from core.committees.models import CommitteeTree
from core.errors import NotFound
from core.permissions import Actor, Permission, ScopeKind, require
from core.plans.models import Measure


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """A category of the second level, or a heading with those `below` it."""

    id: int
    committee_id: int
    parent_id: int | None
    code: str
    name: str
    name_en: str
    measure: Measure | None
    position: int
    retired: bool
    version: int
    below: "tuple[CategoryRow, ...]" = ()


@dataclass(frozen=True, slots=True)
class CategoryName:
    """A category as a filter names it: one code stands for the same thing in each committee."""

    code: str
    heading: str
    name: str
    name_en: str


_COLUMNS: tuple[Any, ...] = (
    col(Category.id),
    col(Category.committee_id),
    col(Category.parent_id),
    col(Category.code),
    col(Category.name),
    col(Category.name_en),
    col(Category.measure),
    col(Category.position),
    col(Category.retired_at).is_not(None),
    col(Category.version),
)


def find(session: Session, actor: Actor, category_id: int, *, lock: bool = False) -> Category:
    """A category that the actor may change."""
    require(actor, Permission.COMMITTEE_WRITE)
    statement = select(Category).where(
        Category.id == category_id,
        scope.within(actor, Permission.COMMITTEE_WRITE, col(Category.committee_id)),
    )
    row = session.exec(statement.with_for_update() if lock else statement).first()
    if row is None:
        raise NotFound
    return row


def keeper(session: Session, committee_id: int) -> int:
    """The committee whose catalogue is used: the nearest one at or above that keeps one."""
    statement = (
        select(CommitteeTree.ancestor_id)
        .where(
            CommitteeTree.descendant_id == committee_id,
            select(Category.id)
            .where(col(Category.committee_id) == CommitteeTree.ancestor_id)
            .exists(),
        )
        .order_by(col(CommitteeTree.depth))
        .limit(1)
    )
    return session.exec(statement).first() or committee_id


def tree(
    session: Session, actor: Actor, committee_id: int, *, retired: bool = False
) -> list[CategoryRow]:
    """The headings that a committee uses, each with the categories below it, in order."""
    require(actor, Permission.ACTIVITY_READ)
    if not _sees(session, actor, committee_id):
        raise NotFound
    rows = _rows(session, keeper(session, committee_id), retired)
    return [
        replace(heading, below=tuple(row for row in rows if row.parent_id == heading.id))
        for heading in rows
        if heading.parent_id is None
    ]


def names(session: Session, actor: Actor) -> list[CategoryName]:
    """The categories of all committees that the actor reads, each code once, headings first."""
    require(actor, Permission.ACTIVITY_READ)
    parent = select(Category.id, Category.code).subquery()
    heading = func.coalesce(parent.c.code, "")
    statement = (
        select(Category.code, heading, func.min(Category.name), func.min(Category.name_en))
        .select_from(Category)
        .outerjoin(parent, parent.c.id == col(Category.parent_id))
        .where(or_(*_reach(actor)))
        .group_by(col(Category.code), heading)
        .order_by(func.min(Category.position), col(Category.code))
    )
    return [CategoryName(*row) for row in session.exec(statement)]


def _rows(session: Session, committee_id: int, retired: bool) -> list[CategoryRow]:
    statement = (
        columns(*_COLUMNS)
        .where(col(Category.committee_id) == committee_id)
        .order_by(col(Category.position), col(Category.id))
    )
    if not retired:
        statement = statement.where(col(Category.retired_at).is_(None))
    return [CategoryRow(*row) for row in session.execute(statement)]


def _sees(session: Session, actor: Actor, committee_id: int) -> bool:
    """The catalogue of a committee is read by all who have a role in it or above it."""
    return any(grant.committee_id == committee_id for grant in actor.grants) or scope.covers(
        session, actor, Permission.ACTIVITY_READ, committee_id
    )


def _reach(actor: Actor) -> list[ColumnElement[bool]]:
    """Catalogues kept by the committees of the actor's roles, those below and those above."""
    own = {grant.committee_id for grant in actor.grants}
    above = select(CommitteeTree.ancestor_id).where(col(CommitteeTree.descendant_id).in_(own))
    reach = actor.reach(Permission.ACTIVITY_READ, ScopeKind.COMMITTEE)
    kept_by = col(Category.committee_id)
    return [kept_by.in_(above), kept_by.in_(scope.below(reach))]
