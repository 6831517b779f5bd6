"""More time: asked for by a unit, granted or refused by the office."""

from datetime import date

from sqlmodel import Session, col, select

from core.audit.service import Changes
from core.errors import NotFound, RuleBroken
from core.handling import finding, rules, telling
from core.handling.drafts import DecisionDraft, ExtensionDraft
from core.handling.models import Assignment, Extension
from core.i18n import N_
from core.notices.models import NoticeKind
from core.permissions import Actor, Permission, require
from core.text import clean, required

REPLY, ASSIGN = Permission.HANDLING_REPLY, Permission.HANDLING_ASSIGN
REASON = 400


def ask(session: Session, actor: Actor, assignment_id: int, draft: ExtensionDraft) -> Extension:
    """Ask for more time. The last day stays until the office has decided."""
    require(actor, REPLY)
    held = finding.find(session, actor, assignment_id, REPLY)
    row = held.assignment
    rules.check_with_units(held.matter.state)
    rules.check_open(row.state)
    when = finding.now(session, held.matter.committee_id)
    rules.check_more_time(draft.until, row.due_on, when.day)
    _check_none_asked(session, row.id)
    reason = required(draft.reason, REASON, "reason", N_("Say what the time is needed for."))
    asked = Extension(assignment_id=row.id, until=draft.until, reason=reason, asked_at=when.at)
    session.add(asked)
    words = f"{draft.until.isoformat()} {reason}"
    telling.office(session, row, held.matter, (NoticeKind.TIME_ASKED, words), when)
    told = telling.shown(until=draft.until, reason=reason)
    telling.entry(session, actor, "time asked", held, told)
    return asked


def decide(session: Session, actor: Actor, extension_id: int, draft: DecisionDraft) -> Extension:
    """Grant more time, or refuse it. A day of rest is moved to the next working day."""
    require(actor, ASSIGN)
    of = session.exec(select(Extension.assignment_id).where(Extension.id == extension_id)).first()
    held = finding.find(session, actor, of or 0, ASSIGN)
    row = session.get(Extension, extension_id, populate_existing=True)
    if row is None:
        raise NotFound
    _check_undecided(row)
    rules.check_open(held.assignment.state)
    when = finding.now(session, held.matter.committee_id)
    row.note = clean(draft.note, REASON, "note")
    row.granted, row.decided_at, row.decided_by = draft.granted, when.at, actor.name
    before = held.assignment.due_on
    if draft.granted:
        until = draft.until or row.until
        rules.check_more_time(until, before, when.day)
        row.until = when.calendar.next_workday(until)
        _extend(held.assignment, row.until)
        telling.set_alarms(session, held.assignment, held.matter, when)
    words = f"{row.until.isoformat()} {row.note}" if draft.granted else row.note
    telling.unit(session, held.assignment, held.matter, (_kind(draft), words), when)
    changes = Changes({"due_on": before}, {"due_on": held.assignment.due_on, "note": row.note})
    done = "time granted" if draft.granted else "time refused"
    telling.entry(session, actor, done, held, changes)
    return row


def _extend(row: Assignment, until: date) -> None:
    row.due_on = until
    row.version += 1


def _kind(draft: DecisionDraft) -> NoticeKind:
    return NoticeKind.TIME_GRANTED if draft.granted else NoticeKind.TIME_REFUSED


def _check_none_asked(session: Session, assignment_id: int) -> None:
    asked = select(Extension.id).where(
        Extension.assignment_id == assignment_id, col(Extension.decided_at).is_(None)
    )
    if session.exec(asked).first():
        raise RuleBroken(N_("More time was asked for already. The office decides on it first."))


def _check_undecided(row: Extension) -> None:
    if row.decided_at:
        raise RuleBroken(N_("This was decided already."))
