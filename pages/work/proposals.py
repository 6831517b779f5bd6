"""Proposals: the list, one record, the form for a new one, revisits, and the office's reasons."""

import streamlit as st

from core.permissions import Actor, Permission
from pages._ui import lists, pickers
from pages._ui.login import require_actor
from pages._ui.proposals import compose, detail, register, revisits, settings
from pages._ui.words import _

LIST, DUE, BIN, SETTINGS = "list", "due", "bin", "settings"


def show_register(actor: Actor) -> None:
    """The view chosen, of the committee chosen, and the way to a new proposal."""
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        view = choose_view(actor)
        if actor.may(Permission.PROPOSAL_WRITE):
            compose.button()
    committee = pickers.committee(actor, Permission.PROPOSAL_READ)
    if committee is None:
        st.info(_("Your role reaches no committee."), icon=":material/info:")
    elif view == DUE:
        revisits.show(actor, committee.id)
    elif view == SETTINGS:
        settings.show(actor, committee.id)
    else:
        register.show(actor, committee.id, binned=view == BIN)


def choose_view(actor: Actor) -> str:
    """The list; for those who may also revisits, the bin and the office's reasons."""
    names = {LIST: _("List")}
    if actor.may(Permission.PROPOSAL_REVIEW):
        names[DUE] = _("Revisits")
    if actor.may(Permission.PROPOSAL_WRITE):
        names[BIN] = _("Bin")
    if actor.may(Permission.COMMITTEE_WRITE):
        names[SETTINGS] = _("Reasons not to register")
    if len(names) == 1:
        return LIST
    asked = st.query_params.get("view", LIST)
    view: str = st.segmented_control(
        _("View"),
        list(names),
        format_func=names.__getitem__,
        default=asked if asked in names else LIST,
        required=True,
        label_visibility="collapsed",
        key="proposals.view",
    )
    if view == LIST:
        st.query_params.pop("view", None)
    else:
        st.query_params["view"] = view
    return view


actor = require_actor(Permission.PROPOSAL_READ)
st.title(_("Proposals"))
if record := lists.record_id():
    detail.show(actor, record)
elif compose.asked() and actor.may(Permission.PROPOSAL_WRITE):
    compose.show(actor)
else:
    show_register(actor)
