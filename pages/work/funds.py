"""Funds: budgets of studios, township offices and groups, and what was spent of them."""

import streamlit as st

from core.permissions import Actor, Permission, ScopeKind
from pages._ui import lists, pickers
from pages._ui.funds import budgets, record, register
from pages._ui.login import require_actor
from pages._ui.words import _

READ = Permission.FUND_READ
AHEAD = 1


def show_funds(actor: Actor) -> None:
    """The budgets of a year with what is left, and the form to set one."""
    first, second = st.columns([2, 1])
    with first:
        committee = pickers.committee(actor, READ)
    with second:
        year = pickers.year(ahead=AHEAD)
    if committee is None:
        st.info(_("Your role reaches no committee."), icon=":material/info:")
        return
    budgets.show_totals(actor, committee.id, year)
    if actor.reach(Permission.FUND_WRITE, ScopeKind.COMMITTEE):
        with st.expander(_("Set a budget"), icon=":material/add_card:"):
            register.show(actor, committee.id, year)
    budgets.show(actor, committee.id, year)


actor = require_actor(Permission.FUND_READ)
st.title(_("Funds"))

if asked := lists.record_id():
    record.show(actor, asked)
else:
    show_funds(actor)
