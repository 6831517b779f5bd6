"""Studios: the register, the form to register one, and one studio's record."""

import streamlit as st

from core.permissions import Actor, Permission, ScopeKind
from pages._ui import lists, pickers
from pages._ui.login import require_actor
from pages._ui.studios import detail, overview, register, table
from pages._ui.words import _


def show_register(actor: Actor) -> None:
    """The figures, the form for a new studio, and the list."""
    committee = pickers.committee(actor, Permission.STUDIO_READ, townships=True)
    chosen = committee.id if committee else None
    overview.show_figures(actor, chosen)
    if chosen and actor.reach(Permission.STUDIO_WRITE, ScopeKind.COMMITTEE):
        register.show(actor, chosen)
    table.show(actor, chosen)


actor = require_actor(Permission.STUDIO_READ)
if record := lists.record_id():
    detail.show(actor, record)
else:
    st.title(_("Studios"))
    show_register(actor)
