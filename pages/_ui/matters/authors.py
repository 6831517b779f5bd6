"""Who raised a matter."""

from collections.abc import Sequence

import streamlit as st

from core.matters import co_signing
from core.matters.models import AuthorRole, Consent
from core.matters.parts import AuthorRow
from core.permissions import Actor, Permission, ScopeKind
from pages._ui.edge import action
from pages._ui.words import _, word


def show(rows: Sequence[AuthorRow], first: str = "") -> None:
    """The authors as a table, the first one first; `first` is what that one is called."""
    if not rows:
        st.caption(_("No member is named as its author."))
        return
    st.dataframe(
        [
            {
                _("Member"): row.name,
                _("Number"): row.number,
                _("Role"): first if first and row.role is AuthorRole.FIRST else word(row.role),
                _("Says"): "" if row.role is AuthorRole.FIRST else _said(row),
                _("Employer"): row.employer,
            }
            for row in rows
        ],
        hide_index=True,
    )


def _said(row: AuthorRow) -> str:
    """What a co-signer said. Who was silent until the end declined nothing."""
    return _("Did not answer") if row.silent else word(row.consent)


def answer(actor: Actor, matter_id: int, rows: Sequence[AuthorRow], permission: Permission) -> None:
    """For who is asked to sign it too: yes or no."""
    own = actor.reach(permission, ScopeKind.MEMBER)
    asked = [row for row in rows if row.member_id in own and row.consent is Consent.ASKED]
    if not asked:
        return
    st.info(_("You are asked to sign this too."), icon=":material/signature:")
    with st.container(horizontal=True):
        agrees = st.button(_("I sign it too"), type="primary", icon=":material/check:")
        declines = st.button(_("I do not sign it"), icon=":material/close:")
    if agrees or declines:
        with action(_("Your answer is kept.")) as session:
            co_signing.answer(session, actor, matter_id, agrees)
