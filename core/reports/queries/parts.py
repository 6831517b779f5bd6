"""Parts of statements that the figures share."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Executable,
    Integer,
    and_,
    case,
    cast,
    extract,
    func,
    or_,
)
from sqlalchemy import select as columns
from sqlmodel import Session, col
from sqlmodel.sql.expression import SelectOfScalar

from core.activities.models import WAS_THERE, Activity, Attendance, Stage
from core.committees import scope
from core.errors import NotFound
from core.permissions import Actor, Permission, require
from core.reports.periods import Period

Area = SelectOfScalar[int]
Numbers = tuple[Any, ...]
Column = Any  # a mapped column or an expression: what SQLModel and mypy say differs


def area(session: Session, actor: Actor, committee_id: int) -> Area:
    """The ids of a committee and those below, for `in_`; not found when out of reach."""
    require(actor, Permission.BOARD_READ)
    if not scope.covers(session, actor, Permission.BOARD_READ, committee_id):
        raise NotFound
    return scope.below([committee_id])


def total(column: Column) -> ColumnElement[int]:
    """The sum of a column, 0 without rows, an integer on every database."""
    return cast(func.coalesce(func.sum(column), 0), BigInteger)


def count_if(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """How many rows meet a condition."""
    return total(case((condition, 1), else_=0))


def held(within: Area, period: Period) -> ColumnElement[bool]:
    """Activities that were held in a period. The order is that of the board's index."""
    return and_(
        col(Activity.committee_id).in_(within),
        col(Activity.stage) == Stage.DONE,
        col(Activity.binned_at).is_(None),
        col(Activity.held_on).between(period.first, period.last),
    )


def attended(within: Area, period: Period) -> ColumnElement[bool]:
    """Rows of attendance at activities that were held in a period.

    Planned and binned activities are few, so they are left out by name: joining each row
    with its activity would touch the whole register.
    """
    mine = col(Activity.committee_id).in_(within)
    planned = columns(col(Activity.id)).where(mine, col(Activity.stage) == Stage.PLANNED)
    binned = columns(col(Activity.id)).where(
        mine, col(Activity.stage) == Stage.DONE, col(Activity.binned_at).is_not(None)
    )
    return and_(
        col(Attendance.committee_id).in_(within),
        col(Attendance.held_on).between(period.first, period.last),
        col(Attendance.activity_id).not_in(planned),
        col(Attendance.activity_id).not_in(binned),
    )


def was_there() -> ColumnElement[bool]:
    """Attendance that counts as having been there."""
    return col(Attendance.counted).in_(WAS_THERE)


def month_of(day: Column) -> ColumnElement[int]:
    """A day's year * 100 + month."""
    return cast(extract("year", day), Integer) * 100 + cast(extract("month", day), Integer)


def quarter_of(day: Column) -> ColumnElement[int]:
    """A day's year * 10 + quarter."""
    month = cast(extract("month", day), Integer)
    return cast(extract("year", day), Integer) * 10 + (month + 2) // 3


def in_force(starts_on: Column, ends_on: Column, day: date | Column) -> ColumnElement[bool]:
    """Whether something with dates holds on a day, its last day included."""
    return and_(starts_on <= day, or_(ends_on.is_(None), ends_on >= day))


def rows(session: Session, statement: Executable) -> Sequence[Numbers]:
    """All rows of a statement as plain tuples."""
    return [tuple(row) for row in session.connection().execute(statement)]


def one(session: Session, statement: Executable) -> Numbers:
    """The one row of a statement of totals."""
    return tuple(session.connection().execute(statement).one())
