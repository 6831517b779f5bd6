"""The foot of the side bar: who is there, the language, the password, the way out."""

import streamlit as st
from streamlit.navigation.page import Page

from core.accounts import service as accounts
from core.i18n import CHINESE, ENGLISH, LANGUAGES, N_
from core.permissions import Actor, Role
from db.session import transaction
from pages._ui import login
from pages._ui.words import LANGUAGE, _, language, word

CHANGE_PASSWORD = N_("Change password")
NOT_FOUND = N_("Not found")


def foot(actor: Actor, password: Page) -> None:
    """Who is signed in and what one may do about it."""
    with st.sidebar.container(key="_ui_foot", gap="xxsmall"):
        st.text(actor.name)
        st.caption(role_words(actor))
        switch_language(actor)
        st.page_link(password, label=_(CHANGE_PASSWORD), icon=":material/key:")
        st.button(
            _("Sign out"),
            icon=":material/logout:",
            type="tertiary",
            key="_ui.sign_out",
            on_click=login.leave,
        )


def role_words(actor: Actor) -> str:
    """What a person is in the office."""
    held = {grant.role for grant in actor.grants}
    return _(", ").join(word(role) for role in Role if role in held) or _("No role yet")


def switch_language(actor: Actor | None = None) -> None:
    """One click to the other language; kept on the account where there is one."""
    other = ENGLISH if language() == CHINESE else CHINESE
    st.button(
        LANGUAGES[other],
        icon=":material/translate:",
        type="tertiary",
        key="_ui.switch_language",
        on_click=_speak,
        args=(other, actor is not None),
    )


def _speak(chosen: str, signed_in: bool) -> None:
    st.session_state[LANGUAGE] = chosen
    actor = login.current() if signed_in else None
    if actor:
        with transaction() as session:
            accounts.set_language(session, actor, chosen)
