"""Looking up when a studio receives the public, and who is on duty."""

from dataclasses import dataclass
from datetime import date, time

from sqlmodel import Session, col

from core.members.models import Member
from core.permissions import Actor
from core.studios.models import Reception, Rota, RotaRule, Studio
from core.studios.reach import of_studio


@dataclass(frozen=True, slots=True)
class RotaRow:
    """When a studio receives the public."""

    rule: RotaRule
    weekday: int | None
    days: str
    from_time: time
    until_time: time
    version: int


@dataclass(frozen=True, slots=True)
class ReceptionRow:
    """A member on duty on a day of reception."""

    id: int
    held_on: date
    member_id: int
    member: str


def rota(session: Session, actor: Actor, studio_id: int) -> RotaRow | None:
    """When a studio receives the public, None where no rule is set."""
    columns = (
        col(Rota.rule),
        col(Rota.weekday),
        col(Rota.days),
        col(Rota.from_time),
        col(Rota.until_time),
        col(Rota.version),
    )
    found = of_studio(actor, studio_id, *columns).join(Rota, col(Rota.studio_id) == col(Studio.id))
    row = session.execute(found).first()
    return RotaRow(*row) if row else None


def receptions(
    session: Session, actor: Actor, studio_id: int, first: date, last: date
) -> list[ReceptionRow]:
    """Who is on duty from one day to another."""
    columns = (
        col(Reception.id),
        col(Reception.held_on),
        col(Member.id),
        col(Member.name),
    )
    found = (
        of_studio(actor, studio_id, *columns)
        .join(Reception, col(Reception.studio_id) == col(Studio.id))
        .join(Member, col(Member.id) == col(Reception.member_id))
        .where(col(Reception.held_on).between(first, last))
        .order_by(col(Reception.held_on), col(Reception.id))
    )
    return [ReceptionRow(*row) for row in session.execute(found)]
