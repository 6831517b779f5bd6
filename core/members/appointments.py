"""Sending members to courts, departments and projects."""

from dataclasses import asdict

from sqlmodel import Session, col, select

from core.audit import service as audit
from core.audit.service import Changes
from core.errors import NotFound
from core.members import queries, rules
from core.members.drafts import AppointmentDraft
from core.members.models import Appointment, Member
from core.members.service import told
from core.permissions import Actor, Permission

_WRITE = Permission.MEMBER_WRITE


def appoint(session: Session, actor: Actor, member_id: int, draft: AppointmentDraft) -> Appointment:
    """Send a member somewhere."""
    member = queries.find(session, actor, member_id, _WRITE, lock=True)
    columns = asdict(rules.cleaned_appointment(draft))
    appointment = Appointment(committee_id=member.committee_id, member_id=member.id, **columns)
    session.add(appointment)
    told(session, actor, "member:appointed", member, Changes({}, columns))
    return appointment


def change_appointment(
    session: Session, actor: Actor, appointment_id: int, draft: AppointmentDraft, version: int
) -> Appointment:
    """Change an appointment, or end it by a day."""
    appointment, member = _find(session, actor, appointment_id)
    changes = audit.apply(appointment, asdict(rules.cleaned_appointment(draft)), version)
    told(session, actor, "member:appointment changed", member, changes)
    return appointment


def remove_appointment(session: Session, actor: Actor, appointment_id: int) -> None:
    """Take out an appointment that was written down by mistake; the trail keeps it."""
    appointment, member = _find(session, actor, appointment_id)
    before = {"kind": appointment.kind, "unit": appointment.unit}
    session.delete(appointment)
    told(session, actor, "member:appointment removed", member, Changes(before, {}))


def _find(session: Session, actor: Actor, appointment_id: int) -> tuple[Appointment, Member]:
    wanted = select(Appointment).where(col(Appointment.id) == appointment_id).with_for_update()
    appointment = session.exec(wanted).first()
    if appointment is None:
        raise NotFound
    return appointment, queries.find(session, actor, appointment.member_id, _WRITE, lock=True)
