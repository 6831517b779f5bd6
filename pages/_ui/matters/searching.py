"""Where a search looks besides titles, names and numbers."""

import streamlit as st

from pages._ui.words import _


def in_text() -> bool:
    """Whether the texts of matters are searched too; it is in the address."""
    wanted: bool = st.toggle(
        _("Search in the texts too"),
        key="text",
        bind="query-params",
        help=_("Also looks in the situation, the analysis and the suggestions. Takes longer."),
    )
    return wanted
