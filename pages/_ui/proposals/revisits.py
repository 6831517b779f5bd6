"""The proposals whose revisit is due."""

import streamlit as st

from core import clock
from core.permissions import Actor
from core.proposals import revisits
from pages._ui import lists
from pages._ui.edge import fresh, reading
from pages._ui.words import _, day


def show(actor: Actor, committee_id: int) -> None:
    """The longest due first; a row opens the proposal, where the revisit is recorded."""
    with reading() as session:
        rows = revisits.due(session, actor, committee_id, clock.today(), limit=200)
    if not rows:
        st.success(_("No revisit is due."), icon=":material/task_alt:")
        return
    st.caption(_("Units promised these a year ago (result B). See what became of them."))
    picked = st.dataframe(
        [
            {_("Due since"): day(row.revisit_on), _("Subject of the proposal"): row.title}
            for row in rows
        ],
        hide_index=True,
        key=fresh("proposals.revisits"),
        on_select="rerun",
        selection_mode="single-row",
    )
    places = picked["selection"]["rows"]
    if places:
        lists.open_record(rows[places[0]].id)
