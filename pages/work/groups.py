"""Sector groups: the list, composing them from sectors, and the record of one."""

import streamlit as st

from core.permissions import Actor, Permission, ScopeKind
from pages._ui import lists, pickers
from pages._ui.groups import compose, next_term, record, roster
from pages._ui.login import require_actor
from pages._ui.words import _

READ = Permission.GROUP_READ


def show_groups(actor: Actor) -> None:
    """The groups of a committee's term, and the tools to make them."""
    first, second = st.columns(2)
    with first:
        committee = pickers.committee(actor, READ)
    with second:
        term = pickers.term(actor, committee.id, READ) if committee else None
    if committee is None or term is None:
        st.info(_("This committee has no term yet. Add one under Committees."))
        return
    titles = [_("List of groups")]
    if may_compose(actor):
        titles += [_("Compose"), _("Carry over")]
    tabs = st.tabs(titles, key="groups.view", on_change="rerun")
    parts = (roster.show, compose.show, next_term.show)
    for tab, part in zip(tabs, parts, strict=False):
        if tab.open:
            with tab:
                part(actor, term)


def may_compose(actor: Actor) -> bool:
    """Whether the tools to change groups are shown."""
    return bool(actor.reach(Permission.GROUP_WRITE, ScopeKind.COMMITTEE))


actor = require_actor(Permission.GROUP_READ)
st.title(_("Sector groups"))

if asked := lists.record_id():
    record.show(actor, asked)
else:
    show_groups(actor)
