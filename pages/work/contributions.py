"""Speeches, research reports and suggestions: the register, and the form to record one."""

import streamlit as st

from core.contributions import service
from core.permissions import Actor, Permission
from pages._ui import lists, pickers
from pages._ui.contributions import detail, forms, register
from pages._ui.edge import action
from pages._ui.login import require_actor
from pages._ui.words import _

RECORD = "contributions.record"


def record(actor: Actor, committee_id: int) -> None:
    """The empty form."""
    draft = forms.ask(actor, RECORD, committee_id, None, _("Record"))
    if draft:
        with action(_("Contribution recorded."), RECORD) as session:
            service.register(session, actor, committee_id, draft)


def show_register(actor: Actor, *, writes: bool) -> None:
    """The form for those who may write, and the list of the committee chosen."""
    committee = pickers.committee(actor, Permission.CONTRIBUTION_READ)
    if committee is None:
        return
    if writes:
        with st.expander(_("Record a speech, report or suggestions"), icon=":material/add:"):
            record(actor, committee.id)
    register.show(actor, committee.id, writes=writes)


actor = require_actor(Permission.CONTRIBUTION_READ)
writes = actor.may(Permission.PROPOSAL_REVIEW)
st.title(_("Speeches and reports"))

if asked := lists.record_id():
    detail.show(actor, asked, writes=writes)
else:
    show_register(actor, writes=writes)
