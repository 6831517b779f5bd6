"""What belongs to one matter: its authors, history, links, questions and documents."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, or_
from sqlalchemy import select as columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from core.accounts.models import Account
from core.files import queries as files
from core.files.models import FileOwner
from core.files.queries import FileRow
from core.informants.models import Informant
from core.matters import editing, finding, openness, steps
from core.matters.models import (
    Author,
    AuthorRole,
    Consent,
    Inquiry,
    LinkKind,
    Matter,
    MatterKind,
    MatterLink,
    State,
    Step,
    Verb,
)
from core.members.models import Member
from core.permissions import Actor


@dataclass(frozen=True, slots=True)
class AuthorRow:
    """A member who raised a matter, or was asked to sign it too.

    `silent`: the time to answer went by without a word of theirs; that does not count.
    """

    member_id: int
    number: str
    name: str
    employer: str
    role: AuthorRole
    consent: Consent
    silent: bool = False


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A step that was taken. `workdays` were spent in the state before it."""

    step_id: int
    verb: Verb
    from_state: State
    to_state: State
    words: str
    by: str
    taken_at: datetime
    workdays: int
    files: tuple[FileRow, ...]


@dataclass(frozen=True, slots=True)
class LinkRow:
    """Another matter that belongs to this one. `outgoing` if this one went up into it."""

    link_id: int
    outgoing: bool
    kind: LinkKind
    matter_id: int
    matter_kind: MatterKind
    title: str
    state: State
    author: str
    note: str
    linked_at: datetime


@dataclass(frozen=True, slots=True)
class InquiryRow:
    """A colleague asked; `mine` if the question waits for who looks at it."""

    inquiry_id: int
    by: str
    asked: str
    words: str
    asked_at: datetime
    answer: str
    answered_at: datetime | None
    mine: bool


def authors(session: Session, matter_ids: Sequence[int]) -> list[AuthorRow]:
    """The authors of matters that were fetched within scope, the first ones first."""
    asked = (
        columns(
            col(Member.id),
            col(Member.number),
            col(Member.name),
            col(Member.employer),
            col(Author.role),
            col(Author.consent),
            and_(col(Author.consent) == Consent.DECLINED, col(Author.answered_at).is_(None)),
        )
        .join(Member, col(Member.id) == col(Author.member_id))
        .where(col(Author.matter_id).in_(matter_ids))
        .order_by(col(Author.role) != AuthorRole.FIRST, col(Author.id))
    )
    return [AuthorRow(*row) for row in session.execute(asked)]


def history(session: Session, actor: Actor, matter_id: int) -> list[HistoryRow]:
    """Every step of a matter in the order they were taken, a first refusal too."""
    row = finding.read(session, actor, matter_id)
    taken = steps.history(session, [row.id])
    kept = files.of_all(session, FileOwner.STEP, [step.id for step in taken])
    return [_told(step, [one for one in kept if one.owner_id == step.id]) for step in taken]


def links(session: Session, actor: Actor, matter_id: int) -> list[LinkRow]:
    """The matters that belong to a matter, both ways: told by title, author and state.

    Title and author are blank of what is closed or labelled, unless the actor reads it.
    """
    row = finding.read(session, actor, matter_id)
    other, author = aliased(Matter), aliased(Member)
    shown: tuple[Any, ...] = (
        col(MatterLink.id),
        col(MatterLink.from_id) == row.id,
        col(MatterLink.kind),
        col(other.id),
        col(other.kind),
        col(other.title),
        col(other.state),
        func.coalesce(col(author.name), col(Informant.name), col(other.organisation)),
        col(MatterLink.note),
        col(MatterLink.linked_at),
    )
    asked = (
        columns(*shown)
        .select_from(MatterLink)
        .join(
            other,
            (col(other.id) != row.id)
            & or_(col(other.id) == col(MatterLink.from_id), col(other.id) == col(MatterLink.to_id)),
        )
        .outerjoin(
            Author,
            (col(Author.matter_id) == col(other.id)) & (col(Author.role) == AuthorRole.FIRST),
        )
        .outerjoin(author, col(author.id) == col(Author.member_id))
        .outerjoin(Informant, col(Informant.id) == col(other.informant_id))
        .where(or_(col(MatterLink.from_id) == row.id, col(MatterLink.to_id) == row.id))
        .order_by(col(MatterLink.id))
    )
    found = [LinkRow(*one) for one in session.execute(asked)]
    told = openness.told(session, actor, {one.matter_id for one in found})
    return [one if one.matter_id in told else replace(one, title="", author="") for one in found]


def inquiries(session: Session, actor: Actor, matter_id: int) -> list[InquiryRow]:
    """What colleagues were asked about a matter: for the desk, and for those in it."""
    row = finding.read(session, actor, matter_id)
    by, asked_one = aliased(Account), aliased(Account)
    asked = (
        columns(
            col(Inquiry.id),
            col(by.name),
            col(asked_one.name),
            col(Inquiry.words),
            col(Inquiry.asked_at),
            col(Inquiry.answer),
            col(Inquiry.answered_at),
            (col(Inquiry.asked_id) == actor.account_id) & col(Inquiry.answered_at).is_(None),
        )
        .join(by, col(by.id) == col(Inquiry.account_id))
        .join(asked_one, col(asked_one.id) == col(Inquiry.asked_id))
        .where(col(Inquiry.matter_id) == row.id)
        .order_by(col(Inquiry.id))
    )
    if not editing.desks(session, actor, row):
        me = actor.account_id
        asked = asked.where(or_(col(Inquiry.asked_id) == me, col(Inquiry.account_id) == me))
    return [InquiryRow(*one) for one in session.execute(asked)]


def documents(
    session: Session, actor: Actor, matter_id: int, *, binned: bool = False
) -> list[FileRow]:
    """The photos and documents of a matter, or those in the bin."""
    row = finding.read(session, actor, matter_id)
    return files.of(session, FileOwner.MATTER, row.id, binned=binned)


def _told(step: Step, kept: list[FileRow]) -> HistoryRow:
    return HistoryRow(
        step.id,
        step.verb,
        step.from_state,
        step.to_state,
        step.words,
        step.by,
        step.taken_at,
        step.workdays,
        tuple(kept),
    )
