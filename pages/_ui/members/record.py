"""What a member attended in a year."""

import streamlit as st

from core.activities.detail import MemberAttendanceRow, attendance_of_member
from core.activities.models import WAS_THERE, Presence
from core.members.files import MemberFile
from core.permissions import Actor
from pages._ui import pickers
from pages._ui.edge import reading
from pages._ui.members.choices import told
from pages._ui.words import _, day, word


def show(actor: Actor, file: MemberFile) -> None:
    """The year's activities with the counts above them."""
    with st.container(width=200):
        year = pickers.year()
    with reading() as session:
        rows = attendance_of_member(session, actor, file.member.id, year)
    if not rows:
        st.info(_("Nothing on record in {year}.", year=year), icon=":material/event_busy:")
        return
    _counts(rows)
    st.dataframe([_line(row) for row in rows], hide_index=True, key="members.record")


def _counts(rows: list[MemberAttendanceRow]) -> None:
    told = {
        _("Attended"): sum(row.counted in WAS_THERE for row in rows),
        _("On leave"): sum(row.counted is Presence.ON_LEAVE for row in rows),
        _("Absent"): sum(row.counted is Presence.ABSENT for row in rows),
    }
    with st.container(horizontal=True):
        for label, number in told.items():
            st.metric(label, number, border=True)


def _line(row: MemberAttendanceRow) -> dict[str, str]:
    return {
        _("Held on"): day(row.held_on),
        _("Activity"): row.title,
        _("Category"): told(row.category, row.category_en),
        _("Role"): word(row.role),
        _("Presence"): word(row.presence),
        _("Counted as"): word(row.counted),
        _("Reason for leave"): row.leave_reason,
    }
