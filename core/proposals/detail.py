"""Reading what a proposal has beyond other matters; the rest is `core.matters.detail`."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select as columns
from sqlmodel import Session, col

from core import clock
from core.committees.models import Term, TermSession
from core.errors import NotFound
from core.handling.models import Result, Satisfaction
from core.matters import finding
from core.matters.models import Author, AuthorRole, Consent, State
from core.permissions import Actor, ScopeKind, require
from core.proposals.finding import KIND, READ
from core.proposals.models import Nature, Proposal, RefusalReason


@dataclass(frozen=True, slots=True)
class ProposalPart:
    """A proposal's own columns. `asked`: the reader is asked to co-sign it, and may still answer.

    `silent` is how many have not answered.
    """

    nature: Nature
    term_session_id: int
    term: int
    session: int
    co_sign_until: datetime | None
    refusal_reason: str
    is_key: bool
    is_excellent: bool
    is_number_one: bool
    result: Result | None
    satisfaction: Satisfaction | None
    revisit_on: date | None
    revisited_on: date | None
    revisit_words: str
    silent: int
    asked: bool


def part(session: Session, actor: Actor, matter_id: int) -> ProposalPart:
    """The proposal's own columns, for who may read it."""
    require(actor, READ)
    matter = finding.read(session, actor, matter_id)
    asked = (
        columns(
            *(col(Proposal.nature), col(Proposal.term_session_id)),
            *(col(Term.number), col(TermSession.number), col(Proposal.co_sign_until)),
            *(col(RefusalReason.name), col(Proposal.is_key), col(Proposal.is_excellent)),
            *(col(Proposal.is_number_one), col(Proposal.result), col(Proposal.satisfaction)),
            *(col(Proposal.revisit_on), col(Proposal.revisited_on), col(Proposal.revisit_words)),
        )
        .join(TermSession, col(TermSession.id) == col(Proposal.term_session_id))
        .join(Term, col(Term.id) == col(TermSession.term_id))
        .outerjoin(RefusalReason, col(RefusalReason.id) == col(Proposal.refusal_reason_id))
        .where(col(Proposal.matter_id) == matter.id)
    )
    row = session.execute(asked).first()
    if row is None or matter.kind is not KIND:
        raise NotFound
    silent = _silent(session, matter.id)
    mine = actor.reach(READ, ScopeKind.MEMBER)
    is_asked = matter.state is State.GATHERING and bool(silent & set(mine)) and _open(row[4])
    kept = dict(zip(_KEPT, row, strict=True)) | {"refusal_reason": row[5] or ""}
    return ProposalPart(**kept, silent=len(silent), asked=is_asked)


_KEPT = tuple(ProposalPart.__dataclass_fields__)[:-2]


def _silent(session: Session, matter_id: int) -> set[int]:
    asked = columns(col(Author.member_id)).where(
        col(Author.matter_id) == matter_id,
        col(Author.role) == AuthorRole.CO_SIGNER,
        col(Author.consent) == Consent.ASKED,
    )
    return set(session.scalars(asked))


def _open(until: datetime | None) -> bool:
    return until is None or clock.now() <= until
