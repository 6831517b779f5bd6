"""Where a member is sent outside the committee."""

import streamlit as st

from core import clock
from core.members import appointments
from core.members.drafts import AppointmentDraft
from core.members.files import AppointmentRow, MemberFile
from core.members.models import AppointmentKind
from core.permissions import Actor
from pages._ui.edge import action, fresh, problem
from pages._ui.members import parts
from pages._ui.words import _, day, plain, word

APPOINT = "members.appoint"
END = "members.appoint.end"
KINDS = list(AppointmentKind)


def show(actor: Actor, file: MemberFile) -> None:
    """The appointments, the newest first, and the form to add one."""
    if file.appointments:
        _table(actor, file.appointments)
    else:
        st.info(_("No appointment on record."), icon=":material/work_off:")
    if parts.may_write(actor):
        with st.expander(_("Add an appointment"), icon=":material/add:"):
            _appoint(actor, file.member.id)


def _table(actor: Actor, rows: list[AppointmentRow]) -> None:
    lines = [
        {
            _("Kind"): word(row.kind),
            _("Sent to"): row.unit,
            _("Begins on"): day(row.starts_on),
            _("Ends on"): day(row.ends_on) or _("to this day"),
            _("Note"): row.note,
        }
        for row in rows
    ]
    chosen = parts.table(rows, lines, "members.sent", choose=parts.may_write(actor))
    if chosen is None:
        return
    form = f"{END}.{chosen.id}"
    if ends_on := parts.ask_end(form, plain(chosen.unit), chosen.ends_on):
        draft = AppointmentDraft(chosen.kind, chosen.unit, chosen.starts_on, ends_on, chosen.note)
        with action(_("Appointment ended."), form) as session:
            appointments.change_appointment(session, actor, chosen.id, draft, chosen.version)
    if parts.asked_to_remove("members.sent.remove"):
        with action(_("Taken out.")) as session:
            appointments.remove_appointment(session, actor, chosen.id)


def _appoint(actor: Actor, member_id: int) -> None:
    with st.form(fresh(APPOINT), border=False):
        first, second = st.columns(2)
        with first:
            kind = st.selectbox(_("Kind"), KINDS, format_func=word)
            starts_on = parts.day_input(_("Begins on"), clock.today())
        with second:
            unit = st.text_input(
                _("Sent to"),
                required=True,
                placeholder=_("Court, department or project"),
            )
            problem(APPOINT, "unit")
            ends_on = parts.open_end(_("Ends on (empty: to this day)"))
            problem(APPOINT, "ends_on")
        note = st.text_area(_("Note"), height=80)
        problem(APPOINT, "note")
        problem(APPOINT)
        sent = st.form_submit_button(_("Add"), type="primary")
    if sent:
        draft = AppointmentDraft(kind, unit, starts_on, ends_on, note)
        with action(_("Appointment added."), APPOINT) as session:
            appointments.appoint(session, actor, member_id, draft)
