"""What units have in hand: each unit its own piles; the office all of them, by unit too."""

import streamlit as st

from core.permissions import Actor, Permission, ScopeKind
from pages._ui import lists, pickers
from pages._ui.handling import figures, one, piles
from pages._ui.login import require_actor
from pages._ui.words import _


def show_lists(actor: Actor) -> None:
    """The piles, and for those who look after several units how these stand."""
    office = actor.reach(Permission.HANDLING_READ, ScopeKind.COMMITTEE)
    committee = pickers.committee(actor, Permission.HANDLING_READ) if office else None
    if committee is None:  # a unit: its own is all that it reads
        piles.show(actor, None)
        return
    names = [_("Assignments"), _("By unit")]
    piled, by_unit = st.tabs(names, on_change="rerun", key="handling.tabs")
    if piled.open:
        with piled:
            piles.show(actor, committee.id)
    if by_unit.open:
        with by_unit:
            figures.show(actor, committee.id)


actor = require_actor(Permission.HANDLING_READ)
st.title(_("Handling"))
if asked := lists.record_id():
    one.show(actor, asked)
else:
    show_lists(actor)
