"""Quick entry, and what the person recorded last."""

import streamlit as st

from core.activities import queries as activities
from core.permissions import Actor, Permission
from pages._ui.desk.waiting import ACTIVITIES, STUDIOS
from pages._ui.edge import reading
from pages._ui.words import _, day, plain, word

LATEST = 6


def show_buttons(actor: Actor) -> None:
    """The forms that this person fills most."""
    with st.container(horizontal=True):
        if actor.may(Permission.ACTIVITY_WRITE) and st.button(
            _("Record an activity"), type="primary", icon=":material/add:", key="today.activity"
        ):
            st.switch_page(ACTIVITIES, query_params={"new": "1"})
        if actor.may(Permission.STUDIO_DECIDE) and st.button(
            _("Register a studio"), icon=":material/add_home_work:", key="today.studio"
        ):
            st.switch_page(STUDIOS)


def show_latest(actor: Actor) -> None:
    """What this person recorded last, with where it stands."""
    if not actor.may(Permission.ACTIVITY_WRITE):
        return
    with reading() as session:
        rows = activities.recent(session, actor, LATEST)
    st.subheader(_("What you recorded last"), anchor=False)
    if not rows:
        st.caption(_("Nothing yet. Begin with “Record an activity”."))
    for row in rows:
        with st.container(horizontal=True, vertical_alignment="center"):
            label = f"{day(row.held_on)} {plain(row.title)}"
            st.page_link(ACTIVITIES, label=label, query_params={"id": str(row.id)}, width="stretch")
            st.badge(word(row.state), color="gray")
