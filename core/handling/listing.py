"""Lists of assignments by the piles on a desk, and how units stand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, func, or_, select
from sqlmodel import Session, col

from core import clock
from core.committees import calendar, scope
from core.committees.models import Committee
from core.handling import deadlines, finding, reading, rules
from core.handling.deadlines import Light
from core.handling.models import Assignment, AssignmentState, HandlingRole, HandlingUnit
from core.i18n import N_
from core.matters.models import Matter, MatterKind, Urgency
from core.permissions import Actor, Permission, require
from db.base import Choice

READ = Permission.HANDLING_READ
_ZONES = select(col(Committee.time_zone)).distinct()


class Desk(Choice):
    """The piles on the desk of a unit."""

    OPEN = "open", N_("All in hand")
    NEW = "new", N_("New")
    DUE_SOON = "due_soon", N_("Due soon")
    OVERDUE = "overdue", N_("Overdue")
    ASKED = "asked", N_("More time asked")
    HANDED_BACK = "handed_back", N_("Handed back")
    REPLIED = "replied", N_("Replied")
    GONE = "gone", N_("Handed back or taken back")


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


@dataclass(frozen=True, slots=True)
class Day:
    """Today somewhere, and the day up to which something is due soon there."""

    today: date
    soon: date


class Days:
    """The day it is in the zones of the house."""

    def __init__(self, by_zone: Mapping[str, Day]) -> None:
        self._by_zone = by_zone

    def of(self, zone: str) -> Day:
        """The day it is in a zone."""
        return self._by_zone[zone]

    def any(self, asked: Callable[[Day], ColumnElement[bool]]) -> ColumnElement[bool]:
        """What is asked of the day, each committee by its own; plainly where all have the same."""
        zones: dict[Day, list[str]] = {}
        for zone, day in self._by_zone.items():
            zones.setdefault(day, []).append(zone)
        if len(zones) < 2:
            return or_(false(), *map(asked, zones))
        return or_(*(and_(_in_zones(names), asked(day)) for day, names in zones.items()))


def _in_zones(zones: list[str]) -> ColumnElement[bool]:
    there = select(col(Committee.id)).where(col(Committee.time_zone).in_(zones))
    return col(Assignment.committee_id).in_(there)


def listing(
    session: Session, actor: Actor, filters: Filters, *, offset: int = 0, limit: int = 50
) -> list[AssignmentRow]:
    """The assignments of a pile; what is due first comes first, what was answered last."""
    require(actor, READ)
    days = _days(session)
    order: list[Any] = [col(Assignment.due_on), col(Assignment.id)]
    if filters.desk is Desk.REPLIED:
        order = [col(Assignment.replied_on).desc(), col(Assignment.id).desc()]
    wanted = (
        select(
            *(col(Assignment.id), col(Assignment.matter_id), col(Assignment.kind)),
            *(col(Matter.number), col(Matter.title), col(Matter.urgency)),
            *(col(HandlingUnit.name), col(Assignment.role), col(Assignment.round)),
            *(col(Assignment.state), col(Assignment.counted_from), col(Assignment.due_on)),
            *(col(Assignment.replied_on), reading.supervised(), col(Committee.time_zone)),
        )
        .join(Matter, col(Matter.id) == col(Assignment.matter_id))
        .join(Committee, col(Committee.id) == col(Assignment.committee_id))
        .join(HandlingUnit, col(HandlingUnit.id) == col(Assignment.unit_id))
        .where(*_parts(actor, filters), _on(filters.desk, days))
        .order_by(*order)
        .offset(offset)
        .limit(limit)
    )
    found = [(AssignmentRow(*row), days.of(zone)) for *row, zone in session.execute(wanted)]
    return [replace(row, light=_light(row, day)) for row, day in found]


def counts(session: Session, actor: Actor, filters: Filters) -> dict[Desk, int]:
    """How many assignments lie on each pile that is not empty, whichever the filters name."""
    require(actor, READ)
    days = _days(session)
    piles = [func.sum(case((_on(desk, days), 1), else_=0)) for desk in Desk]
    wanted = _joined(select(*piles).select_from(Assignment)).where(*_parts(actor, filters))
    found = session.execute(wanted).one()
    return {desk: number for desk, number in zip(Desk, found, strict=True) if number}


def by_unit(session: Session, actor: Actor, committee_id: int) -> list[UnitFigures]:
    """How the units within a committee stand, the most overdue first."""
    require(actor, READ)
    days = _days(session)
    late = and_(_on(Desk.REPLIED, days), col(Assignment.replied_on) > col(Assignment.due_on))
    sums = [
        func.sum(case((part, 1), else_=0))
        for part in (
            _on(Desk.OPEN, days),
            _on(Desk.OVERDUE, days),
            _on(Desk.REPLIED, days),
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


def _days(session: Session) -> Days:
    """What day it is for whom: mostly one for all, but committees have zones of their own."""
    kept = calendar.load(session)
    today = {zone: clock.today(zone) for zone in session.scalars(_ZONES)}
    return Days({zone: Day(day, deadlines.soon_until(day, kept)) for zone, day in today.items()})


def _light(row: AssignmentRow, day: Day) -> Light:
    """How an assignment stands with its time, as `deadlines.light` tells it."""
    if row.replied_on:
        return Light.LATE if row.replied_on > row.due_on else Light.ANSWERED
    if row.state not in rules.OPEN or row.due_on > day.soon:
        return Light.IN_TIME
    return Light.OVERDUE if row.due_on < day.today else Light.DUE_SOON


def _on(desk: Desk, days: Days) -> ColumnElement[bool]:
    """Whether an assignment lies on a pile."""
    state, due = col(Assignment.state), col(Assignment.due_on)
    open_ = state.in_(rules.OPEN)
    piles = {
        Desk.OPEN: open_,
        Desk.NEW: state == AssignmentState.NEW,
        Desk.DUE_SOON: and_(open_, days.any(lambda day: due.between(day.today, day.soon))),
        Desk.OVERDUE: and_(open_, days.any(lambda day: due < day.today)),
        Desk.ASKED: and_(open_, reading.undecided()),
        Desk.HANDED_BACK: and_(
            state == AssignmentState.HANDED_BACK, col(Assignment.settled_at).is_(None)
        ),
        Desk.REPLIED: state == AssignmentState.REPLIED,
        Desk.GONE: state.in_(rules.GONE),
    }
    return piles[desk]
