"""What one member gave over a span of days."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from core.contributions.models import Contribution, ContributionKind, Contributor
from core.contributions.queries import READ, in_scope
from core.permissions import Actor, require


@dataclass(frozen=True, slots=True)
class Given:
    """A speech or report in a member's file. The first named `leads`."""

    id: int
    kind: ContributionKind
    title: str
    given_on: date
    occasion: str
    outcome: str
    leads: bool


def given(session: Session, actor: Actor, member_id: int, days: tuple[date, date]) -> list[Given]:
    """What a member gave on some days, of which the actor may read, in order of days."""
    require(actor, READ)
    names = ("id", "kind", "title", "given_on", "occasion", "outcome")
    asked = (
        select(
            *(col(getattr(Contribution, name)) for name in names), col(Contributor.position) == 0
        )
        .join(Contributor, col(Contributor.contribution_id) == col(Contribution.id))
        .where(
            col(Contributor.member_id) == member_id,
            col(Contribution.given_on).between(*days),
            col(Contribution.binned_at).is_(None),
            in_scope(actor, READ),
        )
        .order_by(col(Contribution.given_on), col(Contribution.id))
    )
    return [Given(*row) for row in session.execute(asked)]
