"""The public box: what citizens wrote, the boxes of studios, and the notice of purpose."""

import streamlit as st

from core.permissions import Actor, Permission, ScopeKind
from pages._ui import lists, pickers
from pages._ui.box import boxes, detail, entries, notice
from pages._ui.login import require_actor
from pages._ui.words import _


def show(actor: Actor) -> None:
    """The three parts of a committee's boxes; the one chosen is kept while the screen is open."""
    committee = pickers.committee(actor, Permission.BOX_READ)
    if committee is None:
        return
    parts = {_("Entries"): entries.show, _("Boxes of studios"): boxes.show}
    if actor.reach(Permission.BOX_READ, ScopeKind.COMMITTEE):
        parts[_("Notice of purpose")] = notice.show
    opened = st.tabs(list(parts), key="box.part", on_change="rerun")
    for tab, part in zip(opened, parts.values(), strict=True):
        if tab.open:
            with tab:
                part(actor, committee.id)


actor = require_actor(Permission.BOX_READ)
st.title(_("Public box"))
if record := lists.record_id():
    detail.show(actor, record)
else:
    show(actor)
