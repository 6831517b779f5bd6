"""Changing terms (届) and their plenary sessions (次)."""

from dataclasses import asdict

from sqlmodel import Session, col, select

from core.audit import service as audit
from core.audit.service import Changes, Entry
from core.committees import queries, rules, trail
from core.committees.drafts import SessionDraft, TermDraft
from core.committees.models import Term, TermSession
from core.committees.scope import within
from core.errors import NotFound
from core.permissions import Actor, Permission, require

WRITE = Permission.COMMITTEE_WRITE


def add(session: Session, actor: Actor, committee_id: int, draft: TermDraft) -> Term:
    """Add a term of a committee within the actor's scope."""
    require(actor, WRITE)
    committee = queries.find(session, actor, committee_id, WRITE, lock=True)
    rules.check_term(draft, _others(session, committee.id))
    row = Term(committee_id=committee.id, **asdict(draft))
    session.add(row)
    session.flush()  # the trail names the new id
    _record(session, actor, "term:added", row, Changes({}, asdict(draft)))
    return row


def edit(session: Session, actor: Actor, term_id: int, draft: TermDraft, version: int) -> Term:
    """Change a term's number and days. Its sessions must still lie within it."""
    require(actor, WRITE)
    row = find(session, actor, term_id, WRITE, lock=True)
    rules.check_term(draft, _others(session, row.committee_id, row.id))
    for one in session.exec(select(TermSession).where(TermSession.term_id == row.id)).all():
        rules.check_session(_session_draft(one), draft, (), field="ends_on")
    changes = audit.apply(row, asdict(draft), version)
    _record(session, actor, "term:edited", row, changes)
    return row


def add_session(session: Session, actor: Actor, term_id: int, draft: SessionDraft) -> TermSession:
    """Add a plenary session to a term."""
    require(actor, WRITE)
    term = find(session, actor, term_id, WRITE, lock=True)
    rules.check_session(draft, _term_draft(term), _numbers(session, term.id))
    row = TermSession(term_id=term.id, **asdict(draft))
    session.add(row)
    session.flush()  # the trail names the new id
    _record_session(session, actor, "term:session added", row, Changes({}, asdict(draft)))
    return row


def edit_session(
    session: Session, actor: Actor, session_id: int, draft: SessionDraft, version: int
) -> TermSession:
    """Change a plenary session."""
    require(actor, WRITE)
    row = session.get(TermSession, session_id)
    if row is None:
        raise NotFound
    term = find(session, actor, row.term_id, WRITE, lock=True)
    session.refresh(row)  # somebody may have saved it before we got the term's lock
    rules.check_session(draft, _term_draft(term), _numbers(session, term.id, row.id))
    changes = audit.apply(row, asdict(draft), version)
    _record_session(session, actor, "term:session edited", row, changes)
    return row


def find(
    session: Session, actor: Actor, term_id: int, permission: Permission, lock: bool = False
) -> Term:
    """A term of a committee within the actor's scope."""
    require(actor, permission)
    wanted = select(Term).where(
        Term.id == term_id, within(actor, permission, col(Term.committee_id))
    )
    row = session.exec(wanted.with_for_update(key_share=True) if lock else wanted).first()
    if row is None:
        raise NotFound
    return row


def _others(session: Session, committee_id: int, own_id: int = 0) -> list[TermDraft]:
    wanted = select(Term).where(Term.committee_id == committee_id, Term.id != own_id)
    return [_term_draft(row) for row in session.exec(wanted).all()]


def _numbers(session: Session, term_id: int, own_id: int = 0) -> list[int]:
    wanted = select(TermSession.number).where(
        TermSession.term_id == term_id, TermSession.id != own_id
    )
    return list(session.exec(wanted).all())


def _term_draft(row: Term) -> TermDraft:
    return TermDraft(row.number, row.starts_on, row.ends_on)


def _session_draft(row: TermSession) -> SessionDraft:
    return SessionDraft(row.number, row.starts_on, row.ends_on, row.reviews_year)


def _record(session: Session, actor: Actor, action: str, row: Term, told: Changes) -> None:
    named = f"{row.number}"
    entry = Entry(action, "term", row.id, named, row.committee_id, told.before, told.after)
    trail.record(session, actor, entry)


def _record_session(
    session: Session, actor: Actor, action: str, row: TermSession, told: Changes
) -> None:
    term = session.get_one(Term, row.term_id)
    named = f"{term.number}-{row.number}"
    entry = Entry(action, "term_session", row.id, named, term.committee_id, told.before, told.after)
    trail.record(session, actor, entry)
