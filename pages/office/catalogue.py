"""The catalogue of activities: two levels that an office keeps for itself."""

import streamlit as st

from core.activities.catalogue import queries
from core.activities.catalogue import service as catalogue
from core.committees.queries import CommitteeOption
from core.permissions import Actor, Permission
from pages._ui import pickers
from pages._ui.catalogue import forms, tree
from pages._ui.edge import action, reading
from pages._ui.login import require_actor
from pages._ui.words import _


def show(actor: Actor, committee: CommitteeOption) -> None:
    """The catalogue that a committee uses, and what may be done about it."""
    writes = actor.may(Permission.COMMITTEE_WRITE)
    retired = writes and st.toggle(_("Show what is no longer in use"), key="catalogue.retired")
    with reading() as session:
        keeper = queries.keeper(session, committee.id)
        rows = queries.tree(session, actor, committee.id, retired=retired)
    own = keeper == committee.id
    if rows and not own:
        st.info(_("This committee uses the catalogue of the committee above it."))
    if writes:
        adopt(actor, committee, empty=not (rows and own))
        if own:
            forms.add_heading(actor, committee.id)
    elif not rows:
        st.info(_("There is no catalogue yet. The office sets it up here."))
    tree.show(actor, rows, writes=writes and own)


def adopt(actor: Actor, committee: CommitteeOption, *, empty: bool) -> None:
    """The presets: to begin with, or to add those that are missing."""
    if empty:
        st.info(_("There is no catalogue of its own yet. Begin with the presets, then adapt them."))
    if st.button(
        _("Adopt the presets"),
        icon=":material/playlist_add_check:",
        type="primary" if empty else "secondary",
        help=_("Adds what is missing. What you have renamed or retired stays as it is."),
    ):
        with action(_("Presets adopted."), "catalogue.adopt") as session:
            catalogue.adopt_presets(session, actor, committee.id)


actor = require_actor(Permission.COMMITTEE_READ)
st.title(_("Activity catalogue"))
st.caption(_("An activity bears a category of the second level. Codes stay when names change."))
if committee := pickers.committee(actor, Permission.COMMITTEE_READ):
    show(actor, committee)
