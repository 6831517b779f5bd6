"""The words of a matter: as they are read, and how long they are."""

import streamlit as st

from core.matters.writing import NORM, length
from pages._ui.words import _, plain


def show(situation: str, analysis: str, suggestion: str) -> None:
    """The three parts under their names, those that are empty left out."""
    parts = {
        _("Situation"): situation,
        _("Analysis"): analysis,
        _("Suggestions in the matter"): suggestion,
    }
    for label, text in parts.items():
        if text:
            st.subheader(label, anchor=False)
            st.markdown("  \n".join(plain(line) for line in text.split("\n")))


def count(*parts: str) -> None:
    """How many characters the parts have together; more than the norm is warned of."""
    number = length(*parts)
    told = _("{number} of {norm} characters", number=f"{number:,}", norm=f"{NORM:,}")
    if number <= NORM:
        st.caption(told)
        return
    st.warning(
        _("{told}: longer than usual. It is kept whole.", told=told), icon=":material/straighten:"
    )
