"""Figures of handling units: what is overdue with whom, and who answers how fast."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, SelectBase, and_, func, literal, union_all
from sqlalchemy import select as columns
from sqlmodel import Session, col

from core.handling.models import Assignment, AssignmentState, HandlingUnit
from core.matters.models import Matter, MatterKind
from core.permissions import Actor
from core.reports.periods import Period
from core.reports.queries import parts
from core.reports.queries.matters import median

# What a unit has no more does not count as assigned to it.
_GONE = (AssignmentState.HANDED_BACK, AssignmentState.TAKEN_BACK)
FEWEST_REPLIES = 3  # of fewer no pace is told: one lucky case is no habit


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """What a unit was assigned in the period, and how it stands today.

    `overdue` is what was so at the end of the period and is open still, whenever it was assigned.
    """

    unit_id: int
    unit: str
    assigned: int
    replied: int
    late: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Pace:
    """The median of working days in which a unit answers; None of too few replies."""

    unit_id: int
    unit: str
    replies: int
    median: float | None


@dataclass(frozen=True, slots=True)
class _Answered:
    unit_id: int
    unit: str
    workdays: int
    replies: int


@parts.answers(UnitFigures)
def by_unit() -> SelectBase:
    """Assignments of the period by unit, and what of earlier ones is overdue; most of it first."""
    told = union_all(_of_period(), _from_before()).subquery()
    assigned, overdue = parts.total(told.c.assigned), parts.total(told.c.overdue)
    return (
        columns(
            col(HandlingUnit.id),
            func.max(HandlingUnit.name),
            assigned,
            parts.total(told.c.replied),
            parts.total(told.c.late),
            overdue,
        )
        .join(told, told.c.unit_id == col(HandlingUnit.id))
        .group_by(col(HandlingUnit.id))
        .order_by(overdue.desc(), assigned.desc(), col(HandlingUnit.id))
    )


def _of_period() -> Select[*tuple[Any, ...]]:
    """What each unit was assigned in the period."""
    replied = col(Assignment.state) == AssignmentState.REPLIED
    late = replied & (col(Assignment.replied_on) > col(Assignment.due_on))
    return (
        columns(
            col(Assignment.unit_id).label("unit_id"),
            func.count().label("assigned"),
            parts.count_if(replied).label("replied"),
            parts.count_if(late).label("late"),
            parts.count_if(_overdue()).label("overdue"),
        )
        .join(Matter, col(Matter.id) == col(Assignment.matter_id))
        .where(
            col(Assignment.committee_id).in_(parts.WITHIN),
            col(Assignment.kind).in_(list(MatterKind)),
            col(Assignment.counted_from).between(parts.FIRST, parts.LAST),
            col(Assignment.state).not_in(_GONE),
            col(Matter.binned_at).is_(None),
        )
        .group_by(col(Assignment.unit_id))
    )


def _from_before() -> Select[*tuple[Any, ...]]:
    """What each unit was assigned before the period and still owes: by the index of the units."""
    none = literal(0)
    return (
        columns(col(HandlingUnit.id), none, none, none, func.count())
        .join(Assignment, col(Assignment.unit_id) == col(HandlingUnit.id))
        .join(Matter, col(Matter.id) == col(Assignment.matter_id))
        .where(
            col(HandlingUnit.committee_id).in_(parts.WITHIN),
            _overdue(),
            col(Assignment.counted_from) < parts.FIRST,
            col(Matter.binned_at).is_(None),
        )
        .group_by(col(HandlingUnit.id))
    )


def _overdue() -> ColumnElement[bool]:
    """Open still, and overdue at the end of the period, or today if that is to come."""
    return and_(
        col(Assignment.state).in_((AssignmentState.NEW, AssignmentState.ACCEPTED)),
        col(Assignment.due_on) < parts.TODAY,
        col(Assignment.due_on) < parts.LAST,
    )


def fastest(session: Session, actor: Actor, committee_id: int, period: Period) -> tuple[Pace, ...]:
    """Units by the median of their answers, those with too few at the end and without rank."""
    counted: dict[tuple[int, str], dict[int, int]] = {}
    for row in _answered(session, actor, committee_id, period):
        counted.setdefault((row.unit_id, row.unit), {})[row.workdays] = row.replies
    found = [_pace(unit_id, unit, days) for (unit_id, unit), days in counted.items()]
    return tuple(sorted(found, key=_rank))


def _pace(unit_id: int, unit: str, days: dict[int, int]) -> Pace:
    replies = sum(days.values())
    return Pace(unit_id, unit, replies, median(days) if replies >= FEWEST_REPLIES else None)


def _rank(pace: Pace) -> tuple[bool, float, int, int]:
    return pace.median is None, pace.median or 0, -pace.replies, pace.unit_id


@parts.answers(_Answered)
def _answered() -> SelectBase:
    days = col(Assignment.answered_in)
    return (
        columns(col(HandlingUnit.id), func.max(HandlingUnit.name), days, func.count())
        .join(HandlingUnit, col(HandlingUnit.id) == col(Assignment.unit_id))
        .join(Matter, col(Matter.id) == col(Assignment.matter_id))
        .where(
            col(Assignment.committee_id).in_(parts.WITHIN),
            col(Assignment.kind).in_(list(MatterKind)),
            col(Assignment.counted_from).between(parts.FIRST, parts.LAST),
            days.is_not(None),
            col(Matter.binned_at).is_(None),
        )
        .group_by(col(HandlingUnit.id), days)
        .order_by(col(HandlingUnit.id), days)
    )
