"""Where the opinion items of one member were used over a span of days."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from core.handling.models import AuthorityLevel
from core.matters import reach, record
from core.matters.models import Matter, MatterKind
from core.opinions.models import Adoption, AdoptionKind
from core.permissions import Actor, Permission, require

READ = Permission.OPINION_READ


@dataclass(frozen=True, slots=True)
class Used:
    """A rung of the ladder of adoption, with the item that was used."""

    matter_id: int
    title: str
    adopted_on: date
    level: AuthorityLevel
    kind: AdoptionKind
    product: str


def used(session: Session, actor: Actor, member_id: int, days: tuple[date, date]) -> list[Used]:
    """The rungs that a member's items reached on some days, of which the actor may read."""
    require(actor, READ)
    mine = record.credited(member_id)
    asked = (
        select(
            *(col(Matter.id), col(Matter.title), col(Adoption.adopted_on)),
            *(col(Adoption.level), col(Adoption.kind), col(Adoption.product)),
        )
        .select_from(Adoption)
        .join(mine, mine.c.matter_id == col(Adoption.matter_id))
        .join(Matter, col(Matter.id) == col(Adoption.matter_id))
        .where(
            col(Matter.kind) == MatterKind.OPINION,
            col(Matter.binned_at).is_(None),
            col(Adoption.adopted_on).between(*days),
            reach.in_scope(actor, READ),
        )
        .order_by(col(Adoption.adopted_on), col(Adoption.id))
    )
    return [Used(*row) for row in session.execute(asked)]
