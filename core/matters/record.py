"""What one member raised over a span of days, each matter once."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Subquery, func, select, union_all
from sqlmodel import Session, col

from core.matters import reach
from core.matters.links import SHARED
from core.matters.models import Author, AuthorRole, Consent, Matter, MatterKind, MatterLink, State
from core.permissions import Actor, require

# Not said, taken back, or gone up into another that its authors are credited with.
_NO_FACT = (State.DRAFT, State.GATHERING, State.WITHDRAWN, State.MERGED)


@dataclass(frozen=True, slots=True)
class Raised:
    """A matter in a member's file, and what the member is to it."""

    id: int
    role: AuthorRole
    received_on: date
    series: int | None
    number: int | None
    title: str
    state: State
    issue_year: int | None
    issue_number: int | None
    adopted_on: date | None


def raised(
    session: Session, actor: Actor, kind: MatterKind, member_id: int, days: tuple[date, date]
) -> list[Raised]:
    """The matters that came in on some days, of which the actor may read, in order of days."""
    require(actor, reach.READ[kind])
    mine = credited(member_id)
    names = ("received_on", "series", "number", "title", "state")
    issue = ("issue_year", "issue_number", "adopted_on")
    asked = (
        select(
            *(col(Matter.id), mine.c.role),
            *(col(getattr(Matter, name)) for name in (*names, *issue)),
        )
        .join(mine, mine.c.matter_id == col(Matter.id))
        .where(
            col(Matter.kind) == kind,
            col(Matter.received_on).between(*days),
            col(Matter.binned_at).is_(None),
            col(Matter.state).not_in(_NO_FACT),
            reach.in_scope(actor, reach.READ[kind]),
        )
        .order_by(col(Matter.received_on), col(Matter.id))
    )
    return [Raised(row[0], AuthorRole(row[1]), *row[2:]) for row in session.execute(asked)]


def credited(member_id: int) -> Subquery:
    """The matters of a member and those they went up into: `matter_id`, and the `role` there."""
    agreed = (col(Author.consent) == Consent.AGREED, col(Author.member_id) == member_id)
    own: Any = select(col(Author.matter_id).label("matter_id"), col(Author.role).label("role"))
    shared: Any = (
        select(col(MatterLink.to_id).label("matter_id"), col(Author.role).label("role"))
        .join(Author, col(Author.matter_id) == col(MatterLink.from_id))
        .where(*agreed, col(MatterLink.kind).in_(SHARED))
    )
    both = union_all(own.where(*agreed), shared).subquery("signed")
    return (
        select(both.c.matter_id, func.max(both.c.role).label("role"))
        .group_by(both.c.matter_id)
        .subquery("credited")
    )
