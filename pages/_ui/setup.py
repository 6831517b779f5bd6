"""The first start: the form with which the first visitor opens the house."""

import streamlit as st

from core.accounts import setup
from core.committees.drafts import CommitteeDraft
from core.committees.models import Level
from core.errors import RuleBroken
from core.i18n import N_
from core.opening import service as opening
from core.opening.service import HouseDraft
from db.session import reading, transaction
from pages._ui import menu
from pages._ui.edge import action, fresh, problem
from pages._ui.password import check_same, policy
from pages._ui.words import _, language, name_of, word

_FORM = "_ui.setup"
_LEVELS = [Level.COUNTY, Level.PREFECTURE, Level.PROVINCE]


def is_due() -> bool:
    """Whether no account exists yet."""
    with reading() as session:
        return setup.is_due(session)


def open_house() -> None:
    """The screen of the first start."""
    _left, middle, _right = st.columns([1, 2, 1])
    with middle:
        st.title(_("Welcome to Lianxin"), anchor=False)
        st.write(
            _(
                "Set up your committee and its first administrator."
                " The setup code was shown on the server when Lianxin started."
            )
        )
        _ask()
        menu.switch_language()


def _ask() -> None:
    with st.form(fresh(_FORM)):
        code = st.text_input(
            _("Setup code"), placeholder="XXXX-XXXX-XXXX-XXXX", autocomplete="off", required=True
        )
        problem(_FORM, "setup_code")
        committee = _standing() or _ask_committee()
        draft, again = _ask_administrator(committee)
        problem(_FORM)
        sent = st.form_submit_button(_("Set up"), type="primary")
    if sent:
        _open(code, draft, again)


def _standing() -> CommitteeDraft | None:
    """The committee that stands already, where the examples were loaded from a shell."""
    with reading() as session:
        row = opening.topmost(session)
    if row is None:
        return None
    st.subheader(_("Committee"), anchor=False)
    st.text(name_of(row))
    st.caption(_("It stands already, with committees below it. Its name can be changed later."))
    return CommitteeDraft(name=row.name, code=row.code, level=row.level)


def _ask_committee() -> CommitteeDraft:
    st.subheader(_("Committee"), anchor=False)
    name = st.text_input(_("Name"), placeholder=_("CPPCC of … County"), required=True)
    problem(_FORM, "name")
    left, right = st.columns(2)
    code = left.text_input(
        _("Code"), help=_("Short and unique, such as the area code."), required=True
    )
    with left:
        problem(_FORM, "code")
    level = right.selectbox(_("Level"), _LEVELS, format_func=word)
    return CommitteeDraft(name=name, code=code, level=level)


def _ask_administrator(committee: CommitteeDraft) -> tuple[HouseDraft, str]:
    st.subheader(_("Administrator"), anchor=False)
    left, right = st.columns(2)
    person = left.text_input(_("Your name"), required=True)
    username = right.text_input(_("User name"), autocomplete="username", required=True)
    with right:
        problem(_FORM, "username")
    left, right = st.columns(2)
    password = left.text_input(
        _("Password"), type="password", autocomplete="new-password", help=policy(), required=True
    )
    with left:
        problem(_FORM, "password")
    again = right.text_input(
        _("Password once more"), type="password", autocomplete="new-password", required=True
    )
    with right:
        problem(_FORM, "again")
    begin = st.radio(
        _("Begin with"),
        [False, True],
        format_func=lambda examples: (
            _("Example committees to look at") if examples else _("Nothing")
        ),
        horizontal=True,
    )
    return HouseDraft(committee, username, person, password, language(), begin), again


def _open(code: str, draft: HouseDraft, again: str) -> None:
    with transaction() as session:  # a transaction of its own: a wrong code stays counted
        admitted = setup.admit(session, code)
    with action(_("Lianxin is set up. Sign in."), _FORM) as session:
        if not admitted:
            raise RuleBroken(
                N_("This is not the setup code. After {n} wrong attempts, wait {minutes} minutes."),
                field="setup_code",
                n=setup.MOST_FAILURES,
                minutes=int(setup.WITHIN.total_seconds() // 60),
            )
        check_same(draft.password, again)
        opening.open_house(session, draft)
