"""Who raised a matter."""

from collections.abc import Sequence

import streamlit as st

from core.matters import co_signing
from core.matters.detail import MatterDetail
from core.matters.models import AuthorRole, Consent
from core.matters.parts import AuthorRow
from core.permissions import Actor, Permission, ScopeKind
from pages._ui.edge import action, problem, version_of
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


def answer(actor: Actor, record: MatterDetail, permission: Permission) -> None:
    """For who is asked to sign it too: yes or no, to the words that were seen."""
    own = actor.reach(permission, ScopeKind.MEMBER)
    asked = [one for one in record.authors if one.member_id in own]
    if not any(one.consent is Consent.ASKED for one in asked):
        return
    form = f"{record.kind.value}.answer.{record.id}"
    version = version_of(form, record.version)
    st.info(_("You are asked to sign this too."), icon=":material/signature:")
    with st.container(horizontal=True):
        agrees = st.button(_("I sign it too"), type="primary", icon=":material/check:")
        declines = st.button(_("I do not sign it"), icon=":material/close:")
    problem(form)
    if agrees or declines:
        with action(_("Your answer is kept."), form) as session:
            co_signing.answer(session, actor, record.id, agrees, version)
