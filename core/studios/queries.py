"""Looking up studios: one to change, lists to show, counts, and names to choose from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, not_, or_
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from core.committees import scope
from core.committees.models import Committee, Level, Sector
from core.errors import NotFound
from core.i18n import N_
from core.members.models import Member
from core.permissions import Actor, Permission, require
from core.studios import rules
from core.studios.models import Studio, StudioKind, StudioState
from core.studios.reach import around, in_scope
from db.base import Choice


class Sort(Choice):
    """The order of a list."""

    NEWEST = "newest", N_("Newest first")
    CODE = "code", N_("By code")
    NAME = "name", N_("By name")
    OPENED = "opened", N_("Last opened first")
    STANDARD = "standard", N_("Least standards met first")


@dataclass(frozen=True, slots=True)
class Filters:
    """What to list. None means all; `search` looks in name, code, lead and address."""

    search: str = ""
    kind: StudioKind | None = None
    state: StudioState | None = None
    level: Level | None = None
    committee_id: int | None = None
    township_id: int | None = None
    sector_id: int | None = None
    demonstration: bool | None = None
    up_to_standard: bool | None = None
    binned: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """Which rows of a list, in which order."""

    sort: Sort = Sort.NEWEST
    offset: int = 0
    limit: int = 50


@dataclass(frozen=True, slots=True)
class StudioRow:
    """A studio in a list."""

    id: int
    code: str
    name: str
    kind: StudioKind
    level: Level
    state: StudioState
    lead: str | None
    sector: str | None
    sector_en: str | None
    township: str | None
    township_en: str | None
    opened_on: date | None
    demonstration: bool
    standard_items: int
    standard_met: int


@dataclass(frozen=True, slots=True)
class Count:
    """How many studios of a kind are in a state."""

    kind: StudioKind
    state: StudioState
    studios: int


Township = aliased(Committee)
_COLUMNS: tuple[Any, ...] = (
    col(Studio.id),
    col(Studio.code),
    col(Studio.name),
    col(Studio.kind),
    col(Studio.level),
    col(Studio.state),
    col(Member.name),
    col(Sector.name),
    col(Sector.name_en),
    Township.name,
    Township.name_en,
    col(Studio.opened_on),
    col(Studio.demonstration),
    col(Studio.standard_items),
    col(Studio.standard_met),
)
_ORDERS: dict[Sort, tuple[Any, ...]] = {
    Sort.NEWEST: (col(Studio.id).desc(),),
    Sort.CODE: (col(Studio.code), col(Studio.id)),
    Sort.NAME: (col(Studio.name), col(Studio.id)),
    Sort.OPENED: (
        func.coalesce(col(Studio.opened_on), date.min).desc(),
        col(Studio.id).desc(),
    ),
    Sort.STANDARD: (
        col(Studio.standard_met)
        * 100
        / func.coalesce(func.nullif(col(Studio.standard_items), 0), 1),
        col(Studio.id),
    ),
}


def find(
    session: Session, actor: Actor, studio_id: int, permission: Permission, *, lock: bool = False
) -> Studio:
    """A studio that the actor's permission reaches. Binned ones are not found."""
    require(actor, permission)
    found = select(Studio).where(
        Studio.id == studio_id, col(Studio.binned_at).is_(None), in_scope(actor, permission)
    )
    return _one(session, found, lock)


def find_binned(session: Session, actor: Actor, studio_id: int) -> Studio:
    """A studio in the bin, locked, for those who decide on studios."""
    require(actor, Permission.STUDIO_DECIDE)
    found = select(Studio).where(
        Studio.id == studio_id,
        col(Studio.binned_at).is_not(None),
        in_scope(actor, Permission.STUDIO_DECIDE),
    )
    return _one(session, found, lock=True)


def reaches(session: Session, actor: Actor, studio_id: int, permission: Permission) -> bool:
    """Whether an actor's permission reaches a studio."""
    found = select(Studio.id).where(Studio.id == studio_id, in_scope(actor, permission))
    return session.exec(found).first() is not None


def rights(session: Session, actor: Actor, studio_id: int) -> frozenset[Permission]:
    """What an actor may do with one studio: read, write, apply, decide."""
    asked = (
        Permission.STUDIO_READ,
        Permission.STUDIO_WRITE,
        Permission.STUDIO_APPLY,
        Permission.STUDIO_DECIDE,
    )
    return frozenset(one for one in asked if reaches(session, actor, studio_id, one))


def listing(session: Session, actor: Actor, filters: Filters, window: Window) -> list[StudioRow]:
    """Studios with the names of what they refer to."""
    require(actor, Permission.STUDIO_READ)
    statement = (
        select_columns(*_COLUMNS)
        .outerjoin(Member, col(Member.id) == col(Studio.lead_id))
        .outerjoin(Sector, col(Sector.id) == col(Studio.sector_id))
        .outerjoin(Township, col(Studio.township_id) == Township.id)
        .where(*_conditions(actor, filters))
        .order_by(*_ORDERS[window.sort])
        .offset(window.offset)
        .limit(window.limit)
    )
    return [StudioRow(*row) for row in session.execute(statement)]


def total(session: Session, actor: Actor, filters: Filters) -> int:
    """How many studios a list has in all."""
    require(actor, Permission.STUDIO_READ)
    statement = select_columns(func.count(col(Studio.id))).where(*_conditions(actor, filters))
    if filters.search:
        statement = statement.outerjoin(Member, col(Member.id) == col(Studio.lead_id))
    found: int = session.execute(statement).scalar_one()
    return found


def counts(session: Session, actor: Actor, filters: Filters) -> list[Count]:
    """How many studios there are of each kind and state."""
    require(actor, Permission.STUDIO_READ)
    statement = (
        select_columns(col(Studio.kind), col(Studio.state), func.count())
        .where(*_conditions(actor, filters))
        .group_by(col(Studio.kind), col(Studio.state))
    )
    if filters.search:
        statement = statement.outerjoin(Member, col(Member.id) == col(Studio.lead_id))
    return [Count(*row) for row in session.execute(statement)]


def names(
    session: Session,
    actor: Actor,
    permission: Permission = Permission.STUDIO_READ,
    states: Sequence[StudioState] = (),
) -> dict[int, str]:
    """The studios that an actor may choose from, by id, in order of name."""
    require(actor, permission)
    statement = (
        select(Studio.id, Studio.name)
        .where(col(Studio.binned_at).is_(None), in_scope(actor, permission))
        .order_by(col(Studio.name), col(Studio.id))
    )
    if states:
        statement = statement.where(col(Studio.state).in_(states))
    return dict(session.exec(statement).all())


def next_code(session: Session, actor: Actor, committee_id: int) -> str:
    """The code that a new studio of a committee is proposed, to those who may register it there."""
    require(actor, Permission.STUDIO_WRITE)
    if not scope.covers(session, actor, Permission.STUDIO_WRITE, committee_id):
        raise NotFound
    prefix = session.exec(select(Committee.code).where(Committee.id == committee_id)).first()
    if prefix is None:
        raise NotFound
    taken = select(Studio.code).where(col(Studio.code).startswith(f"{prefix}-", autoescape=True))
    return rules.next_code(prefix, session.exec(taken).all())


def _one(session: Session, found: SelectOfScalar[Studio], lock: bool) -> Studio:
    if lock:
        found = found.with_for_update().execution_options(populate_existing=True)
    row = session.exec(found).first()
    if row is None:
        raise NotFound
    return row


def _conditions(actor: Actor, filters: Filters) -> list[ColumnElement[bool]]:
    """The scope and the filters as parts of a WHERE; a search needs Member joined."""
    binned = col(Studio.binned_at)
    parts = [
        in_scope(actor, Permission.STUDIO_DECIDE if filters.binned else Permission.STUDIO_READ),
        binned.is_not(None) if filters.binned else binned.is_(None),
    ]
    if filters.committee_id is not None:
        parts.append(around(filters.committee_id))
    for column, wanted in (
        (col(Studio.kind), filters.kind),
        (col(Studio.state), filters.state),
        (col(Studio.level), filters.level),
        (col(Studio.township_id), filters.township_id),
        (col(Studio.sector_id), filters.sector_id),
        (col(Studio.demonstration), filters.demonstration),
    ):
        if wanted is not None:
            parts.append(column == wanted)
    if filters.up_to_standard is not None:
        reached = up_to_standard()
        parts.append(reached if filters.up_to_standard else not_(reached))
    if filters.search:
        parts.append(_found_by(filters.search))
    return parts


def up_to_standard() -> ColumnElement[bool]:
    """Whether a studio meets all items asked of it, at least one."""
    return (col(Studio.standard_items) > 0) & (
        col(Studio.standard_met) == col(Studio.standard_items)
    )


def _found_by(search: str) -> ColumnElement[bool]:
    columns = (col(Studio.name), col(Studio.code), col(Studio.address), col(Member.name))
    return or_(*(column.icontains(search, autoescape=True) for column in columns))
