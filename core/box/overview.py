"""Which studios have a box, and how much lies in it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, case, func, select
from sqlmodel import Session, col
from sqlmodel import select as select_row

from core.box import reach
from core.box.models import Box, BoxEntry, EntryState
from core.committees.models import Committee
from core.committees.scope import below
from core.permissions import Actor, Permission, require
from core.studios.models import Studio

READ = Permission.BOX_READ


@dataclass(frozen=True, slots=True)
class BoxFilters:
    """The studios of which committee, and what their names hold."""

    committee_id: int
    search: str = ""


@dataclass(frozen=True, slots=True)
class BoxRow:
    """A studio with its box, if it has one, and how much was put into that."""

    studio_id: int
    studio: str
    studio_code: str
    committee: str
    committee_en: str
    code: str | None
    opened_at: datetime | None
    entries: int
    waiting: int
    is_open: bool


def boxes(
    session: Session, actor: Actor, filters: BoxFilters, *, offset: int = 0, limit: int = 50
) -> list[BoxRow]:
    """The studios at work within a committee, each with its box, the fullest boxes first."""
    require(actor, READ)
    counted = (
        select(
            col(BoxEntry.box_id).label("box_id"),
            func.count(col(BoxEntry.id)).label("entries"),
            func.sum(_is_new()).label("waiting"),
        )
        .where(col(BoxEntry.committee_id).in_(below([filters.committee_id])))
        .group_by(col(BoxEntry.box_id))
        .subquery()
    )
    waiting = func.coalesce(counted.c.waiting, 0)
    wanted = (
        select(
            col(Studio.id),
            col(Studio.name),
            col(Studio.code),
            col(Committee.name),
            col(Committee.name_en),
            col(Box.code),
            col(Box.opened_at),
            func.coalesce(counted.c.entries, 0),
            waiting,
            col(Box.closed_at),
        )
        .select_from(Studio)
        .join(Committee, col(Committee.id) == col(Studio.committee_id))
        .outerjoin(Box, col(Box.studio_id) == col(Studio.id))
        .outerjoin(counted, counted.c.box_id == col(Box.id))
        .where(*_studios(actor, filters))
        .order_by(waiting.desc(), col(Box.id).is_(None), col(Studio.name), col(Studio.id))
        .offset(offset)
        .limit(limit)
    )
    return [_box_row(row) for row in session.execute(wanted)]


def boxes_total(session: Session, actor: Actor, filters: BoxFilters) -> int:
    """How many studios at work there are within a committee."""
    require(actor, READ)
    wanted = select(func.count(col(Studio.id))).where(*_studios(actor, filters))
    number: int = session.execute(wanted).scalar_one()
    return number


def box_of(session: Session, actor: Actor, studio_id: int) -> Box | None:
    """The box of a studio that the actor reads; None where it has none."""
    require(actor, READ)
    asked = select_row(Box).where(
        Box.studio_id == studio_id,
        reach.in_scope(actor, READ, col(Box.committee_id), col(Box.studio_id)),
    )
    return session.exec(asked).first()


def _studios(actor: Actor, filters: BoxFilters) -> list[ColumnElement[bool]]:
    parts = [
        col(Studio.committee_id).in_(below([filters.committee_id])),
        reach.in_scope(actor, READ, col(Studio.committee_id), col(Studio.id)),
        col(Studio.binned_at).is_(None),
        col(Studio.state).in_(reach.AT_WORK),
    ]
    if filters.search:
        parts.append(col(Studio.name).contains(filters.search, autoescape=True))
    return parts


def _is_new() -> ColumnElement[int]:
    return case((col(BoxEntry.state) == EntryState.NEW, 1), else_=0)


def _box_row(row: Row[*tuple[Any, ...]]) -> BoxRow:
    return BoxRow(
        studio_id=row[0],
        studio=row[1],
        studio_code=row[2],
        committee=row[3],
        committee_en=row[4],
        code=row[5],
        opened_at=row[6],
        entries=row[7],
        waiting=row[8],
        is_open=row[6] is not None and row[9] is None,
    )
