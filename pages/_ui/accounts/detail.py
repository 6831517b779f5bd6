"""One account: its roles, its password, and whether it may be used."""

import streamlit as st

from core.accounts import grants, queries
from core.accounts import service as accounts
from core.accounts.queries import AccountRow, AccountState, GrantRow
from core.permissions import Actor, Permission
from pages._ui import lists
from pages._ui.accounts import access
from pages._ui.accounts.places import ask_grant
from pages._ui.edge import action, fresh, problem, reading, start_of, version_of
from pages._ui.words import _, moment, plain, word

_GRANT = "accounts.grant"


def show(actor: Actor, account_id: int) -> None:
    """The account, and what one may do about it."""
    if st.button(_("Back to the list"), icon=":material/arrow_back:", type="tertiary"):
        lists.close_record()
    with reading() as session:
        row = queries.details(session, actor, account_id)
        held = queries.grants_of(session, actor, [account_id])
    st.header(plain(f"{row.name} · {row.username}"), anchor=False)
    left, middle, right = st.columns(3)
    left.metric(_("State"), word(row.state))
    middle.metric(_("Created at"), moment(row.created_at))
    right.metric(_("Last seen"), moment(row.seen_at) or "—")
    if actor.may(Permission.ACCOUNT_WRITE):
        _manage(actor, row)
    _show_roles(actor, row, held)


def _manage(actor: Actor, row: AccountRow) -> None:
    with st.container(horizontal=True):
        _offer_renaming(actor, row)
        with st.popover(_("Reset password"), icon=":material/key:"):
            st.write(_("The person is signed out everywhere and gets a one-time password."))
            if st.button(_("Reset now"), type="primary", key="accounts.reset"):
                with action(_("Password reset.")) as session:
                    access.keep(accounts.reset_password(session, actor, row.id))
        if row.state is AccountState.DISABLED:
            if st.button(_("Enable"), icon=":material/lock_open:", key="accounts.enable"):
                with action(_("Account enabled.")) as session:
                    accounts.enable(session, actor, row.id)
        elif row.id != actor.account_id:
            _offer_disabling(actor, row)


def _offer_renaming(actor: Actor, row: AccountRow) -> None:
    form = f"accounts.rename.{row.id}"
    version, kept = version_of(form, row.version), start_of(form, row.name)
    with st.popover(_("Correct the name"), icon=":material/edit:"), st.form(fresh(form)):
        name = st.text_input(_("Full name"), kept, max_chars=80, required=True)
        problem(form, "name")
        problem(form)
        sent = st.form_submit_button(_("Save"), type="primary")
    if sent:
        with action(_("Saved."), form) as session:
            accounts.rename(session, actor, row.id, name, version)


def _offer_disabling(actor: Actor, row: AccountRow) -> None:
    with st.popover(_("Disable"), icon=":material/block:"):
        st.write(_("The person is signed out at once and cannot sign in any more."))
        if st.button(_("Disable now"), type="primary", key="accounts.disable"):
            with action(_("Account disabled.")) as session:
                accounts.disable(session, actor, row.id)


def _show_roles(actor: Actor, row: AccountRow, held: list[GrantRow]) -> None:
    st.subheader(_("Roles"), anchor=False)
    for grant in held:
        _show_role(actor, grant)
    if not held:
        st.info(_("This account has no role yet and can open only the own desk."))
    if not actor.may(Permission.ACCOUNT_WRITE):
        return
    with st.expander(_("Give another role"), icon=":material/add:"):
        chosen = ask_grant(actor, _GRANT)
        problem(_GRANT)
        if st.button(_("Give"), type="primary", key=f"{_GRANT}.send") and chosen:
            with action(_("Role given."), _GRANT) as session:
                grants.grant(session, actor, row.id, chosen)


def _show_role(actor: Actor, grant: GrantRow) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(f"{word(grant.role)} · {grant.place}")
        if not actor.may(Permission.ACCOUNT_WRITE):
            return
        if st.button(_("Take away"), type="tertiary", key=f"accounts.revoke.{grant.id}"):
            with action(_("Role taken away.")) as session:
                grants.revoke(session, actor, grant.id)
