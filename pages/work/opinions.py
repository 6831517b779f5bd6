"""Opinion items: the list, one item, and the form for a new one."""

from dataclasses import replace

import streamlit as st

from core.permissions import Actor, Permission
from pages._ui import lists
from pages._ui.login import require_actor
from pages._ui.opinions import detail, filters, recording, table
from pages._ui.words import _


def register(actor: Actor) -> None:
    """The list with its filters, and the way to a new item."""
    writes = actor.may(Permission.OPINION_WRITE)
    with st.container(horizontal=True, vertical_alignment="center"):
        if writes:
            recording.button()
        binned = writes and st.toggle(_("Show the bin"), key="bin", bind="query-params")
    wanted = filters.ask(actor)
    table.show(actor, replace(wanted, binned=bool(binned)))


actor = require_actor(Permission.OPINION_READ)
st.title(_("Opinion items"))
if record := lists.record_id():
    detail.show(actor, record)
elif recording.asked() and actor.may(Permission.OPINION_WRITE):
    recording.show(actor)
else:
    register(actor)
