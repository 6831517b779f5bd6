"""Lists of assignments by the piles on a desk, and how units stand."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, select
from sqlmodel import Session, col

from core import clock
from core.committees import calendar, scope
from core.handling import deadlines, finding, reading, rules
from core.handling.deadlines import Light
from core.handling.models import Assignment, AssignmentState, HandlingRole, HandlingUnit
from core.i18n import N_
from core.matters.models import Matter, MatterKind, Urgency
from core.permissions import Actor, Permission, require
from db.base import Choice

READ = Permission.HANDLING_READ


class Desk(Choice):
    """The piles on the desk of a unit."""

    OPEN = "open", N_("All in hand")
    NEW = "new", N_("New")
    DUE_SOON = "due_soon", N_("Due soon")
    OVERDUE = "overdue", N_("Overdue")
    ASKED = "asked", N_("More time asked")
    HANDED_BACK = "handed_back", N_("Handed back")
    REPLIED = "replied", N_("Replied")


@dataclass(frozen=True, slots=True)
class Filters:
    """Which assignments: a pile, narrowed by what is given."""

    desk: Desk = Desk.OPEN
    committee_id: int | None = None
    unit_id: int | None = None
    kind: MatterKind | None = None
    search: str = ""


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """An assignment as lists show it."""

    id: int
    matter_id: int
    kind: MatterKind
    number: int | None
    title: str
    urgency: Urgency
    unit: str
    role: HandlingRole
    round: int
    state: AssignmentState
    counted_from: date
    due_on: date
    replied_on: date | None
    supervised: bool
    light: Light = Light.IN_TIME


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """How a unit stands: what it has in hand, what is overdue, and what it answered late."""

    unit_id: int
    unit: str
    in_hand: int
    overdue: int
    replied: int
    late: int


def listing(
    session: Session, actor: Actor, filters: Filters, *, offset: int = 0, limit: int = 50
) -> list[AssignmentRow]:
    """The assignments of a pile; what is due first comes first, what was answered last."""
    require(actor, READ)
    today, soon = _days(session)
    order: list[Any] = [col(Assignment.due_on), col(Assignment.id)]
    if filters.desk is Desk.REPLIED:
        order = [col(Assignment.replied_on).desc(), col(Assignment.id).desc()]
    wanted = (
        select(
            *(col(Assignment.id), col(Assignment.matter_id), col(Assignment.kind)),
            *(col(Matter.number), col(Matter.title), col(Matter.urgency)),
            *(col(HandlingUnit.name), col(Assignment.role), col(Assignment.round)),
            *(col(Assignment.state), col(Assignment.counted_from), col(Assignment.due_on)),
            *(col(Assignment.replied_on), reading.supervised()),
        )
        .join(Matter, col(Matter.id) == col(Assignment.matter_id))
        .join(HandlingUnit, col(HandlingUnit.id) == col(Assignment.unit_id))
        .where(*_parts(actor, filters), _on(filters.desk, today, soon))
        .order_by(*order)
        .offset(offset)
        .limit(limit)
    )
    found = [AssignmentRow(*row) for row in session.execute(wanted)]
    return [replace(row, light=_light(row, today, soon)) for row in found]


def counts(session: Session, actor: Actor, filters: Filters) -> dict[Desk, int]:
    """How many assignments lie on each pile that is not empty, whichever the filters name."""
    require(actor, READ)
    today, soon = _days(session)
    piles = [func.sum(case((_on(desk, today, soon), 1), else_=0)) for desk in Desk]
    wanted = _joined(select(*piles).select_from(Assignment)).where(*_parts(actor, filters))
    found = session.execute(wanted).one()
    return {desk: number for desk, number in zip(Desk, found, strict=True) if number}


def by_unit(session: Session, actor: Actor, committee_id: int) -> list[UnitFigures]:
    """How the units within a committee stand, the most overdue first."""
    require(actor, READ)
    today, soon = _days(session)
    late = and_(_on(Desk.REPLIED, today, soon), col(Assignment.replied_on) > col(Assignment.due_on))
    sums = [
        func.sum(case((part, 1), else_=0))
        for part in (
            _on(Desk.OPEN, today, soon),
            _on(Desk.OVERDUE, today, soon),
            _on(Desk.REPLIED, today, soon),
            late,
        )
    ]
    wanted = (
        _joined(
            select(col(Assignment.unit_id), col(HandlingUnit.name), *sums)
            .select_from(Assignment)
            .join(HandlingUnit, col(HandlingUnit.id) == col(Assignment.unit_id))
        )
        .where(*_parts(actor, Filters(committee_id=committee_id)))
        .group_by(col(Assignment.unit_id), col(HandlingUnit.name))
    )
    rows = [UnitFigures(*row) for row in session.execute(wanted)]
    return sorted(rows, key=lambda row: (-row.overdue, -row.in_hand, row.unit))


def _parts(actor: Actor, filters: Filters) -> list[ColumnElement[bool]]:
    parts = [finding.in_scope(actor, READ), col(Matter.binned_at).is_(None)]
    if filters.committee_id:
        parts.append(col(Assignment.committee_id).in_(scope.below([filters.committee_id])))
    if filters.unit_id:
        parts.append(col(Assignment.unit_id) == filters.unit_id)
    if filters.kind:
        parts.append(col(Assignment.kind) == filters.kind)
    if filters.search:
        parts.append(col(Matter.title).contains(filters.search, autoescape=True))
    return parts


def _joined(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return statement.join(Matter, col(Matter.id) == col(Assignment.matter_id))


def _days(session: Session) -> tuple[date, date]:
    """Today, and the day up to which something is due soon."""
    today = clock.today()
    return today, deadlines.soon_until(today, calendar.load(session))


def _light(row: AssignmentRow, today: date, soon: date) -> Light:
    """How an assignment stands with its time, as `deadlines.light` tells it."""
    if row.replied_on:
        return Light.LATE if row.replied_on > row.due_on else Light.ANSWERED
    if row.state not in rules.OPEN or row.due_on > soon:
        return Light.IN_TIME
    return Light.OVERDUE if row.due_on < today else Light.DUE_SOON


def _on(desk: Desk, today: date, soon: date) -> ColumnElement[bool]:
    """Whether an assignment lies on a pile."""
    state, due = col(Assignment.state), col(Assignment.due_on)
    open_ = state.in_(rules.OPEN)
    piles = {
        Desk.OPEN: open_,
        Desk.NEW: state == AssignmentState.NEW,
        Desk.DUE_SOON: and_(open_, due >= today, due <= soon),
        Desk.OVERDUE: and_(open_, due < today),
        Desk.ASKED: and_(open_, reading.undecided()),
        Desk.HANDED_BACK: and_(
            state == AssignmentState.HANDED_BACK, col(Assignment.settled_at).is_(None)
        ),
        Desk.REPLIED: state == AssignmentState.REPLIED,
    }
    return piles[desk]
