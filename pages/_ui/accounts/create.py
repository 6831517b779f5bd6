"""The form for a new account."""

import streamlit as st

from core.accounts import places
from core.accounts import service as accounts
from core.accounts.drafts import AccountDraft, GrantDraft
from core.i18n import LANGUAGES
from core.permissions import SCOPE_OF_ROLE, Actor
from pages._ui.accounts import access
from pages._ui.accounts.places import ask_grant
from pages._ui.edge import action, fresh, problem, reading
from pages._ui.words import _

_FORM = "accounts.create"


def show(actor: Actor) -> None:
    """The form, folded away until it is wanted."""
    with st.expander(_("Create an account"), icon=":material/person_add:", key=_FORM):
        grant = ask_grant(actor, _FORM)
        with st.form(fresh(_FORM), border=False):
            left, middle, right = st.columns(3)
            with left:
                username = st.text_input(
                    _("User name"),
                    autocomplete="off",
                    help=_("What the person signs in with. It stays for good."),
                    required=True,
                )
                problem(_FORM, "username")
            with middle:
                name = st.text_input(_("Full name"), autocomplete="off", required=True)
                problem(_FORM, "name")
            language: str = right.selectbox(
                _("Language"), list(LANGUAGES), format_func=LANGUAGES.__getitem__
            )
            problem(_FORM)
            sent = st.form_submit_button(_("Create"), type="primary")
        if sent:
            _create(actor, AccountDraft(username, name, 0, language), grant)


def _create(actor: Actor, typed: AccountDraft, grant: GrantDraft | None) -> None:
    with action(_("Account created."), _FORM) as session:
        draft = AccountDraft(
            typed.username,
            typed.name,
            _committee_of(grant) if grant else 0,
            typed.language,
            (grant,) if grant else (),
        )
        access.keep(accounts.create(session, actor, draft))


def _committee_of(grant: GrantDraft) -> int:
    """The account belongs to the committee in which its first role counts."""
    with reading() as session:
        place = places.find(session, SCOPE_OF_ROLE[grant.role], grant.scope_id)
    return place.committee_id if place else 0
