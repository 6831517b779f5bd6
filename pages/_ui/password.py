"""Changing one's own password, and the browsers in which one is signed in."""

import streamlit as st

from core.accounts import queries
from core.accounts import service as accounts
from core.accounts.passwords import LONG, LONGEST, SHORTEST
from core.errors import RuleBroken
from core.i18n import N_
from core.permissions import Actor
from pages._ui import login
from pages._ui.edge import action, fresh, problem, reading
from pages._ui.words import _, moment

_FORM = "_ui.password"


def change_password() -> None:
    """The screen; nothing else opens while a first password is not changed."""
    actor = login.current()
    if actor is None:
        st.rerun()
    st.title(_("Change password"))
    if actor.must_change_password:
        st.info(
            _("This is a one-time password. Choose your own now; nobody else will know it."),
            icon=":material/key:",
        )
    _ask(actor)
    if not actor.must_change_password:
        _show_sessions(actor)


def _ask(actor: Actor) -> None:
    with st.form(fresh(_FORM), width=560):
        old = st.text_input(
            _("Present password"), type="password", autocomplete="current-password", required=True
        )
        problem(_FORM, "old")
        new = st.text_input(
            _("New password"),
            type="password",
            autocomplete="new-password",
            help=policy(),
            required=True,
        )
        problem(_FORM, "password")
        again = st.text_input(
            _("New password once more"),
            type="password",
            autocomplete="new-password",
            required=True,
        )
        problem(_FORM, "again")
        problem(_FORM)
        sent = st.form_submit_button(_("Change password"), type="primary")
    if sent:
        with action(_("Password changed. Other browsers were signed out."), _FORM) as session:
            check_same(new, again)
            accounts.change_own_password(session, actor, old, new)


def policy() -> str:
    """What a password must be, in one sentence."""
    return _(
        "{least} to {most} characters with three of: small letters, capital letters, digits,"
        " other signs. Or a sentence of at least {long} characters. Without the user name.",
        least=SHORTEST,
        most=LONGEST,
        long=LONG,
    )


def check_same(new: str, again: str) -> None:
    """A password is typed twice, so that nobody locks himself out by a slip."""
    if new != again:
        raise RuleBroken(N_("The two passwords differ. Type them again."), field="again")


def _show_sessions(actor: Actor) -> None:
    with reading() as session:
        rows = queries.own_sessions(session, actor)
    st.subheader(_("Where you are signed in"), anchor=False)
    st.dataframe(
        [
            {
                _("Since"): moment(row.created_at),
                _("Last used"): moment(row.seen_at),
                _("Address"): row.address,
                _("Browser"): row.browser,
                _("This one"): row.id == actor.session_id,
            }
            for row in rows
        ],
        hide_index=True,
    )
    if len(rows) > 1 and st.button(_("Sign out everywhere else"), key="_ui.password.others"):
        with action(_("Other browsers were signed out.")) as session:
            accounts.end_other_sessions(session, actor)
