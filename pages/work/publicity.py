"""Publicity: reports written, and where they were printed."""

import streamlit as st

from core.permissions import Actor, Permission
from core.publicity import service
from pages._ui import lists, pickers
from pages._ui.edge import action
from pages._ui.login import require_actor
from pages._ui.publicity import detail, forms, register
from pages._ui.words import _

RECORD = "publicity.record"


def show(actor: Actor, *, writes: bool) -> None:
    """The form for those who may write, and the list of the committee chosen."""
    committee = pickers.committee(actor, Permission.PUBLICITY_READ)
    if committee is None:
        return
    if writes:
        with st.expander(_("Record a report"), icon=":material/add:"):
            draft = forms.ask(actor, RECORD, committee.id, None, _("Record"))
        if draft:
            with action(_("Report recorded."), RECORD) as session:
                service.record(session, actor, committee.id, draft)
    register.show(actor, committee.id, writes=writes)


actor = require_actor(Permission.PUBLICITY_READ)
writes = actor.may(Permission.PUBLICITY_WRITE)
st.title(_("Publicity"))
if record := lists.record_id():
    detail.show(actor, record, writes=writes)
else:
    show(actor, writes=writes)
