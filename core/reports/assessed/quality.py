"""What came of what members raised, beside how much they raised."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlmodel import Session, col

from core.assessment.book.shape import Scores
from core.handling.models import Result, Satisfaction
from core.matters.models import Author, AuthorRole, Matter
from core.permissions import Actor
from core.proposals.models import Proposal
from core.reports.assessed.fairness import scored_in
from core.reports.assessed.look import Look, One, look
from core.reports.queries.parts import count_if


@dataclass(frozen=True, slots=True)
class Quality:
    """What one raised as first author, and what of it was adopted, satisfied or solved.

    `good` are those of which at least one of the three is true.
    """

    one: One
    submitted: int
    adopted: int
    satisfied: int
    solved: int
    good: int


def quality(session: Session, actor: Actor, assessment_id: int) -> tuple[Quality, ...]:
    """Those who raised anything, the one first who raised most."""
    found = look(session, actor, assessment_id)
    if found.option.scores is not Scores.MEMBERS:
        return ()
    by_id = found.by_id
    rows = session.execute(_raised(found))
    told = [Quality(by_id[row[0]], *map(int, row[1:])) for row in rows if row[0] in by_id]
    return tuple(sorted(told, key=lambda one: (-one.submitted, -one.good, one.one.subject.id)))


def _raised(found: Look) -> Select[*tuple[Any, ...]]:
    adopted = col(Matter.adopted_on).is_not(None)
    satisfied = col(Proposal.satisfaction) == Satisfaction.SATISFIED
    solved = col(Proposal.result) == Result.A
    return (
        select(
            col(Author.member_id),
            func.count(),
            *(count_if(one) for one in (adopted, satisfied, solved)),
            count_if(or_(adopted, satisfied, solved)),
        )
        .join(Matter, col(Matter.id) == col(Author.matter_id))
        .outerjoin(Proposal, col(Proposal.matter_id) == col(Matter.id))
        .where(
            and_(
                col(Author.member_id).in_(scored_in(found.option.id)),
                col(Author.role) == AuthorRole.FIRST,
                col(Matter.binned_at).is_(None),
                col(Matter.received_on).between(found.option.first, found.option.last),
            )
        )
        .group_by(col(Author.member_id))
    )
