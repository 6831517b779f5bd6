"""The one-time password, told once to the administrator who asked for it."""

import streamlit as st

from core.accounts.drafts import Access
from core.accounts.passwords import FIRST_LASTS
from pages._ui.words import _

_KEY = "accounts.access"


def keep(access: Access) -> None:
    """Remember it for the next run of this screen."""
    st.session_state[_KEY] = access


def show_once() -> None:
    """The password with a button to copy it, until one says that it was passed on."""
    access: Access | None = st.session_state.get(_KEY)
    if access is None:
        return
    with st.container(border=True, key="accounts_access"):
        st.subheader(_("One-time password"), anchor=False)
        hours = int(FIRST_LASTS.total_seconds() // 3600)
        st.write(
            _(
                "Pass it on in person. It is shown only here, is good for {hours} hours,"
                " and must be changed at the first sign-in.",
                hours=hours,
            )
        )
        left, right = st.columns(2)
        left.caption(_("User name"))
        left.code(access.username, language=None)
        right.caption(_("One-time password"))
        right.code(access.password, language=None)
        st.button(_("Passed on"), type="primary", key="accounts.passed_on", on_click=_forget)


def _forget() -> None:
    st.session_state.pop(_KEY, None)
