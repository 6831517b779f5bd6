"""Members on a day, and those sent to courts, departments and projects."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, SelectBase, and_, func
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


def on_roster(day: parts.Column) -> ColumnElement[bool]:
    """Whether somebody is a member on a day."""
    return and_(
        col(Member.binned_at).is_(None),
        parts.in_force(col(Member.joined_on), col(Member.left_on), day),
    )


def count(session: Session, actor: Actor, committee_id: int, period: Period) -> int:
    """Members on the period's last day."""
    return _count(session, actor, committee_id, period)[0]


def counted() -> Select[int]:
    """The statement of `count`."""
    return columns(func.count()).where(
        col(Member.committee_id).in_(parts.WITHIN), on_roster(parts.LAST)
    )


_count = parts.answers(int)(counted)


@parts.answers(AppointmentFigures)
def appointments() -> SelectBase:
    """Appointments that held at some time in the period, by kind."""
    sent = (
        columns(
            col(Appointment.kind).label("kind"),
            col(Appointment.member_id).label("member_id"),
            col(Member.standing).label("standing"),
        )
        .join(Member, col(Member.id) == col(Appointment.member_id))
        .where(_held())
        .distinct()
        .subquery()
    )
    units = (
        columns(col(Appointment.kind), func.count(func.distinct(Appointment.unit)).label("units"))
        .where(_held())
        .group_by(col(Appointment.kind))
        .subquery()
    )
    standing, others = parts.count_if(sent.c.standing), parts.count_if(~sent.c.standing)
    return (
        columns(sent.c.kind, standing, others, units.c.units)
        .join(units, units.c.kind == sent.c.kind)
        .group_by(sent.c.kind, units.c.units)
        .order_by(func.count().desc(), sent.c.kind)
    )


def _held() -> ColumnElement[bool]:
    ends_on = col(Appointment.ends_on)
    return and_(
        col(Appointment.committee_id).in_(parts.WITHIN),
        col(Appointment.starts_on) <= parts.LAST,
        ends_on.is_(None) | (ends_on >= parts.FIRST),
    )
