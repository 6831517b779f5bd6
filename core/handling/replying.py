"""What units answer, alone or together."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, select

from core.audit import service as audit
from core.errors import NotFound, RuleBroken
from core.files import service as files
from core.files.models import Attachment, FileOwner
from core.files.service import Owner
from core.handling import finding, rounds, rules, telling
from core.handling.drafts import ReplyDraft
from core.handling.finding import Held
from core.handling.models import (
    Assignment,
    AssignmentState,
    EarlierReply,
    Feedback,
    HandlingRole,
    Reply,
)
from core.i18n import N_
from core.matters.models import Matter
from core.matters.steps import Moment
from core.notices.models import NoticeKind
from core.permissions import Actor, Permission, require
from core.text import clean_block, clean_name

REPLY, ASSIGN = Permission.HANDLING_REPLY, Permission.HANDLING_ASSIGN
WORDS, SIGNED_BY = 8000, 60


def reply(session: Session, actor: Actor, assignment_id: int, draft: ReplyDraft) -> Reply:
    """Answer for one's unit; a lead may answer for co-handling units too, in one reply.

    Once all units of the round have answered, the matter counts as replied.
    """
    require(actor, REPLY)
    return _reply(session, actor, finding.find(session, actor, assignment_id, REPLY), draft)


def record(session: Session, actor: Actor, assignment_id: int, draft: ReplyDraft) -> Reply:
    """Write down for a unit without an account what it answered on paper."""
    require(actor, ASSIGN)
    return _reply(session, actor, finding.find(session, actor, assignment_id, ASSIGN), draft)


def correct(
    session: Session, actor: Actor, reply_id: int, draft: ReplyDraft, version: int
) -> Reply:
    """Correct a reply that nobody has given feedback to yet. Who joined it stays.

    The office, who raised the matter, and all who read the reply are told; the earlier words
    are kept.
    """
    row = finding.find_reply(session, actor, reply_id)
    held = _held(session, row)
    _check_not_judged(session, held.assignment)
    when = finding.now(session, held.matter.committee_id)
    columns = _columns(draft, when)
    stood = {name: getattr(row, name) for name in columns}
    changes = audit.apply(row, columns, version)
    if changes.after:
        stood |= {"corrected_by": actor.name, "account_id": actor.account_id}
        stood |= {"reply_id": row.id, "version": version, "corrected_at": when.at}
        session.add(EarlierReply(**stood))
        telling.corrected(session, actor, held, row, when)
    telling.entry(session, actor, "reply corrected", held, changes)
    return row


def attach(session: Session, actor: Actor, reply_id: int, name: str, data: bytes) -> Attachment:
    """Keep a document with a reply."""
    return files.add(session, actor, _owner(session, actor, reply_id), name, data)


def detach(session: Session, actor: Actor, reply_id: int, attachment_id: int) -> Attachment:
    """Put a document of a reply into the bin."""
    return files.bin_(session, actor, _owner(session, actor, reply_id), attachment_id)


def restore(session: Session, actor: Actor, reply_id: int, attachment_id: int) -> Attachment:
    """Take a document of a reply out of the bin."""
    return files.restore(session, actor, _owner(session, actor, reply_id), attachment_id)


def _reply(session: Session, actor: Actor, held: Held, draft: ReplyDraft) -> Reply:
    matter, row = held.matter, held.assignment
    rules.check_with_units(matter.state)
    rules.check_open(row.state)
    when = finding.now(session, matter.committee_id)
    answers = [row, *_joined(session, held, draft.joined)]
    columns = _columns(draft, when) | {"replied_at": when.at, "replied_on": when.day}
    written = Reply(
        matter_id=matter.id, unit_id=row.unit_id, account_id=actor.account_id, **columns
    )
    session.add(written)
    session.flush()  # the assignments point to it
    for one in answers:
        _close(one, written, when)
    _tell(session, matter, answers, written, when)
    told = telling.shown(result=draft.result, words=written.words, joined=len(answers) - 1)
    telling.entry(session, actor, "replied", held, told)
    rounds.finish(session, actor, matter)
    return written


def _close(row: Assignment, written: Reply, when: Moment) -> None:
    row.state, row.reply_id, row.replied_on = AssignmentState.REPLIED, written.id, when.day
    row.accepted_at = row.accepted_at or when.at
    row.version += 1
    row.answered_in = when.calendar.between(row.counted_from, when.day)


def _tell(
    session: Session, matter: Matter, answers: Sequence[Assignment], written: Reply, when: Moment
) -> None:
    telling.silence(session, answers)
    told = (NoticeKind.REPLIED, written.words)
    telling.office(session, answers[0], matter, told, when)
    for joined in answers[1:]:
        telling.unit(session, joined, matter, told, when)


def _joined(session: Session, held: Held, ids: Sequence[int]) -> list[Assignment]:
    """The co-handling units that answer with their lead: of the same matter and round, and open."""
    if not ids:
        return []
    if held.assignment.role is not HandlingRole.LEAD:
        raise RuleBroken(N_("Only the lead unit answers for others."), "joined")
    asked = select(Assignment).where(
        col(Assignment.id).in_(ids),
        Assignment.matter_id == held.matter.id,
        Assignment.round == held.assignment.round,
        Assignment.role == HandlingRole.CO,
    )
    rows = list(session.exec(asked.order_by(col(Assignment.id)).with_for_update()))
    if len(rows) != len(set(ids)):
        raise NotFound
    for row in rows:
        rules.check_open(row.state)
    return rows


def _columns(draft: ReplyDraft, when: Moment) -> dict[str, Any]:
    rules.check_contact(draft.contacted_on, when.day)
    words = clean_block(draft.words, WORDS, "words")
    if not words:
        raise RuleBroken(N_("Write the answer."), "words")
    return {
        "result": draft.result,
        "words": words,
        "contact": draft.contact,
        "contacted_on": draft.contacted_on,
        "signed_by": clean_name(draft.signed_by, SIGNED_BY, "signed_by"),
    }


def _held(session: Session, row: Reply) -> Held:
    """The assignment of the unit that wrote a reply."""
    asked = select(Assignment).where(
        Assignment.reply_id == row.id, Assignment.unit_id == row.unit_id
    )
    return Held(finding.lock_matter(session, row.matter_id), session.exec(asked).one())


def _check_not_judged(session: Session, row: Assignment) -> None:
    asked = select(Feedback.id).where(
        Feedback.matter_id == row.matter_id, Feedback.round == row.round
    )
    if session.exec(asked).first():
        raise RuleBroken(N_("Feedback to this reply was given: it is not changed any more."))


def _owner(session: Session, actor: Actor, reply_id: int) -> Owner:
    row = finding.find_reply(session, actor, reply_id)
    held = _held(session, row)
    _check_not_judged(session, held.assignment)
    return Owner(FileOwner.REPLY, row.id, held.matter.committee_id)
