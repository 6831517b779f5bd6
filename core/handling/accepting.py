"""What a unit says first: that a matter is its own, or that it is not."""

from sqlmodel import Session

from core import clock
from core.handling import finding, rules, telling
from core.handling.models import Assignment, AssignmentState
from core.i18n import N_
from core.matters import steps
from core.matters.models import Verb
from core.notices.models import NoticeKind
from core.permissions import Actor, Permission, require
from core.text import required

REPLY = Permission.HANDLING_REPLY
REASON = 400


def accept(session: Session, actor: Actor, assignment_id: int) -> Assignment:
    """Take a matter on. The first unit of a round that does moves it to being handled."""
    require(actor, REPLY)
    held = finding.find(session, actor, assignment_id, REPLY)
    rules.check_with_units(held.matter.state)
    rules.check_new(held.assignment.state)
    row = held.assignment
    row.state, row.accepted_at = AssignmentState.ACCEPTED, clock.now()
    row.version += 1
    told = telling.shown(state=row.state)
    telling.entry(session, actor, "accepted", held, told)
    if finding.leads_on(session, held.matter, Verb.HANDLE):
        steps.move(session, actor, held.matter, Verb.HANDLE)
    return row


def hand_back(session: Session, actor: Actor, assignment_id: int, reason: str) -> Assignment:
    """Give back what is not the unit's own, within three working days. The office hears of it."""
    require(actor, REPLY)
    held = finding.find(session, actor, assignment_id, REPLY)
    row, matter = held.assignment, held.matter
    rules.check_with_units(matter.state)
    rules.check_open(row.state)
    when = finding.now(session, matter.committee_id)
    assigned_on = clock.local(row.assigned_at, when.zone).date()
    rules.check_hand_back(assigned_on, when.day, when.calendar)
    why = required(reason, REASON, "reason", N_("Say why it is not yours, and whose it may be."))
    row.state, row.settled_at = AssignmentState.HANDED_BACK, None
    row.version += 1
    finding.keep_given_back(session, actor, row, (why, when))
    telling.silence(session, [row])
    telling.office(session, row, matter, (NoticeKind.HANDED_BACK, why), when)
    told = telling.shown(state=row.state, reason=why)
    telling.entry(session, actor, "handed back", held, told)
    return row
