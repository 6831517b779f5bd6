"""Asking a colleague about a matter. It stays where it is, and whose it is."""

from dataclasses import dataclass

from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from core import clock
from core.accounts.models import Account, RoleGrant
from core.audit.service import Entry
from core.committees import calendar, scope, trail
from core.committees.models import Committee
from core.errors import NotFound, RuleBroken
from core.i18n import N_
from core.matters import finding
from core.matters.models import Inquiry, Matter
from core.matters.reach import READ
from core.notices import service as notices
from core.notices.models import NoticeKind
from core.notices.service import Told
from core.permissions import GRANTED, SCOPE_OF_ROLE, Actor, Role, ScopeKind
from core.text import clean_block

LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who can be asked."""

    account_id: int
    name: str
    role: Role


def colleagues(session: Session, actor: Actor, matter_id: int) -> list[Colleague]:
    """Who else of the office may read a matter, and so can be asked about it."""
    matter = finding.desk(session, actor, matter_id, lock=False)
    roles = [
        role
        for role in Role
        if READ[matter.kind] in GRANTED[role] and SCOPE_OF_ROLE[role] is ScopeKind.COMMITTEE
    ]
    asked = (
        columns(col(Account.id), col(Account.name), col(RoleGrant.role))
        .join(RoleGrant, col(RoleGrant.account_id) == col(Account.id))
        .where(
            col(RoleGrant.role).in_(roles),
            col(RoleGrant.committee_id).in_(scope.above(matter.committee_id)),
            col(Account.disabled_at).is_(None),
            col(Account.id) != actor.account_id,
        )
        .order_by(col(Account.name), col(Account.id))
    )
    found = {row[0]: Colleague(*row) for row in session.execute(asked)}
    return list(found.values())


def ask(session: Session, actor: Actor, matter_id: int, asked_id: int, words: str) -> Inquiry:
    """Ask a colleague about a matter that stays on one's own desk."""
    known = {one.account_id for one in colleagues(session, actor, matter_id)}
    if asked_id not in known:
        raise NotFound
    question = _said(words)
    matter = finding.desk(session, actor, matter_id)
    row = Inquiry(
        matter_id=matter.id, account_id=actor.account_id, asked_id=asked_id, words=question
    )
    session.add(row)
    _tell(session, matter, asked_id, NoticeKind.ASKED, question)
    _record(session, actor, matter, "asked", question)
    return row


def answer(session: Session, actor: Actor, inquiry_id: int, words: str) -> Inquiry:
    """Answer what one was asked, once."""
    row = _mine(session, actor, inquiry_id)
    matter = finding.read(session, actor, row.matter_id)
    if row.answered_at is not None:
        raise RuleBroken(N_("This question was answered already."))
    row.answer, row.answered_at = _said(words), clock.now()
    _tell(session, matter, row.account_id, NoticeKind.ANSWERED, row.answer)
    _record(session, actor, matter, "answered", row.answer)
    return row


def _mine(session: Session, actor: Actor, inquiry_id: int) -> Inquiry:
    asked = select(Inquiry).where(
        Inquiry.id == inquiry_id, col(Inquiry.asked_id) == actor.account_id
    )
    row = session.exec(asked.with_for_update()).first()
    if row is None:
        finding.read(session, actor, 0)  # who may read nothing is told so
        raise NotFound
    return row


def _said(words: str) -> str:
    text = clean_block(words, LONGEST, "words")
    if not text:
        raise RuleBroken(N_("Write what you want to say."), field="words")
    return text


def _tell(session: Session, matter: Matter, account_id: int, kind: NoticeKind, words: str) -> None:
    zone = session.get_one(Committee, matter.committee_id).time_zone
    told = Told(kind, matter.kind.value, matter.id, matter.title, words)
    notices.tell(
        session, {account_id}, told, calendar.load(session).working_moment(clock.now(), zone)
    )


def _record(session: Session, actor: Actor, matter: Matter, verb: str, words: str) -> None:
    kind = matter.kind.value
    entry = Entry(
        f"{kind}:{verb}",
        kind,
        matter.id,
        matter.title,
        matter.committee_id,
        after={"words": words},
    )
    trail.record(session, actor, entry)
