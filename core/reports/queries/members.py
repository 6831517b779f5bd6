"""Members on a day, and those sent to courts, departments and projects."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func
from sqlalchemy import select as columns
from sqlmodel import Session, col

from core.members.models import Appointment, AppointmentKind, Member
from core.permissions import Actor
from core.reports.periods import Period
from core.reports.queries import parts


@dataclass(frozen=True, slots=True)
class AppointmentFigures:
    """Members sent out in one capacity, each counted once; standing members apart from others."""

    kind: AppointmentKind
    standing: int
    others: int
    units: int


def on_roster(day: date) -> ColumnElement[bool]:
    """Whether somebody is a member on a day."""
    return and_(
        col(Member.binned_at).is_(None),
        parts.in_force(col(Member.joined_on), col(Member.left_on), day),
    )


def count(session: Session, actor: Actor, committee_id: int, period: Period) -> int:
    """Members on the period's last day."""
    within = parts.area(session, actor, committee_id)
    statement = columns(func.count()).where(
        col(Member.committee_id).in_(within), on_roster(period.last)
    )
    return int(parts.one(session, statement)[0])


def appointments(
    session: Session, actor: Actor, committee_id: int, period: Period
) -> tuple[AppointmentFigures, ...]:
    """Appointments that held at some time in the period, by kind."""
    within = parts.area(session, actor, committee_id)
    sent = (
        columns(
            col(Appointment.kind).label("kind"),
            col(Appointment.member_id).label("member_id"),
            col(Member.standing).label("standing"),
        )
        .join(Member, col(Member.id) == col(Appointment.member_id))
        .where(_held(within, period))
        .distinct()
        .subquery()
    )
    units = (
        columns(col(Appointment.kind), func.count(func.distinct(Appointment.unit)).label("units"))
        .where(_held(within, period))
        .group_by(col(Appointment.kind))
        .subquery()
    )
    standing, others = parts.count_if(sent.c.standing), parts.count_if(~sent.c.standing)
    statement = (
        columns(sent.c.kind, standing, others, units.c.units)
        .join(units, units.c.kind == sent.c.kind)
        .group_by(sent.c.kind, units.c.units)
        .order_by(func.count().desc(), sent.c.kind)
    )
    return tuple(AppointmentFigures(*row) for row in parts.rows(session, statement))


def _held(within: parts.Area, period: Period) -> ColumnElement[bool]:
    ends_on = col(Appointment.ends_on)
    return and_(
        col(Appointment.committee_id).in_(within),
        col(Appointment.starts_on) <= period.last,
        ends_on.is_(None) | (ends_on >= period.first),
    )
