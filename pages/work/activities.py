"""Activities: the list, the calendar, one record, and the form for a new one."""

from dataclasses import replace

import streamlit as st

from core.permissions import Actor, Permission
from pages._ui import lists
from pages._ui.activities import calendar, detail, filters, recording, table
from pages._ui.login import require_actor
from pages._ui.words import _

LIST, MONTH, BIN = "list", "month", "bin"


def register(actor: Actor) -> None:
    """The list or the calendar, and the way to a new record."""
    writes = actor.may(Permission.ACTIVITY_WRITE)
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        view = choose_view(writes=writes)
        if writes:
            recording.button()
    wanted = filters.ask(actor, dated=view != MONTH)
    if view == MONTH:
        calendar.show(actor, wanted)
    else:
        table.show(actor, replace(wanted, bin=view == BIN))


def choose_view(*, writes: bool) -> str:
    """List, calendar or bin; the bin is for those who write."""
    names = {LIST: _("List"), MONTH: _("Calendar")} | ({BIN: _("Bin")} if writes else {})
    return lists.view(names, "activities.view")


actor = require_actor(Permission.ACTIVITY_READ)
st.title(_("Activities"))
if record := lists.record_id():
    detail.show(actor, record)
elif recording.asked() and actor.may(Permission.ACTIVITY_WRITE):
    recording.show(actor)
else:
    register(actor)
