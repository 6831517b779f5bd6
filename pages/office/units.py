"""Handling units, the time they have to answer, and the calendar that it is counted with."""

import streamlit as st

from core.permissions import Actor, Permission
from pages._ui import pickers
from pages._ui.login import require_actor
from pages._ui.units import calendar, norms, register
from pages._ui.words import _


def show(actor: Actor, committee_id: int) -> None:
    """The three registers, one beside the other."""
    names = [_("Units"), _("Time to answer"), _("Calendar")]
    units, times, days = st.tabs(names, on_change="rerun", key="units.tabs")
    if units.open:
        with units:
            register.show(actor, committee_id)
    if times.open:
        with times:
            norms.show(actor, committee_id)
    if days.open:
        with days:
            calendar.show(actor)


actor = require_actor(Permission.HANDLING_ASSIGN)
st.title(_("Handling units"))
committee = pickers.committee(actor, Permission.HANDLING_ASSIGN)
if committee is None:
    st.info(_("Your role reaches no committee."), icon=":material/info:")
else:
    show(actor, committee.id)
