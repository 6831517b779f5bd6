"""Rule books: the list, the ways to begin one, and one version with its articles and text."""

import streamlit as st

from core.permissions import Actor, Permission
from pages._ui import lists, pickers
from pages._ui.books import record, register, start
from pages._ui.login import require_actor
from pages._ui.words import _


def show_register(actor: Actor) -> None:
    """The books of the committee chosen, below the ways to a new one."""
    committee = pickers.committee(actor, Permission.ASSESSMENT_READ)
    if committee is None:
        st.info(_("Your role reaches no committee."), icon=":material/info:")
        return
    writes = actor.may(Permission.ASSESSMENT_WRITE)
    if writes:
        with st.expander(_("Begin a rule book"), icon=":material/add:", key="books.begin"):
            start.show(actor, committee.id)
    register.show(actor, committee.id, writes=writes)


actor = require_actor(Permission.ASSESSMENT_READ)
st.title(_("Rule books"))
if book_id := lists.record_id():
    record.show(actor, book_id)
else:
    show_register(actor)
