"""Standards: the sets that hold for a committee, their items, and the kinds they are asked of."""

import streamlit as st

from core.permissions import Actor, Permission, ScopeKind
from core.studios import standard_queries
from pages._ui import pickers
from pages._ui.edge import reading
from pages._ui.login import require_actor
from pages._ui.standards import new, sets
from pages._ui.words import _


def show_standards(actor: Actor, committee_id: int) -> None:
    """The forms for a new standard, and those that hold here."""
    with reading() as session:
        rows = standard_queries.sets(session, actor, committee_id)
    writes = bool(actor.reach(Permission.COMMITTEE_WRITE, ScopeKind.COMMITTEE))
    if writes:
        new.show(actor, committee_id, rows)
    if not rows:
        st.info(
            _("No standard holds here yet. Adopt one of those ready to be used."),
            icon=":material/info:",
        )
    for row in rows:
        sets.show(actor, row, own=writes and row.committee_id == committee_id)


actor = require_actor(Permission.COMMITTEE_READ)
st.title(_("Standards"))
st.caption(_("A standard holds for its committee and for all those below it."))
committee = pickers.committee(actor, Permission.COMMITTEE_READ, townships=True)
if committee is None:
    st.info(_("Your role reaches no committee."), icon=":material/info:")
else:
    show_standards(actor, committee.id)
