"""Changing one's own password."""

import streamlit as st

from pages._ui import login
from pages._ui.words import _


def change_password() -> None:
    """The form; nothing else opens while a first password is not changed."""
    login.current()
    st.title(_("Change password"))
