"""What a person is told when a screen breaks: a sentence and a code, never the insides."""

import secrets

import streamlit as st
import structlog

from pages._ui.words import _

_log = structlog.get_logger("lianxin.screen")


def tell_of_error(error: Exception) -> bool:
    """Log an error that nobody foresaw, and show its code instead of Streamlit's own box."""
    code = secrets.token_hex(4).upper()
    _log.error("screen broke", code=code, exc_info=error)
    st.error(
        _(
            "Something went wrong and was noted. What you had saved is kept."
            " Try again; if it stays, give your administrator the code {code}.",
            code=code,
        ),
        icon=":material/error:",
    )
    return True
