"""The record of one group, in tabs."""

from collections.abc import Callable

import streamlit as st

from core.errors import NotFound
from core.groups import queries
from core.groups.models import SectorGroup
from core.permissions import Actor, Permission
from pages._ui import lists
from pages._ui.edge import reading
from pages._ui.groups import conveners, overview, people, theme_days, year
from pages._ui.words import _, name_of, plain

Tab = Callable[[Actor, SectorGroup], None]


def show(actor: Actor, group_id: int) -> None:
    """A group that the actor reaches; only the open tab is read."""
    if st.button(_("Back to the groups"), icon=":material/arrow_back:", type="tertiary"):
        lists.close_record()
    try:
        with reading() as session:
            group = queries.find(session, actor, group_id)
    except NotFound as missing:
        st.info(_(missing.message), icon=":material/search_off:")
        return
    st.header(plain(name_of(group)), anchor=False)
    tabs: dict[str, Tab] = {
        _("Overview"): overview.show,
        _("Members"): people.show,
        _("Conveners"): conveners.show,
        _("Theme days"): theme_days.show,
    }
    if actor.may(Permission.PLAN_READ):
        tabs[_("Plan against done")] = year.show_plan
    tabs[_("Activity of each member")] = year.show_members
    shown = st.tabs(list(tabs), key="groups.tab", on_change="rerun")
    for tab, part in zip(shown, tabs.values(), strict=True):
        if tab.open:
            with tab:
                part(actor, group)
