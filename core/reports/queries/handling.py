"""Figures of handling units: what is overdue with whom, and who answers how fast."""

from dataclasses import dataclass

from sqlalchemy import SelectBase, func
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
    """What a unit was assigned in the period, and how it stands today."""

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
    """Assignments of the period by unit, the most overdue first."""
    replied = col(Assignment.state) == AssignmentState.REPLIED
    overdue = parts.count_if(
        col(Assignment.state).in_((AssignmentState.NEW, AssignmentState.ACCEPTED))
        & (col(Assignment.due_on) < parts.TODAY)
    )
    return (
        columns(
            col(HandlingUnit.id),
            func.max(HandlingUnit.name),
            func.count(),
            parts.count_if(replied),
            parts.count_if(replied & (col(Assignment.replied_on) > col(Assignment.due_on))),
            overdue,
        )
        .join(HandlingUnit, col(HandlingUnit.id) == col(Assignment.unit_id))
        .join(Matter, col(Matter.id) == col(Assignment.matter_id))
        .where(
            col(Assignment.committee_id).in_(parts.WITHIN),
            col(Assignment.kind).in_(list(MatterKind)),
            col(Assignment.counted_from).between(parts.FIRST, parts.LAST),
            col(Assignment.state).not_in(_GONE),
            col(Matter.binned_at).is_(None),
        )
        .group_by(col(HandlingUnit.id))
        .order_by(overdue.desc(), func.count().desc(), col(HandlingUnit.id))
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
