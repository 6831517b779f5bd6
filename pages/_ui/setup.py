"""The first start."""

import streamlit as st

from core.accounts import setup
from db.session import reading
from pages._ui.words import _


def is_due() -> bool:
    """Whether no account exists yet."""
    with reading() as session:
        return setup.is_due(session)


def open_house() -> None:
    """The form with which the first visitor opens the house."""
    st.title(_("First start"))
