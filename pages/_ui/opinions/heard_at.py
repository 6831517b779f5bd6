"""What became of an activity: the opinion items that were made of it, and the way to one more."""

import streamlit as st

from core.matters import queries
from core.matters.models import MatterKind
from core.matters.queries import MatterFilter
from core.permissions import Actor, Permission
from pages._ui.edge import reading
from pages._ui.matters import naming
from pages._ui.words import _, plain

OPINIONS = "pages/work/opinions.py"


def show(actor: Actor, activity_id: int) -> None:
    """The items with their states; one step makes another one, and both stay linked."""
    if not actor.may(Permission.OPINION_READ):
        return
    with reading() as session:
        wanted = MatterFilter(MatterKind.OPINION, activity_id=activity_id)
        rows = queries.listing(session, actor, wanted)
    writes = actor.may(Permission.OPINION_WRITE)
    if not (rows or writes):
        return
    st.subheader(_("Opinion items"), anchor=False)
    for row in rows:
        with st.container(horizontal=True, vertical_alignment="center"):
            label = f"{naming.number(row.series, row.number)} {plain(row.title)}"
            st.page_link(OPINIONS, label=label, query_params={"id": str(row.id)})
            naming.badge(row.state, {})
    if writes:
        st.page_link(
            OPINIONS,
            label=_("Make an opinion item of what was heard"),
            icon=":material/record_voice_over:",
            query_params={"new": "1", "activity": str(activity_id)},
        )
