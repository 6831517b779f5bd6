"""Assessments: the register, opening one, and one record from its scores to its archive."""

import streamlit as st

from core.permissions import Actor, Permission
from pages._ui import lists, pickers
from pages._ui.login import require_actor
from pages._ui.words import _
from pages._ui.years import opening, record, register


def show_register(actor: Actor) -> None:
    """The assessments of the committee chosen, below the way to a new one."""
    committee = pickers.committee(actor, Permission.ASSESSMENT_READ)
    if committee is None:
        st.info(_("Your role reaches no committee."), icon=":material/info:")
        return
    writes = actor.may(Permission.ASSESSMENT_WRITE)
    if writes:
        with st.expander(_("Open an assessment"), icon=":material/add:", key="year.open"):
            opening.show(actor, committee.id)
    register.show(actor, committee.id, writes=writes)


actor = require_actor(Permission.ASSESSMENT_READ)
st.title(_("Assessments"))
if assessment_id := lists.record_id():
    record.show(actor, assessment_id)
else:
    show_register(actor)
