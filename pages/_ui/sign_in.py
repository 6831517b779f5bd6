"""The form with which a person signs in."""

import streamlit as st

from core.accounts.sign_in import LOCKED_FOR, MOST_FAILURES
from core.i18n import N_
from pages._ui import menu
from pages._ui.authenticator import Desk, LoginError
from pages._ui.words import _

_FAILED = "_ui.sign_in.failed"
_REFUSAL = "_ui.sign_in.refusal"
_CAPTCHA_FROM = 3
WRONG = N_(
    "This user name and password do not match."
    " After {n} wrong attempts an account stays locked for {minutes} minutes."
)
WRONG_CAPTCHA = N_("That is not the number in the picture. Type the new one.")


def form() -> None:
    """The package's widget in a narrow column, and what it refused last."""
    st.session_state["authentication_status"] = None  # the frame knows better who is there
    _left, middle, _right = st.columns([1, 1.4, 1])
    with middle:
        st.title(_("Lianxin"), anchor=False)
        st.caption(_("The desk of the CPPCC committee office"))
        _ask()
        if refusal := st.session_state.get(_REFUSAL):
            st.error(refusal, icon=":material/error:")
        menu.switch_language()


def _ask() -> None:
    failed = st.session_state.get(_FAILED, 0)
    try:
        Desk().login(fields=_words(), captcha=failed >= _CAPTCHA_FROM, key="_ui_sign_in")
    except LoginError:
        _refuse(_(WRONG_CAPTCHA) if failed >= _CAPTCHA_FROM else _("Type user name and password."))
    status = st.session_state.get("authentication_status")
    if status is False:
        st.session_state[_FAILED] = failed + 1
        minutes = int(LOCKED_FOR.total_seconds() // 60)
        _refuse(_(WRONG, n=MOST_FAILURES, minutes=minutes))
    if status:
        for key in (_FAILED, _REFUSAL):
            st.session_state.pop(key, None)
        st.rerun()


def _refuse(sentence: str) -> None:
    """Say it at the next run, which shows a captcha if one has become due."""
    st.session_state[_REFUSAL] = sentence
    st.rerun()


def _words() -> dict[str, str]:
    return {
        "Form name": _("Sign in"),
        "Username": _("User name"),
        "Password": _("Password"),
        "Captcha": _("Number in the picture"),
        "Login": _("Sign in"),
    }
