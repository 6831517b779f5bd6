"""The proposals of one member over a span of days, with what became of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from core.committees.models import Term, TermSession
from core.handling.models import Result, Satisfaction
from core.matters import record
from core.matters.models import MatterKind
from core.matters.record import Raised
from core.permissions import Actor
from core.proposals.models import Nature, Proposal


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal in a member's file: its matter, its session, and its part of its own."""

    matter: Raised
    term: int
    session: int
    nature: Nature
    result: Result | None
    satisfaction: Satisfaction | None
    is_key: bool
    is_excellent: bool


def proposed(
    session: Session, actor: Actor, member_id: int, days: tuple[date, date]
) -> list[Proposed]:
    """The proposals that came in on some days, of which the actor may read, in order of days."""
    rows = record.raised(session, actor, MatterKind.PROPOSAL, member_id, days)
    parts = _parts(session, [row.id for row in rows])
    return [Proposed(row, *parts[row.id]) for row in rows]


def _parts(session: Session, matter_ids: Sequence[int]) -> dict[int, tuple[Any, ...]]:
    asked = (
        select(
            *(col(Proposal.matter_id), col(Term.number), col(TermSession.number)),
            *(col(Proposal.nature), col(Proposal.result), col(Proposal.satisfaction)),
            *(col(Proposal.is_key), col(Proposal.is_excellent)),
        )
        .join(TermSession, col(TermSession.id) == col(Proposal.term_session_id))
        .join(Term, col(Term.id) == col(TermSession.term_id))
        .where(col(Proposal.matter_id).in_(matter_ids))
    )
    return {row[0]: tuple(row[1:]) for row in session.execute(asked)}
