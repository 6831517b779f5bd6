"""Accounts: who may sign in, and with which roles."""

import streamlit as st

from core.accounts import queries
from core.accounts.queries import AccountFilter, AccountState, Order
from core.permissions import GRANTABLE, Actor, Permission
from pages._ui import lists
from pages._ui.accounts import access, create, detail, table
from pages._ui.edge import reading
from pages._ui.login import require_actor
from pages._ui.words import _


def ask_filter() -> AccountFilter:
    """The filters, kept in the address."""
    text, role, state, order = st.columns([2, 1, 1, 1])
    with text:
        typed = lists.search("q", _("User name or name"))
    with role:
        held = lists.pick(_("Role"), list(GRANTABLE), "role")
    with state:
        now = lists.pick(_("State"), list(AccountState), "state")
    with order:
        by = lists.one_of(_("Sorted by"), list(Order), "sort")
    return AccountFilter(typed, held, now, by)


def show_list(actor: Actor) -> None:
    """The accounts in scope; a click opens one."""
    only = ask_filter()
    window = lists.window("page")
    with reading() as session:
        rows = queries.listing(session, actor, only, window.offset, window.limit)
        total = queries.total(session, actor, only)
        grants = queries.grants_of(session, actor, [row.id for row in rows])
    if lists.is_empty(total):
        st.info(_("No account fits. Clear the filters, or create one above."))
        return
    table.show(rows, grants)
    lists.pager(total, "page")


actor = require_actor(Permission.ACCOUNT_READ)
st.title(_("Accounts"))
access.show_once()
if record := lists.record_id():
    detail.show(actor, record)
else:
    if actor.may(Permission.ACCOUNT_WRITE):
        create.show(actor)
    show_list(actor)
