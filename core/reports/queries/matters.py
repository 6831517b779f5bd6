"""Figures of opinion items and proposals alike: where they stand, and how long steps take."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, SelectBase, and_, cast, func, union_all
from sqlalchemy import select as columns
from sqlmodel import Session, col

from core.matters.models import Matter, MatterKind, State, Step
from core.permissions import Actor
from core.reports.periods import Period
from core.reports.queries import parts
from core.reports.queries.branches import Joined

UNSAID = (State.DRAFT, State.GATHERING, State.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class StepDays:
    """How many steps led out of a state after so many working days."""

    kind: MatterKind
    state: State
    workdays: int
    steps: int


@dataclass(frozen=True, slots=True)
class StepTime:
    """The median of working days that matters stood in a state."""

    kind: MatterKind
    state: State
    median: float
    steps: int


def received(kind: MatterKind) -> ColumnElement[bool]:
    """Matters of a kind that came in in the period. The order is that of the board's index."""
    return and_(
        col(Matter.committee_id).in_(parts.WITHIN),
        col(Matter.kind) == kind,
        col(Matter.binned_at).is_(None),
        col(Matter.received_on).between(parts.FIRST, parts.LAST),
        col(Matter.state).not_in(UNSAID),
    )


def times(
    session: Session, actor: Actor, committee_id: int, period: Period
) -> tuple[StepTime, ...]:
    """The median of working days per state, in the order of the house's work."""
    counted: dict[tuple[MatterKind, State], dict[int, int]] = {}
    for row in step_days(session, actor, committee_id, period):
        counted.setdefault((row.kind, row.state), {})[row.workdays] = row.steps
    order = list(State)
    found = [
        StepTime(kind, state, median(days), sum(days.values()))
        for (kind, state), days in counted.items()
    ]
    return tuple(sorted(found, key=lambda row: (row.kind, order.index(row.state))))


def median(counted: dict[int, int]) -> float:
    """The median of values, each with how often it was counted."""
    half, seen = sum(counted.values()) / 2, 0
    below: int | None = None
    for value in sorted(counted):
        if below is not None:
            return (below + value) / 2
        seen += counted[value]
        if seen > half:
            return value
        below = value if seen == half else None
    return float(below or 0)


@parts.answers(
    StepDays,
    Joined(key=lambda kind, state, workdays, _steps: (kind, state, workdays), sums=("steps",)),
)
def step_days() -> SelectBase:
    """Steps of the period by the state they led out of, and the working days spent there.

    What lies in the bin is little, so its steps are counted apart and taken off: asking the
    matter of each step would touch the whole register.
    """
    kept = union_all(_steps(func.count()), _steps(-func.count(), _in_the_bin())).subquery()
    told = (kept.c.kind, kept.c.from_state, kept.c.workdays)
    steps = func.sum(kept.c.steps)
    return columns(*told, cast(steps, BigInteger)).group_by(*told).having(steps > 0)


def _steps(steps: ColumnElement[int], *only: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    told = (col(Step.kind), col(Step.from_state), col(Step.workdays))
    return (
        columns(*told, steps.label("steps"))
        .where(
            col(Step.committee_id).in_(parts.WITHIN),
            col(Step.kind).in_(list(MatterKind)),
            col(Step.from_state).not_in((State.DRAFT, State.GATHERING)),
            col(Step.taken_on).between(parts.FIRST, parts.LAST),
            *only,
        )
        .group_by(*told)
    )


def _in_the_bin() -> ColumnElement[bool]:
    """Whether a step is of a matter in the bin."""
    binned = columns(col(Matter.id)).where(
        col(Matter.committee_id).in_(parts.WITHIN),
        col(Matter.kind).in_(list(MatterKind)),
        col(Matter.binned_at).is_not(None),
    )
    return col(Step.matter_id).in_(binned)
