"""Committees: the tree, and what belongs to the one chosen in it."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from core.committees import queries, scope
from core.committees.models import Level
from core.committees.queries import CommitteeOption
from core.permissions import Actor, Permission
from pages._ui.committees import basics, below, places, sectors, special, terms, tree
from pages._ui.edge import reading
from pages._ui.login import require_actor
from pages._ui.words import _, name_of, plain

WRITE = Permission.COMMITTEE_WRITE


def show_tabs(chosen: CommitteeOption, parts: Mapping[str, Callable[[], None]]) -> None:
    """Tabs of which only the open one is drawn."""
    tabs = st.tabs(list(parts), key=f"committees.tabs.{chosen.id}", on_change="rerun")
    for tab, show in zip(tabs, parts.values(), strict=True):
        with tab:
            if tab.open:
                show()


def parts_of(
    actor: Actor, chosen: CommitteeOption, options: Sequence[CommitteeOption], *, writes: bool
) -> dict[str, Callable[[], None]]:
    """What is told of a committee. A township has only its villages and its name."""
    own = chosen.id
    own_places = {_("Villages and communities"): lambda: places.show(actor, own, writes=writes)}
    name = {_("Name and place"): lambda: basics.show(actor, chosen, options, writes=writes)}
    if chosen.level is Level.TOWNSHIP:
        return own_places | name
    return {
        _("Terms and sessions"): lambda: terms.show(actor, own, writes=writes),
        _("Sectors"): lambda: sectors.show(actor, own, writes=writes),
        _("Committees and townships below"): lambda: below.show(
            actor, chosen, options, writes=writes
        ),
        **own_places,
        _("Special committees"): lambda: special.show(actor, own, writes=writes),
        **name,
    }


actor = require_actor(Permission.COMMITTEE_READ)
st.title(_("Committees"))

with reading() as session:
    options = queries.options(session, actor, Permission.COMMITTEE_READ)
left, right = st.columns([2, 5], gap="large")
with left:
    chosen = tree.choose(options)
with reading() as session:
    writes = actor.may(WRITE) and scope.covers(session, actor, WRITE, chosen.id)
with right:
    st.header(plain(name_of(chosen)))
    show_tabs(chosen, parts_of(actor, chosen, options, writes=writes))
